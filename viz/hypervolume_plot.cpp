#include "viz/hypervolume_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

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

class HypervolumePlot::Impl : public PlotFrame {
 public:
  explicit Impl(HypervolumePlot& owner);

  bool isEmpty() const override { return itemCount() == 0; }
  void restyled() override;
  void sync() override;
  void goHome(bool) override { outdated(); }
  QString dataText() const override;
  // The items are the evaluations.
  int itemCount() const override {
    return static_cast<int>(overTime() ? std::min(curve.size(), seconds.size())
                                       : std::max(curve.size(), median.size()));
  }
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override {
    return {placeOf(static_cast<std::size_t>(item)), std::numeric_limits<double>::quiet_NaN()};
  }
  QString tip(int item, const QPoint* mouse) const override;
  bool startsAtEnd() const override { return true; }
  int rowStep() const override { return 10; }
  void paintCurrent(QCPPainter& painter) const override;

  void updateRanges();
  void updateLegend();
  void updateDescription();
  void paintLast(QCPPainter& painter) const;
  QString number(double value) const { return self.locale().toString(value, 'g', 5); }
  bool overTime() const { return across == Across::Time && !seconds.empty(); }
  /// Where the evaluation with this index is on the horizontal axis.
  double placeOf(std::size_t index) const {
    if (!overTime()) return static_cast<double>(index + 1);
    return seconds[std::min(index, seconds.size() - 1)] / timeUnit(seconds.back()).seconds;
  }
  /// Of the horizontal axis; 0: it counts evaluations.
  double secondsPerUnit() const { return overTime() ? timeUnit(seconds.back()).seconds : 0; }
  int evaluationAt(double place) const;
  void titleAxis();

  QCPGraph* lowGraph;
  QCPGraph* highGraph;
  QCPGraph* medianGraph;
  QCPGraph* curveGraph;
  QString unit, note;
  std::vector<double> curve, low, median, high, seconds;
  Across across = Across::Evaluations;
};

HypervolumePlot::Impl::Impl(HypervolumePlot& owner)
    : PlotFrame(owner, QStringLiteral("hypervolumePlot"), QStringLiteral("hypervolume")) {
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
  emptyText = HypervolumePlot::tr("No evaluations yet.");
}

void HypervolumePlot::Impl::restyled() {
  QColor fill = colours.band;
  fill.setAlphaF(0.20F);
  highGraph->setPen(Qt::NoPen);
  highGraph->setBrush(fill);
  lowGraph->setPen(Qt::NoPen);
  QPen dashed(colours.band, 1.6);
  dashed.setDashPattern({4, 3});
  medianGraph->setPen(dashed);
  curveGraph->setPen(QPen(colours.curve, 2.2));
}

void HypervolumePlot::Impl::titleAxis() {
  setAxisTitle(*plot->xAxis,
               overTime() ? HypervolumePlot::tr(timeUnit(seconds.back()).name) : HypervolumePlot::tr("evaluations"),
               std::nullopt);
}

