#include "viz/front_plot.h"

#include <qcustomplot.h>

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QTextDocumentFragment>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <climits>
#include <cmath>

#include "core/base/number_text.h"
#include "viz/front_data.h"
#include "viz/front_marks.h"
#include "viz/front_view.h"
#include "viz/plot_controls.h"
#include "viz/plot_look.h"
#include "viz/point_cloud.h"
#include "viz/save_image.h"

namespace pscope {
namespace {

constexpr int kDataInterval = 100;  ///< ms between redraws for arriving data
constexpr double kFrontReach = 10;  ///< how near a click must be
constexpr double kCloudReach = 8;

}  // namespace

class FrontPlot::Impl : public FrontMarks {
 public:
  explicit Impl(FrontPlot& self);

  void setUp();
  void applyPalette();
  void applyAxes();
  void showHome(bool wasZoomed);
  void dataChanged();
  void redraw();
  void syncIfNeeded();
  QColor screenedColour() const;
  PointRaster::Look cloudLook(int drawn) const;
  void updateRanges();
  void updateLegend();
  void describe();
  std::int32_t indexAt(const QPoint& position) const;
  void click(const QPoint& position, bool extend);
  void selectBox(const QRect& box);
  void hover(const QPoint& position);
  void leave();
  void walk(int dx, int dy);
  void bringIntoView(const PlotPoint& point);
  QString tooltipText(const PlotPoint& point) const;
  void showMenu(const QPoint& globalPosition);
  void toggleLogarithmic(bool x);

  FrontPlot& self;
  PlotControls* controls;
  LegendStrip* legend;
  PointCloud* cloud;
  QTimer dataTimer, clearTimer;
  QElapsedTimer sinceReplot;
  CandidateId walked;
  std::function<QString(CandidateId)> tooltip;
  bool dirty = true;
  bool everything = false;  ///< home shows the outliers too
  bool newView = true;      ///< the axes must be chosen anew, whatever they show
};

FrontPlot::Impl::Impl(FrontPlot& owner)
    : FrontMarks(*new QCustomPlot(&owner)), self(owner), controls(new PlotControls(*plot, &owner)) {
  preparePlot(*plot);
  legend = addLegendStrip(*plot);
  cloud = addPointCloud(*plot, data);
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) { paintBounds(painter); });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintMarks(painter); });
  addPainted(*plot, kTopLayer, false, [this](QCPPainter& painter) { paintTop(painter); });
  x.title = FrontPlot::tr("x");
  y.title = FrontPlot::tr("y");
  emptyText = FrontPlot::tr("No candidates yet.");
}

void FrontPlot::Impl::setUp() {
  auto* layout = new QVBoxLayout(&self);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot);
  plot->setObjectName(QStringLiteral("frontPlotCanvas"));
  self.setFocusProxy(plot);
  dataTimer.setSingleShot(true);
  clearTimer.setSingleShot(true);
  QObject::connect(&dataTimer, &QTimer::timeout, &self, [this] { redraw(); });
  QObject::connect(&clearTimer, &QTimer::timeout, &self, [this] { Q_EMIT self.selectionRequested({}); });
  QObject::connect(plot, &QCustomPlot::beforeReplot, &self, [this] { syncIfNeeded(); });
  QObject::connect(controls, &PlotControls::homeRequested, &self, [this](bool wasZoomed) { showHome(wasZoomed); });
  QObject::connect(controls, &PlotControls::clicked, &self, [this](const QPoint& p, bool extend) { click(p, extend); });
  QObject::connect(controls, &PlotControls::doubleClicked, &self, [this] { clearTimer.stop(); });
  QObject::connect(controls, &PlotControls::boxSelected, &self, [this](const QRect& box) { selectBox(box); });
  QObject::connect(controls, &PlotControls::hovered, &self, [this](const QPoint& p) { hover(p); });
  QObject::connect(controls, &PlotControls::left, &self, [this] { leave(); });
  QObject::connect(controls, &PlotControls::walked, &self, [this](int dx, int dy) { walk(dx, dy); });
  applyAxes();
  applyPalette();
}

