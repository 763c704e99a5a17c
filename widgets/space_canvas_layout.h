#pragma once

#include <QColor>
#include <QRectF>
#include <QStringList>
#include <string>
#include <vector>

#include "widgets/space_outline.h"

namespace pscope {

/// Something that the canvas of a space draws.
struct SpaceCanvasBox {
  enum class Kind { Card, Frame, Branch, Gap, End };
  Kind kind = Kind::Card;
  QRectF rect;            ///< in points, at zoom 1
  std::string pointer;    ///< Gap: of its list
  std::size_t index = 0;  ///< Gap
  int depth = 0;
  QString title, detail;
  QStringList chips;  ///< "kernel: 3, 5, 7" for each choice that the statement reads
  QColor colour;
  std::string shape;
  SpaceOutline::Kind what = SpaceOutline::Kind::Other;
};

/// Where the statements of a list are drawn: one below the other with gaps between, branches side by side.
struct SpaceCanvasLayout {
  static constexpr double kCardHeight = 44;
  static constexpr double kChipHeight = 19;
  static constexpr double kHeader = 28;  ///< of a frame
  static constexpr double kBranchTitle = 20;
  static constexpr double kEndHeight = 26;

  std::vector<SpaceCanvasBox> boxes;
  QSizeF size;

  SpaceCanvasLayout() = default;
  /// @param document  may be unfinished    @param body  "/network" or "/blocks/NAME/body"
  /// @param room  what is narrower is drawn in the middle of it
  SpaceCanvasLayout(const Json& document, const std::string& body, double room);
};

}  // namespace pscope
