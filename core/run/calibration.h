#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/record/candidate.h"

namespace pscope {

/// Half of the interval that holds 95 % of a normal distribution, in deviations.
inline constexpr double kDeviations95 = 1.959963984540054;

/// What a strategy expected of a design when it proposed it, and what came of it.
struct PredictedPair {
  CandidateId id;
  double predicted = 0;  ///< middle of the distribution, in the objective's unit
  double deviation = 0;  ///< half of its 68 % interval
  double measured = 0;
};
/// Nothing for a candidate without prediction, or where a number is not finite.
std::optional<PredictedPair> predictedPairOf(const Candidate& candidate, const std::string& objective);

/// How far a strategy's predictions can be trusted.
struct Calibration {
  std::size_t designs = 0;
  double spearman = 0, kendall = 0;   ///< predicted against measured
  double within68 = 0, within95 = 0;  ///< share of the measured values inside the intervals that hold 68 % and 95 %
};
/// Of normal distributions, the intervals are 1 and 1.96 deviations to each side.
/// @thread any (pure function)    @cost O(n log n)
Calibration calibrationOf(std::span<const PredictedPair> pairs);

}  // namespace pscope
