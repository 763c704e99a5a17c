#pragma once

#include <cstdint>
#include <optional>

#include "core/network/network.h"

namespace pscope {

/// A layer as matrix products: [pixels, reduction] x [reduction, filters], `groups` times.
/// @source hardware and compression manual, section 0: E = B Ho Wo, K = (Ci/g) Kh Kw, N = Co/g
struct GemmView {
  std::int64_t pixels = 0;     ///< E, batch included
  std::int64_t reduction = 0;  ///< K
  std::int64_t filters = 0;    ///< N
  std::int64_t groups = 1;

  std::int64_t macs() const { return pixels * reduction * filters * groups; }
};

/// The products of a convolution, linear layer or attention (as one product of the same MACs); nothing for operators
/// without MACs. @thread any    @cost O(1)
std::optional<GemmView> gemmView(const Network& network, const Node& node, int batch);

}  // namespace pscope
