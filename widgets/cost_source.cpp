#include "widgets/cost_source.h"

#include <utility>

namespace pscope {

Result<DesignCosts*> CostSource::get(const CostQuestion& question) {
  if (m_costs && m_serial == question.serial) return &*m_costs;
  std::vector<DeviceProfile> devices;
  for (const std::string& name : question.devices) {
    auto device = openDevice(name);
    if (device.ok() && isPriceable(device.value())) devices.push_back(std::move(device).value());
  }
  PSCOPE_TRY(DesignCosts costs, DesignCosts::create(*question.space, question.scale, devices));
  if (question.study && question.registry != nullptr) costs.addObjectives(*question.study, *question.registry);
  m_costs = std::move(costs);
  m_serial = question.serial;
  return &*m_costs;
}

}  // namespace pscope
