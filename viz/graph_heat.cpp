#include "viz/graph_heat.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "viz/colours.h"

namespace pscope {
namespace {

struct GraphHeatTr {
  Q_DECLARE_TR_FUNCTIONS(GraphHeat)
};

constexpr std::array<QRgb, 5> kLight = {0xfffff6dd, 0xfffdcb7e, 0xffee8350, 0xffb5323f, 0xff5f0d3d};
constexpr std::array<QRgb, 5> kDark = {0xff2c2a36, 0xff613049, 0xffb24848, 0xffee8c4a, 0xffffe49a};
constexpr double kBarWidth = 120;
constexpr double kBarHeight = 8;

}  // namespace

QColor heatColour(double share, bool dark) {
  const auto& stops = dark ? kDark : kLight;
  const double place = std::clamp(std::isfinite(share) ? share : 0, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const auto first = std::min(static_cast<std::size_t>(place), stops.size() - 2);
  const double t = place - static_cast<double>(first);
  const QColor a(stops[first]);
  const QColor b(stops[first + 1]);
  const auto channel = [t](int from, int to) { return static_cast<int>(from + (to - from) * t + 0.5); };
  return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

QString heatText(double value, const QString& unit) {
  if (!std::isfinite(value)) return QStringLiteral("\u2013");
  const QLocale locale;
  const auto number = [&locale](double v) {  // three significant digits without an exponent
    const double size = std::abs(v);
    const int decimals = v == 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    QString text = locale.toString(v, 'f', decimals);
    while (decimals > 0 && text.endsWith(QLatin1Char('0'))) text.chop(1);
    if (!text.isEmpty() && !text.back().isDigit()) text.chop(1);
    return text;
  };
  if (unit == QLatin1String("B")) {
    static const std::array<const char*, 4> kUnits = {"B", "KiB", "MiB", "GiB"};
    std::size_t power = 0;
    while (power + 1 < kUnits.size() && std::abs(value) >= 1024) {
      value /= 1024;
      ++power;
    }
    return number(value) + QChar::Nbsp + QLatin1String(kUnits[power]);
  }
  if (unit == QLatin1String("ms")) {
    if (value != 0 && std::abs(value) < 0.1) return number(value * 1000) + QChar::Nbsp + QStringLiteral("\u00b5s");
    return number(value) + QChar::Nbsp + unit;
  }
  static const std::array<const char*, 4> kPrefixes = {"", "k", "M", "G"};
  std::size_t power = 0;
  while (power + 1 < kPrefixes.size() && std::abs(value) >= 999.5) {
    value /= 1000;
    ++power;
  }
  const QString prefix = QLatin1String(kPrefixes[power]);
  return number(value) + QChar::Nbsp + (prefix.isEmpty() ? QString() : prefix + QChar::Nbsp) + unit;
}

double largestHeat(const GraphHeat& heat) {
  double largest = 0;
  for (const double value : heat.values) {
    if (std::isfinite(value)) largest = std::max(largest, value);
  }
  return largest;
}

QString heatLegendText(const GraphHeat& heat) {
  QString text = GraphHeatTr::tr("%1: from 0 to %2").arg(heat.title, heatText(largestHeat(heat), heat.unit));
  if (std::isfinite(heat.total)) {
    text += QStringLiteral("; ") + GraphHeatTr::tr("whole network %1").arg(heatText(heat.total, heat.unit));
  }
  if (!heat.kind.isEmpty()) text += QStringLiteral("; ") + heat.kind;
  return text;
}

void paintHeatLegend(QPainter& painter, const QRectF& box, const GraphHeat& heat, const QPalette& palette) {
  const Colours colours = Colours::of(palette);
  const bool dark = Colours::isDark(palette);
  painter.save();
  QFont bold = painter.font();
  bold.setBold(true);
  const QFontMetricsF metrics(painter.font());
  const double line = metrics.height();
  QRectF first(box.left(), box.center().y() - line - 1, box.width(), line);
  QRectF second(box.left(), box.center().y() + 1, box.width(), line);
  painter.setPen(colours.text);
  painter.setFont(bold);
  QString rest;
  if (std::isfinite(heat.total)) rest = GraphHeatTr::tr("whole network %1").arg(heatText(heat.total, heat.unit));
  const QString title = QFontMetricsF(bold).elidedText(heat.title, Qt::ElideRight, box.width());
  painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
  const double used = QFontMetricsF(bold).horizontalAdvance(title) + 12;
  QFont plain = bold;
  plain.setBold(false);
  painter.setFont(plain);
  if (!rest.isEmpty() && used + metrics.horizontalAdvance(rest) <= box.width()) {
    painter.drawText(first.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, rest);
  }
  painter.setPen(colours.mutedText);
  const QString low = QStringLiteral("0");
  const QString high = heatText(largestHeat(heat), heat.unit);
  double x = second.left();
  painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, low);
  x += metrics.horizontalAdvance(low) + 6;
  const QRectF bar(x, second.center().y() - kBarHeight / 2, kBarWidth, kBarHeight);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 8; ++i) gradient.setColorAt(i / 8.0, heatColour(i / 8.0, dark));
  painter.fillRect(bar, gradient);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.axis, 1));
  painter.drawRect(bar);
  painter.setPen(colours.mutedText);
  x = bar.right() + 6;
  painter.drawText(second.adjusted(x - second.left(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   high);
  x += metrics.horizontalAdvance(high) + 14;
  const double room = box.right() - x;
  if (!heat.kind.isEmpty() && room > 60) {
    painter.drawText(second.adjusted(x - second.left(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(heat.kind, Qt::ElideRight, room));
  }
  painter.restore();
}

}  // namespace pscope
