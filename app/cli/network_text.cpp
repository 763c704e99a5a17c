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
  Json outputs = Json::array();
  for (const auto output : network.outputs()) outputs.push_back(shapeJson(network.node(output).shape));
  Json json = {{"params", costs.params},
               {"macs", costs.macs},
               {"peak_activation_bytes", costs.peakActivationBytes},
               {"input", shapeJson(network.inputShape())},
               {"output", outputs[0]},
               {"layers", std::move(layers)}};
  if (outputs.size() > 1) json["outputs"] = std::move(outputs);
  return json;
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
  std::string outputs;
  for (const auto output : network.outputs()) {
    outputs += (outputs.empty() ? "" : " and ") + network.node(output).shape.text();
  }
  return textTable(rows, {false, false, true, true, true}) + "\nInput " + network.inputShape().text() + ", output " +
         outputs + "\nParameters " + std::to_string(costs.params) + ", MACs " + std::to_string(costs.macs) +
         ", peak activation memory " + std::to_string(costs.peakActivationBytes) + " bytes (fp32, batch 1)\n";
}

void addImportJson(Json& json, const ImportedModel& model) {
  json["complete"] = model.unknown.empty();
  json["unknown"] = Json::array();
  for (const auto& each : model.unknown) json["unknown"].push_back({{"op", each.type}, {"name", each.name}});
}

std::string importNote(const ImportedModel& model) {
  if (model.unknown.empty()) return "";
  std::string text = "Incomplete: these operators are not known, so what they cost is missing:\n";
  for (const auto& each : model.unknown) {
    text += "  " + each.type + " (" + each.name + ")" + (each.shapeAssumed ? ", its shape is assumed" : "") + "\n";
  }
  return text;
}

Result<Network> networkOf(const std::string& space, const std::string& design, const std::string& scale) {
  PSCOPE_TRY(const Space opened, openSpace(space));
  PSCOPE_TRY(const Genome genome, opened.parse(design));
  return opened.lower(genome, scale);
}

}  // namespace pscope
