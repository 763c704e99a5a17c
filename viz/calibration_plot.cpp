#include "viz/calibration_plot.h"

#include <qcustomplot.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr double kCalibrationReach = 10;  ///< pixels around a point that still mean it
constexpr double kAxisMargin = 0.06;      ///< of the extent, beyond the outermost values
constexpr double kBarDeviations = 1.959963984540054;
constexpr double kBarCap = 2.5;  ///< pixels to each side

bool covered(const CalibrationPoint& point) {
  return std::abs(point.measured - point.predicted) <= kBarDeviations * point.deviation;
}

}  // namespace

class CalibrationPlot::Impl {
 public:
  explicit Impl(CalibrationPlot& self);

  void setUp();
  void applyPalette();
  void changed();
  void updateRanges();
  void paintDiagonal(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  void paintTop(QCPPainter& painter) const;
  QPointF pixelOf(const CalibrationPoint& point) const;
  int pointAt(const QPoint& position) const;
  void moveTo(int point, const QPoint& globalPosition);
  void showMenu(const QPoint& globalPosition);
  QString titled(const QString& what) const;

  CalibrationPlot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  Colours colours;
  std::vector<CalibrationPoint> points;  ///< by measured value
  QString name, unit, emptyText;
  int current = -1;
};

CalibrationPlot::Impl::Impl(CalibrationPlot& owner)
    : self(owner), plot(new QCustomPlot(&owner)), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintDiagonal(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
}

void CalibrationPlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("calibrationPlotCanvas"));
  self.setFocusProxy(plot);
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this] { changed(); });
  QObject::connect(controls, &PlotControls::hovered, &self,
                   [this](const QPoint& p) { moveTo(pointAt(p), plot->mapToGlobal(p + QPoint(10, 10))); });
  QObject::connect(controls, &PlotControls::left, &self, [this] { moveTo(-1, {}); });
  QObject::connect(controls, &PlotControls::clicked, &self, [this](const QPoint& p, bool) {
    const int point = pointAt(p);
    if (point >= 0) Q_EMIT self.chosen(points[static_cast<std::size_t>(point)].id);
  });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) {
    if (points.empty()) return;
    const int next = std::clamp(current + (dx != 0 ? dx : dy), 0, static_cast<int>(points.size()) - 1);
    moveTo(next, plot->mapToGlobal(pixelOf(points[static_cast<std::size_t>(next)]).toPoint() + QPoint(12, 12)));
    Q_EMIT self.chosen(points[static_cast<std::size_t>(next)].id);
  });
  emptyText = CalibrationPlot::tr("Nothing was predicted yet.");
  applyPalette();
}

void CalibrationPlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  changed();
}

QString CalibrationPlot::Impl::titled(const QString& what) const {
  return unit.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, unit);
}

void CalibrationPlot::Impl::updateRanges() {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  // Bars that reach far do not squeeze the points: they are cut at the edge.
  for (const CalibrationPoint& point : points) {
    low = std::min({low, point.measured, point.predicted});
    high = std::max({high, point.measured, point.predicted});
  }
  const double margin = high > low ? kAxisMargin * (high - low) : std::max(1e-9, 0.1 * std::abs(high));
  plot->xAxis->setRange(low - margin, high + margin);
  plot->yAxis->setRange(low - margin, high + margin);
}

