#pragma once

#include <QColor>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/device/device.h"

class QPalette;

namespace pscope {

/// One figure of a device profile as people read it.
struct DeviceRow {
  QString name;    ///< "Peak of the CPU, fp32"
  QString value;   ///< "24 GMAC/s"
  QString tag;     ///< evidence: "V", "P", "E" ...
  QString source;  ///< for a tooltip
};
/// "2026-03-01T09:30:00Z" as a date and time of here; any other text as it is.
QString dateText(const std::string& iso);
/// "Checked DATE: drifted +14 %." or "Checked DATE: as it was measured (+1.2 %)."
QString healthText(const DeviceHealth::Check& check);

/// All figures of a profile in its order; the frequencies of an operating-point list are one row.
std::vector<DeviceRow> deviceRows(const DeviceProfile& device);

/// "/units/0/eff/dw" -> "Efficiency of the CPU, depthwise convolution". Unknown pointers stay as they are.
QString figureName(const Json& document, const QString& pointer);
/// 2.4e10, "MAC/s" -> "24 GMAC/s"; efficiencies as percent, sizes of memory in powers of 1024.
QString quantityText(double value, const QString& unit);
/// What a person typed for a figure of this unit: "24e9", "24 G", "24 GMAC/s", "35 %", "4 GiB", "5 us"; a number alone
/// is in the unit itself (a share for "1").
/// @return nothing for other texts; negative numbers are read, to be refused where they stand
std::optional<double> parseQuantity(const QString& text, const QString& unit);

/// Evidence tags from the strongest to the weakest, as documents have them.
const std::vector<QString>& evidenceTags();
/// "P" -> "Published by the vendor or in a paper".
QString evidenceText(const QString& tag);
/// Colour of a tag's sign: never without its letter.
QColor evidenceColour(const QString& tag, const QPalette& palette);

}  // namespace pscope
