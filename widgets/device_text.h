#pragma once

#include <QString>
#include <vector>

#include "core/device/device.h"

namespace pscope {

/// One figure of a device profile as people read it.
struct DeviceRow {
  QString name;    ///< "Peak of the CPU, fp32"
  QString value;   ///< "24 GMAC/s"
  QString tag;     ///< evidence: "V", "P", "E" ...
  QString source;  ///< for a tooltip
};
/// All figures of a profile in its order; the frequencies of an operating-point list are one row.
std::vector<DeviceRow> deviceRows(const DeviceProfile& device);

}  // namespace pscope
