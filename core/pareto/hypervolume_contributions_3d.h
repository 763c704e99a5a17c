#pragma once

#include <array>
#include <span>
#include <vector>

namespace pscope {

/// Exclusive hypervolume of each of n points of three objectives that lie inside the box under the reference.
///
/// Sweeps along the third objective. Each point of the staircase of the first two keeps the part of the plane that it
/// alone dominates, cut into strips; a new point takes from its neighbours, or from the one point that dominates it,
/// and every strip that changes closes a box.
/// @cost O(n log n) amortised
/// @source Emmerich, Fonseca, EMO 2011, LNCS 6576, pp. 121-135 [P]
std::vector<double> contributions3d(std::span<const std::array<double, 3>> points,
                                    const std::array<double, 3>& reference);

}  // namespace pscope
