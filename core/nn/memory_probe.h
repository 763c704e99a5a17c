#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace pscope {

/// Asks LibTorch for that much memory and gives it back: tests that a shortage becomes an error.
/// @error OutOfMemory
Status allocateMemory(std::int64_t bytes);
/// More than any machine has.
inline constexpr std::int64_t kBeyondMemory = std::int64_t{1} << 52;

}  // namespace pscope
