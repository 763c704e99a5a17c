#include "tests/support/operator_samples.h"

#include <functional>
#include <initializer_list>
#include <stdexcept>

#include "core/network/operator_catalogue.h"

namespace pscope::test {
namespace {

class Samples {
 public:
  using Change = std::function<void(OpAttributes&)>;

  /// input -> operator
  void one(Op op, TensorShape input, const std::string& way = "", const Change& change = {}) {
    Network network(input);
    append(network, op, {0}, change);
    finish(op, way, std::move(network));
  }

  /// input -> 1x1 convolutions, one for each further input -> operator
  void several(Op op, TensorShape input, std::initializer_list<int> channels, const std::string& way = "",
               const Change& change = {}) {
    Network network(input);
    std::vector<NodeIndex> inputs;
    for (const int count : channels) {
      inputs.push_back(append(network, Op::Conv2d, {0}, [count](OpAttributes& a) { a.outChannels = count; }));
    }
    append(network, op, inputs, change);
    finish(op, way, std::move(network));
  }

  /// input, global average of the input -> operator
  void gated(Op op, TensorShape input) {
    Network network(input);
    const auto mean = append(network, Op::GlobalAvgPool, {0});
    append(network, op, {0, append(network, Op::Exp, {mean})});
    finish(op, "spread", std::move(network));
  }

  void constant(TensorShape input) {
    Network network(input);
    const auto value = append(network, Op::Constant, {},
                              [&](OpAttributes& a) { a.dims = {input.channels, input.height, input.width, 0}; });
    append(network, Op::Add, {0, value});
    finish(Op::Constant, "", std::move(network));
  }

  /// A learned token before the others.
  void classToken(TensorShape input) {
    Network network(input);
    const auto token = append(network, Op::Constant, {}, [&](OpAttributes& a) { a.dims = {input.channels, 1, 1, 0}; });
    append(network, Op::Concat, {token, 0}, [](OpAttributes& a) { a.dims[0] = 1; });
    finish(Op::Concat, "class token", std::move(network));
  }

  std::vector<OperatorSample> take() { return std::move(m_samples); }

