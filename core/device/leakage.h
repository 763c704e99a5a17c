#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace pscope {

/// What an observer of a shared accelerator sees of one run: a row of numbers, the same length for every design.
using Trace = std::vector<double>;

struct Leakage {
  double bits = 0;             ///< mutual information of design and re-identified design
  double normalised = 0;       ///< bits over log2 of the number of designs; 0 for a single one
  double identifiedShare = 0;  ///< runs whose design is told right
};

/// How well designs of a set are told apart by noisy traces: each run is given to the design of the nearest clean trace
/// (ties among equal traces to the first), and the information in the confusion matrix is counted. It says something of
/// the set, and nothing without it: a defensive figure for designs, not an attack.
/// @param noise  standard deviation added to every number of a run, in its unit
/// @param runs   noisy traces of each design; 20 or more, the estimate fluctuates with few
/// @cost O(designs^2 runs length)    @source hardware and compression manual 4.18 [R]; Jha et al., DeepPeep, JETC 2020
Leakage leakageOf(std::span<const Trace> designs, double noise, int runs, std::uint64_t seed);

/// The same for one design of the set: what its traces tell of it, sum over guesses p(g|d) log2(p(g|d) / p(g)); the
/// mean over all designs is leakageOf().bits.
/// @cost as above    @source as above
double leakageOfDesign(std::span<const Trace> designs, std::size_t design, double noise, int runs, std::uint64_t seed);

}  // namespace pscope
