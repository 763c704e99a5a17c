#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/estimate/space_profile.h"

namespace pscope {

/// A design that stands for its space.
struct ExemplaryDesign {
  Genome genome;
  std::vector<double> values;  ///< in the order of the metrics
  bool proven = false;         ///< smallest and largest: every design was looked at; else the best that was found
};

/// The smallest and the largest network of a space by MACs (ties: by parameters, then by peak activation memory).
///
/// Spaces of up to 20,000 designs are looked at completely. In others the extremes of the sample and the designs with
/// the first and the last level of every choice are improved one choice at a time until no single change helps, for at
/// most 20,000 networks an end: found, not proven. Designs that violate constraints or have no network do not count.
struct SpaceExtremes {
  std::optional<ExemplaryDesign> smallest, largest;  ///< nothing: no design has a network
};
/// @param profile  of the same space and scale; where it is improved from
/// @error Cancelled
/// @cost at most 40,000 prices: 0.1 to 3 s for the built-in families
Result<SpaceExtremes> spaceExtremes(const DesignCosts& costs, const SpaceProfile& profile, const JobContext& job);

/// The design of the sample that is nearest to the medians of parameters, MACs and peak activation memory (sum of the
/// distances of the logarithms); nothing for an empty sample.
std::optional<ExemplaryDesign> typicalDesign(const SpaceProfile& profile);

/// A design drawn uniformly; constraints over costs are kept unless 1,000 draws violate them.
/// @error those of Space::lower(), of the last draw
Result<ExemplaryDesign> randomDesign(const DesignCosts& costs, std::uint64_t seed);

}  // namespace pscope
