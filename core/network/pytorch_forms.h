#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// What a whole number in the source means: decides its name when it becomes an argument of a class.
enum class SlotRole : std::uint8_t { Channels, Groups, Heads, KernelSize, Stride, Padding, Dilation, Size, States };

/// A whole number in the source of one operator, which may differ between the instances of a class.
struct PyTorchSlot {
  SlotRole role = SlotRole::Size;
  std::int64_t value = 0;
  std::string prefix;                   ///< written before it: ", stride="
  std::optional<std::int64_t> omitted;  ///< prefix and number are left out for this value: the default
};

/// Source of one operator: `$0` is a slot, `%0` an input, `@` the name of its attribute.
struct PyTorchForm {
  std::string layer;       ///< in __init__: "self.@ = nn.Conv2d($0, $1, $2$3, bias=False)"; empty: it has none
  std::string expression;  ///< in forward: "self.@(%0)", "F.relu(%0)"
  std::vector<PyTorchSlot> slots;
  std::vector<std::string> helpers;  ///< sections of resources/pytorch/operators.py
};

/// @param batchless  per node: whether its values are the same for every input (learned or constant)
/// @error Unsupported  for Unknown
Result<PyTorchForm> pytorchForm(const Network& network, NodeIndex index, const std::vector<bool>& batchless);
/// Name of the attribute of an operator with a layer, or of its value: "conv", "bn", "relu".
const char* pytorchName(Op op);

}  // namespace pscope
