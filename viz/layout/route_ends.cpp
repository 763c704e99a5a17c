#include "viz/layout/route_ends.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

using Point = GraphLayout::Point;

// Whether a place, as shares of half the width and half the height from the centre, lies within a shape.
bool inside(const std::string& shape, double x, double y, double slant) {
  x = std::abs(x);
  const double height = y;
  y = std::abs(y);
  if (x > 1 || y > 1) return false;
  if (shape == "diamond") return x + y <= 1;
  if (shape == "ellipse" || shape == "point") return x * x + y * y <= 1;
  if (shape == "hexagon") return x <= 1 - slant * y;
  if (shape == "trapezium") return x <= 1 - slant * (1 - height) / 2;
  return true;
}

// From a place on the box towards the centre, where the shape begins.
Point onOutline(const NetworkView::Item& item, const Point& centre, const Point& end) {
  const double halfWidth = item.width / 2;
  const double halfHeight = item.height / 2;
  if (halfWidth <= 0 || halfHeight <= 0) return end;
  const double slant = std::min(item.height * 0.35, item.width * 0.25) / halfWidth;
  const auto at = [&](double t) { return Point{end.x + (centre.x - end.x) * t, end.y + (centre.y - end.y) * t}; };
  const auto reached = [&](double t) {
    const Point p = at(t);
    return inside(item.shape, (p.x - centre.x) / halfWidth * 0.999, (p.y - centre.y) / halfHeight * 0.999, slant);
  };
  if (reached(0)) return end;
  double low = 0;
  double high = 1;
  for (int i = 0; i < 20; ++i) {
    const double middle = (low + high) / 2;
    (reached(middle) ? high : low) = middle;
  }
  return at(high);
}

}  // namespace

void attachRoutes(const NetworkView& view, GraphLayout& layout) {
  if (layout.centres.size() != view.items.size()) return;
  for (std::size_t e = 0; e < view.edges.size() && e < layout.routes.size(); ++e) {
    auto& route = layout.routes[e];
    const auto [from, to] = view.edges[e];
    const auto count = static_cast<int>(view.items.size());
    if (route.size() < 4 || from < 0 || to < 0 || from >= count || to >= count || from == to) continue;
    const auto source = static_cast<std::size_t>(from);
    const auto target = static_cast<std::size_t>(to);
    route.front() = onOutline(view.items[source], layout.centres[source], route.front());
    route.back() = onOutline(view.items[target], layout.centres[target], route.back());
  }
}

}  // namespace pscope
