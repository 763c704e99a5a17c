#include "viz/scatter_plot.h"

#include <qcustomplot.h>

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

constexpr double kReach = 10;     ///< pixels around a point that still mean it
constexpr double kMargin = 1.12;  ///< of the axes beyond the outermost values

}  // namespace

class ScatterPlot::Impl : public PlotFrame {
 public:
  explicit Impl(ScatterPlot& owner);

  bool isEmpty() const override { return points.empty(); }
  void sync() override;
  QString dataText() const override;
  int itemCount() const override { return static_cast<int>(points.size()); }
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override;
  QString tip(int item, const QPoint* mouse) const override;
  void paintCurrent(QCPPainter& painter) const override;

  void updateRanges();
  void paintBands(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  QPointF pixelOf(const ScatterPoint& point) const;
  double errorOf(const ScatterPoint& point) const { return point.predicted / point.measured - 1; }

  std::vector<ScatterPoint> points;  ///< by measured value
  QString unit;
};

ScatterPlot::Impl::Impl(ScatterPlot& owner)
    : PlotFrame(owner, QStringLiteral("scatterPlot"), QStringLiteral("predicted")) {
  setAxisScale(*plot->xAxis, true);
  setAxisScale(*plot->yAxis, true);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintBands(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  emptyText = ScatterPlot::tr("Nothing was predicted yet.");
}

void ScatterPlot::Impl::updateRanges() {
  double low = std::numeric_limits<double>::infinity();
  double high = 0;
  for (const ScatterPoint& point : points) {
    low = std::min({low, point.measured, point.predicted});
    high = std::max({high, point.measured, point.predicted});
  }
  plot->xAxis->setRange(low / kMargin, high * kMargin);
  plot->yAxis->setRange(low / kMargin, high * kMargin);
}

void ScatterPlot::Impl::sync() {
  const bool empty = points.empty();
  showAxes(!empty);
  setAxisTitle(*plot->xAxis, unit.isEmpty() ? ScatterPlot::tr("measured") : ScatterPlot::tr("measured (%1)").arg(unit),
               std::nullopt);
  setAxisTitle(*plot->yAxis,
               unit.isEmpty() ? ScatterPlot::tr("predicted") : ScatterPlot::tr("predicted (%1)").arg(unit),
               std::nullopt);
  if (!empty && !controls->isZoomed()) updateRanges();
  std::vector<LegendEntry> entries;
  QString description = emptyText;
  if (!empty) {
    QColor within = colours.band;
    entries = {{Marker::FrontDisc, colours.front, ScatterPlot::tr("within 10 %")},
               {Marker::Diamond, colours.infeasible, ScatterPlot::tr("beyond")},
               {Marker::Band, within, ScatterPlot::tr("bands of 5 % and 10 %")}};
    const auto good = std::count_if(points.begin(), points.end(),
                                    [this](const ScatterPoint& point) { return std::abs(errorOf(point)) <= 0.10; });
    description =
        ScatterPlot::tr("%1 of %n design(s) are predicted within 10 %.", "", static_cast<int>(points.size())).arg(good);
  }
  setLegend(*legend, colours, std::move(entries));
  describe(ScatterPlot::tr("Predicted against measured"), description);
}

void ScatterPlot::Impl::paintBands(QCPPainter& painter) const {
  if (points.empty()) return;
  const QCPRange x = plot->xAxis->range();
  for (const double error : {0.10, 0.05}) {
    const auto at = [&](double value, double factor) {
      return QPointF(plot->xAxis->coordToPixel(value), plot->yAxis->coordToPixel(value * factor));
    };
    QPainterPath band(at(x.lower, 1 + error));
    band.lineTo(at(x.upper, 1 + error));
    band.lineTo(at(x.upper, 1 - error));
    band.lineTo(at(x.lower, 1 - error));
    band.closeSubpath();
    QColor fill = colours.band;
    fill.setAlphaF(0.16F);
    painter.fillPath(band, fill);
  }
  drawDiagonal(painter, *plot, colours.axis);
}

void ScatterPlot::Impl::paintPoints(QCPPainter& painter) const {
  for (const ScatterPoint& point : points) {
    const bool good = std::abs(errorOf(point)) <= 0.10;
    drawMarker(painter, good ? Marker::FrontDisc : Marker::Diamond, pixelOf(point), 8,
               good ? colours.front : colours.infeasible, colours.background);
  }
}

void ScatterPlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  painter.drawEllipse(pixelOf(points[static_cast<std::size_t>(current)]), 8, 8);
}

QPointF ScatterPlot::Impl::pixelOf(const ScatterPoint& point) const {
  return {plot->xAxis->coordToPixel(point.measured), plot->yAxis->coordToPixel(point.predicted)};
}

int ScatterPlot::Impl::itemAt(const QPoint& position) const {
  return nearestPoint(points.size(), [this](std::size_t i) { return pixelOf(points[i]); }, position, kReach);
}

QPointF ScatterPlot::Impl::coordinatesOf(int item) const {
  const ScatterPoint& point = points[static_cast<std::size_t>(item)];
  return {point.measured, point.predicted};
}

QString ScatterPlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const ScatterPoint& shown = points[static_cast<std::size_t>(item)];
  const QLocale locale = self.locale();
  const double error = 100 * errorOf(shown);
  return ScatterPlot::tr("%1\nmeasured %2 %4, predicted %3 %4 (%5 %)")
      .arg(shown.label, locale.toString(shown.measured, 'g', 4), locale.toString(shown.predicted, 'g', 4), unit,
           (error > 0 ? QStringLiteral("+") : QString()) + locale.toString(error, 'f', 1));
}

ScatterPlot::ScatterPlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void ScatterPlot::setPoints(std::vector<ScatterPoint> points, const QString& unit) {
  std::erase_if(points, [](const ScatterPoint& point) {
    return !(point.measured > 0) || !(point.predicted > 0) || !std::isfinite(point.measured + point.predicted);
  });
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.measured < b.measured; });
  m_impl.points = std::move(points);
  m_impl.unit = unit;
  m_impl.forgetCurrent();
  m_impl.controls->forgetZoom();
  m_impl.changed();
}

QString ScatterPlot::Impl::dataText() const {
  QString text = ScatterPlot::tr("design") + QLatin1Char('\t') + ScatterPlot::tr("measured (%1)").arg(unit) +
                 QLatin1Char('\t') + ScatterPlot::tr("predicted (%1)").arg(unit) + QLatin1Char('\n');
  for (const ScatterPoint& point : points) {
    text += point.label + QLatin1Char('\t') + QString::fromStdString(numberText(point.measured)) + QLatin1Char('\t') +
            QString::fromStdString(numberText(point.predicted)) + QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
