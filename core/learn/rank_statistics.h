#pragma once

#include <span>

namespace pscope {

/// Kendall's tau-b of two rows of numbers: 1 the same order, -1 the opposite, corrected for ties.
/// @return 0 when a row is constant or has a NaN, or their lengths differ    @cost O(n log n)
/// @source Knight, JASA 61, 1966; reference: search manual 14 (x = 1..5, y = 1,3,2,5,4: 0.6)
double kendallTau(std::span<const double> x, std::span<const double> y);

/// Spearman's rho: correlation of the ranks, ties at their mean rank. @return 0 as kendallTau()
double spearmanRho(std::span<const double> x, std::span<const double> y);

/// Wilcoxon's signed-rank test of paired rows: probability of a difference as large or larger by chance, two-sided.
///
/// Equal pairs are left out, equal differences share their mean rank. Up to 25 pairs without ties by the exact
/// distribution, else by the normal one with corrections for ties and continuity.
/// @return 1 when no pair differs, the lengths do, or there is a NaN    @cost O(n log n), exact O(n^3)
/// @source Wilcoxon, Biometrics Bulletin 1(6), 1945; Hollander, Wolfe, Chicken, Nonparametric Statistical Methods,
/// 2014, 3.1 [P]
double wilcoxonProbability(std::span<const double> x, std::span<const double> y);

}  // namespace pscope
