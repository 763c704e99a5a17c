#include <QtTest>
#include <cmath>
#include <limits>

#include "core/base/rng.h"
#include "core/learn/ridge.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstRidge : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void oneColumnByHand();
  void choosesThePenalty();
  void refusesBadData();
};

// x = -1, 0, 1 and y = 1, 3, 5: slope x'y / (x'x + penalty) = 4 / (2 + 0.1) with the least penalty, the mean is 3.
void TstRidge::oneColumnByHand() {
  Matrix rows(3, 1);
  rows.row(0)[0] = -1;
  rows.row(2)[0] = 1;
  Ridge ridge;
  PSCOPE_VERIFY_OK(ridge.fit(rows, std::vector<double>{1, 3, 5}));
  QCOMPARE(ridge.penalty(), 0.1);
  const auto prediction = ridge.predict(rows);
  PSCOPE_VERIFY_OK(prediction);
  QVERIFY(std::abs(prediction.value().mean[2] - (3 + 4 / 2.1)) < 1e-12);
  QVERIFY(std::abs(prediction.value().mean[1] - 3) < 1e-12);
  QCOMPARE(prediction.value().deviation[1], 0.0);
}

// Many columns of noise: a large penalty predicts others better.
void TstRidge::choosesThePenalty() {
  Rng rng(1);
  Matrix rows(25, 40);
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (double& value : rows.row(i)) value = rng.normal();
    targets.push_back(rng.normal());
  }
  Ridge ridge;
  PSCOPE_VERIFY_OK(ridge.fit(rows, targets));
  QCOMPARE(ridge.penalty(), 10.0);
}

void TstRidge::refusesBadData() {
  Ridge ridge;
  Matrix rows(3, 2);
  QVERIFY(!ridge.predict(rows).ok());
  QVERIFY(ridge.fit(rows, std::vector<double>(2)).error().code == ErrorCode::InvalidArgument);
  QVERIFY(!ridge.fit(rows, std::vector<double>{1, 2, std::numeric_limits<double>::infinity()}).ok());
  PSCOPE_VERIFY_OK(ridge.fit(rows, std::vector<double>(3)));
  QVERIFY(!ridge.predict(Matrix(1, 3)).ok());
}

PSCOPE_TEST(TstRidge)
#include "tst_ridge.moc"
