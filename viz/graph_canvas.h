#pragma once

#include <QGraphicsScene>
#include <QGraphicsView>
#include <vector>

#include "viz/graph_items.h"

namespace pscope {

/// The scene of a GraphView with its mouse and keyboard: wheel zooms at the cursor, drag pans, F or double-click fits,
/// arrows walk along the edges.
/// @thread the window's
class GraphCanvas : public QGraphicsView {
  Q_OBJECT
 public:
  explicit GraphCanvas(QWidget* parent = nullptr);
  ~GraphCanvas() override;

  void setGraph(const NetworkView& view, const GraphLayout& layout);
  void clearGraph();
  bool isEmpty() const { return m_nodes.empty(); }
  /// Colours and fonts of the items.
  void applyLook(const QPalette& palette, const QFont& font);
  /// The whole graph.
  void fit();
  /// The whole graph while its text stays readable, or else its upper end; only until the view is changed by hand.
  void showStart();
  int currentNode() const { return m_current; }
  void setCurrentNode(int index);
  QString nodeText(int index) const;
  QRectF graphRect() const { return m_graphRect; }

 Q_SIGNALS:
  void currentChanged(int index);  ///< of NetworkView::items; -1: none

 protected:
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void zoom(double factor, const QPoint& at);
  void setScale(double scale);
  int alongEdges(bool down) const;
  int beside(bool right) const;
  void walkTo(int index);
  void updateSceneRect();

  QGraphicsScene m_scene;
  GraphLook m_look;
  std::vector<GraphNodeItem*> m_nodes;
  std::vector<GraphEdgeItem*> m_edges;
  std::vector<LayoutGraph::Edge> m_ends;
  QRectF m_graphRect;
  int m_current = -1;
  bool m_viewChosen = false;  ///< by hand: resizing leaves it alone
  bool m_panning = false;
  QPoint m_pressed, m_last;
};

}  // namespace pscope
