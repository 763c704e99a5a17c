#include "core/network/network_class.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/network/live_nodes.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

/// Operator, attributes and output shape as text.
std::string labelOf(const Node& node) {
  const auto& a = node.attributes;
  std::string label(operatorInfo(node.op).name);
  const auto add = [&label](std::int64_t value) {
    label += ' ';
    label += std::to_string(value);
  };
  for (const std::int64_t value :
       {std::int64_t{a.kernelHeight}, std::int64_t{a.kernelWidth}, std::int64_t{a.stride},
        std::int64_t{a.paddingHeight}, std::int64_t{a.paddingWidth}, std::int64_t{a.dilation}, std::int64_t{a.groups},
        std::int64_t{a.bias}, std::int64_t{a.countPadding}, std::int64_t{a.ceilMode}, std::int64_t{a.causal},
        std::int64_t{a.smooth}, std::int64_t{node.shape.channels}, std::int64_t{node.shape.height},
        std::int64_t{node.shape.width}}) {
    add(value);
  }
  for (const auto dim : a.dims) add(dim);
  if (a.value != 0) label += " v" + numberText(static_cast<double>(a.value));
  if (a.low != 0) label += " l" + numberText(static_cast<double>(a.low));
  return label;
}

/// The expressions of one network, with equal parts stored once.
class Expressions {
 public:
  using Terms = std::vector<int>;  ///< a sum; most have one term

  explicit Expressions(const Network& network) : m_network(network) {}

  std::string classOfOutputs() {
    const auto& nodes = m_network.nodes();
    m_ofNode.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) m_ofNode[i] = expressionOf(nodes[i]);
    std::string text;
    for (const auto output : m_network.outputs()) {
      text += '|';
      for (const int term : m_ofNode[static_cast<std::size_t>(output)]) appendHash(text, term);
    }
    return hashText(text);
  }

 private:
  enum class Rank : std::uint8_t { Zero, Operator, Input };  // the order of terms
  struct Term {
    Rank rank = Rank::Operator;
    std::string label;
    std::vector<Terms> children;
    std::int32_t scope = -1;  ///< where a chain may be continued; -1: nowhere
    std::array<std::uint64_t, 2> hash{};
  };

  const Terms& inputOf(const Node& node, std::size_t k) const {
    return m_ofNode[static_cast<std::size_t>(m_network.inputs(node)[k])];
  }
  bool isZero(const Terms& terms) const {
    return terms.size() == 1 && m_terms[static_cast<std::size_t>(terms[0])].rank == Rank::Zero;
  }

  Terms expressionOf(const Node& node) {
    if (node.op == Op::Input) return {intern({Rank::Input, "input " + node.shape.text(), {}, -1, {}})};
    if (node.op == Op::Constant)
      return {intern({Rank::Operator, labelOf(node) + " #" + std::to_string(m_constants++), {}, -1, {}})};
    const auto inputs = m_network.inputs(node);
    bool allZero = node.op == Op::Zero;
    bool anyZero = allZero;
    if (!allZero) {
      allZero = !inputs.empty();
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        const bool zero = isZero(inputOf(node, k));
        allZero = allZero && zero;
        anyZero = anyZero || zero;
      }
    }
    if (allZero || (anyZero && node.op == Op::Multiply)) return {intern({Rank::Zero, node.shape.text(), {}, -1, {}})};
    if (node.op == Op::Identity || node.op == Op::Dropout) return inputOf(node, 0);
    if (node.op == Op::Add && sameShapes(node)) return sumOf(node);
    if (inputs.size() == 1) return {unary(node)};
    Term term;
    term.label = labelOf(node);
    for (std::size_t k = 0; k < inputs.size(); ++k) term.children.push_back(inputOf(node, k));
    return {intern(std::move(term))};
  }

  bool sameShapes(const Node& node) const {
    const auto inputs = m_network.inputs(node);
    return std::all_of(inputs.begin(), inputs.end(),
                       [&](NodeIndex input) { return m_network.node(input).shape == node.shape; });
  }

  Terms sumOf(const Node& node) {
    std::vector<const Terms*> parts;
    for (std::size_t k = 0; k < m_network.inputs(node).size(); ++k) {
      if (!isZero(inputOf(node, k))) parts.push_back(&inputOf(node, k));
    }
    std::sort(parts.begin(), parts.end(), [this](const Terms* a, const Terms* b) { return compare(*a, *b) < 0; });
    Terms sum;
    for (const Terms* part : parts) sum.insert(sum.end(), part->begin(), part->end());
    return sum;
  }

  /// An operator of one input continues the chain of its scope: relu-conv-norm of an edge is one step.
  int unary(const Node& node) {
    const Terms& input = inputOf(node, 0);
    const Node& producer = m_network.node(m_network.inputs(node)[0]);
    Term term;
    term.scope = node.scope;
    term.label = labelOf(node);
    term.children = {input};
    if (input.size() == 1 && producer.inputCount == 1 && producer.op != Op::Identity && producer.op != Op::Dropout) {
      const Term& chain = m_terms[static_cast<std::size_t>(input[0])];
      if (chain.scope == node.scope && chain.children.size() == 1) {
        term.label = chain.label + ", " + term.label;
        term.children = chain.children;
      }
    }
    return intern(std::move(term));
  }

  int intern(Term term) {
    std::string text(1, static_cast<char>('0' + static_cast<int>(term.rank)));
    text += term.label;
    for (const auto& child : term.children) {
      text += '|';
      for (const int part : child) appendHash(text, part);
    }
    term.hash = {hash64(text, 1), hash64(text, 2)};
    // The scope decides how a chain goes on, so terms of different scopes are kept apart here; their hash is equal.
    const auto key = std::make_pair(term.hash, term.scope);
    const auto [entry, isNew] = m_ids.emplace(key, static_cast<int>(m_terms.size()));
    if (isNew) m_terms.push_back(std::move(term));
    return entry->second;
  }

  void appendHash(std::string& text, int term) const {
    const auto& hash = m_terms[static_cast<std::size_t>(term)].hash;
    text.append(reinterpret_cast<const char*>(hash.data()), sizeof(hash));
  }

  int compare(const Terms& a, const Terms& b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (const int order = compare(a[i], b[i]); order != 0) return order;
    }
    return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
  }

  int compare(int a, int b) {
    const Term& left = m_terms[static_cast<std::size_t>(a)];
    const Term& right = m_terms[static_cast<std::size_t>(b)];
    if (left.hash == right.hash) return 0;
    const auto known = m_orders.find({a, b});
    if (known != m_orders.end()) return known->second;
    int order = left.rank != right.rank ? (left.rank < right.rank ? -1 : 1) : 0;
    for (std::size_t k = 0; order == 0 && k < left.children.size() && k < right.children.size(); ++k) {
      order = compare(left.children[k], right.children[k]);
    }
    if (order == 0) order = left.label.compare(right.label);
    order = order < 0 ? -1 : order > 0 ? 1 : 0;
    m_orders[{a, b}] = order;
    m_orders[{b, a}] = -order;
    return order;
  }

  const Network& m_network;
  std::vector<Term> m_terms;
  std::map<std::pair<std::array<std::uint64_t, 2>, std::int32_t>, int> m_ids;
  std::map<std::pair<int, int>, int> m_orders;
  std::vector<Terms> m_ofNode;
  int m_constants = 0;  ///< so far: each is a tensor of its own
};

