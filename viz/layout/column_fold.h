#pragma once

#include <utility>
#include <vector>

#include "viz/layout/graph_layout.h"

namespace pscope {

/// A tall drawing cut into columns that stand side by side, so that a chain uses a wide window.
///
/// Cuts go between the rows of boxes, near equal heights, where few edges pass; frames are not cut, unless one is
/// higher than half the drawing. An edge that is cut goes on from the foot of one column, through the gutter, to the
/// head of the next.
/// @thread any
class ColumnFold {
 public:
  /// Heights that stay in one column (a frame around them): from, to.
  using Span = std::pair<double, double>;

  /// @param layout  of `graph`; edges that point upwards are allowed
  /// @cost O(nodes log nodes + control points)
  ColumnFold(const LayoutGraph& graph, const GraphLayout& layout, const std::vector<Span>& together = {});

  struct Size {
    double width = 0;
    double height = 0;
    int columns = 1;  ///< fewer than asked for where nothing could be cut
  };
  Size size(int columns) const;
  GraphLayout fold(int columns) const;
  /// The number of columns with which everything fits `width` x `height` at the largest scale, fewer where that makes
  /// little difference; when nothing fits at 0.72 of its size, as many as fit beside each other at that.
  int columnsFor(double width, double height) const;

 private:
  struct Gap {
    double y = 0;
    int crossings = 0;  ///< edges that pass
    bool framed = false;
  };
  /// Extents of what lies between two gaps.
  struct Slab {
    double left = 0, right = 0;
  };
  struct Plan {
    std::vector<std::size_t> cuts;             ///< indices of gaps, downwards
    std::vector<double> x, left, top, bottom;  ///< per column: where it starts, and what it shows of the layout
    std::vector<int> lanes;                    ///< per cut
    double head = 0;                           ///< room above the columns for edges
    double width = 0, height = 0;
  };
  using Route = std::vector<GraphLayout::Point>;
  /// Who passes each cut, from left to right: the order that keeps edges along it from crossing.
  struct Lanes {
    std::vector<int> count;               ///< per cut
    std::vector<std::vector<int>> order;  ///< per cut and edge
  };
  Plan plan(int columns) const;
  static int columnAt(const Plan& plan, double y);
  Lanes lanesOf(const Plan& plan, const std::vector<Route>& routes) const;
  /// @param route  of an edge, downwards    @param edge  its index, for its lane
  static Route folded(const Plan& plan, const Lanes& lanes, const Route& route, std::size_t edge);

  const LayoutGraph& m_graph;
  const GraphLayout& m_layout;
  std::vector<Gap> m_gaps;
  std::vector<Slab> m_slabs;  ///< one more than gaps
};

}  // namespace pscope
