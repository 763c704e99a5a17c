#pragma once

#include <QColor>
#include <QFont>
#include <QGraphicsItem>
#include <QPainterPath>
#include <QString>

#include "viz/colours.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// What all items of one graph share: colours follow the palette, fonts the widget. Sizes in scene units (points).
struct GraphLook {
  Colours colours;
  bool dark = false;
  QFont titleFont, detailFont;
};

/// Outline of a catalogue shape (box, ellipse, hexagon, diamond, parallelogram, trapezium, point) within `box`; unknown
/// names are boxes.
QPainterPath shapeOutline(const QString& shape, const QRectF& box);
/// Fill for an operator's colour that leaves `text` readable on it (contrast at least 4.5, WCAG 2.1 AA).
QColor nodeFill(const QColor& colour, const QColor& background, const QColor& text, bool dark);
/// Contrast ratio of two colours, 1 to 21. @source WCAG 2.1, definition of contrast ratio
double contrastRatio(const QColor& a, const QColor& b);

/// One operator (or merged chain, or collapsed block) of the graph.
class GraphNodeItem : public QGraphicsItem {
 public:
  GraphNodeItem(int index, const NetworkView::Item& item, const GraphLook& look);

  int index() const { return m_index; }
  QString plainText() const { return m_plainText; }  ///< for tooltips and screen readers
  void setCurrent(bool current);
  /// Whether the node itself shows the shape of its tensor; otherwise its first edge does.
  static bool roomForDetail(const NetworkView::Item& item);
  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void paintTitle(QPainter& painter) const;
  void paintBadge(QPainter& painter) const;

  const GraphLook& m_look;
  int m_index;
  int m_repeat;
  QString m_title, m_detail, m_shape, m_plainText;
  QColor m_colour;
  QRectF m_box;
  QPainterPath m_outline;
  bool m_current = false;
};

/// One edge with its arrow and, where asked, the shape of the tensor on it.
class GraphEdgeItem : public QGraphicsItem {
 public:
  /// @param route  cubic Bezier control points (1 + 3k) in scene units; anything else is drawn as straight lines
  GraphEdgeItem(const std::vector<GraphLayout::Point>& route, const QString& label, const GraphLook& look);

  void setHighlighted(bool highlighted);
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const GraphLook& m_look;
  QPainterPath m_path;
  QPolygonF m_arrow;
  QString m_label;
  QRectF m_labelBox;
  bool m_highlighted = false;
};

}  // namespace pscope
