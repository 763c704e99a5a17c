#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// Mean distance from the points of a reference front to a set, counting only what the set lacks.
///
/// For each reference point the least, over the set, of the root of the summed squares of max(a_k - z_k, 0); 0 when the
/// set dominates every reference point. All objectives are minimised; scale them before, their units are mixed.
/// @param points     n points x m objectives, finite, not empty    @param reference  the front to be reached, not empty
/// @error InvalidArgument  rows of different length, none, or a NaN or infinity
/// @thread any (pure function)    @cost O(m n r)
/// @source Ishibuchi, Masuda, Tanigaki, Nojima, EMO 2015, LNCS 9019, pp. 110-125 [P]
Result<double> igdPlus(std::span<const std::vector<double>> points, std::span<const std::vector<double>> reference);

/// The least number by which every point of the set must be improved, in all objectives, to cover the reference front:
/// max over z of min over a of max over k of (a_k - z_k). Negative when the set is strictly better.
/// @error, @thread, @cost  as igdPlus()
/// @source Zitzler, Thiele, Laumanns, Fonseca, Grunert da Fonseca, IEEE TEVC 7(2), 2003 [P]
Result<double> additiveEpsilon(std::span<const std::vector<double>> points,
                               std::span<const std::vector<double>> reference);

/// The point of a front that bulges most: furthest below the plane of equal weights when each objective goes from 0
/// (best of the front) to 1 (worst). With two objectives it is the furthest from the line through both ends.
/// @param front  non-dominated points, minimised, finite
/// @return its index, the first of equal ones; nothing for fewer than three points, or when no point lies below the
/// ends
/// @thread any (pure function)    @cost O(m n)
/// @source Das, Structural Optimization 18, 1999, pp. 107-115 [P]; the plane is that of the normalised axes
std::optional<std::size_t> kneePoint(std::span<const std::vector<double>> front);

/// What each point of a front stands for: its share of goodness by objective, (max_k - f_k) / (max_k - min_k) over
/// their sum. An objective that is equal everywhere counts as 0; a point that is worst in all has equal weights.
/// @param front  n points x m objectives, minimised, finite    @return  n rows of m weights that add up to 1
/// @thread any (pure function)    @cost O(m n)
/// @source Deb, Multi-Objective Optimization using Evolutionary Algorithms, 2001, section 8.6 [P]
std::vector<std::vector<double>> pseudoWeights(std::span<const std::vector<double>> front);

}  // namespace pscope
