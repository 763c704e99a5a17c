#pragma once

namespace pscope {

/// The t with which a Student variable lies between -t and t with this probability: the half width, in standard errors,
/// of a confidence interval of a mean of `degrees` + 1 normal values (0.95 with 19 degrees: 2.093).
/// @param degrees  of freedom, >= 1    @param confidence  0 < confidence < 1
/// @thread any (pure function)    @cost O(degrees)
/// @source Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4 (exact sums)
double studentInterval(int degrees, double confidence);

}  // namespace pscope
