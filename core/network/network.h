#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// Operators by the names of operator_catalogue.h; the catalogue holds each one's forms (shape rule, cost, module,
/// ...).
enum class Op : std::uint8_t {
  Input,
  // convolutions and linear layers
  Conv2d,
  Linear,
  // normalisation
  BatchNorm,
  LayerNorm,
  RmsNorm,
  // activations
  Relu,
  Relu6,
  LeakyRelu,
  HardSwish,
  HardSigmoid,
  Sigmoid,
  Silu,
  Gelu,
  Tanh,
  Softplus,
  Clip,
  Exp,
  Softmax,
  // pooling and size
  MaxPool,
  AvgPool,
  GlobalAvgPool,
  Resize,
  // several inputs
  Add,
  Subtract,
  Multiply,
  Divide,
  Concat,
  // mixing of tokens
  Attention,
  LinearAttention,
  GatedLinearAttention,
  SelectiveScan,
  TokenAttention,
  // order of elements
  ChannelShuffle,
  Reshape,
  Permute,
  Slice,
  Pad,
  Flatten,
  // the rest
  Constant,
  Identity,
  Zero,
  Dropout,
  Unknown,
};

/// Shape of one tensor without its batch dimension: [C, H, W]; a vector is [C, 1, 1], a sequence of T tokens [d, T, 1].
struct TensorShape {
  std::int32_t channels = 0;
  std::int32_t height = 1;
  std::int32_t width = 1;

  std::int64_t elements() const { return std::int64_t{channels} * height * width; }
  std::string text() const;  ///< "16x32x32"
  bool operator==(const TensorShape&) const = default;
};

/// What an operator needs besides its inputs; members that it has no use for stay at their defaults.
struct OpAttributes {
  std::int32_t outChannels = 0;   ///< Conv2d, Linear, TokenAttention
  std::int16_t kernelHeight = 1;  ///< windows of Conv2d and pools; Attention: tokens of a window attend to each other
  std::int16_t kernelWidth = 1;
  std::int16_t stride = 1;
  std::int16_t paddingHeight = 0;  ///< above and below
  std::int16_t paddingWidth = 0;   ///< left and right
  std::int16_t dilation = 1;       ///< Attention: tokens this far apart attend to each other (1: all of them)
  std::int32_t groups = 1;         ///< Conv2d, ChannelShuffle; heads of the attentions
  bool bias = false;               ///< LayerNorm: scale and shift; Constant: trained
  bool countPadding = false;       ///< AvgPool: padded pixels count in the mean
  bool ceilMode = false;           ///< pools: sizes are rounded up
  bool causal = false;             ///< attentions: a token sees only itself and those before it
  bool smooth = false;             ///< Resize: bilinear instead of nearest
  float value = 0;  ///< Dropout: probability; LeakyRelu: slope; Clip: upper end; norms: epsilon (0: 1e-5); Pad: value
  float low = 0;    ///< Clip: lower end
  /// Reshape, Constant, Unknown: channels, height, width. Permute: source axis of each axis. Slice: axis, begin, end
  /// (0: to the end), step (0: 1). Pad: above, below, left, right. Resize: height, width. Softmax, Concat: axis.
  /// TokenAttention: number of parameter tokens.
  std::array<std::int32_t, 4> dims{};

  bool operator==(const OpAttributes&) const = default;
};

using NodeIndex = std::int32_t;

struct Node {
  Op op = Op::Input;
  OpAttributes attributes;
  TensorShape shape;            ///< of the output
  std::int32_t firstInput = 0;  ///< into the network's list of inputs
  std::int32_t inputCount = 0;
  std::int32_t scope = 0;  ///< into the network's list of scopes (repeated block, stage ...)
};

/// The graph of operators and tensors that will run: nodes in topological order, node 0 the input, the last one the
/// output.
///
/// Knows nothing of choices; a design is lowered to one and an imported model is one. Cheap to fill: lowering builds
/// tens of thousands a second, so nodes are flat and names are made on demand.
/// @thread const functions from any thread
class Network {
 public:
  explicit Network(TensorShape input);

