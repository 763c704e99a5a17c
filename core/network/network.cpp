#include "core/network/network.h"

#include <algorithm>
#include <array>

#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr std::size_t kLinearSearchLimit = 32;

}  // namespace

std::string TensorShape::text() const {
  std::string text = std::to_string(channels);
  text += 'x';
  text += std::to_string(height);
  text += 'x';
  text += std::to_string(width);
  return text;
}

Network::Network(TensorShape input) {
  Node node;
  node.shape = input;
  m_nodes.push_back(node);
  m_scopes.emplace_back();
}

void Network::reserve(std::size_t nodes, std::size_t inputs) {
  m_nodes.reserve(nodes);
  m_inputs.reserve(inputs);
}

Result<NodeIndex> Network::add(Op op, std::span<const NodeIndex> inputs, const OpAttributes& attributes) {
  constexpr std::size_t kFew = 4;
  std::array<TensorShape, kFew> few;
  std::vector<TensorShape> many;
  if (inputs.size() > kFew) many.resize(inputs.size());
  TensorShape* shapes = inputs.size() > kFew ? many.data() : few.data();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] < 0 || static_cast<std::size_t>(inputs[i]) >= m_nodes.size()) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Network", "Node %1 does not exist, so it cannot be an input of %2.")
                           .arg(std::to_string(inputs[i]))
                           .arg(std::string(operatorInfo(op).name)));
    }
    shapes[i] = m_nodes[static_cast<std::size_t>(inputs[i])].shape;
  }
  auto shape = pscope::outputShape(op, attributes, std::span<const TensorShape>(shapes, inputs.size()));
  if (!shape.ok()) return std::move(shape).error();
  Node& node = m_nodes.emplace_back();
  node.op = op;
  node.attributes = attributes;
  node.shape = shape.value();
  node.firstInput = static_cast<std::int32_t>(m_inputs.size());
  node.inputCount = static_cast<std::int32_t>(inputs.size());
  node.scope = m_scope;
  m_inputs.insert(m_inputs.end(), inputs.begin(), inputs.end());
  return static_cast<NodeIndex>(m_nodes.size() - 1);
}

std::vector<NodeIndex> Network::outputs() const {
  if (!m_outputs.empty()) return m_outputs;
  return {static_cast<NodeIndex>(m_nodes.size() - 1)};
}

bool Network::isOutput(NodeIndex node) const {
  if (m_outputs.empty()) return static_cast<std::size_t>(node) + 1 == m_nodes.size();
  return std::find(m_outputs.begin(), m_outputs.end(), node) != m_outputs.end();
}

void Network::setScope(std::string_view path) {
  if (m_sharedScopes) {
    m_scopes = *m_sharedScopes;
    m_sharedScopes.reset();
  }
  if (m_scopes[static_cast<std::size_t>(m_scope)] == path) return;
  if (m_scopes.size() <= kLinearSearchLimit) {
    const auto found = std::find(m_scopes.begin(), m_scopes.end(), path);
    m_scope = static_cast<std::int32_t>(found - m_scopes.begin());
    if (found == m_scopes.end()) m_scopes.emplace_back(path);
    return;
  }
  if (m_scopeIndices.empty()) {
    for (std::size_t i = 0; i < m_scopes.size(); ++i) {
      m_scopeIndices.emplace(m_scopes[i], static_cast<std::int32_t>(i));
    }
  }
  const auto [entry, isNew] = m_scopeIndices.emplace(path, static_cast<std::int32_t>(m_scopes.size()));
  if (isNew) m_scopes.emplace_back(path);
  m_scope = entry->second;
}

std::vector<std::string> Network::nodeNames() const {
  // Counts of every (scope, operator): a number is only added where there are several.
  const std::size_t operators = operatorCatalogue().size();
  std::unordered_map<std::string_view, std::size_t> firstOfPath;  // two scopes may have the same path
  std::vector<std::size_t> canonical;
  canonical.reserve(scopes().size());
  for (std::size_t i = 0; i < scopes().size(); ++i)
    canonical.push_back(firstOfPath.emplace(scopes()[i], i).first->second);
  std::vector<std::int32_t> counts(scopes().size() * operators, 0);
  const auto slot = [&](const Node& node) {
    return canonical[static_cast<std::size_t>(node.scope)] * operators + static_cast<std::size_t>(node.op);
  };
  for (const Node& node : m_nodes) ++counts[slot(node)];
  std::vector<std::int32_t> numbers(counts.size(), 0);
  std::vector<std::string> names;
  names.reserve(m_nodes.size());
  for (const Node& node : m_nodes) {
    std::string name = scope(node);
    if (!name.empty()) name += '/';
    name += operatorInfo(node.op).name;
    if (counts[slot(node)] > 1) name += "_" + std::to_string(++numbers[slot(node)]);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace pscope
