#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/device/device.h"
#include "core/space/space.h"

namespace pscope {

/// What is asked: designs of a space on several devices.
struct DeviceSwapQuestion {
  std::vector<Genome> genomes;
  std::vector<double> qualities;  ///< of each design, less is better (an error, or a negated accuracy); NaN: not known
  std::vector<DeviceProfile> devices;
  CostContext context;
  std::string scale = "deploy";
};

/// A study's designs priced on several devices, ranked on each.
struct DeviceSwap {
  std::vector<std::vector<double>> latencyMs;         ///< [device][design]; NaN: not lowered
  std::vector<std::vector<std::size_t>> ranks;        ///< [device][design], from 1; equal latencies share the least
  std::vector<std::vector<bool>> onFront;             ///< [device][design]: of quality and latency there
  std::vector<std::vector<double>> rankCorrelations;  ///< [device][device], Spearman
  std::vector<double> energyMjPerMs;                  ///< [device]; NaN where the profile has no power figure
  std::vector<std::string> evidence;                  ///< [device]: weakest tag, or "fitted"
};

/// Prices every design on every device. Roofline devices share the work of signatures; designs are spread over threads.
/// @error those of createCostModel() (named by device), Cancelled
/// @thread any    @cost about 5 us a nasbench201 design and core, and 55 us on a fitted device
Result<DeviceSwap> swapDevices(const Space& space, const DeviceSwapQuestion& question, const JobContext& job);

}  // namespace pscope
