#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/space/space.h"

namespace pscope {

/// Designs as numbers, for predictors.

/// One number a level: 1 at the level that was chosen, 0 elsewhere; all 0 for an inactive choice.
/// @return as many numbers as all choices have levels    @cost O(levels)
std::vector<double> oneHotEncoding(const Space& space, const Genome& genome);
/// Names of its numbers: "stage1.kernel=3".
std::vector<std::string> oneHotNames(const Space& space);

/// One number a choice: the place of its level from 0 to 1 (numeric levels by value, others by order; a single level
/// is 0), and -1 for an inactive choice.
std::vector<double> ordinalEncoding(const Space& space, const Genome& genome);

/// The paths from input to output as operator names, "relu>conv2d 3x3>batch_norm", sorted, each once; without
/// identities. A predictor one-hot encodes those that it has seen.
/// @param limit  at most that many: the paths of a network grow exponentially with its depth, so use a cell or a small
///               scale
/// @error Unsupported  there are more
/// @source White, Neiswanger and Savani, BANANAS, AAAI 2021
Result<std::vector<std::string>> pathEncoding(const Network& network, std::size_t limit = 10'000);

/// The graph itself: label of each live node and its edges, in topological order, for graph predictors.
struct GraphEncoding {
  std::vector<std::string> labels;         ///< "conv2d 3x3"
  std::vector<std::array<int, 2>> edges;   ///< from, to
  std::vector<std::vector<double>> costs;  ///< of each node: parameters, MACs, output elements
};
GraphEncoding graphEncoding(const Network& network);

}  // namespace pscope
