#pragma once

#include <QPixmap>
#include <QWidget>

namespace pscope {

class GraphCanvas;

/// A small map of the whole graph with a frame around what the canvas shows; click or drag moves there. It hides itself
/// while everything is visible.
/// @thread the window's
class GraphOverview : public QWidget {
  Q_OBJECT
 public:
  /// @param canvas  whose viewport it lies on
  explicit GraphOverview(GraphCanvas& canvas);

  void setWanted(bool wanted);
  bool wanted() const { return m_wanted; }
  /// What the canvas shows, in the map's coordinates.
  QRectF visibleFrame() const;
  /// The graph or its colours changed: the map is drawn again.
  void invalidate();
  void refresh();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  QTransform toMap() const;
  void moveTo(const QPointF& at);

  GraphCanvas& m_canvas;
  QPixmap m_map;
  bool m_wanted = true;
};

}  // namespace pscope
