#include "viz/scatter_plot.h"

#include <qcustomplot.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainterPath>
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

constexpr double kReach = 10;     ///< pixels around a point that still mean it
constexpr double kMargin = 1.12;  ///< of the axes beyond the outermost values

}  // namespace

class ScatterPlot::Impl {
 public:
  explicit Impl(ScatterPlot& self);

  void setUp();
  void applyPalette();
  void changed();
  void paintBands(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  void paintTop(QCPPainter& painter) const;
  QPointF pixelOf(const ScatterPoint& point) const;
  int pointAt(const QPoint& position) const;
  void moveTo(int point, const QPoint& globalPosition);
  void showMenu(const QPoint& globalPosition);
  double errorOf(const ScatterPoint& point) const { return point.predicted / point.measured - 1; }

  ScatterPlot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  Colours colours;
  std::vector<ScatterPoint> points;  ///< by measured value
  QString unit, emptyText;
  int current = -1;
};

ScatterPlot::Impl::Impl(ScatterPlot& owner)
    : self(owner), plot(new QCustomPlot(&owner)), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  setAxisScale(*plot->xAxis, true);
  setAxisScale(*plot->yAxis, true);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintBands(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
}

void ScatterPlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("scatterPlotCanvas"));
  self.setFocusProxy(plot);
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this] { changed(); });
  QObject::connect(controls, &PlotControls::hovered, &self,
                   [this](const QPoint& p) { moveTo(pointAt(p), plot->mapToGlobal(p + QPoint(10, 10))); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) {
    if (points.empty()) return;
    const int next = std::clamp(current + (dx != 0 ? dx : dy), 0, static_cast<int>(points.size()) - 1);
    moveTo(next, plot->mapToGlobal(pixelOf(points[static_cast<std::size_t>(next)]).toPoint() + QPoint(12, 12)));
  });
  emptyText = ScatterPlot::tr("Nothing was predicted yet.");
  applyPalette();
}

void ScatterPlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  changed();
}

void ScatterPlot::Impl::changed() {
  const bool empty = points.empty();
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(!empty);
    axis->setTicks(!empty);
    axis->grid()->setVisible(!empty);
  }
  setAxisTitle(*plot->xAxis, unit.isEmpty() ? ScatterPlot::tr("measured") : ScatterPlot::tr("measured (%1)").arg(unit),
               std::nullopt);
  setAxisTitle(*plot->yAxis,
               unit.isEmpty() ? ScatterPlot::tr("predicted") : ScatterPlot::tr("predicted (%1)").arg(unit),
               std::nullopt);
  if (!empty && !controls->isZoomed()) {
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const ScatterPoint& point : points) {
      low = std::min({low, point.measured, point.predicted});
      high = std::max({high, point.measured, point.predicted});
    }
    plot->xAxis->setRange(low / kMargin, high * kMargin);
    plot->yAxis->setRange(low / kMargin, high * kMargin);
  }
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
  self.setAccessibleName(ScatterPlot::tr("Predicted against measured"));
  self.setAccessibleDescription(description);
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(description);
  plot->replot(QCustomPlot::rpQueuedReplot);
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

void ScatterPlot::Impl::paintTop(QCPPainter& painter) const {
  painter.setFont(self.font());
  if (points.empty()) return drawCentred(painter, plot->axisRect()->rect(), colours.mutedText, emptyText);
  if (current < 0) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  painter.drawEllipse(pixelOf(points[static_cast<std::size_t>(current)]), 8, 8);
}

QPointF ScatterPlot::Impl::pixelOf(const ScatterPoint& point) const {
  return {plot->xAxis->coordToPixel(point.measured), plot->yAxis->coordToPixel(point.predicted)};
}

int ScatterPlot::Impl::pointAt(const QPoint& position) const {
  return nearestPoint(points.size(), [this](std::size_t i) { return pixelOf(points[i]); }, position, kReach);
}

void ScatterPlot::Impl::moveTo(int point, const QPoint& globalPosition) {
  if (point != current) {
    current = point;
    plot->layer(QString::fromLatin1(kTopLayer))->replot();
  }
  if (current < 0) return QToolTip::hideText();
  const ScatterPoint& shown = points[static_cast<std::size_t>(current)];
  const QLocale locale = self.locale();
  const double error = 100 * errorOf(shown);
  QToolTip::showText(
      globalPosition,
      ScatterPlot::tr("%1\nmeasured %2 %4, predicted %3 %4 (%5 %)")
          .arg(shown.label, locale.toString(shown.measured, 'g', 4), locale.toString(shown.predicted, 'g', 4), unit,
               (error > 0 ? QStringLiteral("+") : QString()) + locale.toString(error, 'f', 1)),
      plot);
}

void ScatterPlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(ScatterPlot::tr("Show everything\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(ScatterPlot::tr("Copy data")), &QAction::triggered, &self,
                   [this] { QApplication::clipboard()->setText(self.dataText()); });
  QObject::connect(menu->addAction(ScatterPlot::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("predicted"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

ScatterPlot::ScatterPlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

ScatterPlot::~ScatterPlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before what it draws
}

void ScatterPlot::setPoints(std::vector<ScatterPoint> points, const QString& unit) {
  std::erase_if(points, [](const ScatterPoint& point) {
    return !(point.measured > 0) || !(point.predicted > 0) || !std::isfinite(point.measured + point.predicted);
  });
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.measured < b.measured; });
  m_impl->points = std::move(points);
  m_impl->unit = unit;
  m_impl->current = -1;
  m_impl->controls->forgetZoom();
  m_impl->changed();
}

void ScatterPlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->changed();
}

bool ScatterPlot::saveImage(const QString& path) {
  return savePlot(*m_impl->plot, path);
}

QString ScatterPlot::dataText() const {
  QString text = tr("design") + QLatin1Char('\t') + tr("measured (%1)").arg(m_impl->unit) + QLatin1Char('\t') +
                 tr("predicted (%1)").arg(m_impl->unit) + QLatin1Char('\n');
  for (const ScatterPoint& point : m_impl->points) {
    text += point.label + QLatin1Char('\t') + QString::fromStdString(numberText(point.measured)) + QLatin1Char('\t') +
            QString::fromStdString(numberText(point.predicted)) + QLatin1Char('\n');
  }
  return text;
}

void ScatterPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void ScatterPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
}

void ScatterPlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
