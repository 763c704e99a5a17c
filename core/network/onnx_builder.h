#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/network/network.h"
#include "core/network/onnx_model.h"
#include "core/network/tensors.h"

namespace pscope {

/// A value of the model that is being imported: a constant, or what a node of our network gives.
///
/// `dims` are the model's, with its batch; `memory` says how the node's elements lie: the axes of more than one element
/// from the slowest to the fastest. So a transpose, and most reshapes, only change dims and memory, not the network.
struct OnnxValue {
  OnnxConstantPtr constant;
  NodeIndex node = -1;
  OnnxDims dims;
  std::vector<int> memory;
};

/// Axes of a value that become channels, height and width of a node, each from the slowest to the fastest.
using AxisGroups = std::array<std::vector<int>, 3>;

/// Fills a network from values in any number of dimensions and any order of axes.
///
/// Functions that return std::optional give nothing when our operators cannot express what is asked for.
/// @thread one at a time
class OnnxBuilder {
 public:
  /// @param weights  elements of weights that may be kept; 0: none are wanted
  OnnxBuilder(TensorShape input, std::int64_t weights) : m_network(input), m_weights(weights) {}

  Network& network() { return m_network; }
  const TensorShape& shapeOf(NodeIndex node) const { return m_network.node(node).shape; }
  Result<NodeIndex> add(Op op, std::span<const NodeIndex> inputs, const OpAttributes& attributes = {}) {
    return m_network.add(op, inputs, attributes);
  }
  Result<NodeIndex> add(Op op, NodeIndex input, const OpAttributes& attributes = {}) {
    return m_network.add(op, std::span(&input, 1), attributes);
  }
  /// Whether to set weights of so many elements: they are wanted, and there is room.
  bool takesWeights(std::int64_t elements);
  /// Whether there was no room.
  bool tooLarge() const { return m_weights < 0; }
  /// Values of a parameter of `node`, after takesWeights().
  void setWeight(NodeIndex node, std::string_view parameter, std::vector<std::int64_t> shape,
                 std::vector<float> values);
  /// All weights by the final names.
  std::vector<NamedTensor> takeWeights();

  static OnnxValue constantValue(OnnxConstantPtr constant);
  /// A value whose elements lie in the order of `dims`.
  static OnnxValue plain(NodeIndex node, OnnxDims dims);
  /// Channels, height and width that dims without batch would naturally be.
  static TensorShape naturalShape(const OnnxDims& dims);

  /// The axes that each dimension of the node holds, if its dimensions are whole axes.
  std::optional<AxisGroups> groupsOf(const OnnxValue& value) const;
  /// A node with the elements of `value` in the order and shape of `groups`, which hold all axes of several elements.
  /// @return nothing: a constant of unknown values
  Result<std::optional<NodeIndex>> arrange(const OnnxValue& value, const AxisGroups& groups);
  /// The elements in the order of dims, as naturalShape().
  Result<std::optional<NodeIndex>> natural(const OnnxValue& value);
  /// An image [1, C, H, W] (or [1, C, L], [1, C]) as a node of that shape; nothing if its batch is not 1.
  Result<std::optional<NodeIndex>> image(const OnnxValue& value);
  /// The axis as channels and everything else, in the order in which it lies, as height (`flat`) or height and width.
  struct Channels {
    NodeIndex node;
    std::vector<int> rest;  ///< axes of height and width
  };
  Result<std::optional<Channels>> withChannels(const OnnxValue& value, int axis, bool flat);

  OnnxValue transpose(const OnnxValue& value, const std::vector<int>& perm) const;
  Result<std::optional<OnnxValue>> reshape(const OnnxValue& value, const OnnxDims& dims);
  /// [begin, end) with `step` along an axis; 0 <= begin < end <= size.
  Result<std::optional<OnnxValue>> slice(const OnnxValue& value, int axis, std::int64_t begin, std::int64_t end,
                                         std::int64_t step);
  /// An elementwise operator of several inputs with NumPy's broadcasting.
  /// @error InvalidArgument  the shapes do not go together
  Result<std::optional<OnnxValue>> combine(Op op, std::vector<OnnxValue> inputs);
  Result<std::optional<OnnxValue>> concat(std::vector<OnnxValue> inputs, int axis);
  /// An operator of one input that keeps shape and order.
  Result<std::optional<OnnxValue>> unary(Op op, const OnnxValue& value, const OpAttributes& attributes = {});

 private:
  struct Weight {
    NodeIndex node;
    std::string_view parameter;
    NamedTensor tensor;
  };
  using MaybeNode = std::optional<NodeIndex>;
  Result<NodeIndex> reshaped(NodeIndex node, TensorShape shape);
  Result<NodeIndex> permuted(NodeIndex node, std::array<std::int32_t, 3> perm);
  Result<NodeIndex> permutedBlocks(NodeIndex node, const std::array<std::int64_t, 3>& sizes,
                                   std::array<std::int32_t, 3> perm);
  Result<NodeIndex> rearranged(const OnnxValue& value, const std::vector<int>& target);
  Result<MaybeNode> constantNode(const OnnxValue& value, const AxisGroups& groups);
  bool lies(const OnnxValue& value, const AxisGroups& groups) const;
  Result<std::optional<OnnxValue>> combineAs(Op op, const OpAttributes& attributes, std::span<const OnnxValue> inputs,
                                             const std::vector<AxisGroups>& candidates,
                                             const std::vector<bool>& spreads, OnnxDims dims);

  Network m_network;
  std::int64_t m_weights;  ///< room for elements; 0: none, -1: it was too small
  std::vector<Weight> m_pending;
  std::map<std::tuple<NodeIndex, std::int32_t, std::int32_t, std::int32_t, bool>, NodeIndex> m_layouts;
  std::map<std::pair<const OnnxConstant*, AxisGroups>, std::pair<OnnxConstantPtr, NodeIndex>> m_constants;
};

}  // namespace pscope
