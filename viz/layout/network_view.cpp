#include "viz/layout/network_view.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

#include "core/network/operator_catalogue.h"
#include "viz/layout/repeated_blocks.h"

namespace pscope {
namespace {

constexpr double kCharWidth = 6.3;    // points a character of the title takes, 11 point text
constexpr double kSmallWidth = 5.4;   // of the detail, 9 point text
constexpr double kPaddingWidth = 20;  // left and right together
constexpr double kMinWidth = 56;
constexpr double kLineHeight = 15;
constexpr double kPaddingHeight = 12;

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

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
  item.width = std::max(kMinWidth, text + kPaddingWidth);
  item.height = kPaddingHeight + kLineHeight * (item.detail.empty() ? 1 : 2);
  if (item.shape == "ellipse" || item.shape == "hexagon" || item.shape == "diamond" || item.shape == "parallelogram" ||
      item.shape == "trapezium") {
    item.width += 16;  // slanted sides take room from the text
  }
  if (item.shape == "diamond") {
    item.width += 20;
    item.height += 8;
  }
}

}  // namespace

LayoutGraph NetworkView::layoutGraph() const {
  LayoutGraph graph;
  for (const auto& item : items) graph.nodes.push_back({item.width, item.height});
  graph.edges = edges;
  return graph;
}

NetworkView networkView(const Network& network) {
  NetworkView view;
  const auto count = network.nodes().size();
  const auto heads = Chains(network).heads();
  const auto repeated = findRepeatedBlocks(network);
  const auto names = network.nodeNames();
  std::vector<int> itemOfHead(count, -1);
  const auto standIn = [&](int v) {
    while (repeated.stands[at(v)] != v) v = repeated.stands[at(v)];
    return v;
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (repeated.stands[i] != static_cast<int>(i)) continue;
    const int head = standIn(heads[i]);
    if (itemOfHead[at(head)] < 0) {
      itemOfHead[at(head)] = static_cast<int>(view.items.size());
      view.items.emplace_back();
    }
    view.items[at(itemOfHead[at(head)])].nodes.push_back(static_cast<int>(i));
  }
  for (auto& item : view.items) {
    const int main = mainNode(network, item.nodes);
    const auto& info = operatorInfo(network.node(main).op);
    item.title = titleOf(network, item.nodes);
    item.detail = network.node(item.nodes.back()).shape.text();
    item.colour = info.colour;
    item.shape = info.shape;
    item.repeat = repeated.repeat[at(main)];
    item.block = repeated.block[at(main)];
    item.tooltip = tooltipOf(network, item.nodes, names, item.repeat);
    setSize(item);
  }
  std::set<std::pair<int, int>> seen;
  for (std::size_t i = 0; i < count; ++i) {
    // Edges of a copy are those of its model, except into the copy from the block before: that is the repetition.
    const int to = itemOfHead[at(standIn(heads[at(standIn(static_cast<int>(i)))]))];
    for (const int input : network.inputs(network.nodes()[i])) {
      const int from = itemOfHead[at(standIn(heads[at(standIn(input))]))];
      if (from >= to) continue;  // inside an item, or back to the start of a repeated block
      if (seen.emplace(from, to).second) view.edges.push_back({from, to});
    }
  }
  return view;
}

}  // namespace pscope
