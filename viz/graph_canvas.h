#pragma once

#include <QGraphicsScene>
#include <QGraphicsView>
#include <optional>
#include <vector>

#include "viz/graph_items.h"

namespace pscope {

class ColumnFold;

/// The scene of a GraphView with its mouse and keyboard: wheel zooms at the cursor, drag pans, F or double-click fits,
/// 0 shows the natural size, arrows walk along the edges, Enter opens and closes a repeated block. A tall drawing is
/// folded into columns that fit the window.
/// @thread the window's
class GraphCanvas : public QGraphicsView {
  Q_OBJECT
 public:
  explicit GraphCanvas(QWidget* parent = nullptr);
  ~GraphCanvas() override;

  /// @param sameNetwork  a block of the network shown was opened or closed: zoom, current node and its place stay
  void setGraph(const NetworkView& view, const GraphLayout& layout, bool sameNetwork = false);
  void clearGraph();
  bool isEmpty() const { return m_nodes.empty(); }
  /// Colours and fonts of the items.
  void applyLook(const QPalette& palette, const QFont& font);
  void setHeat(std::optional<GraphHeat> heat);
  const GraphLook& look() const { return m_look; }
  /// Whether blocks get a button to open and close them.
  void setExpandable(bool expandable);
  bool expandable() const { return m_expandable; }
  /// The whole graph.
  void fit();
  /// One point is one pixel.
  void showNaturalSize();
  void zoomBy(double factor);
  /// The whole graph while its text stays readable, or else its upper end; only until the view is changed by hand.
  void showStart();
  int currentNode() const { return m_current; }
  void setCurrentNode(int index);
  /// Moves a place of the scene to the middle.
  void showPlace(const QPointF& place);
  /// Makes a node current and brings it into view.
  void showNode(int index);
  /// Rings around these nodes.
  void setMarked(const std::vector<int>& nodes);
  QString nodeText(int index) const;
  QRectF graphRect() const { return m_graphRect; }
  /// For pictures that are saved: the best that there is, however long it takes.
  void setBestQuality(bool best);
  /// The graph in a few strokes, for a small map. @param painter  in the scene's coordinates
  void paintMap(QPainter& painter) const;
  const NetworkView& network() const { return m_network; }
  int columns() const { return m_columns; }
  /// Width at the right end that showStart() keeps free for an overview when not everything is visible.
  void setMapRoom(double pixels) { m_mapRoom = pixels; }
  /// The block that Enter on this node opens or closes: the innermost collapsed one, else the innermost opened; -1.
  int blockOf(int node) const;

 Q_SIGNALS:
  void currentChanged(int index);  ///< of NetworkView::items; -1: none
  void viewMoved();                ///< zoomed, panned, resized, or another graph
  void blockToggled(int block);    ///< of NetworkView::blocks
  void scopeOpened(const QString& scope);
  void findRequested();
  void mapRequested();  ///< M: show or hide the overview

 protected:
  bool event(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;

 private:
  void zoom(double factor, const QPoint& at);
  void setScale(double scale);
  void build(const ColumnFold& fold, int columns);
  std::vector<LabelObstacle> addFrames(const GraphLayout& layout);
  int fittingColumns(const ColumnFold& fold) const;
  double mapRoom() const;
  int alongEdges(bool down) const;
  int beside(bool right) const;
  void walkTo(int index);
  bool toggle(int node);
  void updateSceneRect();

  QGraphicsScene m_scene;
  GraphLook m_look;
  NetworkView m_network;
  LayoutGraph m_boxes;   ///< of m_network
  GraphLayout m_layout;  ///< as given: one column
  std::vector<GraphNodeItem*> m_nodes;
  std::vector<GraphEdgeItem*> m_edges;
  std::vector<LayoutGraph::Edge> m_ends;
  std::vector<int> m_marked;
  QRectF m_graphRect;
  int m_columns = 1;
  double m_mapRoom = 0;
  int m_current = -1;
  bool m_expandable = false;
  bool m_viewChosen = false;  ///< by hand: resizing leaves it alone
  bool m_panning = false;
  QPoint m_pressed, m_last;
};

}  // namespace pscope
