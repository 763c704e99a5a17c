#include "viz/graph_items.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr double kTextFrom = 0.4;   ///< zoom below which text would be specks
constexpr double kTwoLines = 34;    ///< height from which a node holds its tensor shape too
constexpr double kStackOffset = 3;  ///< of the sheet behind a repeated block
constexpr double kArrowLength = 7;
constexpr double kArrowHalfWidth = 3;
constexpr double kReadableContrast = 4.5;

QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
  return {channel(under.red(), over.red()), channel(under.green(), over.green()), channel(under.blue(), over.blue())};
}

QPainterPath polygonPath(const QPolygonF& polygon) {
  QPainterPath path;
  path.addPolygon(polygon);
  path.closeSubpath();
  return path;
}

/// Width of the text's line within an outline: slanted shapes leave less.
double textWidth(const QString& shape, const QRectF& box) {
  if (shape == QLatin1String("diamond")) return box.width() * 0.62;
  if (shape == QLatin1String("ellipse")) return box.width() * 0.86;
  if (shape == QLatin1String("hexagon") || shape == QLatin1String("parallelogram") ||
      shape == QLatin1String("trapezium")) {
    return box.width() - box.height() * 0.5;
  }
  return box.width() - 6;
}

}  // namespace

QPainterPath shapeOutline(const QString& shape, const QRectF& box) {
  const double slant = std::min(box.height() * 0.35, box.width() * 0.25);
  QPainterPath path;
  if (shape == QLatin1String("point")) {
    path.addRoundedRect(box, box.height() / 2, box.height() / 2);
  } else if (shape == QLatin1String("ellipse")) {
    path.addEllipse(box);
  } else if (shape == QLatin1String("hexagon")) {
    path = polygonPath({box.topLeft() + QPointF(slant, 0), box.topRight() - QPointF(slant, 0),
                        QPointF(box.right(), box.center().y()), box.bottomRight() - QPointF(slant, 0),
                        box.bottomLeft() + QPointF(slant, 0), QPointF(box.left(), box.center().y())});
  } else if (shape == QLatin1String("diamond")) {
    path = polygonPath({QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
                        QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())});
  } else if (shape == QLatin1String("parallelogram")) {
    path = polygonPath(
        {box.topLeft() + QPointF(slant, 0), box.topRight(), box.bottomRight() - QPointF(slant, 0), box.bottomLeft()});
  } else if (shape == QLatin1String("trapezium")) {
    path = polygonPath(
        {box.topLeft() + QPointF(slant, 0), box.topRight() - QPointF(slant, 0), box.bottomRight(), box.bottomLeft()});
  } else {
    path.addRoundedRect(box, 4, 4);
  }
  return path;
}

double contrastRatio(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& colour) {
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
  };
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor nodeFill(const QColor& colour, const QColor& background, const QColor& text, bool dark) {
  double share = dark ? 0.45 : 0.85;
  QColor fill = mixed(background, colour, share);
  while (share > 0.05 && contrastRatio(fill, text) < kReadableContrast) {
    share -= 0.05;
    fill = mixed(background, colour, share);
  }
  return fill;
}

GraphNodeItem::GraphNodeItem(int index, const NetworkView::Item& item, const GraphLook& look)
    : m_look(look),
      m_index(index),
      m_repeat(item.repeat),
      m_title(QString::fromStdString(item.title)),
      m_detail(roomForDetail(item) ? QString::fromStdString(item.detail) : QString()),
      m_shape(QString::fromStdString(item.shape)),
      m_plainText(QString::fromStdString(item.tooltip.empty() ? item.title : item.tooltip)),
      m_colour(QString::fromStdString(item.colour)),
      m_box(-item.width / 2, -item.height / 2, item.width, item.height),
      m_outline(shapeOutline(m_shape, m_box)) {
  if (!m_colour.isValid()) m_colour = QColor(0x80, 0x80, 0x80);
  if (m_repeat > 1) m_plainText += QStringLiteral("\n\u00d7%1").arg(m_repeat);
  setToolTip(QStringLiteral("<p style='white-space:pre'>%1</p>").arg(m_plainText.toHtmlEscaped()));
  setZValue(1);
}

void GraphNodeItem::setCurrent(bool current) {
  m_current = current;
  update();
}

QRectF GraphNodeItem::boundingRect() const {
  return m_box.adjusted(-6, -12, 20, 10);
}

QPainterPath GraphNodeItem::shape() const {
  QPainterPath path;
  path.addRect(m_box.adjusted(-3, -3, 3, 3));  // generous: slanted corners count too
  return path;
}

void GraphNodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* /*widget*/) {
  const Colours& colours = m_look.colours;
  const QColor border = mixed(m_colour, colours.text, m_look.dark ? 0.25 : 0.3);
  QPen pen(m_current ? colours.selection : border, m_current ? 2.6 : 1.2);
  pen.setJoinStyle(Qt::MiterJoin);
  painter->setBrush(nodeFill(m_colour, colours.background, colours.text, m_look.dark));
  if (m_shape == QLatin1String("point")) {  // computes nothing: an outline only
    if (!m_current) pen.setDashPattern({3, 2});
    painter->setBrush(colours.background);
  }
  painter->setPen(pen);
  if (m_repeat > 1) painter->drawPath(m_outline.translated(kStackOffset, kStackOffset));
  painter->drawPath(m_outline);
  if (m_current) {  // a second ring: not by colour alone
    painter->setPen(QPen(colours.text, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(m_box.adjusted(-4, -4, 4, 4), 6, 6);
  }
  if (option->levelOfDetailFromTransform(painter->worldTransform()) < kTextFrom) return;
  paintTitle(*painter);
  if (m_repeat > 1) paintBadge(*painter);
}

bool GraphNodeItem::roomForDetail(const NetworkView::Item& item) {
  return item.height >= kTwoLines && item.shape != "diamond";
}

void GraphNodeItem::paintTitle(QPainter& painter) const {
  const double room = textWidth(m_shape, m_box);
  QFont font = m_look.titleFont;
  double width = QFontMetricsF(font).horizontalAdvance(m_title);
  if (width > room) {
    font.setPixelSize(std::max(8, static_cast<int>(font.pixelSize() * room / width)));
    width = QFontMetricsF(font).horizontalAdvance(m_title);
  }
  const QFontMetricsF metrics(font);
  const QFontMetricsF small(m_look.detailFont);
  const bool two = !m_detail.isEmpty();
  QRectF line(m_box.left(), 0, m_box.width(), metrics.height());
  line.moveTop(-(metrics.height() + (two ? small.height() : 0)) / 2);
  painter.setFont(font);
  painter.setPen(m_look.colours.text);
  const QString text = width > room ? metrics.elidedText(m_title, Qt::ElideRight, std::max(room, 10.0)) : m_title;
  painter.drawText(line, Qt::AlignCenter | Qt::TextSingleLine, text);
  if (!two) return;
  QRectF below(m_box.left(), line.bottom(), m_box.width(), small.height());
  painter.setFont(m_look.detailFont);
  painter.drawText(below, Qt::AlignCenter | Qt::TextSingleLine, m_detail);
}

void GraphNodeItem::paintBadge(QPainter& painter) const {
  const Colours& colours = m_look.colours;
  const QString text = QStringLiteral("\u00d7%1").arg(m_repeat);
  QFont font = m_look.detailFont;
  font.setBold(true);
  const QFontMetricsF metrics(font);
  QRectF pill(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 1);
  // On the outline, wherever the upper right of the shape is.
  QPointF corner = m_box.topRight();
  if (m_shape == QLatin1String("diamond")) corner = m_box.center() + QPointF(m_box.width(), -m_box.height()) * 0.31;
  if (m_shape == QLatin1String("ellipse") || m_shape == QLatin1String("point"))
    corner = m_box.center() + QPointF(m_box.width(), -m_box.height()) * 0.36;
  pill.moveCenter(corner);
  painter.setFont(font);
  painter.setPen(QPen(colours.background, 1));
  painter.setBrush(colours.text);
  painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
  painter.setPen(colours.background);
  painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, text);
}

GraphEdgeItem::GraphEdgeItem(const std::vector<GraphLayout::Point>& route, const QString& label, const GraphLook& look)
    : m_look(look), m_label(label) {
  if (route.size() < 2) return;
  const auto at = [&route](std::size_t i) { return QPointF(route[i].x, route[i].y); };
  QPointF tip = at(route.size() - 1);
  QPointF before = at(route.size() - 2);
  for (std::size_t i = route.size() - 1; i-- > 0 && before == tip;) before = at(i);
  const double length = std::hypot(tip.x() - before.x(), tip.y() - before.y());
  const QPointF along = length > 0 ? (tip - before) / length : QPointF(0, 1);
  const QPointF across(-along.y(), along.x());
  const QPointF base = tip - along * kArrowLength;
  m_arrow << tip << base + across * kArrowHalfWidth << base - across * kArrowHalfWidth;
  m_path.moveTo(at(0));
  if (route.size() % 3 == 1) {
    for (std::size_t i = 1; i + 2 < route.size(); i += 3) {
      const bool last = i + 3 >= route.size();
      m_path.cubicTo(at(i), at(i + 1), last ? tip - along * (kArrowLength * 0.6) : at(i + 2));
    }
  } else {
    for (std::size_t i = 1; i + 1 < route.size(); ++i) m_path.lineTo(at(i));
    m_path.lineTo(tip - along * (kArrowLength * 0.6));
  }
  if (m_label.isEmpty()) return;
  const QFontMetricsF metrics(m_look.detailFont);
  // Beside the first part of the edge: a node's output is the same on all its edges and named once.
  const QPointF anchor = m_path.pointAtPercent(m_path.percentAtLength(std::min(m_path.length() / 2, 18.0)));
  m_labelBox = QRectF(anchor.x() + 4, anchor.y() - metrics.height() / 2, metrics.horizontalAdvance(m_label) + 4,
                      metrics.height());
}

void GraphEdgeItem::setHighlighted(bool highlighted) {
  m_highlighted = highlighted;
  setZValue(highlighted ? 0.5 : 0);
  update();
}

QRectF GraphEdgeItem::boundingRect() const {
  return m_path.boundingRect().united(m_arrow.boundingRect()).united(m_labelBox).adjusted(-3, -3, 3, 3);
}

void GraphEdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* /*widget*/) {
  const Colours& colours = m_look.colours;
  const QColor colour = m_highlighted ? colours.front : colours.axis;
  painter->setPen(QPen(colour, m_highlighted ? 2.2 : 1.2));
  painter->setBrush(Qt::NoBrush);
  painter->drawPath(m_path);
  painter->setPen(Qt::NoPen);
  painter->setBrush(colour);
  painter->drawPolygon(m_arrow);
  if (m_label.isEmpty() || option->levelOfDetailFromTransform(painter->worldTransform()) < kTextFrom) return;
  QColor plate = colours.background;
  plate.setAlphaF(0.85F);
  painter->setBrush(plate);
  painter->drawRect(m_labelBox);
  painter->setFont(m_look.detailFont);
  painter->setPen(colours.mutedText);
  painter->drawText(m_labelBox, Qt::AlignCenter | Qt::TextSingleLine, m_label);
}

}  // namespace pscope
