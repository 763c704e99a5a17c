#include "viz/roofline_plot.h"

#include <qcustomplot.h>

#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"

namespace pscope {
namespace {

constexpr double kSmallest = 6;  ///< pixels of a point that takes no time
constexpr double kLargest = 26;  ///< of one that takes all of it
constexpr double kReach = 9;     ///< pixels around a point that still mean it

QString quantity(const QLocale& locale, double value, const QString& unit) {
  struct Prefix {
    double factor;
    const char* text;
  };
  constexpr std::array<Prefix, 5> kPrefixes{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
  const auto prefix = std::find_if(kPrefixes.begin(), kPrefixes.end() - 1,
                                   [value](const Prefix& p) { return std::abs(value) >= p.factor; });
  return locale.toString(value / prefix->factor, 'g', 3) + QChar(QChar::Nbsp) + QLatin1String(prefix->text) + unit;
}

}  // namespace

double RooflinePoint::intensity() const {
  return bytes > 0 ? macs / bytes : 0;
}

double RooflinePoint::attained() const {
  return latencyMs > 0 ? macs / latencyMs * 1e3 : 0;
}

class RooflinePlot::Impl : public PlotFrame {
 public:
  explicit Impl(RooflinePlot& plotOwner);

  bool isEmpty() const override { return !roofline; }
  void restyled() override;
  void sync() override;
  QString dataText() const override;
  int itemCount() const override { return static_cast<int>(points.size()); }
  bool isDrawn(int item) const override { return shown(points[static_cast<std::size_t>(item)]); }
  int itemAt(const QPoint& position) const override;
  QPointF coordinatesOf(int item) const override;
  QString tip(int item, const QPoint* mouse) const override;
  bool keepsCurrent() const override { return true; }
  void currentChanged() override { Q_EMIT owner.currentChanged(current); }
  void paintCurrent(QCPPainter& painter) const override;

