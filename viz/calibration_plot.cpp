#include "viz/calibration_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "viz/front_view.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

constexpr double kCalibrationReach = 10;  ///< pixels around a point that still mean it
constexpr double kBarDeviations = 1.959963984540054;
constexpr double kBarCap = 2.5;  ///< pixels to each side

bool covered(const CalibrationPoint& point) {
  return std::abs(point.measured - point.predicted) <= kBarDeviations * point.deviation;
}

}  // namespace

class CalibrationPlot::Impl : public PlotFrame {
 public:
  explicit Impl(CalibrationPlot& owner);

  bool isEmpty() const override { return points.empty(); }
  void sync() override;
  QString dataText() const override;
  int itemCount() const override { return static_cast<int>(points.size()); }
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override;
  QString tip(int item, const QPoint* mouse) const override;
  void chosen(int item) override { Q_EMIT owner.chosen(points[static_cast<std::size_t>(item)].id); }
  void paintCurrent(QCPPainter& painter) const override;

  int updateRanges();
  void paintDiagonal(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  QPointF pixelOf(const CalibrationPoint& point) const;
  QString titled(const QString& what) const;

  CalibrationPlot& owner;
  std::vector<CalibrationPoint> points;  ///< by measured value
  QString name, unit;
};

CalibrationPlot::Impl::Impl(CalibrationPlot& plotOwner)
    : PlotFrame(plotOwner, QStringLiteral("calibrationPlot"), QStringLiteral("predictions")), owner(plotOwner) {
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintDiagonal(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  emptyText = CalibrationPlot::tr("Nothing was predicted yet.");
}

QString CalibrationPlot::Impl::titled(const QString& what) const {
  return unit.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, unit);
}

/// @return the points that are outside of what is shown
int CalibrationPlot::Impl::updateRanges() {
  // Bars that reach far do not squeeze the points, they are cut at the edge; nor do a few designs that failed.
  std::vector<double> values;
  for (const CalibrationPoint& point : points) values.insert(values.end(), {point.measured, point.predicted});
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const FrontView::Span span = padded(everything ? FrontView::Span{*low, *high} : bulkSpan(values).value(), false);
  plot->xAxis->setRange(span.low, span.high);
  plot->yAxis->setRange(span.low, span.high);
  return static_cast<int>(std::count_if(points.begin(), points.end(), [&span](const CalibrationPoint& point) {
    return !span.contains(point.measured) || !span.contains(point.predicted);
  }));
}

void CalibrationPlot::Impl::sync() {
  const bool empty = points.empty();
  showAxes(!empty);
  setAxisTitle(*plot->xAxis, empty ? QString() : titled(CalibrationPlot::tr("measured %1").arg(name)), std::nullopt);
  setAxisTitle(*plot->yAxis, empty ? QString() : titled(CalibrationPlot::tr("predicted %1").arg(name)), std::nullopt);
  const int outside = !empty && !controls->isZoomed() ? updateRanges() : 0;
  std::vector<LegendEntry> entries;
  QString description = emptyText;
  QString note;
  if (!empty) {
    entries = {{Marker::FrontDisc, colours.front, CalibrationPlot::tr("inside its 95 % interval")},
               {Marker::Diamond, colours.infeasible, CalibrationPlot::tr("outside")}};
    description = CalibrationPlot::tr("%1 of %n design(s) were measured inside their predicted 95 % interval.", "",
                                      static_cast<int>(points.size()))
                      .arg(std::count_if(points.begin(), points.end(), covered));
  }
  if (outside > 0) {
    note = CalibrationPlot::tr("%n design(s) outside this view (Home shows all)", "", outside);
    description += QLatin1Char(' ') + note;
  }
  setLegend(*legend, colours, std::move(entries), note);
  describe(CalibrationPlot::tr("Predicted against measured"), description);
}

void CalibrationPlot::Impl::paintDiagonal(QCPPainter& painter) const {
  if (points.empty()) return;
  drawDiagonal(painter, *plot, colours.axis);
}

void CalibrationPlot::Impl::paintPoints(QCPPainter& painter) const {
  QColor bar = colours.band;
  bar.setAlphaF(0.7F);
  painter.setPen(QPen(bar, 1));
  for (const CalibrationPoint& point : points) {
    const double x = plot->xAxis->coordToPixel(point.measured);
    const double top = plot->yAxis->coordToPixel(point.predicted + kBarDeviations * point.deviation);
    const double bottom = plot->yAxis->coordToPixel(point.predicted - kBarDeviations * point.deviation);
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    for (const double y : {top, bottom}) painter.drawLine(QPointF(x - kBarCap, y), QPointF(x + kBarCap, y));
  }
  for (const CalibrationPoint& point : points) {
    const bool good = covered(point);
    drawMarker(painter, good ? Marker::FrontDisc : Marker::Diamond, pixelOf(point), 7,
               good ? colours.front : colours.infeasible, colours.background);
  }
}

void CalibrationPlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  painter.drawEllipse(pixelOf(points[static_cast<std::size_t>(current)]), 8, 8);
}

