#include <sqlite3.h>

#include <QtTest>
#include <set>

#include "core/run/search_loop.h"
#include "core/run/worker_pool.h"
#include "tests/run/runner_bench.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// The candidates of the same search in memory.
std::vector<std::string> expected(const SearchConfig& config) {
  Journal journal;
  auto inMemory = config;
  for (auto& objective : inMemory.objectives) {
    for (auto& estimator : objective.estimators) {
      auto parameters = Json::parse(estimator.parameters);
      if (parameters["cost"] == "worker") parameters["cost"] = "pool";
      parameters["delay_us"] = 0;
      estimator.parameters = parameters.dump();
    }
  }
  const auto space = openSpace("nasbench201");
  const auto result = runSearchLoop(space.value(), inMemory, fakeEstimators(journal), fakeStrategies(journal));
  return result.ok() ? essences(result.value().candidates) : std::vector<std::string>{result.error().text()};
}

}  // namespace

class TstRunner : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalsTheLoopInMemory_data();
  void equalsTheLoopInMemory();
  void tellsInTheOrderOfAsking();
  void reportsOnlyWhatIsInTheFile();
  void waitsForADesignThatRuns();
  void failuresDoNotStopIt();
  void workersThatFail();
  void pausesAndResumes();
  void pausedBeforeItBegan();
  void stopsAndGoesOn_data();
  void stopsAndGoesOn();
  void stopsAStrategyThatWaits_data();
  void stopsAStrategyThatWaits();
  void failsAndGoesOnAtOnce();
  void continuesWithMoreCandidates_data();
  void continuesWithMoreCandidates();
  void endsWhenTheSpaceIsEmpty();
  void retriesAFailedCandidate_data();
  void retriesAFailedCandidate();
  void retryOfOthersIsRefused();
  void cancelsOneAlone();
  void saysWhenItCannotContinueExactly();
  void throttlesProgress();
  void writerFailureFailsTheRun();
  void readOnlyStudyIsRefused();
  void asynchronous();
};

void TstRunner::equalsTheLoopInMemory_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<QByteArray>("strategy");
  QTest::addColumn<int>("workers");
  QTest::addColumn<int>("candidates");
  for (const char* strategy : {"chain", "nsga2", "random"}) {
    QTest::addRow("free, %s", strategy) << QByteArray("free") << QByteArray(strategy) << 1 << 3000;
    for (const int workers : {1, 2, 5}) {
      QTest::addRow("pool, %s, %d threads", strategy, workers)
          << QByteArray("pool") << QByteArray(strategy) << workers << 60;
    }
  }
  QTest::addRow("workers") << QByteArray("worker") << QByteArray("chain") << 2 << 30;
}

