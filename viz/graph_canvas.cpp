#include "viz/graph_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <map>

#include "viz/layout/column_fold.h"
#include "viz/layout/route_ends.h"

namespace pscope {
namespace {

constexpr double kSmallest = 0.004;
constexpr double kLargest = 6;
constexpr double kLargestFit = 1.5;      ///< a graph of three nodes is not blown up
constexpr double kReadableScale = 0.7;   ///< below it the opening view shows the upper end only
constexpr double kWheelFactor = 1.18;    ///< per notch
constexpr double kMargin = 14;           ///< around the graph, scene units
constexpr std::size_t kManyEdges = 600;  ///< above it they are drawn as hair lines
constexpr double kFrameMargin = 8;       ///< of a frame around the items of a block
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

/// Heights of the collapsed blocks: a column is not cut there.
std::vector<ColumnFold::Span> frameSpans(const NetworkView& view, const GraphLayout& layout) {
  std::vector<ColumnFold::Span> spans;
  for (const auto& block : view.blocks) {
    if (block.opened || block.items.empty()) continue;
    ColumnFold::Span span{1e300, -1e300};
    for (const int item : block.items) {
      const auto i = static_cast<std::size_t>(item);
      span.first = std::min(span.first, layout.centres[i].y - view.items[i].height / 2);
      span.second = std::max(span.second, layout.centres[i].y + view.items[i].height / 2);
    }
    spans.push_back(span);
  }
  return spans;
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
  Q_EMIT viewMoved();
}

void GraphCanvas::setHeat(std::optional<GraphHeat> heat) {
  m_look.heat = std::move(heat);
  m_look.heatMax = m_look.heat ? largestHeat(*m_look.heat) : 0;
  m_scene.update();
}

void GraphCanvas::setExpandable(bool expandable) {
  if (expandable == m_expandable) return;
  m_expandable = expandable;
  if (!isEmpty()) build(ColumnFold(m_boxes, m_layout, frameSpans(m_network, m_layout)), m_columns);
}

void GraphCanvas::clearGraph() {
  m_scene.clear();
  m_nodes.clear();
  m_edges.clear();
  m_ends.clear();
  m_marked.clear();
  m_network = {};
  m_boxes = {};
  m_layout = {};
  m_graphRect = QRectF();
  m_columns = 1;
  m_current = -1;
  m_viewChosen = false;
  Q_EMIT viewMoved();
}

void GraphCanvas::setGraph(const NetworkView& view, const GraphLayout& layout, bool sameNetwork) {
  // What was current is found again by its first operator, and stays where it was on the screen.
  const bool stays = sameNetwork && !isEmpty() && m_viewChosen;
  int anchor = -1;
  QPoint place;
  if (sameNetwork && m_current >= 0) {
    anchor = m_network.items[static_cast<std::size_t>(m_current)].nodes.empty()
                 ? -1
                 : m_network.items[static_cast<std::size_t>(m_current)].nodes.front();
    place = mapFromScene(m_nodes[static_cast<std::size_t>(m_current)]->pos());
  }
  const double scale = transform().m11();
  clearGraph();
  if (layout.centres.size() != view.items.size()) return;
  m_network = view;
  m_boxes = view.layoutGraph();
  m_layout = layout;
  m_viewChosen = stays;
  const ColumnFold fold(m_boxes, m_layout, frameSpans(m_network, m_layout));
  build(fold, fittingColumns(fold));
  int nearest = -1;  // of a block that was closed, what stands for it
  int nearestNode = -1;
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    const auto& nodes = view.items[i].nodes;
    if (nodes.empty() || nodes.front() > anchor || nodes.front() <= nearestNode) continue;
    nearestNode = nodes.front();
    nearest = static_cast<int>(i);
  }
  if (nearest >= 0) setCurrentNode(nearest);
  if (!stays) return showStart();
  setScale(scale);
  if (m_current >= 0) {
    const QPointF moved = mapToScene(place) - m_nodes[static_cast<std::size_t>(m_current)]->pos();
    centerOn(mapToScene(viewport()->rect().center()) - moved);
  }
  Q_EMIT viewMoved();
}

int GraphCanvas::fittingColumns(const ColumnFold& fold) const {
  const double width = viewport()->width() - 2 * kMargin;
  const double height = viewport()->height() - 2 * kMargin;
  const int columns = fold.columnsFor(width, height);
  const auto size = fold.size(columns);
  if (std::min(width / size.width, height / size.height) >= kReadableScale) return columns;
  return fold.columnsFor(width - mapRoom(), height);
}

double GraphCanvas::mapRoom() const {
  return viewport()->width() >= 4 * m_mapRoom ? m_mapRoom : 0;
}

void GraphCanvas::build(const ColumnFold& fold, int columns) {
  m_scene.clear();
  m_nodes.clear();
  m_edges.clear();
  m_ends.clear();
  GraphLayout layout = fold.fold(columns);
  attachRoutes(m_network, layout);
  m_columns = layout.column.empty() ? 1 : 1 + *std::max_element(layout.column.begin(), layout.column.end());
  const auto& view = m_network;
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    auto* node = new GraphNodeItem(static_cast<int>(i), view.items[i], m_look);
    node->setPos(layout.centres[i].x, layout.centres[i].y);
    node->setCurrent(static_cast<int>(i) == m_current);
    m_scene.addItem(node);
    m_nodes.push_back(node);
  }
  layout.routes.resize(view.edges.size());
  for (std::size_t e = 0; e < view.edges.size(); ++e) {
    const auto [from, to] = view.edges[e];
    const auto inside = [&view](int i) { return i >= 0 && static_cast<std::size_t>(i) < view.items.size(); };
    if (!inside(from) || !inside(to)) continue;
    const auto source = static_cast<std::size_t>(from);
    const auto target = static_cast<std::size_t>(to);
    if (layout.routes[e].size() < 2) {
      layout.routes[e] = straightRoute(m_nodes[source]->pos(), view.items[source].height, m_nodes[target]->pos(),
                                       view.items[target].height);
    }
    auto* edge = new GraphEdgeItem(layout.routes[e], m_look);
    edge->setHighlighted(m_current >= 0 && (from == m_current || to == m_current));
    m_scene.addItem(edge);
    m_edges.push_back(edge);
    m_ends.push_back(view.edges[e]);
  }
  setBestQuality(false);
  const auto frames = addFrames(layout);
  for (const auto& label : placeEdgeLabels(view, layout, frames)) m_scene.addItem(new GraphLabelItem(label, m_look));
  setMarked(m_marked);
  m_graphRect = m_scene.itemsBoundingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
  updateSceneRect();
}

