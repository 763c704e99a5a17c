#pragma once

#include <cstddef>

namespace pscope {

/// A non-negative int as the index of a container.
constexpr std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace pscope
