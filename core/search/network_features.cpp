#include "core/search/network_features.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr int kHashRounds = 2;

/// Numbers that are not counts of an operator.
enum class Figure : std::uint64_t {
  Params = 1,
  Macs,
  Elements,
  Nodes,
  Ways,
  Empty,
  LeastLayers,
  MeanLayers,
  MostLayers,
  LeastView,
  MeanView,
  MostView
};

std::uint64_t keyOf(Figure figure) {
  return deriveSeed(0x6669'6775, static_cast<std::uint64_t>(figure));
}

std::uint64_t labelOf(const Node& node) {
  const auto& a = node.attributes;
  const int grouping = a.groups <= 1 ? 0 : a.groups == a.outChannels ? 1 : 2;
  std::uint64_t label = static_cast<std::uint64_t>(node.op);
  for (const int part : {int{a.kernelHeight}, int{a.kernelWidth}, int{a.stride}, int{a.dilation}, grouping}) {
    label = label * 131 + static_cast<std::uint64_t>(part);
  }
  return deriveSeed(0x6f70, label);
}

bool hasWeights(const Node& node) {
  const OperatorKind kind = operatorInfo(node.op).kind;
  return kind == OperatorKind::Weighted || kind == OperatorKind::Mixer;
}

bool passesOn(const Node& node) {
  const OperatorKind kind = operatorInfo(node.op).kind;
  return kind == OperatorKind::Norm || kind == OperatorKind::Activation || kind == OperatorKind::Layout ||
         node.op == Op::Identity || node.op == Op::Dropout;
}

/// The graph without nodes that pass on or are zero.
class EffectiveGraph {
 public:
  explicit EffectiveGraph(const Network& network) : m_network(network) {
    const auto& nodes = network.nodes();
    m_zero.resize(nodes.size());
    m_source.resize(nodes.size());
    std::vector<std::vector<std::size_t>> inputs(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      for (const auto input : network.inputs(node)) {
        const auto from = static_cast<std::size_t>(input);
        if (!m_zero[from]) inputs[i].push_back(m_source[from]);
      }
      m_zero[i] = node.op == Op::Zero || (node.inputCount > 0 && inputs[i].empty());
      const bool single = inputs[i].size() == 1 && (passesOn(node) || (node.inputCount > 1 && node.op == Op::Add));
      m_source[i] = single ? inputs[i].front() : i;
    }
    std::vector<bool> live(nodes.size());
    for (const auto output : network.outputs()) {
      const auto at = static_cast<std::size_t>(output);
      if (!m_zero[at]) live[m_source[at]] = true;
    }
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (!live[i]) continue;
      for (const std::size_t from : inputs[i]) live[from] = true;
    }
    std::vector<int> number(nodes.size(), -1);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!live[i] || m_zero[i] || m_source[i] != i) continue;
      number[i] = static_cast<int>(m_nodes.size());
      m_nodes.push_back(i);
      auto& sources = m_inputs.emplace_back();
      for (const std::size_t from : inputs[i]) {
        if (number[from] >= 0) sources.push_back(static_cast<std::size_t>(number[from]));
      }
    }
  }

  std::size_t size() const { return m_nodes.size(); }
  const Node& node(std::size_t index) const { return m_network.nodes()[m_nodes[index]]; }
  const std::vector<std::size_t>& inputs(std::size_t index) const { return m_inputs[index]; }

 private:
  const Network& m_network;
  std::vector<bool> m_zero;
  std::vector<std::size_t> m_source;  ///< the node whose output this one passes on; itself otherwise
  std::vector<std::size_t> m_nodes;
  std::vector<std::vector<std::size_t>> m_inputs;
};

/// Least, mean and most of something summed along the ways from the input.
struct Ways {
  double logCount = 0, least = 0, mean = 0, most = 0;
};

template <class Length>
Ways waysThrough(const EffectiveGraph& graph, Length length) {
  std::vector<Ways> ways(graph.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    Ways& here = ways[i];
    if (!graph.inputs(i).empty()) {
      double largest = -1;
      for (const std::size_t from : graph.inputs(i)) largest = std::max(largest, ways[from].logCount);
      double count = 0, mean = 0;
      here.least = 1e300;
      for (const std::size_t from : graph.inputs(i)) {
        const double share = std::exp(ways[from].logCount - largest);
        count += share;
        mean += share * ways[from].mean;
        here.least = std::min(here.least, ways[from].least);
        here.most = std::max(here.most, ways[from].most);
      }
      here.logCount = largest + std::log(count);
      here.mean = mean / count;
    }
    const double step = length(graph.node(i));
    here.least += step;
    here.mean += step;
    here.most += step;
  }
  return ways.empty() ? Ways{} : ways.back();
}

