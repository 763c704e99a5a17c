#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>
#include <memory>
#include <stdexcept>

#include "tests/support/test_registry.h"
#include "widgets/background_job.h"

using namespace pscope;

class TstBackgroundJob : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_job = std::make_unique<BackgroundJob>();
    m_succeeded = std::make_unique<QSignalSpy>(m_job.get(), &BackgroundJob::succeeded);
    m_failed = std::make_unique<QSignalSpy>(m_job.get(), &BackgroundJob::failed);
    m_cancelled = std::make_unique<QSignalSpy>(m_job.get(), &BackgroundJob::cancelled);
  }

  void succeeds() {
    QThread* thread = nullptr;
    int answer = 0;
    connect(m_job.get(), &BackgroundJob::succeeded, this, [&] { thread = QThread::currentThread(); });
    QVERIFY(m_job->start([&](const JobContext&) -> Status {
      answer = 42;
      return {};
    }));
    QVERIFY(m_job->running());
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QCOMPARE(m_succeeded->count(), 1);
    QCOMPARE(answer, 42);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(!m_job->running());
  }

  void fails() {
    QVERIFY(m_job->start([](const JobContext&) -> Status {
      return makeError(ErrorCode::DiskFull, PSCOPE_TR_NOOP("Test", "The disk is full."));
    }));
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QCOMPARE(m_failed->count(), 1);
    QCOMPARE(m_failed->front().front().value<Error>().code, ErrorCode::DiskFull);
  }

  void exceptionBecomesAnError() {
    QVERIFY(m_job->start([](const JobContext&) -> Status { throw std::runtime_error("a reason"); }));
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QCOMPARE(m_failed->count(), 1);
    QCOMPARE(m_failed->front().front().value<Error>().detail, std::string("a reason"));
  }

  void oneRunAtATime() {
    std::atomic<bool> go = false;
    QVERIFY(m_job->start([&](const JobContext&) -> Status {
      go.wait(false);
      return {};
    }));
    QVERIFY(!m_job->start([](const JobContext&) -> Status { return {}; }));
    go = true;
    go.notify_all();
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QVERIFY(m_job->start([](const JobContext&) -> Status { return {}; }));
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 2, 60'000);
  }

  void cancelledWhateverTheFunctionReturns() {
    std::atomic<bool> started = false;
    QVERIFY(m_job->start([&](const JobContext& job) -> Status {
      started = true;
      while (!job.stop.stop_requested()) std::this_thread::yield();
      return {};
    }));
    QTRY_VERIFY_WITH_TIMEOUT(started.load(), 60'000);
    m_job->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QCOMPARE(m_cancelled->count(), 1);
  }

  void destructorStopsAndJoins() {
    auto finished = std::make_shared<std::atomic<bool>>(false);
    QVERIFY(m_job->start([finished](const JobContext& job) -> Status {
      while (!job.stop.stop_requested()) std::this_thread::yield();
      *finished = true;
      return {};
    }));
    m_job.reset();
    QVERIFY(finished->load());
  }

  void progressIsMerged() {
    std::vector<std::int64_t> seen;
    connect(m_job.get(), &BackgroundJob::progressed, this,
            [&](const Progress& progress) { seen.push_back(progress.done); });
    QVERIFY(m_job->start([](const JobContext& job) -> Status {
      for (int i = 1; i <= 10'000; ++i) job.report({i, 10'000, "", -1});
      return {};
    }));
    QTRY_COMPARE_WITH_TIMEOUT(ends(), 1, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!seen.empty(), 60'000);
    QCOMPARE(seen.back(), 10'000);
    QVERIFY2(seen.size() < 5'000, "one event per report");
  }

 private:
  qsizetype ends() const { return m_succeeded->count() + m_failed->count() + m_cancelled->count(); }

  std::unique_ptr<BackgroundJob> m_job;
  std::unique_ptr<QSignalSpy> m_succeeded, m_failed, m_cancelled;
};

PSCOPE_TEST(TstBackgroundJob)
#include "tst_background_job.moc"
