#include <QtTest>
#include <cmath>

#include "core/base/rng.h"
#include "core/learn/rank_statistics.h"
#include "core/learn/student.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstRankStatistics : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void workedExample();
  void correctsForTies();
  void equalsTheDefinition();
  void wilcoxonByHand();
  void nothingToCompare();
  void studentByTable();
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
  const std::vector<double> missing = {1, std::nan(""), 3};  // once sorted without an end
  QCOMPARE(kendallTau(missing, other), 0.0);
  QCOMPARE(spearmanRho(other, missing), 0.0);
  QCOMPARE(wilcoxonProbability(missing, other), 1.0);
}

// All of five differences positive: 2 of the 2^5 signs are as extreme. One small negative one of five: rank sums 0 and
// 1 on either side: 4 of 32.
void TstRankStatistics::wilcoxonByHand() {
  const std::vector<double> x = {1, 2, 3, 4, 5}, zero(5, 0.0);
  QCOMPARE(wilcoxonProbability(x, zero), 2.0 / 32);
  QCOMPARE(wilcoxonProbability(zero, x), 2.0 / 32);
  const std::vector<double> one = {-1, 2, 3, 4, 5};
  QCOMPARE(wilcoxonProbability(one, zero), 4.0 / 32);
  QCOMPARE(wilcoxonProbability(x, x), 1.0);
  // Ties: normal. Ten equal differences of one sign: sum 0 of 55, squared ranks 10 * 5.5^2; z = -27 / sqrt(75.625).
  const std::vector<double> same(10, 1.0), none(10, 0.0);
  QVERIFY(std::abs(wilcoxonProbability(same, none) - std::erfc(27 / std::sqrt(75.625) / std::sqrt(2.0))) < 1e-12);
}

// Two-sided 95 % points of the published tables (Abramowitz and Stegun, table 26.10).
void TstRankStatistics::studentByTable() {
  const std::pair<int, double> table[] = {{1, 12.706}, {2, 4.303}, {3, 3.182}, {4, 2.776}, {9, 2.262}, {19, 2.093}};
  for (const auto& [degrees, t] : table) QVERIFY(std::abs(studentInterval(degrees, 0.95) - t) < 6e-4);
  QVERIFY(std::abs(studentInterval(19, 0.99) - 2.861) < 6e-4);
}

PSCOPE_TEST(TstRankStatistics)
#include "tst_rank_statistics.moc"
