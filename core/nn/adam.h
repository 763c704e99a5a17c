#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace pscope {

/// Adam on a flat list of numbers; its whole state is open, so that it can be saved.
/// @source Kingma, Ba, ICLR 2015 [P]: 0.9, 0.999, 1e-8 and the correction of the first steps
template <class Number>
struct Adam {
  std::vector<Number> mean;    ///< of the gradients; as many as values, or empty before the first step
  std::vector<Number> square;  ///< of their squares
  std::int64_t steps = 0;

  /// Moves the values against the gradients. @param gradients  as many as values
  void step(std::span<Number> values, std::span<const Number> gradients, double rate) {
    constexpr double kMean = 0.9, kSquare = 0.999, kEpsilon = 1e-8;
    mean.resize(values.size());
    square.resize(values.size());
    ++steps;
    const double meanBias = 1 - std::pow(kMean, static_cast<double>(steps));
    const double squareBias = 1 - std::pow(kSquare, static_cast<double>(steps));
    const auto scale = static_cast<Number>(rate / meanBias);
    const auto root = static_cast<Number>(1 / std::sqrt(squareBias));
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Number g = gradients[i];
      mean[i] += (g - mean[i]) * static_cast<Number>(1 - kMean);
      square[i] += (g * g - square[i]) * static_cast<Number>(1 - kSquare);
      values[i] -= scale * mean[i] / (std::sqrt(square[i]) * root + static_cast<Number>(kEpsilon));
    }
  }
};

}  // namespace pscope
