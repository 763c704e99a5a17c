#include <torch/nn.h>
#include <torch/types.h>

#include <QtTest>
#include <cmath>

#include "core/nn/pair_loss.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstPairLoss : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ofPairs_data();
  void ofPairs();
  void ofDistances();
};

// By hand: phi of the margins of all pairs whose targets differ, and their mean.
void TstPairLoss::ofPairs_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QList<double>>("scores");
  QTest::addColumn<QList<double>>("targets");
  QTest::addColumn<double>("wanted");
  const QList<double> scores{0, 2, 1}, targets{1, 30, 2};  // margins 2, 1, 1
  QTest::newRow("hinge, in order with its margin") << "hinge" << scores << targets << 0.0;
  QTest::newRow("logistic") << "logistic" << scores << targets
                            << (std::log1p(std::exp(-2)) + 2 * std::log1p(std::exp(-1))) / 3;
  QTest::newRow("exponential") << "exponential" << scores << targets << (std::exp(-2) + 2 * std::exp(-1)) / 3;
  QTest::newRow("turned around") << "hinge" << QList<double>{0, 1} << QList<double>{2, 1} << 2.0;
  QTest::newRow("equal targets say nothing") << "hinge" << QList<double>{5, 0, 1} << QList<double>{1, 1, 2} << 2.5;
  QTest::newRow("all equal") << "exponential" << QList<double>{5, 0} << QList<double>{1, 1} << 0.0;
}

void TstPairLoss::ofPairs() {
  QFETCH(QString, kind);
  QFETCH(QList<double>, scores);
  QFETCH(QList<double>, targets);
  QFETCH(double, wanted);
  const auto said = at::tensor(std::vector<double>(scores.begin(), scores.end()), at::kFloat);
  const auto truth = at::tensor(std::vector<double>(targets.begin(), targets.end()), at::kDouble);
  QVERIFY(std::abs(pairLoss(said, truth, kind.toStdString()).item<double>() - wanted) < 1e-6);
}

// Distances 5, 5 and 0 where 4, 5 and 1 are wanted; twins have a slope, too.
void TstPairLoss::ofDistances() {
  const auto features = at::tensor({0.F, 0.F, 3.F, 4.F, 3.F, 4.F}, at::kFloat).view({3, 2}).requires_grad_(true);
  const auto loss = featureDistanceLoss(features, at::tensor({0.F, 4.F, 5.F}, at::kFloat));
  QVERIFY(std::abs(loss.item<double>() - 2.0 / 3) < 1e-5);
  loss.backward();
  QVERIFY(at::isfinite(features.grad()).all().item<bool>());
  QCOMPARE(featureDistanceLoss(at::zeros({1, 2}), at::zeros({1})).item<double>(), 0.0);
}

PSCOPE_TEST(TstPairLoss)
#include "tst_pair_loss.moc"
