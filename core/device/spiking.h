#pragma once

#include "core/network/network.h"

namespace pscope {

/// How a network runs as a spiking one.
struct SpikingOptions {
  int steps = 4;              ///< T
  double rate = 0.2;          ///< mean firing rate of every layer's input, 0..1
  bool cachedInput = false;   ///< the analog input's convolution is done once instead of in every step
  double macPicojoule = 4.6;  ///< fp32, 45 nm [P]
  double accumulatePicojoule = 0.9;
};

/// Energy of one inference in nJ, arithmetic only: the layers that read the input pay for MACs, all others for
/// accumulates of the spikes that arrive. Memory and leakage are not in it, and the constants are those of fp32: never
/// compare it with an int8 network.
/// @cost O(nodes)
/// @source hardware and compression manual 4.10: E = E_MAC MAC_1 T_1 + sum E_AC T r MAC_l; Horowitz, ISSCC 2014
double spikingNanojoule(const Network& network, const SpikingOptions& options);
/// The same network with MACs everywhere, once.
double denseNanojoule(const Network& network, const SpikingOptions& options);
/// A layer saves energy as long as steps x rate stays below this.
double spikingBreakEven(const SpikingOptions& options);

}  // namespace pscope
