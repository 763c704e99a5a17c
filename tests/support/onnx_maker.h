#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace pscope::test {

/// Writes small ONNX models, sound and unsound ones, as other programs might.
class OnnxMaker {
 public:
  using Dims = std::vector<std::int64_t>;

  explicit OnnxMaker(std::int64_t opset = 17) {
    model.set_ir_version(8);
    model.add_opset_import()->set_version(opset);
    graph().set_name("test");
  }

  onnx::GraphProto& graph() { return *model.mutable_graph(); }
  /// -1: the symbol "N"
  static void setShape(onnx::ValueInfoProto& info, const std::string& name, const Dims& dims) {
    info.set_name(name);
    info.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
    auto* shape = info.mutable_type()->mutable_tensor_type()->mutable_shape();
    for (const auto size : dims) {
      if (size == -1) {
        shape->add_dim()->set_dim_param("N");
      } else {
        shape->add_dim()->set_dim_value(size);
      }
    }
  }
  OnnxMaker& input(const std::string& name, const Dims& dims) {
    setShape(*graph().add_input(), name, dims);
    return *this;
  }
  OnnxMaker& output(const std::string& name, const Dims& dims) {
    setShape(*graph().add_output(), name, dims);
    return *this;
  }
  OnnxMaker& claim(const std::string& name, const Dims& dims) {
    setShape(*graph().add_value_info(), name, dims);
    return *this;
  }
  OnnxMaker& weight(const std::string& name, const Dims& dims, float first = 0.5F, float step = 0.25F) {
    auto* tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    std::int64_t count = 1;
    for (const auto size : dims) {
      tensor->add_dims(size);
      count *= size;
    }
    for (std::int64_t i = 0; i < count; ++i) tensor->add_float_data(first + step * static_cast<float>(i % 11));
    return *this;
  }
  OnnxMaker& ints(const std::string& name, const Dims& values, bool scalar = false) {
    auto* tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::INT64);
    if (!scalar) tensor->add_dims(static_cast<std::int64_t>(values.size()));
    for (const auto value : values) tensor->add_int64_data(value);
    return *this;
  }
  /// Appends a node; attributes follow with set(), list(), text().
  OnnxMaker& node(const std::string& type, const std::vector<std::string>& inputs,
                  const std::vector<std::string>& outputs, const std::string& name = "") {
    auto* added = graph().add_node();
    added->set_op_type(type);
    added->set_name(name.empty() ? outputs[0] + "_node" : name);
    for (const auto& each : inputs) added->add_input(each);
    for (const auto& each : outputs) added->add_output(each);
    return *this;
  }
  OnnxMaker& set(const std::string& name, std::int64_t value) {
    auto* attribute = add(name, onnx::AttributeProto::INT);
    attribute->set_i(value);
    return *this;
  }
  OnnxMaker& list(const std::string& name, const Dims& values) {
    auto* attribute = add(name, onnx::AttributeProto::INTS);
    for (const auto value : values) attribute->add_ints(value);
    return *this;
  }
  OnnxMaker& text(const std::string& name, const char* value) {
    add(name, onnx::AttributeProto::STRING)->set_s(value);
    return *this;
  }

  std::string bytes() const { return model.SerializeAsString(); }

  onnx::ModelProto model;

 private:
  onnx::AttributeProto* add(const std::string& name, onnx::AttributeProto::AttributeType type) {
    auto* attribute = graph().mutable_node(graph().node_size() - 1)->add_attribute();
    attribute->set_name(name);
    attribute->set_type(type);
    return attribute;
  }
};

}  // namespace pscope::test
