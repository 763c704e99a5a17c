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

Share wilsonShare(std::uint64_t successes, std::uint64_t n) {
  if (n == 0) return {0, 0, 1};
  const double draws = static_cast<double>(n);
  const double share = static_cast<double>(successes) / draws;
  constexpr double z = 1.959964;
  const double middle = (share + z * z / (2 * draws)) / (1 + z * z / draws);
  const double half = z / (1 + z * z / draws) * std::sqrt(share * (1 - share) / draws + z * z / (4 * draws * draws));
  return {share, std::max(0.0, middle - half), std::min(1.0, middle + half)};
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
  const Share share = wilsonShare(estimate.feasible, samples);
  estimate.designs = share.share * count;
  estimate.low = share.low * count;
  estimate.high = share.high * count;
  return estimate;
}

}  // namespace pscope
