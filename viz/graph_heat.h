#pragma once

#include <QColor>
#include <QString>
#include <limits>
#include <vector>

class QPainter;
class QPalette;
class QRectF;

namespace pscope {

/// Costs of the items of a graph, drawn as their colour and as a number on each.
struct GraphHeat {
  QString title;               ///< "Latency on Raspberry Pi 4"
  QString unit;                ///< "MACs", "params", "B", "ms"
  QString kind;                ///< what the numbers are: "analytic: roofline, weakest evidence E"
  std::vector<double> values;  ///< per item of the NetworkView, of one of its equal blocks; NaN: not known
  double total = std::numeric_limits<double>::quiet_NaN();  ///< of the whole network; NaN: no sum (memory)
};

/// Colour of `share` (0 to 1) of the largest value: one path from the ground of the palette to the other end, its
/// luminance strictly monotone, so that it reads without colour vision and in print.
QColor heatColour(double share, bool dark);
/// "12.3 M MACs", "1.4 MiB", "0.42 ms", "8.1 µs" with three significant digits of the user's locale; an en dash for
/// NaN.
QString heatText(double value, const QString& unit);
double largestHeat(const GraphHeat& heat);

/// Draws the scale with its ends, title, total and kind into `box`. @param box  at least 30 high
void paintHeatLegend(QPainter& painter, const QRectF& box, const GraphHeat& heat, const QPalette& palette);
/// The same in words, for screen readers.
QString heatLegendText(const GraphHeat& heat);

}  // namespace pscope
