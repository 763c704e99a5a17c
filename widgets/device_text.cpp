#include "widgets/device_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "viz/colours.h"
#include "widgets/text.h"

namespace pscope {
namespace {

/// Where the texts below belong to for translators.
struct DeviceText {
  Q_DECLARE_TR_FUNCTIONS(DeviceText)
};

struct Prefix {
  double factor;
  const char* text;
};
constexpr std::array<Prefix, 9> kPrefixes{{{1e12, "T"},
                                           {1e9, "G"},
                                           {1e6, "M"},
                                           {1e3, "k"},
                                           {1, ""},
                                           {1e-3, "m"},
                                           {1e-6, "\u00b5"},
                                           {1e-9, "n"},
                                           {1e-12, "p"}}};

}  // namespace

QString quantityText(double value, const QString& unit) {
  const QLocale locale;
  if (unit == QStringLiteral("1")) return locale.toString(100 * value, 'g', 4) + QStringLiteral(" %");
  if (unit == QStringLiteral("B")) return locale.formattedDataSize(static_cast<qint64>(value), 1);
  const auto prefix = std::find_if(kPrefixes.begin(), kPrefixes.end() - 1, [value](const Prefix& p) {
    return value == 0 ? p.factor == 1 : std::abs(value) >= p.factor;
  });
  return locale.toString(value / prefix->factor, 'g', 4) + QChar::Nbsp + QString::fromUtf8(prefix->text) + unit;
}

QString figureName(const Json& document, const QString& pointer) {
  const QStringList parts = pointer.mid(1).split(QLatin1Char('/'));
  const auto is = [&](qsizetype index, const char* text) { return parts.value(index) == QLatin1String(text); };
  if (is(0, "units") && parts.size() >= 3) {
    const Json units = document.value("units", Json::array());
    const auto index = parts[1].toUInt();
    const bool named = index < units.size() && units[index].is_object() && units[index].contains("id") &&
                       units[index]["id"].is_string();
    const QString unit = named ? toQString(units[index]["id"].get<std::string>()).toUpper() : parts[1];
    if (is(2, "peak_mac_s")) return DeviceText::tr("Peak of the %1, %2").arg(unit, parts.value(3));
    if (is(2, "eff") && is(3, "conv")) return DeviceText::tr("Efficiency of the %1, convolution").arg(unit);
    if (is(2, "eff") && is(3, "dw")) return DeviceText::tr("Efficiency of the %1, depthwise convolution").arg(unit);
    if (is(2, "eff") && is(3, "gemm")) return DeviceText::tr("Efficiency of the %1, linear layer").arg(unit);
    if (is(2, "launch_s")) return DeviceText::tr("Launch of an operator on the %1").arg(unit);
    if (is(2, "threads_speedup")) return DeviceText::tr("Speed of the %1 with threads: %2").arg(unit, parts.value(3));
    if (is(2, "clock_Hz")) return DeviceText::tr("Clock of the %1").arg(unit);
    if (is(2, "rows")) return DeviceText::tr("Rows of the %1").arg(unit);
    if (is(2, "cols")) return DeviceText::tr("Columns of the %1").arg(unit);
    if (is(2, "buffer_B")) return DeviceText::tr("Buffer of the %1").arg(unit);
    if (is(2, "area")) return DeviceText::tr("Area of the %1").arg(unit);
    if (is(2, "e_mac")) return DeviceText::tr("Energy of a multiply-accumulate on the %1").arg(unit);
    if (is(2, "mac_per_cycle")) return DeviceText::tr("Multiply-accumulates a cycle of the %1").arg(unit);
    if (is(2, "mvm_s")) return DeviceText::tr("Matrix-vector product on the %1").arg(unit);
  }
  if (is(0, "mem")) {
    if (is(2, "bw_Bps")) return DeviceText::tr("Memory bandwidth");
    if (is(2, "eff")) return DeviceText::tr("Efficiency of the memory");
    if (is(2, "bytes")) return DeviceText::tr("Memory");
  }
  if (is(0, "power")) return is(1, "idle_W") ? DeviceText::tr("Power, idle") : DeviceText::tr("Power at full load");
  if (is(0, "dvfs") && is(2, "freq_Hz")) return DeviceText::tr("Operating point %1").arg(parts.value(3).toInt() + 1);
  if (is(1, "scratchpad_B")) return DeviceText::tr("Scratchpad");
  if (is(1, "flash_B")) return DeviceText::tr("Flash for weights");
  if (is(1, "sram_B")) return DeviceText::tr("SRAM for activations");
  return pointer;
}

std::optional<double> parseQuantity(const QString& text, const QString& unit) {
  QString rest = text.trimmed();
  rest.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
  if (unit != QStringLiteral("1") && rest.endsWith(unit, Qt::CaseInsensitive)) rest.chop(unit.size());
  double factor = 1;
  const auto takes = [&rest](const QString& suffix, Qt::CaseSensitivity sensitivity) {
    if (suffix.isEmpty() || !rest.endsWith(suffix, sensitivity)) return false;
    rest.chop(suffix.size());
    return true;
  };
  rest = rest.trimmed();
  if (unit == QStringLiteral("1")) {
    if (takes(QStringLiteral("%"), Qt::CaseSensitive)) factor = 0.01;
  } else {
    constexpr std::array<Prefix, 4> kBinary{
        {{1099511627776.0, "Ti"}, {1073741824.0, "Gi"}, {1048576.0, "Mi"}, {1024.0, "ki"}}};
    bool found = false;
    for (const Prefix& prefix : kBinary) {
      if (!found && takes(QString::fromUtf8(prefix.text), Qt::CaseInsensitive)) {
        factor = prefix.factor;
        found = true;
      }
    }
    for (const Prefix& prefix : kPrefixes) {
      if (!found && takes(QString::fromUtf8(prefix.text), Qt::CaseSensitive)) {
        factor = prefix.factor;
        found = true;
      }
    }
    if (!found && takes(QStringLiteral("u"), Qt::CaseSensitive)) factor = 1e-6;
  }
  rest = rest.trimmed();
  bool ok = false;
  double value = QLocale().toDouble(rest, &ok);
  if (!ok) value = QLocale::c().toDouble(rest, &ok);
  if (!ok || !std::isfinite(value)) return std::nullopt;
  return value * factor;
}

const std::vector<QString>& evidenceTags() {
  static const std::vector<QString> kTags = {QStringLiteral("V"),    QStringLiteral("P"), QStringLiteral("C"),
                                             QStringLiteral("user"), QStringLiteral("D"), QStringLiteral("P3"),
                                             QStringLiteral("R"),    QStringLiteral("E")};
  return kTags;
}

QString evidenceText(const QString& tag) {
  if (tag == QStringLiteral("V")) return DeviceText::tr("Verified");
  if (tag == QStringLiteral("P")) return DeviceText::tr("Published by the vendor or in a paper");
  if (tag == QStringLiteral("C")) return DeviceText::tr("Read from public reference code");
  if (tag == QStringLiteral("user")) return DeviceText::tr("Entered by you");
  if (tag == QStringLiteral("D")) return DeviceText::tr("Derived from other figures");
  if (tag == QStringLiteral("P3")) return DeviceText::tr("Published by a third party");
  if (tag == QStringLiteral("R")) return DeviceText::tr("Reconstructed");
  if (tag == QStringLiteral("E")) return DeviceText::tr("Engineering estimate");
  if (tag == QStringLiteral("fitted")) return DeviceText::tr("Fitted to measurements");
  return tag;
}

// Colours of Okabe and Ito, 2008: from blue (strong) over green to orange (weak).
QColor evidenceColour(const QString& tag, const QPalette& palette) {
  const bool dark = Colours::isDark(palette);
  if (tag == QStringLiteral("V") || tag == QStringLiteral("P") || tag == QStringLiteral("C")) {
    return dark ? QColor(0x56, 0xB4, 0xE9) : QColor(0x00, 0x72, 0xB2);
  }
  if (tag == QStringLiteral("user")) return dark ? QColor(0xD9, 0x8F, 0xB9) : QColor(0xA8, 0x4E, 0x80);
  if (tag == QStringLiteral("fitted")) return dark ? QColor(0x2F, 0xC4, 0x98) : QColor(0x00, 0x84, 0x60);
  if (tag == QStringLiteral("D") || tag == QStringLiteral("P3")) {
    return dark ? QColor(0x2F, 0xC4, 0x98) : QColor(0x00, 0x84, 0x60);
  }
  return dark ? QColor(0xF0, 0x80, 0x3C) : QColor(0xB8, 0x4E, 0x00);
}

QString dateText(const std::string& iso) {
  const QDateTime time = QDateTime::fromString(toQString(iso), Qt::ISODate);
  return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : toQString(iso);
}

QString healthText(const DeviceHealth::Check& check) {
  const bool drifted = std::abs(check.changePercent) > kHealthyPercent;
  const QString change = (check.changePercent >= 0 ? QStringLiteral("+") : QString()) +
                         QLocale().toString(check.changePercent, 'f', drifted ? 0 : 1) + QChar(QChar::Nbsp) +
                         QLatin1Char('%');
  return (drifted ? DeviceText::tr("Checked %1: drifted %2.") : DeviceText::tr("Checked %1: as it was measured (%2)."))
      .arg(dateText(check.date), change);
}

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
    rows.push_back({figureName(device.document(), place), quantityText(number.value, toQString(number.unit)),
                    toQString(number.tag), toQString(number.source)});
  }
  if (points > 0) {
    rows.push_back({DeviceText::tr("Operating points"),
                    QLocale().toString(points) + QStringLiteral(": ") + quantityText(lowest, QStringLiteral("Hz")) +
                        QStringLiteral(" \u2013 ") + quantityText(highest, QStringLiteral("Hz")),
                    toQString(point.tag), toQString(point.source)});
  }
  return rows;
}

}  // namespace pscope
