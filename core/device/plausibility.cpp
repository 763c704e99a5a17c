#include "core/device/plausibility.h"

#include <algorithm>

#include "core/base/number_text.h"

namespace pscope {

Status checkLatencyRatios(std::vector<LatencyRatio> ratios, const DeviceProfile& profile, const std::string& file,
                          const std::string& column) {
  constexpr double kImplausible = 100, kImplausibleRow = 1000;
  if (ratios.empty()) return {};
  const auto less = [](const LatencyRatio& a, const LatencyRatio& b) { return a.ratio < b.ratio; };
  std::sort(ratios.begin(), ratios.end(), less);
  const double median = ratios[ratios.size() / 2].ratio;
  if (median < 1 / kImplausible || median > kImplausible) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device", "The latencies in \"%1\" are %2 times what the roofline model expects of %3.")
            .arg(column)
            .arg(numberText(median, 2))
            .arg(profile.name()),
        PSCOPE_TR_NOOP("Device", "Check the unit (ms or s?), the batch and the device."), file, column);
  }
  for (const LatencyRatio& end : {ratios.front(), ratios.back()}) {
    const double off = end.ratio / median;
    if (end.line == 0 || (off > 1 / kImplausibleRow && off < kImplausibleRow)) continue;
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device",
                       "The latency in \"%1\" is %2 times what the other measurements and the roofline model of %3 "
                       "let expect.")
            .arg(column)
            .arg(numberText(off, 2))
            .arg(profile.name()),
        PSCOPE_TR_NOOP("Device", "Check its unit (ms or s?), or leave the cell empty."), file,
        "line " + std::to_string(end.line));
  }
  return {};
}

}  // namespace pscope