void FrontPlot::Impl::applyPalette() {
  colours = Colours::of(self.palette());
  applyLook(*plot, colours, self.font());
  dirty = true;
  redraw();
}

void FrontPlot::Impl::showHome(bool wasZoomed) {
  everything = !wasZoomed && !everything;  // asked again at home: the outliers too, and back
  dirty = newView = true;
  redraw();
}

void FrontPlot::Impl::applyAxes() {
  setAxisTitle(*plot->xAxis, x.title, x.minimize);
  setAxisTitle(*plot->yAxis, y.title, y.minimize);
  setAxisScale(*plot->xAxis, x.logarithmic);
  setAxisScale(*plot->yAxis, y.logarithmic);
  data.setLogarithmic(x.logarithmic, y.logarithmic);
  dirty = true;
}

void FrontPlot::Impl::dataChanged() {
  dirty = true;
  if (dataTimer.isActive()) return;
  const qint64 elapsed = sinceReplot.isValid() ? sinceReplot.elapsed() : kDataInterval;
  dataTimer.start(static_cast<int>(std::clamp<qint64>(kDataInterval - elapsed, 0, kDataInterval)));
}

void FrontPlot::Impl::redraw() {
  if (!self.isVisible()) return;  // showEvent comes back to it
  sinceReplot.start();
  plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::Impl::syncIfNeeded() {
  if (!dirty) return;
  dirty = false;
  hovered = -1;
  counts = data.counts();
  front = data.front();
  std::vector<QPointF> corners;
  corners.reserve(front.size());
  for (const std::int32_t i : front) corners.emplace_back(data.point(i).x, data.point(i).y);
  stairs = staircase(std::move(corners), x.minimize, y.minimize);
  cloud->setLook(cloudLook(counts.drawn()));
  const bool empty = counts.drawn() == 0;
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setTickLabels(!empty);
    axis->setTicks(!empty);
    axis->grid()->setVisible(!empty);
  }
  if (!controls->isZoomed()) updateRanges();
  updateLegend();
  describe();
}

QColor FrontPlot::Impl::screenedColour() const {
  QColor colour = colours.dominated;
  colour.setAlphaF(0.6F);
  return colour;
}

PointRaster::Look FrontPlot::Impl::cloudLook(int drawn) const {
  // The more points, the smaller and fainter each: a crowd shows its density instead of one grey patch.
  struct Step {
    int upTo;
    double size;
    int opacity;
  };
  constexpr std::array<Step, 4> kSteps{{{2000, 6, 150}, {10000, 5, 130}, {40000, 4, 100}, {INT_MAX, 3, 80}}};
  const Step& step = *std::find_if(kSteps.begin(), kSteps.end(), [drawn](const Step& s) { return drawn <= s.upTo; });
  PointRaster::Look look;
  look.markerSize = step.size;
  look.opacity = step.opacity;
  look.disc = look.ring = colours.dominated;
  look.cross = colours.infeasible;
  look.square = screenedColour();
  look.background = colours.background;
  return look;
}

void FrontPlot::Impl::updateRanges() {
  const auto view = chooseView(data, x, y, everything);
  if (!view) return;
  const auto apply = [this](QCPAxis& axis, const FrontView::Span& span, bool logarithmic) {
    const FrontView::Span wanted = padded(span, logarithmic);
    const QCPRange now = axis.range();
    const auto size = [logarithmic](double low, double high) {
      return logarithmic ? std::log(high / low) : high - low;
    };
    // A view that still fits is left alone: axes that creep with each arrival are hard to read.
    const bool fits = now.contains(span.low) && now.contains(span.high) &&
                      size(now.lower, now.upper) < 1.4 * size(wanted.low, wanted.high);
    if (newView || !fits) axis.setRange(wanted.low, wanted.high);
  };
  apply(*plot->xAxis, view->x, x.logarithmic);
  apply(*plot->yAxis, view->y, y.logarithmic);
  newView = false;
}