  void updateRanges();
  void updateLegend();
  void updateDescription();
  bool shown(const RooflinePoint& point) const { return point.macs > 0 && point.bytes > 0 && point.latencyMs > 0; }
  double sizeOf(const RooflinePoint& point) const;
  QPointF pixelOf(const RooflinePoint& point) const;
  QPointF pixelAt(double intensity, double attained) const;
  void paintRoof(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  void drawPoint(QCPPainter& painter, const RooflinePoint& point, const QColor& rim) const;
  double mainCeiling() const { return roofline->ceilings.front().macsPerSecond; }

  RooflinePlot& owner;
  std::optional<Roofline> roofline;
  std::vector<RooflinePoint> points;
  double totalMs = 0;
};

RooflinePlot::Impl::Impl(RooflinePlot& plotOwner)
    : PlotFrame(plotOwner, QStringLiteral("rooflinePlot"), QStringLiteral("roofline")), owner(plotOwner) {
  setAxisScale(*plot->xAxis, true);
  setAxisScale(*plot->yAxis, true);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintRoof(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  emptyText = RooflinePlot::tr("Choose a device.");
}

void RooflinePlot::Impl::restyled() {
  setAxisTitle(*plot->xAxis, RooflinePlot::tr("arithmetic intensity (MAC/B)"), std::nullopt);
  setAxisTitle(*plot->yAxis, RooflinePlot::tr("attained speed (MAC/s)"), false);
}

void RooflinePlot::Impl::sync() {
  totalMs = 0;
  for (const RooflinePoint& point : points) totalMs += point.latencyMs;
  showAxes(roofline.has_value());
  if (roofline && !controls->isZoomed()) updateRanges();
  updateLegend();
  updateDescription();
}

void RooflinePlot::Impl::updateRanges() {
  const double ridge = mainCeiling() / roofline->reachedBytesPerSecond;
  double left = ridge / 30;
  double right = ridge * 30;
  double bottom = mainCeiling() / 100;
  for (const RooflinePoint& point : points) {
    if (!shown(point)) continue;
    left = std::min(left, point.intensity() / 2);
    right = std::max(right, point.intensity() * 2);
    bottom = std::min(bottom, point.attained() / 2);
  }
  plot->xAxis->setRange(left, right);
  plot->yAxis->setRange(bottom, std::max(roofline->peakMacsPerSecond, mainCeiling()) * 2.2);
}

void RooflinePlot::Impl::updateLegend() {
  std::vector<LegendEntry> entries;
  QString note;
  if (roofline) {
    entries.push_back({Marker::Line, colours.text, RooflinePlot::tr("reached")});
    entries.push_back({Marker::DashedLine, colours.axis, RooflinePlot::tr("data sheet")});
    const auto hidden = std::count_if(points.begin(), points.end(), [this](const auto& p) { return !shown(p); });
    if (!points.empty()) {
      entries.push_back({Marker::FrontDisc, colours.front, RooflinePlot::tr("bound by arithmetic")});
      entries.push_back({Marker::Diamond, colours.infeasible, RooflinePlot::tr("bound by memory")});
    }
    if (hidden > 0) note = RooflinePlot::tr("%n operator(s) without MACs", "", static_cast<int>(hidden));
  }
  setLegend(*legend, colours, std::move(entries), note);
}

void RooflinePlot::Impl::updateDescription() {
  QString text = emptyText;
  if (roofline) {
    text =
        RooflinePlot::tr(
            "%1, %2: the roof bends at %3; %n operator(s) are shown.", "",
            static_cast<int>(std::count_if(points.begin(), points.end(), [this](const auto& p) { return shown(p); })))
            .arg(roofline->device, roofline->precision,
                 quantity(self.locale(), owner.ridge(), QStringLiteral("MAC/B")));
  }
  describe(RooflinePlot::tr("Roofline of the device"), text);
}

double RooflinePlot::Impl::sizeOf(const RooflinePoint& point) const {
  const double share = totalMs > 0 ? point.latencyMs / totalMs : 0;
  return kSmallest + (kLargest - kSmallest) * std::sqrt(share);
}

QPointF RooflinePlot::Impl::pixelAt(double intensity, double attained) const {
  return {plot->xAxis->coordToPixel(intensity), plot->yAxis->coordToPixel(attained)};
}

QPointF RooflinePlot::Impl::pixelOf(const RooflinePoint& point) const {
  return pixelAt(point.intensity(), point.attained());
}

void RooflinePlot::Impl::paintRoof(QCPPainter& painter) const {
  if (!roofline) return;
  const QCPRange x = plot->xAxis->range();
  const QRect area = plot->axisRect()->rect();
  const double bandwidth = roofline->reachedBytesPerSecond;
  painter.setFont(self.font());

  // Data sheet: what no kernel passes.
  QPen faint(colours.axis, 1.2);
  faint.setDashPattern({4, 3});
  painter.setPen(faint);
  const double nominalRidge = roofline->peakMacsPerSecond / roofline->bytesPerSecond;
  painter.drawLine(pixelAt(x.lower, x.lower * roofline->bytesPerSecond),
                   pixelAt(nominalRidge, roofline->peakMacsPerSecond));
  painter.drawLine(pixelAt(nominalRidge, roofline->peakMacsPerSecond), pixelAt(x.upper, roofline->peakMacsPerSecond));
  drawPlate(
      painter, area, pixelAt(x.upper, roofline->peakMacsPerSecond) - QPointF(4, 2), Qt::AlignLeft | Qt::AlignTop,
      RooflinePlot::tr("peak %1").arg(quantity(self.locale(), roofline->peakMacsPerSecond, QStringLiteral("MAC/s"))),
      colours.mutedText, colours.background);

  // The roof that real kernels stand under, shaded above.
  const double ridge = mainCeiling() / bandwidth;
  const QPointF low = pixelAt(x.lower, x.lower * bandwidth);
  const QPointF bend = pixelAt(ridge, mainCeiling());
  const QPointF end = pixelAt(x.upper, mainCeiling());
  QPainterPath above(low);
  above.lineTo(bend);
  above.lineTo(end);
  above.lineTo(area.right() + 1, area.top());
  above.lineTo(area.left(), area.top());
  above.closeSubpath();
  QColor shade = colours.dominated;
  shade.setAlphaF(0.10F);
  painter.fillPath(above, shade);
  painter.setPen(QPen(colours.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawLine(low, bend);
  painter.drawLine(bend, end);
  double lastY = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < roofline->ceilings.size(); ++i) {
    const RooflineCeiling& ceiling = roofline->ceilings[i];
    const bool again = std::any_of(
        roofline->ceilings.begin(), roofline->ceilings.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const auto& other) { return std::abs(other.macsPerSecond / ceiling.macsPerSecond - 1) < 1e-9; });
    if (again) continue;
    QString names = ceiling.name;
    for (std::size_t k = i + 1; k < roofline->ceilings.size(); ++k) {
      const bool same = std::abs(roofline->ceilings[k].macsPerSecond / ceiling.macsPerSecond - 1) < 1e-9;
      if (same) names += QStringLiteral(", ") + roofline->ceilings[k].name;
    }
    const QPointF right = pixelAt(x.upper, ceiling.macsPerSecond);
    if (i > 0) {
      painter.setPen(QPen(colours.axis, 1.4));
      painter.drawLine(pixelAt(ceiling.macsPerSecond / bandwidth, ceiling.macsPerSecond), right);
    }
    if (std::abs(right.y() - lastY) < QFontMetricsF(self.font()).height()) continue;
    lastY = right.y();
    drawPlate(
        painter, area, right - QPointF(4, 1), Qt::AlignLeft | Qt::AlignTop,
        QStringLiteral("%1 %2").arg(names, quantity(self.locale(), ceiling.macsPerSecond, QStringLiteral("MAC/s"))),
        colours.text, colours.background);
  }
  drawMarker(painter, Marker::FrontRing, bend, 8, colours.text, colours.background);
  drawPlate(painter, area, bend + QPointF(2, -6), Qt::AlignTop,
            RooflinePlot::tr("ridge %1").arg(quantity(self.locale(), ridge, QStringLiteral("MAC/B"))), colours.text,
            colours.background);
}

void RooflinePlot::Impl::drawPoint(QCPPainter& painter, const RooflinePoint& point, const QColor& rim) const {
  QColor colour = point.memoryBound ? colours.infeasible : colours.front;
  const QPointF centre = pixelOf(point);
  const double half = sizeOf(point) / 2;
  painter.setPen(QPen(rim, 1.4));
  colour.setAlphaF(0.82F);
  painter.setBrush(colour);
  if (point.memoryBound) {
    const double reach = half * 1.25;
    QPainterPath diamond(centre + QPointF(0, -reach));
    diamond.lineTo(centre + QPointF(reach, 0));
    diamond.lineTo(centre + QPointF(0, reach));
    diamond.lineTo(centre + QPointF(-reach, 0));
    diamond.closeSubpath();
    painter.drawPath(diamond);
  } else {
    painter.drawEllipse(centre, half, half);
  }
}

void RooflinePlot::Impl::paintPoints(QCPPainter& painter) const {
  if (!roofline) return;
  std::vector<const RooflinePoint*> order;
  for (const RooflinePoint& point : points) {
    if (shown(point)) order.push_back(&point);
  }
  // Large ones behind small ones.
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->latencyMs > b->latencyMs; });
  for (const RooflinePoint* point : order) drawPoint(painter, *point, colours.background);
}

void RooflinePlot::Impl::paintCurrent(QCPPainter& painter) const {
  if (current < 0 || current >= static_cast<int>(points.size())) return;
  const RooflinePoint& point = points[static_cast<std::size_t>(current)];
  if (!shown(point)) return;
  drawPoint(painter, point, colours.text);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  const double reach = sizeOf(point) / 2 + 5;
  painter.drawEllipse(pixelOf(point), reach, reach);
}

int RooflinePlot::Impl::itemAt(const QPoint& position) const {
  int best = -1;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!shown(points[i])) continue;
    const QPointF way = pixelOf(points[i]) - position;
    const double distance = std::hypot(way.x(), way.y()) - sizeOf(points[i]) / 2;
    if (distance > kReach || distance >= least) continue;
    least = distance;
    best = static_cast<int>(i);
  }
  return best;
}

