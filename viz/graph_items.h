#pragma once

#include <QColor>
#include <QFont>
#include <QGraphicsItem>
#include <QPainterPath>
#include <QString>
#include <optional>

#include "viz/colours.h"
#include "viz/graph_heat.h"
#include "viz/layout/edge_labels.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// What all items of one graph share: colours follow the palette, fonts the widget. Sizes in scene units (points).
struct GraphLook {
  Colours colours;
  bool dark = false;
  QFont titleFont, detailFont;
  bool quickEdges = false;  ///< hundreds of edges: hair lines without smoothing, an order of magnitude faster
  std::optional<GraphHeat> heat;
  double heatMax = 0;
};

/// A title or shape of a NetworkView for people: "conv 3x3" with a real multiplication sign.
QString graphText(const std::string& text);

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
  /// A ring around it: found, or changed.
  void setMarked(bool marked);
  /// A frame shows how often its block is repeated.
  void setFramed(bool framed) { m_framed = framed; }
  QRectF box() const { return m_box; }
  QColor fill() const;
  /// What the node says below its title: its heat, or its parameters.
  QString secondLine() const;
  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void paintTitle(QPainter& painter, const QColor& colour) const;
  void paintBadge(QPainter& painter) const;

  const GraphLook& m_look;
  int m_index;
  int m_repeat;
  qint64 m_params;
  QString m_title, m_shape, m_plainText;
  QColor m_colour;
  QRectF m_box;
  QPainterPath m_outline;
  bool m_current = false;
  bool m_marked = false;
  bool m_framed = false;
};

/// One edge with its arrow.
class GraphEdgeItem : public QGraphicsItem {
 public:
  /// @param route  cubic Bezier control points (1 + 3k) in scene units; anything else is drawn as straight lines
  GraphEdgeItem(const std::vector<GraphLayout::Point>& route, const GraphLook& look);

  void setHighlighted(bool highlighted);
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const GraphLook& m_look;
  QPainterPath m_path;
  QPolygonF m_arrow;
  bool m_highlighted = false;
};

/// The shape of a tensor beside its edge; left out when zoomed out.
class GraphLabelItem : public QGraphicsItem {
 public:
  GraphLabelItem(const EdgeLabel& label, const GraphLook& look);

  QRectF boundingRect() const override { return m_box; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const GraphLook& m_look;
  QString m_text;
  QRectF m_box;
};

/// Frame around the items of a repeated block.
class GraphFrameItem : public QGraphicsItem {
 public:
  GraphFrameItem(const QRectF& box, const GraphLook& look);

  QRectF boundingRect() const override { return m_box.adjusted(-1, -1, 1, 1); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const GraphLook& m_look;
  QRectF m_box;
};

/// "+ ×5" at the corner of a frame: draws a repeated block in full, or once again.
class GraphBlockButton : public QGraphicsItem {
 public:
  /// @param block  index in NetworkView::blocks    @param sign  whether it can be clicked
  GraphBlockButton(int block, const NetworkView::Block& what, bool sign, const GraphLook& look);

  int block() const { return m_block; }
  QRectF boundingRect() const override { return m_box.adjusted(-1, -1, 1, 1); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const GraphLook& m_look;
  int m_block;
  bool m_opened;
  bool m_sign;
  QString m_text;
  QRectF m_box;
};

}  // namespace pscope
