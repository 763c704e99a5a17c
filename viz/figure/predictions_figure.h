#pragma once

#include <span>
#include <string>

#include "core/record/candidate.h"
#include "core/record/objective.h"

namespace pscope {

/// How far the strategy's predictions could be trusted: rank correlations and shares inside the intervals, a row for
/// each objective with predictions that were measured since, and a figure of each. HTML, escaped; "" without any.
std::string predictionsHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives);

}  // namespace pscope
