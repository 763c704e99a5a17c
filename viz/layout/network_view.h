#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/repeated_blocks.h"

namespace pscope {

/// What is drawn of a network: operators as boxes, chains of conv-bn-relu merged into one box, repeated equal blocks
/// drawn once, closed scopes as one box.
struct NetworkView {
  struct Item {
    std::string title;       ///< "conv 3x3, 16"
    std::string detail;      ///< shape of its output: "16x28x28"
    std::string tooltip;     ///< name, shapes, parameters, MACs: one line each
    std::string colour;      ///< "#rrggbb" of the operator catalogue
    std::string shape;       ///< of the catalogue
    int repeat = 1;          ///< collapsed equal blocks: "x3"
    std::vector<int> nodes;  ///< of the network
    double width = 0, height = 0;
    int block = -1;           ///< the innermost collapsed one of `blocks`; -1: not in one
    std::string scope;        ///< of its main operator: "stage1/cell3/edge0-1"
    std::string closedScope;  ///< not empty: the box stands for everything in this scope
    std::string search;       ///< lower case: title, titles of its operators and names of all nodes that it stands for
    std::int64_t params = 0, macs = 0;  ///< of `nodes`
  };
  /// A run of equal blocks: drawn once, or in full when opened.
  struct Block {
    BlockKey key;
    std::string title;  ///< "cell1 - cell5"; empty when the network has no scopes
    int times = 1;
    bool opened = false;
    std::vector<int> items;
  };
  std::vector<Item> items;
  std::vector<LayoutGraph::Edge> edges;
  std::vector<Block> blocks;  ///< outer ones before those inside
  bool autoClosed = false;    ///< scopes were closed because there were too many items

  LayoutGraph layoutGraph() const;
};

struct NetworkViewOptions {
  OpenedBlocks opened;
  std::set<std::string> closed;  ///< scopes that are drawn as one box: "stage1"
  /// Above it, scopes are closed from the innermost outwards until it holds, except those of `kept`. 0: never
  std::size_t maxItems = 0;
  std::set<std::string> kept;  ///< scopes that a person opened
};

/// Operators that the network runs one after the other are merged (relu-conv-bn, conv-bn-relu); consecutive blocks of
/// the scope tree that are equal in operators, attributes, shapes and edges are drawn once with their number.
///
/// Sizes of the boxes are estimated from the number of characters (points, 11 point text).
/// @thread any (pure function)    @cost O(depth of scopes * nodes log nodes)
NetworkView networkView(const Network& network, const NetworkViewOptions& options = {});

}  // namespace pscope
