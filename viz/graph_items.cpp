#include "viz/graph_items.h"

#include <QCoreApplication>
#include <QCursor>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr double kTextFrom = 0.4;   ///< zoom below which text would be specks
constexpr double kLabelFrom = 0.6;  ///< the same for the smaller text on edges
constexpr double kStackOffset = 3;  ///< of the sheet behind a repeated block
constexpr double kArrowLength = 7;
constexpr double kArrowHalfWidth = 3;
constexpr double kReadableContrast = 4.5;

struct GraphItemsTr {
  Q_DECLARE_TR_FUNCTIONS(GraphItems)
};

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

QString graphText(const std::string& text) {
  QString result = QString::fromStdString(text);
  for (qsizetype i = 1; i + 1 < result.size(); ++i) {
    if (result[i] == QLatin1Char('x') && result[i - 1].isDigit() && result[i + 1].isDigit()) result[i] = QChar(0x00D7);
  }
  return result;
}

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
      m_params(item.params),
      m_title(graphText(item.title)),
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

void GraphNodeItem::setMarked(bool marked) {
  if (m_marked == marked) return;
  m_marked = marked;
  update();
}

QString GraphNodeItem::secondLine() const {
  if (m_look.heat) {
    const auto index = static_cast<std::size_t>(m_index);
    const double value = index < m_look.heat->values.size() ? m_look.heat->values[index] : 0;
    return value == 0 ? QString() : heatText(value, m_look.heat->unit);
  }
  return m_params > 0 ? heatText(static_cast<double>(m_params), GraphItemsTr::tr("params")) : QString();
}

QColor GraphNodeItem::fill() const {
  const Colours& colours = m_look.colours;
  if (m_look.heat) {
    const auto index = static_cast<std::size_t>(m_index);
    const double value = index < m_look.heat->values.size() ? m_look.heat->values[index] : 0;
    return heatColour(m_look.heatMax > 0 ? value / m_look.heatMax : 0, m_look.dark);
  }
  if (m_shape == QLatin1String("point")) return colours.background;  // computes nothing: an outline only
  return nodeFill(m_colour, colours.background, colours.text, m_look.dark);
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
  const QColor border = mixed(m_look.heat ? colours.axis : m_colour, colours.text, m_look.dark ? 0.25 : 0.3);
  QPen pen(m_current ? colours.selection : border, m_current ? 2.6 : 1.2);
  pen.setJoinStyle(Qt::MiterJoin);
  if (m_shape == QLatin1String("point") && !m_current) pen.setDashPattern({3, 2});
  const QColor ground = fill();
  painter->setBrush(ground);
  painter->setPen(pen);
  const bool stacked = m_repeat > 1 && !m_framed;
  if (stacked) painter->drawPath(m_outline.translated(kStackOffset, kStackOffset));
  painter->drawPath(m_outline);
  if (m_current || m_marked) {  // a second ring: not by colour alone
    painter->setPen(QPen(m_current ? colours.text : colours.selection, m_current ? 1 : 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(m_box.adjusted(-4, -4, 4, 4), 6, 6);
  }
  if (option->levelOfDetailFromTransform(painter->worldTransform()) < kTextFrom) return;
  QColor ink = colours.text;
  if (contrastRatio(ground, colours.background) > contrastRatio(ground, ink)) ink = colours.background;
  paintTitle(*painter, ink);
  if (stacked) paintBadge(*painter);
}

void GraphNodeItem::paintTitle(QPainter& painter, const QColor& colour) const {
  const double room = textWidth(m_shape, m_box);
  QFont font = m_look.titleFont;
  double width = QFontMetricsF(font).horizontalAdvance(m_title);
  if (width > room) {
    font.setPixelSize(std::max(8, static_cast<int>(font.pixelSize() * room / width)));
    width = QFontMetricsF(font).horizontalAdvance(m_title);
  }
  const QFontMetricsF metrics(font);
  const QFontMetricsF small(m_look.detailFont);
  const QString second = secondLine();
  QRectF line(m_box.left(), 0, m_box.width(), metrics.height());
  line.moveTop(-(metrics.height() + (second.isEmpty() ? 0 : small.height())) / 2);
  painter.setFont(font);
  painter.setPen(colour);
  const QString text = width > room ? metrics.elidedText(m_title, Qt::ElideRight, std::max(room, 10.0)) : m_title;
  painter.drawText(line, Qt::AlignCenter | Qt::TextSingleLine, text);
  if (second.isEmpty()) return;
  QRectF below(m_box.left(), line.bottom(), m_box.width(), small.height());
  painter.setFont(m_look.detailFont);
  painter.drawText(below, Qt::AlignCenter | Qt::TextSingleLine, second);
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

GraphEdgeItem::GraphEdgeItem(const std::vector<GraphLayout::Point>& route, const GraphLook& look) : m_look(look) {
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
}

void GraphEdgeItem::setHighlighted(bool highlighted) {
  m_highlighted = highlighted;
  setZValue(highlighted ? 0.5 : 0);
  update();
}

QRectF GraphEdgeItem::boundingRect() const {
  return m_path.boundingRect().united(m_arrow.boundingRect()).adjusted(-3, -3, 3, 3);
}

void GraphEdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
  const Colours& colours = m_look.colours;
  const QColor colour = m_highlighted ? colours.front : colours.axis;
  const bool quick = m_look.quickEdges && !m_highlighted;
  painter->setRenderHint(QPainter::Antialiasing, !quick);
  painter->setPen(quick ? QPen(colour, 0) : QPen(colour, m_highlighted ? 2.2 : 1.2));
  painter->setBrush(Qt::NoBrush);
  painter->drawPath(m_path);
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(colour);
  painter->drawPolygon(m_arrow);
}

GraphLabelItem::GraphLabelItem(const EdgeLabel& label, const GraphLook& look)
    : m_look(look), m_text(graphText(label.text)), m_box(label.x, label.y, label.width, label.height) {
  setZValue(0.6);
}

void GraphLabelItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* /*widget*/) {
  if (option->levelOfDetailFromTransform(painter->worldTransform()) < kLabelFrom) return;
  painter->setFont(m_look.detailFont);
  painter->setPen(m_look.colours.mutedText);
  painter->drawText(m_box, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, m_text);
}

GraphFrameItem::GraphFrameItem(const QRectF& box, const GraphLook& look) : m_look(look), m_box(box) {
  setZValue(-1);
}

void GraphFrameItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
  QPen pen(m_look.colours.axis, 1.1);
  pen.setDashPattern({4, 3});
  painter->setPen(pen);
  painter->setBrush(mixed(m_look.colours.background, m_look.colours.text, m_look.dark ? 0.05 : 0.03));
  painter->drawRoundedRect(m_box, 8, 8);
}

