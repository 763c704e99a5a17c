#include "viz/roofline_plot.h"

#include <qcustomplot.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainterPath>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/save_image.h"

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

class RooflinePlot::Impl {
 public:
  explicit Impl(RooflinePlot& self);

  void setUp();
  void applyPalette();
  void changed();
  void updateRanges();
  void updateLegend();
  void describe();
  bool shown(const RooflinePoint& point) const { return point.macs > 0 && point.bytes > 0 && point.latencyMs > 0; }
  double sizeOf(const RooflinePoint& point) const;
  QPointF pixelOf(const RooflinePoint& point) const;
  QPointF pixelAt(double intensity, double attained) const;
  void paintRoof(QCPPainter& painter) const;
  void paintPoints(QCPPainter& painter) const;
  void paintTop(QCPPainter& painter) const;
  void drawPoint(QCPPainter& painter, const RooflinePoint& point, const QColor& rim) const;
  int pointAt(const QPoint& position) const;
  void moveTo(int point, const QPoint& globalPosition);
  void walk(int step);
  QString tooltip(const RooflinePoint& point) const;
  void showMenu(const QPoint& globalPosition);
  double mainCeiling() const { return roofline->ceilings.front().macsPerSecond; }

  RooflinePlot& self;
  QCustomPlot* plot;
  PlotControls* controls;
  LegendStrip* legend;
  Colours colours;
  std::optional<Roofline> roofline;
  std::vector<RooflinePoint> points;
  double totalMs = 0;
  QString emptyText;
  int current = -1;
};

RooflinePlot::Impl::Impl(RooflinePlot& owner)
    : self(owner), plot(new QCustomPlot(&owner)), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  setAxisScale(*plot->xAxis, true);
  setAxisScale(*plot->yAxis, true);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintRoof(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintPoints(painter); });
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
}

void RooflinePlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("rooflinePlotCanvas"));
  self.setFocusProxy(plot);
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this] { changed(); });
  QObject::connect(controls, &PlotControls::hovered, &self,
                   [this](const QPoint& p) { moveTo(pointAt(p), plot->mapToGlobal(p + QPoint(10, 10))); });
  QObject::connect(controls, &PlotControls::clicked, &self,
                   [this](const QPoint& p) { moveTo(pointAt(p), plot->mapToGlobal(p + QPoint(10, 10))); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) { walk(dx != 0 ? dx : dy); });
  emptyText = RooflinePlot::tr("Choose a device.");
  applyPalette();
}

void RooflinePlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  setAxisTitle(*plot->xAxis, RooflinePlot::tr("arithmetic intensity (MAC/B)"), std::nullopt);
  setAxisTitle(*plot->yAxis, RooflinePlot::tr("attained speed (MAC/s)"), false);
  changed();
}

void RooflinePlot::Impl::changed() {
  totalMs = 0;
  for (const RooflinePoint& point : points) totalMs += point.latencyMs;
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(roofline.has_value());
    axis->setTicks(roofline.has_value());
    axis->grid()->setVisible(roofline.has_value());
  }
  if (roofline && !controls->isZoomed()) updateRanges();
  updateLegend();
  describe();
  plot->replot(QCustomPlot::rpQueuedReplot);
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

void RooflinePlot::Impl::describe() {
  self.setAccessibleName(RooflinePlot::tr("Roofline of the device"));
  QString text = emptyText;
  if (roofline) {
    text =
        RooflinePlot::tr(
            "%1, %2: the roof bends at %3; %n operator(s) are shown.", "",
            static_cast<int>(std::count_if(points.begin(), points.end(), [this](const auto& p) { return shown(p); })))
            .arg(roofline->device, roofline->precision, quantity(self.locale(), self.ridge(), QStringLiteral("MAC/B")));
  }
  self.setAccessibleDescription(text);
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(text);
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

void RooflinePlot::Impl::paintTop(QCPPainter& painter) const {
  painter.setFont(self.font());
  if (!roofline) return drawCentred(painter, plot->axisRect()->rect(), colours.mutedText, emptyText);
  if (current < 0 || current >= static_cast<int>(points.size())) return;
  const RooflinePoint& point = points[static_cast<std::size_t>(current)];
  if (!shown(point)) return;
  drawPoint(painter, point, colours.text);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selection, 2));
  const double reach = sizeOf(point) / 2 + 5;
  painter.drawEllipse(pixelOf(point), reach, reach);
}

