#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/search_config.h"
#include "core/run/hypervolume_series.h"
#include "core/search/strategy.h"
#include "core/space/space.h"

namespace pscope {

/// How the band of random search is made, in the window and in reports alike.
inline constexpr int kRandomRuns = 20;                ///< real random searches, where they are free
inline constexpr int kBootstrapRuns = 200;            ///< drawn from a study's own random designs: cheap
inline constexpr std::size_t kMaxBandLength = 5'000;  ///< evaluations for which a band is made
inline constexpr std::size_t kMinRandomDesigns = 4;   ///< below, a band would say nothing

/// True when every estimator of the configuration is free (tables, static costs, cost models): random searches can then
/// be run beside a study for comparison.
bool randomRunsPossible(const SearchConfig& config);

/// `count` random searches of `evaluations` each, with seeds of their own: minimised values of each evaluation in
/// order, empty where it was infeasible or failed. None of them evaluates a candidate of the `past` again.
/// @error those of Evaluation::create; Cancelled    @thread any    @cost as `count` searches
Result<std::vector<std::vector<std::vector<double>>>> randomRuns(const Space& space, const SearchConfig& config,
                                                                 const EstimatorRegistry& estimators,
                                                                 const StrategyRegistry& strategies,
                                                                 std::size_t evaluations, int count,
                                                                 const JobContext& job,
                                                                 std::span<const Candidate> past = {});

/// How random search would have done with the evaluations of a study.
struct RandomComparison {
  RandomBand band;              ///< per evaluation, against the study's own reference point
  int runs = 0;                 ///< random searches that were run; 0: estimated from the study's own random designs
  std::size_t poolDesigns = 0;  ///< how many those were
};
/// Real random searches where every estimator is free; else bootstrapped from the candidates without parents, if there
/// are at least kMinRandomDesigns; else nothing. At most kMaxBandLength evaluations. Where the study started from
/// earlier ones, so do they: the band begins with the curve of what was taken over.
/// @error those of randomRuns()    @cost as 20 searches where they are free
Result<std::optional<RandomComparison>> compareWithRandom(const Space& space, const SearchConfig& config,
                                                          std::span<const Candidate> candidates,
                                                          const EstimatorRegistry& estimators,
                                                          const StrategyRegistry& strategies, const JobContext& job);

}  // namespace pscope
