#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/test_registry.h"
#include "widgets/jobs_model.h"

using namespace pscope;

namespace {

RunEvent::JobChanged running(std::int64_t id, std::int64_t done = 0, std::int64_t total = 0) {
  RunEvent::JobChanged news;
  news.id = {id};
  news.title = "Train";
  news.progress = {done, total, "epoch 2", 30};
  return news;
}

RunEvent::JobChanged ended(std::int64_t id, const char* reason = "") {
  auto news = running(id);
  news.running = false;
  news.reason = reason;
  return news;
}

}  // namespace

class TstJobsModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsWhatRunsAndWhatFailed() {
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update({running(1), running(2), running(3), ended(1)});
    QCOMPARE(model.rowCount(), 2);
    model.update({running(2, 1, 4), ended(3, "Out of memory.")});
    QCOMPARE(model.runningCount(), 1);
    QCOMPARE(model.failedCount(), 1);
    QCOMPARE(model.index(0, 0).data(JobsModel::DoneRole).toDouble(), 0.25);
    QCOMPARE(model.index(model.rowOf({3}), JobsModel::DetailColumn).data().toString(),
             QStringLiteral("Out of memory."));
    model.removeFailed({2});  // runs: stays
    model.removeFailed({3});
    QCOMPARE(model.rowCount(), 1);
    model.endRunning();
    QCOMPARE(model.rowCount(), 0);
  }

  void isBounded() {
    JobsModel model;
    std::vector<RunEvent::JobChanged> news;
    for (int i = 1; i <= 2000; ++i) news.push_back(ended(i, "NaN"));
    model.update(news);
    QCOMPARE(model.rowCount(), 500);
    QCOMPARE(model.rowOf({2000}), 499);
  }

  void aThousandFinishedJobsLeaveNoRow() {
    JobsModel model;
    std::vector<RunEvent::JobChanged> news;
    for (int i = 1; i <= 1000; ++i) {
      news.push_back(running(i));
      news.push_back(ended(i));
    }
    model.update(news);
    QCOMPARE(model.rowCount(), 0);
  }
};

PSCOPE_TEST(TstJobsModel)
#include "tst_jobs_model.moc"
