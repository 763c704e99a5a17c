#pragma once

#include "core/estimate/estimator.h"
#include "core/search/strategy.h"

namespace pscope {

/// The objectives of a search that are computed from a design alone, in no time: static costs and cost models at every
/// rung. Tables are not among them, although they are free: they stand for measurements.
/// @param space, evaluation  outlive what is returned
ExactObjectives exactObjectives(const Space& space, const SearchConfig& config, const Evaluation& evaluation);

/// strategyContext() with these.
StrategyContext strategyContext(const Space& space, const SearchConfig& config, const Evaluation& evaluation,
                                TaskRunner* tasks = nullptr);

}  // namespace pscope
