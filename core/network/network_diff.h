#pragma once

#include <utility>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// What became of the operators of one network in another. Each operator of either is in exactly one list.
struct NetworkDiff {
  using Pair = std::pair<NodeIndex, NodeIndex>;  ///< in the first, in the second network
  std::vector<Pair> kept;                        ///< same operator, attributes and parameters, in the same place
  std::vector<Pair> changed;       ///< another operator, or other attributes or parameters, in the same place
  std::vector<Pair> moved;         ///< the same in another place
  std::vector<NodeIndex> added;    ///< only in the second
  std::vector<NodeIndex> removed;  ///< only in the first

  bool same() const { return changed.empty() && moved.empty() && added.empty() && removed.empty(); }
};

/// Structural difference: names of scopes only tip the balance, shapes count through parameters.
///
/// 1. Operators with equal hashes of all that leads to them, or of all that follows from them, belong together (first
///    those with both). 2. What lies between is aligned along the order of nodes (Needleman and Wunsch, J. Mol. Biol.
///    48, 1970), with a preference for equal operators in equal neighbourhoods; operators whose neighbourhood occurs
///    once in both networks cut the sequences into parts first. 3. Two operators that are left, with inputs and a
///    reader that belong together, are one that changed. 4. Equal neighbourhoods among the rest were moved, and what
///    hangs on them too.
/// Pairs are in the order of the first network.
/// @cost O(n log n) and the product of the lengths of each part (a part longer than 4 million cells is cut in halves)
NetworkDiff networkDiff(const Network& from, const Network& to);

}  // namespace pscope
