#include "viz/comparison_plot.h"

#include <qcustomplot.h>

#include <QContextMenuEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr float kBandOpacity = 0.16F;
constexpr std::size_t kHues = 6;
/// What is below this quantile of the lines' values is cut off at first sight: the random beginnings are all alike.
constexpr double kLowestShown = 0.04;

void setLine(QCPGraph& graph, const std::vector<double>& values) {
  QVector<QCPGraphData> data;
  data.reserve(static_cast<qsizetype>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) data.push_back(QCPGraphData(static_cast<double>(i + 1), values[i]));
  graph.data()->set(data, true);
}

}  // namespace

class ComparisonPlot::Impl {
 public:
  explicit Impl(ComparisonPlot& self);

  void setUp();
  void applyPalette();
  void rebuild();
  void updateRanges();
  void paintTop(QCPPainter& painter) const;
  void moveTo(int evaluation, const QPoint& globalPosition);
  void showMenu(const QPoint& globalPosition);
  QColor colourOf(std::size_t curve) const;
  int count() const;

  ComparisonPlot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  Colours colours;
  std::vector<ComparisonCurve> curves;
  QString note, emptyText;
  int hovered = 0;  ///< evaluation, from 1; 0: none
};

ComparisonPlot::Impl::Impl(ComparisonPlot& owner)
    : self(owner), plot(new QCustomPlot(&owner)), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  setWholeTicks(*plot->xAxis);
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
}

void ComparisonPlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("comparisonPlotCanvas"));
  self.setFocusProxy(plot);
  self.setAccessibleName(ComparisonPlot::tr("Strategies compared"));
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this] {
    updateRanges();
    plot->replot(QCustomPlot::rpQueuedReplot);
  });
  QObject::connect(controls, &PlotControls::hovered, &self, [this](const QPoint& p) {
    const bool inside = plot->axisRect()->rect().contains(p) && count() > 0;
    const double place = inside ? std::clamp(plot->xAxis->pixelToCoord(p.x()), 1.0, 1e9) : 0;
    moveTo(inside ? std::clamp(static_cast<int>(std::lround(place)), 1, count()) : 0,
           plot->mapToGlobal(p + QPoint(10, 10)));
  });
  QObject::connect(controls, &PlotControls::left, &self, [this] { moveTo(0, {}); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) {
    if (count() == 0) return;
    const int step = dx != 0 ? dx : dy * 10;
    const int evaluation = std::clamp((hovered == 0 ? count() + 1 : hovered) + step, 1, count());
    const double x = std::clamp(plot->xAxis->coordToPixel(evaluation), 0.0, 1e4);
    moveTo(evaluation, plot->mapToGlobal(QPoint(static_cast<int>(x), plot->axisRect()->top() + 10)));
  });
  emptyText = ComparisonPlot::tr("Nothing was compared yet.");
  applyPalette();
}

void ComparisonPlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  rebuild();
}

QColor ComparisonPlot::Impl::colourOf(std::size_t curve) const {
  const QColor hues[] = {colours.front, colours.infeasible, colours.band,
                         colours.bound, colours.selection,  colours.text};
  static_assert(std::size(hues) == kHues);
  return hues[curve % kHues];
}

int ComparisonPlot::Impl::count() const {
  std::size_t longest = 0;
  for (const auto& curve : curves) longest = std::max(longest, curve.mean.size());
  return static_cast<int>(longest);
}

