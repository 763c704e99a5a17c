#include "viz/graph_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr double kSmallest = 0.004;
constexpr double kLargest = 6;
constexpr double kLargestFit = 1.5;     ///< a graph of three nodes is not blown up
constexpr double kReadableScale = 0.7;  ///< below it the opening view shows the upper end only
constexpr double kWheelFactor = 1.18;   ///< per notch
constexpr double kMargin = 14;          ///< around the graph, scene units
constexpr int kTitlePixels = 11;
constexpr int kDetailPixels = 9;
constexpr int kClickDistance = 4;

/// From centre to centre, cut at the boxes: for layouts without a route.
std::vector<GraphLayout::Point> straightRoute(const QPointF& from, double fromHeight, const QPointF& to,
                                              double toHeight) {
  const double sign = to.y() >= from.y() ? 1 : -1;
  const double y0 = from.y() + sign * fromHeight / 2;
  const double y1 = to.y() - sign * toHeight / 2;
  const double middle = (y0 + y1) / 2;
  return {{from.x(), y0}, {from.x(), middle}, {to.x(), middle}, {to.x(), y1}};
}

}  // namespace

GraphCanvas::GraphCanvas(QWidget* parent) : QGraphicsView(parent) {
  setScene(&m_scene);
  setFrameShape(QFrame::NoFrame);
  setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::AnchorViewCenter);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  m_scene.setItemIndexMethod(QGraphicsScene::BspTreeIndex);
  applyLook(palette(), font());
}

GraphCanvas::~GraphCanvas() = default;

void GraphCanvas::applyLook(const QPalette& palette, const QFont& font) {
  m_look.colours = Colours::of(palette);
  m_look.dark = Colours::isDark(palette);
  m_look.titleFont = m_look.detailFont = font;
  m_look.titleFont.setPixelSize(kTitlePixels);
  m_look.detailFont.setPixelSize(kDetailPixels);
  m_scene.setBackgroundBrush(m_look.colours.background);
  m_scene.update();
}

void GraphCanvas::clearGraph() {
  m_scene.clear();
  m_nodes.clear();
  m_edges.clear();
  m_ends.clear();
  m_graphRect = QRectF();
  m_current = -1;
  m_viewChosen = false;
}

void GraphCanvas::setGraph(const NetworkView& view, const GraphLayout& layout) {
  clearGraph();
  if (layout.centres.size() != view.items.size()) return;
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    auto* node = new GraphNodeItem(static_cast<int>(i), view.items[i], m_look);
    node->setPos(layout.centres[i].x, layout.centres[i].y);
    m_scene.addItem(node);
    m_nodes.push_back(node);
  }
  std::vector<bool> labelled(view.items.size(), false);
  for (std::size_t e = 0; e < view.edges.size(); ++e) {
    const auto [from, to] = view.edges[e];
    const auto inside = [&view](int i) { return i >= 0 && static_cast<std::size_t>(i) < view.items.size(); };
    if (!inside(from) || !inside(to)) continue;
    const auto source = static_cast<std::size_t>(from);
    const auto target = static_cast<std::size_t>(to);
    const bool routed = e < layout.routes.size() && layout.routes[e].size() >= 2;
    const bool named = labelled[source] || GraphNodeItem::roomForDetail(view.items[source]);
    const QString label = named ? QString() : QString::fromStdString(view.items[source].detail);
    labelled[source] = true;
    auto* edge = new GraphEdgeItem(routed ? layout.routes[e]
                                          : straightRoute(m_nodes[source]->pos(), view.items[source].height,
                                                          m_nodes[target]->pos(), view.items[target].height),
                                   label, m_look);
    m_scene.addItem(edge);
    m_edges.push_back(edge);
    m_ends.push_back(view.edges[e]);
  }
  m_graphRect = m_scene.itemsBoundingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
  showStart();
}

void GraphCanvas::updateSceneRect() {
  // Room to pan any part of the graph to the middle of the view.
  const double scale = std::max(transform().m11(), kSmallest);
  const double x = viewport()->width() / scale / 2;
  const double y = viewport()->height() / scale / 2;
  setSceneRect(m_graphRect.adjusted(-x, -y, x, y));
}

void GraphCanvas::setScale(double scale) {
  setTransform(QTransform::fromScale(scale, scale));
  updateSceneRect();
}

void GraphCanvas::fit() {
  if (isEmpty()) return;
  const double scale = std::min(viewport()->width() / m_graphRect.width(), viewport()->height() / m_graphRect.height());
  setScale(std::clamp(scale, kSmallest, kLargestFit));
  centerOn(m_graphRect.center());
  m_viewChosen = false;
}

void GraphCanvas::showStart() {
  if (isEmpty()) return;
  const double wide = viewport()->width() / m_graphRect.width();
  const double high = viewport()->height() / m_graphRect.height();
  if (std::min(wide, high) >= kReadableScale) {
    fit();
    return;
  }
  setScale(std::clamp(wide, kReadableScale, 1.0));
  const double half = viewport()->height() / transform().m11() / 2;
  const double x = wide >= kReadableScale ? m_graphRect.center().x() : m_nodes.front()->pos().x();
  centerOn(x, std::min(m_graphRect.top() + half, high >= transform().m11() ? m_graphRect.center().y() : 1e9));
  m_viewChosen = false;
}

