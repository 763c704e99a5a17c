#pragma once

#include <span>

namespace pscope {

/// Kendall's tau-b of two rows of numbers: 1 the same order, -1 the opposite, corrected for ties.
/// @return 0 when a row is constant, or their lengths differ    @cost O(n log n)
/// @source Knight, JASA 61, 1966; reference: search manual 14 (x = 1..5, y = 1,3,2,5,4: 0.6)
double kendallTau(std::span<const double> x, std::span<const double> y);

/// Spearman's rho: correlation of the ranks, ties at their mean rank. @return 0 when a row is constant
double spearmanRho(std::span<const double> x, std::span<const double> y);

}  // namespace pscope
