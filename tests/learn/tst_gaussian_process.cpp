#include <QtTest>
#include <cmath>
#include <limits>

#include "core/base/rng.h"
#include "core/learn/gaussian_process.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

GaussianProcess processOver(std::size_t columns, std::vector<KernelTerm::Kind> kinds) {
  GaussianProcess::Settings settings;
  for (const auto kind : kinds) settings.terms.push_back({kind, 0, columns});
  return GaussianProcess(settings);
}

Matrix randomRows(std::size_t count, std::size_t columns, std::uint64_t seed) {
  Rng rng(seed);
  Matrix rows(count, columns);
  for (std::size_t i = 0; i < count; ++i) {
    for (double& value : rows.row(i)) value = 2 * rng.uniform() - 1;
  }
  return rows;
}

}  // namespace

class TstGaussianProcess : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void twoPointsByHand();
  void learnsALine();
  void learnsACurve();
  void coversTheTruth();
  void extendingIsFittingAnew();
  void watchedFollows();
  void findsTheNoise();
  void goesOnFromItsState();
  void refusesBadData();
};

// Two designs at distance 1 with targets -1 and 1 (standardised as they are), Gaussian kernel of amplitude and length 1
// and noise s: the mean at the first is (k K^-1 y) with k = (1, e), e = exp(-1/2): (1 - e) / (1 + s^2 - e) * -1.
void TstGaussianProcess::twoPointsByHand() {
  auto process = processOver(1, {KernelTerm::Kind::Gaussian});
  process.setHyperparameters({0, 0, std::log(0.1)});
  Matrix rows(2, 1);
  rows.row(1)[0] = 1;
  PSCOPE_VERIFY_OK(process.refit(rows, std::vector<double>{-1, 1}));
  const double e = std::exp(-0.5), noise = 0.01 + 1e-8;
  const auto prediction = process.predict(rows);
  PSCOPE_VERIFY_OK(prediction);
  QVERIFY(std::abs(prediction.value().mean[0] + (1 - e) / (1 + noise - e)) < 1e-12);
  // Variance: 1 - k' K^-1 k with K = [[1 + s^2, e], [e, 1 + s^2]].
  const double a = 1 + noise, determinant = a * a - e * e;
  const double explained = (a * 1 - e * e + e * (-e * 1 + a * e)) / determinant;
  QVERIFY(std::abs(prediction.value().deviation[0] - std::sqrt(1 - explained)) < 1e-9);
  // Log marginal likelihood: -y' K^-1 y / 2 - log det K / 2 - log(2 pi).
  const double expected = -1 / (a - e) - 0.5 * std::log(determinant) - std::log(2 * std::acos(-1.0));
  QVERIFY(std::abs(process.logLikelihood() - expected) < 1e-9);
}

void TstGaussianProcess::learnsALine() {
  const Matrix rows = randomRows(40, 5, 1), others = randomRows(50, 5, 2);
  const auto truth = [](std::span<const double> x) { return 100 + 10 * x[0] - 5 * x[1] + x[2]; };
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(truth(rows.row(i)));
  auto process = processOver(5, {KernelTerm::Kind::Linear, KernelTerm::Kind::Matern52});
  PSCOPE_VERIFY_OK(process.fit(rows, targets));
  const auto prediction = process.predict(others);
  PSCOPE_VERIFY_OK(prediction);
  for (std::size_t i = 0; i < others.rows(); ++i) {
    QVERIFY(std::abs(prediction.value().mean[i] - truth(others.row(i))) < 0.1);
  }
}

