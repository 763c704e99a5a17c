#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"

namespace pscope {

/// A stage of a server: decoding, resizing, inference ...
struct PipelineStage {
  std::string name;
  double seconds = 0;  ///< of one batch
  int batch = 1;
  int servers = 1;
};

/// Requests a second that the slowest stage lets through: min c b / s.
double pipelineThroughput(std::span<const PipelineStage> stages);
/// Seconds of one request when nobody waits.
double zeroLoadSeconds(std::span<const PipelineStage> stages);
/// Mean time in a stage with one server, Poisson arrivals and exponential service: 1 / (mu - lambda); infinity beyond.
double queueSeconds(double servicesPerSecond, double arrivalsPerSecond);

struct PipelineRun {
  double meanSeconds = 0;  ///< in the system
  double p95Seconds = 0;
  double meanInSystem = 0;       ///< requests, by time
  double arrivalsPerSecond = 0;  ///< as drawn
};
/// Simulates `requests` with Poisson arrivals through the stages in order, one request at a time (batches are counted
/// as servers), with exponential service times or constant ones.
/// @error InvalidArgument  no stage, a service time that is not positive, a rate that the pipeline cannot serve
/// @cost O(requests stages log servers)    @source hardware and compression manual 4.15
Result<PipelineRun> simulatePipeline(std::span<const PipelineStage> stages, double arrivalsPerSecond,
                                     std::int64_t requests, bool exponential, std::uint64_t seed);

}  // namespace pscope
