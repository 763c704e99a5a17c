#pragma once

#include <cstdint>

#include "core/network/network.h"

namespace pscope {

/// What one step of gradient descent costs: products for each input, memory for the batch.
struct TrainStep {
  std::int64_t forwardMacs = 0;
  std::int64_t weightGradientMacs = 0;
  std::int64_t inputGradientMacs = 0;  ///< the first weighted layer needs none
  std::int64_t memoryBytes = 0;        ///< weights, gradients, saved activations of the batch and, if any, momentum

  std::int64_t macs() const { return forwardMacs + weightGradientMacs + inputGradientMacs; }
};

/// Three products a layer: forward E x K x N, weight gradient N x E x K, input gradient E x N x K.
/// @param bytesPerValue  4 for fp32, 2 for fp16    @param batch  inputs whose activations are saved
/// @cost O(nodes)    @source hardware and compression manual 4.16
TrainStep trainStep(const Network& network, int bytesPerValue, bool momentum, int batch = 1);

}  // namespace pscope
