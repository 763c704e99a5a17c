#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/search_config.h"
#include "core/search/strategy.h"

namespace pscope {

/// Strategies over several seeds on the same evaluations.
struct StrategyComparison {
  struct Run {
    std::string strategy;
    std::uint64_t seed = 0;
    /// After each evaluation: hypervolume of what was found so far over `volume`.
    std::vector<double> ratios;
  };
  std::vector<Run> runs;          ///< by strategy in the order given, then by seed
  std::vector<double> reference;  ///< minimised
  double volume = 0;              ///< of the true front, or of the best that all runs together found
  bool truth = false;             ///< the whole space was evaluated
};

/// Stage of the progress while ratios are computed from what was found; the others are the strategies' names and
/// "the whole space".
inline constexpr const char* kHypervolumeStage = "hypervolumes";

/// Runs each strategy with `seeds` seeds, from the configuration's on, in memory.
///
/// Where every estimator is free and the space has at most a million designs, all of them are evaluated, and the ratio
/// is that over the true front; else over the front of everything that was found. The reference point is the
/// configuration's, or lies a tenth of the range beyond the worst of these designs. Infeasible and failed candidates
/// count as evaluations and add nothing. Where the configuration names earlier studies, every run starts from them, and
/// its first ratio is that after its own first evaluation. A strategy is a name with its default parameters, or the
/// configuration's when it has that name.
/// @param tasks  for strategies that need a worker; nullptr: those are refused
/// @error NotFound (a strategy; lists the known ones), InvalidArgument (no seed, no strategy; nothing that was found
/// adds to the hypervolume), Unsupported (more than 6 objectives), those of Evaluation::create, prepareWarmStart and of
/// the searches; Cancelled
/// @thread any    @cost as many searches; tables with NSGA-II above 100,000 evaluations a second
/// @source reference: search manual 3.4; why: Yang, Esperanca, Carlucci, NAS evaluation is frustratingly hard, ICLR
/// 2020
Result<StrategyComparison> compareStrategies(const Space& space, const SearchConfig& config,
                                             const std::vector<std::string>& strategies, int seeds,
                                             const EstimatorRegistry& estimators, const StrategyRegistry& registry,
                                             const JobContext& job, TaskRunner* tasks = nullptr);

/// "strategy,seed,evaluations,hypervolume_ratio", one line an evaluation of a run; runs of more than 1,000 at evenly
/// spaced ones.
std::string comparisonCsv(const StrategyComparison& comparison);

/// The mean ratio of a strategy over its seeds, with the 95 % confidence interval of that mean (Student's t; cut to
/// 0..1, between which every ratio lies). With one seed there is no interval: low and high are the mean.
struct MeanCurve {
  std::string strategy;
  std::vector<double> mean, low, high;  ///< after each evaluation, as long as the longest run
};
/// In the order of the runs. @cost O(runs x evaluations)
std::vector<MeanCurve> meanCurves(const StrategyComparison& comparison);

/// A strategy after some evaluations, over its seeds. Runs that ended before count with their last ratio.
struct ComparedStrategy {
  std::string strategy;
  std::size_t evaluations = 0;
  double mean = 0, standardError = 0, worst = 0;
  double low = 0, high = 0;  ///< 95 % confidence interval of the mean, as in MeanCurve
  double improvement = 0;    ///< of the mean over that of the baseline, percent; 0 for the baseline, and without one
  double probability =
      1;  ///< of such a difference or a larger one by chance: Wilcoxon's test over the seeds, two-sided
};
/// The numbers of evaluations at which a comparison is told: a sixth, a third, half and all of them.
std::vector<std::size_t> comparisonMarks(std::size_t evaluations);
/// One row a strategy and number of evaluations. @param baseline  "random"; if it did not run there is no comparison
std::vector<ComparedStrategy> summarise(const StrategyComparison& comparison,
                                        const std::vector<std::size_t>& evaluations,
                                        const std::string& baseline = "random");

}  // namespace pscope
