#include "widgets/space_canvas_layout.h"

#include <QCoreApplication>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/bound_expression.h"
#include "core/space/document_edit.h"
#include "core/space/document_edit_names.h"
#include "widgets/text.h"

namespace pscope {

namespace {

using Box = SpaceCanvasBox;

constexpr double kCardWidth = 236;
constexpr double kGapHeight = 20;
constexpr double kPadding = 12;
constexpr double kMargin = 20;

struct CanvasTr {
  Q_DECLARE_TR_FUNCTIONS(SpaceCanvas)
};

bool isFrame(const SpaceOutline& node) {
  return node.kind == SpaceOutline::Kind::Loop || node.kind == SpaceOutline::Kind::Branches;
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

double widthOf(const std::vector<SpaceOutline>& nodes);

double widthOf(const SpaceOutline& node) {
  if (!isFrame(node)) return kCardWidth;
  if (node.kind == SpaceOutline::Kind::Loop) return std::max(kCardWidth, widthOf(node.children)) + 2 * kPadding;
  double width = kPadding;
  for (const auto& branch : node.children) width += widthOf(branch.children) + kPadding;
  return std::max(width, kCardWidth + 2 * kPadding);
}

double widthOf(const std::vector<SpaceOutline>& nodes) {
  double width = nodes.empty() ? kCardWidth * 0.6 : kCardWidth;
  for (const auto& node : nodes) width = std::max(width, widthOf(node));
  return width;
}

/// "kernel: 3, 5, 7" for each choice that the statement reads.
QStringList chipsOf(const Json& document, const std::string& pointer) {
  QStringList chips;
  const Json* statement = valueAt(document, pointer);
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
  for (const auto& name : visibleNames(document, pointer + "/x")) {
    if (name.kind != VisibleName::Kind::Choice) continue;
    if (std::find(read.begin(), read.end(), name.name) == read.end()) continue;
    QString levels = toQString(name.detail);
    if (levels.size() > 18) levels = levels.left(17) + QChar(0x2026);
    chips << QStringLiteral("%1: %2").arg(toQString(name.name), levels);
  }
  return chips;
}

/// Places boxes into a list. The functions return where what they placed ends.
class CanvasPlacer {
 public:
  CanvasPlacer(const Json& document, std::vector<Box>& boxes) : m_document(document), m_boxes(boxes) {}

  double placeBody(const std::vector<SpaceOutline>& nodes, const std::string& array, double left, double top,
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

  double placeNode(const SpaceOutline& node, double left, double top, double width, int depth) {
    Box box;
    box.pointer = node.pointer;
    box.title = node.title;
    box.detail = node.detail;
    box.depth = depth;
    box.what = node.kind;
    box.shape = node.shape;
    box.chips = chipsOf(m_document, node.pointer);
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

 private:
  static constexpr double kCardHeight = SpaceCanvasLayout::kCardHeight;
  static constexpr double kChipHeight = SpaceCanvasLayout::kChipHeight;
  static constexpr double kHeader = SpaceCanvasLayout::kHeader;
  static constexpr double kBranchTitle = SpaceCanvasLayout::kBranchTitle;

  const Json& m_document;
  std::vector<Box>& m_boxes;
};

}  // namespace

SpaceCanvasLayout::SpaceCanvasLayout(const Json& document, const std::string& body, double room) {
  const Json* statements = valueAt(document, body);
  const auto outline = statements != nullptr ? outlineOfBody(*statements, body) : std::vector<SpaceOutline>();
  const double width = std::max(widthOf(outline), kCardWidth) + 2 * kMargin;
  const double whole = std::max(width, room);
  double y = kMargin;
  const auto addEnd = [&](const QString& title) {
    Box end;
    end.kind = Box::Kind::End;
    end.title = title;
    end.rect = QRectF(whole / 2 - kCardWidth / 2, y, kCardWidth, kEndHeight);
    boxes.push_back(std::move(end));
    y += kEndHeight;
  };
  const bool isNetwork = body == "/network";
  QString input = isNetwork ? CanvasTr::tr("input") : CanvasTr::tr("x (the block's input)");
  if (const Json* shape = valueAt(document, "/scales/0/input"); isNetwork && shape != nullptr && shape->is_array()) {
    QString sides;
    for (const auto& side : *shape) sides += (sides.isEmpty() ? QString() : QStringLiteral(" × ")) + fieldText(side);
    input = CanvasTr::tr("input  %1").arg(sides);
  }
  addEnd(input);
  y = CanvasPlacer(document, boxes).placeBody(outline, body, (whole - width) / 2 + kMargin, y, width - 2 * kMargin, 0);
  const Json* classes = valueAt(document, "/scales/0/classes");
  addEnd(!isNetwork           ? CanvasTr::tr("result of the block")
         : classes != nullptr ? CanvasTr::tr("result  %1 classes").arg(fieldText(*classes))
                              : CanvasTr::tr("result"));
  size = QSizeF(width, y + kMargin);
}

}  // namespace pscope
