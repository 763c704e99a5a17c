#include <sqlite3.h>

#include <QtTest>
#include <algorithm>
#include <condition_variable>

#include "core/run/search_loop.h"
#include "tests/run/runner_bench.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

Genome designNumber(std::uint64_t index) {
  return *openSpace("nasbench201").value().design(index);
}

/// The same search in memory, with the designs by hand at the places that the study says.
std::vector<std::string> expectedRows(const Bench& bench) {
  Journal journal;
  const SearchConfig& config = bench.study->config();
  const Space space = openSpace("nasbench201").value();
  const auto evaluation = Evaluation::create(space, config, fakeEstimators(journal), nullptr);
  const StrategyContext context{&space, config.objectives.size(), config.seed, config.candidates};
  const auto strategy = createStrategy(config.strategy, config.strategyParameters, context, fakeStrategies(journal));
  const auto injected = InjectedDesigns::load(*bench.study, space);
  if (!injected.ok()) return {injected.error().text()};
  const auto result = runSearchLoop(space, config, *strategy.value(), evaluation.value(), {}, {}, injected.value());
  return result.ok() ? essences(result.value().candidates) : std::vector<std::string>{result.error().text()};
}

void execute(const std::string& path, const char* sql) {
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

}  // namespace

class TstInjection : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void takesTheNextPlaceOfARunningSearch_data();
  void takesTheNextPlaceOfARunningSearch();
  void strategyIsToldInTurn();
  void runsWithoutASearch_data();
  void runsWithoutASearch();
  void afterTheEndAndBeyond();
  void goesBeforeWhatWaits();
  void waitsForAnEarlierSession();
  void stoppedWhileItRuns();
  void seenDesignsAreServed();
  void refusesWhatIsNoDesign();
  void nsga2LearnsFromIt();
  void damagedListIsSaid_data();
  void damagedListIsSaid();
};

void TstInjection::takesTheNextPlaceOfARunningSearch_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<int>("workers");
  QTest::newRow("free") << QByteArray("free") << 1;
  QTest::newRow("pool") << QByteArray("pool") << 1;
  QTest::newRow("pool, three threads") << QByteArray("pool") << 3;
}

void TstInjection::takesTheNextPlaceOfARunningSearch() {
  QFETCH(QByteArray, cost);
  QFETCH(int, workers);
  Bench bench(fakeConfig(cost.toStdString(), 300, 200));
  bench.makeRunner(workers);
  bench.runner->start();
  for (const std::uint64_t design : {11u, 222u, 3333u}) {
    QTest::qWait(4);
    bench.runner->inject(designNumber(design), {CandidateId{1}});
  }
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  const auto injected = bench.eventsOf<RunEvent::Injected>();
  QCOMPARE(injected.size(), std::size_t{3});
  for (std::size_t i = 0; i < 3; ++i) {
    const auto candidate = bench.study->loadCandidate(injected[i].id).value();
    QVERIFY(candidate->genome == injected[i].genome);
    QCOMPARE(candidate->state == CandidateState::Done || candidate->state == CandidateState::Infeasible, true);
    QCOMPARE(candidate->notes, std::string(kByHandNotes));
    QCOMPARE(candidate->parents, std::vector<CandidateId>{CandidateId{1}});
    QVERIFY(i == 0 || injected[i].id > injected[i - 1].id);
  }
  const auto stored = bench.stored();
  QVERIFY(stored.size() >= 300);
  QVERIFY(stored == expectedRows(bench));
}

// The rule of the order holds for the candidates around it: candidate n is asked after exactly 1..n-8 were told.
void TstInjection::strategyIsToldInTurn() {
  Bench bench(fakeConfig("pool", 60, 100));
  bench.makeRunner(2);
  bench.runner->inject(designNumber(77), {});
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  const std::int64_t place = bench.eventsOf<RunEvent::Injected>().front().id.value;
  std::int64_t n = 0;
  for (const std::int64_t told : bench.journal.toldAtAsk) {
    if (++n == place) ++n;
    QCOMPARE(told, std::max<std::int64_t>(0, n - 8));
  }
  for (std::size_t i = 0; i < bench.journal.toldIds.size(); ++i) {
    QCOMPARE(bench.journal.toldIds[i], static_cast<std::int64_t>(i) + 1);
  }
}

void TstInjection::runsWithoutASearch_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::newRow("free") << QByteArray("free");
  QTest::newRow("pool") << QByteArray("pool");
}

