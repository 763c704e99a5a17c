#pragma once

#include <QString>
#include <string>

namespace pscope {

/// Exact numbers of any length for people; `digits` are decimal digits, as Space::count() gives them.

/// With the locale's thousands separators: "543,966,387".
QString groupedDigits(const std::string& digits);
/// Up to seven digits in full, else as a power of ten: "5.44 × 10^20" with raised digits.
QString shortCountText(const std::string& digits);
/// Only the power: "≈ 10²⁰·⁷" (the decimal logarithm, to one digit).
QString powerOfTenText(const std::string& digits);

}  // namespace pscope
