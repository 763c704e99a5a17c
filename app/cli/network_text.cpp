#include "app/cli/network_text.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/text_table.h"
#include "core/network/operator_catalogue.h"
#include "core/space/space.h"

namespace pscope {

Json shapeJson(const TensorShape& shape) {
  return {shape.channels, shape.height, shape.width};
}

Json networkJson(const Network& network) {
  const auto costs = staticCosts(network);
  const auto names = network.nodeNames();
  Json layers = Json::array();
  for (std::size_t i = 0; i < network.nodes().size(); ++i) {
    const Node& node = network.nodes()[i];
    const auto cost = nodeCost(network, node);
    layers.push_back({{"name", names[i]},
                      {"op", operatorInfo(node.op).name},
                      {"output", shapeJson(node.shape)},
                      {"params", cost.params},
                      {"macs", cost.macs}});
  }
  return {{"params", costs.params},
          {"macs", costs.macs},
          {"peak_activation_bytes", costs.peakActivationBytes},
          {"input", shapeJson(network.inputShape())},
          {"output", shapeJson(network.outputShape())},
          {"layers", std::move(layers)}};
}

std::string networkTable(const Network& network) {
  const auto costs = staticCosts(network);
  const auto names = network.nodeNames();
  std::vector<std::vector<std::string>> rows = {{"layer", "operator", "output", "parameters", "MACs"}};
  for (std::size_t i = 0; i < network.nodes().size(); ++i) {
    const Node& node = network.nodes()[i];
    const auto cost = nodeCost(network, node);
    rows.push_back({names[i], std::string(operatorInfo(node.op).title), node.shape.text(), std::to_string(cost.params),
                    std::to_string(cost.macs)});
  }
  return textTable(rows, {false, false, true, true, true}) + "\nInput " + network.inputShape().text() + ", output " +
         network.outputShape().text() + "\nParameters " + std::to_string(costs.params) + ", MACs " +
         std::to_string(costs.macs) + ", peak activation memory " + std::to_string(costs.peakActivationBytes) +
         " bytes (fp32, batch 1)\n";
}

Result<Network> networkOf(const std::string& space, const std::string& design, const std::string& scale) {
  PSCOPE_TRY(const Space opened, openSpace(space));
  PSCOPE_TRY(const Genome genome, opened.parse(design));
  return opened.lower(genome, scale);
}

}  // namespace pscope