void addNode(std::unordered_map<std::uint64_t, double>& numbers, const Network& network, const Node& node) {
  const NodeCost cost = nodeCost(network, node);
  const std::uint64_t label = labelOf(node);
  numbers[label] += 1;
  // Operators of one kind differ in size: a chain of equal blocks is told apart by this, not by their number.
  numbers[label ^ 1] += static_cast<double>(cost.macs + cost.elementOps);
  numbers[keyOf(Figure::Params)] += static_cast<double>(cost.params);
  numbers[keyOf(Figure::Macs)] += static_cast<double>(cost.macs);
  numbers[keyOf(Figure::Elements)] += static_cast<double>(node.shape.elements());
  numbers[keyOf(Figure::Nodes)] += 1;
}

void addLogarithm(std::unordered_map<std::uint64_t, double>& numbers, Figure figure) {
  numbers[keyOf(figure) ^ 1] = std::log1p(numbers[keyOf(figure)]);
}

void addWays(std::unordered_map<std::uint64_t, double>& numbers, const EffectiveGraph& graph) {
  const Ways layers = waysThrough(graph, [](const Node& node) { return hasWeights(node) ? 1.0 : 0.0; });
  const Ways views =
      waysThrough(graph, [](const Node& node) { return static_cast<double>(node.attributes.kernelHeight - 1); });
  numbers[keyOf(Figure::Empty)] = graph.size() == 0 ? 1 : 0;
  numbers[keyOf(Figure::Ways)] = layers.logCount;
  numbers[keyOf(Figure::LeastLayers)] = layers.least;
  numbers[keyOf(Figure::MeanLayers)] = layers.mean;
  numbers[keyOf(Figure::MostLayers)] = layers.most;
  numbers[keyOf(Figure::LeastView)] = views.least;
  numbers[keyOf(Figure::MeanView)] = views.mean;
  numbers[keyOf(Figure::MostView)] = views.most;
}

std::uint64_t mixed(std::vector<std::uint64_t>& parts, std::uint64_t seed) {
  std::sort(parts.begin(), parts.end());
  return hash64({reinterpret_cast<const char*>(parts.data()), parts.size() * sizeof(std::uint64_t)}, seed);
}

void addNeighbourhoods(std::unordered_map<std::uint64_t, double>& numbers, const EffectiveGraph& graph) {
  std::vector<std::vector<std::size_t>> outputs(graph.size());
  std::vector<std::uint64_t> labels, next(graph.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    labels.push_back(labelOf(graph.node(i)));
    for (const std::size_t from : graph.inputs(i)) outputs[from].push_back(i);
  }
  std::vector<std::uint64_t> before, after;
  for (int round = 1; round <= kHashRounds; ++round) {
    for (std::size_t i = 0; i < graph.size(); ++i) {
      before.clear();
      after.clear();
      for (const std::size_t from : graph.inputs(i)) before.push_back(labels[from]);
      for (const std::size_t to : outputs[i]) after.push_back(labels[to]);
      next[i] = deriveSeed(labels[i], mixed(before, 1) ^ mixed(after, 2));
    }
    labels = next;
    for (const std::uint64_t label : labels) numbers[label] += 1;
  }
}

}  // namespace

NetworkFeatures networkFeatures(const Network& network) {
  NetworkFeatures features;
  for (const Node& node : network.nodes()) {
    if (node.op != Op::Zero && node.op != Op::Identity) addNode(features.whole, network, node);
    if (node.op == Op::Identity) features.whole[labelOf(node)] += 1;
  }
  addLogarithm(features.whole, Figure::Params);
  addLogarithm(features.whole, Figure::Macs);
  const EffectiveGraph graph(network);
  for (std::size_t i = 0; i < graph.size(); ++i) addNode(features.effective, network, graph.node(i));
  addLogarithm(features.effective, Figure::Params);
  addLogarithm(features.effective, Figure::Macs);
  addWays(features.effective, graph);
  addNeighbourhoods(features.neighbourhoods, graph);
  return features;
}

}  // namespace pscope