void FrontPlot::Impl::updateLegend() {
  const QLocale locale = self.locale();
  const auto entry = [&locale](Marker marker, const QColor& colour, const QString& text, int count) {
    return LegendEntry{marker, colour, QStringLiteral("%1 (%2)").arg(text, locale.toString(count))};
  };
  std::vector<LegendEntry> entries;
  if (counts.front > 0)
    entries.push_back(entry(Marker::FrontDisc, colours.front, FrontPlot::tr("front"), counts.front));
  if (counts.dominated > 0) {
    entries.push_back(entry(Marker::Disc, colours.dominated, FrontPlot::tr("dominated"), counts.dominated));
  }
  if (counts.predicted > 0) {
    entries.push_back(entry(Marker::Ring, colours.dominated, FrontPlot::tr("not confirmed"), counts.predicted));
  }
  if (counts.screened > 0) {
    entries.push_back(entry(Marker::Square, screenedColour(), FrontPlot::tr("screened"), counts.screened));
  }
  if (counts.infeasible > 0) {
    entries.push_back(entry(Marker::Cross, colours.infeasible, FrontPlot::tr("infeasible"), counts.infeasible));
  }
  const auto selected = std::count_if(selection.begin(), selection.end(), [this](CandidateId id) {
    const std::int32_t i = data.indexOf(id);
    return i >= 0 && data.isDrawn(data.point(i));
  });
  if (selected > 0) {
    entries.push_back(entry(Marker::Diamond, colours.selection, FrontPlot::tr("selected"), static_cast<int>(selected)));
  }
  QStringList notes;
  if (!controls->isZoomed() && counts.drawn() > 0) {
    const QCPRange rangeX = plot->xAxis->range();
    const QCPRange rangeY = plot->yAxis->range();
    const int outside = countOutside(data, {rangeX.lower, rangeX.upper}, {rangeY.lower, rangeY.upper});
    if (outside > 0) notes << FrontPlot::tr("%n outside this view (Home shows all)", "", outside);
  }
  if (counts.notPositive > 0) {
    notes << FrontPlot::tr("%n point(s) not shown: a logarithmic axis has no place for zero or less", "",
                           counts.notPositive);
  }
  setLegend(*legend, colours, std::move(entries), notes.join(QStringLiteral(" \u00b7 ")));
}

void FrontPlot::Impl::describe() {
  self.setAccessibleName(FrontPlot::tr("Pareto front: %1 over %2").arg(y.title, x.title));
  self.setAccessibleDescription(
      FrontPlot::tr(
          "%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home "
          "shows everything.",
          "", counts.drawn())
          .arg(counts.front));
  plot->setAccessibleName(self.accessibleName());
  plot->setAccessibleDescription(self.accessibleDescription());
}

std::int32_t FrontPlot::Impl::indexAt(const QPoint& position) const {
  if (!plot->axisRect()->rect().adjusted(-4, -4, 4, 4).contains(position)) return -1;
  std::int32_t best = -1;
  double bestDistance = kFrontReach * kFrontReach;
  for (const std::int32_t i : front) {
    const QPointF offset = pixel(data.point(i)) - position;
    const double distance = QPointF::dotProduct(offset, offset);
    if (distance > bestDistance) continue;
    bestDistance = distance;
    best = i;
  }
  return best >= 0 ? best : cloud->nearest(position, kCloudReach);
}

void FrontPlot::Impl::click(const QPoint& position, bool extend) {
  clearTimer.stop();
  const std::int32_t index = indexAt(position);
  if (index < 0) {
    // Nothing there: clears the selection, unless it is the first half of a double-click (home).
    if (!extend && !selection.empty()) clearTimer.start(QApplication::doubleClickInterval());
    return;
  }
  const CandidateId id = data.point(index).id;
  std::set<CandidateId> ids = extend ? selection : std::set<CandidateId>();
  if (extend && ids.contains(id)) {
    ids.erase(id);
  } else {
    ids.insert(id);
  }
  walked = id;
  Q_EMIT self.selectionRequested(ids);
}

void FrontPlot::Impl::selectBox(const QRect& box) {
  std::set<CandidateId> ids = selection;
  const QRectF area = QRectF(box);
  for (const PlotPoint& point : data.points()) {
    if (data.isDrawn(point) && area.contains(pixel(point))) ids.insert(point.id);
  }
  if (ids != selection) Q_EMIT self.selectionRequested(ids);
}

