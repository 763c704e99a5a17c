#pragma once

#include <cstdint>
#include <string_view>

#include "core/device/device.h"
#include "core/device/measurements.h"

namespace pscope {

/// The statistic of timings on this machine: other programs only add to a time. It serves whoever asks for no
/// statistic, but nobody who asks for the median or a percentile.
inline constexpr std::string_view kLowerQuartile = "lower quartile";

struct DeviceFitOptions {
  int batch = 1;          ///< of the measurements
  std::string precision;  ///< of the measurements; empty: not said
  std::string scale = "deploy";
  int folds = 5;           ///< of the held-out error
  std::uint64_t seed = 1;  ///< of the folds
  int threads = 0;         ///< of the runtime while measuring; 0: not said
  std::string statistic;   ///< of repeated timings that the column holds, one of kStatistics; empty: not said
};

/// Learns a device's latency from measured designs of a space.
///
/// Designs measured twice, and twins (those of which the runtime executes the same operators), tell how well the
/// measurements repeat themselves. What the runtime does to
/// dead operators is learned, too: measurements weigh more than what the profile says of it.
/// @return a fit that DeviceProfile::withFit() takes
/// @error those of readMeasurements(), LatencyFit::fit() and lowering; InvalidArgument  latencies a hundred
///        times off the roofline of the profile's hardware: another unit was meant
Result<DeviceFit> fitDevice(const DeviceProfile& profile, const Space& space, const MeasurementSource& source,
                            const DeviceFitOptions& options, const JobContext& job = {});

}  // namespace pscope
