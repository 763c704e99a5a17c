// From the bytes of a file to an OnnxModel, with every claim checked; this file and onnx_tensor_reader.cpp alone see
// protocol buffers.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <onnx/onnx_pb.h>

#include <cstring>
#include <set>

#include "core/base/file.h"
#include "core/network/onnx_import.h"
#include "core/network/onnx_model.h"
#include "core/network/onnx_tensor_reader.h"

namespace pscope {
namespace {

constexpr int kMaxNesting = 60;                               // messages: about 20 graphs within graphs
constexpr std::size_t kMaxFile = (std::size_t{1} << 31) - 1;  // of a protocol buffer

Result<OnnxValueInfo> valueInfo(const onnx::ValueInfoProto& proto, const OnnxTensorReader& reader) {
  OnnxValueInfo info;
  info.name = proto.name();
  if (!proto.type().has_tensor_type() || !proto.type().tensor_type().has_shape()) return info;
  const auto& shape = proto.type().tensor_type().shape();
  info.hasShape = true;
  double elements = 1;
  for (const auto& dim : shape.dim()) {
    const bool fixed = dim.has_dim_value() && dim.dim_value() != 0 && dim.dim_value() != -1;
    const std::int64_t size = fixed ? dim.dim_value() : -1;
    elements *= fixed ? static_cast<double>(size) : 1.0;
    if ((fixed && size < 0) || elements > kOnnxMaxElements || shape.dim_size() > kOnnxMaxRank) {
      return reader.error(PSCOPE_TR_NOOP("Onnx", "The value has a negative dimension or more than 2^31 elements."),
                          proto.name());
    }
    info.dims.push_back(size);
    info.symbols.push_back(fixed ? "" : dim.has_dim_param() ? dim.dim_param() : "?");
  }
  return info;
}

/// Names that a graph within a node reads but does not give. @cost O(graph), nested as deeply as the file may be
void collectCaptured(const onnx::GraphProto& graph, std::set<std::string>& captured) {
  std::set<std::string> own;
  for (const auto& input : graph.input()) own.insert(input.name());
  for (const auto& tensor : graph.initializer()) own.insert(tensor.name());
  std::set<std::string> read;
  for (const auto& node : graph.node()) {
    read.insert(node.input().begin(), node.input().end());
    own.insert(node.output().begin(), node.output().end());
    for (const auto& attribute : node.attribute()) {
      if (attribute.has_g()) collectCaptured(attribute.g(), read);
      for (const auto& each : attribute.graphs()) collectCaptured(each, read);
    }
  }
  for (const auto& name : read) {
    if (own.count(name) == 0 && !name.empty()) captured.insert(name);
  }
}

/// A small graph as text, whatever its names: "Unsqueeze(i4,[3]);Mul(n0,i0);>n1". i: input, n: node, o: from outside.
std::string bodyText(const onnx::GraphProto& graph) {
  constexpr int kMostNodes = 32;
  if (graph.node_size() > kMostNodes || graph.input_size() > kMostNodes) return "";
  std::map<std::string, std::string> names;
  for (int i = 0; i < graph.input_size(); ++i) names[graph.input(i).name()] = "i" + std::to_string(i);
  const auto nameOf = [&](const std::string& value) {
    const auto found = names.find(value);
    return found == names.end() ? std::string("o") : found->second;
  };
  std::string text;
  int number = 0;
  for (const auto& node : graph.node()) {
    if (node.output_size() != 1) return "";
    const bool whole = node.op_type() == "Constant" && node.attribute_size() == 1 && node.attribute(0).has_t() &&
                       node.attribute(0).t().raw_data().size() == sizeof(std::int64_t);
    if (whole) {
      std::int64_t value = 0;
      std::memcpy(&value, node.attribute(0).t().raw_data().data(), sizeof(value));
      names[node.output(0)] = "[" + std::to_string(value) + "]";
      continue;
    }
    text += node.op_type() + "(";
    for (int i = 0; i < node.input_size(); ++i) text += (i > 0 ? "," : "") + nameOf(node.input(i));
    text += ");";
    names[node.output(0)] = "n" + std::to_string(number++);
  }
  for (const auto& output : graph.output()) text += ">" + nameOf(output.name());
  return text;
}

Result<OnnxAttribute> attributeOf(const onnx::AttributeProto& proto, const OnnxTensorReader& reader) {
  OnnxAttribute attribute;
  attribute.i = proto.i();
  attribute.f = proto.f();
  attribute.s = proto.s();
  attribute.ints.assign(proto.ints().begin(), proto.ints().end());
  attribute.floats.assign(proto.floats().begin(), proto.floats().end());
  if (proto.has_g()) attribute.body = bodyText(proto.g());
  if (proto.has_t()) {
    PSCOPE_TRY(attribute.tensor, reader.read(proto.t(), false));
  }
  return attribute;
}

Result<OnnxNode> nodeOf(const onnx::NodeProto& proto, const OnnxTensorReader& reader) {
  OnnxNode node;
  const bool own = proto.domain().empty() || proto.domain() == "ai.onnx";
  node.type = own ? proto.op_type() : proto.domain() + "." + proto.op_type();
  node.inputs.assign(proto.input().begin(), proto.input().end());
  node.outputs.assign(proto.output().begin(), proto.output().end());
  node.name = !proto.name().empty() ? proto.name() : node.outputs.empty() ? node.type : node.outputs[0];
  std::set<std::string> captured;
  for (const auto& each : proto.attribute()) {
    if (each.has_g()) collectCaptured(each.g(), captured);
    for (const auto& graph : each.graphs()) collectCaptured(graph, captured);
    auto attribute = attributeOf(each, reader);
    if (!attribute.ok()) {
      auto error = std::move(attribute).error();
      error.place = node.name;
      return error;
    }
    node.attributes[each.name()] = std::move(attribute).value();
  }
  node.captured.assign(captured.begin(), captured.end());
  return node;
}

/// The value of a Constant node, whichever attribute holds it; nullptr for strings and sparse tensors.
OnnxConstantPtr constantValue(const OnnxNode& node) {
  for (const auto& [name, attribute] : node.attributes) {
    if (name == "value") return attribute.tensor;
    if (name == "value_int") return wholeConstant({}, {attribute.i});
    if (name == "value_float") return realConstant({}, {attribute.f});
    if (name == "value_ints") {
      return wholeConstant({static_cast<std::int64_t>(attribute.ints.size())}, attribute.ints);
    }
    if (name == "value_floats") {
      return realConstant({static_cast<std::int64_t>(attribute.floats.size())}, attribute.floats);
    }
  }
  return nullptr;
}

Status readGraph(const onnx::GraphProto& graph, const OnnxTensorReader& reader, OnnxModel& model,
                 const std::stop_token& stop) {
  for (const auto& tensor : graph.initializer()) {
    if (stop.stop_requested()) return onnxCancelled(model.file);
    PSCOPE_TRY(auto constant, reader.read(tensor, true));
    model.constants[tensor.name()] = std::move(constant);
  }
  for (const auto& proto : graph.input()) {  // initializers may be listed too (before IR 4 they must be)
    if (model.constants.count(proto.name()) != 0) continue;
    PSCOPE_TRY(auto info, valueInfo(proto, reader));
    model.inputs.push_back(std::move(info));
  }
  for (const auto& proto : graph.value_info()) {
    PSCOPE_TRY(auto info, valueInfo(proto, reader));
    model.claimed[info.name] = std::move(info);
  }
  for (const auto& proto : graph.output()) {
    PSCOPE_TRY(auto info, valueInfo(proto, reader));
    if (info.hasShape) model.claimed[info.name] = info;
    model.outputs.push_back(std::move(info));
  }
  model.nodes.reserve(static_cast<std::size_t>(graph.node_size()));
  for (const auto& proto : graph.node()) {
    PSCOPE_TRY(auto node, nodeOf(proto, reader));
    const auto value = node.type == "Constant" && node.outputs.size() == 1 ? constantValue(node) : nullptr;
    if (value) {
      if (!model.constants.emplace(node.outputs[0], value).second) {
        return reader.error(PSCOPE_TR_NOOP("Onnx", "The value %1 is given twice.").arg(node.outputs[0]), node.name);
      }
    } else {
      model.nodes.push_back(std::move(node));
    }
  }
  return {};
}

/// Bytes in memory, piece by piece, that come to an end when somebody gives up.
class StoppableInput : public google::protobuf::io::ZeroCopyInputStream {
 public:
  StoppableInput(std::string_view bytes, const std::stop_token& stop)
      : m_bytes(bytes.data(), static_cast<int>(bytes.size()), kPiece), m_stop(stop) {}
  bool Next(const void** data, int* size) override { return !m_stop.stop_requested() && m_bytes.Next(data, size); }
  void BackUp(int count) override { m_bytes.BackUp(count); }
  bool Skip(int count) override { return m_bytes.Skip(count); }
  std::int64_t ByteCount() const override { return m_bytes.ByteCount(); }

