#include "core/device/mcu_memory.h"

#include <algorithm>
#include <cmath>

#include "core/device/gemm_view.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

std::vector<NodeIndex> lastReaders(const Network& network) {
  std::vector<NodeIndex> last(network.nodes().size(), -1);
  for (std::size_t i = 0; i < last.size(); ++i) {
    for (const NodeIndex input : network.inputs(network.nodes()[i])) {
      last[static_cast<std::size_t>(input)] = static_cast<NodeIndex>(i);
    }
  }
  return last;
}

/// Live bytes while each node runs, depthwise layers in place where they can be.
std::vector<std::int64_t> liveBytes(const Network& network, const std::vector<NodeIndex>& last, int bytesPerValue) {
  auto live = liveActivationBytes(network, bytesPerValue);
  for (std::size_t i = 0; i < live.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (node.op != Op::Conv2d) continue;
    const NodeIndex input = network.inputs(node)[0];
    const TensorShape& in = network.node(input).shape;
    const bool depthwise = node.attributes.groups == in.channels && in == node.shape;
    if (!depthwise || last[static_cast<std::size_t>(input)] != static_cast<NodeIndex>(i)) continue;
    live[i] -= (node.shape.elements() - std::int64_t{in.height} * in.width) * bytesPerValue;
  }
  return live;
}

/// Nodes after which nothing but their own output is needed.
std::vector<bool> narrowPoints(const Network& network, const std::vector<NodeIndex>& last) {
  std::vector<bool> narrow(last.size(), false);
  NodeIndex furthest = -1;  // last reader of everything before
  for (std::size_t i = 0; i < last.size(); ++i) {
    narrow[i] = furthest <= static_cast<NodeIndex>(i) && network.nodes()[i].shape.height > 1;
    furthest = std::max(furthest, last[i]);
  }
  return narrow;
}

/// Factor of the arithmetic of each node up to `end` when it runs tile by tile.
std::vector<double> halos(const Network& network, std::size_t end, int patches) {
  std::vector<double> factor(network.nodes().size(), 1);
  std::vector<double> halo(end + 1, 0);  // pixels beyond the tile at each node's output
  for (std::size_t i = end + 1; i-- > 1;) {
    const Node& node = network.nodes()[i];
    const double tile = static_cast<double>(node.shape.height) / patches;
    factor[i] = tile > 0 ? std::pow((tile + 2 * halo[i]) / tile, 2) : 1;
    const bool window = node.op == Op::Conv2d || node.op == Op::MaxPool || node.op == Op::AvgPool;
    const int dilation = node.op == Op::Conv2d ? node.attributes.dilation : 1;
    const double needed =
        window ? halo[i] * node.attributes.stride + (node.attributes.kernelHeight - 1) / 2 * dilation : halo[i];
    for (const NodeIndex input : network.inputs(node)) {
      double& known = halo[static_cast<std::size_t>(input)];
      known = std::max(known, needed);
    }
  }
  return factor;
}

}  // namespace

McuMemory mcuMemory(const Network& network, const McuOptions& options) {
  McuMemory memory;
  const auto last = lastReaders(network);
  const auto live = liveBytes(network, last, options.bytesPerValue);
  memory.activationBytes = *std::max_element(live.begin(), live.end());
  memory.recompute.assign(live.size(), 1);
  if (options.patches > 1) {
    const std::int64_t tiles = std::int64_t{options.patches} * options.patches;
    const auto narrow = narrowPoints(network, last);
    std::vector<std::int64_t> after(live.size() + 1, 0);  // peak of the nodes from here on
    for (std::size_t i = live.size(); i-- > 0;) after[i] = std::max(after[i + 1], live[i]);
    std::int64_t before = 0;
    for (std::size_t i = 0; i < live.size(); ++i) {
      before = std::max(before, live[i]);
      if (i == 0 || !narrow[i] || network.nodes()[i].shape.height < options.patches) continue;
      const std::int64_t held = network.nodes()[i].shape.elements() * options.bytesPerValue;
      const std::int64_t peak = std::max((before + tiles - 1) / tiles + held, after[i + 1]);
      if (peak >= memory.activationBytes) continue;
      memory.activationBytes = peak;
      memory.patchedUntil = i;
    }
    if (memory.patchedUntil > 0) memory.recompute = halos(network, memory.patchedUntil, options.patches);
  }
  constexpr std::int64_t kColumnBytes = 2, kBiasBytes = 4;
  for (const Node& node : network.nodes()) {
    const auto gemm = gemmView(network, node, 1);
    if (gemm && node.op == Op::Conv2d && node.attributes.kernelHeight * node.attributes.kernelWidth > 1) {
      memory.scratchBytes = std::max(memory.scratchBytes, kColumnBytes * gemm->reduction * options.columns);
    }
    const std::int64_t params = nodeCost(network, node).params;
    const bool weighted = operatorInfo(node.op).kind == OperatorKind::Weighted;
    const std::int64_t biases = weighted && node.attributes.bias ? node.shape.channels : 0;
    if (node.op == Op::BatchNorm) {
      memory.flashBytes += kBiasBytes * node.shape.channels;
    } else {
      memory.flashBytes += (params - biases) * options.bytesPerValue + kBiasBytes * biases;
    }
  }
  memory.flashBytes += options.codeBytes;
  memory.sramBytes = memory.activationBytes + memory.scratchBytes + options.runtimeBytes;
  return memory;
}

}  // namespace pscope
