#include "core/device/spiking.h"

namespace pscope {
namespace {

constexpr double kNanoPerPico = 1e-3;

/// Whether the values of the input arrive without having gone through a weighted layer.
std::vector<bool> analogNodes(const Network& network) {
  std::vector<bool> analog(network.nodes().size(), false);
  for (std::size_t i = 0; i < analog.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (node.op == Op::Input) {
      analog[i] = true;
      continue;
    }
    bool reads = false;
    for (const NodeIndex input : network.inputs(node)) reads = reads || analog[static_cast<std::size_t>(input)];
    analog[i] = reads && nodeCost(network, node).macs == 0;
  }
  return analog;
}

}  // namespace

double spikingNanojoule(const Network& network, const SpikingOptions& options) {
  const auto analog = analogNodes(network);
  double picojoule = 0;
  for (const Node& node : network.nodes()) {
    const auto macs = static_cast<double>(nodeCost(network, node).macs);
    if (macs <= 0) continue;
    bool first = false;
    for (const NodeIndex input : network.inputs(node)) first = first || analog[static_cast<std::size_t>(input)];
    picojoule += first ? macs * options.macPicojoule * (options.cachedInput ? 1 : options.steps)
                       : macs * options.accumulatePicojoule * options.steps * options.rate;
  }
  return picojoule * kNanoPerPico;
}

double denseNanojoule(const Network& network, const SpikingOptions& options) {
  return static_cast<double>(staticCosts(network).macs) * options.macPicojoule * kNanoPerPico;
}

double spikingBreakEven(const SpikingOptions& options) {
  return options.macPicojoule / options.accumulatePicojoule;
}

}  // namespace pscope
