#include "core/estimate/measure_task.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

namespace pscope {
namespace {

constexpr std::int64_t kLargestBatch = 65'536;
constexpr double kLongestSeconds = 600;

/// Value at a share of the sorted times.
double quantile(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

}  // namespace

Json toJson(const MeasureTask& task) {
  return {{"space", task.spaceDocument}, {"design", task.design}, {"scale", task.scale},
          {"node", task.node},           {"batch", task.batch},   {"seconds", task.seconds}};
}

Result<MeasureTask> parseMeasureTask(const JsonView& json) {
  PSCOPE_CHECK(json.onlyKeys({"space", "design", "scale", "node", "batch", "seconds"}));
  MeasureTask task;
  PSCOPE_TRY(task.spaceDocument, json.string("space"));
  PSCOPE_TRY(task.design, json.string("design"));
  PSCOPE_TRY(task.scale, json.stringOr("scale", "deploy"));
  PSCOPE_TRY(const auto node, json.integerOr("node", -1));
  PSCOPE_TRY(const auto batch, json.integerOr("batch", 1));
  PSCOPE_TRY(task.seconds, json.numberOr("seconds", task.seconds));
  if (batch < 1 || batch > kLargestBatch || node < -1 || node > INT32_MAX || !(task.seconds >= 0) ||
      task.seconds > kLongestSeconds) {
    return json.error(PSCOPE_TR_NOOP("Measuring", "Batch, node or seconds of this task are out of range."), {},
                      ErrorCode::InvalidArgument);
  }
  task.batch = static_cast<int>(batch);
  task.node = static_cast<int>(node);
  return task;
}

Json toJson(const LatencySample& sample) {
  return {{"latency_ms", sample.latencyMs},
          {"median_ms", sample.medianMs},
          {"p95_ms", sample.p95Ms},
          {"runs", sample.runs}};
}

Result<LatencySample> parseLatencySample(const JsonView& json) {
  LatencySample sample;
  PSCOPE_TRY(sample.latencyMs, json.number("latency_ms"));
  PSCOPE_TRY(sample.medianMs, json.number("median_ms"));
  PSCOPE_TRY(sample.p95Ms, json.number("p95_ms"));
  PSCOPE_TRY(const auto runs, json.integer("runs"));
  sample.runs = static_cast<int>(std::clamp<std::int64_t>(runs, 0, INT32_MAX));
  if (!std::isfinite(sample.latencyMs) || sample.latencyMs <= 0) {
    return json.error(PSCOPE_TR_NOOP("Measuring", "A measured latency is not a positive number."));
  }
  return sample;
}

LatencySample latencySample(std::vector<double> timesMs, int runs) {
  std::sort(timesMs.begin(), timesMs.end());
  return {quantile(timesMs, 0.25), quantile(timesMs, 0.5), quantile(timesMs, 0.95), runs};
}

Result<Network> operatorNetwork(const Network& network, NodeIndex index) {
  const Node& node = network.node(index);
  const auto inputs = network.inputs(node);
  const TensorShape shape = inputs.empty() ? network.inputShape() : network.node(inputs.front()).shape;
  for (const NodeIndex input : inputs) {
    if (network.node(input).shape == shape) continue;
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Measuring", "An operator with inputs of different shapes is not timed alone."));
  }
  Network alone(shape);
  const std::vector<NodeIndex> all(inputs.size(), 0);
  PSCOPE_CHECK(alone.add(node.op, all, node.attributes));
  return alone;
}

}  // namespace pscope
