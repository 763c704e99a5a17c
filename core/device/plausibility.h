#pragma once

#include <string>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// Refuses latencies whose median is more than a hundred times off the roofline of the profile: another unit was meant.
/// @param ratios        measured over expected latency of each measurement; empty: nothing is known to compare with
/// @param file, column  of the measurements, for the message
/// @error InvalidArgument
Status checkLatencyRatios(std::vector<double> ratios, const DeviceProfile& profile, const std::string& file,
                          const std::string& column);

}  // namespace pscope
