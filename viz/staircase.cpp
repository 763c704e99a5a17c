#include "viz/staircase.h"

#include <algorithm>
#include <cmath>

namespace pscope {

Staircase staircase(std::vector<QPointF> points, bool minimizeX, bool minimizeY) {
  const double sx = minimizeX ? 1 : -1;
  const double sy = minimizeY ? 1 : -1;
  std::erase_if(points, [](const QPointF& p) { return !std::isfinite(p.x()) || !std::isfinite(p.y()); });
  // In minimised coordinates: from left to right, each kept point is lower than all before it.
  std::sort(points.begin(), points.end(), [sx, sy](const QPointF& a, const QPointF& b) {
    return sx * a.x() != sx * b.x() ? sx * a.x() < sx * b.x() : sy * a.y() < sy * b.y();
  });
  Staircase result;
  result.before = QPointF(0, sy);
  result.after = QPointF(sx, 0);
  double lowest = std::numeric_limits<double>::infinity();
  for (const QPointF& p : points) {
    if (sy * p.y() >= lowest) continue;
    lowest = sy * p.y();
    if (!result.corners.empty()) result.corners.emplace_back(p.x(), result.corners.back().y());
    result.corners.push_back(p);
  }
  if (!minimizeX) {  // from small to large x
    std::reverse(result.corners.begin(), result.corners.end());
    std::swap(result.before, result.after);
  }
  return result;
}

}  // namespace pscope
