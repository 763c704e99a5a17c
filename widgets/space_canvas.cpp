#include "widgets/space_canvas.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/space/bound_expression.h"
#include "core/space/document_edit_names.h"
#include "widgets/space_document.h"
#include "widgets/space_tree_model.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr double kCardWidth = 236;
constexpr double kCardHeight = 44;
constexpr double kChipHeight = 19;
constexpr double kGapHeight = 20;
constexpr double kHeader = 28;
constexpr double kPadding = 12;
constexpr double kBranchTitle = 20;
constexpr double kMargin = 20;
constexpr double kEndHeight = 26;

bool isFrame(const SpaceOutline& node) {
  return node.kind == SpaceOutline::Kind::Loop || node.kind == SpaceOutline::Kind::Branches;
}

QColor blended(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(x * share + y * (1 - share)); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QFont smaller(QFont font) {
  font.setPointSizeF(font.pointSizeF() * 0.87);
  return font;
}
QFont bolder(QFont font) {
  font.setWeight(QFont::DemiBold);
  return font;
}

void paintShape(QPainter& painter, const QRectF& box, const std::string& shape) {
  const auto at = [&box](double x, double y) {
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
  };
  if (shape == "ellipse" || shape == "point") {
    painter.drawEllipse(box);
  } else if (shape == "diamond") {
    painter.drawPolygon(QPolygonF{at(0.5, 0), at(1, 0.5), at(0.5, 1), at(0, 0.5)});
  } else if (shape == "hexagon") {
    painter.drawPolygon(QPolygonF{at(0.25, 0.1), at(0.75, 0.1), at(1, 0.5), at(0.75, 0.9), at(0.25, 0.9), at(0, 0.5)});
  } else if (shape == "parallelogram") {
    painter.drawPolygon(QPolygonF{at(0.25, 0.15), at(1, 0.15), at(0.75, 0.85), at(0, 0.85)});
  } else if (shape == "trapezium") {
    painter.drawPolygon(QPolygonF{at(0.2, 0.15), at(0.8, 0.15), at(1, 0.85), at(0, 0.85)});
  } else {
    painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3, 3);
  }
}

/// All texts of a statement that may be expressions, without those of the statements inside it.
void collectTexts(const Json& statement, std::vector<std::string>& texts) {
  static const char* const kBodies[] = {"do", "then", "else", "cases", "default"};
  static const char* const kNames[] = {"op", "block", "out", "use", "from", "scope", "for", "repair", "in"};
  if (!statement.is_object()) return;
  for (const auto& [key, value] : statement.items()) {
    const auto named = [&key = key](const char* other) { return key == other; };
    if (std::any_of(std::begin(kBodies), std::end(kBodies), named)) continue;
    if (std::any_of(std::begin(kNames), std::end(kNames), named)) continue;
    if (value.is_string()) texts.push_back(value.get<std::string>());
    if (!value.is_structured()) continue;
    for (const auto& inner : value) {
      if (inner.is_string()) texts.push_back(inner.get<std::string>());
    }
  }
}

}  // namespace

SpaceCanvas::SpaceCanvas(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("spaceCanvas"));
  setAccessibleName(tr("Template of the network"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAcceptDrops(true);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
}

void SpaceCanvas::setDocument(SpaceDocument* document) {
  if (m_document) {
    m_document->disconnect(this);
    m_document->cursor().disconnect(this);
  }
  m_document = document;
  m_body = "/network";
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceCanvas::rebuild);
    connect(document, &SpaceDocument::checkedChanged, this, qOverload<>(&QWidget::update));
    connect(&document->cursor(), &SpaceCursor::changed, this, [this] {
      update();
      tellAccessibility();
      if (const auto rect = rectOf(m_document->cursor().current())) Q_EMIT placeShown(*rect);
    });
  }
  rebuild();
}

void SpaceCanvas::setBody(const std::string& pointer) {
  if (pointer == m_body) return;
  m_body = pointer;
  rebuild();
}

void SpaceCanvas::setZoom(double zoom) {
  m_zoom = std::clamp(zoom, 0.4, 2.0);
  rebuild();
}

QSize SpaceCanvas::sizeHint() const {
  return (m_size * m_zoom).toSize();
}

