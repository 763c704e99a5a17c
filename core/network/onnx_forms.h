#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/network/network.h"
#include "core/network/onnx_graph.h"
#include "core/network/tensors.h"

namespace pscope {

/// Values of a network's nodes in the layouts that ONNX operators want, each made when first asked for.
///
/// image: [N, C, H, W]; rows: [N, H * W, C], one row a pixel or token; vector: [N, C] where H = W = 1.
class OnnxForms {
 public:
  enum class Form { Image, Rows, Vector };

  OnnxForms(const Network& network, OnnxGraph& graph, const std::vector<std::string>& names)
      : m_network(network), m_graph(graph), m_names(names), m_values(network.nodes().size()) {}

  const std::string& image(NodeIndex node);
  const std::string& rows(NodeIndex node);
  const std::string& vector(NodeIndex node);
  const std::string& in(Form form, NodeIndex node);
  bool has(Form form, NodeIndex node) const {
    return !m_values[at(node)].names[static_cast<std::size_t>(form)].empty();
  }
  void set(Form form, NodeIndex node, std::string value) {
    m_values[at(node)].names[static_cast<std::size_t>(form)] = std::move(value);
  }
  /// The first layout that all these values already have; Image when there is none.
  Form common(std::span<const NodeIndex> nodes) const;
  /// Whether a value depends on the input, so that it has the input's batch size; constants have 1.
  bool batched(NodeIndex node) const { return m_values[at(node)].batched; }
  void setBatched(NodeIndex node, bool batched) { m_values[at(node)].batched = batched; }
  /// image(), repeated for each input of the batch where it is a constant.
  std::string batchedImage(NodeIndex node);

 private:
  struct Value {
    std::array<std::string, 3> names;
    bool batched = false;
  };
  static std::size_t at(NodeIndex node) { return static_cast<std::size_t>(node); }

  const Network& m_network;
  OnnxGraph& m_graph;
  const std::vector<std::string>& m_names;
  std::vector<Value> m_values;
};

/// What the writer of one operator sees.
struct OnnxCall {
  const Network& network;
  const Node& node;
  NodeIndex index;
  const std::string& name;  ///< of the node
  std::span<const NodeIndex> inputs;
  std::span<const NamedTensor* const> parameters;  ///< in the order of nodeParameters()
  OnnxGraph& graph;
  OnnxForms& forms;

  const TensorShape& shapeOf(std::size_t input) const { return network.node(inputs[input]).shape; }
  /// Appends a helper, named after the node; the last one of an operator is called `step` = "".
  std::string add(std::string_view type, std::string_view step, const std::vector<std::string>& from,
                  const std::vector<OnnxGraph::Attribute>& attributes = {}) const {
    return graph.add(type, step.empty() ? name : name + ":" + std::string(step), from, attributes);
  }
  /// Parameter `which` as an initializer of its own name and shape; transposed: of a matrix.
  std::string weight(std::size_t which) const;
  std::string transposed(std::size_t which) const;
  void setImage(std::string value) const { forms.set(OnnxForms::Form::Image, index, std::move(value)); }
  void setRows(std::string value) const { forms.set(OnnxForms::Form::Rows, index, std::move(value)); }
};

/// Attention, linear attention, gated linear attention, selective scan, token attention.
void writeOnnxMixer(const OnnxCall& call);
/// x / 2 (1 + erf(x / sqrt 2)), in the layout of `x`.
std::string writeOnnxGelu(const OnnxCall& call, const std::string& x, std::string_view step);

}  // namespace pscope
