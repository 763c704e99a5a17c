#include "core/space/feasible_designs.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

constexpr std::uint64_t kReportEvery = 1'000;

}  // namespace

Result<bool> isFeasible(const Space& space, const Genome& genome) {
  if (!space.hasCostConstraints()) return true;
  PSCOPE_TRY(const Network network, space.lower(genome));
  return space.checkCosts(genome, staticCosts(network)).ok();
}

Result<Genome> sampleFeasible(const Space& space, Rng& rng, int tries) {
  for (int i = 0; i < tries; ++i) {
    Genome genome = space.sample(rng);
    PSCOPE_TRY(const bool feasible, isFeasible(space, genome));
    if (feasible) return genome;
  }
  return makeError(
      ErrorCode::NotFound,
      PSCOPE_TR_NOOP("Space", "None of %1 designs satisfies the constraints over costs.").arg(std::to_string(tries)),
      PSCOPE_TR_NOOP("Space", "Loosen them; space count --feasible estimates how many designs do."));
}

Result<FeasibleEstimate> estimateFeasible(const Space& space, std::uint64_t samples, std::uint64_t seed,
                                          const JobContext& job) {
  FeasibleEstimate estimate;
  const double count = space.approximateCount();
  if (!space.hasCostConstraints()) {
    estimate.designs = estimate.low = estimate.high = count;
    return estimate;
  }
  Rng rng(seed);
  for (std::uint64_t i = 0; i < samples; ++i) {
    if (i % kReportEvery == 0) {
      if (job.stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Space", "The count was cancelled."));
      }
      job.report({static_cast<std::int64_t>(i), static_cast<std::int64_t>(samples), "samples"});
    }
    const Genome genome = space.sample(rng);
    PSCOPE_TRY(const bool feasible, isFeasible(space, genome));
    if (feasible) ++estimate.feasible;
  }
  estimate.samples = samples;
  const double n = static_cast<double>(samples);
  const double share = static_cast<double>(estimate.feasible) / n;
  constexpr double z = 1.959964;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  estimate.designs = share * count;
  estimate.low = std::max(0.0, middle - half) * count;
  estimate.high = std::min(1.0, middle + half) * count;
  return estimate;
}

}  // namespace pscope
