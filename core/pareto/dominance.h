#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// a is nowhere worse and somewhere better (all minimised). NaN never dominates and is never dominated.
bool dominates(std::span<const double> a, std::span<const double> b);

/// Rank of every point: 0 the non-dominated ones, 1 those left after removing them, and so on.
/// @param violations  total bound violation per point (empty: all feasible); feasible beats infeasible, among
/// infeasible the
///                    smaller violation wins (constrained domination)
/// @cost O(m n^2), O(n log n) for two objectives    @source Deb et al., IEEE TEVC 6(2), 2002
std::vector<int> nonDominatedRanks(const std::vector<std::vector<double>>& points,
                                   std::span<const double> violations = {});

/// Crowding distance of every point of one non-dominated front.
///
/// Per objective, a point gets (next - previous) / (max - min) of its sorted neighbours; both ends get +infinity; an
/// objective with max == min adds 0. All objectives are minimised.
/// @param front   n points x m objectives, finite; each axis in its own unit (they are normalised here).
/// @return        n distances in the order of `front`, unitless, >= 0 or +infinity; empty for an empty front.
/// @error InvalidArgument  rows of different length, or a NaN or infinity.
/// @thread any (pure function)    @cost O(m n log n)
/// @source Deb, Pratap, Agarwal, Meyarivan, IEEE TEVC 6(2), 2002, pp. 182-197, Sect. III-B.
Result<std::vector<double>> crowdingDistance(std::span<const std::vector<double>> front);

}  // namespace pscope
