#pragma once

#include <span>
#include <vector>

#include "core/search/strategy.h"

namespace pscope {

/// Outcomes of earlier studies that a strategy keeps; of all of them it knows that they need not be proposed.
inline constexpr std::size_t kMostPast = 5'000;

/// Places of outcomes by constrained domination rank, then in their order. @cost that of nonDominatedRanks()
std::vector<std::size_t> placesByRank(std::span<const Outcome> outcomes);

/// Places, ascending, of at most `most` outcomes that stand for all: the better half of them by rank, and an even
/// choice of the others.
std::vector<std::size_t> representativePlaces(std::span<const Outcome> outcomes, std::size_t most);

}  // namespace pscope
