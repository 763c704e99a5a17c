#pragma once

#include <cstdint>

namespace pscope {

/// a / b, rounded up; b > 0, a >= 0.
constexpr std::int64_t ceilDivide(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

}  // namespace pscope
