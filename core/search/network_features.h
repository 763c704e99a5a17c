#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Numbers that describe a network for predictors, free of charge. A key names a number in the same way in all
/// networks.
///
/// Nodes that pass their input on (identities, norms, activations, a sum with one part that is not zero) are left out
/// of the graph. `effective` nodes lie on a way from the input to an output on which nothing is zero: twins (equal
/// expressions) have nearly equal effective parts, while `whole` sees every operator that will be called.
struct NetworkFeatures {
  std::unordered_map<std::uint64_t, double> whole;  ///< operators, MACs and bytes by kind, of everything
  /// The same of what is effective; parameters and MACs (logarithms); of the ways from input to output: their number
  /// (logarithm), and least, mean and most layers with weights and pixels of view.
  std::unordered_map<std::uint64_t, double> effective;
  /// How often each neighbourhood of the effective graph occurs: Weisfeiler-Lehman labels of the rounds 1 and 2.
  std::unordered_map<std::uint64_t, double> neighbourhoods;
};
/// @cost O(nodes + edges)
/// @source Weisfeiler-Lehman labels for networks: Ru, Wan, Dong, Osborne, ICLR 2021 (NAS-BOWL) [P]; twins: reference:
///         search manual 2.1
NetworkFeatures networkFeatures(const Network& network);

}  // namespace pscope
