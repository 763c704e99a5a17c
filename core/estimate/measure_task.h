#pragma once

#include <string>

#include "core/base/json.h"
#include "core/network/network.h"

namespace pscope {

/// What a "measure" task carries to the worker: a design's network, or one operator of it, is timed there.
struct MeasureTask {
  std::string spaceDocument;  ///< JSON text
  std::string design;         ///< text form
  std::string scale = "deploy";
  int node = -1;         ///< of the network: only this operator; -1: the whole network
  int batch = 1;         ///< inputs at a time
  double seconds = 0.1;  ///< that are spent on timing, after warming up

  bool operator==(const MeasureTask&) const = default;
};
Json toJson(const MeasureTask& task);
/// @error Parse; InvalidArgument  batch or seconds out of range
Result<MeasureTask> parseMeasureTask(const JsonView& json);

/// Time of one inference, from many: other programs can only add to it, so that the lower quartile is what repeats
/// itself best.
struct LatencySample {
  double latencyMs = 0;  ///< lower quartile: the median of the faster half
  double medianMs = 0;
  double p95Ms = 0;
  int runs = 0;

  bool operator==(const LatencySample&) const = default;
};
Json toJson(const LatencySample& sample);
Result<LatencySample> parseLatencySample(const JsonView& json);
/// @param timesMs  of single inferences, at least one, in any order    @param runs  inferences that they stand for
LatencySample latencySample(std::vector<double> timesMs, int runs);

/// A network of one operator, whose inputs are all the network's input.
/// @error Unsupported  inputs of different shapes: no network of one input can feed them
Result<Network> operatorNetwork(const Network& network, NodeIndex node);

}  // namespace pscope
