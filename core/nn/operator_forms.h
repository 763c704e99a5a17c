#pragma once

#include <span>
#include <vector>

#include "core/network/network.h"

namespace at {
class Tensor;
struct Generator;
}  // namespace at

namespace pscope {

/// One operator about to run.
struct OperatorCall {
  const Node& node;
  std::span<const at::Tensor> inputs;      ///< [N, C, H, W] each; a sequence of T tokens is [N, d, T, 1]
  std::span<const at::Tensor> parameters;  ///< in the order of nodeParameters()
  bool training = false;                   ///< batch statistics and dropout
  bool mayOverwrite = false;               ///< nobody else needs the first input
  at::Generator& generator;                ///< of dropout
};

/// The LibTorch form of every operator of the catalogue but Input and Unknown.
/// @return [N, C, H, W]; throws what LibTorch throws    @thread any, one generator each
at::Tensor runOperator(const OperatorCall& call);

/// Operators that a module can be made of (a test compares them with the catalogue).
std::vector<Op> moduleOperators();

}  // namespace pscope
