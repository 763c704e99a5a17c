#pragma once

#include <array>

#include "core/network/network.h"

namespace pscope::test {

/// RefNet of the hardware manual, section 2: 3x8x8; conv 3x3 to 8, depthwise 3x3 stride 2, pointwise to 16, pool,
/// linear.
inline Network refNet() {
  Network network({3, 8, 8});
  const auto conv = [&](NodeIndex input, int out, int kernel, int stride, int padding, int groups) {
    OpAttributes a;
    a.outChannels = out;
    a.kernelHeight = a.kernelWidth = static_cast<std::int16_t>(kernel);
    a.stride = static_cast<std::int16_t>(stride);
    a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(padding);
    a.groups = groups;
    return network.add(Op::Conv2d, std::array{input}, a).value();
  };
  NodeIndex x = conv(0, 8, 3, 1, 1, 1);
  x = conv(x, 8, 3, 2, 1, 8);
  x = conv(x, 16, 1, 1, 0, 1);
  x = network.add(Op::GlobalAvgPool, std::array{x}).value();
  OpAttributes linear;
  linear.outChannels = 10;
  linear.bias = true;
  (void)network.add(Op::Linear, std::array{x}, linear).value();
  return network;
}

}  // namespace pscope::test
