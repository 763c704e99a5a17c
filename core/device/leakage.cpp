#include "core/device/leakage.h"

#include <cmath>
#include <limits>

#include "core/base/rng.h"

namespace pscope {
namespace {

std::size_t nearest(std::span<const Trace> designs, const Trace& run) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t d = 0; d < designs.size(); ++d) {
    double distance = 0;
    for (std::size_t i = 0; i < run.size(); ++i) distance += (designs[d][i] - run[i]) * (designs[d][i] - run[i]);
    if (distance < least) {
      least = distance;
      best = d;
    }
  }
  return best;
}

}  // namespace

Leakage leakageOf(std::span<const Trace> designs, double noise, int runs, std::uint64_t seed) {
  Leakage leakage;
  const std::size_t n = designs.size();
  if (n == 0 || runs < 1) return leakage;
  Rng rng(seed);
  std::vector<double> joint(n * n, 0), told(n, 0);
  const double weight = 1 / (static_cast<double>(n) * runs);
  for (std::size_t d = 0; d < n; ++d) {
    for (int r = 0; r < runs; ++r) {
      Trace run = designs[d];
      for (double& value : run) value += noise * rng.normal();
      const std::size_t guess = nearest(designs, run);
      joint[d * n + guess] += weight;
      told[guess] += weight;
      if (guess == d) leakage.identifiedShare += weight;
    }
  }
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t g = 0; g < n; ++g) {
      const double p = joint[d * n + g];
      if (p > 0) leakage.bits += p * std::log2(p * static_cast<double>(n) / told[g]);
    }
  }
  if (n > 1) leakage.normalised = leakage.bits / std::log2(static_cast<double>(n));
  return leakage;
}

}  // namespace pscope
