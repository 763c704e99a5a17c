#include "viz/timeline_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

// Parts of the height, from below: memory, a gap, lanes.
constexpr double kMemoryTop = 0.56;
constexpr double kLanesBottom = 0.62;
constexpr double kHeadroom = 1.12;      ///< above the peak or the limit
constexpr double kRoomAroundName = 10;  ///< pixels: a name is shown whole or not at all

QString bytesText(const QLocale& locale, double bytes) {
  return locale.formattedDataSize(static_cast<qint64>(bytes), 1);
}

}  // namespace

double Timeline::endMs() const {
  double end = 0;
  for (const TimelineStep& step : steps) end = std::max(end, step.startMs + step.latencyMs);
  return end;
}

double Timeline::peakBytes() const {
  double peak = 0;
  for (const TimelineTensor& tensor : tensors) peak = std::max(peak, tensor.address + tensor.bytes);
  for (const TimelineStep& step : steps) {
    if (std::isfinite(step.memoryBytes)) peak = std::max(peak, step.memoryBytes);
  }
  return peak;
}

class TimelinePlot::Impl : public PlotFrame {
 public:
  explicit Impl(TimelinePlot& plotOwner);

  bool isEmpty() const override { return timeline.steps.empty(); }
  void restyled() override { setAxisTitle(*plot->xAxis, TimelinePlot::tr("time (ms)"), std::nullopt); }
  void sync() override;
  QString dataText() const override;
  int itemCount() const override { return static_cast<int>(timeline.steps.size()); }
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override;
  QString tip(int item, const QPoint* mouse) const override;
  bool keepsCurrent() const override { return true; }
  void currentChanged() override { Q_EMIT owner.currentChanged(current); }
  void paintCurrent(QCPPainter& painter) const override;

  void updateAxes();
  void updateLegend();
  void updateDescription();
  double memoryScale() const;  ///< bytes at the top of the memory's part
  bool hasMemory() const { return timeline.peakBytes() > 0; }
  double lanesBottom() const { return hasMemory() ? kLanesBottom : 0.04; }
  double laneHeight() const {
    return (1 - lanesBottom()) / std::max<double>(1, static_cast<double>(timeline.units.size()));
  }
  QRectF rect(double fromMs, double toMs, double low, double high) const;
  QRectF laneRect(const TimelineStep& step) const;
  double memoryY(double bytes) const { return kMemoryTop * bytes / memoryScale(); }
  double endOf(std::size_t step) const { return timeline.steps[step].startMs + timeline.steps[step].latencyMs; }
  void paintBack(QCPPainter& painter) const;
  void paintSteps(QCPPainter& painter) const;
  void paintTensors(QCPPainter& painter) const;
  void paintSums(QCPPainter& painter) const;
  void paintSpills(QCPPainter& painter) const;
  const TimelineTensor* tensorAt(const QPoint& position) const;

  TimelinePlot& owner;
  Timeline timeline;
};

TimelinePlot::Impl::Impl(TimelinePlot& plotOwner)
    : PlotFrame(plotOwner, QStringLiteral("timelinePlot"), QStringLiteral("timeline")), owner(plotOwner) {
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintBack(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) {
    paintSteps(painter);
    if (!hasMemory()) return;
    if (timeline.tensors.empty()) {
      paintSums(painter);
    } else {
      paintTensors(painter);
    }
    paintSpills(painter);
  });
  // Heights have no scale of their own to zoom: only the time moves.
  QObject::connect(plot->yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), &owner,
                   [this](const QCPRange& range) {
                     if (range.lower != 0 || range.upper != 1) plot->yAxis->setRange(0, 1);
                   });
  plot->yAxis->setRange(0, 1);
  emptyText = TimelinePlot::tr("Choose a device.");
}

double TimelinePlot::Impl::memoryScale() const {
  const double limit = std::isfinite(timeline.limitBytes) ? timeline.limitBytes : 0;
  const double peak = timeline.peakBytes();
  // A limit far above what is used would press everything to the ground: it is told in the legend instead.
  return kHeadroom * (limit > 4 * peak ? peak : std::max(limit, peak));
}

