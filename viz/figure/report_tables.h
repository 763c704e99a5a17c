#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// Parts of the report: each returns HTML with all text escaped; "" when there is nothing to show.

/// Designs of the front, each objective with unit, kind, budget and standard error.
std::string frontTableHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                           std::span<const std::size_t> front);
/// Objectives with direction, bound and ladder of estimators.
std::string objectivesTableHtml(std::span<const Objective> objectives);
/// Strategy, seed, budget, data, reference point.
std::string searchTableHtml(const SearchConfig& config, const std::string& spaceTitle,
                            std::span<const double> reference, bool referenceChosen);
/// What the search looked at, from which candidate on.
std::string fociTableHtml(std::span<const std::pair<std::int64_t, std::string>> foci);
/// Auxiliary measurements of the front's designs, such as the test accuracy of an unblinded shortlist.
std::string auxiliaryTableHtml(std::span<const Candidate> candidates, std::span<const std::size_t> front);
/// Every distinct provenance, with how many numbers rest on it.
std::string provenanceTableHtml(std::span<const Candidate> candidates);
/// Reasons of failed and infeasible candidates with their counts.
std::string failuresTableHtml(std::span<const Candidate> candidates);
/// All candidates in the order of asking (the first 5,000).
std::string candidatesTableHtml(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                std::span<const std::size_t> front);

}  // namespace pscope
