#include <QtTest>
#include <cmath>

#include "core/base/rng.h"
#include "core/search/search_cost.h"
#include "core/search/stopping_rules.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstStoppingRules : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void upperLimits();
  void coversTheTruth();
  void plateau();
  void refuses();
  void reasons();
  void costs();
};

void TstStoppingRules::upperLimits() {
  // 1 - 0.05^(1/60), and the one-sided limits of 1 of 10 and 3 of 20 in tables of Clopper and Pearson: 0.3942, 0.3437.
  QVERIFY(std::abs(upperProbability(0, 60, 0.95) - (1 - std::pow(0.05, 1.0 / 60))) < 1e-12);
  QVERIFY(std::abs(upperProbability(1, 10, 0.95) - 0.3942) < 5e-5);
  QVERIFY(std::abs(upperProbability(3, 20, 0.95) - 0.3437) < 5e-5);
  QCOMPARE(upperProbability(5, 5, 0.95), 1.0);
  QCOMPARE(upperProbability(0, 0, 0.95), 1.0);
  QVERIFY(upperProbability(0, 5000, 0.95) < 0.0007);
}

/// A limit with 90 % confidence lies below the true probability in at most a tenth of all cases.
void TstStoppingRules::coversTheTruth() {
  Rng rng(4);
  int missed = 0;
  for (int repeat = 0; repeat < 2000; ++repeat) {
    std::size_t successes = 0;
    for (int i = 0; i < 40; ++i) successes += rng.chance(0.1) ? 1 : 0;
    missed += upperProbability(successes, 40, 0.9) < 0.1 ? 1 : 0;
  }
  QVERIFY2(missed < 200 + 45, qPrintable(QString::number(missed)));  // 3 standard deviations above
}

void TstStoppingRules::plateau() {
  std::vector<double> curve;
  for (int i = 1; i <= 40; ++i) curve.push_back(i);
  const PlateauRule rule;
  auto seen = hypervolumePlateau(curve, rule);
  PSCOPE_VERIFY_OK(seen);
  QVERIFY(!seen.value().reached);
  QCOMPARE(seen.value().improvements, std::size_t{39});
  for (int i = 0; i < 59; ++i) curve.push_back(40);
  QVERIFY(!hypervolumePlateau(curve, rule).value().reached);  // one improvement is still in the window
  curve.push_back(40.001);                                    // too little to count
  seen = hypervolumePlateau(curve, rule);
  PSCOPE_VERIFY_OK(seen);
  QVERIFY(seen.value().reached);
  QCOMPARE(seen.value().improvements, std::size_t{0});
  QVERIFY(seen.value().upperRate < 0.05);
  QVERIFY(!hypervolumePlateau(std::vector<double>(100, 0.0), rule).value().reached);  // nothing was found yet
  QVERIFY(!hypervolumePlateau({}, rule).value().reached);
}

void TstStoppingRules::refuses() {
  const PlateauRule rule;
  QVERIFY(!hypervolumePlateau(std::vector<double>{1, 2, 1}, rule).ok());
  QVERIFY(!hypervolumePlateau(std::vector<double>{1, NAN}, rule).ok());
  QVERIFY(!hypervolumePlateau(std::vector<double>{1, 2}, {0, 0.1, 0.1, 0.9}).ok());
  QVERIFY(!hypervolumePlateau(std::vector<double>{1, 2}, {50, 0.1, 0.1, 1}).ok());
  const std::vector<std::vector<double>> front{{1, 2}};
  StoppingRules rules;
  rules.target = {1.0};
  QVERIFY(!stopReason(rules, {1, 0, front, {}}).ok());
}

void TstStoppingRules::reasons() {
  const std::vector<std::vector<double>> front{{1, 5}, {3, 2}};
  const std::vector<double> flat(100, 7.0);
  const StoppingState state{100, 50, front, flat};
  const auto reason = [&state](const StoppingRules& rules) {
    const auto found = stopReason(rules, state);
    return found.ok() && found.value() ? format(*found.value()) : std::string();
  };
  StoppingRules rules;
  QVERIFY(reason(rules).empty());
  rules.evaluations = 101;
  rules.seconds = 51;
  rules.target = {2.0, 4.0};  // each value is reached, but by different candidates
  QVERIFY(reason(rules).empty());
  rules.target = {3.0, 2.0};
  QVERIFY(reason(rules).find("target") != std::string::npos);
  // A target that names one objective only, maximised: the other may have any value.
  Objective speed, error;
  speed.name = "speed";
  speed.direction = Direction::Maximize;
  error.name = "error";
  StopConfig wish;
  wish.target = {{"speed", -3.5}};
  rules.target = stoppingRules(wish, std::vector<Objective>{speed, error}).target;
  QVERIFY(reason(rules).find("target") != std::string::npos);
  wish.target = {{"speed", -0.5}};
  rules.target = stoppingRules(wish, std::vector<Objective>{speed, error}).target;
  QVERIFY(reason(rules).empty());
  rules.plateau = PlateauRule{};
  rules.target.reset();
  QVERIFY(reason(rules).find("of the last 60 evaluations 0 improved") != std::string::npos);
  rules.seconds = 50;
  QVERIFY(reason(rules).find("50 s") != std::string::npos);
  rules.evaluations = 100;
  QCOMPARE(reason(rules), std::string("All 100 evaluations were made."));
}

void TstStoppingRules::costs() {
  // V = 80 at half of two hours, 90 at their end: b = 10 / ln 2, and 1 % of 90 takes 7200 s (2^0.09 - 1).
  const std::vector<CostSample> samples{{1800, 50}, {1800, 80}, {1800, 80}, {1800, 90}};
  const SearchCost cost = searchCost(samples);
  QCOMPARE(cost.hours, 2.0);
  QCOMPARE(cost.gainPerHour, 10.0);
  QVERIFY(cost.nextPercentSeconds.has_value());
  QVERIFY(std::abs(*cost.nextPercentSeconds - 7200 * (std::exp2(0.09) - 1)) < 1e-9);
  QCOMPARE(format(costMessage(cost)),
           std::string("2 CPU-hours so far; the next 1 % of hypervolume costs about 8 min."));
  const SearchCost still = searchCost(std::vector<CostSample>{{10, 5}, {10, 5}, {10, 5}});
  QVERIFY(!still.nextPercentSeconds);
  QVERIFY(format(costMessage(still)).find("no measurable gain") != std::string::npos);
  QCOMPARE(searchCost({}).hours, 0.0);
  QVERIFY(!searchCost(std::vector<CostSample>{{0, 5}}).nextPercentSeconds);  // free evaluations
}

PSCOPE_TEST(TstStoppingRules)
#include "tst_stopping_rules.moc"