void TimelinePlot::Impl::sync() {
  showAxes(!isEmpty());
  plot->yAxis->grid()->setVisible(false);
  updateAxes();
  updateLegend();
  updateDescription();
}

void TimelinePlot::Impl::updateAxes() {
  const double end = timeline.endMs();
  if (!controls->isZoomed() && end > 0) plot->xAxis->setRange(0, end * 1.02);
  const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
  const QLocale locale = self.locale();
  if (hasMemory()) {
    const double scale = memoryScale();
    for (const double share : {0.0, 0.5, 1.0}) {
      const double bytes = share * scale / kHeadroom;
      ticker->addTick(memoryY(bytes), bytesText(locale, bytes));
    }
  }
  const double height = laneHeight();
  const QFontMetrics metrics(self.font());
  for (qsizetype u = 0; u < timeline.units.size(); ++u) {
    const QString name = metrics.elidedText(timeline.units[u], Qt::ElideRight, 90);
    ticker->addTick(1 - (static_cast<double>(u) + 0.5) * height, name);
  }
  plot->yAxis->setTicker(ticker);
}

void TimelinePlot::Impl::updateLegend() {
  std::vector<LegendEntry> entries;
  QString note;
  if (!timeline.steps.empty()) {
    const bool stages =
        std::any_of(timeline.steps.begin(), timeline.steps.end(), [](const auto& step) { return step.op.isEmpty(); });
    entries.push_back({Marker::Disc, colours.front, TimelinePlot::tr("bound by arithmetic")});
    entries.push_back({Marker::Diamond, colours.infeasible, TimelinePlot::tr("bound by memory (hatched)")});
    if (stages) entries.push_back({Marker::Disc, colours.dominated, TimelinePlot::tr("other stages")});
    const bool spills = std::any_of(timeline.steps.begin(), timeline.steps.end(),
                                    [](const auto& step) { return step.spilledBytes > 0; });
    if (spills) entries.push_back({Marker::Cross, colours.selection, TimelinePlot::tr("moved out and in again")});
    if (std::isfinite(timeline.limitBytes)) {
      note = TimelinePlot::tr("limit %1").arg(bytesText(self.locale(), timeline.limitBytes));
    }
  }
  setLegend(*legend, colours, std::move(entries), note);
}

void TimelinePlot::Impl::updateDescription() {
  QString text = emptyText;
  if (!timeline.steps.empty()) {
    const QLocale locale = self.locale();
    text = TimelinePlot::tr("%n step(s) in %1 ms", "", static_cast<int>(timeline.steps.size()))
               .arg(locale.toString(timeline.endMs(), 'g', 4));
    if (hasMemory()) text += TimelinePlot::tr(", at most %1 in memory").arg(bytesText(locale, timeline.peakBytes()));
  }
  describe(TimelinePlot::tr("Timeline of the network on the device"), text);
}

QRectF TimelinePlot::Impl::rect(double fromMs, double toMs, double low, double high) const {
  const double left = plot->xAxis->coordToPixel(fromMs), right = plot->xAxis->coordToPixel(toMs);
  return {QPointF(left, plot->yAxis->coordToPixel(high)),
          QPointF(std::max(right, left + 1), plot->yAxis->coordToPixel(low))};
}

QRectF TimelinePlot::Impl::laneRect(const TimelineStep& step) const {
  const double height = laneHeight();
  const double top = 1 - step.unit * height;
  return rect(step.startMs, step.startMs + step.latencyMs, top - height * 0.9, top - height * 0.1);
}

void TimelinePlot::Impl::paintBack(QCPPainter& painter) const {
  if (timeline.steps.empty() || !hasMemory()) return;
  const QRect area = plot->axisRect()->rect();
  painter.setPen(QPen(colours.axis, 1));
  const double ground = plot->yAxis->coordToPixel(kLanesBottom - 0.02);
  painter.drawLine(QPointF(area.left(), ground), QPointF(area.right(), ground));
  if (!std::isfinite(timeline.limitBytes) || timeline.limitBytes > memoryScale()) return;
  QPen dashed(colours.infeasible, 1.6);
  dashed.setDashPattern({4, 3});
  painter.setPen(dashed);
  const double y = plot->yAxis->coordToPixel(memoryY(timeline.limitBytes));
  painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
}

