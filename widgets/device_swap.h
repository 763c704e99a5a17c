#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/device/gathered_designs.h"

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
  std::vector<std::optional<Error>> failures;         ///< [device]: why it prices nothing; its latencies are NaN
};

/// Prices designs that have been lowered already on every device.
/// @error that of the first device when none can price, of lowering when no design has a network; Cancelled
/// @thread any    @cost for 100,000 designs of nasbench201 some 10 ms a roofline device and 0.1 s for ranks and fronts;
/// 55 us a design on a fitted device
Result<DeviceSwap> swapDevices(const GatheredDesigns& designs, const DeviceSwapQuestion& question,
                               const JobContext& job);
/// The same with lowering.
Result<DeviceSwap> swapDevices(const Space& space, const DeviceSwapQuestion& question, const JobContext& job);

}  // namespace pscope
