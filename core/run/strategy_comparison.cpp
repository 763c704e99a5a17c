#include "core/run/strategy_comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/learn/rank_statistics.h"
#include "core/pareto/hypervolume.h"
#include "core/run/random_search_runs.h"
#include "core/run/search_loop.h"

namespace pscope {
namespace {

constexpr double kMaxEnumerated = 1'000'000;
constexpr std::uint64_t kReportEvery = 1'000;

using Points = std::vector<std::vector<double>>;

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Run", "The comparison was stopped."));
}

/// Minimised values of every feasible design of the space.
Result<Points> allDesigns(const Space& space, const SearchConfig& config, const Evaluation& evaluation,
                          const JobContext& job) {
  Points points;
  const auto total = static_cast<std::int64_t>(space.approximateCount());
  for (std::uint64_t index = 0; auto genome = space.design(index); ++index) {
    if (index % kReportEvery == 0) {
      if (job.stop.stop_requested()) return cancelled();
      job.report({static_cast<std::int64_t>(index), total, "the whole space"});
    }
    Candidate candidate;
    candidate.genome = std::move(*genome);
    evaluateSafely(evaluation, space, config, candidate, job);
    if (candidate.state == CandidateState::Done) points.push_back(minimizedValues(candidate, config.objectives));
  }
  return points;
}

std::vector<double> fixedReference(const SearchConfig& config) {
  std::vector<double> reference;
  for (std::size_t i = 0; i < config.reference.size() && i < config.objectives.size(); ++i) {
    reference.push_back(config.objectives[i].minimized(config.reference[i]));
  }
  return reference;
}

double ratioAt(const StrategyComparison::Run& run, std::size_t evaluations) {
  if (run.ratios.empty() || evaluations == 0) return 0;
  return run.ratios[std::min(evaluations, run.ratios.size()) - 1];
}

}  // namespace

Result<StrategyComparison> compareStrategies(const Space& space, const SearchConfig& config,
                                             const std::vector<std::string>& strategies, int seeds,
                                             const EstimatorRegistry& estimators, const StrategyRegistry& registry,
                                             const JobContext& job, TaskRunner* tasks) {
  if (strategies.empty() || seeds < 1) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Run", "A comparison needs at least one strategy and one seed."),
                     PSCOPE_TR_NOOP("Run", "Name the strategies and how many seeds each gets."));
  }
  PSCOPE_TRY(const Evaluation evaluation, Evaluation::create(space, config, estimators, nullptr));
  const auto parametersOf = [&](const std::string& name) {
    return name == config.strategy ? config.strategyParameters : std::string("{}");
  };
  for (const std::string& name : strategies) {
    PSCOPE_CHECK(createStrategy(name, parametersOf(name), strategyContext(space, config, tasks), registry));
  }
  StrategyComparison comparison;
  comparison.truth = randomRunsPossible(config) && space.approximateCount() <= kMaxEnumerated;
  Points found;
  if (comparison.truth) {
    PSCOPE_TRY(found, allDesigns(space, config, evaluation, job));
  }
  // The outcomes first: without a named reference point it follows from all of them.
  std::vector<Points> outcomes;
  for (const std::string& name : strategies) {
    for (int seed = 0; seed < seeds; ++seed) {
      job.report(
          {static_cast<std::int64_t>(outcomes.size()), static_cast<std::int64_t>(strategies.size()) * seeds, name});
      SearchConfig own = config;
      own.seed = config.seed + static_cast<std::uint64_t>(seed);
      PSCOPE_TRY(const auto strategy,
                 createStrategy(name, parametersOf(name), strategyContext(space, own, tasks), registry));
      JobContext quiet;
      quiet.stop = job.stop;
      Points points;
      const auto note = [&](const Candidate& candidate) {
        points.emplace_back();
        if (candidate.state == CandidateState::Done) points.back() = minimizedValues(candidate, own.objectives);
      };
      PSCOPE_TRY(const LoopResult result, runSearchLoop(space, own, *strategy, evaluation, quiet, note));
      if (!comparison.truth) {
        std::copy_if(points.begin(), points.end(), std::back_inserter(found), [](const auto& p) { return !p.empty(); });
      }
      comparison.runs.push_back({name, own.seed, {}});
      outcomes.push_back(std::move(points));
    }
  }
  comparison.reference = fixedReference(config);
  if (comparison.reference.empty()) comparison.reference = defaultReference(found);
  HypervolumeCurve all(comparison.reference);
  for (const auto& point : found) all.add(point);
  comparison.volume = all.value();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    HypervolumeCurve curve(comparison.reference);
    for (const auto& point : outcomes[i]) {
      const double volume = curve.add(point);
      comparison.runs[i].ratios.push_back(comparison.volume > 0 ? volume / comparison.volume : 0);
    }
  }
  return comparison;
}

std::vector<ComparedStrategy> summarise(const StrategyComparison& comparison,
                                        const std::vector<std::size_t>& evaluations, const std::string& baseline) {
  std::vector<std::string> names;
  for (const auto& run : comparison.runs) {
    if (std::find(names.begin(), names.end(), run.strategy) == names.end()) names.push_back(run.strategy);
  }
  const auto ratiosOf = [&](const std::string& name, std::size_t at) {
    std::vector<double> ratios;
    for (const auto& run : comparison.runs) {
      if (run.strategy == name) ratios.push_back(ratioAt(run, at));
    }
    return ratios;
  };
  const auto meanOf = [](const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  std::vector<ComparedStrategy> rows;
  for (const std::string& name : names) {
    for (const std::size_t at : evaluations) {
      const auto ratios = ratiosOf(name, at);
      ComparedStrategy row;
      row.strategy = name;
      row.evaluations = at;
      row.mean = meanOf(ratios);
      row.worst = *std::min_element(ratios.begin(), ratios.end());
      double squares = 0;
      for (const double ratio : ratios) squares += (ratio - row.mean) * (ratio - row.mean);
      const auto n = static_cast<double>(ratios.size());
      if (ratios.size() > 1) row.standardError = std::sqrt(squares / (n - 1) / n);
      const auto others = ratiosOf(baseline, at);
      if (name != baseline && others.size() == ratios.size()) {
        const double mean = meanOf(others);
        row.improvement = mean > 0 ? 100 * (row.mean - mean) / mean : 0;
        row.probability = wilcoxonProbability(ratios, others);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace pscope
