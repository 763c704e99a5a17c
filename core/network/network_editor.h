#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Unchecked access to a network's parts, for what fills many thousands a second.
class NetworkEditor {
 public:
  explicit NetworkEditor(Network& network) : m_network(network) {}

  /// Scope of the nodes added from now on: an index into the paths that adoptScopes() brings.
  void setScopeIndex(std::int32_t scope) { m_network.m_scope = scope; }
  void adoptScopes(std::shared_ptr<const std::vector<std::string>> scopes) {
    m_network.m_sharedScopes = std::move(scopes);
  }

  /// Only before the first operator.
  void setInput(const TensorShape& shape) { m_network.m_nodes.front().shape = shape; }

  std::size_t inputCount() const { return m_network.m_inputs.size(); }

  /// Appends a copy of the nodes [first, end): the same operators and shapes on other inputs.
  ///
  /// What a node reads within the range moves along; what it reads before it must be one of `from`, and becomes the
  /// value of `to` at the same place. Shapes must be equal there. `scopeOf` gives the scope of a copy.
  template <class ScopeOf>
  void repeat(NodeIndex first, NodeIndex end, std::span<const NodeIndex> from, std::span<const NodeIndex> to,
              ScopeOf scopeOf) {
    auto& nodes = m_network.m_nodes;
    auto& inputs = m_network.m_inputs;
    const auto shift = static_cast<NodeIndex>(nodes.size()) - first;
    const Node& head = nodes[static_cast<std::size_t>(first)];
    const Node& tail = nodes[static_cast<std::size_t>(end) - 1];
    const auto firstInput = static_cast<std::size_t>(head.firstInput);
    const auto endInput = static_cast<std::size_t>(tail.firstInput + tail.inputCount);
    const auto inputShift = static_cast<std::int32_t>(inputs.size() - firstInput);
    for (std::size_t i = firstInput; i < endInput; ++i) {
      const NodeIndex input = inputs[i];
      inputs.push_back(input >= first ? input + shift : mapped(input, from, to));
    }
    for (NodeIndex i = first; i < end; ++i) {
      Node node = nodes[static_cast<std::size_t>(i)];
      node.firstInput += inputShift;
      node.scope = scopeOf(node.scope);
      nodes.push_back(node);
    }
  }

  static NodeIndex mapped(NodeIndex value, std::span<const NodeIndex> from, std::span<const NodeIndex> to) {
    for (std::size_t k = 0; k < from.size(); ++k) {
      if (from[k] == value) return to[k];
    }
    return value;
  }

 private:
  Network& m_network;
};

}  // namespace pscope
