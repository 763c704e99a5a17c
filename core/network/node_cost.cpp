#include <algorithm>

#include "core/network/network.h"
#include "core/network/operator_catalogue.h"
#include "core/network/positions.h"

namespace pscope {
namespace {

/// Index of the last node that reads each node's output; the node itself when nobody does.
std::vector<NodeIndex> lastUses(const Network& network) {
  const auto& nodes = network.nodes();
  std::vector<NodeIndex> last(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    last[i] = static_cast<NodeIndex>(i);
    for (const NodeIndex input : network.inputs(nodes[i])) last[static_cast<std::size_t>(input)] = last[i];
  }
  for (const NodeIndex output : network.outputs())
    last[static_cast<std::size_t>(output)] = static_cast<NodeIndex>(nodes.size());
  return last;
}

/// Calls visit(index, elements alive while the node runs) for every node in order.
template <class Visit>
void walkLiveElements(const Network& network, Visit visit) {
  const auto& nodes = network.nodes();
  const auto last = lastUses(network);
  std::int64_t alive = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    const auto self = static_cast<NodeIndex>(i);
    const auto inputs = network.inputs(node);
    const std::int64_t out = node.shape.elements();
    std::int64_t freed = 0;
    bool inPlace = false;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (last[static_cast<std::size_t>(inputs[k])] != self) continue;
      bool seen = false;
      for (std::size_t j = 0; j < k; ++j) seen = seen || inputs[j] == inputs[k];
      if (seen) continue;
      const std::int64_t elements = network.node(inputs[k]).shape.elements();
      freed += elements;
      inPlace = inPlace || (elements == out && ((operatorInfo(node.op).inPlace && k == 0) || node.op == Op::Add));
    }
    visit(i, alive + (inPlace ? 0 : out));
    alive += out - freed;
    if (last[i] == self) alive -= out;  // nobody reads it
  }
}

}  // namespace

namespace {

/// Multiply-accumulates of query times key and weights times value; no softmax, no projections.
/// @source reference: search manual 2.13 and 14 (2 T^2 d for self-attention; 2 T d_k d_v a head for linear attention)
std::int64_t attentionMacs(const Network& network, const Node& node) {
  const auto inputs = network.inputs(node);
  const TensorShape& key = network.node(inputs[1]).shape;
  const TensorShape& value = network.node(inputs[2]).shape;
  const auto& a = node.attributes;
  if (node.op != Op::Attention) {
    return 2 * positions(node.shape) * key.channels * (value.channels / a.groups);
  }
  std::int64_t seen = positions(key);
  if (a.kernelHeight > 1 || a.kernelWidth > 1) {
    seen = std::int64_t{a.kernelHeight} * a.kernelWidth;
  } else if (a.dilation > 1) {
    seen /= std::int64_t{a.dilation} * std::min<std::int32_t>(a.dilation, key.width);
  }
  return positions(node.shape) * seen * (std::int64_t{key.channels} + value.channels);
}

}  // namespace

NodeCost nodeCost(const Network& network, const Node& node) {
  NodeCost cost;
  const auto inputs = network.inputs(node);
  const std::int64_t out = node.shape.elements();
  const auto& a = node.attributes;
  switch (node.op) {
    case Op::Conv2d: {
      const std::int64_t perOutput =
          std::int64_t{network.node(inputs[0]).shape.channels / a.groups} * a.kernelHeight * a.kernelWidth;
      cost.params = perOutput * node.shape.channels + (a.bias ? node.shape.channels : 0);
      cost.macs = perOutput * out;
      break;
    }
    case Op::Linear: {
      const std::int64_t in = network.node(inputs[0]).shape.channels;
      cost.macs = in * out;
      cost.params = in * node.shape.channels + (a.bias ? node.shape.channels : 0);
      break;
    }
    case Op::BatchNorm:
      cost.params = 2 * std::int64_t{node.shape.channels};
      cost.elementOps = out;
      break;
    case Op::LayerNorm:
    case Op::RmsNorm:
      cost.params = a.bias ? (node.op == Op::LayerNorm ? 2 : 1) * std::int64_t{node.shape.channels} : 0;
      cost.elementOps = 2 * out;
      break;
    case Op::MaxPool:
    case Op::AvgPool:
      cost.elementOps = out * a.kernelHeight * a.kernelWidth;
      break;
    case Op::GlobalAvgPool:
      cost.elementOps = network.node(inputs[0]).shape.elements();
      break;
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
      cost.elementOps = out * (node.inputCount - 1);
      break;
    case Op::Resize:
      cost.elementOps = a.smooth ? 4 * out : 0;
      break;
    case Op::Attention:
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      cost.macs = attentionMacs(network, node);
      break;
    case Op::SelectiveScan: {
      const std::int64_t states = network.node(inputs[2]).shape.channels;
      cost.params = node.shape.channels * (states + 1);
      cost.macs = 2 * out * states;
      cost.elementOps = 2 * out * states;
      break;
    }
    case Op::TokenAttention: {
      const std::int64_t width = std::int64_t{network.node(inputs[0]).shape.channels} + node.shape.channels;
      cost.params = a.dims[0] * width;
      cost.macs = cost.params * positions(node.shape);
      cost.elementOps = a.dims[0] * positions(node.shape);
      break;
    }
    case Op::Constant:
      cost.params = a.bias ? out : 0;
      break;
    default:
      if (operatorInfo(node.op).kind == OperatorKind::Activation) cost.elementOps = out;
      break;
  }
  return cost;
}

StaticCosts staticCosts(const Network& network, int bytesPerActivation) {
  StaticCosts costs;
  for (const Node& node : network.nodes()) {
    const NodeCost cost = nodeCost(network, node);
    costs.params += cost.params;
    costs.macs += cost.macs;
    costs.complete = costs.complete && node.op != Op::Unknown;
  }
  walkLiveElements(network, [&](std::size_t, std::int64_t elements) {
    costs.peakActivationBytes = std::max(costs.peakActivationBytes, elements);
  });
  costs.peakActivationBytes *= bytesPerActivation;
  return costs;
}

std::vector<std::int64_t> liveActivationBytes(const Network& network, int bytesPerActivation) {
  std::vector<std::int64_t> bytes(network.nodes().size());
  walkLiveElements(network,
                   [&](std::size_t index, std::int64_t elements) { bytes[index] = elements * bytesPerActivation; });
  return bytes;
}

}  // namespace pscope
