#include <QtTest>
#include <cmath>
#include <limits>

#include "core/base/rng.h"
#include "core/learn/boosted_trees.h"
#include "core/learn/rank_statistics.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

Matrix randomInputs(std::size_t count, std::uint64_t seed) {
  Rng rng(seed);
  Matrix rows(count, 3);
  for (std::size_t i = 0; i < count; ++i) {
    for (double& value : rows.row(i)) value = rng.uniform();
  }
  return rows;
}

std::vector<double> truthOf(const Matrix& rows) {
  std::vector<double> truth;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    truth.push_back(100 + (rows.row(i)[0] > 0.5 ? 20 * rows.row(i)[1] : 5 * rows.row(i)[2]));
  }
  return truth;
}

}  // namespace

class TstBoostedTrees : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void learnsSteps_data();
  void learnsSteps();
  void ranksDependOnTheOrderOnly();
  void sameSeedSamePredictions();
  void refusesBadData();
};

void TstBoostedTrees::learnsSteps_data() {
  QTest::addColumn<bool>("ranking");
  QTest::newRow("squared error") << false;
  QTest::newRow("pairwise ranks") << true;
}

void TstBoostedTrees::learnsSteps() {
  QFETCH(bool, ranking);
  BoostedTrees::Settings settings;
  settings.ranking = ranking;
  BoostedTrees trees(settings);
  const Matrix rows = randomInputs(200, 1), others = randomInputs(100, 2);
  PSCOPE_VERIFY_OK(trees.fit(rows, truthOf(rows)));
  const auto prediction = trees.predict(others);
  PSCOPE_VERIFY_OK(prediction);
  const double tau = kendallTau(prediction.value().mean, truthOf(others));
  QVERIFY2(tau > 0.65, qPrintable(QString::number(tau)));
  if (!ranking) QVERIFY(std::abs(prediction.value().mean[0] - truthOf(others)[0]) < 4);
  for (const double deviation : prediction.value().deviation) QVERIFY(deviation >= 0);
}

// A ranker sees no values: any monotone transform of the targets gives the same trees (search manual 7.1).
void TstBoostedTrees::ranksDependOnTheOrderOnly() {
  BoostedTrees::Settings settings;
  settings.ranking = true;
  const Matrix rows = randomInputs(60, 3);
  auto targets = truthOf(rows);
  BoostedTrees first(settings), second(settings);
  PSCOPE_VERIFY_OK(first.fit(rows, targets));
  for (double& target : targets) target = std::exp(target / 30) - 7;
  PSCOPE_VERIFY_OK(second.fit(rows, targets));
  QCOMPARE(second.predict(rows).value().mean, first.predict(rows).value().mean);
}

void TstBoostedTrees::sameSeedSamePredictions() {
  const Matrix rows = randomInputs(60, 3);
  BoostedTrees first({}), second({});
  BoostedTrees::Settings other;
  other.seed = 77;
  BoostedTrees third(other);
  for (BoostedTrees* trees : {&first, &second, &third}) PSCOPE_VERIFY_OK(trees->fit(rows, truthOf(rows)));
  QCOMPARE(second.predict(rows).value().mean, first.predict(rows).value().mean);
  QVERIFY(third.predict(rows).value().mean != first.predict(rows).value().mean);
}

void TstBoostedTrees::refusesBadData() {
  BoostedTrees trees({});
  const Matrix rows = randomInputs(5, 1);
  QVERIFY(!trees.predict(rows).ok());
  QVERIFY(!trees.fit(rows, std::vector<double>(4)).ok());
  QVERIFY(!trees.fit(rows, std::vector<double>(5, std::numeric_limits<double>::quiet_NaN())).ok());
  PSCOPE_VERIFY_OK(trees.fit(rows, std::vector<double>(5, 1.0)));
  QVERIFY(!trees.predict(Matrix(1, 2)).ok());
}

PSCOPE_TEST(TstBoostedTrees)
#include "tst_boosted_trees.moc"