void TstGaussianProcess::learnsACurve() {
  // The Gaussian kernel suits a smooth curve, so it learns more of it from 60 points; the values' own deviation is 0.4.
  for (const auto& [kind, bar] :
       {std::pair{KernelTerm::Kind::Gaussian, 0.03}, std::pair{KernelTerm::Kind::Matern52, 0.08}}) {
    const Matrix rows = randomRows(60, 2, 1), others = randomRows(50, 2, 2);
    const auto truth = [](std::span<const double> x) { return std::sin(3 * x[0]) * x[1]; };
    std::vector<double> targets;
    for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(truth(rows.row(i)));
    auto process = processOver(2, {kind});
    PSCOPE_VERIFY_OK(process.fit(rows, targets));
    const auto prediction = process.predict(others);
    PSCOPE_VERIFY_OK(prediction);
    double squares = 0;
    for (std::size_t i = 0; i < others.rows(); ++i) {
      squares += std::pow(prediction.value().mean[i] - truth(others.row(i)), 2) / 50;
    }
    QVERIFY2(std::sqrt(squares) < bar, qPrintable(QString::number(std::sqrt(squares))));
  }
}

// Of 400 new values, about 95 % lie within two standard deviations.
void TstGaussianProcess::coversTheTruth() {
  const Matrix rows = randomRows(80, 2, 1), others = randomRows(400, 2, 2);
  const auto truth = [](std::span<const double> x, Rng& rng) { return std::sin(3 * x[0]) + x[1] + 0.1 * rng.normal(); };
  Rng rng(3);
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(truth(rows.row(i), rng));
  auto process = processOver(2, {KernelTerm::Kind::Linear, KernelTerm::Kind::Matern52});
  PSCOPE_VERIFY_OK(process.fit(rows, targets));
  const auto prediction = process.predict(others);
  PSCOPE_VERIFY_OK(prediction);
  int covered = 0;
  for (std::size_t i = 0; i < others.rows(); ++i) {
    const double deviation = std::hypot(prediction.value().deviation[i], process.noise());
    covered += std::abs(truth(others.row(i), rng) - prediction.value().mean[i]) <= 2 * deviation ? 1 : 0;
  }
  QVERIFY2(covered >= 360 && covered <= 396, qPrintable(QString::number(covered)));
}

void TstGaussianProcess::extendingIsFittingAnew() {
  const Matrix rows = randomRows(20, 3, 1);
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(rows.row(i)[0] * rows.row(i)[1]);
  // Targets of the first 19 with mean 0 and deviation 1, and the mean of all the same: both standardise alike.
  double mean = 0, squares = 0;
  for (std::size_t i = 0; i < 19; ++i) mean += targets[i] / 19;
  for (std::size_t i = 0; i < 19; ++i) squares += std::pow(targets[i] - mean, 2) / 19;
  for (double& target : targets) target = (target - mean) / std::sqrt(squares);
  auto process = processOver(3, {KernelTerm::Kind::Linear, KernelTerm::Kind::Gaussian});
  std::vector<std::size_t> first(19);
  for (std::size_t i = 0; i < 19; ++i) first[i] = i;
  PSCOPE_VERIFY_OK(process.fit(rows.pick(first), std::span(targets).first(19)));
  const Matrix others = randomRows(10, 3, 5);
  PSCOPE_VERIFY_OK(process.watch(others));
  PSCOPE_VERIFY_OK(process.extend(rows.row(19), targets[19]));
  const auto extended = process.predict(others);
  PSCOPE_VERIFY_OK(extended);
  const auto watched = process.watched();
  for (std::size_t i = 0; i < others.rows(); ++i) {
    QVERIFY(std::abs(watched.mean[i] - extended.value().mean[i]) < 1e-9);
    QVERIFY(std::abs(watched.deviation[i] - extended.value().deviation[i]) < 1e-6);
  }
  // The same by hand: a process that was given all 20, whose standardisation is undone.
  double all = 0, spread = 0;
  for (const double target : targets) all += target / 20;
  for (const double target : targets) spread += std::pow(target - all, 2) / 20;
  spread = std::sqrt(spread);
  auto logs = process.hyperparameters();
  for (std::size_t i : {0, 2}) logs[i] -= std::log(spread);
  logs[4] -= std::log(spread);
  auto anew = processOver(3, {KernelTerm::Kind::Linear, KernelTerm::Kind::Gaussian});
  anew.setHyperparameters(logs);
  PSCOPE_VERIFY_OK(anew.refit(rows, targets));
  const auto expected = anew.predict(others);
  PSCOPE_VERIFY_OK(expected);
  for (std::size_t i = 0; i < others.rows(); ++i) {
    QVERIFY(std::abs(expected.value().deviation[i] - extended.value().deviation[i]) < 1e-4);
  }
}

