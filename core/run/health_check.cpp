#include "core/run/health_check.h"

#include <algorithm>
#include <utility>

#include "core/record/measurement.h"
#include "core/run/device_measuring.h"
#include "core/run/timed_items.h"

namespace pscope {
namespace {

constexpr int kHealthRounds = 3;

}  // namespace

Result<DeviceHealth::Check> checkHealth(const DeviceHealth& health, const Space& space, LatencyMeter& meter,
                                        const JobContext& job) {
  if (space.hash() != health.spaceHash) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Measuring", "The device was measured with another space, or another state of it: %1.")
            .arg(health.space),
        PSCOPE_TR_NOOP("Measuring", "Name the space's file as it was then, or measure the device anew."));
  }
  std::vector<std::string> designs;
  for (const auto& anchor : health.anchors) {
    PSCOPE_TRY(const Genome genome, space.parse(anchor.design));
    designs.push_back(space.text(genome));
  }
  const MachineState state = machineState();
  const auto total = static_cast<std::int64_t>(designs.size()) * kHealthRounds;
  job.report({0, total, "warming up"});
  PSCOPE_TRY(auto timings, warmTimings(designs, meter, job));
  std::int64_t done = static_cast<std::int64_t>(designs.size());
  for (int round = 1; round < kHealthRounds; ++round) {
    for (std::size_t i = 0; i < designs.size(); ++i) {
      job.report({done++, total, "round " + std::to_string(round + 1)});
      if (job.stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Measuring", "The health check was cancelled."));
      }
      PSCOPE_TRY(const LatencySample sample, meter.measure(designs[i], -1, job));
      if (sample.latencyMs < timings[i].latencyMs) timings[i] = sample;
    }
  }
  job.report({total, total, ""});
  DeviceHealth::Check check;
  check.date = provenanceOfThisProgram().time;
  for (const LatencySample& timing : timings) check.latenciesMs.push_back(timing.latencyMs);
  check.changePercent = healthChange(health, check.latenciesMs);
  check.governor = state.governor;
  check.load = state.load;
  return check;
}

}  // namespace pscope