void FrontPlot::Impl::hover(const QPoint& position) {
  const std::int32_t index = indexAt(position);
  if (index == hovered) return;
  hovered = index;
  plot->layer(QString::fromLatin1(kTopLayer))->replot();
  if (index < 0) {
    plot->unsetCursor();
    QToolTip::hideText();
    return;
  }
  plot->setCursor(Qt::PointingHandCursor);
  QToolTip::showText(plot->mapToGlobal(position + QPoint(6, 6)), tooltipText(data.point(index)), plot);
}

void FrontPlot::Impl::leave() {
  if (hovered < 0) return;
  hovered = -1;
  plot->layer(QString::fromLatin1(kTopLayer))->replot();
}

QString FrontPlot::Impl::tooltipText(const PlotPoint& point) const {
  if (tooltip) return tooltip(point.id);
  const QLocale locale = self.locale();
  return FrontPlot::tr("candidate %1").arg(point.id.value) +
         QStringLiteral("<br>%1: %2<br>%3: %4")
             .arg(x.title.toHtmlEscaped(), locale.toString(point.x, 'g', 6), y.title.toHtmlEscaped(),
                  locale.toString(point.y, 'g', 6));
}

void FrontPlot::Impl::walk(int dx, int dy) {
  syncIfNeeded();
  if (!selection.contains(walked) && !selection.empty()) walked = *selection.begin();
  const std::int32_t index = data.walk(data.indexOf(walked), dx, dy);
  if (index < 0) return;
  const PlotPoint point = data.point(index);
  walked = point.id;
  bringIntoView(point);
  Q_EMIT self.selectionRequested({point.id});
  const QString html = tooltipText(point);
  self.setAccessibleDescription(QTextDocumentFragment::fromHtml(html).toPlainText());
  plot->setAccessibleDescription(self.accessibleDescription());
  QAccessibleEvent event(plot, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
  QToolTip::showText(plot->mapToGlobal(pixel(point).toPoint() + QPoint(10, 10)), html, plot);
}

void FrontPlot::Impl::bringIntoView(const PlotPoint& point) {
  const auto centre = [](QCPAxis& axis, double value) {
    if (axis.range().contains(value)) return false;
    const QCPRange range = axis.range();
    if (axis.scaleType() == QCPAxis::stLogarithmic) {
      const double half = std::sqrt(range.upper / range.lower);
      axis.setRange(value / half, value * half);
    } else {
      axis.setRange(value - range.size() / 2, value + range.size() / 2);
    }
    return true;
  };
  const bool movedX = centre(*plot->xAxis, point.x);
  const bool movedY = centre(*plot->yAxis, point.y);
  if (movedX || movedY) redraw();
}

void FrontPlot::Impl::toggleLogarithmic(bool ofX) {
  PlotAxis& axis = ofX ? x : y;
  axis.logarithmic = !axis.logarithmic;
  applyAxes();
  controls->forgetZoom();  // a view chosen on the other scale says nothing on this one
  showHome(true);
  Q_EMIT self.logarithmicChanged(x.logarithmic, y.logarithmic);
}

void FrontPlot::Impl::showMenu(const QPoint& globalPosition) {
  auto* menu = new QMenu(&self);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* home = menu->addAction(FrontPlot::tr("Whole view\tHome"));
  QObject::connect(home, &QAction::triggered, &self, [this] { controls->goHome(); });
  menu->addSeparator();
  const auto addToggle = [&](const QString& text, bool checked, const std::function<void()>& run) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    QObject::connect(action, &QAction::triggered, &self, run);
  };
  addToggle(FrontPlot::tr("Logarithmic x axis"), x.logarithmic, [this] { toggleLogarithmic(true); });
  addToggle(FrontPlot::tr("Logarithmic y axis"), y.logarithmic, [this] { toggleLogarithmic(false); });
  addToggle(FrontPlot::tr("Show infeasible candidates"), data.infeasibleVisible(), [this] {
    self.setInfeasibleVisible(!data.infeasibleVisible());
    Q_EMIT self.infeasibleVisibleChanged(data.infeasibleVisible());
  });
  menu->addSeparator();
  QObject::connect(menu->addAction(FrontPlot::tr("Copy data")), &QAction::triggered, &self,
                   [this] { QApplication::clipboard()->setText(self.dataText()); });
  QAction* save = menu->addAction(FrontPlot::tr("Save image…"));
  QObject::connect(save, &QAction::triggered, &self, [this] {
    askAndSaveImage(&self, QStringLiteral("front"), [this](const QString& path) { return self.saveImage(path); });
  });
  menu->popup(globalPosition);
}