int RooflinePlot::Impl::pointAt(const QPoint& position) const {
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

void RooflinePlot::Impl::moveTo(int point, const QPoint& globalPosition) {
  if (point != current) {
    current = point;
    plot->layer(QString::fromLatin1(kTopLayer))->replot();
    Q_EMIT self.currentChanged(current);
  }
  if (current < 0) return QToolTip::hideText();
  QToolTip::showText(globalPosition, tooltip(points[static_cast<std::size_t>(current)]), plot);
}

void RooflinePlot::Impl::walk(int step) {
  const int count = static_cast<int>(points.size());
  for (int next = current < 0 && step < 0 ? count - 1 : current + (step > 0 ? 1 : -1); next >= 0 && next < count;
       next += step > 0 ? 1 : -1) {
    const RooflinePoint& point = points[static_cast<std::size_t>(next)];
    if (shown(point)) return moveTo(next, plot->mapToGlobal(pixelOf(point).toPoint() + QPoint(12, 12)));
  }
}

QString RooflinePlot::Impl::tooltip(const RooflinePoint& point) const {
  const QLocale locale = self.locale();
  return RooflinePlot::tr("%1\n%2 over %3: %4\n%5 ms (%6 % of the network), %7\nbound by %8")
      .arg(point.name, quantity(locale, point.macs, QStringLiteral("MACs")),
           quantity(locale, point.bytes, QStringLiteral("B")),
           quantity(locale, point.intensity(), QStringLiteral("MAC/B")), locale.toString(point.latencyMs, 'g', 3),
           locale.toString(totalMs > 0 ? 100 * point.latencyMs / totalMs : 0, 'f', 1),
           quantity(locale, point.attained(), QStringLiteral("MAC/s")),
           point.memoryBound ? RooflinePlot::tr("memory") : RooflinePlot::tr("arithmetic"));
}

void RooflinePlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(menu->addAction(RooflinePlot::tr("Show everything\tHome")), &QAction::triggered, &self,
                   [this] { controls->goHome(); });
  menu->addSeparator();
  QObject::connect(menu->addAction(RooflinePlot::tr("Copy data")), &QAction::triggered, &self,
                   [this] { QApplication::clipboard()->setText(self.dataText()); });
  QObject::connect(menu->addAction(RooflinePlot::tr("Save image…")), &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("roofline"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

RooflinePlot::RooflinePlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

RooflinePlot::~RooflinePlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before what it draws
}

void RooflinePlot::setRoofline(std::optional<Roofline> roofline) {
  m_impl->roofline = std::move(roofline);
  m_impl->controls->forgetZoom();
  m_impl->changed();
}

void RooflinePlot::setPoints(std::vector<RooflinePoint> points) {
  m_impl->points = std::move(points);
  m_impl->current = -1;
  m_impl->changed();
}

void RooflinePlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->changed();
}

void RooflinePlot::setCurrent(int point) {
  if (point == m_impl->current) return;
  m_impl->current = point;
  m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
}

int RooflinePlot::current() const {
  return m_impl->current;
}

double RooflinePlot::ridge() const {
  if (!m_impl->roofline) return std::numeric_limits<double>::quiet_NaN();
  return m_impl->mainCeiling() / m_impl->roofline->reachedBytesPerSecond;
}

bool RooflinePlot::saveImage(const QString& path) {
  return savePlot(*m_impl->plot, path);
}

QString RooflinePlot::dataText() const {
  QString text = tr("operator") + QLatin1Char('\t') + tr("MACs") + QLatin1Char('\t') + tr("bytes") + QLatin1Char('\t') +
                 tr("latency (ms)") + QLatin1Char('\t') + tr("bound by") + QLatin1Char('\n');
  for (const RooflinePoint& point : m_impl->points) {
    text += point.name;
    for (const double value : {point.macs, point.bytes, point.latencyMs}) {
      text += QLatin1Char('\t') + QString::fromStdString(numberText(value));
    }
    text += QLatin1Char('\t') + (point.memoryBound ? tr("memory") : tr("arithmetic")) + QLatin1Char('\n');
  }
  return text;
}

void RooflinePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void RooflinePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
}

void RooflinePlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