void CalibrationPlot::Impl::changed() {
  const bool empty = points.empty();
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(!empty);
    axis->setTicks(!empty);
    axis->grid()->setVisible(!empty);
  }
  setAxisTitle(*plot->xAxis, empty ? QString() : titled(CalibrationPlot::tr("measured %1").arg(name)), std::nullopt);
  setAxisTitle(*plot->yAxis, empty ? QString() : titled(CalibrationPlot::tr("predicted %1").arg(name)), std::nullopt);
  if (!empty && !controls->isZoomed()) updateRanges();
  std::vector<LegendEntry> entries;
  QString description = emptyText;
  if (!empty) {
    entries = {{Marker::FrontDisc, colours.front, CalibrationPlot::tr("inside its 95 % interval")},
               {Marker::Diamond, colours.infeasible, CalibrationPlot::tr("outside")}};
    description = CalibrationPlot::tr("%1 of %n design(s) were measured inside their predicted 95 % interval.", "",
                                      static_cast<int>(points.size()))
                      .arg(std::count_if(points.begin(), points.end(), covered));
  }
  setLegend(*legend, colours, std::move(entries));
  self.setAccessibleName(CalibrationPlot::tr("Predicted against measured"));
  self.setAccessibleDescription(description);
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(description);
  if (self.isVisible()) plot->replot(QCustomPlot::rpQueuedReplot);
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

void CalibrationPlot::Impl::paintTop(QCPPainter& painter) const {
  painter.setFont(self.font());
  if (points.empty()) return drawCentred(painter, plot->axisRect()->rect(), colours.mutedText, emptyText);
  if (current < 0) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  painter.drawEllipse(pixelOf(points[static_cast<std::size_t>(current)]), 8, 8);
}

QPointF CalibrationPlot::Impl::pixelOf(const CalibrationPoint& point) const {
  return {plot->xAxis->coordToPixel(point.measured), plot->yAxis->coordToPixel(point.predicted)};
}

int CalibrationPlot::Impl::pointAt(const QPoint& position) const {
  return nearestPoint(points.size(), [this](std::size_t i) { return pixelOf(points[i]); }, position, kCalibrationReach);
}

void CalibrationPlot::Impl::moveTo(int point, const QPoint& globalPosition) {
  if (point != current) {
    current = point;
    plot->layer(QString::fromLatin1(kTopLayer))->replot();
  }
  if (current < 0) return QToolTip::hideText();
  const CalibrationPoint& shown = points[static_cast<std::size_t>(current)];
  const auto text = [this](double value) {
    const QString number = self.locale().toString(value, 'g', 4);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
  };
  QToolTip::showText(globalPosition,
                     CalibrationPlot::tr("Candidate %1: %2 measured %3\npredicted %4, 95 % interval ± %5")
                         .arg(QString::number(shown.id.value), name, text(shown.measured), text(shown.predicted),
                              text(kBarDeviations * shown.deviation)),
                     plot);
}

void CalibrationPlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(CalibrationPlot::tr("Show everything\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(CalibrationPlot::tr("Copy data")), &QAction::triggered, &self,
                   [this] { QApplication::clipboard()->setText(self.dataText()); });
  QObject::connect(menu->addAction(CalibrationPlot::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("predictions"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

CalibrationPlot::CalibrationPlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

CalibrationPlot::~CalibrationPlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before what it draws
}

void CalibrationPlot::setPoints(std::vector<CalibrationPoint> points, const QString& name, const QString& unit) {
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.measured < b.measured; });
  if (name != m_impl->name) m_impl->controls->forgetZoom();
  m_impl->points = std::move(points);
  m_impl->name = name;
  m_impl->unit = unit;
  m_impl->current = -1;
  m_impl->changed();
}

void CalibrationPlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->changed();
}

bool CalibrationPlot::saveImage(const QString& path) {
  return savePlot(*m_impl->plot, path);
}

QString CalibrationPlot::dataText() const {
  QString text = tr("candidate") + QLatin1Char('\t') + m_impl->titled(tr("measured %1").arg(m_impl->name)) +
                 QLatin1Char('\t') + m_impl->titled(tr("predicted %1").arg(m_impl->name)) + QLatin1Char('\t') +
                 m_impl->titled(tr("standard deviation")) + QLatin1Char('\n');
  for (const CalibrationPoint& point : m_impl->points) {
    text += QString::number(point.id.value);
    for (const double value : {point.measured, point.predicted, point.deviation}) {
      text += QLatin1Char('\t') + QString::fromStdString(numberText(value));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

void CalibrationPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void CalibrationPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
}

void CalibrationPlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
