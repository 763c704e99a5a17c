#pragma once

#include <cstdint>

#include "core/network/network.h"

namespace pscope {

/// Height times width: pixels of an image, tokens of a sequence.
inline std::int64_t positions(const TensorShape& shape) {
  return std::int64_t{shape.height} * shape.width;
}

}  // namespace pscope
