#pragma once

#include <stop_token>

#include "core/estimate/measure_task.h"
#include "core/network/network.h"

namespace pscope {

struct LatencyProbeOptions {
  int batch = 1;
  double seconds = 0.1;  ///< of timing, after a tenth of it (and at least two runs) of warming up
  std::stop_token stop;
};

/// Times the inference of a network with seeded weights in LibTorch, as many threads as it was given.
///
/// Runs shorter than 0.2 ms are timed in blocks, so that the clock does not matter. Blocks during which the system gave
/// the core to another program are thrown away, unless only such came in five times the wanted time. Inputs and weights
/// are normal random numbers: no operator is faster for zeros.
/// @error those of NetworkModule::create(); Cancelled    @thread one at a time    @cost options.seconds and a start
Result<LatencySample> probeLatency(const Network& network, const LatencyProbeOptions& options);

}  // namespace pscope
