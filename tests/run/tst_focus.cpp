#include <sqlite3.h>

#include <QtTest>
#include <map>

#include "core/run/search_foci.h"
#include "core/run/search_loop.h"
#include "tests/run/runner_bench.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

const Focus kLowFirst{"e01 == 'skip_connect' or e23 == 'none'", {{"first", {}, 40.0}}};
const Focus kOtherPart{"e02 == e13", {{"first", 20.0, {}}}};

/// The rule of the order, written down a second time: candidate n is asked after exactly 1..n-window were told; from a
/// focus' place on a fresh strategy goes on, which was told the same and knows what is pending.
std::vector<std::string> expectedCandidates(const Bench& bench) {
  Journal journal;
  const SearchConfig& config = bench.study->config();
  const auto strategies = fakeStrategies(journal);
  const auto evaluation = Evaluation::create(bench.space, config, fakeEstimators(journal), nullptr);
  const auto foci = SearchFoci::load(*bench.study);
  const auto injected = InjectedDesigns::load(*bench.study, bench.space);
  if (!foci.ok()) return {foci.error().text()};
  StrategyContext context = strategyContext(bench.space, config);
  auto strategy = std::move(createStrategy(config.strategy, config.strategyParameters, context, strategies)).value();
  std::vector<Candidate> all;
  std::size_t told = 0, number = 0;
  const auto tellNext = [&] { return strategy->tell(outcomeOf(all[told++], config.objectives)).ok(); };
  while (static_cast<int>(all.size()) < config.candidates) {
    const auto place = static_cast<std::int64_t>(all.size()) + 1;
    const Candidate* byHand = injected.value().at(place);
    while (byHand == nullptr && all.size() - told >= static_cast<std::size_t>(strategy->window())) {
      if (!tellNext()) return {"not told"};
    }
    if (foci.value().at(place) != number) {
      number = foci.value().at(place);
      context.region = foci.value().region(number, config.objectives);
      strategy = std::move(createStrategy(config.strategy, config.strategyParameters, context, strategies)).value();
      std::vector<Outcome> known;
      for (std::size_t i = 0; i < told; ++i) known.push_back(outcomeOf(all[i], config.objectives));
      if (!strategy->takePast(known).ok()) return {"not told again"};
      for (std::size_t i = told; i < all.size(); ++i) strategy->expect(all[i].genome);
    }
    Candidate candidate;
    if (byHand != nullptr) {
      candidate = *byHand;
    } else {
      candidate.id = {place};
      candidate.genome = strategy->ask()->genome;
    }
    candidate.design = bench.space.text(candidate.genome);
    evaluateSafely(evaluation.value(), bench.space, config, candidate, {});
    all.push_back(std::move(candidate));
  }
  return essences(all);
}

std::int64_t placeOf(Bench& bench, std::size_t event) {
  return bench.eventsOf<RunEvent::Focused>().at(event).from;
}

/// Candidates from a place to another one (left out) that do not lie in the part of the space.
int outsideOf(const Bench& bench, const Focus& focus, std::int64_t from, std::int64_t to) {
  const Space part = bench.space.restricted(focus.where).value();
  int outside = 0;
  const auto all = bench.study->loadCandidates().value();
  for (const auto& candidate : all) {
    if (candidate.id.value < from || candidate.id.value >= to) continue;
    outside += part.validate(candidate.genome).ok() ? 0 : 1;
  }
  return outside;
}

void alterStudy(const std::string& path, const char* sql) {
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

}  // namespace

/// A search that looks at a region of the space and of objective space, from its start or from some candidate on.
class TstFocus : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void changesWhileItRuns_data();
  void changesWhileItRuns();
  void killedAroundTheChange_data();
  void killedAroundTheChange();
  void whileNothingRuns();
  void fromTheStart();
  void withADesignByHand();
  void endsWithItsRegion();
  void refusesWhatIsNoRegion();
  void damagedListIsSaid();
};

void TstFocus::changesWhileItRuns_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<int>("workers");
  QTest::newRow("free") << QByteArray("free") << 1;
  QTest::newRow("pool, three threads") << QByteArray("pool") << 3;
}