std::vector<LabelObstacle> GraphCanvas::addFrames(const GraphLayout& layout) {
  std::vector<LabelObstacle> taken;
  const auto take = [&taken](const QRectF& box) {
    taken.push_back({box.left() - 1, box.top() - 1, box.right() + 1, box.bottom() + 1});
  };
  for (std::size_t b = 0; b < m_network.blocks.size(); ++b) {
    const auto& block = m_network.blocks[b];
    std::map<int, QRectF> boxes;  // per column
    for (const int item : block.items) {
      const auto index = static_cast<std::size_t>(item);
      const QRectF box = m_nodes[index]->mapRectToScene(m_nodes[index]->box());
      auto& frame = boxes[layout.column.empty() ? 0 : layout.column[index]];
      frame = frame.isNull() ? box : frame.united(box);
    }
    bool clear = true;  // a frame around strangers would say that they belong to it
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
      if (std::find(block.items.begin(), block.items.end(), static_cast<int>(i)) != block.items.end()) continue;
      const auto found = boxes.find(layout.column.empty() ? 0 : layout.column[i]);
      if (found != boxes.end() && found->second.intersects(m_nodes[i]->mapRectToScene(m_nodes[i]->box())))
        clear = false;
    }
    bool first = true;
    for (const auto& [column, box] : boxes) {
      const QRectF frame = box.adjusted(-kFrameMargin, -kFrameMargin, kFrameMargin, kFrameMargin);
      if (clear) {
        m_scene.addItem(new GraphFrameItem(frame, m_look));
        for (const double y : {frame.top(), frame.bottom()}) take(QRectF(frame.left(), y, frame.width(), 0));
        for (const double x : {frame.left(), frame.right()}) take(QRectF(x, frame.top(), 0, frame.height()));
      }
      if (first && (clear || m_expandable)) {
        auto* button = new GraphBlockButton(static_cast<int>(b), block, m_expandable, m_look);
        button->setPos(frame.topRight() - QPointF(2, 0));
        m_scene.addItem(button);
        take(button->sceneBoundingRect());
      }
      first = false;
    }
    for (const int item : block.items) m_nodes[static_cast<std::size_t>(item)]->setFramed(clear);
  }
  return taken;
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
  Q_EMIT viewMoved();
}

