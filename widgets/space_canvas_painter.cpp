#include "widgets/space_canvas_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace pscope {

namespace {

using Layout = SpaceCanvasLayout;
constexpr QColor kWrong(0xd5, 0x3e, 0x2f);
constexpr QColor kChip(0xf5, 0xd7, 0x6e);

QColor blended(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(x * share + y * (1 - share)); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace

void paintOperatorShape(QPainter& painter, const QRectF& box, const std::string& shape) {
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

SpaceCanvasPainter::SpaceCanvasPainter(QPainter& painter, const QPalette& palette, const QFont& font)
    : m_painter(painter),
      m_palette(palette),
      m_bold(font),
      m_small(font),
      m_dark(palette.color(QPalette::Base).lightness() < 128) {
  m_bold.setWeight(QFont::DemiBold);
  m_small.setPointSizeF(font.pointSizeF() * 0.87);
}

void SpaceCanvasPainter::paint(const SpaceCanvasBox& box, const SpaceCanvasLook& look) {
  switch (box.kind) {
    case SpaceCanvasBox::Kind::Card:
      return paintCard(box, look);
    case SpaceCanvasBox::Kind::Frame:
      return paintFrame(box, look);
    case SpaceCanvasBox::Kind::Branch:
      return paintBranch(box, look);
    case SpaceCanvasBox::Kind::Gap:
      return paintGap(box, look);
    case SpaceCanvasBox::Kind::End:
      return paintEnd(box);
  }
}

void SpaceCanvasPainter::paintEnd(const SpaceCanvasBox& box) {
  m_painter.setFont(m_small);
  m_painter.setPen(QPen(colour(QPalette::Mid), 1));
  m_painter.setBrush(colour(QPalette::Window));
  m_painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), Layout::kEndHeight / 2, Layout::kEndHeight / 2);
  m_painter.setPen(colour(QPalette::PlaceholderText));
  m_painter.drawText(box.rect, Qt::AlignCenter, box.title);
}

/// In the painter's font and pen; what does not fit ends in "…".
void SpaceCanvasPainter::paintText(const QRectF& rect, Qt::Alignment alignment, const QString& text) {
  const QString shown = m_painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width()));
  m_painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter), shown);
}

void SpaceCanvasPainter::paintCard(const SpaceCanvasBox& box, const SpaceCanvasLook& look) {
  const QColor ground = colour(QPalette::Base);
  const QColor highlight = colour(QPalette::Highlight);
  const bool wrong = look.problems > 0;
  const QColor edge = wrong           ? kWrong
                      : look.selected ? highlight
                      : look.hovered  ? blended(highlight, colour(QPalette::Mid), 0.5)
                                      : colour(QPalette::Mid);
  const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath outline;
  outline.addRoundedRect(rect, 7, 7);
  m_painter.fillPath(outline, look.selected ? blended(highlight, ground, m_dark ? 0.25 : 0.12)
                                            : blended(box.colour, ground, m_dark ? 0.10 : 0.16));
  m_painter.save();
  m_painter.setClipPath(outline);
  m_painter.fillRect(QRectF(rect.left(), rect.top(), 5, rect.height()), box.colour);
  m_painter.restore();
  m_painter.setPen(QPen(edge, look.selected || wrong ? 2 : 1));
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawPath(outline);
  m_painter.setPen(QPen(blended(colour(QPalette::Text), box.colour, 0.45), 1));
  m_painter.setBrush(box.colour);
  paintOperatorShape(m_painter, QRectF(rect.left() + 14, rect.top() + 13, 18, 16), box.shape);
  const double left = rect.left() + 42;
  const double width = rect.right() - left - (wrong ? 26 : 8);
  m_painter.setFont(m_bold);
  m_painter.setPen(colour(QPalette::Text));
  paintText(QRectF(left, rect.top() + (box.detail.isEmpty() ? 12 : 4), width, 19), Qt::AlignLeft, box.title);
  m_painter.setFont(m_small);
  m_painter.setPen(colour(QPalette::PlaceholderText));
  paintText(QRectF(left, rect.top() + 22, width, 18), Qt::AlignLeft, box.detail);
  if (wrong) {
    m_painter.setPen(edge);
    m_painter.drawText(QRectF(rect.right() - 24, rect.top() + 4, 18, 20), Qt::AlignCenter, QStringLiteral("⚠"));
  }
  paintChips(box.chips, left, rect.right() - 6, rect.top() + Layout::kCardHeight - 3);
}

void SpaceCanvasPainter::paintBranch(const SpaceCanvasBox& box, const SpaceCanvasLook& look) {
  const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
  m_painter.setPen(
      QPen(colour(look.selected ? QPalette::Highlight : QPalette::Mid), look.selected ? 2 : 1, Qt::DotLine));
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawRoundedRect(rect, 5, 5);
  m_painter.setFont(m_small);
  m_painter.setPen(colour(QPalette::PlaceholderText));
  paintText(QRectF(rect.left() + 6, rect.top() + 1, rect.width() - 12, Layout::kBranchTitle), Qt::AlignHCenter,
            box.title);
}

