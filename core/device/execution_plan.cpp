#include "core/device/execution_plan.h"

#include "core/device/device.h"

namespace pscope {

ExecutionPlan executionPlan(const CostReport& report, const Network& network, int batch, int bytesPerValue) {
  if (report.plan != nullptr) return *report.plan;
  ExecutionPlan plan;
  plan.units = {report.model};
  const auto live = liveActivationBytes(network, bytesPerValue);
  double now = 0;
  for (const LayerCost& layer : report.layers) {
    if (!(layer.latencyMs > 0)) continue;
    plan.steps.push_back({layer.node, "", 0, now, layer.latencyMs, live[layer.node] * batch, 0});
    now += layer.latencyMs;
  }
  return plan;
}

}  // namespace pscope
