#include <QtTest>

#include "core/base/rng.h"
#include "core/learn/rank_statistics.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstRankStatistics : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void workedExample();
  void correctsForTies();
  void equalsTheDefinition();
  void nothingToCompare();
};

// Search manual 14: two discordant pairs of ten.
void TstRankStatistics::workedExample() {
  const std::vector<double> x = {1, 2, 3, 4, 5}, y = {1, 3, 2, 5, 4};
  QCOMPARE(kendallTau(x, y), 0.6);
  QCOMPARE(spearmanRho(x, y), 1 - 6.0 * 4 / (5 * 24));  // 1 - 6 sum d^2 / (n (n^2 - 1))
  const std::vector<double> down = {5, 4, 3, 2, 1};
  QCOMPARE(kendallTau(x, down), -1.0);
  QCOMPARE(spearmanRho(x, down), -1.0);
}

// By hand: of six pairs, x ties one, y ties one; 4 concordant, 0 discordant: 4 / sqrt(5 * 5).
void TstRankStatistics::correctsForTies() {
  const std::vector<double> x = {1, 1, 2, 3}, y = {1, 2, 3, 3};
  QCOMPARE(kendallTau(x, y), 0.8);
}

void TstRankStatistics::equalsTheDefinition() {
  Rng rng(1);
  std::vector<double> x, y;
  for (int i = 0; i < 60; ++i) {
    x.push_back(static_cast<double>(rng.below(20)));
    y.push_back(static_cast<double>(rng.below(20)) + 0.5 * x.back());
  }
  double sum = 0, pairsX = 0, pairsY = 0;
  const auto sign = [](double value) { return value > 0 ? 1.0 : value < 0 ? -1.0 : 0.0; };
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      sum += sign(x[i] - x[j]) * sign(y[i] - y[j]);
      pairsX += x[i] != x[j] ? 1 : 0;
      pairsY += y[i] != y[j] ? 1 : 0;
    }
  }
  QVERIFY(std::abs(kendallTau(x, y) - sum / std::sqrt(pairsX * pairsY)) < 1e-12);
}

void TstRankStatistics::nothingToCompare() {
  QCOMPARE(kendallTau({}, {}), 0.0);
  const std::vector<double> constant = {1, 1, 1}, other = {1, 2, 3}, shorter = {1, 2};
  QCOMPARE(kendallTau(constant, other), 0.0);
  QCOMPARE(spearmanRho(constant, other), 0.0);
  QCOMPARE(kendallTau(shorter, other), 0.0);
}

PSCOPE_TEST(TstRankStatistics)
#include "tst_rank_statistics.moc"
