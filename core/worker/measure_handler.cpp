#include <nlohmann/json.hpp>

#include "core/estimate/measure_task.h"
#include "core/nn/latency_probe.h"
#include "core/space/space.h"
#include "core/worker/handlers.h"

namespace pscope {
namespace {

/// The last space: the tasks of a measurement all use the same.
struct SpaceCache {
  std::string document;
  std::optional<Space> space;
};

Result<std::string> measure(SpaceCache& cache, const std::string& parameters, const TaskContext& context) {
  PSCOPE_TRY(const Json json, parseJson(parameters, "task"));
  PSCOPE_TRY(const MeasureTask task, parseMeasureTask(JsonView(json, "task")));
  if (!cache.space || cache.document != task.spaceDocument) {
    PSCOPE_TRY(cache.space, Space::fromText(task.spaceDocument, "space of the task"));
    cache.document = task.spaceDocument;
  }
  PSCOPE_TRY(const Genome genome, cache.space->parse(task.design));
  PSCOPE_TRY(Network network, cache.space->lower(genome, task.scale));
  if (task.node >= 0) {
    if (static_cast<std::size_t>(task.node) >= network.nodes().size()) {
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Measuring", "The network has no such operator."));
    }
    PSCOPE_TRY(network, operatorNetwork(network, task.node));
  }
  LatencyProbeOptions options;
  options.batch = task.batch;
  options.seconds = task.seconds;
  options.stop = context.stop;
  PSCOPE_TRY(const LatencySample sample, probeLatency(network, options));
  return toJson(sample).dump();
}

}  // namespace

TaskHandler makeMeasureHandler() {
  return [cache = std::make_shared<SpaceCache>()](const std::string& parameters, const TaskContext& context) {
    return measure(*cache, parameters, context);
  };
}

}  // namespace pscope
