#include "core/network/seeded_tensors.h"

#include <cmath>

#include "core/base/rng.h"
#include "core/network/node_parameters.h"

namespace pscope {
namespace {

constexpr double kSmallDeviation = 0.02;

std::vector<float> normalValues(std::size_t count, double deviation, Rng& rng) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(deviation * rng.normal());
  return values;
}

std::vector<float> initialValues(const ParameterInfo& info, Rng& rng) {
  const auto count = static_cast<std::size_t>(info.elements());
  switch (info.initial) {
    case Initial::FanIn:
      return normalValues(count, std::sqrt(info.gain / static_cast<double>(info.fanIn)), rng);
    case Initial::Small:
      return normalValues(count, kSmallDeviation, rng);
    case Initial::One:
      return std::vector<float>(count, 1.0F);
    case Initial::LogCounting: {
      const auto row = static_cast<std::size_t>(info.shape.back());
      std::vector<float> values(count);
      for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>(std::log(1.0 + double(i % row)));
      return values;
    }
    case Initial::Zero:
      break;
  }
  return std::vector<float>(count, 0.0F);
}

}  // namespace

std::vector<NamedTensor> seededTensors(const Network& network, std::uint64_t seed) {
  const auto names = network.nodeNames();
  std::vector<NamedTensor> tensors;
  std::uint64_t stream = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const auto& info : nodeParameters(network, network.nodes()[i])) {
      Rng rng(deriveSeed(seed, stream++));
      tensors.push_back({names[i] + "." + std::string(info.name), info.shape, initialValues(info, rng)});
    }
  }
  return tensors;
}

}  // namespace pscope
