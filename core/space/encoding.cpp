#include "core/space/encoding.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/network/live_nodes.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

std::string labelOf(const Node& node) {
  std::string label(operatorInfo(node.op).name);
  const auto& a = node.attributes;
  if (a.kernelHeight > 1 || a.kernelWidth > 1 || node.op == Op::Conv2d) {
    label += " " + std::to_string(a.kernelHeight) + "x" + std::to_string(a.kernelWidth);
  }
  if (a.stride > 1) label += "/" + std::to_string(a.stride);
  if (a.groups > 1) label += a.groups == a.outChannels ? " depthwise" : " g" + std::to_string(a.groups);
  return label;
}

}  // namespace

std::vector<double> oneHotEncoding(const Space& space, const Genome& genome) {
  std::vector<double> numbers;
  const auto& choices = space.choices();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::size_t first = numbers.size();
    numbers.resize(first + choices[i].levels.size(), 0);
    if (genome[i] != kInactive) numbers[first + static_cast<std::size_t>(genome[i])] = 1;
  }
  return numbers;
}

std::vector<std::string> oneHotNames(const Space& space) {
  std::vector<std::string> names;
  for (const auto& choice : space.choices()) {
    for (const auto& level : choice.levels) names.push_back(choice.path + "=" + level);
  }
  return names;
}

std::vector<double> ordinalEncoding(const Space& space, const Genome& genome) {
  std::vector<double> numbers;
  const auto& choices = space.choices();
  numbers.reserve(choices.size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (genome[i] == kInactive) {
      numbers.push_back(-1);
      continue;
    }
    const auto [low, high] = std::minmax_element(choices[i].numbers.begin(), choices[i].numbers.end());
    const double value = choices[i].numbers[static_cast<std::size_t>(genome[i])];
    numbers.push_back(*high > *low ? (value - *low) / (*high - *low) : 0);
  }
  return numbers;
}

Result<std::vector<std::string>> pathEncoding(const Network& network, std::size_t limit) {
  const auto live = liveNodes(network);
  std::vector<std::set<std::string>> paths(network.nodes().size());
  paths[0] = {""};
  for (std::size_t i = 1; i < paths.size(); ++i) {
    if (!live[i]) continue;
    const Node& node = network.nodes()[i];
    if (node.op == Op::Zero) continue;  // no path goes through it
    const std::string label = node.op == Op::Identity || node.op == Op::Dropout ? "" : labelOf(node);
    for (const auto input : network.inputs(node)) {
      for (const auto& path : paths[static_cast<std::size_t>(input)]) {
        std::string longer = path;
        if (!path.empty() && !label.empty()) longer += '>';
        longer += label;
        paths[i].insert(std::move(longer));
        if (paths[i].size() > limit) {
          return makeError(ErrorCode::Unsupported,
                           PSCOPE_TR_NOOP("Space", "The network has more than %1 paths.").arg(std::to_string(limit)),
                           PSCOPE_TR_NOOP("Space", "Encode it at a smaller scale."));
        }
      }
    }
  }
  std::set<std::string> all;
  for (const auto output : network.outputs()) all.merge(paths[static_cast<std::size_t>(output)]);
  return std::vector<std::string>(all.begin(), all.end());
}

GraphEncoding graphEncoding(const Network& network) {
  GraphEncoding graph;
  const auto live = liveNodes(network);
  std::vector<int> number(network.nodes().size(), -1);
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (!live[i]) continue;
    const Node& node = network.nodes()[i];
    number[i] = static_cast<int>(graph.labels.size());
    graph.labels.push_back(labelOf(node));
    const NodeCost cost = nodeCost(network, node);
    graph.costs.push_back(
        {static_cast<double>(cost.params), static_cast<double>(cost.macs), static_cast<double>(node.shape.elements())});
    for (const auto input : network.inputs(node)) {
      graph.edges.push_back({number[static_cast<std::size_t>(input)], number[i]});
    }
  }
  return graph;
}

}  // namespace pscope
