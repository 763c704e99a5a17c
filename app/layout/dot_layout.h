#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// Boxes (width, height in points) and edges between them.
struct DotRequest {
  struct Box {
    double width = 0;
    double height = 0;
  };
  struct Edge {
    int from = 0;
    int to = 0;
  };
  std::vector<Box> nodes;
  std::vector<Edge> edges;
};

/// Points, y downwards, origin at the top left of the drawing.
struct DotAnswer {
  struct Point {
    double x = 0;
    double y = 0;
  };
  double width = 0;
  double height = 0;
  std::vector<Point> centres;              ///< of the nodes
  std::vector<std::vector<Point>> routes;  ///< of the edges: Bezier control points (1 + 3k), tail to head
};

/// Graphviz's dot: one context with the dot plug-in alone, kept for the life of the object. @thread one at a time
class DotLayout {
 public:
  DotLayout();
  ~DotLayout();

  /// @error InvalidArgument  a size that is not in (0, 100000] points, an edge to a node that is not there
  /// @error External         what Graphviz reported (detail)
  Result<DotAnswer> layout(const DotRequest& request);

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