  /// Appends a node; its shape follows from the operator's shape rule.
  /// @error InvalidArgument  shapes that do not fit, naming operator and shapes
  Result<NodeIndex> add(Op op, std::span<const NodeIndex> inputs, const OpAttributes& attributes = {});
  /// Scope of the nodes added from now on, a path such as "stage1/cell3/edge0-1"; "" is the top level.
  void setScope(std::string_view path);
  /// Room for that many nodes and inputs, so that filling needs no further allocation.
  void reserve(std::size_t nodes, std::size_t inputs);

  const std::vector<Node>& nodes() const { return m_nodes; }
  const Node& node(NodeIndex index) const { return m_nodes[static_cast<std::size_t>(index)]; }
  std::span<const NodeIndex> inputs(const Node& node) const {
    return std::span(m_inputs).subspan(static_cast<std::size_t>(node.firstInput),
                                       static_cast<std::size_t>(node.inputCount));
  }
  const TensorShape& inputShape() const { return m_nodes.front().shape; }
  /// What the network gives; a design has one, its last node. An imported model may have several.
  std::vector<NodeIndex> outputs() const;
  void setOutputs(std::vector<NodeIndex> outputs) { m_outputs = std::move(outputs); }
  /// Whether `node` is an output: the last node, or one of outputs() if there are any.
  bool isOutput(NodeIndex node) const;
  const TensorShape& outputShape() const { return m_nodes.back().shape; }
  const std::string& scope(const Node& node) const { return scopes()[static_cast<std::size_t>(node.scope)]; }
  /// Unique name: scope, operator, and a number where the scope has several: "stage1/cell3/conv2d_2". @cost O(nodes)
  std::vector<std::string> nodeNames() const;

 private:
  friend class NetworkEditor;

  const std::vector<std::string>& scopes() const { return m_sharedScopes ? *m_sharedScopes : m_scopes; }

  std::vector<Node> m_nodes;
  std::vector<NodeIndex> m_inputs;
  std::vector<NodeIndex> m_outputs;  ///< empty: the last node
  std::vector<std::string> m_scopes;
  std::shared_ptr<const std::vector<std::string>> m_sharedScopes;  ///< instead of m_scopes: equal for many networks
  std::unordered_map<std::string, std::int32_t> m_scopeIndices;    ///< only once there are many
  std::int32_t m_scope = 0;
};

/// Static costs of one node.
struct NodeCost {
  std::int64_t params = 0;      ///< trainable: weights, biases, scale and shift of normalisation
  std::int64_t macs = 0;        ///< of convolutions, linear layers and attentions
  std::int64_t elementOps = 0;  ///< of pooling, normalisation, activation, addition
};
/// @source reference: hardware and compression manual 4.1    @cost O(1)
NodeCost nodeCost(const Network& network, const Node& node);

struct StaticCosts {
  std::int64_t params = 0;
  std::int64_t macs = 0;
  std::int64_t peakActivationBytes = 0;  ///< largest sum of live tensors over the schedule of node order
  bool complete = true;                  ///< false: the network has operators whose costs are not known
};

/// Parameters, MACs and peak activation memory for one input of batch 1.
///
/// Live tensors: a node's inputs and output while it runs, and whatever a later node still needs. BatchNorm,
/// activations, Identity, Dropout and Flatten write in place when nobody else needs their input (fused kernels), Add
/// into one of its inputs likewise.
/// @param bytesPerActivation  4 for fp32, 1 for int8
/// @cost O(nodes + edges)   @source reference: hardware and compression manual 4.1 and section 2 (RefNet)
StaticCosts staticCosts(const Network& network, int bytesPerActivation = 4);
/// Bytes of live tensors while each node runs; staticCosts().peakActivationBytes is the largest.
std::vector<std::int64_t> liveActivationBytes(const Network& network, int bytesPerActivation = 4);

}  // namespace pscope