void TstInjection::runsWithoutASearch() {
  QFETCH(QByteArray, cost);
  Bench bench(fakeConfig(cost.toStdString(), 40));
  bench.makeRunner(2);
  bench.runner->inject(designNumber(5), {});
  bench.runner->inject(designNumber(6), {});
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.runner->state(), RunState::Idle);
  const auto all = bench.study->loadCandidates().value();
  QCOMPARE(all.size(), std::size_t{2});
  QVERIFY(all[1].genome == designNumber(6));
  QVERIFY(all[1].state != CandidateState::Queued);
  bench.reopen();
  QVERIFY(bench.run(2));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QCOMPARE(bench.stored().size(), std::size_t{40});
  QVERIFY(bench.stored() == expectedRows(bench));
}

void TstInjection::afterTheEndAndBeyond() {
  Bench bench(fakeConfig("pool", 20));
  QVERIFY(bench.run(2));
  bench.runner->inject(designNumber(5), {CandidateId{3}});
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.eventsOf<RunEvent::Injected>().front().id, CandidateId{21});
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.stored().size(), std::size_t{21});
  bench.reopen();
  PSCOPE_VERIFY_OK(bench.study->setCandidates(45));
  QVERIFY(bench.run(2));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QCOMPARE(bench.stored().size(), std::size_t{45});
  QVERIFY(bench.stored() == expectedRows(bench));
}

void TstInjection::goesBeforeWhatWaits() {
  Bench bench(fakeConfig("pool", 20));
  std::mutex mutex;
  std::condition_variable_any changed;
  bool open = false;
  std::vector<std::string> begun;
  bench.journal.before = [&](const Subject& subject, const JobContext& job) -> std::optional<Result<double>> {
    std::unique_lock lock(mutex);
    begun.push_back(subject.text());
    changed.wait(lock, job.stop, [&] { return open; });
    return std::nullopt;
  };
  bench.makeRunner(1);
  bench.runner->start();
  QTRY_VERIFY([&] {
    const std::scoped_lock lock(mutex);
    return begun.size() >= 1;
  }());
  QTest::qWait(50);  // the window is full
  const Genome wanted = designNumber(4321);
  bench.runner->inject(wanted, {});
  QTRY_COMPARE(bench.eventsOf<RunEvent::Injected>().size(), std::size_t{1});
  {
    const std::scoped_lock lock(mutex);
    open = true;
  }
  changed.notify_all();
  QVERIFY(bench.runner->wait(kLong));
  const auto place = std::find(begun.begin(), begun.end(), bench.space.text(wanted)) - begun.begin();
  QVERIFY2(place <= 2, std::to_string(place).c_str());
  QVERIFY(bench.stored() == expectedRows(bench));
}

// A killed session left candidates that its snapshot does not know: the place is behind them, and the result waits.
void TstInjection::waitsForAnEarlierSession() {
  for (const char* cost : {"free", "pool"}) {
    Bench bench(fakeConfig(cost, 20));
    QVERIFY(bench.run(2));
    bench.runner.reset();
    bench.study.reset();
    execute(bench.path, "DELETE FROM search_state");
    bench.study = Study::open(bench.path, Study::Mode::ReadWrite).value();
    bench.makeRunner(2);
    bench.runner->inject(designNumber(5), {});
    QVERIFY(bench.runner->wait(kLong));
    QCOMPARE(bench.eventsOf<RunEvent::Injected>().front().id, CandidateId{21});
    PSCOPE_VERIFY_OK(bench.study->flush());
    QCOMPARE(bench.stored().size(), std::size_t{21});
    PSCOPE_VERIFY_OK(bench.study->setCandidates(40));
    bench.reopen();
    QVERIFY(bench.run(2));
    QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
    QVERIFY(bench.stored() == expectedRows(bench));
  }
}