QPointF RooflinePlot::Impl::coordinatesOf(int item) const {
  const RooflinePoint& point = points[static_cast<std::size_t>(item)];
  return {point.intensity(), point.attained()};
}

QString RooflinePlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const RooflinePoint& point = points[static_cast<std::size_t>(item)];
  const QLocale locale = self.locale();
  return RooflinePlot::tr("%1\n%2 over %3: %4\n%5 ms (%6 % of the network), %7\nbound by %8")
      .arg(point.name, quantity(locale, point.macs, QStringLiteral("MACs")),
           quantity(locale, point.bytes, QStringLiteral("B")),
           quantity(locale, point.intensity(), QStringLiteral("MAC/B")), locale.toString(point.latencyMs, 'g', 3),
           locale.toString(totalMs > 0 ? 100 * point.latencyMs / totalMs : 0, 'f', 1),
           quantity(locale, point.attained(), QStringLiteral("MAC/s")),
           point.memoryBound ? RooflinePlot::tr("memory") : RooflinePlot::tr("arithmetic"));
}

RooflinePlot::RooflinePlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void RooflinePlot::setRoofline(std::optional<Roofline> roofline) {
  m_impl.roofline = std::move(roofline);
  m_impl.controls->forgetZoom();
  m_impl.changed();
}

void RooflinePlot::setPoints(std::vector<RooflinePoint> points) {
  m_impl.points = std::move(points);
  m_impl.forgetCurrent();
  m_impl.changed();
}

void RooflinePlot::setCurrent(int point) {
  m_impl.setCurrent(point);
}

int RooflinePlot::current() const {
  return m_impl.current;
}

double RooflinePlot::ridge() const {
  if (!m_impl.roofline) return std::numeric_limits<double>::quiet_NaN();
  return m_impl.mainCeiling() / m_impl.roofline->reachedBytesPerSecond;
}

QString RooflinePlot::Impl::dataText() const {
  QString text = RooflinePlot::tr("operator") + QLatin1Char('\t') + RooflinePlot::tr("MACs") + QLatin1Char('\t') +
                 RooflinePlot::tr("bytes") + QLatin1Char('\t') + RooflinePlot::tr("latency (ms)") + QLatin1Char('\t') +
                 RooflinePlot::tr("bound by") + QLatin1Char('\n');
  for (const RooflinePoint& point : points) {
    text += point.name;
    for (const double value : {point.macs, point.bytes, point.latencyMs}) {
      text += QLatin1Char('\t') + QString::fromStdString(numberText(value));
    }
    text += QLatin1Char('\t') + (point.memoryBound ? RooflinePlot::tr("memory") : RooflinePlot::tr("arithmetic")) +
            QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
