#pragma once

#include <QtTest>
#include <array>
#include <initializer_list>
#include <vector>

#include "core/base/rng.h"
#include "core/data/dataset.h"
#include "core/network/network.h"

/// Small networks and data for the tests of core/nn.
namespace pscope::test {

/// Appends nodes one after another; fails the test when a shape does not fit.
class NetworkBuilder {
 public:
  explicit NetworkBuilder(TensorShape input) : m_network(input) {}

  NetworkBuilder& then(Op op, const OpAttributes& attributes = {}) {
    m_last = add(op, {m_last}, attributes);
    return *this;
  }
  NodeIndex add(Op op, std::initializer_list<NodeIndex> inputs, const OpAttributes& attributes = {}) {
    const std::vector<NodeIndex> list(inputs);
    const auto node = m_network.add(op, list, attributes);
    if (!node.ok()) qFatal("%s", node.error().text().c_str());
    return m_last = node.value();
  }
  NetworkBuilder& conv(int channels, int kernel, int stride = 1, int groups = 1, bool bias = false) {
    return then(Op::Conv2d, convolution(channels, kernel, stride, groups, bias));
  }
  NetworkBuilder& linear(int outputs, bool bias = true) {
    OpAttributes a;
    a.outChannels = outputs;
    a.bias = bias;
    return then(Op::Linear, a);
  }
  static OpAttributes convolution(int channels, int kernel, int stride, int groups, bool bias) {
    OpAttributes a;
    a.outChannels = channels;
    a.kernelHeight = static_cast<std::int16_t>(kernel);
    a.kernelWidth = static_cast<std::int16_t>(kernel);
    a.stride = static_cast<std::int16_t>(stride);
    a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(kernel / 2);
    a.groups = groups;
    a.bias = bias;
    return a;
  }
  const Network& network() const { return m_network; }

 private:
  Network m_network;
  NodeIndex m_last = 0;
};

inline OpAttributes window(int kernel, int stride, int padding, bool countPadding = false) {
  OpAttributes a;
  a.kernelHeight = static_cast<std::int16_t>(kernel);
  a.kernelWidth = static_cast<std::int16_t>(kernel);
  a.stride = static_cast<std::int16_t>(stride);
  a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(padding);
  a.countPadding = countPadding;
  return a;
}

/// Images of 8x8 pixels: class 0 has a bright row, class 1 a bright column, at a place that moves; noise below.
inline Dataset bars(std::size_t train, std::size_t validation) {
  Rng rng(11);
  const auto draw = [&rng](std::size_t count) {
    ImageSet set;
    set.shape = {1, 8, 8};
    for (std::size_t i = 0; i < count; ++i) {
      const auto label = static_cast<std::uint8_t>(i % 2);
      const auto place = rng.below(8);
      for (std::uint64_t y = 0; y < 8; ++y) {
        for (std::uint64_t x = 0; x < 8; ++x) {
          const bool bright = (label == 0 ? y : x) == place;
          set.pixels.push_back(static_cast<std::uint8_t>((bright ? 180 : 0) + rng.below(60)));
        }
      }
      set.labels.push_back(label);
    }
    return set;
  };
  Dataset data;
  data.name = "bars";
  data.classes = {"row", "column"};
  data.train = draw(train);
  data.validation = draw(validation);
  data.test = draw(validation);
  data.hash = "bars";
  data.mean = {0.2F};
  data.deviation = {0.25F};
  return data;
}

inline Network barsNetwork() {
  NetworkBuilder builder({1, 8, 8});
  builder.conv(6, 3).then(Op::BatchNorm).then(Op::Relu).conv(8, 3, 2).then(Op::BatchNorm).then(Op::Relu);
  builder.then(Op::GlobalAvgPool).linear(2);
  return builder.network();
}

}  // namespace pscope::test
