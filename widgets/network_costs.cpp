#include "widgets/network_costs.h"

#include <algorithm>
#include <numeric>

#include "core/device/device.h"

namespace pscope {
namespace {

Status addLatency(const Network& network, const DeviceList& known, NodeCosts& costs) {
  PSCOPE_TRY(const DeviceProfile device, deviceNamed(known, costs.kind.device));
  PSCOPE_TRY(const auto model, createCostModel(device, {}));
  if (model->needsDesign()) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("NetworkReport", "The model of this device prices designs of a space only."),
                     PSCOPE_TR_NOOP("NetworkReport", "Use it as an objective of a search."));
  }
  const CostReport report = model->estimate(network);
  costs.values.assign(network.nodes().size(), 0);
  for (const auto& layer : report.layers) costs.values[layer.node] = layer.latencyMs;
  costs.total = report.latencyMs;
  costs.device = device.title();
  costs.evidence = report.evidence;
  costs.model = report.model;
  costs.precision = report.precision;
  return {};
}

}  // namespace

Result<NodeCosts> nodeCosts(const Network& network, const CostKind& kind, const DeviceList& known) {
  NodeCosts costs;
  costs.kind = kind;
  switch (kind.what) {
    case CostKind::What::None:
      return costs;
    case CostKind::What::Latency:
      PSCOPE_CHECK(addLatency(network, known, costs));
      break;
    case CostKind::What::Memory:
      for (const auto bytes : liveActivationBytes(network)) costs.values.push_back(static_cast<double>(bytes));
      if (!costs.values.empty()) costs.total = *std::max_element(costs.values.begin(), costs.values.end());
      break;
    case CostKind::What::Macs:
    case CostKind::What::Params:
      for (const auto& node : network.nodes()) {
        const auto cost = nodeCost(network, node);
        costs.values.push_back(static_cast<double>(kind.what == CostKind::What::Macs ? cost.macs : cost.params));
      }
      costs.total = std::accumulate(costs.values.begin(), costs.values.end(), 0.0);
      break;
  }
  if (!staticCosts(network).complete) costs.total.reset();
  return costs;
}

}  // namespace pscope
