#include "widgets/device_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "widgets/text.h"

namespace pscope {
namespace {

/// Where the texts below belong to for translators.
struct DeviceText {
  Q_DECLARE_TR_FUNCTIONS(DeviceText)
};

/// 2.4e10, "MAC/s" -> "24 GMAC/s"; efficiencies as percent, sizes of memory in powers of 1024.
QString quantity(double value, const QString& unit) {
  const QLocale locale;
  if (unit == QStringLiteral("1")) return locale.toString(100 * value, 'g', 4) + QStringLiteral(" %");
  if (unit == QStringLiteral("B")) return locale.formattedDataSize(static_cast<qint64>(value), 1);
  struct Prefix {
    double factor;
    const char* text;
  };
  constexpr std::array<Prefix, 7> kPrefixes{
      {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}, {1e-3, "m"}, {1e-6, "\u00b5"}}};
  const auto prefix = std::find_if(kPrefixes.begin(), kPrefixes.end() - 1, [value](const Prefix& p) {
    return value == 0 ? p.factor == 1 : std::abs(value) >= p.factor;
  });
  return locale.toString(value / prefix->factor, 'g', 4) + QChar::Nbsp + QString::fromUtf8(prefix->text) + unit;
}

/// "/units/0/eff/dw" -> "Efficiency of the CPU, depthwise convolution". Unknown pointers stay as they are.
QString nameOf(const DeviceProfile& device, const QString& pointer) {
  const QStringList parts = pointer.mid(1).split(QLatin1Char('/'));
  const auto is = [&](qsizetype index, const char* text) { return parts.value(index) == QLatin1String(text); };
  if (is(0, "units") && parts.size() >= 3) {
    const auto& units = device.document()["units"];
    const auto index = parts[1].toUInt();
    const QString unit = index < units.size() ? toQString(units[index].value("id", "")).toUpper() : parts[1];
    if (is(2, "peak_mac_s")) return DeviceText::tr("Peak of the %1, %2").arg(unit, parts.value(3));
    if (is(2, "eff") && is(3, "conv")) return DeviceText::tr("Efficiency of the %1, convolution").arg(unit);
    if (is(2, "eff") && is(3, "dw")) return DeviceText::tr("Efficiency of the %1, depthwise convolution").arg(unit);
    if (is(2, "eff") && is(3, "gemm")) return DeviceText::tr("Efficiency of the %1, linear layer").arg(unit);
    if (is(2, "launch_s")) return DeviceText::tr("Launch of an operator on the %1").arg(unit);
  }
  if (is(0, "mem")) {
    if (is(2, "bw_Bps")) return DeviceText::tr("Memory bandwidth");
    if (is(2, "eff")) return DeviceText::tr("Efficiency of the memory");
    if (is(2, "bytes")) return DeviceText::tr("Memory");
  }
  if (is(0, "power")) return is(1, "idle_W") ? DeviceText::tr("Power, idle") : DeviceText::tr("Power at full load");
  if (is(1, "flash_B")) return DeviceText::tr("Flash for weights");
  if (is(1, "sram_B")) return DeviceText::tr("SRAM for activations");
  return pointer;
}

}  // namespace

std::vector<DeviceRow> deviceRows(const DeviceProfile& device) {
  std::vector<DeviceRow> rows;
  double lowest = 0;
  double highest = 0;
  int points = 0;
  TaggedNumber point;
  for (const auto& [pointer, number] : device.numbers()) {
    const QString place = toQString(pointer);
    if (place.startsWith(QStringLiteral("/dvfs/")) && place.contains(QStringLiteral("/freq_Hz/"))) {
      lowest = points == 0 ? number.value : std::min(lowest, number.value);
      highest = points == 0 ? number.value : std::max(highest, number.value);
      ++points;
      point = number;
      continue;
    }
    rows.push_back({nameOf(device, place), quantity(number.value, toQString(number.unit)), toQString(number.tag),
                    toQString(number.source)});
  }
  if (points > 0) {
    rows.push_back({DeviceText::tr("Operating points"),
                    QLocale().toString(points) + QStringLiteral(": ") + quantity(lowest, QStringLiteral("Hz")) +
                        QStringLiteral(" \u2013 ") + quantity(highest, QStringLiteral("Hz")),
                    toQString(point.tag), toQString(point.source)});
  }
  return rows;
}

}  // namespace pscope
