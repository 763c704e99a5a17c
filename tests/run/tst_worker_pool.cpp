#include <QtTest>
#include <atomic>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/run/protocol.h"
#include "core/run/worker_pool.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

WorkerPool::Options fakeWorkers(int size = 1) {
  WorkerPool::Options options;
  options.program = PSCOPE_BIN_DIR "/fake_worker";
  options.size = size;
  options.niceness = 0;
  return options;
}

Task selftest(const char* mode, double deadline = 600) {
  Task task;
  task.kind = "selftest";
  task.parameters = Json{{"mode", mode}}.dump();
  task.deadlineSeconds = deadline;
  return task;
}

/// Sets how the fake worker greets, for the time of a test.
struct Manner {
  explicit Manner(const char* manner) { qputenv("PSCOPE_FAKE_WORKER", manner); }
  ~Manner() { qunsetenv("PSCOPE_FAKE_WORKER"); }
};

}  // namespace

class TstWorkerPool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void startsLazilyAndAnswers();
  void keepsItsProcesses();
  void setsThreadsAndLocale();
  void crashCostsOneTask_data();
  void crashCostsOneTask();
  void deadline();
  void cancelsPolitely();
  void killsWhoIgnoresCancel();
  void taskFailsInWords();
  void ignoresAnswersOfOtherTasks();
  void idleWorkerThatDiedCostsNothing();
  void killedFromOutside();
  void missingProgram();
  void strangers_data();
  void strangers();
  void atMostSizeAtOnce();
  void destructorCancels();
};

void TstWorkerPool::startsLazilyAndAnswers() {
  WorkerPool pool(fakeWorkers());
  QVERIFY(pool.processIds().empty());
  std::vector<Progress> progress;
  std::vector<std::string> logs;
  JobContext job;
  job.report = [&](Progress p) { progress.push_back(p); };
  job.log = [&](std::string text) { logs.push_back(std::move(text)); };
  const auto result = pool.run(selftest("echo"), job);
  PSCOPE_VERIFY_OK(result);
  QCOMPARE(result.value(), std::string(R"({"mode":"echo"})"));
  QCOMPARE(progress.size(), std::size_t{1});
  QCOMPARE(progress[0].done, 1);
  QCOMPARE(progress[0].total, 3);
  QCOMPARE(progress[0].stage, std::string("echo"));
  QCOMPARE(progress[0].secondsLeft, 2.5);
  QCOMPARE(logs, std::vector<std::string>{"echoing"});
  QCOMPARE(pool.processIds().size(), std::size_t{1});
}

void TstWorkerPool::keepsItsProcesses() {
  WorkerPool pool(fakeWorkers());
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  const auto before = pool.processIds();
  for (int i = 0; i < 5; ++i) PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  QCOMPARE(pool.processIds(), before);
}

void TstWorkerPool::setsThreadsAndLocale() {
  auto options = fakeWorkers();
  options.threadsPerWorker = 3;
  WorkerPool pool(options);
  const auto result = pool.run(selftest("environment"), {});
  PSCOPE_VERIFY_OK(result);
  const auto json = Json::parse(result.value());
  QCOMPARE(json["threads"].get<std::string>(), std::string("3"));
  QCOMPARE(json["locale"].get<std::string>(), std::string("C"));
  QCOMPARE(pool.processIds(), std::vector<int>{json["pid"].get<int>()});
}

void TstWorkerPool::crashCostsOneTask_data() {
  QTest::addColumn<QByteArray>("mode");
  QTest::addColumn<int>("code");
  QTest::addColumn<QByteArray>("says");
  QTest::addColumn<QByteArray>("detail");
  QTest::newRow("crash") << QByteArray("crash") << int(ErrorCode::WorkerDied) << QByteArray("SIGSEGV")
                         << QByteArray("about to crash");
  QTest::newRow("exit") << QByteArray("exit") << int(ErrorCode::WorkerDied) << QByteArray("status 3")
                        << QByteArray("leaving");
  QTest::newRow("oom") << QByteArray("oom") << int(ErrorCode::OutOfMemory) << QByteArray("out of memory")
                       << QByteArray("bad_alloc");
  QTest::newRow("garbage") << QByteArray("garbage") << int(ErrorCode::WorkerDied) << QByteArray("no message")
                           << QByteArray("not valid JSON");
}

void TstWorkerPool::crashCostsOneTask() {
  QFETCH(QByteArray, mode);
  QFETCH(int, code);
  QFETCH(QByteArray, says);
  QFETCH(QByteArray, detail);
  WorkerPool pool(fakeWorkers());
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  const auto before = pool.processIds();
  const auto result = pool.run(selftest(mode.constData()), {});
  QVERIFY(!result.ok());
  QCOMPARE(int(result.error().code), code);
  QVERIFY2(result.error().text().find(says.toStdString()) != std::string::npos, result.error().text().c_str());
  QVERIFY2(result.error().detail.find(detail.toStdString()) != std::string::npos, result.error().detail.c_str());
  QVERIFY(pool.processIds().empty());
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  QVERIFY(pool.processIds() != before);
}

void TstWorkerPool::deadline() {
  WorkerPool pool(fakeWorkers());
  const auto result = pool.run(selftest("hang", 0.2), {});
  QVERIFY(!result.ok());
  QCOMPARE(result.error().code, ErrorCode::Timeout);
  QCOMPARE(format(result.error().what), std::string("It exceeded its deadline of 0.2 s in stage \"hang\"."));
  QVERIFY(pool.processIds().empty());
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
}

