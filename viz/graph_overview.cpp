#include "viz/graph_overview.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "viz/graph_canvas.h"

namespace pscope {
namespace {

constexpr int kLongSide = 150;
constexpr int kShortSide = 28;      ///< at least
constexpr int kMargin = 8;          ///< from the corner of the viewport
constexpr int kSmallestView = 260;  ///< of the canvas, below which a map would cover it

}  // namespace

GraphOverview::GraphOverview(GraphCanvas& canvas) : QWidget(canvas.viewport()), m_canvas(canvas) {
  setObjectName(QStringLiteral("graphOverview"));
  setAccessibleName(tr("Overview map"));
  setToolTip(tr("The whole graph; drag to move (M hides it)"));
  setCursor(Qt::CrossCursor);
  hide();
  canvas.setMapRoom(kLongSide + 2 * kMargin);
  connect(&canvas, &GraphCanvas::viewMoved, this, &GraphOverview::refresh);
}

void GraphOverview::setWanted(bool wanted) {
  m_wanted = wanted;
  m_canvas.setMapRoom(wanted ? kLongSide + 2 * kMargin : 0);
  refresh();
}

void GraphOverview::invalidate() {
  m_map = {};
  refresh();
}

void GraphOverview::refresh() {
  const QRectF graph = m_canvas.graphRect();
  const QWidget* viewport = m_canvas.viewport();
  const QRectF shown = m_canvas.mapToScene(viewport->rect()).boundingRect();
  const double slack = 2 / m_canvas.transform().m11();  // pixels that a rounded centre may be off
  const bool all = shown.adjusted(-slack, -slack, slack, slack).contains(graph);
  if (!m_wanted || graph.isEmpty() || all || viewport->width() < kSmallestView || viewport->height() < kSmallestView) {
    hide();
    return;
  }
  const double scale = std::min(kLongSide / graph.width(), kLongSide / graph.height());
  const QSize size(std::max(kShortSide, static_cast<int>(graph.width() * scale)),
                   std::max(kShortSide, static_cast<int>(graph.height() * scale)));
  resize(size);
  move(viewport->width() - size.width() - kMargin, kMargin);
  show();
  update();
}

QTransform GraphOverview::toMap() const {
  const QRectF graph = m_canvas.graphRect();
  const double scale = std::min((width() - 4) / graph.width(), (height() - 4) / graph.height());
  QTransform transform;
  transform.translate(width() / 2.0, height() / 2.0);
  transform.scale(scale, scale);
  transform.translate(-graph.center().x(), -graph.center().y());
  return transform;
}

QRectF GraphOverview::visibleFrame() const {
  return toMap().mapRect(m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect());
}

void GraphOverview::paintEvent(QPaintEvent* /*event*/) {
  const Colours& colours = m_canvas.look().colours;
  if (m_map.size() != size() * devicePixelRatioF()) {
    m_map = QPixmap(size() * devicePixelRatioF());
    m_map.setDevicePixelRatio(devicePixelRatioF());
    m_map.fill(colours.background);
    QPainter painter(&m_map);
    painter.setTransform(toMap(), true);
    m_canvas.paintMap(painter);
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, m_map);
  const QRectF frame = visibleFrame().intersected(QRectF(rect()).adjusted(1, 1, -1, -1));
  QPainterPath outside;
  outside.addRect(rect());
  QPainterPath inside;
  inside.addRect(frame);
  QColor veil = colours.text;
  veil.setAlphaF(0.14F);
  painter.fillPath(outside.subtracted(inside), veil);
  painter.setPen(QPen(colours.front, 1.5));
  painter.drawRect(frame);
  painter.setPen(QPen(colours.axis, 1));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void GraphOverview::moveTo(const QPointF& at) {
  m_canvas.showPlace(toMap().inverted().map(at));
}

void GraphOverview::mousePressEvent(QMouseEvent* event) {
  event->accept();
  if (event->button() == Qt::LeftButton) moveTo(event->position());
}
void GraphOverview::mouseMoveEvent(QMouseEvent* event) {
  event->accept();
  if (event->buttons() & Qt::LeftButton) moveTo(event->position());
}
void GraphOverview::mouseReleaseEvent(QMouseEvent* event) {
  event->accept();
}

}  // namespace pscope
