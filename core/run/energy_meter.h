#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pscope {

/// Energy that the processor packages of this machine use, as Linux tells it (RAPL). It counts everything that runs on
/// them, not only the search. Most systems let only administrators read it: then there is no figure.
/// @thread one at a time    @cost a file a package
/// @source Linux kernel, Documentation/power/powercap/powercap.rst: energy_uj in microjoules, wraps at
///         max_energy_range_uj
class EnergyMeter {
 public:
  /// Counts from here on. @param folder  with one "intel-rapl:N" a package
  explicit EnergyMeter(const std::string& folder = "/sys/class/powercap");

  /// Since the construction; nothing where the machine does not tell, nor after a wrap at an unknown number. To be
  /// called more than once in a wrap of the counter (about an hour at full load) if it is to count all.
  std::optional<double> joules();

 private:
  struct Package {
    std::string folder;
    double last = 0, range = 0;  ///< microjoules
    double used = 0;
  };
  std::vector<Package> m_packages;
};

}  // namespace pscope