void ComparisonPlot::Impl::rebuild() {
  plot->clearGraphs();
  std::vector<LegendEntry> entries;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const auto add = [this](const std::vector<double>& values) {
      QCPGraph* graph = plot->addGraph();
      graph->setLayer(QString::fromLatin1(kCloudLayer));
      graph->setSelectable(QCP::stNone);
      graph->setLineStyle(QCPGraph::lsStepLeft);
      graph->setPen(Qt::NoPen);
      setLine(*graph, values);
      return graph;
    };
    const QColor colour = colourOf(i);
    // Every second one with dashes; after six hues the other way round, so that twelve differ.
    const bool dashed = (i % 2 == 1) != (i / kHues % 2 == 1);
    QColor fill = colour;
    fill.setAlphaF(kBandOpacity);
    QCPGraph* high = add(curves[i].high);
    QCPGraph* low = add(curves[i].low);
    high->setBrush(fill);
    high->setChannelFillGraph(low);
    QPen pen(colour, 2);
    if (dashed) pen.setDashPattern({5, 3});
    add(curves[i].mean)->setPen(pen);
    entries.push_back({dashed ? Marker::DashedLine : Marker::Line, colour, curves[i].name});
  }
  const bool empty = count() == 0;
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(!empty);
    axis->setTicks(!empty);
    axis->grid()->setVisible(!empty);
  }
  setAxisTitle(*plot->xAxis, empty ? QString() : ComparisonPlot::tr("evaluations"), std::nullopt);
  setAxisTitle(*plot->yAxis, empty ? QString() : ComparisonPlot::tr("hypervolume ratio"), false);
  setLegend(*legend, colours, std::move(entries), empty ? QString() : note);
  QStringList ends;
  for (const auto& curve : curves) {
    if (!curve.mean.empty())
      ends << QStringLiteral("%1 %2").arg(curve.name, self.locale().toString(curve.mean.back(), 'f', 4));
  }
  const QString description =
      empty ? emptyText : ComparisonPlot::tr("At the end: %1.").arg(ends.join(QStringLiteral(", ")));
  self.setAccessibleDescription(description);
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(description);
  if (!controls->isZoomed()) updateRanges();
  if (self.isVisible()) plot->replot(QCustomPlot::rpQueuedReplot);
}

void ComparisonPlot::Impl::updateRanges() {
  std::vector<double> means;
  double top = 0;
  for (const auto& curve : curves) {
    means.insert(means.end(), curve.mean.begin(), curve.mean.end());
    for (const double value : curve.high) top = std::max(top, value);
  }
  if (means.empty()) return;
  std::sort(means.begin(), means.end());
  const double bottom = means[static_cast<std::size_t>(kLowestShown * static_cast<double>(means.size() - 1))];
  const double margin = std::max(1e-6, 0.06 * (top - bottom));
  plot->yAxis->setRange(std::max(0.0, bottom - margin), top + margin);
  plot->xAxis->setRange(0, std::max(count() * 1.02, 1.5));
}

void ComparisonPlot::Impl::paintTop(QCPPainter& painter) const {
  painter.setFont(self.font());
  const QRect area = plot->axisRect()->rect();
  if (count() == 0) return drawCentred(painter, area, colours.mutedText, emptyText);
  if (hovered < 1) return;
  const double x = plot->xAxis->coordToPixel(hovered);
  if (x < area.left() || x > area.right()) return;
  painter.setPen(QPen(colours.axis, 1));
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

void ComparisonPlot::Impl::moveTo(int evaluation, const QPoint& globalPosition) {
  if (evaluation == hovered) return;
  hovered = evaluation;
  plot->layer(QString::fromLatin1(kTopLayer))->replot();
  if (evaluation == 0) return QToolTip::hideText();
  const auto index = static_cast<std::size_t>(evaluation - 1);
  const auto text = [this](double value) { return self.locale().toString(value, 'f', 4); };
  QStringList lines{ComparisonPlot::tr("after %n evaluation(s)", "", evaluation)};
  for (const auto& curve : curves) {
    if (index >= curve.mean.size()) continue;
    lines << ComparisonPlot::tr("%1: %2 (%3 to %4)")
                 .arg(curve.name, text(curve.mean[index]), text(curve.low[index]), text(curve.high[index]));
  }
  QToolTip::showText(globalPosition, lines.join(QLatin1Char('\n')), plot);
}

void ComparisonPlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(ComparisonPlot::tr("Show everything\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(ComparisonPlot::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("comparison"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

ComparisonPlot::ComparisonPlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

ComparisonPlot::~ComparisonPlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before what it draws
}

void ComparisonPlot::setCurves(std::vector<ComparisonCurve> curves, const QString& note) {
  m_impl->curves = std::move(curves);
  m_impl->note = note;
  m_impl->hovered = 0;
  m_impl->controls->forgetZoom();
  m_impl->rebuild();
}

void ComparisonPlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->rebuild();
}

bool ComparisonPlot::saveImage(const QString& path) {
  return savePlot(*m_impl->plot, path);
}

void ComparisonPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void ComparisonPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
}

void ComparisonPlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
