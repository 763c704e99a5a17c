#pragma once

#include <cstdint>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Whether a design satisfies the constraints over costs; without lowering it when there are none.
/// @error those of lower()
Result<bool> isFeasible(const Space& space, const Genome& genome);

/// Uniform over the designs that satisfy all constraints, those over costs too: drawn until one does.
/// @error NotFound  none of `tries` designs did; those of lower()
Result<Genome> sampleFeasible(const Space& space, Rng& rng, int tries = 10'000);

/// Share of the designs that satisfy the constraints over costs, from a uniform sample.
struct FeasibleEstimate {
  double designs = 0;  ///< share * count, and the ends of its interval
  double low = 0;
  double high = 0;
  std::uint64_t samples = 0;
  std::uint64_t feasible = 0;
};
/// @return with the 95 % interval of Wilson (1927); exact when there are no such constraints
Result<FeasibleEstimate> estimateFeasible(const Space& space, std::uint64_t samples, std::uint64_t seed,
                                          const JobContext& job);

}  // namespace pscope
