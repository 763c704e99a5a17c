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

/// A share found in a sample, and where the true one lies.
struct Share {
  double share = 0;
  double low = 0;
  double high = 0;
};
/// The 95 % interval of Wilson for `successes` of `n` independent draws; n = 0: 0 in [0, 1].
/// @source Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927
Share wilsonShare(std::uint64_t successes, std::uint64_t n);

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