void TimelinePlot::Impl::paintSteps(QCPPainter& painter) const {
  painter.setFont(self.font());
  for (const TimelineStep& step : timeline.steps) {
    const QRectF box = laneRect(step);
    QColor colour = step.op.isEmpty() ? colours.dominated : step.memoryBound ? colours.infeasible : colours.front;
    colour.setAlphaF(0.8F);
    painter.setPen(QPen(colours.background, 0.8));
    painter.setBrush(colour);
    painter.drawRect(box);
    if (step.memoryBound) painter.fillRect(box, QBrush(colours.background, Qt::BDiagPattern));
    const QString text = step.op.isEmpty() ? step.name : step.op;
    if (painter.fontMetrics().horizontalAdvance(text) + kRoomAroundName > box.width()) continue;
    drawPlate(painter, box.toAlignedRect(), box.center(), Qt::AlignCenter, text, colours.text, colours.background);
  }
}

void TimelinePlot::Impl::paintTensors(QCPPainter& painter) const {
  for (const TimelineTensor& tensor : timeline.tensors) {
    const QRectF box = rect(timeline.steps[tensor.firstStep].startMs, endOf(tensor.lastStep), memoryY(tensor.address),
                            memoryY(tensor.address + tensor.bytes));
    QColor colour = colours.band;
    colour.setAlphaF(0.45F);
    painter.setPen(QPen(colours.background, 1));
    painter.setBrush(colour);
    painter.drawRect(box);
    if (tensor.reloaded) painter.fillRect(box, QBrush(colours.selection, Qt::FDiagPattern));
  }
}

void TimelinePlot::Impl::paintSums(QCPPainter& painter) const {
  QColor colour = colours.band;
  colour.setAlphaF(0.45F);
  for (const TimelineStep& step : timeline.steps) {
    if (!std::isfinite(step.memoryBytes)) continue;
    painter.fillRect(rect(step.startMs, step.startMs + step.latencyMs, 0, memoryY(step.memoryBytes)), colour);
  }
  QPolygonF line;
  for (const TimelineStep& step : timeline.steps) {
    if (!std::isfinite(step.memoryBytes)) continue;
    const QRectF box = rect(step.startMs, step.startMs + step.latencyMs, 0, memoryY(step.memoryBytes));
    line << box.topLeft() << box.topRight();
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.text, 1.4));
  painter.drawPolyline(line);
}

void TimelinePlot::Impl::paintSpills(QCPPainter& painter) const {
  for (const TimelineStep& step : timeline.steps) {
    if (!(step.spilledBytes > 0)) continue;
    const QPointF at(plot->xAxis->coordToPixel(step.startMs), plot->yAxis->coordToPixel(kMemoryTop + 0.015));
    drawMarker(painter, Marker::Cross, at, 9, colours.selection, colours.background);
  }
}

void TimelinePlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0 || current >= static_cast<int>(timeline.steps.size())) return;
  const TimelineStep& step = timeline.steps[static_cast<std::size_t>(current)];
  painter.setClipRect(plot->axisRect()->rect());
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2.4));
  painter.drawRect(laneRect(step).adjusted(-1, -1, 1, 1));
  if (!hasMemory()) return;
  QColor band = colours.selection;
  band.setAlphaF(0.25F);
  painter.fillRect(rect(step.startMs, step.startMs + step.latencyMs, 0, kMemoryTop), band);
}

int TimelinePlot::Impl::itemAt(const QPoint& position) const {
  const double y = plot->yAxis->pixelToCoord(position.y()), ms = plot->xAxis->pixelToCoord(position.x());
  if (!plot->axisRect()->rect().contains(position)) return -1;
  int best = -1;
  for (std::size_t i = 0; i < timeline.steps.size(); ++i) {
    const TimelineStep& step = timeline.steps[i];
    const bool now = step.startMs <= ms && ms < step.startMs + step.latencyMs;
    const bool here = y < kLanesBottom && hasMemory() ? now : laneRect(step).contains(position);
    if (here) best = static_cast<int>(i);
  }
  return best;
}