bool ordersInputs(Op op) {
  return op == Op::Subtract || op == Op::Divide || operatorInfo(op).kind == OperatorKind::Mixer;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 31);
}

}  // namespace

std::string expressionClass(const Network& network) {
  return Expressions(network).classOfOutputs();
}

std::uint64_t labelledGraphHash(std::span<const std::uint64_t> labels, std::span<const std::pair<int, int>> edges) {
  std::vector<std::uint64_t> hashes(labels.begin(), labels.end());
  std::vector<std::uint64_t> in(labels.size());
  std::vector<std::uint64_t> out(labels.size());
  for (std::size_t round = 0; round < labels.size(); ++round) {
    std::fill(in.begin(), in.end(), 0);
    std::fill(out.begin(), out.end(), 0);
    for (const auto& [from, to] : edges) {  // sums: the order of neighbours does not count
      in[static_cast<std::size_t>(to)] += mixed(0x1234'5678'9abc'def1, hashes[static_cast<std::size_t>(from)]);
      out[static_cast<std::size_t>(from)] += mixed(0xfedc'ba98'7654'3211, hashes[static_cast<std::size_t>(to)]);
    }
    for (std::size_t v = 0; v < hashes.size(); ++v)
      hashes[v] = mixed(mixed(mixed(labels[v], in[v]), out[v]), round + 1);
  }
  std::uint64_t total = labels.size();
  for (const auto hash : hashes) total += mixed(0x0f1e'2d3c'4b5a'6978, hash);
  return total;
}

std::string graphClass(const Network& network) {
  const auto& nodes = network.nodes();
  const auto live = liveNodes(network);
  std::vector<std::uint64_t> labels;
  std::vector<std::pair<int, int>> edges;
  std::vector<int> number(nodes.size(), -1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!live[i]) continue;
    number[i] = static_cast<int>(labels.size());
    labels.push_back(hash64(labelOf(nodes[i]), network.isOutput(static_cast<NodeIndex>(i)) ? 7 : 3));
    const auto inputs = network.inputs(nodes[i]);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const int from = number[static_cast<std::size_t>(inputs[k])];
      if (!ordersInputs(nodes[i].op)) {
        edges.emplace_back(from, number[i]);
        continue;
      }
      const int place = static_cast<int>(labels.size());  // a vertex that says which input it is
      labels.push_back(hash64("input", k));
      edges.emplace_back(from, place);
      edges.emplace_back(place, number[i]);
    }
  }
  const std::uint64_t hash = labelledGraphHash(labels, edges);
  std::string bytes(sizeof(hash), '\0');
  std::memcpy(bytes.data(), &hash, sizeof(hash));
  return hashText(bytes);
}

}  // namespace pscope
