#pragma once

#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/search_config.h"
#include "core/search/strategy.h"
#include "core/space/space.h"

namespace pscope {

/// True when every estimator of the configuration is free (tables, static costs, cost models): random searches can then
/// be run beside a study for comparison.
bool randomRunsPossible(const SearchConfig& config);

/// `count` random searches of `evaluations` each, with seeds of their own: minimised values of each evaluation in
/// order, empty where it was infeasible or failed.
/// @error those of Evaluation::create; Cancelled    @thread any    @cost as `count` searches
Result<std::vector<std::vector<std::vector<double>>>> randomRuns(const Space& space, const SearchConfig& config,
                                                                 const EstimatorRegistry& estimators,
                                                                 const StrategyRegistry& strategies,
                                                                 std::size_t evaluations, int count,
                                                                 const JobContext& job);

}  // namespace pscope
