#include "viz/layout/rounded_route.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr double kCorner = 7;        // radius
constexpr double kRoundness = 0.55;  // of the control points, for a quarter of a circle

using Point = GraphLayout::Point;

Point mix(const Point& a, const Point& b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

}  // namespace

void addLine(std::vector<Point>& route, const Point& to) {
  const Point from = route.back();
  route.push_back(mix(from, to, 1.0 / 3));
  route.push_back(mix(from, to, 2.0 / 3));
  route.push_back(to);
}

void addRounded(std::vector<Point>& route, const std::vector<Point>& points) {
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const Point& corner = points[i];
    const double before = std::hypot(corner.x - points[i - 1].x, corner.y - points[i - 1].y);
    const double after = std::hypot(points[i + 1].x - corner.x, points[i + 1].y - corner.y);
    const double radius = std::min({kCorner, before / 2, after / 2});
    if (radius < 0.1) {
      addLine(route, corner);
      continue;
    }
    const Point in = mix(corner, points[i - 1], radius / before);
    const Point out = mix(corner, points[i + 1], radius / after);
    addLine(route, in);
    route.push_back(mix(in, corner, kRoundness));
    route.push_back(mix(out, corner, kRoundness));
    route.push_back(out);
  }
  if (points.size() > 1) addLine(route, points.back());
}

}  // namespace pscope
