#pragma once

#include <string>

#include "core/base/number_text.h"

namespace pscope {

/// "12.3 %"
inline std::string percentText(double value) {
  return numberText(value, 3) + " %";
}
/// "+12.3 %", for changes
inline std::string changeText(double percent) {
  return (percent >= 0 ? "+" : "") + percentText(percent);
}

}  // namespace pscope
