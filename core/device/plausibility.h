#pragma once

#include <string>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// A measured latency over what the roofline expects.
struct LatencyRatio {
  double ratio = 1;
  std::size_t line = 0;  ///< of the file; 0: not known, and not judged by itself
};

/// Refuses latencies whose median is more than a hundred times off the roofline of the profile, and one that is a
/// thousand times off the others by it: another unit was meant.
/// @param ratios        of each measurement; empty: nothing is known to compare with
/// @param file, column  of the measurements, for the message
/// @error InvalidArgument  with the line, or with the column when all are off
Status checkLatencyRatios(std::vector<LatencyRatio> ratios, const DeviceProfile& profile, const std::string& file,
                          const std::string& column);

}  // namespace pscope
