#include "viz/layout/network_view.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

#include "core/base/index.h"
#include "core/network/operator_catalogue.h"
#include "viz/layout/repeated_blocks.h"

namespace pscope {
namespace {

constexpr double kCharWidth = 6.3;    // points a character of the title takes, 11 point text
constexpr double kSmallWidth = 5.4;   // of the detail, 9 point text
constexpr double kPaddingWidth = 20;  // left and right together
constexpr double kMinWidth = 56;
constexpr double kMinCostWidth = 80;  // where parameters stand below the title: "9.28 k params"
constexpr double kHeight = 36;        // a title and a smaller line below it

bool isActivation(Op op) {
  return operatorInfo(op).kind == OperatorKind::Activation && op != Op::Softmax;
}
bool isWeighted(Op op) {
  return operatorInfo(op).kind == OperatorKind::Weighted;
}

std::string kernelText(const OpAttributes& attributes) {
  return std::to_string(attributes.kernelHeight) + "x" + std::to_string(attributes.kernelWidth);
}

// One operator in a few characters.
std::string shortTitle(const Node& node) {
  const auto& a = node.attributes;
  std::string name(operatorInfo(node.op).shortName);
  const std::string stride = a.stride > 1 ? "/" + std::to_string(a.stride) : "";
  switch (node.op) {
    case Op::Conv2d: {
      const bool depthwise = a.groups > 1 && a.groups == a.outChannels;
      return (depthwise ? "dwconv " : "conv ") + kernelText(a) +
             (a.groups > 1 && !depthwise ? " g" + std::to_string(a.groups) : "") + stride;
    }
    case Op::MaxPool:
    case Op::AvgPool:
      return name + " " + kernelText(a) + stride;
    case Op::Attention:
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      return name + " " + std::to_string(a.groups) + (a.groups == 1 ? " head" : " heads");
    default:
      return name;
  }
}

// Which node leads the item that a node belongs to: chains of operators with a single reader are one item.
class Chains {
 public:
  explicit Chains(const Network& network) : m_network(network) {
    const auto count = network.nodes().size();
    m_head.resize(count);
    m_readers.assign(count, 0);
    m_reader.assign(count, -1);
    for (std::size_t i = 0; i < count; ++i) {
      m_head[i] = static_cast<int>(i);
      for (const int input : network.inputs(network.nodes()[i])) {
        ++m_readers[at(input)];
        m_reader[at(input)] = static_cast<int>(i);
      }
    }
    for (std::size_t i = 0; i < count; ++i) join(static_cast<int>(i));
  }
  const std::vector<int>& heads() const { return m_head; }

 private:
  // The only reader of a node, if that has no other input.
  int follower(int v) const {
    if (m_readers[at(v)] != 1) return -1;
    const int reader = m_reader[at(v)];
    return m_network.node(reader).inputCount == 1 ? reader : -1;
  }
  bool sameScope(int a, int b) const {
    const auto& scope = m_network.scope(m_network.node(a));
    return scope == m_network.scope(m_network.node(b));
  }
  void join(int v) {
    if (m_head[at(v)] != v) return;
    const Op op = m_network.node(v).op;
    int last = v;
    bool activated = false;
    if (isActivation(op)) {  // relu-conv-bn, written as one operator of its scope
      const int next = follower(v);
      if (next < 0 || m_network.node(next).op != Op::Conv2d || !sameScope(v, next)) return;
      m_head[at(next)] = v;
      last = next;
      activated = true;
    } else if (!isWeighted(op)) {
      return;
    }
    int next = follower(last);
    if (next >= 0 && m_network.node(next).op == Op::BatchNorm) {
      m_head[at(next)] = v;
      next = follower(next);
    }
    // An activation of another scope belongs to the operator that follows it there.
    if (!activated && next >= 0 && isActivation(m_network.node(next).op) && belongsHere(v, next)) m_head[at(next)] = v;
  }
  bool belongsHere(int v, int activation) const {
    if (sameScope(v, activation)) return true;
    const int next = follower(activation);
    return next < 0 || m_network.node(next).op != Op::Conv2d || !sameScope(activation, next);
  }