void TstGaussianProcess::watchedFollows() {
  auto process = processOver(2, {KernelTerm::Kind::Gaussian});
  QVERIFY(process.watched().mean.empty());
  const Matrix rows = randomRows(15, 2, 1), others = randomRows(7, 2, 2);
  std::vector<double> targets(15);
  for (std::size_t i = 0; i < 15; ++i) targets[i] = rows.row(i)[0];
  PSCOPE_VERIFY_OK(process.fit(rows, targets));
  PSCOPE_VERIFY_OK(process.watch(others));
  const auto before = process.watched();
  PSCOPE_VERIFY_OK(process.extend(others.row(3), before.mean[3]));
  const auto after = process.watched();
  for (std::size_t i = 0; i < 7; ++i) {
    QVERIFY(std::abs(after.mean[i] - before.mean[i]) < 1e-9);  // the prediction itself is no news
    QVERIFY(after.deviation[i] <= before.deviation[i] + 1e-12);
  }
  QVERIFY(after.deviation[3] < before.deviation[3]);
}

void TstGaussianProcess::findsTheNoise() {
  const Matrix rows = randomRows(200, 2, 1);
  Rng rng(2);
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(5 * rows.row(i)[0] + 0.5 * rng.normal());
  auto process = processOver(2, {KernelTerm::Kind::Linear, KernelTerm::Kind::Gaussian});
  PSCOPE_VERIFY_OK(process.fit(rows, targets));
  QVERIFY2(process.noise() > 0.4 && process.noise() < 0.6, qPrintable(QString::number(process.noise())));
}

void TstGaussianProcess::goesOnFromItsState() {
  const Matrix rows = randomRows(30, 2, 1);
  std::vector<double> targets;
  for (std::size_t i = 0; i < rows.rows(); ++i) targets.push_back(rows.row(i)[0] + rows.row(i)[1] * rows.row(i)[1]);
  auto first = processOver(2, {KernelTerm::Kind::Linear, KernelTerm::Kind::Gaussian});
  PSCOPE_VERIFY_OK(first.fit(rows, targets));
  auto second = processOver(2, {KernelTerm::Kind::Linear, KernelTerm::Kind::Gaussian});
  second.setHyperparameters(first.hyperparameters());
  PSCOPE_VERIFY_OK(first.fit(rows, targets));
  PSCOPE_VERIFY_OK(second.fit(rows, targets));
  QCOMPARE(second.hyperparameters(), first.hyperparameters());
  QCOMPARE(second.predict(rows).value().mean, first.predict(rows).value().mean);
}

void TstGaussianProcess::refusesBadData() {
  auto process = processOver(2, {KernelTerm::Kind::Gaussian});
  Matrix rows = randomRows(5, 2, 1);
  QVERIFY(process.predict(rows).error().code == ErrorCode::InvalidArgument);
  QVERIFY(!process.fit(Matrix(2), {}).ok());
  QVERIFY(!process.fit(rows, std::vector<double>(4)).ok());
  std::vector<double> targets(5);
  targets[2] = std::numeric_limits<double>::quiet_NaN();
  QVERIFY(!process.fit(rows, targets).ok());
  targets[2] = 0;
  PSCOPE_VERIFY_OK(process.fit(rows, targets));  // constant targets are no trouble
  PSCOPE_VERIFY_OK(process.predict(rows));
  QVERIFY(!process.predict(randomRows(2, 3, 1)).ok());
  rows.row(0)[0] = std::numeric_limits<double>::infinity();
  QVERIFY(!process.fit(rows, targets).ok());
}

PSCOPE_TEST(TstGaussianProcess)
#include "tst_gaussian_process.moc"
