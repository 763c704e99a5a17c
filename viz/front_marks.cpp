#include "viz/front_marks.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "viz/plot_look.h"

namespace pscope {
namespace {

constexpr double kFrontMarker = 11;  ///< widths of the signs, logical pixels
constexpr double kCrowdedFrontMarker = 8;
constexpr std::size_t kCrowdedFront = 80;
constexpr double kSelectedMarker = 12;
constexpr double kFarAway = 1e5;  ///< pixels: painters overflow beyond

/// A horizontal or vertical line, cut to `area` by itself: SVG files know no clipping.
void drawWithin(QPainter& painter, const QRectF& area, QPointF from, QPointF to) {
  const bool horizontal = from.y() == to.y();
  const double across = horizontal ? from.y() : from.x();
  if (across < (horizontal ? area.top() : area.left()) || across > (horizontal ? area.bottom() : area.right())) return;
  const auto within = [&area](const QPointF& p) {
    return QPointF(std::clamp(p.x(), area.left(), area.right()), std::clamp(p.y(), area.top(), area.bottom()));
  };
  from = within(from);
  to = within(to);
  if (from != to) painter.drawLine(from, to);
}

}  // namespace

QPointF FrontMarks::pixel(const PlotPoint& point) const {
  return {std::clamp(plot->xAxis->coordToPixel(point.x), -kFarAway, kFarAway),
          std::clamp(plot->yAxis->coordToPixel(point.y), -kFarAway, kFarAway)};
}

void FrontMarks::paintBounds(QPainter& painter) const {
  if (counts.drawn() == 0) return;
  paintBound(painter, *plot->xAxis, x);
  paintBound(painter, *plot->yAxis, y);
}

void FrontMarks::paintBound(QPainter& painter, const QCPAxis& axis, const PlotAxis& spec) const {
  if (!spec.bound || !std::isfinite(*spec.bound) || (spec.logarithmic && *spec.bound <= 0)) return;
  const QRect area = plot->axisRect()->rect();
  const bool horizontal = axis.orientation() == Qt::Horizontal;
  const double at = std::clamp(axis.coordToPixel(*spec.bound), -kFarAway, kFarAway);
  QRectF shaded(area);
  if (horizontal) {
    spec.minimize ? shaded.setLeft(std::max<double>(at, area.left()))
                  : shaded.setRight(std::min<double>(at, area.right()));
  } else {
    spec.minimize ? shaded.setBottom(std::min<double>(at, area.bottom()))
                  : shaded.setTop(std::max<double>(at, area.top()));
  }
  QColor tint = colours.bound;
  tint.setAlphaF(0.09F);
  if (shaded.width() > 0 && shaded.height() > 0) painter.fillRect(shaded, tint);
  const bool visible = axis.range().contains(*spec.bound);
  if (!visible) return;
  QPen pen(colours.bound, 1.5);
  pen.setDashPattern({4, 3});
  painter.setPen(pen);
  const QString text =
      QCoreApplication::translate("FrontPlot", "bound %1").arg(plot->locale().toString(*spec.bound, 'g', 5));
  painter.setFont(plot->font());
  // Names stand at the worse ends, where few points are, and clear of each other.
  const double height = QFontMetricsF(plot->font()).height() + 8;
  if (horizontal) {
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    double end = y.minimize ? area.top() + 2 : area.bottom() - 2;
    if (y.bound && std::abs(plot->yAxis->coordToPixel(*y.bound) - end) < 2 * height) {
      end += (y.minimize ? 2.5 : -2.5) * height;
    }
    drawPlate(painter, area, QPointF(at, end),
              (spec.minimize ? Qt::AlignRight : Qt::AlignLeft) | (y.minimize ? Qt::AlignBottom : Qt::AlignTop), text,
              colours.bound, colours.background);
  } else {
    const bool above = spec.minimize ? at - height > area.top() : at + height > area.bottom();
    painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
    drawPlate(painter, area, QPointF(x.minimize ? area.right() - 2 : area.left() + 2, at),
              (x.minimize ? Qt::AlignLeft : Qt::AlignRight) | (above ? Qt::AlignTop : Qt::AlignBottom), text,
              colours.bound, colours.background);
  }
}

void FrontMarks::paintRegion(QPainter& painter) const {
  if (!region || counts.drawn() == 0) return;
  const QRectF area = QRectF(plot->axisRect()->rect());
  // Where a side is open the region goes to the edge; so it does where a logarithmic axis has no place for the limit.
  const auto pixelOf = [](const QCPAxis& axis, const std::optional<double>& limit, bool logarithmic, double open) {
    if (!limit || (logarithmic && *limit <= 0)) return open;
    return std::clamp(axis.coordToPixel(*limit), -kFarAway, kFarAway);
  };
  QRectF frame;
  frame.setLeft(pixelOf(*plot->xAxis, region->xLow, x.logarithmic, -kFarAway));
  frame.setRight(pixelOf(*plot->xAxis, region->xHigh, x.logarithmic, kFarAway));
  frame.setTop(pixelOf(*plot->yAxis, region->yHigh, y.logarithmic, -kFarAway));
  frame.setBottom(pixelOf(*plot->yAxis, region->yLow, y.logarithmic, kFarAway));
  const QRectF shown = frame.intersected(area);
  if (shown.isEmpty()) return;
  QColor tint = colours.band;
  tint.setAlphaF(0.07F);
  painter.fillRect(shown, tint);
  painter.setPen(QPen(colours.band, 1.2));
  drawWithin(painter, area, frame.topLeft(), frame.topRight());
  drawWithin(painter, area, frame.bottomLeft(), frame.bottomRight());
  drawWithin(painter, area, frame.topLeft(), frame.bottomLeft());
  drawWithin(painter, area, frame.topRight(), frame.bottomRight());
  painter.setFont(plot->font());
  drawPlate(painter, plot->axisRect()->rect(), shown.topLeft() + QPointF(4, 4), Qt::AlignRight | Qt::AlignBottom,
            QCoreApplication::translate("FrontPlot", "focus"), colours.band, colours.background);
}

void FrontMarks::paintStaircase(QPainter& painter) const {
  if (stairs.corners.empty()) return;
  const QRectF area = QRectF(plot->axisRect()->rect());
  QPolygonF line;
  for (const QPointF& corner : stairs.corners) line << pixel({{}, corner.x(), corner.y(), {}, {}, false});
  QPen pen(colours.front, 1.8);
  painter.setPen(pen);
  for (qsizetype i = 1; i < line.size(); ++i) drawWithin(painter, area, line[i - 1], line[i]);
  pen.setDashPattern({1, 3});
  pen.setCapStyle(Qt::RoundCap);
  painter.setPen(pen);
  const auto toEdge = [&area](const QPointF& from, const QPointF& direction) {
    if (direction.x() != 0) return QPointF(direction.x() > 0 ? area.right() : area.left(), from.y());
    return QPointF(from.x(), direction.y() > 0 ? area.top() : area.bottom());  // pixels go down
  };
  drawWithin(painter, area, line.front(), toEdge(line.front(), stairs.before));
  drawWithin(painter, area, line.back(), toEdge(line.back(), stairs.after));
}

void FrontMarks::paintMarks(QPainter& painter) const {
  if (counts.drawn() == 0) return;
  paintStaircase(painter);
  const QRectF area = QRectF(plot->axisRect()->rect()).adjusted(-4, -4, 4, 4);
  std::vector<std::pair<QPointF, bool>> visible;  // where, and whether by prediction only
  for (const std::int32_t i : front) {
    const QPointF at = pixel(data.point(i));
    if (area.contains(at)) visible.emplace_back(at, FrontData::marker(data.point(i)) == Marker::Ring);
  }
  // All rims first: neighbours on a crowded front do not bite into each other.
  const double size = visible.size() > kCrowdedFront ? kCrowdedFrontMarker : kFrontMarker;
  for (const auto& [at, ring] : visible) {
    drawMarker(painter, Marker::Disc, at, size * 1.3, colours.background, colours.background);
  }
  for (const auto& [at, ring] : visible) {
    drawMarker(painter, ring ? Marker::FrontRing : Marker::Disc, at, size, colours.front, colours.background);
  }
  for (const CandidateId id : selection) {
    const std::int32_t i = data.indexOf(id);
    if (i < 0 || !data.isDrawn(data.point(i)) || !area.contains(pixel(data.point(i)))) continue;
    drawMarker(painter, Marker::Diamond, pixel(data.point(i)), kSelectedMarker, colours.selection, colours.text);
  }
}

void FrontMarks::paintCurrent(QCPPainter& painter) const {
  if (current < 0) return;
  const QRect area = plot->axisRect()->rect();
  const QPointF centre = pixel(data.point(current));
  if (!QRectF(area).contains(centre)) return;
  painter.setPen(QPen(colours.text, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(centre, 8.5, 8.5);
}

}  // namespace pscope
