#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/search/strategy.h"

namespace pscope {

/// Who goes on to the next rung first: by non-dominated rank, within a rank by exclusive hypervolume contribution (the
/// larger first), then by id.
///
/// Contributions are those within the rank; their reference point is the worst value of all outcomes plus a tenth of
/// the range. Above six objectives the crowding distance takes their place.
/// @param outcomes  with finite values, all of one rung    @return their indices, the best first
/// @thread any (pure function)    @cost that of the ranks and contributions of `outcomes`
/// @source Schmucker, Donini, Zafar, Salinas, Archambeau, Multi-objective asynchronous successive halving, 2021
///         (non-dominated sorting); the contribution as second key is ours
std::vector<std::size_t> promotionOrder(std::span<const Outcome> outcomes);

}  // namespace pscope
