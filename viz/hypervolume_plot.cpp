#include "viz/hypervolume_plot.h"

#include <qcustomplot.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr int kDataInterval = 100;  ///< ms between redraws for arriving data

void setData(QCPGraph& graph, const std::vector<double>& values, const std::function<double(std::size_t)>& place) {
  QVector<QCPGraphData> data;
  data.reserve(static_cast<qsizetype>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) data.push_back(QCPGraphData(place(i), values[i]));
  }
  graph.data()->set(data, true);
}

struct TimeUnit {
  double seconds;
  const char* name;
};
/// The unit in which so many seconds are a readable number.
TimeUnit timeUnit(double seconds) {
  if (seconds < 2 * 60) return {1, QT_TRANSLATE_NOOP("pscope::HypervolumePlot", "CPU-seconds")};
  if (seconds < 2 * 3600) return {60, QT_TRANSLATE_NOOP("pscope::HypervolumePlot", "CPU-minutes")};
  return {3600, QT_TRANSLATE_NOOP("pscope::HypervolumePlot", "CPU-hours")};
}

}  // namespace

class HypervolumePlot::Impl {
 public:
  explicit Impl(HypervolumePlot& self);

  void setUp();
  void applyPalette();
  void dataChanged();
  void redraw();
  void syncIfNeeded();
  void updateRanges();
  void updateLegend();
  void describe();
  void paintTop(QCPPainter& painter) const;
  void paintLast(QCPPainter& painter) const;
  void hover(const QPoint& position);
  void moveTo(int evaluation, const QPoint& globalPosition);
  void walk(int step);
  void showMenu(const QPoint& globalPosition);
  QString number(double value) const { return self.locale().toString(value, 'g', 5); }
  bool overTime() const { return across == Across::Time && !seconds.empty(); }
  int count() const {
    return static_cast<int>(overTime() ? std::min(curve.size(), seconds.size())
                                       : std::max(curve.size(), median.size()));
  }
  /// Where the evaluation with this index is on the horizontal axis.
  double placeOf(std::size_t index) const {
    if (!overTime()) return static_cast<double>(index + 1);
    return seconds[std::min(index, seconds.size() - 1)] / timeUnit(seconds.back()).seconds;
  }
  int evaluationAt(double place) const;
  void titleAxis();

  HypervolumePlot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  QCPGraph* lowGraph;
  QCPGraph* highGraph;
  QCPGraph* medianGraph;
  QCPGraph* curveGraph;
  QTimer dataTimer;
  QElapsedTimer sinceReplot;
  Colours colours;
  QString unit, note, emptyText;
  std::vector<double> curve, low, median, high, seconds;
  Across across = Across::Evaluations;
  int hovered = 0;  ///< evaluation under the mouse, from 1; 0: none
  bool dirty = true;
};

HypervolumePlot::Impl::Impl(HypervolumePlot& owner)
    : self(owner), plot(new QCustomPlot(&owner)), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  setWholeTicks(*plot->xAxis);
  const auto addGraph = [this] {
    QCPGraph* graph = plot->addGraph();
    graph->setLayer(QString::fromLatin1(kCloudLayer));
    graph->setLineStyle(QCPGraph::lsStepLeft);  // a value holds until the next evaluation
    graph->setSelectable(QCP::stNone);
    return graph;
  };
  highGraph = addGraph();
  lowGraph = addGraph();
  medianGraph = addGraph();
  curveGraph = addGraph();
  highGraph->setChannelFillGraph(lowGraph);
  addPainted(*plot, kMarksLayer, false, [this](QCPPainter& painter) { paintLast(painter); });
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
  emptyText = HypervolumePlot::tr("No evaluations yet.");
}

void HypervolumePlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("hypervolumePlotCanvas"));
  self.setFocusProxy(plot);
  dataTimer.setSingleShot(true);
  QObject::connect(&dataTimer, &QTimer::timeout, &self, [this] { redraw(); });
  QObject::connect(plot, &QCustomPlot::beforeReplot, &self, [this] { syncIfNeeded(); });
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this] {
    dirty = true;
    redraw();
  });
  QObject::connect(controls, &PlotControls::hovered, &self, [this](const QPoint& p) { hover(p); });
  QObject::connect(controls, &PlotControls::left, &self, [this] { moveTo(0, {}); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) { walk(dx != 0 ? dx : dy * 10); });
  applyPalette();
}

void HypervolumePlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  QColor fill = colours.band;
  fill.setAlphaF(0.20F);
  highGraph->setPen(Qt::NoPen);
  highGraph->setBrush(fill);
  lowGraph->setPen(Qt::NoPen);
  QPen dashed(colours.band, 1.6);
  dashed.setDashPattern({4, 3});
  medianGraph->setPen(dashed);
  curveGraph->setPen(QPen(colours.curve, 2.2));
  titleAxis();
  setAxisTitle(*plot->yAxis,
               unit.isEmpty() ? HypervolumePlot::tr("hypervolume") : HypervolumePlot::tr("hypervolume (%1)").arg(unit),
               false);
  dirty = true;
  redraw();
}

void HypervolumePlot::Impl::titleAxis() {
  setAxisTitle(*plot->xAxis,
               overTime() ? HypervolumePlot::tr(timeUnit(seconds.back()).name) : HypervolumePlot::tr("evaluations"),
               std::nullopt);
}

void HypervolumePlot::Impl::dataChanged() {
  dirty = true;
  if (dataTimer.isActive()) return;
  const qint64 elapsed = sinceReplot.isValid() ? sinceReplot.elapsed() : kDataInterval;
  dataTimer.start(static_cast<int>(std::clamp<qint64>(kDataInterval - elapsed, 0, kDataInterval)));
}

void HypervolumePlot::Impl::redraw() {
  if (!self.isVisible()) return;  // showEvent comes back to it
  sinceReplot.start();
  plot->replot(QCustomPlot::rpQueuedReplot);
}

void HypervolumePlot::Impl::syncIfNeeded() {
  if (!dirty) return;
  dirty = false;
  const auto place = [this](std::size_t index) { return placeOf(index); };
  const std::vector<double> none;
  const auto known = static_cast<std::ptrdiff_t>(std::min(curve.size(), static_cast<std::size_t>(count())));
  setData(*curveGraph, {curve.begin(), curve.begin() + known}, place);
  setData(*lowGraph, overTime() ? none : low, place);
  setData(*medianGraph, overTime() ? none : median, place);
  setData(*highGraph, overTime() ? none : high, place);
  titleAxis();
  const bool empty = count() == 0;
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(!empty);
    axis->setTicks(!empty);
    axis->grid()->setVisible(!empty);
  }
  if (!controls->isZoomed()) updateRanges();
  updateLegend();
  describe();
}

void HypervolumePlot::Impl::updateRanges() {
  double bottom = std::numeric_limits<double>::infinity();
  double top = -bottom;
  for (const auto* values : {&curve, &low, &median, &high}) {
    if (overTime() && values != &curve) continue;
    for (const double value : *values) {
      if (!std::isfinite(value)) continue;
      bottom = std::min(bottom, value);
      top = std::max(top, value);
    }
  }
  if (!(bottom <= top)) return;
  double margin = (top - bottom) * 0.08;
  if (margin <= 0) margin = top != 0 ? std::abs(top) * 0.1 : 1;
  // Hypervolume is never below zero: no empty room there.
  // Above the highest value is room for the label of the last one, whatever the height of the plot.
  const double height = std::max(plot->axisRect()->height(), 60);
  const double share = std::min((QFontMetricsF(self.font()).height() + 14) / height, 0.4);
  const double room = (top - bottom) * share / (1 - share);
  plot->yAxis->setRange(bottom >= 0 ? std::max(0.0, bottom - margin) : bottom - margin, top + std::max(room, margin));
  if (overTime()) {
    plot->xAxis->setRange(0, std::max(placeOf(seconds.size() - 1) * 1.03, 1e-9));
  } else {
    plot->xAxis->setRange(count() > 1 ? 0 : 0.5, std::max(count() * 1.03, 1.5));
  }
}

void HypervolumePlot::Impl::updateLegend() {
  std::vector<LegendEntry> entries;
  if (!curve.empty()) entries.push_back({Marker::Line, colours.curve, HypervolumePlot::tr("this search")});
  if (!median.empty() && !overTime()) {
    entries.push_back({Marker::DashedLine, colours.band, HypervolumePlot::tr("random median")});
    entries.push_back({Marker::Band, colours.band, HypervolumePlot::tr("10\u201390 %")});
  }
  setLegend(*legend, colours, std::move(entries), median.empty() || overTime() ? QString() : note);
}

