#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Equal for networks whose outputs are the same expression of the input, whatever the weights: 32 hexadecimal digits.
///
/// Rule: identities and dropout are collapsed; the terms of a sum count in any order (a sum inside a sum is joined to
/// it, in place); an operator that reads only zeros gives zeros, and zeros vanish from sums; operators that reach no
/// output do not count. Two equal parts and one part that is read twice are the same expression. Operators of one input
/// in one scope ("relu, convolution, normalisation" of an edge) are one step.
///
/// On NAS-Bench-201 this gives 5,390 classes. (Joined sums are sorted term by term of what was summed, as in the
/// benchmark's own string form; sorting all terms together would give 4,930.)
/// @thread any    @cost O(nodes log nodes), about as much as lowering the network ten times
/// @source after Dong and Yang, NAS-Bench-201, ICLR 2020; reference: search manual 2.1
std::string expressionClass(const Network& network);

/// Equal for networks whose live operators form isomorphic graphs, with equal attributes and shapes.
/// @source Ying et al., NAS-Bench-101, ICML 2019 (iterated hashing of neighbourhoods)
std::string graphClass(const Network& network);

/// Hash of a directed acyclic graph with labelled vertices; equal for isomorphic ones.
///
/// Iterated over (hashes of the sources, hashes of the targets, own label), as many times as there are vertices. Graphs
/// that differ only in ways which that cannot see share a hash; none is known among cells of seven vertices.
/// @param edges  from, to    @cost O(vertices * edges)
std::uint64_t labelledGraphHash(std::span<const std::uint64_t> labels, std::span<const std::pair<int, int>> edges);

}  // namespace pscope
