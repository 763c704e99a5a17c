#include "core/nn/scope_matrix.h"

#include <algorithm>
#include <cmath>

#include "core/base/rng.h"
#include "core/network/live_nodes.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr int kSample = 200;
constexpr std::size_t kMaxLabels = 6;
constexpr int kMaxDepth = 8;

/// Operator and window; nothing of its size, which MACs and parameters tell.
std::uint64_t labelOf(const Node& node) {
  const auto& a = node.attributes;
  std::uint64_t label = static_cast<std::uint64_t>(node.op);
  for (const int part : {int{a.kernelHeight}, int{a.kernelWidth}, int{a.dilation}, a.groups > 1 ? 1 : 0}) {
    label = label * 131 + static_cast<std::uint64_t>(part);
  }
  return label;
}

/// The first `depth` parts of a path.
std::string prefixOf(const std::string& scope, int depth) {
  std::size_t end = 0;
  for (int part = 0; part < depth && end != std::string::npos; ++part) {
    end = scope.find('/', part == 0 ? 0 : end + 1);
  }
  return scope.substr(0, end);
}

/// Live nodes whose output is not zero whatever the input.
std::vector<bool> nodesThatSaySomething(const Network& network) {
  std::vector<bool> says = liveNodes(network);
  for (std::size_t i = 0; i < says.size(); ++i) {
    const Node& node = network.nodes()[i];
    const auto inputs = network.inputs(node);
    const bool silent = !inputs.empty() && std::none_of(inputs.begin(), inputs.end(), [&](NodeIndex input) {
      return says[static_cast<std::size_t>(input)];
    });
    if (node.op == Op::Zero || silent) says[i] = false;
  }
  return says;
}

}  // namespace

std::string ScopeMatrix::shortened(const std::string& scope) const {
  return prefixOf(scope, m_depth);
}

ScopeMatrix::Contents ScopeMatrix::contentsOf(const Network& network) const {
  Contents contents{std::vector<Cell>(kSize), std::vector<double>(kSize * kSize)};
  const auto says = nodesThatSaySomething(network);
  std::vector<int> slots(says.size(), -1);
  for (std::size_t i = 0; i < says.size(); ++i) {
    if (!says[i]) continue;
    const Node& node = network.nodes()[i];
    const auto slot = m_slots.find(shortened(network.scope(node)));
    if (slot == m_slots.end()) continue;
    slots[i] = slot->second;
    Cell& cell = contents.cells[static_cast<std::size_t>(slot->second)];
    const NodeCost cost = nodeCost(network, node);
    cell.operators[labelOf(node)] += 1;
    cell.macs += static_cast<double>(cost.macs);
    cell.params += static_cast<double>(cost.params);
    for (const NodeIndex input : network.inputs(node)) {
      const int from = slots[static_cast<std::size_t>(input)];
      if (from >= 0 && from != slots[i]) contents.edges[static_cast<std::size_t>(from * kSize + slots[i])] += 1;
    }
  }
  return contents;
}

Result<ScopeMatrix> ScopeMatrix::create(const Space& space) {
  ScopeMatrix matrix;
  Rng rng(0x7363'6f70);
  const Genome first = space.sample(rng);
  std::size_t fewest = 0;
  for (const ScaleInfo& scale : space.scales()) {
    const auto network = space.lower(first, scale.name);
    if (!network.ok() || (fewest > 0 && network.value().nodes().size() >= fewest)) continue;
    fewest = network.value().nodes().size();
    matrix.m_scale = scale.name;
  }
  std::vector<Network> networks;
  for (int i = 0; i < kSample; ++i) {
    PSCOPE_TRY(Network network, space.lower(space.sample(rng), matrix.m_scale));
    networks.push_back(std::move(network));
  }
  // Scopes in the order in which designs come to them: neighbours in the network are neighbours in the matrix.
  std::vector<std::string> order;
  const auto scopesAt = [&](int depth) {
    std::map<std::string, std::pair<double, int>> places;
    for (const Network& network : networks) {
      const auto n = static_cast<double>(network.nodes().size());
      for (std::size_t i = 0; i < network.nodes().size(); ++i) {
        auto& [sum, count] = places[prefixOf(network.scope(network.nodes()[i]), depth)];
        sum += static_cast<double>(i) / n;
        ++count;
      }
    }
    std::vector<std::pair<double, std::string>> sorted;
    for (const auto& [scope, place] : places) sorted.emplace_back(place.first / place.second, scope);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::string> scopes;
    for (auto& [place, scope] : sorted) scopes.push_back(std::move(scope));
    return scopes;
  };
  order = scopesAt(1);
  for (int depth = 2; depth <= kMaxDepth; ++depth) {
    auto deeper = scopesAt(depth);
    if (deeper.size() > static_cast<std::size_t>(kSize) || deeper.size() == order.size()) break;
    matrix.m_depth = depth;
    order = std::move(deeper);
  }
  const std::size_t rows = std::max(order.size(), static_cast<std::size_t>(kSize));
  for (std::size_t i = 0; i < order.size(); ++i) matrix.m_slots[order[i]] = static_cast<int>(i * kSize / rows);
  // The operators whose number in a scope varies most.
  std::map<std::uint64_t, double> sums, squares;
  for (const Network& network : networks) {
    const Contents contents = matrix.contentsOf(network);
    for (const Cell& cell : contents.cells) {
      matrix.m_largestMacs = std::max(matrix.m_largestMacs, std::log1p(cell.macs));
      matrix.m_largestParams = std::max(matrix.m_largestParams, std::log1p(cell.params));
      for (const auto& [label, count] : cell.operators) {
        sums[label] += count;
        squares[label] += count * count;
      }
    }
  }
  std::vector<std::pair<double, std::uint64_t>> varied;
  const double cells = static_cast<double>(kSample) * kSize;
  for (const auto& [label, sum] : sums) varied.emplace_back(squares[label] / cells - std::pow(sum / cells, 2), label);
  std::sort(varied.rbegin(), varied.rend());
  for (const auto& [variance, label] : varied) {
    if (matrix.m_labels.size() < kMaxLabels && variance > 0) matrix.m_labels.push_back(label);
  }
  return matrix;
}

std::vector<float> ScopeMatrix::encode(const Space& space, const Genome& genome) const {
  const auto network = space.lower(genome, m_scale);
  if (!network.ok()) return {};
  const Contents contents = contentsOf(network.value());
  constexpr std::size_t kCells = static_cast<std::size_t>(kSize) * kSize;
  std::vector<float> numbers(static_cast<std::size_t>(channels()) * kCells);
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = 0; j < kSize; ++j) {
      const double edges = contents.edges[i * kSize + j];
      if (edges == 0 && i != j) continue;
      const Cell& cell = contents.cells[j];
      float* number = numbers.data() + i * kSize + j;
      *number = static_cast<float>(edges);
      for (const std::uint64_t label : m_labels) {
        const auto found = cell.operators.find(label);
        *(number += kCells) = found == cell.operators.end() ? 0.0F : static_cast<float>(found->second);
      }
      *(number += kCells) = static_cast<float>(std::log1p(cell.macs) / m_largestMacs);
      *(number += kCells) = static_cast<float>(std::log1p(cell.params) / m_largestParams);
    }
  }
  return numbers;
}

}  // namespace pscope