void GraphCanvas::scrollContentsBy(int dx, int dy) {
  QGraphicsView::scrollContentsBy(dx, dy);
  Q_EMIT viewMoved();
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
  const double room = viewport()->width() - mapRoom();
  setScale(std::clamp(room / m_graphRect.width(), kReadableScale, 1.0));
  const double scale = transform().m11();
  const bool allWide = m_graphRect.width() * scale <= viewport()->width() + 1;
  const double half = viewport()->height() / scale / 2;
  const double x = (allWide ? m_graphRect.center().x() : m_nodes.front()->pos().x()) +
                   (m_graphRect.width() * scale <= room + 1 ? mapRoom() / scale / 2 : 0);
  centerOn(x, high >= scale ? m_graphRect.center().y() : m_graphRect.top() + half);
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

void GraphCanvas::setBestQuality(bool best) {
  m_look.quickEdges = !best && m_edges.size() > kManyEdges;
}

void GraphCanvas::paintMap(QPainter& painter) const {
  QPen pen(m_look.colours.axis, 1);
  pen.setCosmetic(true);
  painter.setPen(pen);
  for (const auto& edge : m_ends) {
    painter.drawLine(m_nodes[static_cast<std::size_t>(edge.from)]->pos(),
                     m_nodes[static_cast<std::size_t>(edge.to)]->pos());
  }
  for (const GraphNodeItem* node : m_nodes) painter.fillRect(node->mapRectToScene(node->box()), node->fill());
}

void GraphCanvas::showPlace(const QPointF& place) {
  centerOn(place);
  m_viewChosen = true;
}

void GraphCanvas::showNode(int index) {
  setCurrentNode(index);
  if (m_current < 0) return;
  if (transform().m11() < kReadableScale) setScale(1);
  const QRectF box = m_nodes[static_cast<std::size_t>(m_current)]->sceneBoundingRect();
  const QRectF visible = mapToScene(viewport()->rect()).boundingRect();
  if (!visible.contains(box)) centerOn(box.center());
  m_viewChosen = true;
}

void GraphCanvas::setMarked(const std::vector<int>& nodes) {
  for (const int node : m_marked) {
    if (static_cast<std::size_t>(node) < m_nodes.size()) m_nodes[static_cast<std::size_t>(node)]->setMarked(false);
  }
  m_marked = nodes;
  for (const int node : m_marked) {
    if (static_cast<std::size_t>(node) < m_nodes.size()) m_nodes[static_cast<std::size_t>(node)]->setMarked(true);
  }
}

int GraphCanvas::blockOf(int node) const {
  if (node < 0 || static_cast<std::size_t>(node) >= m_network.items.size()) return -1;
  if (const int block = m_network.items[static_cast<std::size_t>(node)].block; block >= 0) {
    return static_cast<std::size_t>(block) < m_network.blocks.size() ? block : -1;
  }
  for (std::size_t b = m_network.blocks.size(); b-- > 0;) {
    const auto& items = m_network.blocks[b].items;
    if (std::find(items.begin(), items.end(), node) != items.end()) return static_cast<int>(b);
  }
  return -1;
}

bool GraphCanvas::toggle(int node) {
  if (!m_expandable || node < 0) return false;
  const auto& item = m_network.items[static_cast<std::size_t>(node)];
  if (!item.closedScope.empty()) {
    Q_EMIT scopeOpened(QString::fromStdString(item.closedScope));
    return true;
  }
  const int block = blockOf(node);
  if (block < 0) return false;
  Q_EMIT blockToggled(block);
  return true;
}

QString GraphCanvas::nodeText(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= m_nodes.size()) return {};
  return m_nodes[static_cast<std::size_t>(index)]->plainText();
}

void GraphCanvas::showNaturalSize() {
  zoom(1 / transform().m11(), viewport()->rect().center());
}

void GraphCanvas::zoomBy(double factor) {
  zoom(factor, viewport()->rect().center());
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

bool GraphCanvas::event(QEvent* event) {
  // Ctrl+F is the window's as well: while the graph has the focus it is ours.
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Find)) {
    event->accept();
    return true;
  }
  return QGraphicsView::event(event);
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  if (isEmpty()) return QGraphicsView::keyPressEvent(event);
  if (event->matches(QKeySequence::Find)) {
    Q_EMIT findRequested();
    return;
  }
  const QPoint centre = viewport()->rect().center();
  switch (event->key()) {
    case Qt::Key_F:
      fit();
      return;
    case Qt::Key_M:
      Q_EMIT mapRequested();
      return;
    case Qt::Key_0:
      showNaturalSize();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!toggle(m_current)) QGraphicsView::keyPressEvent(event);
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
  auto* item = itemAt(position);
  if (const auto* button = dynamic_cast<GraphBlockButton*>(item); button != nullptr && m_expandable) {
    // What the click opened stays where it was.
    const auto& items = m_network.blocks[static_cast<std::size_t>(button->block())].items;
    if (!items.empty()) setCurrentNode(items.front());
    Q_EMIT blockToggled(button->block());
    return;
  }
  const auto* node = dynamic_cast<GraphNodeItem*>(item);
  setCurrentNode(node != nullptr ? node->index() : -1);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  m_panning = false;
  viewport()->unsetCursor();
  const auto* node = dynamic_cast<GraphNodeItem*>(itemAt(event->position().toPoint()));
  if (node != nullptr && toggle(node->index())) return;
  fit();
}

void GraphCanvas::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  if (isEmpty()) return;
  if (m_viewChosen) {
    updateSceneRect();
    Q_EMIT viewMoved();
    return;
  }
  const ColumnFold fold(m_boxes, m_layout, frameSpans(m_network, m_layout));
  if (const int columns = fittingColumns(fold); columns != m_columns) build(fold, columns);
  showStart();
}

}  // namespace pscope
