#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/base/job.h"
#include "core/estimate/design_costs.h"
#include "core/space/feasible_designs.h"

namespace pscope {

/// What a uniform sample of a space costs.
struct SpaceProfile {
  std::vector<CheapMetric> metrics;
  std::vector<Genome> designs;  ///< that have a network and satisfy all constraints, in the order of drawing
  std::vector<std::vector<double>> values;  ///< [metric][design], in the metric's unit
  std::int64_t drawn = 0;
  std::int64_t violating = 0;           ///< of the drawn ones: violate a constraint over costs
  std::int64_t failed = 0;              ///< of the drawn ones: shapes that do not fit, so there is no network
  std::optional<Error> firstViolation;  ///< of the first such design
  std::optional<Error> firstFailure;    ///< likewise

  /// The median of a metric; NaN when there are no designs.
  double median(std::size_t metric) const;
};

struct ProfileOptions {
  int samples = 2000;
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: as many as there are cores, at most 4
};

/// Prices `samples` designs, drawn uniformly from those that Space::count() counts (design i from its own generator, so
/// that the answer does not depend on the number of threads).
/// @param partial  called on this thread, from time to time, with the designs priced so far: always the first ones of
///                 the whole answer
/// @error Cancelled
/// @cost  2,000 designs of a built-in family: resources/help/design-knobs.md
Result<SpaceProfile> profileSpace(const DesignCosts& costs, const ProfileOptions& options, const JobContext& job,
                                  const std::function<void(const SpaceProfile&)>& partial = {});

/// A limit that designs must keep: an upper one of a metric that is minimised, a lower one of others.
struct MetricBound {
  std::size_t metric = 0;
  double limit = 0;
};
/// Share of the profile's designs that keep all bounds, with the 95 % interval of Wilson.
Share shareMeeting(const SpaceProfile& profile, std::span<const MetricBound> bounds);

}  // namespace pscope
