#pragma once

#include <string>
#include <vector>

#include "core/network/network.h"
#include "viz/layout/graph_layout.h"

namespace pscope {

/// What is drawn of a network: operators as boxes, chains of conv-bn-relu merged into one box, repeated equal blocks
/// collapsed.
struct NetworkView {
  struct Item {
    std::string title;       ///< "conv 3x3, 16"
    std::string detail;      ///< "16x28x28"
    std::string tooltip;     ///< name, shapes, parameters, MACs: one line each
    std::string colour;      ///< "#rrggbb" of the operator catalogue
    std::string shape;       ///< of the catalogue
    int repeat = 1;          ///< collapsed equal blocks: "x3"
    std::vector<int> nodes;  ///< of the network
    double width = 0, height = 0;
    int block = -1;  ///< items of one collapsed block share a number from 0; -1: not in one
  };
  std::vector<Item> items;
  std::vector<LayoutGraph::Edge> edges;

  LayoutGraph layoutGraph() const;
};
/// Operators that the network runs one after the other are merged (relu-conv-bn, conv-bn-relu); consecutive blocks of
/// the scope tree that are equal in operators, attributes, shapes and edges are drawn once with their number.
///
/// Sizes of the boxes are estimated from the number of characters (points, 11 point text).
/// @thread any (pure function)    @cost O(depth of scopes * nodes log nodes)
NetworkView networkView(const Network& network);

}  // namespace pscope