void HypervolumePlot::Impl::sync() {
  const auto place = [this](std::size_t index) { return placeOf(index); };
  const std::vector<double> none;
  const auto known = static_cast<std::ptrdiff_t>(std::min(curve.size(), static_cast<std::size_t>(itemCount())));
  setData(*curveGraph, {curve.begin(), curve.begin() + known}, place);
  setData(*lowGraph, overTime() ? none : low, place);
  setData(*medianGraph, overTime() ? none : median, place);
  setData(*highGraph, overTime() ? none : high, place);
  titleAxis();
  setAxisTitle(*plot->yAxis,
               unit.isEmpty() ? HypervolumePlot::tr("hypervolume") : HypervolumePlot::tr("hypervolume (%1)").arg(unit),
               false);
  showAxes(!isEmpty());
  if (!controls->isZoomed()) updateRanges();
  updateLegend();
  updateDescription();
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
    plot->xAxis->setRange(itemCount() > 1 ? 0 : 0.5, std::max(itemCount() * 1.03, 1.5));
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

void HypervolumePlot::Impl::updateDescription() {
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
  describe(HypervolumePlot::tr("Hypervolume over evaluations"), text);
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

void HypervolumePlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0) return;
  const QRect area = plot->axisRect()->rect();
  const auto index = static_cast<std::size_t>(current);
  const double at = plot->xAxis->coordToPixel(placeOf(index));
  if (at < area.left() || at > area.right()) return;
  painter.setPen(QPen(colours.axis, 1));
  painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
  const auto dot = [&](const std::vector<double>& values, Marker marker, const QColor& colour) {
    if (index >= values.size()) return;
    const double value = values[index];
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

int HypervolumePlot::Impl::itemAt(const QPoint& position) const {
  if (isEmpty() || !plot->axisRect()->rect().contains(position)) return -1;
  return std::clamp(evaluationAt(plot->xAxis->pixelToCoord(position.x())), 1, itemCount()) - 1;
}

QString HypervolumePlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const auto index = static_cast<std::size_t>(item);
  QStringList lines{HypervolumePlot::tr("after %n evaluation(s)", "", item + 1)};
  if (index < curve.size()) lines << HypervolumePlot::tr("hypervolume %1 %2").arg(number(curve[index]), unit);
  if (overTime()) {
    lines << HypervolumePlot::tr("%1 %2").arg(number(placeOf(index)),
                                              HypervolumePlot::tr(timeUnit(seconds.back()).name));
  }
  if (!overTime() && index < median.size() && index < low.size() && index < high.size()) {
    lines << HypervolumePlot::tr("random search %1 (%2 to %3)")
                 .arg(number(median[index]), number(low[index]), number(high[index]));
  }
  return lines.join(QLatin1Char('\n'));
}

HypervolumePlot::HypervolumePlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void HypervolumePlot::setUnit(const QString& unit) {
  m_impl.unit = unit;
  m_impl.outdated();
}

void HypervolumePlot::setCurve(std::vector<double> hypervolume) {
  m_impl.curve = std::move(hypervolume);
  m_impl.arrived();
}

void HypervolumePlot::setSeconds(std::vector<double> seconds) {
  if (!seconds.empty() && !(seconds.back() > 0)) seconds.clear();
  const double before = m_impl.secondsPerUnit();
  m_impl.seconds = std::move(seconds);
  const double after = m_impl.secondsPerUnit();
  if (before != after && m_impl.controls->isZoomed()) {
    // What is looked at stays: the same time in another unit; where there is no time any more, all of it.
    const QCPRange shown = m_impl.plot->xAxis->range();
    if (before > 0 && after > 0) {
      m_impl.plot->xAxis->setRange(shown.lower * before / after, shown.upper * before / after);
    } else {
      m_impl.controls->goHome();
    }
  }
  m_impl.arrived();
}

void HypervolumePlot::setAcross(Across across) {
  if (across == m_impl.across) return;
  m_impl.across = across;
  m_impl.forgetCurrent();
  m_impl.controls->goHome();
  m_impl.arrived();
}

HypervolumePlot::Across HypervolumePlot::across() const {
  return m_impl.across;
}

void HypervolumePlot::setRandomBand(std::vector<double> low, std::vector<double> median, std::vector<double> high,
                                    const QString& note) {
  m_impl.low = std::move(low);
  m_impl.median = std::move(median);
  m_impl.high = std::move(high);
  m_impl.note = note;
  m_impl.arrived();
}

void HypervolumePlot::clearRandomBand() {
  setRandomBand({}, {}, {}, {});
}

QString HypervolumePlot::Impl::dataText() const {
  QString text = HypervolumePlot::tr("evaluations") + QLatin1Char('\t') + HypervolumePlot::tr("hypervolume") +
                 QLatin1Char('\t') + HypervolumePlot::tr("random search, 10th percentile") + QLatin1Char('\t') +
                 HypervolumePlot::tr("random search, median") + QLatin1Char('\t') +
                 HypervolumePlot::tr("random search, 90th percentile");
  if (!seconds.empty()) text += QLatin1Char('\t') + HypervolumePlot::tr("CPU-seconds");
  text += QLatin1Char('\n');
  for (std::size_t i = 0; i < static_cast<std::size_t>(itemCount()); ++i) {
    text += QString::number(i + 1);
    for (const auto* values : {&curve, &low, &median, &high}) {
      text += QLatin1Char('\t');
      if (i < values->size()) text += QString::fromStdString(numberText((*values)[i]));
    }
    if (!seconds.empty()) {
      text += QLatin1Char('\t');
      if (i < seconds.size()) text += QString::fromStdString(numberText(seconds[i]));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
