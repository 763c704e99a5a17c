#include "widgets/random_search_runs.h"

#include <algorithm>

#include "core/base/rng.h"
#include "core/run/search_loop.h"
#include "widgets/hypervolume_series.h"

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
                                                                 const JobContext& job) {
  PSCOPE_TRY(const Evaluation evaluation, Evaluation::create(space, config, estimators, nullptr));
  SearchConfig random = config;
  random.strategy = "random";
  random.strategyParameters = "{}";
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

}  // namespace pscope