void SpaceCanvasPainter::paintFrame(const SpaceCanvasBox& box, const SpaceCanvasLook& look) {
  const QColor ground = colour(QPalette::Base);
  const QRectF rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
  const QColor tint = blended(box.colour, ground, (m_dark ? 0.10 : 0.07) + 0.03 * std::min(box.depth, 3));
  if (box.what == SpaceOutline::Kind::Loop && !box.title.isEmpty()) {  // copies behind it
    m_painter.setPen(QPen(blended(box.colour, ground, 0.4), 1));
    m_painter.setBrush(tint);
    m_painter.drawRoundedRect(rect.translated(4, 4), 9, 9);
  }
  m_painter.setPen(
      QPen(look.selected ? colour(QPalette::Highlight) : blended(box.colour, ground, 0.55), look.selected ? 2 : 1));
  m_painter.setBrush(tint);
  m_painter.drawRoundedRect(rect, 9, 9);
  m_painter.setFont(m_bold);
  m_painter.setPen(colour(QPalette::Text));
  const QRectF line(rect.left() + 12, rect.top() + 3, rect.width() - 24, Layout::kHeader - 4);
  paintText(line, Qt::AlignLeft, box.title);
  const double used = std::min(line.width(), m_painter.fontMetrics().horizontalAdvance(box.title) + 10.0);
  m_painter.setFont(m_small);
  m_painter.setPen(look.problems > 0 ? kWrong : colour(QPalette::PlaceholderText));
  paintText(line.adjusted(used, 0, 0, 0), Qt::AlignLeft,
            (look.problems > 0 ? QStringLiteral("⚠ ") : QString()) + box.detail);
  paintChips(box.chips, rect.left() + 12, rect.right() - 6, rect.top() + Layout::kHeader - 1);
}

/// Those that do not fit are counted in a last one: "+2". The first is shortened rather than left out.
void SpaceCanvasPainter::paintChips(const QStringList& chips, double left, double right, double top) {
  m_painter.setFont(m_small);
  const auto metrics = m_painter.fontMetrics();
  const auto widthOf = [&metrics](const QString& text) { return metrics.horizontalAdvance(text) + 14.0; };
  const auto paintChip = [&](const QString& text, double x, double width) {
    const QRectF pill(x, top, width, Layout::kChipHeight - 2);
    m_painter.setPen(QPen(blended(kChip, colour(QPalette::Text), 0.6), 1));
    m_painter.setBrush(blended(kChip, colour(QPalette::Base), m_dark ? 0.28 : 0.55));
    m_painter.drawRoundedRect(pill, 8, 8);
    m_painter.setPen(colour(QPalette::Text));
    paintText(pill.adjusted(7, 0, -3, 0), Qt::AlignLeft, text);
  };
  double x = left;
  for (qsizetype i = 0; i < chips.size(); ++i) {
    const qsizetype after = chips.size() - i - 1;
    const double rest = after > 0 ? widthOf(QStringLiteral("+%1").arg(after)) + 4 : 0;
    const double own = widthOf(chips[i]);
    if (i > 0 && x + own + rest > right) {
      const QString more = QStringLiteral("+%1").arg(after + 1);
      return paintChip(more, x, widthOf(more));
    }
    const double width = std::min(own, right - rest - x);
    paintChip(chips[i], x, width);
    x += width + 4;
  }
}

void SpaceCanvasPainter::paintGap(const SpaceCanvasBox& box, const SpaceCanvasLook& look) {
  const QColor line = colour(QPalette::Mid);
  const QColor highlight = colour(QPalette::Highlight);
  const QPointF middle = box.rect.center();
  m_painter.setPen(QPen(line, 1.4));
  m_painter.drawLine(QPointF(middle.x(), box.rect.top() + 1), QPointF(middle.x(), box.rect.bottom() - 3));
  m_painter.setBrush(line);
  m_painter.setPen(Qt::NoPen);
  const double tip = box.rect.bottom() - 1;
  m_painter.drawPolygon(QPolygonF{{middle.x() - 3.5, tip - 5}, {middle.x() + 3.5, tip - 5}, {middle.x(), tip}});
  const bool strong = look.caret || look.target;
  if (!strong && !look.hovered) return;
  const double half = box.rect.width() / 2 - (look.target ? 0 : 12);
  QColor mark = highlight;
  if (!strong) mark.setAlpha(110);
  m_painter.setPen(QPen(mark, look.target ? 3 : 2, Qt::SolidLine, Qt::RoundCap));
  m_painter.drawLine(QPointF(middle.x() - half, middle.y()), QPointF(middle.x() + half, middle.y()));
  m_painter.setBrush(strong ? mark : colour(QPalette::Base));
  m_painter.drawEllipse(middle, 7, 7);
  m_painter.setPen(QPen(strong ? colour(QPalette::HighlightedText) : highlight, 1.6));
  m_painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
  m_painter.drawLine(middle - QPointF(0, 3.5), middle + QPointF(0, 3.5));
}

}  // namespace pscope