void HypervolumePlot::Impl::describe() {
  self.setAccessibleName(HypervolumePlot::tr("Hypervolume over evaluations"));
  QString text = curve.empty()
                     ? emptyText
                     : HypervolumePlot::tr("%1 %2 after %n evaluation(s).", "", static_cast<int>(curve.size()))
                           .arg(number(curve.back()), unit);
  if (overTime()) {
    text += QLatin1Char(' ') +
            HypervolumePlot::tr("They took %1 %2.")
                .arg(number(placeOf(seconds.size() - 1)), HypervolumePlot::tr(timeUnit(seconds.back()).name));
  }
  if (!median.empty()) text += QLatin1Char(' ') + HypervolumePlot::tr("Random search: %1.").arg(note);
  self.setAccessibleDescription(text);
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(text);
}

void HypervolumePlot::Impl::paintLast(QCPPainter& painter) const {
  if (curve.empty() || !std::isfinite(curve.back())) return;
  const QRect area = plot->axisRect()->rect();
  const QPointF end(plot->xAxis->coordToPixel(placeOf(curve.size() - 1)), plot->yAxis->coordToPixel(curve.back()));
  if (!QRectF(area).adjusted(-1, -1, 1, 1).contains(end)) return;
  QFont bold = self.font();
  bold.setBold(true);
  painter.setFont(bold);
  const bool above = end.y() - QFontMetricsF(bold).height() - 10 > area.top();
  drawPlate(painter, area, end + QPointF(0, above ? -4 : 4), above ? Qt::AlignTop : Qt::AlignBottom,
            number(curve.back()), colours.text, colours.background);
  drawMarker(painter, Marker::FrontDisc, end, 9, colours.curve, colours.background);
}

void HypervolumePlot::Impl::paintTop(QCPPainter& painter) const {
  const QRect area = plot->axisRect()->rect();
  painter.setFont(self.font());
  if (count() == 0) {
    drawCentred(painter, area, colours.mutedText, emptyText);
    return;
  }
  if (hovered < 1) return;
  const double at = plot->xAxis->coordToPixel(placeOf(static_cast<std::size_t>(hovered - 1)));
  if (at < area.left() || at > area.right()) return;
  painter.setPen(QPen(colours.axis, 1));
  painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
  const auto dot = [&](const std::vector<double>& values, Marker marker, const QColor& colour) {
    if (static_cast<std::size_t>(hovered) > values.size()) return;
    const double value = values[static_cast<std::size_t>(hovered - 1)];
    if (std::isfinite(value) && plot->yAxis->range().contains(value)) {
      drawMarker(painter, marker, QPointF(at, plot->yAxis->coordToPixel(value)), 9, colour, colours.background);
    }
  };
  if (!overTime()) dot(median, Marker::FrontRing, colours.band);
  dot(curve, Marker::FrontDisc, colours.curve);
}

/// The evaluation, from 1, that is drawn there: over time the last one that had ended.
int HypervolumePlot::Impl::evaluationAt(double place) const {
  if (!overTime()) return static_cast<int>(std::lround(std::clamp(place, 1.0, 1e9)));
  const auto later = std::upper_bound(seconds.begin(), seconds.end(), place * timeUnit(seconds.back()).seconds);
  return static_cast<int>(later - seconds.begin());
}

void HypervolumePlot::Impl::hover(const QPoint& position) {
  int evaluation = 0;
  if (plot->axisRect()->rect().contains(position) && count() > 0) {
    evaluation = std::clamp(evaluationAt(plot->xAxis->pixelToCoord(position.x())), 1, count());
  }
  moveTo(evaluation, plot->mapToGlobal(position + QPoint(8, 8)));
}

void HypervolumePlot::Impl::moveTo(int evaluation, const QPoint& globalPosition) {
  if (evaluation == hovered) return;
  hovered = evaluation;
  plot->layer(QString::fromLatin1(kTopLayer))->replot();
  if (evaluation == 0) {
    QToolTip::hideText();
    return;
  }
  const auto index = static_cast<std::size_t>(evaluation - 1);
  QStringList lines{HypervolumePlot::tr("after %n evaluation(s)", "", evaluation)};
  if (index < curve.size()) lines << HypervolumePlot::tr("hypervolume %1 %2").arg(number(curve[index]), unit);
  if (overTime()) {
    lines << HypervolumePlot::tr("%1 %2").arg(number(placeOf(index)),
                                              HypervolumePlot::tr(timeUnit(seconds.back()).name));
  }
  if (!overTime() && index < median.size() && index < low.size() && index < high.size()) {
    lines << HypervolumePlot::tr("random search %1 (%2 to %3)")
                 .arg(number(median[index]), number(low[index]), number(high[index]));
  }
  QToolTip::showText(globalPosition, lines.join(QLatin1Char('\n')), plot);
}

