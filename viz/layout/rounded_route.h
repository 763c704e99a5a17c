#pragma once

#include <vector>

#include "viz/layout/graph_layout.h"

namespace pscope {

/// A straight piece, added to a route (1 + 3k control points).
void addLine(std::vector<GraphLayout::Point>& route, const GraphLayout::Point& to);
/// A polyline with rounded corners, added to a route that ends at its first point.
void addRounded(std::vector<GraphLayout::Point>& route, const std::vector<GraphLayout::Point>& points);

}  // namespace pscope