const TimelineTensor* TimelinePlot::Impl::tensorAt(const QPoint& position) const {
  const double y = plot->yAxis->pixelToCoord(position.y()), ms = plot->xAxis->pixelToCoord(position.x());
  if (!hasMemory()) return nullptr;
  for (const TimelineTensor& tensor : timeline.tensors) {
    const bool now = timeline.steps[tensor.firstStep].startMs <= ms && ms < endOf(tensor.lastStep);
    if (now && memoryY(tensor.address) <= y && y < memoryY(tensor.address + tensor.bytes)) return &tensor;
  }
  return nullptr;
}

QPointF TimelinePlot::Impl::coordinatesOf(int item) const {
  const TimelineStep& step = timeline.steps[static_cast<std::size_t>(item)];
  return {step.startMs, 1 - (step.unit + 0.9) * laneHeight()};
}

QString TimelinePlot::Impl::tip(int item, const QPoint* mouse) const {
  const TimelineStep& step = timeline.steps[static_cast<std::size_t>(item)];
  const TimelineTensor* tensor = mouse != nullptr ? tensorAt(*mouse) : nullptr;
  const QLocale locale = self.locale();
  QString text = TimelinePlot::tr("%1 on %2\n%3 ms from %4 ms on")
                     .arg(step.name, timeline.units.value(step.unit), locale.toString(step.latencyMs, 'g', 3),
                          locale.toString(step.startMs, 'g', 4));
  if (!step.op.isEmpty()) {
    text += QLatin1Char('\n') +
            (step.memoryBound ? TimelinePlot::tr("bound by memory") : TimelinePlot::tr("bound by arithmetic"));
  }
  if (std::isfinite(step.memoryBytes)) {
    text += QLatin1Char('\n') + TimelinePlot::tr("%1 in memory").arg(bytesText(locale, step.memoryBytes));
  }
  if (step.spilledBytes > 0) {
    text += QLatin1Char('\n') +
            TimelinePlot::tr("%1 moved out and in again before it").arg(bytesText(locale, step.spilledBytes));
  }
  if (tensor != nullptr) {
    text += QLatin1Char('\n') + TimelinePlot::tr("tensor of %1: %2 at address %3")
                                    .arg(tensor->name, bytesText(locale, tensor->bytes),
                                         locale.toString(static_cast<qlonglong>(tensor->address)));
    if (tensor->reloaded) text += TimelinePlot::tr(", loaded again");
  }
  return text;
}

TimelinePlot::TimelinePlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void TimelinePlot::setTimeline(Timeline timeline) {
  m_impl.timeline = std::move(timeline);
  m_impl.forgetCurrent();
  m_impl.controls->forgetZoom();
  m_impl.changed();
}

const Timeline& TimelinePlot::timeline() const {
  return m_impl.timeline;
}

void TimelinePlot::setCurrent(int step) {
  m_impl.setCurrent(step);
}

int TimelinePlot::current() const {
  return m_impl.current;
}

QString TimelinePlot::Impl::dataText() const {
  QString text = QStringList{TimelinePlot::tr("step"),       TimelinePlot::tr("unit"),
                             TimelinePlot::tr("start (ms)"), TimelinePlot::tr("latency (ms)"),
                             TimelinePlot::tr("memory (B)"), TimelinePlot::tr("moved out and in (B)")}
                     .join(QLatin1Char('\t')) +
                 QLatin1Char('\n');
  for (const TimelineStep& step : timeline.steps) {
    text += step.name + QLatin1Char('\t') + timeline.units.value(step.unit);
    for (const double value : {step.startMs, step.latencyMs, step.memoryBytes, step.spilledBytes}) {
      text += QLatin1Char('\t');
      if (std::isfinite(value)) text += QString::fromStdString(numberText(value));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