// A stop cancels it too; it keeps its place, and is evaluated when the search goes on.
void TstInjection::stoppedWhileItRuns() {
  Bench bench(fakeConfig("pool", 30));
  std::atomic<bool> blocks = true;
  const std::string wanted = bench.space.text(designNumber(99));
  std::atomic<bool> begun = false;
  bench.journal.before = [&](const Subject& subject, const JobContext& job) -> std::optional<Result<double>> {
    if (!blocks || subject.text() != wanted) return std::nullopt;
    begun = true;
    while (!job.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return Result<double>(makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled.")));
  };
  bench.makeRunner(2);
  bench.runner->inject(designNumber(99), {});
  bench.runner->start();
  QTRY_VERIFY(begun);
  bench.runner->stop();
  QVERIFY(bench.runner->wait(kLong));
  const auto place = bench.eventsOf<RunEvent::Injected>().front().id;
  QVERIFY(!bench.study->loadCandidate(place).value().has_value());
  blocks = false;
  bench.reopen();
  QVERIFY(bench.run(2));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  const auto candidate = bench.study->loadCandidate(place).value();
  QCOMPARE(candidate->design, wanted);
  QCOMPARE(candidate->notes, std::string(kByHandNotes));
  QVERIFY(bench.stored() == expectedRows(bench));
}

void TstInjection::seenDesignsAreServed() {
  Bench bench(fakeConfig("pool", 10));
  QVERIFY(bench.run(2));
  const auto seen = bench.study->loadCandidate(CandidateId{4}).value();
  const int estimates = bench.journal.estimates;
  bench.runner->inject(seen->genome, {});
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.journal.estimates.load(), estimates);
  QCOMPARE(bench.study->loadCandidate(CandidateId{11}).value()->value("first"), seen->value("first"));
}

void TstInjection::refusesWhatIsNoDesign() {
  Bench bench(fakeConfig("pool", 10));
  bench.makeRunner(1);
  bench.runner->inject({1, 2}, {});
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.eventsOf<RunEvent::Log>().size(), std::size_t{1});
  QVERIFY(bench.eventsOf<RunEvent::Injected>().empty());
  QVERIFY(bench.stored().empty());
}

// An injected design joins the population: its children name it as their parent.
void TstInjection::nsga2LearnsFromIt() {
  auto config = fakeConfig("free", 400);
  config.strategy = "nsga2";
  config.objectives.pop_back();
  Bench bench(config);
  // The best design of all for this objective.
  std::uint64_t best = 0;
  for (std::uint64_t i = 0; i < 15'625; ++i) {
    if (fakeValue(bench.space.text(*bench.space.design(i)), 1) <
        fakeValue(bench.space.text(*bench.space.design(best)), 1)) {
      best = i;
    }
  }
  bench.makeRunner(1);
  bench.runner->inject(*bench.space.design(best), {});
  QVERIFY(bench.runner->wait(kLong));
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  int children = 0;
  const auto all = bench.study->loadCandidates().value();
  for (const auto& candidate : all) {
    children += static_cast<int>(std::count(candidate.parents.begin(), candidate.parents.end(), CandidateId{1}));
  }
  QVERIFY2(children > 20, std::to_string(children).c_str());
  QVERIFY(bench.stored() == expectedRows(bench));
}

// Genomes of nasbench201 have 6 levels from 0 to 4.
void TstInjection::damagedListIsSaid_data() {
  QTest::addColumn<QByteArray>("list");
  QTest::newRow("no numbers") << QByteArray(R"([{"id": 3, "genome": ["x"], "parents": []}])");
  QTest::newRow("no such level") << QByteArray(R"([{"id": 3, "genome": [0, 1, 2, 3, 4, 99], "parents": []}])");
  QTest::newRow("too short") << QByteArray(R"([{"id": 3, "genome": [99], "parents": []}])");
  QTest::newRow("level that is no int") << QByteArray(
      R"([{"id": 3, "genome": [4294967296, 0, 0, 0, 0, 0], "parents": []}])");
  QTest::newRow("place before the first") << QByteArray(R"([{"id": 0, "genome": [0, 1, 2, 3, 4, 0], "parents": []}])");
  QTest::newRow("place beyond all") << QByteArray(
      R"([{"id": 9223372036854775807, "genome": [0, 1, 2, 3, 4, 0], "parents": []}])");
  QTest::newRow("parent") << QByteArray(R"([{"id": 3, "genome": [0, 1, 2, 3, 4, 0], "parents": [-7]}])");
}

void TstInjection::damagedListIsSaid() {
  QFETCH(QByteArray, list);
  Bench bench(fakeConfig("free", 10));
  PSCOPE_VERIFY_OK(bench.study->setSetting("search.by_hand", list.toStdString()));
  QVERIFY(bench.run(1));
  QCOMPARE(bench.runner->state(), RunState::Failed);
  QVERIFY2(bench.failure().find("by hand") != std::string::npos, bench.failure().c_str());
}

PSCOPE_TEST(TstInjection)
#include "tst_injection.moc"
