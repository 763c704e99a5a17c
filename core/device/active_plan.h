#pragma once

#include <algorithm>
#include <cstddef>

namespace pscope {

/// How designs are chosen while a device is measured: some at random, then batches of those that a fit to the ones
/// before is the least certain of (LatencyFit::worthMeasuring()).
struct ActivePlan {
  std::size_t first = 0;  ///< at random: enough for a fit to know what it does not know
  std::size_t batch = 1;  ///< chosen together: a fit for each design would cost more than it brings
};
/// @param wanted  designs that are measured in all
inline ActivePlan activePlan(std::size_t wanted) {
  return {std::min(wanted, std::max<std::size_t>(10, wanted / 3)), std::max<std::size_t>(1, wanted / 10)};
}

}  // namespace pscope
