#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// Columns id,order,design,state,reason,finished, then per objective NAME,NAME_unit,NAME_kind,NAME_budget,NAME_stderr,
/// then rung; one row a candidate, in the order given. Times are ISO 8601, UTC; unknown values are empty, and so is the
/// rung of a candidate that was judged by the whole ladders.
std::string candidatesCsv(std::span<const Candidate> candidates, std::span<const Objective> objectives);
std::string candidatesCsv(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                          std::span<const std::size_t> which);

/// {"study", "space", "evaluations", "objectives", "reference", "hypervolume", "front": [{"id", "order", "design",
/// "values": {NAME: {"value", "unit", "kind", "budget", "stderr", "level"}}}]}
Json frontJson(const SearchConfig& config, const std::string& study, std::span<const Candidate> candidates);
/// The front as a table for the terminal.
std::string frontTable(std::span<const Candidate> candidates, std::span<const Objective> objectives);
/// "24 candidates: 20 done, 3 failed, 1 outside a bound".
std::string countsText(std::span<const Candidate> candidates);

/// Unix seconds as "2026-01-31T12:00:00.000Z"; empty for 0.
std::string timeText(double unixSeconds);

}  // namespace pscope
