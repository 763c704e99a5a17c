#include "core/network/onnx_graph.h"

#include <onnx/onnx_pb.h>

#include <cstring>

namespace pscope {
namespace {

void setShape(onnx::ValueInfoProto& info, const std::string& name, const OnnxGraph::Dims& dims) {
  info.set_name(name);
  auto* tensor = info.mutable_type()->mutable_tensor_type();
  tensor->set_elem_type(onnx::TensorProto::FLOAT);
  auto* shape = tensor->mutable_shape();
  for (const auto size : dims) {
    auto* dim = shape->add_dim();
    if (size == OnnxGraph::kBatch) {
      dim->set_dim_param("N");
    } else {
      dim->set_dim_value(size);
    }
  }
}

/// Raw data are little-endian, as this program's platforms are.
template <class T>
void setValues(onnx::TensorProto& tensor, int type, const OnnxGraph::Dims& dims, const std::vector<T>& values) {
  tensor.set_data_type(type);
  for (const auto size : dims) tensor.add_dims(size);
  tensor.set_raw_data(values.data(), values.size() * sizeof(T));
}

struct AttributeWriter {
  onnx::AttributeProto& proto;

  void operator()(std::int64_t value) const {
    proto.set_type(onnx::AttributeProto::INT);
    proto.set_i(value);
  }
  void operator()(float value) const {
    proto.set_type(onnx::AttributeProto::FLOAT);
    proto.set_f(value);
  }
  void operator()(const std::string& value) const {
    proto.set_type(onnx::AttributeProto::STRING);
    proto.set_s(value);
  }
  void operator()(const OnnxGraph::Dims& values) const {
    proto.set_type(onnx::AttributeProto::INTS);
    for (const auto value : values) proto.add_ints(value);
  }
  void operator()(const OnnxGraph* graph) const {
    proto.set_type(onnx::AttributeProto::GRAPH);
    *proto.mutable_g() = graph->proto();
  }
};

template <class T>
std::string bytesOf(const std::vector<T>& values) {
  std::string bytes(values.size() * sizeof(T), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

}  // namespace

OnnxGraph::OnnxGraph(const std::string& name, const std::string& constants)
    : m_proto(std::make_unique<onnx::GraphProto>()), m_constantName(constants) {
  m_proto->set_name(name);
}

OnnxGraph::~OnnxGraph() = default;

std::string OnnxGraph::unused(const std::string& name) {
  const int number = ++m_names[name];
  return number == 1 ? name : unused(name + "_" + std::to_string(number));
}

void OnnxGraph::input(const std::string& name, const Dims& dims) {
  setShape(*m_proto->add_input(), unused(name), dims);
}

void OnnxGraph::output(const std::string& name, const Dims& dims) {
  setShape(*m_proto->add_output(), name, dims);
}

std::string OnnxGraph::add(std::string_view type, const std::string& name, const std::vector<std::string>& inputs,
                           const std::vector<Attribute>& attributes) {
  const std::string own = unused(name);
  auto* node = m_proto->add_node();
  node->set_op_type(std::string(type));
  node->set_name(own);
  for (const auto& input : inputs) node->add_input(input);
  node->add_output(own);
  for (const auto& attribute : attributes) {
    auto* proto = node->add_attribute();
    proto->set_name(std::string(attribute.name));
    std::visit(AttributeWriter{*proto}, attribute.value);
  }
  return own;
}

std::string OnnxGraph::addScan(const std::string& name, const std::vector<std::string>& inputs, const OnnxGraph& body,
                               std::int64_t axis) {
  const auto sequences = static_cast<std::int64_t>(inputs.size()) - 1;
  const std::string own = add("Scan", name, inputs,
                              {{"body", &body},
                               {"num_scan_inputs", sequences},
                               {"scan_input_axes", Dims(static_cast<std::size_t>(sequences), axis)},
                               {"scan_output_axes", Dims{axis}}});
  auto& node = *m_proto->mutable_node(m_proto->node_size() - 1);
  node.set_output(0, unused(own + ":last_state"));
  node.add_output(own);
  return own;
}

std::string OnnxGraph::constant(const std::string& key, const Dims& dims, const std::vector<float>* floats,
                                const Dims* ints) {
  const auto [entry, isNew] = m_constants.emplace(key, "");
  if (!isNew) return entry->second;
  entry->second = unused(m_constantName);
  auto* node = m_proto->add_node();
  node->set_op_type("Constant");
  node->set_name(entry->second);
  node->add_output(entry->second);
  auto* value = node->add_attribute();
  value->set_name("value");
  value->set_type(onnx::AttributeProto::TENSOR);
  if (floats != nullptr) {
    setValues(*value->mutable_t(), onnx::TensorProto::FLOAT, dims, *floats);
  } else {
    setValues(*value->mutable_t(), onnx::TensorProto::INT64, dims, *ints);
  }
  return entry->second;
}

std::string OnnxGraph::ints(const Dims& values) {
  return constant("i" + bytesOf(values), {static_cast<std::int64_t>(values.size())}, nullptr, &values);
}

std::string OnnxGraph::floats(const Dims& dims, const std::vector<float>& values) {
  return constant("f" + std::to_string(dims.size()) + ":" + bytesOf(dims) + bytesOf(values), dims, &values, nullptr);
}

std::string OnnxGraph::weight(const std::string& name, const Dims& dims, const std::vector<float>& values) {
  auto* tensor = m_proto->add_initializer();
  setValues(*tensor, onnx::TensorProto::FLOAT, dims, values);
  tensor->set_name(unused(name));
  return tensor->name();
}

bool OnnxGraph::rename(const std::string& from, const std::string& to) {
  onnx::NodeProto* maker = nullptr;
  for (auto& node : *m_proto->mutable_node()) {
    if (node.output_size() == 1 && node.output(0) == from) maker = &node;
  }
  if (maker == nullptr || m_names.count(to) != 0) return false;
  for (const auto& output : m_proto->output()) {
    if (output.name() == from) return false;
  }
  m_names.emplace(to, 1);
  maker->set_output(0, to);
  for (auto& node : *m_proto->mutable_node()) {
    for (auto& input : *node.mutable_input()) {
      if (input == from) input = to;
    }
  }
  return true;
}

}  // namespace pscope
