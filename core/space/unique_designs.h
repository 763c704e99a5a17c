#pragma once

#include <cstdint>
#include <string>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Key of a design's isomorphism class: equal for twins, by the space's own rule (expressionClass() or graphClass() of
/// its network at the scale "deploy"). @error those of lower()
Result<std::string> twinClass(const Space& space, const Genome& genome);

/// How many isomorphism classes the designs of a space form, by lowering every one of them.
/// @error Unsupported  more than a million designs; Cancelled
Result<std::uint64_t> countUnique(const Space& space, const JobContext& job);

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