 private:
  static NodeIndex append(Network& network, Op op, const std::vector<NodeIndex>& inputs, const Change& change = {}) {
    OpAttributes attributes = defaultAttributes(op);
    if (change) change(attributes);
    auto node = network.add(op, inputs, attributes);
    if (!node.ok()) throw std::logic_error(node.error().text());
    return node.value();
  }
  void finish(Op op, const std::string& way, Network network) {
    std::string name(operatorInfo(op).name);
    if (!way.empty()) name += " (" + way + ")";
    m_samples.push_back({std::move(name), op, std::move(network)});
  }
  std::vector<OperatorSample> m_samples;
};

}  // namespace

std::vector<OperatorSample> operatorSamples() {
  constexpr TensorShape kImage{8, 6, 6};
  constexpr TensorShape kTokens{8, 9, 1};
  constexpr TensorShape kVector{8, 1, 1};
  Samples samples;
  samples.one(Op::Conv2d, kImage, "bias", [](OpAttributes& a) {
    a.outChannels = 5;
    a.kernelHeight = a.kernelWidth = 3;
    a.paddingHeight = a.paddingWidth = 1;
    a.bias = true;
  });
  samples.one(Op::Conv2d, kImage, "depthwise, stride 2, dilated", [](OpAttributes& a) {
    a.outChannels = a.groups = 8;
    a.kernelHeight = a.kernelWidth = 3;
    a.paddingHeight = a.paddingWidth = 2;
    a.stride = a.dilation = 2;
  });
  samples.one(Op::Conv2d, kImage, "grouped, 1x5", [](OpAttributes& a) {
    a.outChannels = 4;
    a.groups = 2;
    a.kernelWidth = 5;
    a.paddingWidth = 2;
  });
  samples.one(Op::Linear, kVector, "vector", [](OpAttributes& a) { a.outChannels = 5; });
  samples.one(Op::Linear, kTokens, "tokens, no bias", [](OpAttributes& a) {
    a.outChannels = 5;
    a.bias = false;
  });
  samples.one(Op::BatchNorm, kImage);
  for (const Op op : {Op::LayerNorm, Op::RmsNorm}) {
    samples.one(op, kImage, "image");
    samples.one(op, kTokens, "tokens, not affine", [](OpAttributes& a) { a.bias = false; });
  }
  for (const auto& info : operatorCatalogue()) {
    if (info.kind != OperatorKind::Activation) continue;
    samples.one(info.op, kImage, "", [&](OpAttributes& a) {
      if (info.op == Op::Clip) a.low = -0.5F, a.value = 1.5F;
    });
  }
  samples.one(Op::Softmax, kTokens, "along the tokens", [](OpAttributes& a) { a.dims[0] = 1; });
  for (const Op op : {Op::MaxPool, Op::AvgPool}) {
    samples.one(op, kImage, "stride 2, padded", [](OpAttributes& a) {
      a.kernelHeight = a.kernelWidth = 3;
      a.stride = 2;
      a.paddingHeight = a.paddingWidth = 1;
    });
    samples.one(op, kImage, "rounded up", [](OpAttributes& a) {
      a.kernelHeight = a.kernelWidth = 3;
      a.stride = 2;
      a.ceilMode = true;
    });
  }
  samples.one(Op::AvgPool, kImage, "padding counts", [](OpAttributes& a) {
    a.kernelHeight = a.kernelWidth = 3;
    a.paddingHeight = a.paddingWidth = 1;
    a.countPadding = true;
  });
  samples.one(Op::GlobalAvgPool, kImage, "image");
  samples.one(Op::GlobalAvgPool, kTokens, "tokens");
  samples.one(Op::Resize, kImage, "nearest", [](OpAttributes& a) { a.dims = {12, 12, 0, 0}; });
  samples.one(Op::Resize, kImage, "bilinear", [](OpAttributes& a) {
    a.dims = {9, 12, 0, 0};
    a.smooth = true;
  });
  for (const Op op : {Op::Add, Op::Subtract, Op::Multiply, Op::Divide}) samples.gated(op, kImage);
  samples.several(Op::Add, kImage, {4, 4, 4}, "three");
  samples.several(Op::Concat, kImage, {3, 5});
  samples.several(Op::Concat, kTokens, {4, 4}, "tokens", [](OpAttributes& a) { a.dims[0] = 1; });
  samples.several(Op::Attention, kTokens, {8, 8, 6}, "tokens", [](OpAttributes& a) { a.groups = 2; });
  samples.several(Op::Attention, kTokens, {8, 8, 6}, "causal", [](OpAttributes& a) {
    a.groups = 2;
    a.causal = true;
  });
  samples.several(Op::Attention, kImage, {4, 4, 4}, "windows", [](OpAttributes& a) {
    a.groups = 2;
    a.kernelHeight = 2;
    a.kernelWidth = 3;
  });
  samples.several(Op::Attention, kImage, {4, 4, 4}, "grid", [](OpAttributes& a) { a.dilation = 3; });
  samples.several(Op::LinearAttention, kTokens, {8, 8, 6}, "", [](OpAttributes& a) { a.groups = 2; });
  samples.several(Op::LinearAttention, kTokens, {8, 8, 6}, "causal", [](OpAttributes& a) {
    a.groups = 2;
    a.causal = true;
  });
  samples.several(Op::GatedLinearAttention, kTokens, {8, 8, 6, 8}, "", [](OpAttributes& a) { a.groups = 2; });
  samples.several(Op::SelectiveScan, kTokens, {6, 6, 4, 4});
  samples.one(Op::TokenAttention, kTokens, "", [](OpAttributes& a) {
    a.outChannels = 5;
    a.dims[0] = 12;
  });
  samples.one(Op::ChannelShuffle, kImage, "", [](OpAttributes& a) { a.groups = 4; });
  samples.one(Op::Reshape, kImage, "image to tokens", [](OpAttributes& a) { a.dims = {8, 36, 1, 0}; });
  samples.one(Op::Permute, kImage, "", [](OpAttributes& a) { a.dims = {1, 2, 0, 0}; });
  samples.one(Op::Slice, kImage, "height", [](OpAttributes& a) { a.dims = {1, 1, 6, 2}; });
  samples.one(Op::Slice, kImage, "channels to the end", [](OpAttributes& a) { a.dims = {0, 3, 0, 0}; });
  samples.one(Op::Pad, kImage, "", [](OpAttributes& a) { a.dims = {1, 2, 0, 3}; });
  samples.one(Op::Flatten, kImage);
  samples.constant(kTokens);
  samples.classToken(kTokens);
  samples.one(Op::Identity, kImage);
  samples.one(Op::Zero, kImage);
  samples.one(Op::Dropout, kImage, "", [](OpAttributes& a) { a.value = 0.5F; });
  return samples.take();
}

}  // namespace pscope::test
