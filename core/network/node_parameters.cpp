#include "core/network/node_parameters.h"

namespace pscope {

std::int64_t ParameterInfo::elements() const {
  std::int64_t count = 1;
  for (const auto size : shape) count *= size;
  return count;
}

std::vector<ParameterInfo> nodeParameters(const Network& network, const Node& node) {
  const auto& a = node.attributes;
  const auto inputChannels = [&] { return std::int64_t{network.node(network.inputs(node)[0]).shape.channels}; };
  const std::int64_t channels = node.shape.channels;
  switch (node.op) {
    case Op::Conv2d: {
      const std::int64_t perGroup = inputChannels() / a.groups;
      std::vector<ParameterInfo> own{{"weight",
                                      {channels, perGroup, a.kernelHeight, a.kernelWidth},
                                      true,
                                      true,
                                      Initial::FanIn,
                                      2,
                                      perGroup * a.kernelHeight * a.kernelWidth}};
      if (a.bias) own.push_back({"bias", {channels}});
      return own;
    }
    case Op::Linear: {
      const std::int64_t in = inputChannels();
      std::vector<ParameterInfo> own{{"weight", {channels, in}, true, true, Initial::FanIn, 1, in}};
      if (a.bias) own.push_back({"bias", {channels}});
      return own;
    }
    case Op::BatchNorm:
      return {{"weight", {channels}, true, false, Initial::One},
              {"bias", {channels}},
              {"running_mean", {channels}, false},
              {"running_var", {channels}, false, false, Initial::One}};
    case Op::LayerNorm:
      if (!a.bias) return {};
      return {{"weight", {channels}, true, false, Initial::One}, {"bias", {channels}}};
    case Op::RmsNorm:
      if (!a.bias) return {};
      return {{"weight", {channels}, true, false, Initial::One}};
    case Op::SelectiveScan: {
      const std::int64_t states = network.node(network.inputs(node)[2]).shape.channels;
      return {{"a_log", {channels, states}, true, false, Initial::LogCounting},
              {"d", {channels}, true, false, Initial::One}};
    }
    case Op::TokenAttention: {
      const std::int64_t in = inputChannels();
      const std::int64_t tokens = a.dims[0];
      return {{"key", {tokens, in}, true, true, Initial::FanIn, 1, in},
              {"value", {tokens, channels}, true, true, Initial::FanIn, 1, tokens}};
    }
    case Op::Constant:
      return {{"value",
               {node.shape.channels, node.shape.height, node.shape.width},
               a.bias,
               false,
               a.bias ? Initial::Small : Initial::Zero}};
    default:
      return {};
  }
}

}  // namespace pscope
