#include "core/network/onnx_forms.h"

#include "core/network/positions.h"

namespace pscope {
namespace {

using Dims = OnnxGraph::Dims;

}  // namespace

const std::string& OnnxForms::image(NodeIndex node) {
  auto& names = m_values[at(node)].names;
  if (!names[0].empty()) return names[0];
  const TensorShape& shape = m_network.node(node).shape;
  const std::string& name = m_names[at(node)];
  std::string source = names[2];
  if (source.empty()) {
    source = m_graph.add("Transpose", name + ":channels", {names[1]}, {{"perm", Dims{0, 2, 1}}});
  }
  const auto size = m_graph.ints({0, shape.channels, shape.height, shape.width});
  return names[0] = m_graph.add("Reshape", name + ":image", {source, size});
}

const std::string& OnnxForms::rows(NodeIndex node) {
  auto& names = m_values[at(node)].names;
  if (!names[1].empty()) return names[1];
  const TensorShape& shape = m_network.node(node).shape;
  const std::string& name = m_names[at(node)];
  if (!names[2].empty()) {
    return names[1] = m_graph.add("Reshape", name + ":row", {names[2], m_graph.ints({0, 1, shape.channels})});
  }
  const auto size = m_graph.ints({0, shape.channels, positions(shape)});
  const auto flat = m_graph.add("Reshape", name + ":tokens", {image(node), size});
  return names[1] = m_graph.add("Transpose", name + ":rows", {flat}, {{"perm", Dims{0, 2, 1}}});
}

const std::string& OnnxForms::vector(NodeIndex node) {
  auto& names = m_values[at(node)].names;
  if (!names[2].empty()) return names[2];
  const std::string& source = names[0].empty() ? names[1] : names[0];
  return names[2] = m_graph.add("Flatten", m_names[at(node)] + ":vector", {source}, {{"axis", std::int64_t{1}}});
}

const std::string& OnnxForms::in(Form form, NodeIndex node) {
  return form == Form::Image ? image(node) : form == Form::Rows ? rows(node) : vector(node);
}

OnnxForms::Form OnnxForms::common(std::span<const NodeIndex> nodes) const {
  for (const Form form : {Form::Image, Form::Rows, Form::Vector}) {
    bool all = true;
    for (const auto node : nodes) all = all && has(form, node);
    if (all) return form;
  }
  return Form::Image;
}

std::string OnnxForms::batchedImage(NodeIndex node) {
  if (batched(node)) return image(node);
  const TensorShape& shape = m_network.node(node).shape;
  const std::string name = m_names[at(node)] + ":batch";
  const auto inputSize = m_graph.add("Shape", name + "_shape", {image(0)});
  const auto batch =
      m_graph.add("Slice", name + "_size", {inputSize, m_graph.ints({0}), m_graph.ints({1}), m_graph.ints({0})});
  const auto rest = m_graph.ints({shape.channels, shape.height, shape.width});
  const auto target = m_graph.add("Concat", name + "_target", {batch, rest}, {{"axis", std::int64_t{0}}});
  return m_graph.add("Expand", name, {image(node), target});
}

std::string OnnxCall::weight(std::size_t which) const {
  const NamedTensor& tensor = *parameters[which];
  return graph.weight(tensor.name, tensor.shape, tensor.values);
}

std::string OnnxCall::transposed(std::size_t which) const {
  const NamedTensor& tensor = *parameters[which];
  const auto rows = static_cast<std::size_t>(tensor.shape[0]);
  const auto columns = static_cast<std::size_t>(tensor.shape[1]);
  std::vector<float> values(tensor.values.size());
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) values[c * rows + r] = tensor.values[r * columns + c];
  }
  return graph.weight(tensor.name + ":transposed", {tensor.shape[1], tensor.shape[0]}, values);
}

}  // namespace pscope
