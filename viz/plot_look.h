#pragma once

#include <QColor>
#include <QRect>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "viz/colours.h"
#include "viz/markers.h"

class QCPAxis;
class QCPPainter;
class QCustomPlot;
class QPainter;
class QWidget;

namespace pscope {

class LegendStrip;

struct LegendEntry {
  Marker marker = Marker::Disc;
  QColor colour;
  QString text;
};

/// Layers of our plots, from back to front, made by preparePlot().
inline constexpr const char* kBackLayer = "pscope back";    ///< bounds and shaded sides
inline constexpr const char* kCloudLayer = "pscope cloud";  ///< buffered
inline constexpr const char* kMarksLayer = "pscope marks";  ///< buffered: front and selection
inline constexpr const char* kTopLayer = "pscope top";      ///< buffered: hover

/// Layers, axes and margins that all our plots share; no interactions of QCustomPlot's own.
void preparePlot(QCustomPlot& plot);
/// Colours and fonts of everything preparePlot() made. @param font  of the widget; labels are set from it
void applyLook(QCustomPlot& plot, const Colours& colours, const QFont& font);
/// Readable ticks for the axis' scale: 1-2-5 steps while a logarithmic axis shows less than three decades.
void setAxisScale(QCPAxis& axis, bool logarithmic);

/// Ticks at whole numbers only, for counts.
void setWholeTicks(QCPAxis& axis);
/// Title of an axis and the way to better values, shortened to what fits along the axis at every layout.
/// Turned with the y axis, the arrow points to the better end there too. @param minimize  nothing: no arrow
void setAxisTitle(QCPAxis& axis, const QString& title, std::optional<bool> minimize);

/// Something that draws itself on one layer.
/// @param paint  gets a painter with antialiasing on, cut to the plotting area when `clipped`
void addPainted(QCustomPlot& plot, const char* layer, bool clipped, std::function<void(QCPPainter&)> paint);

/// One or two lines of signs with their meaning above the plotting area; owned by the plot.
LegendStrip* addLegendStrip(QCustomPlot& plot);
/// @param note  muted text after the entries, cut when there is no room
void setLegend(LegendStrip& strip, const Colours& colours, std::vector<LegendEntry> entries, const QString& note = {});

/// Text in the middle of `area`, wrapped, muted.
void drawCentred(QPainter& painter, const QRect& area, const QColor& colour, const QString& text);
/// Text on a translucent plate at `anchor`, moved so that it stays inside `area`.
void drawPlate(QPainter& painter, const QRect& area, const QPointF& anchor, Qt::Alignment side, const QString& text,
               const QColor& colour, const QColor& background);

/// The line on which both values are equal, across the plotting area.
void drawDiagonal(QPainter& painter, const QCustomPlot& plot, const QColor& colour);
/// The nearest of `count` points to a position, by their pixels; -1: none is nearer than `reach` pixels.
int nearestPoint(std::size_t count, const std::function<QPointF(std::size_t)>& pixelOf, const QPointF& position,
                 double reach);

/// PNG (twice the screen's resolution), SVG or PDF by suffix, written completely or not at all.
bool savePlot(QCustomPlot& plot, const QString& path);

}  // namespace pscope
