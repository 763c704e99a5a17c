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

/// Which design a run of each is told to be.
struct Confusion {
  std::vector<double> joint;  ///< [design][guess], sums to 1
  std::vector<double> told;   ///< [guess]
};

Confusion confusionOf(std::span<const Trace> designs, double noise, int runs, std::uint64_t seed) {
  const std::size_t n = designs.size();
  Rng rng(seed);
  Confusion confusion{std::vector<double>(n * n, 0), std::vector<double>(n, 0)};
  const double weight = 1 / (static_cast<double>(n) * runs);
  for (std::size_t d = 0; d < n; ++d) {
    for (int r = 0; r < runs; ++r) {
      Trace run = designs[d];
      for (double& value : run) value += noise * rng.normal();
      const std::size_t guess = nearest(designs, run);
      confusion.joint[d * n + guess] += weight;
      confusion.told[guess] += weight;
    }
  }
  return confusion;
}

/// Sum over guesses of p(d, g) log2(p(d, g) / (p(d) p(g))).
double bitsOf(const Confusion& confusion, std::size_t design) {
  const std::size_t n = confusion.told.size();
  double bits = 0;
  for (std::size_t g = 0; g < n; ++g) {
    const double p = confusion.joint[design * n + g];
    if (p > 0) bits += p * std::log2(p * static_cast<double>(n) / confusion.told[g]);
  }
  return bits;
}

}  // namespace

Leakage leakageOf(std::span<const Trace> designs, double noise, int runs, std::uint64_t seed) {
  Leakage leakage;
  const std::size_t n = designs.size();
  if (n == 0 || runs < 1) return leakage;
  const Confusion confusion = confusionOf(designs, noise, runs, seed);
  for (std::size_t d = 0; d < n; ++d) {
    leakage.bits += bitsOf(confusion, d);
    leakage.identifiedShare += confusion.joint[d * n + d];
  }
  if (n > 1) leakage.normalised = leakage.bits / std::log2(static_cast<double>(n));
  return leakage;
}

double leakageOfDesign(std::span<const Trace> designs, std::size_t design, double noise, int runs, std::uint64_t seed) {
  if (design >= designs.size() || runs < 1) return 0;
  return static_cast<double>(designs.size()) * bitsOf(confusionOf(designs, noise, runs, seed), design);
}

}  // namespace pscope
