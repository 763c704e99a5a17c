#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// First node and number of nodes of one block: names a run of equal blocks of a given network.
using BlockKey = std::pair<int, int>;

/// Which runs of equal blocks are drawn in full: those of `runs`, or with `all` every one but those.
struct OpenedBlocks {
  bool all = false;
  std::set<BlockKey> runs;

  bool opened(const BlockKey& key) const { return all != runs.contains(key); }
  void toggle(const BlockKey& key) {
    if (runs.erase(key) == 0) runs.insert(key);
  }
};

/// Equal blocks one after the other: nodes [first, first + length * times).
struct BlockRun {
  int first = 0;
  int length = 0;
  int times = 0;
  std::string scope;  ///< of the first block: "stage1/cell1"; empty when they were found without scopes
  std::string last;   ///< of the last block
  bool opened = false;

  BlockKey key() const { return {first, length}; }
};

/// Consecutive equal blocks of a network.
struct RepeatedBlocks {
  std::vector<int> stands;     ///< per node: the node of the first block that stands for it (itself when it is drawn)
  std::vector<int> repeat;     ///< per node: how many equal blocks it stands for
  std::vector<int> block;      ///< per node: the innermost collapsed run that it stands for, -1 for none
  std::vector<BlockRun> runs;  ///< outer ones before those inside; those within blocks that are not drawn are left out
};

/// Blocks are runs of nodes that share the first d parts of their scope ("stage1/cell3"); among nodes of one scope (an
/// imported model has none) they are found by their period. Neighbours are equal when operators, attributes, shapes,
/// relative scopes and inner edges agree, each takes its only outside input from the output of the one before (or two,
/// from the two before), and nobody else reads from its inside.
/// @cost O(depth of scopes * (nodes + edges)); O(nodes * longest period) among nodes of one scope
RepeatedBlocks findRepeatedBlocks(const Network& network, const OpenedBlocks& opened = {});

}  // namespace pscope
