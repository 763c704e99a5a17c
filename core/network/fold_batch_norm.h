#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope {

struct FoldedNetwork {
  Network network;
  std::vector<NamedTensor> tensors;
  int folded = 0;  ///< batch normalisations that are gone
};

/// Folds each batch normalisation into the convolution or linear layer before it, when nobody else reads that one.
///
/// With s = scale / sqrt(variance + epsilon): weights are multiplied by s, the bias becomes (bias - mean) s + shift;
/// all in single precision, as the common simplifiers compute it.
/// @param tensors  all weights of the network by name, as NetworkModule::tensors() or importOnnx() give them
/// @error InvalidArgument  a tensor is missing or of another shape (named)
/// @thread any    @cost O(nodes + weights)
/// @source Jacob et al., CVPR 2018, Sect. 3.2
Result<FoldedNetwork> foldBatchNorm(const Network& network, const std::vector<NamedTensor>& tensors);

}  // namespace pscope
