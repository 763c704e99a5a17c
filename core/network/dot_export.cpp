#include "core/network/dot_export.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/base/number_text.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kDeepest = 32;  // scopes below are one cluster

/// Within a quoted string of DOT; "\n" as a line end of a label is written by the caller.
std::string quoted(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) safe += c;
  }
  return safe;
}

/// A tree of scopes: those inside by name, in the order of their first node.
struct Scope {
  std::string name;
  std::vector<std::size_t> inner;
  std::map<std::string, std::size_t, std::less<>> byName;
  std::vector<std::size_t> nodes;
};

std::vector<Scope> scopesOf(const Network& network) {
  std::vector<Scope> scopes(1);
  for (std::size_t i = 0; i < network.nodes().size(); ++i) {
    std::string_view path = network.scope(network.nodes()[i]);
    std::size_t place = 0;
    for (std::size_t depth = 0; !path.empty(); ++depth) {
      const auto end = depth + 1 == kDeepest ? path.size() : std::min(path.find('/'), path.size());
      const auto part = path.substr(0, end);
      const auto found = scopes[place].byName.find(part);
      std::size_t next = 0;
      if (found == scopes[place].byName.end()) {
        next = scopes.size();
        scopes[place].byName.emplace(std::string(part), next);
        scopes[place].inner.push_back(next);
        scopes.push_back({std::string(part), {}, {}, {}});
      } else {
        next = found->second;
      }
      place = next;
      path.remove_prefix(std::min(end + 1, path.size()));
    }
    scopes[place].nodes.push_back(i);
  }
  return scopes;
}

class DotWriter {
 public:
  explicit DotWriter(const Network& network) : m_network(network), m_names(network.nodeNames()) {}

  std::string text(std::string_view title) {
    m_text = "digraph \"" + quoted(title) + "\" {\n  rankdir=TB;\n";
    m_text += "  node [style=filled, fontname=\"Helvetica\", fontsize=11];\n  edge [arrowsize=0.7];\n";
    const auto scopes = scopesOf(m_network);
    writeScope(scopes, 0, "  ");
    for (std::size_t i = 0; i < m_network.nodes().size(); ++i) {
      for (const auto input : m_network.inputs(m_network.nodes()[i])) {
        m_text += "  n" + std::to_string(input) + " -> n" + std::to_string(i) + ";\n";
      }
    }
    return m_text + "}\n";
  }

 private:
  void writeScope(const std::vector<Scope>& scopes, std::size_t index, const std::string& margin) {
    const auto& scope = scopes[index];
    std::string inside = margin;
    if (index > 0) {
      m_text += margin + "subgraph \"cluster_" + std::to_string(index) + "\" {\n";
      inside += "  ";
      m_text += inside + "label=\"" + quoted(scope.name) + "\"; style=rounded; color=\"#8a939e\";\n";
    }
    for (const auto node : scope.nodes) writeNode(node, inside);
    for (const auto inner : scope.inner) writeScope(scopes, inner, inside);
    if (index > 0) m_text += margin + "}\n";
  }

  void writeNode(std::size_t index, const std::string& margin) {
    const Node& node = m_network.nodes()[index];
    const auto& info = operatorInfo(node.op);
    const auto params = nodeCost(m_network, node).params;
    std::string label = quoted(operatorText(node)) + "\\n" + node.shape.text();
    if (params > 0) label += "\\n" + std::to_string(params) + (params == 1 ? " parameter" : " parameters");
    // A point would have no room for its label.
    const std::string shape = info.shape == "point" ? "box" : std::string(info.shape);
    m_text += margin + "n" + std::to_string(index) + " [label=\"" + label + "\", shape=" + shape + ", fillcolor=\"" +
              std::string(info.colour) + "\", tooltip=\"" + quoted(m_names[index]) + "\"];\n";
  }

  const Network& m_network;
  std::vector<std::string> m_names;
  std::string m_text;
};

}  // namespace

std::string operatorText(const Node& node) {
  const auto& a = node.attributes;
  const auto& info = operatorInfo(node.op);
  std::string text(info.title);
  const auto add = [&](const std::string& word, std::int64_t value) { text += ", " + word + std::to_string(value); };
  const auto count = [&](std::int64_t value, const std::string& word) {
    text += ", " + std::to_string(value) + " " + word;
  };
  switch (node.op) {
    case Op::Conv2d:
    case Op::MaxPool:
    case Op::AvgPool:
      text += " " + std::to_string(a.kernelHeight) + "x" + std::to_string(a.kernelWidth);
      if (a.stride > 1) add("stride ", a.stride);
      if (a.dilation > 1) add("dilation ", a.dilation);
      if (a.groups > 1) count(a.groups, "groups");
      break;
    case Op::ChannelShuffle:
      count(a.groups, "groups");
      break;
    case Op::Attention:
      if (a.kernelHeight > 1 || a.kernelWidth > 1) {
        text += ", windows " + std::to_string(a.kernelHeight) + "x" + std::to_string(a.kernelWidth);
      } else if (a.dilation > 1) {
        add("grid ", a.dilation);
      }
      [[fallthrough]];
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      count(a.groups, a.groups == 1 ? "head" : "heads");
      if (a.causal) text += ", causal";
      break;
    case Op::TokenAttention:
      count(a.dims[0], "parameter tokens");
      break;
    case Op::LeakyRelu:
      text += ", slope " + numberText(a.value, 6);
      break;
    case Op::Dropout:
      text += ", probability " + numberText(a.value, 6);
      break;
    case Op::Clip:
      text += " to " + numberText(a.low, 6) + " ... " + numberText(a.value, 6);
      break;
    case Op::Resize:
      text += a.smooth ? ", bilinear" : ", nearest";
      break;
    default:
      break;
  }
  return text;
}

std::string dotText(const Network& network, std::string_view title) {
  return DotWriter(network).text(title);
}

}  // namespace pscope
