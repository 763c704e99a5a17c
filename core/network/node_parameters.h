#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// How a parameter begins.
enum class Initial : std::uint8_t {
  FanIn,  ///< normal, variance gain / fan-in (He et al., ICCV 2015 with gain 2)
  Zero,
  One,
  Small,        ///< normal, standard deviation 0.02 (position and class tokens)
  LogCounting,  ///< log(1), log(2), ... along the last axis (state space models)
};

/// One tensor that a node owns.
struct ParameterInfo {
  std::string_view name;            ///< "weight", "bias", "running_mean", ...
  std::vector<std::int64_t> shape;  ///< as in PyTorch: [out, in / groups, kernel height, kernel width], [out, in], [C]
  bool trained = true;              ///< false: running statistics, constants
  bool decayed = false;             ///< weight decay applies
  Initial initial = Initial::Zero;
  double gain = 1;
  std::int64_t fanIn = 1;

  std::int64_t elements() const;
};

/// What a node owns, in the order in which it is stored; nothing for most operators. Their trained elements are
/// nodeCost().params (a test compares).
std::vector<ParameterInfo> nodeParameters(const Network& network, const Node& node);

/// Epsilon of a normalisation: 1e-5 unless an imported model says otherwise.
inline double normEpsilon(const OpAttributes& attributes) {
  return attributes.value > 0 ? static_cast<double>(attributes.value) : 1e-5;
}

}  // namespace pscope
