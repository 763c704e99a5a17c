#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/design_costs.h"

namespace pscope {

/// The devices that views know: the presets and those of one's own. Never changed, so that threads share it.
using DeviceList = std::shared_ptr<const std::vector<DeviceProfile>>;
/// Those of a list that can be priced for a space. @param list  none: the presets    @param space  its name; empty: any
std::vector<DeviceProfile> priceableDevices(const DeviceList& list, const std::string& space);

/// The device of this name; one's own goes before a preset. @param list  none: the presets    @error those of
/// openDevice
Result<DeviceProfile> deviceNamed(const DeviceList& list, const std::string& name);

/// What costs a view asks for: plain values that travel to a background job.
struct CostQuestion {
  std::optional<Space> space;
  std::string scale = "deploy";
  std::vector<std::string> devices;             ///< names or files; those that are not priceable are left out
  DeviceList known;                             ///< what the names stand for; none: the presets
  std::optional<SearchConfig> study;            ///< whose objectives are of interest, too
  const EstimatorRegistry* registry = nullptr;  ///< with `study`; outlives the view
  std::uint64_t serial = 0;                     ///< another number for another question
};

/// Keeps the prices of one job from run to run. @thread of the job
class CostSource {
 public:
  /// The costs for a question, made anew when it is another one. @error those of DesignCosts::create
  Result<DesignCosts*> get(const CostQuestion& question);

 private:
  std::optional<DesignCosts> m_costs;
  std::uint64_t m_serial = 0;
};

}  // namespace pscope
