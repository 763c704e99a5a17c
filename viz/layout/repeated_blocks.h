#pragma once

#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Consecutive equal blocks of a network, found by the scopes of its nodes.
struct RepeatedBlocks {
  std::vector<int> stands;  ///< per node: the node of the first block that stands for it (itself when it is drawn)
  std::vector<int> repeat;  ///< per node: how many equal blocks it stands for
  std::vector<int> block;   ///< per node: number of the collapsed block it belongs to, -1 for none
  int blocks = 0;
};

/// Blocks are runs of nodes that share the first d parts of their scope ("stage1/cell3"). Neighbours are equal when
/// operators, attributes, shapes, relative scopes and inner edges agree, each takes its only outside input from the
/// output of the one before, and nobody else reads from its inside.
/// @cost O(depth of scopes * (nodes + edges))
RepeatedBlocks findRepeatedBlocks(const Network& network);

}  // namespace pscope