// ---------------------------------------------------------------------------------------------------------------------

void SpaceCanvas::rebuild() {
  m_hovered = nullptr;
  m_target = nullptr;
  m_boxes.clear();
  m_outline.clear();
  const Json* body = m_document ? valueAt(m_document->json(), m_body) : nullptr;
  if (body != nullptr) m_outline = outlineOfBody(*body, m_body);
  const double width = std::max(widthOf(m_outline), kCardWidth) + 2 * kMargin;
  const double whole = std::max(width, this->width() / m_zoom);
  double y = kMargin;
  const auto addEnd = [&](const QString& title) {
    Box end;
    end.kind = Box::Kind::End;
    end.title = title;
    end.rect = QRectF(whole / 2 - kCardWidth / 2, y, kCardWidth, kEndHeight);
    m_boxes.push_back(std::move(end));
    y += kEndHeight;
  };
  const bool isNetwork = m_body == "/network";
  QString input = isNetwork ? tr("input") : tr("x (the block's input)");
  if (isNetwork && m_document) {
    const Json* shape = valueAt(m_document->json(), "/scales/0/input");
    QString size;
    if (shape != nullptr && shape->is_array()) {
      for (const auto& side : *shape) size += (size.isEmpty() ? QString() : QStringLiteral(" × ")) + fieldText(side);
      input = tr("input  %1").arg(size);
    }
  }
  addEnd(input);
  y = placeBody(m_outline, m_body, whole / 2 - (width - 2 * kMargin) / 2, y, width - 2 * kMargin, 0);
  const Json* classes = m_document ? valueAt(m_document->json(), "/scales/0/classes") : nullptr;
  addEnd(!isNetwork           ? tr("result of the block")
         : classes != nullptr ? tr("result  %1 classes").arg(fieldText(*classes))
                              : tr("result"));
  m_size = QSizeF(width, y + kMargin);
  setMinimumSize((m_size * m_zoom).toSize());
  updateGeometry();
  update();
}

double SpaceCanvas::widthOf(const SpaceOutline& node) const {
  if (!isFrame(node)) return kCardWidth;
  if (node.kind == SpaceOutline::Kind::Loop) return std::max(kCardWidth, widthOf(node.children)) + 2 * kPadding;
  double width = kPadding;
  for (const auto& branch : node.children) width += widthOf(branch.children) + kPadding;
  return std::max(width, kCardWidth + 2 * kPadding);
}

double SpaceCanvas::widthOf(const std::vector<SpaceOutline>& nodes) const {
  double width = nodes.empty() ? kCardWidth * 0.6 : kCardWidth;
  for (const auto& node : nodes) width = std::max(width, widthOf(node));
  return width;
}

double SpaceCanvas::placeBody(const std::vector<SpaceOutline>& nodes, const std::string& array, double left, double top,
                              double width, int depth) {
  double y = top;
  for (std::size_t i = 0; i <= nodes.size(); ++i) {
    Box gap;
    gap.kind = Box::Kind::Gap;
    gap.pointer = array;
    gap.index = i;
    gap.depth = depth;
    const double gapWidth = std::min(width, kCardWidth);
    const double height = nodes.empty() ? kGapHeight * 2 : kGapHeight;
    gap.rect = QRectF(left + (width - gapWidth) / 2, y, gapWidth, height);
    m_boxes.push_back(std::move(gap));
    y += height;
    if (i == nodes.size()) break;
    const double own = widthOf(nodes[i]);
    y = placeNode(nodes[i], left + (width - own) / 2, y, own, depth);
  }
  return y;
}

