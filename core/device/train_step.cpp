#include "core/device/train_step.h"

namespace pscope {

TrainStep trainStep(const Network& network, int bytesPerValue, bool momentum, int batch) {
  TrainStep step;
  const auto& nodes = network.nodes();
  std::vector<bool> needsGradient(nodes.size(), false);  // something before it, or itself, has weights
  std::int64_t params = 0, saved = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeCost cost = nodeCost(network, nodes[i]);
    bool before = false;
    for (const NodeIndex input : network.inputs(nodes[i]))
      before = before || needsGradient[static_cast<std::size_t>(input)];
    needsGradient[i] = before || cost.params > 0;
    params += cost.params;
    step.forwardMacs += cost.macs;
    if (cost.params > 0) step.weightGradientMacs += cost.macs;
    // Operators without weights (attention) have two products of activations.
    if (before) step.inputGradientMacs += cost.params > 0 ? cost.macs : 2 * cost.macs;
    if (cost.macs > 0) {
      for (const NodeIndex input : network.inputs(nodes[i])) saved += network.node(input).shape.elements();
    }
  }
  step.memoryBytes = (params * (momentum ? 3 : 2) + saved * batch) * bytesPerValue;
  return step;
}

}  // namespace pscope
