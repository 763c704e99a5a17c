#include <QtTest>
#include <csignal>

#include "core/run/worker_pool.h"
#include "core/search/worker_predictor.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstWorkerPredictor : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void learnsAndOutlivesItsProcess();
};

// Fitted twice (the second counts), asked, its process killed, asked again: the same numbers.
void TstWorkerPredictor::learnsAndOutlivesItsProcess() {
  const Space space = test::smallSpace(3, 4);
  PredictorSettings settings;
  settings.members = 1;
  settings.pretraining = 100;
  WorkerPool pool({});
  WorkerPredictor predictor(pool, space, settings, 5);
  Matrix rows, unseen;
  std::vector<double> targets, others;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto design = *space.design(3 * i);
    rows.append(designRow(design));
    targets.push_back(design[0] - 2.0 * design[2]);
    others.push_back(design[1]);
    unseen.append(designRow(*space.design(3 * i + 1)));
  }
  QCOMPARE(predictor.predict(unseen).error().code, ErrorCode::InvalidArgument);
  QVERIFY(pool.processIds().empty());
  PSCOPE_VERIFY_OK(predictor.fit(rows, others));
  PSCOPE_VERIFY_OK(predictor.fit(rows, targets));
  const auto before = predictor.predict(unseen);
  PSCOPE_VERIFY_OK(before);
  QCOMPARE(before.value().mean.size(), std::size_t{20});
  ::kill(pool.processIds().front(), SIGKILL);
  const auto after = predictor.predict(unseen);
  PSCOPE_VERIFY_OK(after);
  QVERIFY(after.value().mean == before.value().mean);
  double error = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto design = *space.design(3 * i + 1);
    error += std::abs(after.value().mean[i] - (design[0] - 2.0 * design[2])) / 20;
  }
  QVERIFY2(error < 1, qPrintable(QString::number(error)));  // of values from -6 to 3
  Matrix bad;
  bad.append(std::vector<double>{9, 9, 9});
  QVERIFY(!predictor.predict(bad).ok());
  PSCOPE_VERIFY_OK(predictor.predict(unseen));
}

PSCOPE_TEST(TstWorkerPredictor)
#include "tst_worker_predictor.moc"