void HypervolumePlot::Impl::walk(int step) {
  if (count() == 0) return;
  const int evaluation = std::clamp((hovered == 0 ? count() + 1 : hovered) + step, 1, count());
  moveTo(evaluation, plot->mapToGlobal(QPoint(
                         static_cast<int>(std::clamp(
                             plot->xAxis->coordToPixel(placeOf(static_cast<std::size_t>(evaluation - 1))), 0.0, 1e4)),
                         plot->axisRect()->top() + 10)));
}

void HypervolumePlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(HypervolumePlot::tr("Show everything\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(HypervolumePlot::tr("Copy data")), &QAction::triggered, &self,
                   [this] { QApplication::clipboard()->setText(self.dataText()); });
  QObject::connect(menu->addAction(HypervolumePlot::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("hypervolume"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

HypervolumePlot::HypervolumePlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

HypervolumePlot::~HypervolumePlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before what it draws
}

void HypervolumePlot::setUnit(const QString& unit) {
  m_impl->unit = unit;
  m_impl->applyPalette();
}

void HypervolumePlot::setCurve(std::vector<double> hypervolume) {
  m_impl->curve = std::move(hypervolume);
  m_impl->dataChanged();
}

void HypervolumePlot::setSeconds(std::vector<double> seconds) {
  if (!seconds.empty() && !(seconds.back() > 0)) seconds.clear();
  m_impl->seconds = std::move(seconds);
  m_impl->dataChanged();
}

void HypervolumePlot::setAcross(Across across) {
  if (across == m_impl->across) return;
  m_impl->across = across;
  m_impl->hovered = 0;
  m_impl->controls->goHome();
  m_impl->dataChanged();
}

HypervolumePlot::Across HypervolumePlot::across() const {
  return m_impl->across;
}

void HypervolumePlot::setRandomBand(std::vector<double> low, std::vector<double> median, std::vector<double> high,
                                    const QString& note) {
  m_impl->low = std::move(low);
  m_impl->median = std::move(median);
  m_impl->high = std::move(high);
  m_impl->note = note;
  m_impl->dataChanged();
}

void HypervolumePlot::clearRandomBand() {
  setRandomBand({}, {}, {}, {});
}

void HypervolumePlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->dataChanged();
}

QString HypervolumePlot::dataText() const {
  QString text = tr("evaluations") + QLatin1Char('\t') + tr("hypervolume") + QLatin1Char('\t') +
                 tr("random search, 10th percentile") + QLatin1Char('\t') + tr("random search, median") +
                 QLatin1Char('\t') + tr("random search, 90th percentile");
  if (!m_impl->seconds.empty()) text += QLatin1Char('\t') + tr("CPU-seconds");
  text += QLatin1Char('\n');
  for (std::size_t i = 0; i < static_cast<std::size_t>(m_impl->count()); ++i) {
    text += QString::number(i + 1);
    for (const auto* values : {&m_impl->curve, &m_impl->low, &m_impl->median, &m_impl->high}) {
      text += QLatin1Char('\t');
      if (i < values->size()) text += QString::fromStdString(numberText((*values)[i]));
    }
    if (!m_impl->seconds.empty()) {
      text += QLatin1Char('\t');
      if (i < m_impl->seconds.size()) text += QString::fromStdString(numberText(m_impl->seconds[i]));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

bool HypervolumePlot::saveImage(const QString& path) {
  m_impl->syncIfNeeded();
  const auto sample = [this](bool adaptive) {
    for (int i = 0; i < m_impl->plot->graphCount(); ++i) m_impl->plot->graph(i)->setAdaptiveSampling(adaptive);
  };
  sample(false);  // a figure shows every evaluation
  const bool saved = savePlot(*m_impl->plot, path);
  sample(true);
  return saved;
}

void HypervolumePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void HypervolumePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->redraw();
}

void HypervolumePlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
