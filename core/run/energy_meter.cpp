#include "core/run/energy_meter.h"

#include <filesystem>
#include <fstream>

namespace pscope {
namespace {

std::optional<double> numberIn(const std::string& path) {
  std::ifstream file(path);
  double value = 0;
  if (!(file >> value)) return std::nullopt;
  return value;
}

/// "intel-rapl:0" is a package; "intel-rapl:0:1" is a part of one.
bool isPackage(const std::string& name) {
  const auto colon = name.find(':');
  return name.starts_with("intel-rapl:") && name.find(':', colon + 1) == std::string::npos;
}

}  // namespace

EnergyMeter::EnergyMeter(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (!isPackage(entry.path().filename().string())) continue;
    Package package;
    package.folder = entry.path().string();
    const auto now = numberIn(package.folder + "/energy_uj");
    if (!now) continue;
    package.last = *now;
    package.range = numberIn(package.folder + "/max_energy_range_uj").value_or(0);
    m_packages.push_back(std::move(package));
  }
}

std::optional<double> EnergyMeter::joules() {
  if (m_packages.empty()) return std::nullopt;
  double total = 0;
  for (Package& package : m_packages) {
    const auto now = numberIn(package.folder + "/energy_uj");
    if (!now) return std::nullopt;
    if (*now < package.last && package.range < package.last) {  // it wrapped, and nobody says at what
      m_packages.clear();
      return std::nullopt;
    }
    package.used += *now >= package.last ? *now - package.last : *now - package.last + package.range;
    package.last = *now;
    total += package.used;
  }
  return total * 1e-6;
}

}  // namespace pscope
