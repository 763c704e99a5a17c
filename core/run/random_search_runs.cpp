#include "core/run/random_search_runs.h"

#include <algorithm>

#include "core/base/rng.h"
#include "core/run/hypervolume_series.h"
#include "core/run/search_loop.h"

namespace pscope {

namespace {

constexpr std::uint64_t kSeedKey = 0x52414e44;  ///< keeps these seeds apart from the study's own

}  // namespace

bool randomRunsPossible(const SearchConfig& config) {
  return std::all_of(config.objectives.begin(), config.objectives.end(), [](const Objective& objective) {
    return std::all_of(objective.estimators.begin(), objective.estimators.end(), [](const EstimatorSpec& estimator) {
      return estimator.type == "table" || estimator.type == "static" || estimator.type == "cost-model";
    });
  });
}

Result<std::vector<std::vector<std::vector<double>>>> randomRuns(const Space& space, const SearchConfig& config,
                                                                 const EstimatorRegistry& estimators,
                                                                 const StrategyRegistry& strategies,
                                                                 std::size_t evaluations, int count,
                                                                 const JobContext& job,
                                                                 std::span<const Candidate> past) {
  PSCOPE_TRY(const Evaluation evaluation, Evaluation::create(space, config, estimators, nullptr));
  SearchConfig random = config;
  random.strategy = "random";
  random.strategyParameters = "{}";
  random.stop = {};
  random.candidates = static_cast<int>(evaluations);
  std::vector<std::vector<std::vector<double>>> runs;
  for (int run = 0; run < count; ++run) {
    random.seed = deriveSeed(config.seed, kSeedKey + static_cast<std::uint64_t>(run));
    StrategyContext context;
    context.space = &space;
    context.objectives = config.objectives.size();
    context.seed = random.seed;
    context.candidates = random.candidates;
    PSCOPE_TRY(auto strategy, createStrategy(random.strategy, random.strategyParameters, context, strategies));
    PSCOPE_CHECK(takePast(*strategy, past, config.objectives));
    JobContext quiet;
    quiet.stop = job.stop;
    PSCOPE_TRY(const LoopResult result, runSearchLoop(space, random, *strategy, evaluation, quiet));
    std::vector<std::vector<double>> outcomes;
    outcomes.reserve(result.candidates.size());
    for (const auto& candidate : result.candidates) {
      outcomes.push_back(evaluatedOf(candidate, config.objectives).values);
    }
    runs.push_back(std::move(outcomes));
    job.report({run + 1, count, "random search", -1});
  }
  return runs;
}

Result<std::optional<RandomComparison>> compareWithRandom(const Space& space, const SearchConfig& config,
                                                          std::span<const Candidate> candidates,
                                                          const EstimatorRegistry& estimators,
                                                          const StrategyRegistry& strategies, const JobContext& job) {
  std::vector<double> fixed;
  for (std::size_t i = 0; i < config.reference.size() && i < config.objectives.size(); ++i) {
    fixed.push_back(config.objectives[i].minimized(config.reference[i]));
  }
  HypervolumeSeries series(std::move(fixed));
  std::vector<Evaluated> evaluations;
  std::vector<std::vector<double>> pool, before;
  std::vector<Candidate> past;
  const auto& start = config.warmStart;
  for (const auto& candidate : candidates) {
    if (candidate.state == CandidateState::Queued || candidate.state == CandidateState::Running) continue;
    evaluations.push_back(evaluatedOf(candidate, config.objectives));
    if (candidate.id.value <= start.taken) {
      past.push_back(candidate);
      before.push_back(evaluations.back().values);
      continue;
    }
    const bool isGiven = candidate.id.value <= start.taken + start.first;
    if (!isGiven && candidate.parents.empty() && !evaluations.back().values.empty())
      pool.push_back(evaluations.back().values);
  }
  series.add(std::move(evaluations));
  const std::size_t length = std::min(kMaxBandLength, series.curve().size() - before.size());
  if (length < 2 || series.reference().empty()) return std::optional<RandomComparison>();
  RandomComparison comparison;
  if (randomRunsPossible(config)) {
    comparison.runs = kRandomRuns;
    PSCOPE_TRY(const auto runs, randomRuns(space, config, estimators, strategies, length, kRandomRuns, job, past));
    comparison.band = bandOfRuns(runs, series.reference(), length, job.stop, before);
  } else if (pool.size() >= kMinRandomDesigns) {
    comparison.poolDesigns = pool.size();
    comparison.band = bandOfRuns(bootstrapRuns(pool, length, kBootstrapRuns, config.seed), series.reference(), length,
                                 job.stop, before);
  } else {
    return std::optional<RandomComparison>();
  }
  return std::optional(std::move(comparison));
}

}  // namespace pscope