void TstRunner::equalsTheLoopInMemory() {
  QFETCH(QByteArray, cost);
  QFETCH(QByteArray, strategy);
  QFETCH(int, workers);
  QFETCH(int, candidates);
  auto config = fakeConfig(cost.toStdString(), candidates, cost == "pool" ? 300 : 0);
  config.strategy = strategy.toStdString();
  Bench bench(config);
  QVERIFY(bench.run(workers));
  QCOMPARE(bench.runner->state(), RunState::Finished);
  QCOMPARE(bench.failure(), "all " + std::to_string(candidates) + " candidates");
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::tellsInTheOrderOfAsking() {
  auto config = fakeConfig("pool", 50, 500);
  config.strategyParameters = R"({"window": 6})";
  Bench bench(config);
  QVERIFY(bench.run(4));
  QCOMPARE(bench.journal.toldAtAsk.size(), std::size_t{50});
  for (std::int64_t n = 1; n <= 50; ++n) {
    QCOMPARE(bench.journal.toldAtAsk[static_cast<std::size_t>(n - 1)], std::max<std::int64_t>(0, n - 6));
  }
  for (std::size_t i = 0; i < bench.journal.toldIds.size(); ++i) {
    QCOMPARE(bench.journal.toldIds[i], static_cast<std::int64_t>(i) + 1);
  }
}

void TstRunner::reportsOnlyWhatIsInTheFile() {
  Bench bench(fakeConfig("free", 5000));
  auto follower = Study::open(bench.path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(follower);
  bench.makeRunner(1);
  std::atomic<int> wakes = 0;
  bench.runner->setWake([&] { ++wakes; });
  bench.runner->start();
  std::set<std::int64_t> reported;
  while (!bench.runner->wait(0.001)) {
    for (const auto& event : bench.runner->events().take()) {
      const auto* committed = std::get_if<RunEvent::Committed>(&event.event);
      if (committed == nullptr) continue;
      for (const auto& candidate : committed->candidates) reported.insert(candidate.id.value);
      QVERIFY(follower.value()->candidateCount().value() >= static_cast<std::int64_t>(reported.size()));
    }
  }
  for (const auto& committed : bench.eventsOf<RunEvent::Committed>()) {
    for (const auto& candidate : committed.candidates) reported.insert(candidate.id.value);
  }
  QCOMPARE(reported.size(), std::size_t{5000});
  QVERIFY(wakes > 0);
  bench.runner->setWake({});
}

void TstRunner::waitsForADesignThatRuns() {
  auto config = fakeConfig("pool", 60, 200);
  config.objectives.pop_back();
  config.strategyParameters = R"({"distinct": 7})";
  Bench bench(config);
  QVERIFY(bench.run(4));
  QCOMPARE(bench.journal.estimates.load(), 7);
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::failuresDoNotStopIt() {
  Bench bench(fakeConfig("pool", 40));
  bench.journal.before = [](const Subject& subject, const JobContext&) -> std::optional<Result<double>> {
    switch (hash64(subject.text(), 3) % 4) {
      case 0:
        return Result<double>(std::nan(""));
      case 1:
        throw std::runtime_error("broken");
      case 2:
        return Result<double>(makeError(ErrorCode::Timeout, PSCOPE_TR_NOOP("Test", "Too slow.")));
      default:
        return std::nullopt;
    }
  };
  QVERIFY(bench.run(2));
  QCOMPARE(bench.runner->state(), RunState::Finished);
  const auto candidates = bench.study->loadCandidates();
  PSCOPE_VERIFY_OK(candidates);
  QCOMPARE(candidates.value().size(), std::size_t{40});
  const char* codes[] = {"non-finite", "external", "timeout"};
  for (const auto& candidate : candidates.value()) {
    const auto which = hash64(candidate.design, 3) % 4;
    QCOMPARE(candidate.state == CandidateState::Failed, which != 3);
    if (which == 3) continue;
    QCOMPARE(candidate.errorCode, std::string(codes[which]));
    QVERIFY(!candidate.reason.empty());
  }
}

// The worker crashes, leaves, runs out of memory or hangs past its deadline, as the design has it.
void TstRunner::workersThatFail() {
  Bench bench(fakeConfig("pool", 30));
  WorkerPool::Options options;
  options.program = PSCOPE_BIN_DIR "/fake_worker";
  options.size = 2;
  WorkerPool pool(options);
  static constexpr std::array kModes = {"crash", "exit", "oom", "hang", "echo", "echo"};
  static constexpr std::array kCodes = {"worker-died", "worker-died", "out-of-memory", "timeout", "", ""};
  bench.journal.before = [&](const Subject& subject, const JobContext& job) -> std::optional<Result<double>> {
    Task task;
    task.kind = "selftest";
    task.parameters = Json{{"mode", kModes[hash64(subject.text(), 3) % kModes.size()]}}.dump();
    task.deadlineSeconds = 0.3;
    const auto result = pool.run(task, job);
    if (!result.ok()) return Result<double>(result.error());
    return std::nullopt;
  };
  QVERIFY(bench.run(2));
  const auto candidates = bench.study->loadCandidates();
  PSCOPE_VERIFY_OK(candidates);
  QCOMPARE(candidates.value().size(), std::size_t{30});
  for (const auto& candidate : candidates.value()) {
    const auto which = hash64(candidate.design, 3) % kModes.size();
    QCOMPARE(candidate.errorCode, std::string(kCodes[which]));
    QCOMPARE(candidate.state == CandidateState::Failed, which < 4);
  }
}

void TstRunner::pausesAndResumes() {
  auto config = fakeConfig("pool", 40, 200);
  Bench bench(config);
  std::mutex mutex;
  std::condition_variable open;
  bool isOpen = false;
  bench.journal.before = [&](const Subject&, const JobContext&) -> std::optional<Result<double>> {
    if (bench.journal.estimates > 10) {
      std::unique_lock lock(mutex);
      open.wait(lock, [&] { return isOpen; });
    }
    return std::nullopt;
  };
  bench.makeRunner(2);
  bench.runner->start();
  QTRY_VERIFY_WITH_TIMEOUT(bench.journal.estimates > 10, 60'000);
  bench.runner->pause();
  QCOMPARE(bench.runner->state(), RunState::Paused);
  {
    const std::scoped_lock lock(mutex);
    isOpen = true;
  }
  open.notify_all();
  // What ran goes on to its end, nothing new starts: the last job event of every started candidate is its end.
  const auto running = [&] {
    std::set<std::int64_t> ids;
    for (const auto& job : bench.eventsOf<RunEvent::JobChanged>()) {
      if (job.running) {
        ids.insert(job.id.value);
      } else {
        ids.erase(job.id.value);
      }
    }
    return ids.size();
  };
  QTRY_COMPARE_WITH_TIMEOUT(running(), std::size_t{0}, 60'000);
  const int estimates = bench.journal.estimates;
  QVERIFY(estimates < 30);
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.runner->state(), RunState::Paused);
  QCOMPARE(bench.journal.estimates.load(), estimates);
  bench.runner->resume();
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::pausedBeforeItBegan() {
  auto config = fakeConfig("pool", 20);
  Bench bench(config);
  bench.makeRunner(2);
  for (int times = 0; times < 3; ++times) {
    bench.runner->start();
    bench.runner->pause();
    bench.runner->stop();
    QVERIFY(bench.runner->wait(kLong));
    QCOMPARE(bench.runner->state(), RunState::Idle);
  }
  bench.runner->start();
  bench.runner->pause();
  bench.runner->resume();
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("all 20 candidates"));
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::stopsAndGoesOn_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<int>("candidates");
  QTest::addColumn<bool>("again");
  QTest::newRow("free, same runner") << QByteArray("free") << 20000 << false;
  QTest::newRow("free, new program") << QByteArray("free") << 20000 << true;
  QTest::newRow("pool, same runner") << QByteArray("pool") << 120 << false;
  QTest::newRow("pool, new program") << QByteArray("pool") << 120 << true;
  QTest::newRow("rungs, same runner") << QByteArray("ladder") << 120 << false;
  QTest::newRow("rungs, new program") << QByteArray("ladder") << 120 << true;
  QTest::newRow("workers, new program") << QByteArray("worker") << 60 << true;
}

void TstRunner::stopsAndGoesOn() {
  QFETCH(QByteArray, cost);
  QFETCH(int, candidates);
  QFETCH(bool, again);
  const bool slow = cost == "pool" || cost == "ladder";
  const auto config = fakeConfig(cost.toStdString(), candidates, slow ? 300 : 0);
  Bench bench(config);
  bench.makeRunner(2);
  for (int stops = 1; stops <= 3; ++stops) {
    const int goal = bench.journal.estimates + candidates / 4;
    bench.runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.journal.estimates > goal || bench.runner->state() == RunState::Finished, 60'000);
    bench.runner->stop();
    QVERIFY(bench.runner->wait(kLong));
    QVERIFY(bench.runner->state() == RunState::Idle || bench.runner->state() == RunState::Finished);
    if (again) {
      bench.reopen();
      bench.makeRunner(2);
    }
  }
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::stopsAStrategyThatWaits_data() {
  QTest::addColumn<bool>("again");
  QTest::newRow("stopped, same runner") << false;
  QTest::newRow("closed, new program") << true;
}

// Its worker does not answer: a stop and a close end the waiting, and the search goes on as if nothing had been.
void TstRunner::stopsAStrategyThatWaits() {
  QFETCH(bool, again);
  const auto config = fakeConfig("pool", 30);
  Bench bench(config);
  bench.journal.worker = 17;
  bench.makeRunner(2);
  for (int times = 0; times < 2; ++times) {
    bench.journal.waits = false;
    bench.runner->start();
    QTRY_VERIFY(bench.journal.waits);
    if (again) {
      bench.reopen();
      bench.makeRunner(2);
    } else {
      bench.runner->stop();
      QVERIFY(bench.runner->wait(kLong));
      QCOMPARE(bench.runner->state(), RunState::Idle);
    }
  }
  bench.journal.worker = -1;
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("all 30 candidates"));
  QVERIFY(bench.stored() == expected(config));
}

// A candidate that the failed search cancelled, but that has not ended yet, is waited for by the next one.
void TstRunner::failsAndGoesOnAtOnce() {
  auto config = fakeConfig("pool", 20);
  config.objectives.pop_back();  // one estimate a candidate
  Bench bench(config);
  bench.journal.fails = 8;  // asked once the first candidate was told
  std::atomic<bool> isOpen = false;
  bench.journal.before = [&](const Subject&, const JobContext& job) -> std::optional<Result<double>> {
    while (bench.journal.estimates > 1 && !isOpen) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (!job.stop.stop_requested()) return std::nullopt;
    return Result<double>(makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled.")));
  };
  bench.makeRunner(1);
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.runner->state(), RunState::Failed);
  PSCOPE_VERIFY_OK(bench.study->flush());
  bench.runner->start();
  const auto resumed = [&] {
    const auto events = bench.study->events();
    return events.ok() && !events.value().empty() && events.value().back().kind == "resumed";
  };
  QTRY_VERIFY(resumed());
  isOpen = true;
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("all 20 candidates"));
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::continuesWithMoreCandidates_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::newRow("free") << QByteArray("free");
  QTest::newRow("pool") << QByteArray("pool");
}

void TstRunner::continuesWithMoreCandidates() {
  QFETCH(QByteArray, cost);
  auto config = fakeConfig(cost.toStdString(), 30);
  Bench bench(config);
  QVERIFY(bench.run(2));
  bench.reopen();
  PSCOPE_VERIFY_OK(bench.study->setCandidates(55));
  QVERIFY(bench.run(2));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  PSCOPE_VERIFY_OK(bench.study->setCandidates(70));
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("all 70 candidates"));
  config.candidates = 70;
  QVERIFY(bench.stored() == expected(config));
}

void TstRunner::endsWhenTheSpaceIsEmpty() {
  auto config = fakeConfig("pool", 60);
  config.strategyParameters = R"({"last": 9})";
  Bench bench(config);
  QVERIFY(bench.run(2));
  QCOMPARE(bench.runner->state(), RunState::Finished);
  QCOMPARE(bench.failure(), std::string("the space holds no more designs"));
  QCOMPARE(bench.stored().size(), std::size_t{9});
}

void TstRunner::retriesAFailedCandidate_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<int>("id");
  QTest::addColumn<bool>("reopen");
  for (const char* cost : {"free", "pool"}) {
    for (const bool reopen : {false, true}) {
      QTest::addRow("%s, told, %s", cost, reopen ? "reopened" : "same") << QByteArray(cost) << 3 << reopen;
      QTest::addRow("%s, not told, %s", cost, reopen ? "reopened" : "same") << QByteArray(cost) << 28 << reopen;
    }
  }
}

void TstRunner::retriesAFailedCandidate() {
  QFETCH(QByteArray, cost);
  QFETCH(int, id);
  QFETCH(bool, reopen);
  auto config = fakeConfig(cost.toStdString(), 30);
  config.objectives.pop_back();
  Bench bench(config);
  std::atomic<bool> fails = true;
  bench.journal.before = [&](const Subject&, const JobContext&) -> std::optional<Result<double>> {
    if (fails) return Result<double>(makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Test", "Died.")));
    return std::nullopt;
  };
  QVERIFY(bench.run(2));
  const auto before = bench.stored();
  fails = false;
  if (reopen) {
    bench.reopen();
    bench.makeRunner(2);
  }
  bench.runner->retry(CandidateId{id});
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  auto after = bench.stored();
  const auto retried = bench.study->loadCandidate(CandidateId{id});
  PSCOPE_VERIFY_OK(retried);
  QCOMPARE(retried.value()->state, CandidateState::Done);
  QVERIFY(retried.value()->reason.empty());
  QCOMPARE(retried.value()->value("first"), fakeValue(retried.value()->design, 1));
  const auto index = static_cast<std::size_t>(id - 1);
  QVERIFY(after[index] != before[index]);
  after[index] = before[index];
  QVERIFY(after == before);
  // The search can still be continued.
  bench.reopen();
  PSCOPE_VERIFY_OK(bench.study->setCandidates(50));
  QVERIFY(bench.run(2));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  QCOMPARE(bench.stored().size(), std::size_t{50});
}

void TstRunner::retryOfOthersIsRefused() {
  Bench bench(fakeConfig("pool", 20));
  QVERIFY(bench.run(2));
  const auto before = bench.stored();
  const int estimates = bench.journal.estimates;
  for (const int id : {1, 20, 21, -1}) bench.runner->retry(CandidateId{id});
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.journal.estimates.load(), estimates);
  QVERIFY(bench.stored() == before);
  QCOMPARE(bench.eventsOf<RunEvent::Log>().size(), std::size_t{4});
}

// Candidate 3 hangs until it is cancelled; the nine others go through, the search ends, and it can be tried again.
void TstRunner::cancelsOneAlone() {
  auto config = fakeConfig("pool", 10);
  config.objectives.pop_back();
  config.strategyParameters = R"({"window": 4})";
  Bench bench(config);
  std::atomic<bool> hangs = true;
  std::atomic<int> calls = 0;
  std::mutex mutex;
  std::string third;
  bench.journal.before = [&](const Subject& subject, const JobContext& job) -> std::optional<Result<double>> {
    {
      const std::scoped_lock lock(mutex);
      if (++calls == 3) third = subject.text();
      if (subject.text() != third) return std::nullopt;
    }
    while (hangs && !job.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (!job.stop.stop_requested()) return std::nullopt;
    return Result<double>(makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled.")));
  };
  bench.makeRunner(1);
  bench.runner->start();
  QTRY_COMPARE(calls.load(), 3);
  bench.runner->cancel(CandidateId{7});  // does not run: left alone
  bench.runner->cancel(CandidateId{3});
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.failure(), std::string("all 10 candidates"));
  const auto all = bench.study->loadCandidates();
  PSCOPE_VERIFY_OK(all);
  QCOMPARE(all.value().size(), std::size_t{10});
  for (const Candidate& candidate : all.value()) {
    const bool cancelled = candidate.id.value == 3;
    QCOMPARE(candidate.state, cancelled ? CandidateState::Failed : CandidateState::Done);
    QCOMPARE(candidate.reason, std::string(cancelled ? "cancelled by hand" : ""));
  }
  QVERIFY2(std::find(bench.journal.toldIds.begin(), bench.journal.toldIds.end(), 3) != bench.journal.toldIds.end(),
           "the strategy is told in its turn");
  hangs = false;
  bench.runner->retry(CandidateId{3});
  QVERIFY(bench.runner->wait(kLong));
  PSCOPE_VERIFY_OK(bench.study->flush());
  QCOMPARE(bench.study->loadCandidate(CandidateId{3}).value()->state, CandidateState::Done);
}

// The file lost its snapshot, and the strategy now proposes other designs.
void TstRunner::saysWhenItCannotContinueExactly() {
  auto config = fakeConfig("free", 30);
  Bench bench(config);
  QVERIFY(bench.run(1));
  bench.runner.reset();
  bench.study.reset();
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(bench.path.c_str(), &handle), SQLITE_OK);
  QCOMPARE(sqlite3_exec(handle,
                        "DELETE FROM search_state; UPDATE study SET config = replace(config, '\"seed\": 5', "
                        "'\"seed\": 6')",
                        nullptr, nullptr, nullptr),
           SQLITE_OK);
  sqlite3_close(handle);
  bench.study = Study::open(bench.path, Study::Mode::ReadWrite).value();
  QCOMPARE(bench.study->config().seed, 6u);
  QVERIFY(bench.run(1));
  QCOMPARE(bench.runner->state(), RunState::Failed);
  QVERIFY2(bench.failure().find("Candidate 1 of the study") != std::string::npos, bench.failure().c_str());
  QCOMPARE(bench.stored().size(), std::size_t{30});
}

void TstRunner::throttlesProgress() {
  Bench bench(fakeConfig("pool", 3));
  bench.journal.before = [](const Subject&, const JobContext& job) -> std::optional<Result<double>> {
    for (int i = 0; i < 1000; ++i) job.report({i, 1000, "epoch"});
    job.log("one line");
    return std::nullopt;
  };
  QVERIFY(bench.run(1));
  int progress = 0;
  int ends = 0;
  for (const auto& job : bench.eventsOf<RunEvent::JobChanged>()) {
    progress += job.progress.stage == "epoch" ? 1 : 0;
    ends += job.running ? 0 : 1;
    QVERIFY(!job.title.empty());
  }
  QVERIFY(progress >= 3 && progress < 300);
  QCOMPARE(ends, 3);
  QVERIFY(!bench.eventsOf<RunEvent::Log>().empty());
}

void TstRunner::writerFailureFailsTheRun() {
  Bench bench(fakeConfig("pool", 1'000'000, 100));
  bench.makeRunner(2);
  bench.runner->start();
  QTRY_VERIFY_WITH_TIMEOUT(bench.study->candidateCount().value() > 0, 60'000);
  const auto kept = bench.study->candidateCount().value();
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(bench.path.c_str(), &handle), SQLITE_OK);
  sqlite3_busy_timeout(handle, 60000);
  QCOMPARE(sqlite3_exec(handle, "CREATE TRIGGER broken BEFORE INSERT ON candidate BEGIN SELECT raise(ABORT, 'no'); END",
                        nullptr, nullptr, nullptr),
           SQLITE_OK);
  sqlite3_close(handle);
  QVERIFY(bench.runner->wait(kLong));
  QCOMPARE(bench.runner->state(), RunState::Failed);
  QVERIFY(!bench.failure().empty());
  QVERIFY(bench.study->writerError().has_value());
  QVERIFY(bench.study->candidateCount().value() >= kept);
}

void TstRunner::readOnlyStudyIsRefused() {
  Bench bench(fakeConfig("free", 5));
  const auto follower = Study::open(bench.path, Study::Mode::ReadOnly);
  PSCOPE_VERIFY_OK(follower);
  const auto runner = Runner::create(*follower.value(), bench.space, bench.estimators, bench.strategies, {});
  QVERIFY(!runner.ok());
  QCOMPARE(runner.error().code, ErrorCode::ReadOnly);
}

void TstRunner::asynchronous() {
  auto config = fakeConfig("pool", 80, 300);
  config.async = true;
  Bench bench(config);
  bench.makeRunner(3);
  bench.runner->start();
  QTRY_VERIFY_WITH_TIMEOUT(bench.journal.estimates > 30, 60'000);
  bench.runner->stop();
  QVERIFY(bench.runner->wait(kLong));
  bench.reopen();
  QVERIFY(bench.run(3));
  QVERIFY2(bench.runner->state() == RunState::Finished, bench.failure().c_str());
  const auto candidates = bench.study->loadCandidates();
  PSCOPE_VERIFY_OK(candidates);
  QCOMPARE(candidates.value().size(), std::size_t{80});
  for (const auto& candidate : candidates.value()) {
    QVERIFY(candidate.state == CandidateState::Done || candidate.state == CandidateState::Infeasible);
  }
}

PSCOPE_TEST(TstRunner)
#include "tst_runner.moc"
