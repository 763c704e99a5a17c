#pragma once

#include <QImage>
#include <QSize>

#include "viz/layout/network_view.h"

namespace pscope {

/// A picture of a network that fits a table row or a tooltip: coloured shapes and edges, no text, transparent ground.
struct ThumbnailStyle {
  QSize size = QSize(96, 64);  ///< logical pixels; the picture fills it
  double pixelRatio = 1;
  bool dark = false;
};

/// Draws the network's items in our own layered layout, folded into as many columns as make them largest.
/// @thread any    @cost a millisecond or two for a network of 50 items
QImage networkThumbnail(const NetworkView& view, const ThumbnailStyle& style);

}  // namespace pscope
