#pragma once

#include "core/base/job.h"
#include "core/device/device_health.h"
#include "core/run/latency_meter.h"
#include "core/space/space.h"

namespace pscope {

/// Times the anchors of a measured profile again: warmed up, then three rounds of which the least counts, as when they
/// were measured.
/// @error InvalidArgument  an anchor that is no design of the space; those of the meter; Cancelled
/// @thread any    @cost five timings or more of each anchor
Result<DeviceHealth::Check> checkHealth(const DeviceHealth& health, const Space& space, LatencyMeter& meter,
                                        const JobContext& job);

}  // namespace pscope
