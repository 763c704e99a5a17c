#pragma once

#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// Lengthens the routes of edges, which layouts end at the boxes around items, to the outlines of their shapes: towards
/// the centre of a diamond, ellipse or hexagon.
/// @thread any    @cost O(edges)
void attachRoutes(const NetworkView& view, GraphLayout& layout);

}  // namespace pscope
