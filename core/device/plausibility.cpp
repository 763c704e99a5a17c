#include "core/device/plausibility.h"

#include <algorithm>

#include "core/base/number_text.h"

namespace pscope {

Status checkLatencyRatios(std::vector<double> ratios, const DeviceProfile& profile, const std::string& file,
                          const std::string& column) {
  constexpr double kImplausible = 100;
  if (ratios.empty()) return {};
  std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
  const double ratio = ratios[ratios.size() / 2];
  if (ratio >= 1 / kImplausible && ratio <= kImplausible) return {};
  return makeError(
      ErrorCode::InvalidArgument,
      PSCOPE_TR_NOOP("Device", "The latencies in \"%1\" are %2 times what the roofline model expects of %3.")
          .arg(column)
          .arg(numberText(ratio, 2))
          .arg(profile.name()),
      PSCOPE_TR_NOOP("Device", "Check the unit (ms or s?), the batch and the device."), file, column);
}

}  // namespace pscope
