#include "core/device/serving_pipeline.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <vector>

#include "core/base/rng.h"

namespace pscope {

double pipelineThroughput(std::span<const PipelineStage> stages) {
  double least = std::numeric_limits<double>::infinity();
  for (const PipelineStage& stage : stages) least = std::min(least, stage.servers * stage.batch / stage.seconds);
  return least;
}

double zeroLoadSeconds(std::span<const PipelineStage> stages) {
  double sum = 0;
  for (const PipelineStage& stage : stages) sum += stage.seconds;
  return sum;
}

double queueSeconds(double servicesPerSecond, double arrivalsPerSecond) {
  return arrivalsPerSecond < servicesPerSecond ? 1 / (servicesPerSecond - arrivalsPerSecond)
                                               : std::numeric_limits<double>::infinity();
}

Result<PipelineRun> simulatePipeline(std::span<const PipelineStage> stages, double arrivalsPerSecond,
                                     std::int64_t requests, bool exponential, std::uint64_t seed) {
  const bool positive = std::all_of(stages.begin(), stages.end(), [](const PipelineStage& stage) {
    return stage.seconds > 0 && stage.servers > 0 && stage.batch > 0;
  });
  if (stages.empty() || !positive || !(arrivalsPerSecond > 0) || requests < 1 ||
      arrivalsPerSecond >= pipelineThroughput(stages)) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device", "This pipeline cannot serve the arrivals, or its times are not positive."),
        PSCOPE_TR_NOOP("Device", "Lower the rate, or add servers to the slowest stage."));
  }
  Rng rng(seed);
  const auto drawn = [&](double mean) { return -mean * std::log(1 - rng.uniform()); };
  using Free = std::priority_queue<double, std::vector<double>, std::greater<>>;  // when each server is free again
  std::vector<Free> servers(stages.size());
  for (std::size_t s = 0; s < stages.size(); ++s) {
    for (int c = 0; c < stages[s].servers * stages[s].batch; ++c) servers[s].push(0);
  }
  // Requests go through a stage in the order in which they reach it.
  std::vector<double> arrival(static_cast<std::size_t>(requests)), ready(arrival.size());
  double now = 0;
  for (double& time : arrival) time = now += drawn(1 / arrivalsPerSecond);
  ready = arrival;
  std::vector<std::size_t> order(arrival.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ready[a] < ready[b]; });
    for (const std::size_t i : order) {
      const double start = std::max(ready[i], servers[s].top());
      servers[s].pop();
      ready[i] = start + (exponential ? drawn(stages[s].seconds) : stages[s].seconds);
      servers[s].push(ready[i]);
    }
  }
  PipelineRun run;
  std::vector<double> times(arrival.size());
  double last = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    times[i] = ready[i] - arrival[i];
    run.meanSeconds += times[i];
    last = std::max(last, ready[i]);
  }
  run.meanInSystem = run.meanSeconds / last;
  run.meanSeconds /= static_cast<double>(times.size());
  run.arrivalsPerSecond = static_cast<double>(times.size()) / last;
  const auto p95 = times.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(times.size() - 1) * 0.95);
  std::nth_element(times.begin(), p95, times.end());
  run.p95Seconds = *p95;
  return run;
}

}  // namespace pscope