 private:
  static constexpr int kPiece = 1 << 20;
  google::protobuf::io::ArrayInputStream m_bytes;
  const std::stop_token& m_stop;
};

template <class Proto>
bool parseProto(Proto& proto, std::string_view bytes, const std::stop_token& stop) {
  StoppableInput input(bytes, stop);
  google::protobuf::io::CodedInputStream stream(&input);
  stream.SetRecursionLimit(kMaxNesting);
  return proto.MergePartialFromCodedStream(&stream) && stream.ConsumedEntireMessage();
}

}  // namespace

Error onnxCancelled(const std::string& file) {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Onnx", "Reading the model was cancelled."), {}, file);
}

Result<OnnxModel> readOnnxModel(std::string_view bytes, const std::string& file, const std::string& folder,
                                const std::stop_token& stop) {
  const OnnxTensorReader reader(file, folder);
  onnx::ModelProto proto;
  const bool parsed = !bytes.empty() && bytes.size() <= kMaxFile && parseProto(proto, bytes, stop);
  if (stop.stop_requested()) return onnxCancelled(file);
  if (!parsed) {
    return makeError(ErrorCode::Parse,
                     PSCOPE_TR_NOOP("Onnx",
                                    "This is not an ONNX model, or it is damaged or cut off, or its graphs are "
                                    "nested too deeply."),
                     onnxDamagedMend(), file);
  }
  if (!proto.has_graph()) return reader.error(PSCOPE_TR_NOOP("Onnx", "The file holds no graph."), "");
  OnnxModel model;
  model.file = file;
  model.irVersion = proto.ir_version();
  model.producer = proto.producer_name();
  model.opset = 1;
  for (const auto& opset : proto.opset_import()) {
    if (opset.domain().empty() || opset.domain() == "ai.onnx") model.opset = opset.version();
  }
  for (const auto& entry : proto.metadata_props()) model.metadata.emplace_back(entry.key(), entry.value());
  PSCOPE_CHECK(readGraph(proto.graph(), reader, model, stop));
  if (model.outputs.empty()) return reader.error(PSCOPE_TR_NOOP("Onnx", "The graph has no output."), "");
  PSCOPE_CHECK(orderOnnxNodes(model));
  return model;
}

Result<NamedTensor> readOnnxTensor(const std::string& path) {
  PSCOPE_TRY(const std::string bytes, readFile(path, kMaxFile));
  onnx::TensorProto proto;
  const std::string folder;
  const OnnxTensorReader reader(path, folder);
  if (!parseProto(proto, bytes, {})) return reader.error(PSCOPE_TR_NOOP("Onnx", "This is not an ONNX tensor."), "");
  PSCOPE_TRY(const auto constant, reader.read(proto, false));
  if (!constant->known) return reader.error(PSCOPE_TR_NOOP("Onnx", "The tensor does not hold numbers."), proto.name());
  NamedTensor tensor{proto.name(), constant->dims, {}};
  for (std::int64_t i = 0; i < constant->elements(); ++i) tensor.values.push_back(constant->real(i));
  return tensor;
}

}  // namespace pscope