void GraphCanvas::setCurrentNode(int index) {
  const bool valid = index >= 0 && static_cast<std::size_t>(index) < m_nodes.size();
  const int current = valid ? index : -1;
  if (current == m_current) return;
  if (m_current >= 0) m_nodes[static_cast<std::size_t>(m_current)]->setCurrent(false);
  m_current = current;
  if (m_current >= 0) m_nodes[static_cast<std::size_t>(m_current)]->setCurrent(true);
  for (std::size_t e = 0; e < m_edges.size(); ++e) {
    m_edges[e]->setHighlighted(m_current >= 0 && (m_ends[e].from == m_current || m_ends[e].to == m_current));
  }
  Q_EMIT currentChanged(m_current);
}

QString GraphCanvas::nodeText(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= m_nodes.size()) return {};
  return m_nodes[static_cast<std::size_t>(index)]->plainText();
}

void GraphCanvas::zoom(double factor, const QPoint& at) {
  const double scale = std::clamp(transform().m11() * factor, kSmallest, kLargest);
  const QPointF fixed = mapToScene(at);
  setScale(scale);
  const QPointF moved = mapToScene(at);
  centerOn(mapToScene(viewport()->rect().center()) + (fixed - moved));
  m_viewChosen = true;
}

void GraphCanvas::wheelEvent(QWheelEvent* event) {
  const QPoint delta = event->angleDelta();
  zoom(std::pow(kWheelFactor, (delta.y() != 0 ? delta.y() : delta.x()) / 120.0), event->position().toPoint());
  event->accept();
}

int GraphCanvas::alongEdges(bool down) const {
  const GraphNodeItem& here = *m_nodes[static_cast<std::size_t>(m_current)];
  int best = m_current;
  double bestDistance = std::numeric_limits<double>::infinity();
  for (const LayoutGraph::Edge& edge : m_ends) {
    if ((down ? edge.from : edge.to) != m_current) continue;
    const int other = down ? edge.to : edge.from;
    const QPointF offset = m_nodes[static_cast<std::size_t>(other)]->pos() - here.pos();
    const double distance = std::abs(offset.x()) + std::abs(offset.y()) * 0.01;
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = other;
  }
  return best;
}

int GraphCanvas::beside(bool right) const {
  const QPointF here = m_nodes[static_cast<std::size_t>(m_current)]->pos();
  int best = m_current;
  double bestDistance = std::numeric_limits<double>::infinity();
  for (const GraphNodeItem* node : m_nodes) {
    const double dx = (node->pos().x() - here.x()) * (right ? 1 : -1);
    const double dy = std::abs(node->pos().y() - here.y());
    if (dx <= 1 || dy > dx) continue;
    const double distance = dx + 3 * dy;
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = node->index();
  }
  return best;
}

void GraphCanvas::walkTo(int index) {
  setCurrentNode(index);
  if (m_current < 0) return;
  const GraphNodeItem& node = *m_nodes[static_cast<std::size_t>(m_current)];
  ensureVisible(node.sceneBoundingRect(), 30, 30);
  m_viewChosen = true;
  const QPoint corner = mapFromScene(node.sceneBoundingRect().bottomRight());
  QToolTip::showText(viewport()->mapToGlobal(corner), node.toolTip(), viewport());
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  if (isEmpty()) return QGraphicsView::keyPressEvent(event);
  const QPoint centre = viewport()->rect().center();
  switch (event->key()) {
    case Qt::Key_F:
      fit();
      return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom(kWheelFactor, centre);
      return;
    case Qt::Key_Minus:
      zoom(1 / kWheelFactor, centre);
      return;
    case Qt::Key_Home:
      walkTo(0);
      return;
    case Qt::Key_End:
      walkTo(static_cast<int>(m_nodes.size()) - 1);
      return;
    case Qt::Key_Up:
    case Qt::Key_Down:
      walkTo(m_current < 0 ? 0 : alongEdges(event->key() == Qt::Key_Down));
      return;
    case Qt::Key_Left:
    case Qt::Key_Right:
      walkTo(m_current < 0 ? 0 : beside(event->key() == Qt::Key_Right));
      return;
    default:
      event->ignore();
  }
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return event->ignore();
  m_pressed = m_last = event->position().toPoint();
  m_panning = true;
  viewport()->setCursor(Qt::ClosedHandCursor);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (!m_panning) return;
  const QPoint position = event->position().toPoint();
  const QPoint delta = position - m_last;
  m_last = position;
  if ((position - m_pressed).manhattanLength() >= kClickDistance) m_viewChosen = true;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta.x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y());
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_panning) return;
  m_panning = false;
  viewport()->unsetCursor();
  const QPoint position = event->position().toPoint();
  if (event->button() != Qt::LeftButton || (position - m_pressed).manhattanLength() >= kClickDistance) return;
  const auto* node = dynamic_cast<GraphNodeItem*>(itemAt(position));
  setCurrentNode(node != nullptr ? node->index() : -1);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
  m_panning = false;
  viewport()->unsetCursor();
  fit();
}

void GraphCanvas::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  if (isEmpty()) return;
  if (m_viewChosen) {
    updateSceneRect();
  } else {
    showStart();
  }
}

}  // namespace pscope