void TstWorkerPool::cancelsPolitely() {
  WorkerPool pool(fakeWorkers());
  std::stop_source stop;
  JobContext job;
  job.stop = stop.get_token();
  job.report = [&](Progress) { stop.request_stop(); };
  const auto result = pool.run(selftest("sleep"), job);
  QCOMPARE(result.error().code, ErrorCode::Cancelled);
  const auto ids = pool.processIds();
  QCOMPARE(ids.size(), std::size_t{1});  // it answered, so it lives on
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  QCOMPARE(pool.processIds(), ids);
  // Before it began.
  QCOMPARE(pool.run(selftest("echo"), job).error().code, ErrorCode::Cancelled);
}

void TstWorkerPool::killsWhoIgnoresCancel() {
  WorkerPool pool(fakeWorkers());
  std::stop_source stop;
  JobContext job;
  job.stop = stop.get_token();
  job.report = [&](Progress) { stop.request_stop(); };
  QCOMPARE(pool.run(selftest("hang"), job).error().code, ErrorCode::Cancelled);
  QVERIFY(pool.processIds().empty());
}

void TstWorkerPool::taskFailsInWords() {
  WorkerPool pool(fakeWorkers());
  const auto result = pool.run(selftest("failed"), {});
  QCOMPARE(result.error().code, ErrorCode::NonFinite);
  QCOMPARE(format(result.error().what), std::string("The loss is nan."));
  QCOMPARE(result.error().detail, std::string("epoch 2"));
  QCOMPARE(pool.processIds().size(), std::size_t{1});
  QCOMPARE(pool.run(selftest("dance"), {}).error().code, ErrorCode::Unsupported);
  QCOMPARE(pool.run(selftest("nan"), {}).value(), std::string(R"({"value":"nan"})"));
}

void TstWorkerPool::ignoresAnswersOfOtherTasks() {
  WorkerPool pool(fakeWorkers());
  QCOMPARE(pool.run(selftest("other"), {}).value(), std::string(R"({"mine":true})"));
}

void TstWorkerPool::idleWorkerThatDiedCostsNothing() {
  WorkerPool pool(fakeWorkers());
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  const auto ids = pool.processIds();
  QCOMPARE(ids.size(), std::size_t{1});
  ::kill(ids[0], SIGKILL);
  // Dead, not yet reaped: its state in /proc is Z.
  const auto isDead = [&] {
    QFile file(QStringLiteral("/proc/%1/stat").arg(ids[0]));
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
  };
  QTRY_VERIFY_WITH_TIMEOUT(isDead(), 60'000);
  PSCOPE_VERIFY_OK(pool.run(selftest("echo"), {}));
  QVERIFY(pool.processIds() != ids);
}

void TstWorkerPool::killedFromOutside() {
  WorkerPool pool(fakeWorkers());
  JobContext job;
  job.report = [&](Progress) { ::kill(pool.processIds().front(), SIGKILL); };
  const auto result = pool.run(selftest("sleep"), job);
  QCOMPARE(result.error().code, ErrorCode::WorkerDied);
  QVERIFY(result.error().text().find("SIGKILL") != std::string::npos);
}

void TstWorkerPool::missingProgram() {
  WorkerPool::Options options;
  options.program = "/no/such/worker";
  WorkerPool pool(options);
  const auto result = pool.run(selftest("echo"), {});
  QCOMPARE(result.error().code, ErrorCode::NotFound);
  QVERIFY(result.error().text().find("/no/such/worker") != std::string::npos);
  QVERIFY(!result.error().mend.empty());
}

void TstWorkerPool::strangers_data() {
  QTest::addColumn<QByteArray>("manner");
  QTest::addColumn<int>("code");
  QTest::newRow("another program") << QByteArray("rude") << int(ErrorCode::WorkerDied);
  QTest::newRow("dies at once") << QByteArray("dies") << int(ErrorCode::WorkerDied);
  QTest::newRow("newer protocol") << QByteArray("newer") << int(ErrorCode::Unsupported);
}

void TstWorkerPool::strangers() {
  QFETCH(QByteArray, manner);
  QFETCH(int, code);
  const Manner set(manner.constData());
  WorkerPool pool(fakeWorkers());
  const auto result = pool.run(selftest("echo"), {});
  QVERIFY(!result.ok());
  QCOMPARE(int(result.error().code), code);
  QVERIFY(pool.processIds().empty());
}

void TstWorkerPool::atMostSizeAtOnce() {
  WorkerPool pool(fakeWorkers(2));
  std::atomic<int> failures = 0;
  std::atomic<std::size_t> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        JobContext job;
        job.report = [&](Progress) {
          const auto count = pool.processIds().size();
          if (count > most) most = count;
        };
        if (!pool.run(selftest("echo"), job).ok()) ++failures;
      });
    }
  }
  QCOMPARE(failures.load(), 0);
  QVERIFY(most >= 1 && most <= 2);
  QVERIFY(pool.processIds().size() <= 2);
}

void TstWorkerPool::destructorCancels() {
  auto pool = std::make_unique<WorkerPool>(fakeWorkers());
  std::atomic<bool> begun = false;
  JobContext job;
  job.report = [&](Progress) { begun = true; };
  std::atomic<int> cancelled = 0;
  WorkerPool& p = *pool;
  std::jthread running(
      [&] { cancelled += p.run(selftest("sleep"), job).error().code == ErrorCode::Cancelled ? 1 : 0; });
  QTRY_VERIFY_WITH_TIMEOUT(begun, 60'000);
  pool.reset();
  running.join();
  QCOMPARE(cancelled.load(), 1);
}

PSCOPE_TEST(TstWorkerPool)
#include "tst_worker_pool.moc"
