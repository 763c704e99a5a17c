#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pscope {

/// Shortest decimal text that reads back as the same double, in the C locale; "nan", "inf", "-inf" when not finite.
std::string numberText(double value);
/// `digits` significant digits, C locale, without trailing zeros: for people, reports and tooltips.
std::string numberText(double value, int digits);
/// The whole of `text` as a double (C locale; "nan", "inf", "-inf" too), or nothing.
std::optional<double> parseNumber(std::string_view text);

}  // namespace pscope
