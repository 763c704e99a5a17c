#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/run/strategy_comparison.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Size against memory of a small family: free, and counted in a moment.
SearchConfig freeConfig() {
  SearchConfig config;
  config.space = "nasbench-macro";
  for (const char* metric : {"params", "peak_activation_bytes"}) {
    Objective objective;
    objective.name = metric;
    objective.unit = objective.name == "params" ? "parameters" : "bytes";
    objective.direction = objective.name == "params" ? Direction::Maximize : Direction::Minimize;
    objective.estimators.push_back({"static", Json{{"type", "static"}, {"metric", metric}}.dump()});
    config.objectives.push_back(std::move(objective));
  }
  config.candidates = 60;
  config.seed = 5;
  return config;
}

Result<StrategyComparison> compare(const SearchConfig& config, const std::vector<std::string>& strategies, int seeds,
                                   const JobContext& job = {}) {
  const Space space = openSpace(config.space).value();
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry registry;
  registerStrategies(registry);
  return compareStrategies(space, config, strategies, seeds, estimators, registry, job);
}

}  // namespace

class TstStrategyComparison : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void curvesOverTheTruth();
  void overWhatWasFound();
  void sameSeedSameCurves();
  void boundsAreCounted();
  void summaryByHand();
  void refusesWhatHasNoHypervolume();
  void refusesBadInput();
  void stops();
};

void TstStrategyComparison::curvesOverTheTruth() {
  const auto compared = compare(freeConfig(), {"random", "nsga2"}, 3);
  PSCOPE_VERIFY_OK(compared);
  QVERIFY(compared.value().truth && compared.value().volume > 0);
  QCOMPARE(compared.value().runs.size(), std::size_t{6});
  for (const auto& run : compared.value().runs) {
    QCOMPARE(run.ratios.size(), std::size_t{60});
    QVERIFY(run.seed >= 5 && run.seed <= 7);
    for (std::size_t i = 1; i < run.ratios.size(); ++i) QVERIFY(run.ratios[i] >= run.ratios[i - 1]);
    QVERIFY(run.ratios.back() > 0 && run.ratios.back() <= 1 + 1e-12);
  }
  // Every design is found in the end: the ratio is 1.
  SearchConfig all = freeConfig();
  all.candidates = 7000;
  const auto whole = compare(all, {"random"}, 1);
  PSCOPE_VERIFY_OK(whole);
  QCOMPARE(whole.value().runs[0].ratios.size(), std::size_t{6561});
  QVERIFY(std::abs(whole.value().runs[0].ratios.back() - 1) < 1e-12);
}

void TstStrategyComparison::overWhatWasFound() {
  SearchConfig config = freeConfig();
  config.space = "mobilenetv3-ofa";
  const auto compared = compare(config, {"random", "nsga2"}, 2);
  PSCOPE_VERIFY_OK(compared);
  QVERIFY(!compared.value().truth);
  double best = 0;
  for (const auto& run : compared.value().runs) best = std::max(best, run.ratios.back());
  QVERIFY(best > 0.5 && best <= 1 + 1e-12);
}

void TstStrategyComparison::sameSeedSameCurves() {
  const auto first = compare(freeConfig(), {"nsga2"}, 2);
  const auto second = compare(freeConfig(), {"nsga2"}, 2);
  PSCOPE_VERIFY_OK(first);
  PSCOPE_VERIFY_OK(second);
  QCOMPARE(second.value().runs[0].ratios, first.value().runs[0].ratios);
  QCOMPARE(second.value().runs[1].ratios, first.value().runs[1].ratios);
  QVERIFY(first.value().runs[0].ratios != first.value().runs[1].ratios);
}

void TstStrategyComparison::boundsAreCounted() {
  SearchConfig config = freeConfig();
  config.objectives[0].bound = 1e12;  // nobody has as many parameters
  const auto compared = compare(config, {"random"}, 1);
  PSCOPE_VERIFY_OK(compared);
  QCOMPARE(compared.value().volume, 0.0);
  QCOMPARE(compared.value().runs[0].ratios, std::vector<double>(60, 0.0));
}

