#include "viz/front_plot.h"

#include <qcustomplot.h>

#include <QAction>
#include <QTextDocumentFragment>
#include <algorithm>
#include <array>
#include <climits>
#include <cmath>

#include "core/base/number_text.h"
#include "viz/front_data.h"
#include "viz/front_marks.h"
#include "viz/front_view.h"
#include "viz/plot_controls.h"
#include "viz/plot_frame.h"
#include "viz/plot_look.h"
#include "viz/point_cloud.h"

namespace pscope {
namespace {

constexpr double kFrontReach = 10;  ///< how near a click must be
constexpr double kCloudReach = 8;

}  // namespace

class FrontPlot::Impl : public FrontMarks {
 public:
  explicit Impl(FrontPlot& plotOwner);

  bool isEmpty() const override { return counts.drawn() == 0; }
  void sync() override;
  void goHome(bool wasZoomed) override;
  QString dataText() const override;
  void extendMenu(QMenu& menu) override;
  int itemAt(const QPoint& position) const override;
  QString tip(int item, const QPoint* mouse) const override;
  void currentChanged() override;
  void hovered(const QPoint& position) override;
  void clicked(const QPoint& position, bool extend) override;
  void walked(int dx, int dy) override;  ///< along the front

  void applyAxes();
  QColor screenedColour() const;
  PointRaster::Look cloudLook(int drawn) const;
  void updateRanges();
  void updateLegend();
  void updateDescription();
  void selectBox(const QRect& box);
  void toggleLogarithmic(bool x);

