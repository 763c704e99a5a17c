#include "core/device/gemm_view.h"

#include <algorithm>

namespace pscope {

std::optional<GemmView> gemmView(const Network& network, const Node& node, int batch) {
  const std::int64_t pixels = std::int64_t{node.shape.height} * node.shape.width * batch;
  const auto& a = node.attributes;
  if (node.op == Op::Conv2d) {
    const std::int64_t in = network.node(network.inputs(node)[0]).shape.channels;
    return GemmView{pixels, in / a.groups * a.kernelHeight * a.kernelWidth, node.shape.channels / a.groups, a.groups};
  }
  if (node.op == Op::Linear) {
    return GemmView{pixels, network.node(network.inputs(node)[0]).shape.channels, node.shape.channels, 1};
  }
  const std::int64_t macs = nodeCost(network, node).macs * batch;
  if (macs <= 0) return std::nullopt;
  const std::int64_t filters = std::max<std::int64_t>(node.shape.channels, 1);
  return GemmView{pixels, std::max<std::int64_t>(macs / (pixels * filters), 1), filters, 1};
}

}  // namespace pscope
