#pragma once

#include <optional>
#include <span>

#include "core/network/onnx_model.h"

namespace pscope {

/// Results of operators whose inputs are all known: shape arithmetic, prepared weights, grids of anchors.
/// @thread one at a time
class OnnxFolder {
 public:
  /// @param budget  elements that may be made, all together
  OnnxFolder(std::int64_t opset, std::int64_t budget) : m_opset(opset), m_budget(budget) {}

  /// The first output, or nullptr when the operator is not among those folded here, or its inputs make no sense to it
  /// (the caller then treats it as any operator). Absent inputs are nullptr.
  /// @error Unsupported  the budget is spent
  Result<OnnxConstantPtr> fold(const OnnxNode& node, std::span<const OnnxConstantPtr> inputs);

 private:
  Status spend(std::int64_t elements);

  std::int64_t m_opset;
  std::int64_t m_budget;
};

/// Where NumPy's rules of Squeeze, Unsqueeze, Reshape and Flatten lead; nothing when they do not apply.
std::optional<OnnxDims> reshapedDims(const OnnxNode& node, const OnnxDims& in, const OnnxConstant* parameter);
/// The parts of a Slice, one for each axis that is cut: begin, end (exclusive) and step > 0, within the axis.
struct OnnxSlicePart {
  int axis;
  std::int64_t begin, end, step;
};
std::optional<std::vector<OnnxSlicePart>> sliceParts(const OnnxNode& node, const OnnxDims& in,
                                                     std::span<const OnnxConstant* const> inputs);
/// The axis of an attribute counted from the end when negative; nothing when out of range.
std::optional<int> normalAxis(std::int64_t axis, std::size_t rank);
/// NumPy's broadcasting of two shapes; nothing when they do not go together.
std::optional<OnnxDims> broadcastDims(OnnxDims a, OnnxDims b);

}  // namespace pscope