  FrontPlot& owner;
  PointCloud* cloud;
  QTimer clearTimer;
  CandidateId last;  ///< that was clicked or walked to
  std::function<QString(CandidateId)> tooltip;
  bool focusOffered = false;
  bool newView = true;  ///< the axes must be chosen anew, whatever they show
};

FrontPlot::Impl::Impl(FrontPlot& plotOwner)
    : FrontMarks(plotOwner), owner(plotOwner), cloud(addPointCloud(*plot, data)) {
  addPainted(*plot, kBackLayer, true, [this](QCPPainter& painter) {
    paintRegion(painter);
    paintBounds(painter);
  });
  addPainted(*plot, kMarksLayer, true, [this](QCPPainter& painter) { paintMarks(painter); });
  x.title = FrontPlot::tr("x");
  y.title = FrontPlot::tr("y");
  emptyText = FrontPlot::tr("No candidates yet.");
  clearTimer.setSingleShot(true);
  QObject::connect(&clearTimer, &QTimer::timeout, &owner, [this] { Q_EMIT owner.selectionRequested({}); });
  QObject::connect(controls, &PlotControls::doubleClicked, &owner, [this] { clearTimer.stop(); });
  QObject::connect(controls, &PlotControls::boxSelected, &owner, [this](const QRect& box) { selectBox(box); });
  applyAxes();
}

void FrontPlot::Impl::goHome(bool wasZoomed) {
  newView = true;
  PlotFrame::goHome(wasZoomed);
}

void FrontPlot::Impl::applyAxes() {
  setAxisTitle(*plot->xAxis, x.title, x.minimize);
  setAxisTitle(*plot->yAxis, y.title, y.minimize);
  setAxisScale(*plot->xAxis, x.logarithmic);
  setAxisScale(*plot->yAxis, y.logarithmic);
  data.setLogarithmic(x.logarithmic, y.logarithmic);
  outdated();
}

void FrontPlot::Impl::sync() {
  current = -1;
  counts = data.counts();
  front = data.front();
  std::vector<QPointF> corners;
  corners.reserve(front.size());
  for (const std::int32_t i : front) corners.emplace_back(data.point(i).x, data.point(i).y);
  stairs = staircase(std::move(corners), x.minimize, y.minimize);
  cloud->setLook(cloudLook(counts.drawn()));
  showAxes(!isEmpty());
  if (!controls->isZoomed()) updateRanges();
  updateLegend();
  updateDescription();
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

void FrontPlot::Impl::updateDescription() {
  describe(FrontPlot::tr("Pareto front: %1 over %2").arg(y.title, x.title),
           FrontPlot::tr(
               "%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home "
               "shows everything.",
               "", counts.drawn())
               .arg(counts.front));
}

int FrontPlot::Impl::itemAt(const QPoint& position) const {
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

void FrontPlot::Impl::clicked(const QPoint& position, bool extend) {
  clearTimer.stop();
  const int index = itemAt(position);
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
  last = id;
  Q_EMIT owner.selectionRequested(ids);
}

void FrontPlot::Impl::selectBox(const QRect& box) {
  std::set<CandidateId> ids = selection;
  const QRectF area = QRectF(box);
  for (const PlotPoint& point : data.points()) {
    if (data.isDrawn(point) && area.contains(pixel(point))) ids.insert(point.id);
  }
  if (ids != selection) Q_EMIT owner.selectionRequested(ids);
}

void FrontPlot::Impl::currentChanged() {
  current < 0 ? plot->unsetCursor() : plot->setCursor(Qt::PointingHandCursor);
}

void FrontPlot::Impl::hovered(const QPoint& position) {
  if (itemAt(position) != current) PlotFrame::hovered(position);  // its text holds a picture: once is enough
}

QString FrontPlot::Impl::tip(int item, const QPoint* /*mouse*/) const {
  const PlotPoint& point = data.point(item);
  if (tooltip) return tooltip(point.id);
  const QLocale locale = self.locale();
  return FrontPlot::tr("candidate %1").arg(point.id.value) +
         QStringLiteral("<br>%1: %2<br>%3: %4")
             .arg(x.title.toHtmlEscaped(), locale.toString(point.x, 'g', 6), y.title.toHtmlEscaped(),
                  locale.toString(point.y, 'g', 6));
}

void FrontPlot::Impl::walked(int dx, int dy) {
  syncIfNeeded();
  if (!selection.contains(last) && !selection.empty()) last = *selection.begin();
  const std::int32_t index = data.walk(data.indexOf(last), dx, dy);
  if (index < 0) return;
  const PlotPoint point = data.point(index);
  last = point.id;
  bringIntoView({point.x, point.y});
  Q_EMIT owner.selectionRequested({point.id});
  const QString html = tip(index, nullptr);
  announce(QTextDocumentFragment::fromHtml(html).toPlainText());
  showTip(pixel(point).toPoint() + QPoint(10, 10), html);
}

void FrontPlot::Impl::toggleLogarithmic(bool ofX) {
  PlotAxis& axis = ofX ? x : y;
  axis.logarithmic = !axis.logarithmic;
  applyAxes();
  controls->forgetZoom();  // a view chosen on the other scale says nothing on this one
  goHome(true);
  Q_EMIT owner.logarithmicChanged(x.logarithmic, y.logarithmic);
}

void FrontPlot::Impl::extendMenu(QMenu& menu) {
  if (focusOffered) {
    QAction* focus = menu.addAction(FrontPlot::tr("&Focus the search here…"));
    focus->setObjectName(QStringLiteral("focusHere"));
    QObject::connect(focus, &QAction::triggered, &self, [this] { Q_EMIT owner.focusRequested(); });
    menu.addSeparator();
  }
  const auto addToggle = [&](const QString& text, bool checked, const std::function<void()>& run) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    QObject::connect(action, &QAction::triggered, &self, run);
  };
  addToggle(FrontPlot::tr("Logarithmic x axis"), x.logarithmic, [this] { toggleLogarithmic(true); });
  addToggle(FrontPlot::tr("Logarithmic y axis"), y.logarithmic, [this] { toggleLogarithmic(false); });
  addToggle(FrontPlot::tr("Show infeasible candidates"), data.infeasibleVisible(), [this] {
    owner.setInfeasibleVisible(!data.infeasibleVisible());
    Q_EMIT owner.infeasibleVisibleChanged(data.infeasibleVisible());
  });
}

FrontPlot::FrontPlot(QWidget* parent)
    : Plot(parent), m_impl(static_cast<Impl&>(install(std::make_unique<Impl>(*this)))) {}

void FrontPlot::setAxes(const PlotAxis& x, const PlotAxis& y) {
  const bool otherView = x.title != m_impl.x.title || y.title != m_impl.y.title ||
                         x.logarithmic != m_impl.x.logarithmic || y.logarithmic != m_impl.y.logarithmic;
  m_impl.x = x;
  m_impl.y = y;
  m_impl.applyAxes();
  if (otherView) {
    m_impl.controls->forgetZoom();
    m_impl.goHome(true);
  } else {
    m_impl.redraw();
  }
}

PlotAxis FrontPlot::xAxis() const {
  return m_impl.x;
}
PlotAxis FrontPlot::yAxis() const {
  return m_impl.y;
}

void FrontPlot::setPoints(std::vector<PlotPoint> points) {
  m_impl.data.set(std::move(points));
  m_impl.newView = true;
  m_impl.arrived();
}

void FrontPlot::updatePoints(const std::vector<PlotPoint>& points) {
  if (points.empty()) return;
  m_impl.data.update(points);
  m_impl.arrived();
}

void FrontPlot::setSelection(const std::set<CandidateId>& selection) {
  if (selection == m_impl.selection) return;
  m_impl.selection = selection;
  m_impl.outdated();  // the legend counts them
}

void FrontPlot::refreshTooltip() {
  if (m_impl.current < 0 || !QToolTip::isVisible()) return;
  QToolTip::showText(QCursor::pos() + QPoint(6, 6), m_impl.tip(m_impl.current, nullptr), m_impl.plot);
}

void FrontPlot::setTooltip(std::function<QString(CandidateId)> tooltip) {
  m_impl.tooltip = std::move(tooltip);
}

void FrontPlot::setInfeasibleVisible(bool visible) {
  m_impl.data.setInfeasibleVisible(visible);
  m_impl.outdated();
}

void FrontPlot::setRegion(const std::optional<PlotRegion>& region) {
  m_impl.region = region;
  m_impl.redraw();
}

void FrontPlot::setFocusOffered(bool offered) {
  m_impl.focusOffered = offered;
}

std::optional<PlotRegion> FrontPlot::zoomedRegion() const {
  if (!m_impl.controls->isZoomed()) return std::nullopt;
  const QCPRange x = m_impl.plot->xAxis->range(), y = m_impl.plot->yAxis->range();
  return PlotRegion{x.lower, x.upper, y.lower, y.upper};
}

void FrontPlot::home() {
  m_impl.controls->goHome();
}

QString FrontPlot::Impl::dataText() const {
  QString text = FrontPlot::tr("candidate") + QLatin1Char('\t') + x.title + QLatin1Char('\t') + y.title +
                 QLatin1Char('\t') + FrontPlot::tr("state") + QLatin1Char('\t') + FrontPlot::tr("kind") +
                 QLatin1Char('\t') + FrontPlot::tr("on the front") + QLatin1Char('\n');
  for (const PlotPoint& point : data.points()) {
    if (!data.isDrawn(point)) continue;
    const QStringList cells{QString::number(point.id.value),
                            QString::fromStdString(numberText(point.x)),
                            QString::fromStdString(numberText(point.y)),
                            QLatin1String(stateName(point.state)),
                            QLatin1String(kindName(point.kind)),
                            point.onFront ? FrontPlot::tr("yes") : FrontPlot::tr("no")};
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
  }
  return text;
}

}  // namespace pscope