void TstStrategyComparison::summaryByHand() {
  StrategyComparison comparison;
  comparison.runs = {{"random", 1, {0.1, 0.4}}, {"random", 2, {0.2, 0.6}}, {"good", 1, {0.5, 0.7}}, {"good", 2, {0.8}}};
  const auto rows = summarise(comparison, {1, 2});
  QCOMPARE(rows.size(), std::size_t{4});
  QCOMPARE(rows[1].strategy, std::string("random"));
  QCOMPARE(rows[1].mean, 0.5);
  QCOMPARE(rows[1].improvement, 0.0);
  QCOMPARE(rows[3].mean, 0.75);
  QCOMPARE(rows[3].worst, 0.7);
  QVERIFY(std::abs(rows[3].standardError - 0.05) < 1e-12);
  QVERIFY(std::abs(rows[3].improvement - 50) < 1e-9);
  QCOMPARE(rows[3].probability, 0.5);  // two pairs of one sign: 2 of 4
  // t with one degree of freedom: 12.706 standard errors of 0.05 to each side, cut to what a ratio can be.
  QVERIFY(std::abs(rows[3].low - (0.75 - 12.7062 * 0.05)) < 1e-5);
  QCOMPARE(rows[3].high, 1.0);
  const auto curves = meanCurves(comparison);
  QCOMPARE(curves.size(), std::size_t{2});
  QCOMPARE(curves[1].strategy, std::string("good"));
  QCOMPARE(curves[1].mean, (std::vector<double>{0.65, 0.75}));  // the run that ended early keeps its ratio
  QVERIFY(std::abs(curves[0].mean[0] - 0.15) < 1e-12);
  QVERIFY(std::abs(curves[0].high[0] - (0.15 + 12.7062 * 0.05)) < 1e-5);
  QCOMPARE(comparisonMarks(300), (std::vector<std::size_t>{50, 100, 150, 300}));
  QVERIFY(comparisonCsv(comparison).find("good,2,1,0.8") != std::string::npos);
}

// A column of zeros would look like a result.
void TstStrategyComparison::refusesWhatHasNoHypervolume() {
  SearchConfig config = freeConfig();
  config.candidates = 6;
  config.reference = {1e12, 0};  // more parameters than any design has
  const auto compared = compare(config, {"random"}, 1);
  QVERIFY(!compared.ok());
  QCOMPARE(compared.error().code, ErrorCode::InvalidArgument);
  QCOMPARE(compared.error().place, std::string("/reference"));
  config.reference.clear();
  while (config.objectives.size() < 7) {
    config.objectives.push_back(config.objectives.back());
    config.objectives.back().name += "+";
  }
  QCOMPARE(compare(config, {"random"}, 1).error().code, ErrorCode::Unsupported);
}

void TstStrategyComparison::refusesBadInput() {
  QVERIFY(compare(freeConfig(), {}, 1).error().code == ErrorCode::InvalidArgument);
  QVERIFY(compare(freeConfig(), {"random"}, 0).error().code == ErrorCode::InvalidArgument);
  QVERIFY(compare(freeConfig(), {"random", "nothing"}, 1).error().code == ErrorCode::NotFound);
}

void TstStrategyComparison::stops() {
  std::stop_source stop;
  stop.request_stop();
  JobContext job;
  job.stop = stop.get_token();
  QVERIFY(compare(freeConfig(), {"random"}, 1, job).error().code == ErrorCode::Cancelled);
  // At the very end, too, where the searches are over and the hypervolumes are computed.
  std::stop_source late;
  job.stop = late.get_token();
  job.report = [&late](const Progress& progress) {
    if (progress.stage == kHypervolumeStage) late.request_stop();
  };
  QVERIFY(compare(freeConfig(), {"random"}, 1, job).error().code == ErrorCode::Cancelled);
}

PSCOPE_TEST(TstStrategyComparison)
#include "tst_strategy_comparison.moc"
