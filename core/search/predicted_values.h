#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/record/candidate.h"
#include "core/search/strategy.h"

namespace pscope {

/// Name of the auxiliary metric that holds what a strategy expected of an objective.
std::string predictedMetric(const std::string& objective);

/// What a proposal expects, as measurements of kind Predicted (level -1: never taken for a value of the objective):
/// value and `standardError` in the objective's unit.
/// @param provenance  shared by the predictions of one session
std::vector<Measurement> predictedMeasurements(const Proposal& proposal, std::span<const Objective> objectives,
                                               const std::shared_ptr<const Provenance>& provenance);
/// Of the strategy with this name. @cost reads what this machine is: once a session
std::shared_ptr<const Provenance> predictionProvenance(const SearchConfig& config);
bool isPrediction(const Measurement& measurement);

}  // namespace pscope