void TstFocus::changesWhileItRuns() {
  QFETCH(QByteArray, cost);
  QFETCH(int, workers);
  Bench bench(fakeConfig(cost.toStdString(), 400, 100));
  bench.makeRunner(workers);
  bench.runner->start();
  QTest::qWait(5);
  PSCOPE_VERIFY_OK(bench.runner->setFocus(kLowFirst));
  QTRY_COMPARE(bench.eventsOf<RunEvent::Focused>().size(), std::size_t{1});
  QTest::qWait(5);
  PSCOPE_VERIFY_OK(bench.runner->setFocus({}));
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  PSCOPE_VERIFY_OK(bench.study->flush());
  QVERIFY(bench.stored() == expectedCandidates(bench));
  const std::int64_t from = placeOf(bench, 0), to = placeOf(bench, 1);
  QVERIFY(from <= to);
  QCOMPARE(outsideOf(bench, kLowFirst, from, to), 0);
}

void TstFocus::killedAroundTheChange_data() {
  QTest::addColumn<QByteArray>("strategy");
  QTest::newRow("every outcome counts") << QByteArray("chain");
  QTest::newRow("nsga2") << QByteArray("nsga2");
}

// The same study is written by one run and by one that is stopped, cut back or robbed of its snapshot at all places
// around the changes of the focus, in the middle of batches.
void TstFocus::killedAroundTheChange() {
  QFETCH(QByteArray, strategy);
  auto config = fakeConfig("free", 48);
  config.strategy = strategy.toStdString();
  const char* foci = R"([{"from": 20, "focus": {"where": "e02 == e13", "objectives": {"first": {"min": 20}}},
                          "candidates": 48}, {"from": 33, "focus": {}, "candidates": 48}])";
  Bench whole(config);
  PSCOPE_VERIFY_OK(whole.study->setSetting("search.foci", foci));
  QVERIFY(whole.run(1));
  QVERIFY2(whole.runner->state() == RunState::Finished, whole.failure().c_str());
  QCOMPARE(whole.stored().size(), std::size_t{48});
  QVERIFY(whole.stored() == expectedCandidates(whole));
  QCOMPARE(outsideOf(whole, kOtherPart, 20, 33), 0);
  QVERIFY(outsideOf(whole, kOtherPart, 1, 20) > 0);
  QVERIFY(outsideOf(whole, kOtherPart, 33, 49) > 0);
  for (const bool withSnapshot : {true, false}) {
    Bench cut(config);
    PSCOPE_VERIFY_OK(cut.study->setSetting("search.foci", foci));
    for (const int candidates : {15, 19, 20, 24, 32, 33, 48}) {
      PSCOPE_VERIFY_OK(cut.study->setCandidates(candidates));
      QVERIFY(cut.run(1));
      QVERIFY2(cut.runner->state() == RunState::Finished, cut.failure().c_str());
      cut.runner.reset();
      cut.study.reset();
      if (!withSnapshot) alterStudy(cut.path, "DELETE FROM search_state");
      cut.study = Study::open(cut.path, Study::Mode::ReadWrite).value();
    }
    QVERIFY(cut.stored() == whole.stored());
  }
}

// It holds from the next candidate on, and is logged once; of several that nobody asked under the newest counts.
void TstFocus::whileNothingRuns() {
  Bench bench(fakeConfig("pool", 30));
  QVERIFY(bench.run(2));
  PSCOPE_VERIFY_OK(bench.runner->setFocus(kOtherPart));
  PSCOPE_VERIFY_OK(bench.runner->setFocus(kLowFirst));
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(placeOf(bench, 0), std::int64_t{31});
  QCOMPARE(placeOf(bench, 1), std::int64_t{31});
  for (const int candidates : {45, 60}) {
    PSCOPE_VERIFY_OK(bench.study->setCandidates(candidates));
    bench.reopen();
    QVERIFY(bench.run(2));
  }
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QVERIFY(bench.stored() == expectedCandidates(bench));
  QCOMPARE(outsideOf(bench, kLowFirst, 31, 61), 0);
  const auto foci = SearchFoci::load(*bench.study);
  PSCOPE_VERIFY_OK(foci);
  QCOMPARE(foci.value().all().size(), std::size_t{2});
  QCOMPARE(*foci.value().all()[1].candidates, 45);
  QStringList lines;
  const auto events = bench.study->events().value();
  for (const auto& event : events) {
    if (event.kind == "focus") lines << QString::fromStdString(event.text);
  }
  QCOMPARE(lines, QStringList{"From candidate 31 on the search looks at: first <= 40 %, where e01 == 'skip_connect' or "
                              "e23 == 'none'."});
}

