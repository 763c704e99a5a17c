#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// Done, feasible, and every one of `which` objectives known at the top of its ladder with a finite value: such
/// candidates may dominate others. `which` empty: all objectives.
bool isConfirmed(const Candidate& candidate, std::span<const Objective> objectives,
                 std::span<const std::size_t> which = {});
/// Done and within its bounds by what is known.
bool isFeasible(const Candidate& candidate, std::span<const Objective> objectives);

/// Indices of the non-dominated candidates among the confirmed ones, sorted by the first of `which`, then by id.
/// @cost O(n log n) for two objectives, else O(n * front)
std::vector<std::size_t> frontMembers(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                      std::span<const std::size_t> which = {});

/// Values of front members, all minimised, in the order of `members` and of `which` (empty: all objectives).
std::vector<std::vector<double>> frontValues(std::span<const Candidate> candidates,
                                             std::span<const Objective> objectives,
                                             std::span<const std::size_t> members,
                                             std::span<const std::size_t> which = {});
/// Index of the candidate where the front bulges most (kneePoint()); nothing for fronts without such a one.
/// @param members  those of frontMembers() with the same `which`
std::optional<std::size_t> frontKnee(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                     std::span<const std::size_t> members, std::span<const std::size_t> which = {});

/// Hypervolume over evaluations of a search.
struct HypervolumeHistory {
  std::vector<double> reference;  ///< in the objectives' own units
  bool referenceChosen = false;   ///< taken from the candidates, because the configuration names none
  std::vector<double> curve;      ///< after each ended candidate, in the order of asking
};
/// Nothing when no candidate is confirmed, or for more than six objectives.
std::optional<HypervolumeHistory> hypervolumeHistory(const SearchConfig& config, std::span<const Candidate> candidates);

}  // namespace pscope