  const Network& m_network;
  std::vector<int> m_head, m_readers, m_reader;
};

// The node that carries the item's look: its convolution or linear layer, else the first.
int mainNode(const Network& network, const std::vector<int>& nodes) {
  for (const int v : nodes) {
    if (isWeighted(network.node(v).op)) return v;
  }
  return nodes.front();
}

std::string titleOf(const Network& network, const std::vector<int>& nodes) {
  std::string title;
  std::string channels;
  for (const int v : nodes) {
    const Node& node = network.node(v);
    title += (title.empty() ? "" : "-") + shortTitle(node);
    if (isWeighted(node.op)) channels = ", " + std::to_string(node.shape.channels);
  }
  return title + channels;
}

std::string tooltipOf(const Network& network, const std::vector<int>& nodes, const std::vector<std::string>& names,
                      int repeat) {
  std::string text;
  std::int64_t params = 0;
  std::int64_t macs = 0;
  for (const int v : nodes) {
    const Node& node = network.node(v);
    const auto cost = nodeCost(network, node);
    params += cost.params;
    macs += cost.macs;
    const auto inputs = network.inputs(node);
    const std::string from = inputs.empty() ? "" : network.node(inputs.front()).shape.text() + " -> ";
    text += names[at(v)] + ": " + shortTitle(node) + ", " + from + node.shape.text() + "\n";
  }
  text += "Parameters: " + std::to_string(params) + "\nMACs: " + std::to_string(macs);
  if (repeat > 1) text += "\nOne of " + std::to_string(repeat) + " equal blocks";
  return text;
}

void setSize(NetworkView::Item& item) {
  const auto titleSize = item.title.size() + (item.repeat > 1 ? 4 : 0);
  const double text =
      std::max(kCharWidth * static_cast<double>(titleSize), kSmallWidth * static_cast<double>(item.detail.size()));
  item.width = std::max(item.params > 0 ? kMinCostWidth : kMinWidth, text + kPaddingWidth);
  item.height = kHeight;
  if (item.shape == "ellipse" || item.shape == "hexagon" || item.shape == "diamond" || item.shape == "parallelogram" ||
      item.shape == "trapezium") {
    item.width += 16;  // slanted sides take room from the text
  }
  if (item.shape == "diamond") {
    item.width += 24;
    item.height += 10;
  }
}

// The first `depth` parts of a path; empty when it has fewer.
std::string scopePrefix(const std::string& path, int depth) {
  std::size_t end = 0;
  for (int i = 0; i < depth; ++i) {
    if (end >= path.size()) return {};
    const auto slash = path.find('/', i == 0 ? 0 : end + 1);
    end = slash == std::string::npos ? path.size() : slash;
  }
  return path.substr(0, end);
}

int depthOf(const std::string& path) {
  return path.empty() ? 0 : 1 + static_cast<int>(std::count(path.begin(), path.end(), '/'));
}

std::string lastPart(const std::string& path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string lowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// A network cut into items.
class ViewBuilder {
 public:
  ViewBuilder(const Network& network, const NetworkViewOptions& options, const std::set<std::string>& closed)
      : m_network(network),
        m_closed(closed),
        m_heads(Chains(network).heads()),
        m_repeated(findRepeatedBlocks(network, options.opened)),
        m_count(network.nodes().size()) {
    m_closedAt.assign(m_count, -1);
    m_itemOf.assign(m_count, -1);
    findClosed();
    makeItems();
  }
  std::size_t itemCount() const { return m_view.items.size(); }

  NetworkView finish() {
    m_names = m_network.nodeNames();
    for (auto& item : m_view.items) describe(item);
    for (std::size_t i = 0; i < m_count; ++i) m_view.items[at(itemOf(static_cast<int>(i)))].search += "\n" + m_names[i];
    for (auto& item : m_view.items) item.search = lowerCase(std::move(item.search));
    makeEdges();
    makeBlocks();
    return std::move(m_view);
  }

 private:
  // Per node the first node of the closed scope that it lies in: outermost scopes win.
  void findClosed() {
    if (m_closed.empty()) return;
    std::string before;
    for (std::size_t i = 0; i < m_count; ++i) {
      const auto& scope = m_network.scope(m_network.nodes()[i]);
      std::string name;
      for (int depth = 1; depth <= depthOf(scope) && name.empty(); ++depth) {
        const auto prefix = scopePrefix(scope, depth);
        if (m_closed.contains(prefix)) name = prefix;
      }
      if (!name.empty()) {
        const bool goesOn = i > 0 && name == before && m_closedAt[i - 1] >= 0;
        const int v = static_cast<int>(i);
        // A copy of a block that is drawn elsewhere opens no box.
        if (goesOn || drawnNode(v) == v) m_closedAt[i] = goesOn ? m_closedAt[i - 1] : v;
      }
      before = name;
    }
  }

  int drawnNode(int v) const {
    while (m_repeated.stands[at(v)] != v) v = m_repeated.stands[at(v)];
    return v;
  }
  // The node whose item stands for a node.
  int leader(int v) const {
    v = drawnNode(v);
    if (m_closedAt[at(v)] >= 0) return m_closedAt[at(v)];
    v = drawnNode(m_heads[at(v)]);
    return m_closedAt[at(v)] >= 0 ? m_closedAt[at(v)] : v;
  }
  int itemOf(int v) const { return m_itemOf[at(leader(v))]; }

  void makeItems() {
    for (std::size_t i = 0; i < m_count; ++i) {
      const int v = static_cast<int>(i);
      if (m_closedAt[i] < 0 && drawnNode(v) != v) continue;
      const int first = m_closedAt[i] >= 0 ? m_closedAt[i] : leader(v);
      if (m_itemOf[at(first)] < 0) {
        m_itemOf[at(first)] = static_cast<int>(m_view.items.size());
        m_view.items.emplace_back();
      }
      m_view.items[at(m_itemOf[at(first)])].nodes.push_back(v);
    }
  }

  void describe(NetworkView::Item& item) const {
    const int first = item.nodes.front();
    const int main = mainNode(m_network, item.nodes);
    const auto& info = operatorInfo(m_network.node(main).op);
    item.detail = m_network.node(item.nodes.back()).shape.text();
    item.scope = m_network.scope(m_network.node(main));
    const bool closed = m_closedAt[at(first)] >= 0;
    if (closed) {
      repeatClosed(item);
    } else {
      item.repeat = m_repeated.repeat[at(first)];
      item.block = m_repeated.block[at(first)];
    }
    for (const int v : item.nodes) {
      const auto cost = nodeCost(m_network, m_network.node(v));
      item.params += cost.params;
      item.macs += cost.macs;
    }
    if (closed) return describeClosed(item);
    item.title = titleOf(m_network, item.nodes);
    item.colour = info.colour;
    item.shape = info.shape;
    item.tooltip = tooltipOf(m_network, item.nodes, m_names, item.repeat);
    item.search = item.title;
    for (const int v : item.nodes) {
      item.search += "\n" + std::string(operatorInfo(m_network.node(v).op).title);
    }
    setSize(item);
  }

  // The collapsed runs in whose first block all of a closed scope lies.
  void repeatClosed(NetworkView::Item& item) const {
    for (std::size_t i = 0; i < m_repeated.runs.size(); ++i) {
      const auto& run = m_repeated.runs[i];
      if (run.opened || item.nodes.front() < run.first || item.nodes.back() >= run.first + run.length) continue;
      item.repeat *= run.times;
      item.block = static_cast<int>(i);
    }
  }

  void describeClosed(NetworkView::Item& item) const {
    const auto& scope = m_network.scope(m_network.node(item.nodes.front()));
    for (int depth = 1; depth <= depthOf(scope) && item.closedScope.empty(); ++depth) {
      if (m_closed.contains(scopePrefix(scope, depth))) item.closedScope = scopePrefix(scope, depth);
    }
    item.scope = item.closedScope;
    item.title = lastPart(item.closedScope) + " (" + std::to_string(item.nodes.size()) + ")";
    item.colour = "#c4ccd6";
    item.shape = "box";
    item.tooltip = item.closedScope + ": " + std::to_string(item.nodes.size()) + " operators, output " + item.detail +
                   "\nParameters: " + std::to_string(item.params) + "\nMACs: " + std::to_string(item.macs);
    item.search = item.closedScope;
    std::set<Op> seen;
    for (const int v : item.nodes) {
      const Op op = m_network.node(v).op;
      if (seen.insert(op).second) item.search += "\n" + std::string(operatorInfo(op).title);
    }
    setSize(item);
  }

  void makeEdges() {
    std::set<std::pair<int, int>> seen;
    for (std::size_t i = 0; i < m_count; ++i) {
      // Edges of a copy are those of its model, except into the copy from the block before: that is the repetition.
      const int to = itemOf(static_cast<int>(i));
      for (const int input : m_network.inputs(m_network.nodes()[i])) {
        const int from = itemOf(input);
        if (from >= to) continue;  // inside an item, or back to the start of a repeated block
        if (seen.emplace(from, to).second) m_view.edges.push_back({from, to});
      }
    }
  }

  void makeBlocks() {
    for (const auto& run : m_repeated.runs) {
      auto& block = m_view.blocks.emplace_back();
      block.key = run.key();
      block.times = run.times;
      block.opened = run.opened;
      if (!run.scope.empty()) block.title = lastPart(run.scope) + " - " + lastPart(run.last);
      std::set<int> items;
      for (int v = run.first; v < run.first + run.length * (run.opened ? run.times : 1); ++v) {
        if (m_closedAt[at(v)] < run.first && m_closedAt[at(v)] >= 0) continue;  // all of it within a closed scope
        items.insert(itemOf(v));
      }
      block.items.assign(items.begin(), items.end());
    }
  }

  const Network& m_network;
  const std::set<std::string>& m_closed;
  std::vector<int> m_heads;
  RepeatedBlocks m_repeated;
  std::size_t m_count;
  std::vector<int> m_closedAt;  // per node: first node of its closed scope, -1: in none
  std::vector<int> m_itemOf;    // per leading node
  std::vector<std::string> m_names;
  NetworkView m_view;
};

}  // namespace

LayoutGraph NetworkView::layoutGraph() const {
  LayoutGraph graph;
  for (const auto& item : items) graph.nodes.push_back({item.width, item.height});
  graph.edges = edges;
  return graph;
}

NetworkView networkView(const Network& network, const NetworkViewOptions& options) {
  std::set<std::string> closed = options.closed;
  int deepest = 0;
  for (const auto& node : network.nodes()) deepest = std::max(deepest, depthOf(network.scope(node)));
  for (int depth = deepest;; --depth) {
    ViewBuilder builder(network, options, closed);
    if (options.maxItems == 0 || builder.itemCount() <= options.maxItems || depth == 0) {
      auto view = builder.finish();
      view.autoClosed = closed.size() > options.closed.size();
      return view;
    }
    for (const auto& node : network.nodes()) {
      const auto prefix = scopePrefix(network.scope(node), depth);
      if (!prefix.empty() && !options.kept.contains(prefix)) closed.insert(prefix);
    }
  }
}

}  // namespace pscope