double SpaceCanvas::placeNode(const SpaceOutline& node, double left, double top, double width, int depth) {
  Box box;
  box.pointer = node.pointer;
  box.title = node.title;
  box.detail = node.detail;
  box.depth = depth;
  box.what = node.kind;
  box.shape = node.shape;
  box.chips = chipsOf(node.pointer);
  if (!node.colour.empty()) box.colour = QColor(toQString(node.colour));
  const std::size_t own = m_boxes.size();
  if (!isFrame(node)) {
    if (!box.colour.isValid()) {
      box.colour = node.kind == SpaceOutline::Kind::Call ? QColor(0x7f, 0xb8, 0xa4) : QColor(0xc9, 0xd1, 0xda);
    }
    const double height = kCardHeight + (box.chips.isEmpty() ? 0 : kChipHeight + 3);
    box.rect = QRectF(left, top, width, height);
    m_boxes.push_back(std::move(box));
    return top + height;
  }
  box.kind = Box::Kind::Frame;
  box.colour = node.kind == SpaceOutline::Kind::Loop ? QColor(0x3d, 0x8f, 0xd1) : QColor(0xa9, 0x6f, 0xb4);
  const bool chips = !box.chips.isEmpty();
  m_boxes.push_back(std::move(box));
  double y = top + kHeader + (chips ? kChipHeight + 3 : 0);
  double bottom = y;
  if (node.kind == SpaceOutline::Kind::Loop) {
    bottom = placeBody(node.children, node.pointer + "/do", left + kPadding, y, width - 2 * kPadding, depth + 1);
  } else {
    double needed = 0;
    for (const auto& branch : node.children) needed += widthOf(branch.children) + kPadding;
    double x = left + kPadding + std::max(0.0, (width - kPadding - needed) / 2);
    for (const auto& branch : node.children) {
      const double column = widthOf(branch.children);
      const std::size_t title = m_boxes.size();
      Box head;
      head.kind = Box::Kind::Branch;
      head.pointer = branch.pointer;
      head.title = branch.title;
      head.depth = depth + 1;
      head.what = SpaceOutline::Kind::Body;
      m_boxes.push_back(std::move(head));
      const double end = placeBody(branch.children, branch.pointer, x, y + kBranchTitle, column, depth + 2);
      m_boxes[title].rect = QRectF(x - 4, y, column + 8, end - y);
      bottom = std::max(bottom, end);
      x += column + kPadding;
    }
    for (std::size_t i = own; i < m_boxes.size(); ++i) {  // branches are as high as the highest
      if (m_boxes[i].kind == Box::Kind::Branch && m_boxes[i].depth == depth + 1) m_boxes[i].rect.setBottom(bottom);
    }
  }
  bottom += kPadding / 2;
  m_boxes[own].rect = QRectF(left, top, width, bottom - top);
  return bottom;
}

/// "kernel: 3, 5, 7" for each choice that the statement reads.
QStringList SpaceCanvas::chipsOf(const std::string& pointer) const {
  QStringList chips;
  const Json* statement = m_document ? valueAt(m_document->json(), pointer) : nullptr;
  if (statement == nullptr) return chips;
  std::vector<std::string> texts;
  collectTexts(*statement, texts);
  std::vector<std::string> read;
  for (const auto& text : texts) {
    for (auto& name : namesIn(text)) {
      if (std::find(read.begin(), read.end(), name) == read.end()) read.push_back(std::move(name));
    }
  }
  if (read.empty()) return chips;
  for (const auto& name : visibleNames(m_document->json(), pointer + "/x")) {
    if (name.kind != VisibleName::Kind::Choice) continue;
    if (std::find(read.begin(), read.end(), name.name) == read.end()) continue;
    QString levels = toQString(name.detail);
    if (levels.size() > 18) levels = levels.left(17) + QChar(0x2026);
    chips << QStringLiteral("%1: %2").arg(toQString(name.name), levels);
  }
  return chips;
}

// ---------------------------------------------------------------------------------------------------------------------

void SpaceCanvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(m_zoom, m_zoom);
  const QRectF dirty(toScene(event->rect().topLeft()), QSizeF(event->rect().size()) / m_zoom);
  for (const auto& box : m_boxes) {
    if (box.rect.adjusted(-8, -8, 8, 8).intersects(dirty)) paintBox(painter, box);
  }
}

