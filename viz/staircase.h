#pragma once

#include <QPointF>
#include <vector>

namespace pscope {

/// Boundary of what a front attains in the plane of two objectives.
struct Staircase {
  /// Corners from small to large x, front points included; adjacent ones share x or y. Empty for an empty front.
  std::vector<QPointF> corners;
  /// Directions in which the two ends go on (along the worse side of the other objective): one of (+-1, 0), (0, +-1).
  QPointF before, after;
};

/// Staircase of `points` with better = less (minimize) or more on each axis.
///
/// Points that another one dominates in this plane (a front of three objectives has them) and points that are not
/// finite are left out; equal points count once.
/// @cost O(n log n)   @thread any
Staircase staircase(std::vector<QPointF> points, bool minimizeX, bool minimizeY);

}  // namespace pscope
