#pragma once

#include <string>
#include <vector>

namespace pscope {

/// A table in aligned columns for the terminal, two spaces apart; numbers to the right. The first row is the header,
/// underlined.
/// @param right  per column: aligned to the right
std::string textTable(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right);

}  // namespace pscope