void SpaceCanvas::paintBox(QPainter& painter, const Box& box) const {
  const bool selected = m_document && !m_document->cursor().gap() && m_document->cursor().current() == box.pointer;
  switch (box.kind) {
    case Box::Kind::Card:
      return paintCard(painter, box, selected);
    case Box::Kind::Frame:
    case Box::Kind::Branch:
      return paintFrame(painter, box, selected);
    case Box::Kind::Gap:
      return paintGap(painter, box);
    case Box::Kind::End:
      break;
  }
  painter.setFont(smaller(font()));
  painter.setPen(QPen(palette().color(QPalette::Mid), 1));
  painter.setBrush(palette().color(QPalette::Window));
  painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), kEndHeight / 2, kEndHeight / 2);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(box.rect, Qt::AlignCenter, box.title);
}

void SpaceCanvas::paintCard(QPainter& painter, const Box& box, bool selected) const {
  const QColor ground = palette().color(QPalette::Base);
  const QColor highlight = palette().color(QPalette::Highlight);
  const bool dark = ground.lightness() < 128;
  const int problems = m_document->problemsBelow(box.pointer);
  const QColor edge = problems > 0        ? QColor(0xd5, 0x3e, 0x2f)
                      : selected          ? highlight
                      : &box == m_hovered ? blended(highlight, palette().color(QPalette::Mid), 0.5)
                                          : palette().color(QPalette::Mid);
  const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath outline;
  outline.addRoundedRect(rect, 7, 7);
  painter.fillPath(outline, selected ? blended(highlight, ground, dark ? 0.25 : 0.12)
                                     : blended(box.colour, ground, dark ? 0.10 : 0.16));
  painter.save();
  painter.setClipPath(outline);
  painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), box.colour);
  painter.restore();
  painter.setPen(QPen(edge, selected || problems > 0 ? 2 : 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
  painter.setPen(QPen(blended(palette().color(QPalette::Text), box.colour, 0.45), 1));
  painter.setBrush(box.colour);
  paintShape(painter, QRectF(rect.left() + 14, rect.top() + 13, 18, 16), box.shape);
  const double left = rect.left() + 42;
  const double width = rect.right() - left - (problems > 0 ? 26 : 8);
  painter.setFont(bolder(font()));
  painter.setPen(palette().color(QPalette::Text));
  const bool plain = box.detail.isEmpty();
  const QRectF line(left, rect.top() + (plain ? 12 : 4), width, 19);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(box.title, Qt::ElideRight, static_cast<int>(width)));
  painter.setFont(smaller(font()));
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(QRectF(left, rect.top() + 22, width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(box.detail, Qt::ElideRight, static_cast<int>(width)));
  if (problems > 0) {
    painter.setPen(edge);
    painter.drawText(QRectF(rect.right() - 24, rect.top() + 4, 18, 20), Qt::AlignCenter, QStringLiteral("⚠"));
  }
  double x = left;
  const QColor chip(0xf5, 0xd7, 0x6e);
  for (const auto& text : box.chips) {
    const double own = painter.fontMetrics().horizontalAdvance(text) + 14;
    if (x + own > rect.right() - 4 && x > left) break;
    const QRectF pill(x, rect.top() + kCardHeight - 3, std::min(own, rect.right() - 6 - x), kChipHeight - 2);
    painter.setPen(QPen(blended(chip, palette().color(QPalette::Text), 0.6), 1));
    painter.setBrush(blended(chip, ground, dark ? 0.28 : 0.55));
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(pill.adjusted(7, 0, -3, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(pill.width() - 9)));
    x += own + 4;
  }
}

void SpaceCanvas::paintFrame(QPainter& painter, const Box& box, bool selected) const {
  const QColor ground = palette().color(QPalette::Base);
  const QColor highlight = palette().color(QPalette::Highlight);
  const bool dark = ground.lightness() < 128;
  const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
  if (box.kind == Box::Kind::Branch) {
    painter.setPen(QPen(selected ? highlight : palette().color(QPalette::Mid), selected ? 2 : 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect, 5, 5);
    painter.setFont(smaller(font()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRectF(rect.left() + 6, rect.top() + 1, rect.width() - 12, kBranchTitle), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(box.title, Qt::ElideRight, static_cast<int>(rect.width() - 12)));
    return;
  }
  const int problems = m_document->problemsBelow(box.pointer);
  const QColor tint = blended(box.colour, ground, (dark ? 0.10 : 0.07) + 0.03 * std::min(box.depth, 3));
  if (box.what == SpaceOutline::Kind::Loop && !box.title.isEmpty()) {  // copies behind it
    painter.setPen(QPen(blended(box.colour, ground, 0.4), 1));
    painter.setBrush(tint);
    painter.drawRoundedRect(rect.translated(4, 4), 9, 9);
  }
  painter.setPen(QPen(selected ? highlight : blended(box.colour, ground, 0.55), selected ? 2 : 1));
  painter.setBrush(tint);
  painter.drawRoundedRect(rect, 9, 9);
  painter.setFont(bolder(font()));
  painter.setPen(palette().color(QPalette::Text));
  const double width = rect.width() - 24;
  const QString title = painter.fontMetrics().elidedText(box.title, Qt::ElideRight, static_cast<int>(width));
  painter.drawText(QRectF(rect.left() + 12, rect.top() + 3, width, kHeader - 4), Qt::AlignLeft | Qt::AlignVCenter,
                   title);
  const double used = painter.fontMetrics().horizontalAdvance(title) + 10;
  painter.setFont(smaller(font()));
  painter.setPen(problems > 0 ? QColor(0xd5, 0x3e, 0x2f) : palette().color(QPalette::PlaceholderText));
  const QString detail = (problems > 0 ? QStringLiteral("⚠ ") : QString()) + box.detail;
  painter.drawText(QRectF(rect.left() + 12 + used, rect.top() + 3, width - used, kHeader - 4),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(detail, Qt::ElideRight, static_cast<int>(width - used)));
  double x = rect.left() + 12;
  const QColor chip(0xf5, 0xd7, 0x6e);
  for (const auto& text : box.chips) {
    const double own = painter.fontMetrics().horizontalAdvance(text) + 14;
    if (x + own > rect.right() - 6) break;
    const QRectF pill(x, rect.top() + kHeader - 1, own, kChipHeight - 2);
    painter.setPen(QPen(blended(chip, palette().color(QPalette::Text), 0.6), 1));
    painter.setBrush(blended(chip, ground, dark ? 0.28 : 0.55));
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(pill, Qt::AlignCenter, text);
    x += own + 4;
  }
}

void SpaceCanvas::paintGap(QPainter& painter, const Box& box) const {
  const QColor line = palette().color(QPalette::Mid);
  const QColor highlight = palette().color(QPalette::Highlight);
  const QPointF middle = box.rect.center();
  painter.setPen(QPen(line, 1.4));
  painter.drawLine(QPointF(middle.x(), box.rect.top() + 1), QPointF(middle.x(), box.rect.bottom() - 3));
  painter.setBrush(line);
  painter.setPen(Qt::NoPen);
  const double tip = box.rect.bottom() - 1;
  painter.drawPolygon(QPolygonF{{middle.x() - 3.5, tip - 5}, {middle.x() + 3.5, tip - 5}, {middle.x(), tip}});
  const auto place = m_document ? m_document->placeForStatement() : SpaceDocument::Place();
  const bool isCaret = m_document && place.array == box.pointer && place.index == box.index;
  const bool isTarget = &box == m_target;
  if (!isCaret && !isTarget && &box != m_hovered) return;
  const double half = box.rect.width() / 2 - (isTarget ? 0 : 12);
  QColor colour = highlight;
  if (!isTarget && !isCaret) colour.setAlpha(110);
  painter.setPen(QPen(colour, isTarget ? 3 : 2, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(middle.x() - half, middle.y()), QPointF(middle.x() + half, middle.y()));
  painter.setBrush(isCaret || isTarget ? colour : palette().color(QPalette::Base));
  painter.drawEllipse(middle, 7, 7);
  painter.setPen(QPen(isCaret || isTarget ? palette().color(QPalette::HighlightedText) : highlight, 1.6));
  painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
  painter.drawLine(middle - QPointF(0, 3.5), middle + QPointF(0, 3.5));
}

// ---------------------------------------------------------------------------------------------------------------------

std::optional<QRect> SpaceCanvas::rectOf(const std::string& pointer) const {
  for (const auto& box : m_boxes) {
    const bool named = box.kind == Box::Kind::Card || box.kind == Box::Kind::Frame || box.kind == Box::Kind::Branch;
    if (!named || box.pointer != pointer) continue;
    return QRectF(box.rect.topLeft() * m_zoom, box.rect.size() * m_zoom).toRect();
  }
  return std::nullopt;
}

std::optional<QRect> SpaceCanvas::rectOfGap(const std::string& array, std::size_t index) const {
  for (const auto& box : m_boxes) {
    if (box.kind != Box::Kind::Gap || box.pointer != array || box.index != index) continue;
    return QRectF(box.rect.topLeft() * m_zoom, box.rect.size() * m_zoom).toRect();
  }
  return std::nullopt;
}

/// The innermost one: frames are placed before what they hold.
const SpaceCanvas::Box* SpaceCanvas::boxAt(const QPointF& position) const {
  const QPointF point = toScene(position);
  for (auto box = m_boxes.rbegin(); box != m_boxes.rend(); ++box) {
    if (box->kind != Box::Kind::End && box->rect.contains(point)) return &*box;
  }
  return nullptr;
}

const SpaceCanvas::Box* SpaceCanvas::gapNear(const QPointF& position) const {
  const QPointF point = toScene(position);
  const Box* best = nullptr;
  double nearest = 1e12;
  for (const auto& box : m_boxes) {
    if (box.kind != Box::Kind::Gap) continue;
    const double dx = std::max({box.rect.left() - point.x(), 0.0, point.x() - box.rect.right()});
    const double dy = point.y() - box.rect.center().y();
    const double distance = dx * dx * 4 + dy * dy;
    if (distance < nearest) {
      nearest = distance;
      best = &box;
    }
  }
  return best;
}

void SpaceCanvas::mousePressEvent(QMouseEvent* event) {
  const Box* box = boxAt(event->position());
  if (!m_document || box == nullptr) return QWidget::mousePressEvent(event);
  setFocus();
  m_document->endMerging();
  if (box->kind == Box::Kind::Gap) {
    m_document->cursor().setGap(box->pointer, box->index);
    return;
  }
  m_pressedPointer = box->kind == Box::Kind::Branch ? std::string() : box->pointer;
  m_document->cursor().set(box->pointer);
  if (event->button() == Qt::LeftButton) m_pressed = event->position();
}

void SpaceCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (const Box* hovered = boxAt(event->position()); hovered != m_hovered) {
    m_hovered = hovered;
    setCursor(hovered != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
  }
  const bool far = m_pressed && (event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance();
  if (!far || m_pressedPointer.empty() || !(event->buttons() & Qt::LeftButton)) return;
  m_pressed.reset();
  auto* drag = new QDrag(this);
  auto* mime = new QMimeData;
  mime->setData(QLatin1String(SpaceTreeModel::kPlaceMime), QByteArray::fromStdString(m_pressedPointer));
  drag->setMimeData(mime);
  if (const auto rect = rectOf(m_pressedPointer)) {
    QPixmap picture = grab(rect->intersected(QRect(rect->topLeft(), QSize(320, 160))));
    drag->setPixmap(picture);
    drag->setHotSpot((event->position() - rect->topLeft()).toPoint());
  }
  drag->exec(Qt::MoveAction);
}

void SpaceCanvas::mouseReleaseEvent(QMouseEvent*) {
  m_pressed.reset();
}

void SpaceCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  const Box* box = boxAt(event->position());
  if (box != nullptr && box->what == SpaceOutline::Kind::Call) Q_EMIT blockRequested(box->title);
}

void SpaceCanvas::leaveEvent(QEvent*) {
  m_hovered = nullptr;
  update();
}

void SpaceCanvas::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) return QWidget::wheelEvent(event);
  setZoom(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
  event->accept();
}

void SpaceCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) rebuild();  // it stands in the middle
}

/// To the next card or frame in the order from top to bottom.
void SpaceCanvas::walk(int step) {
  std::vector<const Box*> boxes;
  for (const auto& box : m_boxes) {
    if (box.kind == Box::Kind::Card || box.kind == Box::Kind::Frame) boxes.push_back(&box);
  }
  if (boxes.empty()) return;
  const std::string& current = m_document->cursor().current();
  const auto found =
      std::find_if(boxes.begin(), boxes.end(), [&current](const Box* box) { return box->pointer == current; });
  if (found == boxes.end()) return m_document->cursor().set((step > 0 ? boxes.front() : boxes.back())->pointer);
  const auto index = (found - boxes.begin()) + step;
  if (index < 0 || index >= static_cast<std::ptrdiff_t>(boxes.size())) return;
  m_document->cursor().set(boxes[static_cast<std::size_t>(index)]->pointer);
}

void SpaceCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_document) return QWidget::keyPressEvent(event);
  const std::string current = m_document->cursor().current();
  switch (event->key()) {
    case Qt::Key_Up:
      return walk(-1);
    case Qt::Key_Down:
      return walk(1);
    case Qt::Key_Left: {
      std::string outer = parentPointer(current);
      while (outer.size() > m_body.size() && !rectOf(outer)) outer = parentPointer(outer);
      if (outer.size() > m_body.size()) m_document->cursor().set(outer);
      return;
    }
    case Qt::Key_Right:
      for (const auto& box : m_boxes) {
        if (box.kind == Box::Kind::Gap && box.pointer.starts_with(current + "/")) {
          return m_document->cursor().setGap(box.pointer, box.index);
        }
      }
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      for (const auto& box : m_boxes) {
        if (box.pointer == current && box.what == SpaceOutline::Kind::Call) Q_EMIT blockRequested(box.title);
      }
      return;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      return setZoom(m_zoom * (event->key() == Qt::Key_Plus ? 1.1 : 1 / 1.1));
    case Qt::Key_0:
      return setZoom(1);
    default:
      QWidget::keyPressEvent(event);
  }
}

