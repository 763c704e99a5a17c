#include "viz/comparison_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

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

class ComparisonPlot::Impl : public PlotFrame {
 public:
  explicit Impl(ComparisonPlot& owner);

  bool isEmpty() const override { return itemCount() == 0; }
  void sync() override;
  QString dataText() const override;
  // The items are the evaluations.
  int itemCount() const override;
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override { return {item + 1.0, std::numeric_limits<double>::quiet_NaN()}; }
  QString tip(int item, const QPoint* mouse) const override;
  bool startsAtEnd() const override { return true; }
  int rowStep() const override { return 10; }
  void paintCurrent(QCPPainter& painter) const override;

  void updateRanges();
  void addCurve(std::size_t index, bool dashed);
  bool isDashed(std::size_t curve) const;
  QColor colourOf(std::size_t curve) const;

  std::vector<ComparisonCurve> curves;
  QString note;
};

ComparisonPlot::Impl::Impl(ComparisonPlot& owner)
    : PlotFrame(owner, QStringLiteral("comparisonPlot"), QStringLiteral("comparison")) {
  setWholeTicks(*plot->xAxis);
  emptyText = ComparisonPlot::tr("Nothing was compared yet.");
}

QColor ComparisonPlot::Impl::colourOf(std::size_t curve) const {
  const QColor hues[] = {colours.front, colours.infeasible, colours.band,
                         colours.bound, colours.selection,  colours.text};
  static_assert(std::size(hues) == kHues);
  return hues[curve % kHues];
}

/// Every second one with dashes; after six hues the other way round, so that twelve differ.
bool ComparisonPlot::Impl::isDashed(std::size_t curve) const {
  return (curve % 2 == 1) != (curve / kHues % 2 == 1);
}

int ComparisonPlot::Impl::itemCount() const {
  std::size_t longest = 0;
  for (const auto& curve : curves) longest = std::max(longest, curve.mean.size());
  return static_cast<int>(longest);
}

void ComparisonPlot::Impl::addCurve(std::size_t index, bool dashed) {
  const auto add = [this](const std::vector<double>& values) {
    QCPGraph* graph = plot->addGraph();
    graph->setLayer(QString::fromLatin1(kCloudLayer));
    graph->setSelectable(QCP::stNone);
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(Qt::NoPen);
    setLine(*graph, values);
    return graph;
  };
  QColor fill = colourOf(index);
  fill.setAlphaF(kBandOpacity);
  QCPGraph* high = add(curves[index].high);
  QCPGraph* low = add(curves[index].low);
  high->setBrush(fill);
  high->setChannelFillGraph(low);
  QPen pen(colourOf(index), 2);
  if (dashed) pen.setDashPattern({5, 3});
  add(curves[index].mean)->setPen(pen);
}

void ComparisonPlot::Impl::sync() {
  plot->clearGraphs();
  std::vector<LegendEntry> entries;
  QStringList ends;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    addCurve(i, isDashed(i));
    entries.push_back({isDashed(i) ? Marker::DashedLine : Marker::Line, colourOf(i), curves[i].name});
    if (curves[i].mean.empty()) continue;
    ends << QStringLiteral("%1 %2").arg(curves[i].name, self.locale().toString(curves[i].mean.back(), 'f', 4));
  }
  const bool empty = isEmpty();
  showAxes(!empty);
  setAxisTitle(*plot->xAxis, empty ? QString() : ComparisonPlot::tr("evaluations"), std::nullopt);
  setAxisTitle(*plot->yAxis, empty ? QString() : ComparisonPlot::tr("hypervolume ratio"), false);
  setLegend(*legend, colours, std::move(entries), empty ? QString() : note);
  describe(ComparisonPlot::tr("Strategies compared"),
           empty ? emptyText : ComparisonPlot::tr("At the end: %1.").arg(ends.join(QStringLiteral(", "))));
  if (!controls->isZoomed()) updateRanges();
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
  plot->xAxis->setRange(0, std::max(itemCount() * 1.02, 1.5));
}

int ComparisonPlot::Impl::itemAt(const QPoint& position) const {
  if (isEmpty() || !plot->axisRect()->rect().contains(position)) return -1;
  const double place = std::clamp(plot->xAxis->pixelToCoord(position.x()), 1.0, 1e9);
  return std::clamp(static_cast<int>(std::lround(place)), 1, itemCount()) - 1;
}

void ComparisonPlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0) return;
  const QRect area = plot->axisRect()->rect();
  const double x = plot->xAxis->coordToPixel(current + 1);
  if (x < area.left() || x > area.right()) return;
  painter.setPen(QPen(colours.axis, 1));
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

QString ComparisonPlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const auto index = static_cast<std::size_t>(item);
  const auto text = [this](double value) { return self.locale().toString(value, 'f', 4); };
  QStringList lines{ComparisonPlot::tr("after %n evaluation(s)", "", item + 1)};
  for (const auto& curve : curves) {
    if (index >= curve.mean.size()) continue;
    lines << ComparisonPlot::tr("%1: %2 (%3 to %4)")
                 .arg(curve.name, text(curve.mean[index]), text(curve.low[index]), text(curve.high[index]));
  }
  return lines.join(QLatin1Char('\n'));
}

QString ComparisonPlot::Impl::dataText() const {
  QStringList titles{ComparisonPlot::tr("evaluations")};
  for (const auto& curve : curves) {
    titles << curve.name << ComparisonPlot::tr("%1, low").arg(curve.name)
           << ComparisonPlot::tr("%1, high").arg(curve.name);
  }
  QString text = titles.join(QLatin1Char('\t')) + QLatin1Char('\n');
  for (std::size_t i = 0; i < static_cast<std::size_t>(itemCount()); ++i) {
    text += QString::number(i + 1);
    for (const auto& curve : curves) {
      for (const auto* values : {&curve.mean, &curve.low, &curve.high}) {
        text += QLatin1Char('\t');
        if (i < values->size()) text += QString::fromStdString(numberText((*values)[i]));
      }
    }
    text += QLatin1Char('\n');
  }
  return text;
}

ComparisonPlot::ComparisonPlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void ComparisonPlot::setCurves(std::vector<ComparisonCurve> curves, const QString& note) {
  m_impl.curves = std::move(curves);
  m_impl.note = note;
  m_impl.forgetCurrent();
  m_impl.controls->forgetZoom();
  m_impl.changed();
}

}  // namespace pscope
