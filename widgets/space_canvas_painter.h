#pragma once

#include <QFont>
#include <QPalette>
#include <string>

#include "widgets/space_canvas_layout.h"

class QPainter;

namespace pscope {

/// How one box stands in the document.
struct SpaceCanvasLook {
  bool selected = false;
  bool hovered = false;
  bool caret = false;   ///< gap: where the palette puts things
  bool target = false;  ///< gap: under what is dragged
  int problems = 0;     ///< of the part and what it holds
};

/// Draws the boxes of a space's canvas in the colours of a palette.
class SpaceCanvasPainter {
 public:
  SpaceCanvasPainter(QPainter& painter, const QPalette& palette, const QFont& font);

  void paint(const SpaceCanvasBox& box, const SpaceCanvasLook& look);

 private:
  void paintCard(const SpaceCanvasBox& box, const SpaceCanvasLook& look);
  void paintFrame(const SpaceCanvasBox& box, const SpaceCanvasLook& look);
  void paintBranch(const SpaceCanvasBox& box, const SpaceCanvasLook& look);
  void paintGap(const SpaceCanvasBox& box, const SpaceCanvasLook& look);
  void paintEnd(const SpaceCanvasBox& box);
  void paintChips(const QStringList& chips, double left, double right, double top);
  void paintText(const QRectF& rect, Qt::Alignment alignment, const QString& text);
  QColor colour(QPalette::ColorRole role) const { return m_palette.color(role); }

  QPainter& m_painter;
  QPalette m_palette;
  QFont m_bold, m_small;
  bool m_dark;
};

/// The outline that the operators of a shape have, as in the catalogue.
void paintOperatorShape(QPainter& painter, const QRectF& box, const std::string& shape);

}  // namespace pscope