void SpaceCanvas::dragEnterEvent(QDragEnterEvent* event) {
  const auto* mime = event->mimeData();
  const bool ours = mime->hasFormat(QLatin1String(SpaceTreeModel::kPlaceMime)) ||
                    mime->hasFormat(QLatin1String(SpaceTreeModel::kFragmentMime));
  if (ours && m_document) event->acceptProposedAction();
}

void SpaceCanvas::dragMoveEvent(QDragMoveEvent* event) {
  m_target = gapNear(event->position());
  event->acceptProposedAction();
  update();
}

void SpaceCanvas::dragLeaveEvent(QDragLeaveEvent*) {
  m_target = nullptr;
  update();
}

void SpaceCanvas::dropEvent(QDropEvent* event) {
  const Box* gap = gapNear(event->position());
  m_target = nullptr;
  update();
  if (!m_document || gap == nullptr) return;
  event->acceptProposedAction();
  const std::string array = gap->pointer;
  const std::size_t index = gap->index;
  m_document->endMerging();
  Status status;
  if (event->mimeData()->hasFormat(QLatin1String(SpaceTreeModel::kPlaceMime))) {
    const std::string pointer = event->mimeData()->data(QLatin1String(SpaceTreeModel::kPlaceMime)).toStdString();
    status = m_document->move(pointer, array, index);
  } else {
    m_document->cursor().setGap(array, index);
    status = m_document->paste(event->mimeData()->data(QLatin1String(SpaceTreeModel::kFragmentMime)).toStdString());
  }
  if (!status.ok()) Q_EMIT refused(status.error());
}

bool SpaceCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_document) {
    auto* help = static_cast<QHelpEvent*>(event);
    const Box* box = boxAt(help->pos());
    QString text;
    if (box != nullptr && box->kind != Box::Kind::Gap) {
      text = QStringLiteral("%1 %2").arg(box->title, box->detail);
      for (const auto& problem : m_document->problems()) {
        if (problem.place == box->pointer || problem.place.starts_with(box->pointer + "/")) {
          text += QStringLiteral("\n⚠ ") + translated(problem.what);
        }
      }
    } else if (box != nullptr) {
      text = tr("Click, then choose a part from the palette: it comes here.");
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QWidget::event(event);
}

void SpaceCanvas::tellAccessibility() {
  for (const auto& box : m_boxes) {
    if (box.pointer == m_document->cursor().current() && box.kind != Box::Kind::Gap) {
      setAccessibleDescription(tr("Selected: %1 %2").arg(box.title, box.detail));
    }
  }
}

}  // namespace pscope