QPointF CalibrationPlot::Impl::pixelOf(const CalibrationPoint& point) const {
  return {plot->xAxis->coordToPixel(point.measured), plot->yAxis->coordToPixel(point.predicted)};
}

int CalibrationPlot::Impl::itemAt(const QPoint& position) const {
  return nearestPoint(points.size(), [this](std::size_t i) { return pixelOf(points[i]); }, position, kCalibrationReach);
}

QPointF CalibrationPlot::Impl::coordinatesOf(int item) const {
  const CalibrationPoint& point = points[static_cast<std::size_t>(item)];
  return {point.measured, point.predicted};
}

QString CalibrationPlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const CalibrationPoint& shown = points[static_cast<std::size_t>(item)];
  const auto text = [this](double value) {
    const QString number = self.locale().toString(value, 'g', 4);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
  };
  return CalibrationPlot::tr("Candidate %1: %2 measured %3\npredicted %4, 95 % interval ± %5")
      .arg(QString::number(shown.id.value), name, text(shown.measured), text(shown.predicted),
           text(kBarDeviations * shown.deviation));
}

CalibrationPlot::CalibrationPlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void CalibrationPlot::setPoints(std::vector<CalibrationPoint> points, const QString& name, const QString& unit) {
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.measured < b.measured; });
  if (name != m_impl.name) {
    m_impl.controls->forgetZoom();
    m_impl.everything = false;
  }
  // The point that is looked at stays: new ones come while a search runs.
  CandidateId lookedAt;
  if (name == m_impl.name && m_impl.current >= 0) {
    lookedAt = m_impl.points[static_cast<std::size_t>(m_impl.current)].id;
  }
  m_impl.points = std::move(points);
  m_impl.name = name;
  m_impl.unit = unit;
  m_impl.forgetCurrent();
  const auto same = std::find_if(m_impl.points.begin(), m_impl.points.end(),
                                 [lookedAt](const CalibrationPoint& point) { return point.id == lookedAt; });
  if (lookedAt && same != m_impl.points.end()) m_impl.current = static_cast<int>(same - m_impl.points.begin());
  m_impl.changed();
}

QString CalibrationPlot::Impl::dataText() const {
  QString text = CalibrationPlot::tr("candidate") + QLatin1Char('\t') +
                 titled(CalibrationPlot::tr("measured %1").arg(name)) + QLatin1Char('\t') +
                 titled(CalibrationPlot::tr("predicted %1").arg(name)) + QLatin1Char('\t') +
                 titled(CalibrationPlot::tr("standard deviation")) + QLatin1Char('\n');
  for (const CalibrationPoint& point : points) {
    text += QString::number(point.id.value);
    for (const double value : {point.measured, point.predicted, point.deviation}) {
      text += QLatin1Char('\t') + QString::fromStdString(numberText(value));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
