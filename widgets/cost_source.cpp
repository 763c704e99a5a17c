#include "widgets/cost_source.h"

#include <algorithm>
#include <utility>

namespace pscope {

Result<DeviceProfile> deviceNamed(const DeviceList& list, const std::string& name) {
  if (list != nullptr) {
    const auto found =
        std::find_if(list->rbegin(), list->rend(), [&](const DeviceProfile& device) { return device.name() == name; });
    if (found != list->rend()) return *found;
  }
  return openDevice(name);
}

std::vector<DeviceProfile> priceableDevices(const DeviceList& list, const std::string& space) {
  if (list == nullptr) return priceableDevices();
  std::vector<DeviceProfile> devices = *list;
  std::erase_if(devices, [&](const DeviceProfile& device) { return !isPriceable(device, space); });
  return devices;
}

Result<DesignCosts*> CostSource::get(const CostQuestion& question) {
  if (m_costs && m_serial == question.serial) return &*m_costs;
  std::vector<DeviceProfile> devices;
  for (const std::string& name : question.devices) {
    auto device = deviceNamed(question.known, name);
    if (device.ok() && isPriceable(device.value(), question.space->name()))
      devices.push_back(std::move(device).value());
  }
  PSCOPE_TRY(DesignCosts costs, DesignCosts::create(*question.space, question.scale, devices));
  if (question.study && question.registry != nullptr) costs.addObjectives(*question.study, *question.registry);
  m_costs = std::move(costs);
  m_serial = question.serial;
  return &*m_costs;
}

}  // namespace pscope
