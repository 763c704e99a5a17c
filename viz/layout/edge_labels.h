#pragma once

#include <string>
#include <vector>

#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// The shape of a tensor beside the edge that carries it. Points, as the layout.
struct EdgeLabel {
  std::size_t edge = 0;
  std::string text;                            ///< "16x28x28"
  double x = 0, y = 0, width = 0, height = 0;  ///< top left and size of its box
};

struct LabelObstacle {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// One label for each item whose output somebody reads, at its first edge with room for it: over no box, no other label
/// and, in drawings of moderate size, no other edge. Where there is no room there is no label.
/// @param layout  of the view's items and edges
/// @param taken  boxes that are to be kept free too: frames and their buttons
/// @thread any    @cost O(items + control points)
std::vector<EdgeLabel> placeEdgeLabels(const NetworkView& view, const GraphLayout& layout,
                                       const std::vector<LabelObstacle>& taken = {});

}  // namespace pscope
