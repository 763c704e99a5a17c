#include <QtTest>

#include "core/run/calibration.h"
#include "core/run/exact_objectives.h"
#include "core/run/search_loop.h"
#include "core/search/predicted_values.h"
#include "tests/run/runner_bench.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstCalibration : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void byHand();
  void keptWithTheCandidates();
  void exactObjectivesAreComputed();
};

// Errors of 0.5, 1.5, 1.9 and 3 deviations: one of four within one, three within 1.96.
void TstCalibration::byHand() {
  const std::vector<PredictedPair> pairs{{{1}, 10, 2, 11}, {{2}, 20, 2, 17}, {{3}, 30, 1, 31.9}, {{4}, 40, 1, 43}};
  const Calibration found = calibrationOf(pairs);
  QCOMPARE(found.designs, std::size_t{4});
  QCOMPARE(found.within68, 0.25);
  QCOMPARE(found.within95, 0.75);
  QCOMPARE(found.spearman, 1.0);
  QCOMPARE(found.kendall, 1.0);
  QCOMPARE(calibrationOf({}).within95, 0.0);
}

// What was expected is in the study, marked, whatever became of the design, and the same after interruptions.
void TstCalibration::keptWithTheCandidates() {
  auto config = fakeConfig("pool", 24, 300);
  config.strategy = "model";
  config.strategyParameters = R"({"initial": 8, "batch": 4})";
  Journal journal;
  const auto space = openSpace("nasbench201");
  const auto expected = runSearchLoop(space.value(), config, fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(expected);
  Bench bench(config);
  for (int interruptions = 0;; ++interruptions) {
    bench.makeRunner(3);
    bench.runner->start();
    if (bench.runner->wait(interruptions < 3 ? 0.05 : kLong)) break;
    bench.reopen();
  }
  QVERIFY(bench.stored() == essences(expected.value().candidates));
  const auto stored = bench.study->loadCandidates().value();
  int pairs = 0, infeasible = 0;
  for (const auto& candidate : stored) {
    const auto* predicted = candidate.measurement(predictedMetric("first"));
    QCOMPARE(predicted != nullptr, candidate.id.value > 8);
    if (predicted == nullptr) continue;
    QCOMPARE(predicted->kind, MeasurementKind::Predicted);
    QCOMPARE(predicted->unit, std::string("%"));
    QVERIFY(predicted->standardError.value_or(0) > 0);
    QVERIFY(predicted->provenance->estimator.find("model") != std::string::npos);
    if (const auto pair = predictedPairOf(candidate, "first")) {
      ++pairs;
      QCOMPARE(pair->measured, fakeValue(candidate.design, 1));
      QCOMPARE(pair->predicted, predicted->value);
    } else {
      ++infeasible;
      QVERIFY(std::isnan(candidate.value("first")));  // a prediction is no value of the objective
    }
  }
  QCOMPARE(pairs + infeasible, 16);
  QVERIFY(pairs > 0);
}

void TstCalibration::exactObjectivesAreComputed() {
  const Space space = openSpace("nasbench201").value();
  SearchConfig config;
  config.space = "nasbench201";
  const auto add = [&config](const char* name, const char* unit, Direction direction, const char* type,
                             const char* parameters) {
    Objective objective;
    objective.name = name;
    objective.unit = unit;
    objective.direction = direction;
    objective.estimators.push_back({type, parameters});
    config.objectives.push_back(std::move(objective));
  };
  add("measured", "%", Direction::Minimize, "fake", R"({"type": "fake", "cost": "free"})");
  add("size", "parameters", Direction::Maximize, "static", R"({"type": "static", "metric": "params"})");
  add("latency", "ms", Direction::Minimize, "cost-model",
      R"({"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency"})");
  Journal journal;
  auto estimators = fakeEstimators(journal);
  registerEstimators(estimators);
  const auto evaluation = Evaluation::create(space, config, estimators, nullptr);
  PSCOPE_VERIFY_OK(evaluation);
  const auto exact = exactObjectives(space, config, evaluation.value());
  QCOMPARE(exact.known, (std::vector<bool>{false, true, true}));
  Rng rng(3);
  for (int i = 0; i < 5; ++i) {
    Candidate candidate;
    candidate.genome = space.sample(rng);
    const auto values = exact.values(candidate.genome);
    QVERIFY(values.has_value());
    evaluateSafely(evaluation.value(), space, config, candidate, {});
    QCOMPARE((*values)[1], -candidate.value("size"));
    QCOMPARE((*values)[2], candidate.value("latency"));
  }
  config.objectives.resize(1);
  const auto measured = Evaluation::create(space, config, estimators, nullptr);
  PSCOPE_VERIFY_OK(measured);
  QVERIFY(!exactObjectives(space, config, measured.value()).values);
}

PSCOPE_TEST(TstCalibration)
#include "tst_calibration.moc"
