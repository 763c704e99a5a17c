#pragma once

#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Of each node, whether its output reaches an output of the network: the others are dead, and need not run.
/// @cost O(nodes + edges)
std::vector<bool> liveNodes(const Network& network);

}  // namespace pscope
