#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"

namespace pscope {

/// A graph to draw: sizes in, coordinates out. Points (1/72 inch), y downwards, origin at the top left.
struct LayoutGraph {
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
struct GraphLayout {
  struct Point {
    double x = 0;
    double y = 0;
  };
  std::vector<Point> centres;              ///< of the nodes
  std::vector<std::vector<Point>> routes;  ///< of the edges: cubic Bezier control points (1 + 3k), from tail to head
  double width = 0;
  double height = 0;
  std::string engine;       ///< "dot" or "layered (built in)": the view says which
  std::vector<int> column;  ///< per node, when a tall drawing was folded (column_fold.h); empty: one column
};

/// Our own layered layout (longest path, barycentre sweeps): for when dot is missing, too slow or the graph too dense.
/// When asked to stop it makes no further sweeps: the drawing is complete but has more crossings.
/// @thread any    @cost O(sweeps * edges log edges)
GraphLayout layeredLayout(const LayoutGraph& graph, const std::stop_token& stop = {});

/// Client of the process paretoscope-layout (Graphviz dot), kept warm, killed past the deadline and then restarted.
/// Falls back to layeredLayout() at a failure, past the deadline, or for graphs that dot is known to be slow with: more
/// than 600 boxes and bends of long edges together. Never fails.
/// @thread one at a time; cancel through job.stop
class LayoutClient {
 public:
  /// @param deadlineMs  0: 50 ms for up to 150 nodes, 120 ms for more, so that the picture stands within 100 and 300 ms
  explicit LayoutClient(std::string program = "", int deadlineMs = 0);
  ~LayoutClient();
  GraphLayout layout(const LayoutGraph& graph, const JobContext& job = {});

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
