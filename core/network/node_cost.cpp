#include <algorithm>

#include "core/network/network.h"

namespace pscope {
namespace {

/// May write its output over its first input, when nobody else needs that (fused or in-place kernels).
bool writesInPlace(Op op) {
  switch (op) {
    case Op::BatchNorm:
    case Op::Relu:
    case Op::Relu6:
    case Op::HardSwish:
    case Op::Sigmoid:
    case Op::Identity:
    case Op::Dropout:
    case Op::Flatten:
      return true;
    default:
      return false;
  }
}

/// Index of the last node that reads each node's output; the node itself when nobody does.
std::vector<NodeIndex> lastUses(const Network& network) {
  const auto& nodes = network.nodes();
  std::vector<NodeIndex> last(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    last[i] = static_cast<NodeIndex>(i);
    for (const NodeIndex input : network.inputs(nodes[i])) last[static_cast<std::size_t>(input)] = last[i];
  }
  last.back() = static_cast<NodeIndex>(nodes.size());
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
      inPlace = inPlace || (elements == out && ((writesInPlace(node.op) && k == 0) || node.op == Op::Add));
    }
    visit(i, alive + (inPlace ? 0 : out));
    alive += out - freed;
    if (last[i] == self) alive -= out;  // nobody reads it
  }
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
      cost.macs = network.node(inputs[0]).shape.elements() * out;
      cost.params = cost.macs + (a.bias ? out : 0);
      break;
    }
    case Op::BatchNorm:
      cost.params = 2 * std::int64_t{node.shape.channels};
      cost.elementOps = out;
      break;
    case Op::Relu:
    case Op::Relu6:
    case Op::HardSwish:
    case Op::Sigmoid:
      cost.elementOps = out;
      break;
    case Op::MaxPool:
    case Op::AvgPool:
      cost.elementOps = out * a.kernelHeight * a.kernelWidth;
      break;
    case Op::GlobalAvgPool:
      cost.elementOps = network.node(inputs[0]).shape.elements();
      break;
    case Op::Add:
    case Op::Multiply:
      cost.elementOps = out * (node.inputCount - 1);
      break;
    case Op::Input:
    case Op::Concat:
    case Op::Identity:
    case Op::Zero:
    case Op::Flatten:
    case Op::Dropout:
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