// In memory and in a study the same candidates.
void TstFocus::fromTheStart() {
  auto config = fakeConfig("free", 60);
  config.focus = kOtherPart;
  config.strategy = "nsga2";
  Bench bench(config);
  QVERIFY(bench.run(1));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QCOMPARE(outsideOf(bench, kOtherPart, 1, 61), 0);
  const auto loop = runSearchLoop(bench.space, config, bench.estimators, bench.strategies);
  PSCOPE_VERIFY_OK(loop);
  QVERIFY(bench.stored() == essences(loop.value().candidates));
}

void TstFocus::withADesignByHand() {
  Bench bench(fakeConfig("pool", 40));
  bench.makeRunner(2);
  PSCOPE_VERIFY_OK(bench.runner->setFocus(kOtherPart));
  bench.runner->inject(*bench.space.design(7), {});
  QVERIFY(bench.runner->wait(kLong));
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  PSCOPE_VERIFY_OK(bench.study->flush());
  QVERIFY(bench.stored() == expectedCandidates(bench));
  QCOMPARE(outsideOf(bench, kOtherPart, 1, 41), 1);
}

void TstFocus::endsWithItsRegion() {
  auto config = fakeConfig("pool", 200);
  config.strategy = "random";
  Bench bench(config);
  PSCOPE_VERIFY_OK(bench.study->setCandidates(10));
  QVERIFY(bench.run(2));
  // 5 * 5 designs, of which the first ten candidates may be some.
  const Focus focus{"e01 == 'none' and e02 == 'none' and e12 == 'none' and e03 == 'none'", {}};
  const int before = 10 - outsideOf(bench, focus, 1, 11);
  PSCOPE_VERIFY_OK(bench.runner->setFocus(focus));
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->setCandidates(200));
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("the focused region holds no more designs"));
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(static_cast<int>(bench.stored().size()), 10 + 25 - before);
  // Everywhere else there are more.
  PSCOPE_VERIFY_OK(bench.runner->setFocus({}));
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.stored().size(), std::size_t{200});
}

void TstFocus::refusesWhatIsNoRegion() {
  Bench bench(fakeConfig("free", 20));
  bench.makeRunner(1);
  const auto refused = bench.runner->setFocus({"e01 == 'nothing'", {}});
  QVERIFY(!refused.ok());
  QVERIFY2(refused.error().text().find("None of the 15625 designs") != std::string::npos,
           refused.error().text().c_str());
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY(bench.eventsOf<RunEvent::Focused>().empty());
  auto config = fakeConfig("free", 20);
  config.focus.where = "e09 == 1";
  Bench wrong(config);
  const auto runner = Runner::create(*wrong.study, wrong.space, wrong.estimators, wrong.strategies, {});
  QVERIFY(!runner.ok());
  QCOMPARE(runner.error().place, std::string("/focus/where"));
}

void TstFocus::damagedListIsSaid() {
  for (const char* list : {"{", R"([{"from": 0, "focus": {}}])", R"([{"from": 9, "focus": {"objectives": {"x": {}}}}])",
                           R"([{"from": 9, "focus": {}}, {"from": 3, "focus": {}}])"}) {
    Bench bench(fakeConfig("free", 10));
    PSCOPE_VERIFY_OK(bench.study->setSetting("search.foci", list));
    QVERIFY(bench.run(1));
    QCOMPARE(bench.runner->state(), RunState::Failed);
    QVERIFY2(bench.failure().find("foci") != std::string::npos, bench.failure().c_str());
  }
}

PSCOPE_TEST(TstFocus)
#include "tst_focus.moc"