FrontPlot::FrontPlot(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
  m_impl->setUp();
}

FrontPlot::~FrontPlot() {
  delete m_impl->controls;
  delete m_impl->plot;  // before the data it draws
}

void FrontPlot::setAxes(const PlotAxis& x, const PlotAxis& y) {
  const bool otherView = x.title != m_impl->x.title || y.title != m_impl->y.title ||
                         x.logarithmic != m_impl->x.logarithmic || y.logarithmic != m_impl->y.logarithmic;
  m_impl->x = x;
  m_impl->y = y;
  m_impl->applyAxes();
  if (otherView) {
    m_impl->controls->forgetZoom();
    m_impl->showHome(true);
  } else {
    m_impl->redraw();
  }
}

PlotAxis FrontPlot::xAxis() const {
  return m_impl->x;
}
PlotAxis FrontPlot::yAxis() const {
  return m_impl->y;
}

void FrontPlot::setPoints(std::vector<PlotPoint> points) {
  m_impl->data.set(std::move(points));
  m_impl->newView = true;
  m_impl->dataChanged();
}

void FrontPlot::updatePoints(const std::vector<PlotPoint>& points) {
  if (points.empty()) return;
  m_impl->data.update(points);
  m_impl->dataChanged();
}

void FrontPlot::setSelection(const std::set<CandidateId>& selection) {
  if (selection == m_impl->selection) return;
  m_impl->selection = selection;
  m_impl->dirty = true;  // the legend counts them
  m_impl->redraw();
}

void FrontPlot::refreshTooltip() {
  if (m_impl->hovered < 0 || !QToolTip::isVisible()) return;
  QToolTip::showText(QCursor::pos() + QPoint(6, 6), m_impl->tooltipText(m_impl->data.point(m_impl->hovered)),
                     m_impl->plot);
}

void FrontPlot::setTooltip(std::function<QString(CandidateId)> tooltip) {
  m_impl->tooltip = std::move(tooltip);
}

void FrontPlot::setEmptyText(const QString& text) {
  m_impl->emptyText = text;
  m_impl->redraw();
}

void FrontPlot::setInfeasibleVisible(bool visible) {
  m_impl->data.setInfeasibleVisible(visible);
  m_impl->dirty = true;
  m_impl->redraw();
}

void FrontPlot::home() {
  m_impl->controls->goHome();
}

QString FrontPlot::dataText() const {
  QString text = tr("candidate") + QLatin1Char('\t') + m_impl->x.title + QLatin1Char('\t') + m_impl->y.title +
                 QLatin1Char('\t') + tr("state") + QLatin1Char('\t') + tr("kind") + QLatin1Char('\t') +
                 tr("on the front") + QLatin1Char('\n');
  for (const PlotPoint& point : m_impl->data.points()) {
    if (!m_impl->data.isDrawn(point)) continue;
    const QStringList cells{QString::number(point.id.value),
                            QString::fromStdString(numberText(point.x)),
                            QString::fromStdString(numberText(point.y)),
                            QLatin1String(stateName(point.state)),
                            QLatin1String(kindName(point.kind)),
                            point.onFront ? tr("yes") : tr("no")};
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
  }
  return text;
}

bool FrontPlot::saveImage(const QString& path) {
  m_impl->syncIfNeeded();
  return savePlot(*m_impl->plot, path);
}

void FrontPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_impl) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_impl->applyPalette();
}

void FrontPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_impl->redraw();
}

void FrontPlot::contextMenuEvent(QContextMenuEvent* event) {
  m_impl->showMenu(event->globalPos());
}

}  // namespace pscope