GraphBlockButton::GraphBlockButton(int block, const NetworkView::Block& what, bool sign, const GraphLook& look)
    : m_look(look),
      m_block(block),
      m_opened(what.opened),
      m_sign(sign),
      m_text(QStringLiteral("\u00d7%1").arg(what.times)) {
  const double width = QFontMetricsF(m_look.detailFont).horizontalAdvance(m_text) * 1.1 + (sign ? 26 : 12);
  m_box = QRectF(-width / 2, -8, width, 16);
  QString text = GraphItemsTr::tr("%n equal block(s)", nullptr, what.times);
  if (!what.title.empty()) text += QStringLiteral(": ") + QString::fromStdString(what.title);
  if (sign) {
    text += QLatin1Char('\n') + (what.opened ? GraphItemsTr::tr("Click, or Enter on one of its operators: draw it once")
                                             : GraphItemsTr::tr("Click, or Enter on one of its operators: draw all"));
    setCursor(Qt::PointingHandCursor);
  }
  setToolTip(text);
  setZValue(2);
}

void GraphBlockButton::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* /*widget*/) {
  const Colours& colours = m_look.colours;
  painter->setPen(QPen(colours.background, 1));
  painter->setBrush(colours.text);
  painter->drawRoundedRect(m_box, m_box.height() / 2, m_box.height() / 2);
  if (option->levelOfDetailFromTransform(painter->worldTransform()) < kTextFrom) return;
  QRectF words = m_box;
  if (m_sign) {
    const QPointF centre(m_box.left() + 12, m_box.center().y());
    painter->setPen(QPen(colours.background, 1.6));
    painter->drawLine(centre - QPointF(3.5, 0), centre + QPointF(3.5, 0));
    if (!m_opened) painter->drawLine(centre - QPointF(0, 3.5), centre + QPointF(0, 3.5));
    words.setLeft(m_box.left() + 18);
    words.setRight(m_box.right() - 5);
  }
  QFont font = m_look.detailFont;
  font.setBold(true);
  painter->setFont(font);
  painter->setPen(colours.background);
  painter->drawText(words, Qt::AlignCenter | Qt::TextSingleLine, m_text);
}

}  // namespace pscope
