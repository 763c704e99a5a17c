#include "core/network/onnx_export.h"
#include "core/network/live_nodes.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "core/base/build_info.h"
#include "core/network/node_parameters.h"
#include "core/network/onnx_forms.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

using Dims = OnnxGraph::Dims;
using Form = OnnxForms::Form;
constexpr std::int64_t kIrVersion = 8;
constexpr std::int64_t kOpset = 17;
constexpr double kMaxBytes = 2.0e9;  // of a protocol buffer

Dims windowPads(const OpAttributes& a) {
  return {a.paddingHeight, a.paddingWidth, a.paddingHeight, a.paddingWidth};
}

void writeConv(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  std::vector<std::string> inputs{call.forms.image(call.inputs[0]), call.weight(0)};
  if (a.bias) inputs.push_back(call.weight(1));
  call.setImage(call.add("Conv", "", inputs,
                         {{"kernel_shape", Dims{a.kernelHeight, a.kernelWidth}},
                          {"strides", Dims{a.stride, a.stride}},
                          {"pads", windowPads(a)},
                          {"dilations", Dims{a.dilation, a.dilation}},
                          {"group", std::int64_t{a.groups}}}));
}

void writeLinear(const OnnxCall& call) {
  const bool bias = call.node.attributes.bias;
  if (call.node.shape.height == 1) {
    std::vector<std::string> inputs{call.forms.vector(call.inputs[0]), call.weight(0)};
    if (bias) inputs.push_back(call.weight(1));
    call.forms.set(Form::Vector, call.index, call.add("Gemm", "", inputs, {{"transB", std::int64_t{1}}}));
    return;
  }
  const auto& rows = call.forms.rows(call.inputs[0]);
  const auto product = call.add("MatMul", bias ? "product" : "", {rows, call.transposed(0)});
  call.setRows(bias ? call.add("Add", "", {product, call.weight(1)}) : product);
}

void writeBatchNorm(const OnnxCall& call) {
  std::vector<std::string> inputs{call.forms.image(call.inputs[0])};
  for (std::size_t i = 0; i < 4; ++i) inputs.push_back(call.weight(i));
  call.setImage(
      call.add("BatchNormalization", "", inputs, {{"epsilon", static_cast<float>(normEpsilon(call.node.attributes))}}));
}

void writeLayerNorm(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  std::vector<std::string> inputs{call.forms.rows(call.inputs[0])};
  if (a.bias) {
    inputs.push_back(call.weight(0));
    inputs.push_back(call.weight(1));
  } else {  // the operator has no form without a scale
    const std::int64_t channels = call.node.shape.channels;
    inputs.push_back(call.graph.floats({channels}, std::vector<float>(static_cast<std::size_t>(channels), 1)));
  }
  call.setRows(call.add("LayerNormalization", "", inputs,
                        {{"axis", std::int64_t{-1}}, {"epsilon", static_cast<float>(normEpsilon(a))}}));
}

void writeRmsNorm(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  const auto& x = call.forms.rows(call.inputs[0]);
  const auto squares = call.add("Mul", "squares", {x, x});
  const auto mean = call.add("ReduceMean", "mean", {squares}, {{"axes", Dims{-1}}});
  const auto safe = call.add("Add", "safe", {mean, call.graph.scalar(static_cast<float>(normEpsilon(a)))});
  const auto root = call.add("Sqrt", "root", {safe});
  const auto unit = call.add("Div", a.bias ? "unit" : "", {x, root});
  call.setRows(a.bias ? call.add("Mul", "", {unit, call.weight(0)}) : unit);
}

/// What padding after the last pixel a pool needs so that its size comes out as our shape rule has it.
std::int64_t padAfter(std::int64_t in, std::int64_t out, int kernel, int padding, const OpAttributes& a) {
  const std::int64_t reach = (out - 1) * a.stride + std::int64_t{a.dilation} * (kernel - 1) + 1;
  return std::max<std::int64_t>(padding, reach - in - padding);
}

/// Pools are written with explicit padding: runtimes disagree on `ceil_mode`.
void writePool(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  const TensorShape& in = call.shapeOf(0);
  const TensorShape& out = call.node.shape;
  std::string x = call.forms.image(call.inputs[0]);
  const std::int64_t below = padAfter(in.height, out.height, a.kernelHeight, a.paddingHeight, a);
  const std::int64_t right = padAfter(in.width, out.width, a.kernelWidth, a.paddingWidth, a);
  Dims pads{a.paddingHeight, a.paddingWidth, below, right};
  const bool average = call.node.op == Op::AvgPool;
  const bool extra = below > a.paddingHeight || right > a.paddingWidth;
  if (average && a.countPadding && extra) {  // the padding counts, what lies beyond it does not
    const Dims amounts{0, 0, a.paddingHeight, a.paddingWidth, 0, 0, a.paddingHeight, a.paddingWidth};
    x = call.add("Pad", "padded", {x, call.graph.ints(amounts), call.graph.scalar(0)});
    pads = {0, 0, below - a.paddingHeight, right - a.paddingWidth};
  }
  std::vector<OnnxGraph::Attribute> attributes{
      {"kernel_shape", Dims{a.kernelHeight, a.kernelWidth}}, {"strides", Dims{a.stride, a.stride}}, {"pads", pads}};
  if (average) {
    attributes.push_back({"count_include_pad", std::int64_t{a.countPadding && !extra}});
  } else {
    attributes.push_back({"dilations", Dims{a.dilation, a.dilation}});
  }
  call.setImage(call.add(average ? "AveragePool" : "MaxPool", "", {x}, attributes));
}

/// A scale for which floor(in * scale) is `out` in single precision.
float resizeScale(std::int32_t in, std::int32_t out) {
  float scale = static_cast<float>(out) / static_cast<float>(in);
  while (std::floor(static_cast<float>(in) * scale) < static_cast<float>(out)) scale = std::nextafter(scale, 1e30F);
  return scale;
}

void writeResize(const OnnxCall& call) {
  const bool smooth = call.node.attributes.smooth;
  const TensorShape& in = call.shapeOf(0);
  const TensorShape& out = call.node.shape;
  const auto scales =
      call.graph.floats({4}, {1, 1, resizeScale(in.height, out.height), resizeScale(in.width, out.width)});
  std::vector<OnnxGraph::Attribute> attributes{
      {"mode", std::string(smooth ? "linear" : "nearest")},
      {"coordinate_transformation_mode", std::string(smooth ? "half_pixel" : "asymmetric")}};
  if (!smooth) attributes.push_back({"nearest_mode", std::string("floor")});
  call.setImage(call.add("Resize", "", {call.forms.image(call.inputs[0]), "", scales}, attributes));
}

void writeSoftmax(const OnnxCall& call) {
  const std::int32_t axis = call.node.attributes.dims[0];
  const Form form = axis == 0 ? call.forms.common(call.inputs) : Form::Image;
  const std::int64_t place = form == Form::Rows ? 2 : axis + 1;
  call.forms.set(form, call.index, call.add("Softmax", "", {call.forms.in(form, call.inputs[0])}, {{"axis", place}}));
}

[[noreturn]] void noForm(const OnnxCall& call) {
  throw std::logic_error("no ONNX form of " + std::string(operatorInfo(call.node.op).name));
}

/// Elementwise, in the layout that the input already has.
void writeActivation(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  const Form form = call.forms.common(call.inputs);
  const std::string x = call.forms.in(form, call.inputs[0]);
  const auto simple = [&](std::string_view type, const std::vector<OnnxGraph::Attribute>& attributes = {}) {
    return call.add(type, "", {x}, attributes);
  };
  const auto clip = [&](float low, float high) {
    return call.add("Clip", "", {x, call.graph.scalar(low), call.graph.scalar(high)});
  };
  const auto written = [&]() -> std::string {
    switch (call.node.op) {
      case Op::Relu:
        return simple("Relu");
      case Op::Relu6:
        return clip(0, 6);
      case Op::LeakyRelu:
        return simple("LeakyRelu", {{"alpha", a.value}});
      case Op::HardSwish:
        return simple("HardSwish");
      case Op::HardSigmoid:
        return simple("HardSigmoid", {{"alpha", 1.0F / 6.0F}, {"beta", 0.5F}});
      case Op::Sigmoid:
        return simple("Sigmoid");
      case Op::Silu:
        return call.add("Mul", "", {x, call.add("Sigmoid", "sigmoid", {x})});
      case Op::Gelu:
        return writeOnnxGelu(call, x, "");
      case Op::Tanh:
        return simple("Tanh");
      case Op::Softplus:
        return simple("Softplus");
      case Op::Clip:
        return clip(a.low, a.value);
      case Op::Exp:
        return simple("Exp");
      default:
        noForm(call);
    }
  };
  call.forms.set(form, call.index, written());
}

void writeCombination(const OnnxCall& call) {
  const bool concat = call.node.op == Op::Concat;
  bool equal = !concat;
  for (const auto input : call.inputs) equal = equal && call.network.node(input).shape == call.node.shape;
  const Form form = equal ? call.forms.common(call.inputs) : Form::Image;
  std::vector<std::string> inputs;
  bool anyBatched = false;
  for (const auto input : call.inputs) anyBatched = anyBatched || call.forms.batched(input);
  for (const auto input : call.inputs) {
    inputs.push_back(concat && anyBatched ? call.forms.batchedImage(input) : call.forms.in(form, input));
  }
  const auto type = [&]() -> std::string_view {
    switch (call.node.op) {
      case Op::Add:
        return inputs.size() == 2 ? "Add" : "Sum";
      case Op::Subtract:
        return "Sub";
      case Op::Multiply:
        return "Mul";
      case Op::Divide:
        return "Div";
      case Op::Concat:
        return "Concat";
      default:
        noForm(call);
    }
  }();
  std::vector<OnnxGraph::Attribute> attributes;
  if (concat) attributes.push_back({"axis", std::int64_t{call.node.attributes.dims[0] + 1}});
  call.forms.set(form, call.index, call.add(type, "", inputs, attributes));
}

void writeLayout(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  const TensorShape& in = call.shapeOf(0);
  const TensorShape& out = call.node.shape;
  const auto& x = call.forms.image(call.inputs[0]);
  const auto reshaped = [&](std::string_view step, const std::string& from, const Dims& size) {
    return call.add("Reshape", step, {from, call.graph.ints(size)});
  };
  switch (call.node.op) {
    case Op::ChannelShuffle: {
      const auto groups = reshaped("groups", x, {0, a.groups, in.channels / a.groups, in.height, in.width});
      const auto mixed = call.add("Transpose", "mixed", {groups}, {{"perm", Dims{0, 2, 1, 3, 4}}});
      return call.setImage(reshaped("", mixed, {0, out.channels, out.height, out.width}));
    }
    case Op::Permute:
      return call.setImage(
          call.add("Transpose", "", {x}, {{"perm", Dims{0, a.dims[0] + 1, a.dims[1] + 1, a.dims[2] + 1}}}));
    case Op::Slice: {
      const std::int64_t end = a.dims[2] == 0 ? std::numeric_limits<std::int32_t>::max() : a.dims[2];
      return call.setImage(call.add("Slice", "",
                                    {x, call.graph.ints({a.dims[1]}), call.graph.ints({end}),
                                     call.graph.ints({a.dims[0] + 1}), call.graph.ints({std::max(a.dims[3], 1)})}));
    }
    case Op::Pad: {
      const Dims amounts{0, 0, a.dims[0], a.dims[2], 0, 0, a.dims[1], a.dims[3]};
      return call.setImage(call.add("Pad", "", {x, call.graph.ints(amounts), call.graph.scalar(a.value)}));
    }
    case Op::Flatten:
      call.forms.set(Form::Vector, call.index, call.add("Flatten", "", {x}, {{"axis", std::int64_t{1}}}));
      return;
    case Op::Reshape:
      return call.setImage(reshaped("", x, {0, out.channels, out.height, out.width}));
    default:
      noForm(call);
  }
}

void writeConstant(const OnnxCall& call) {
  const NamedTensor& value = *call.parameters[0];
  Dims dims{1};
  dims.insert(dims.end(), value.shape.begin(), value.shape.end());
  call.setImage(call.node.attributes.bias ? call.graph.weight(value.name, dims, value.values)
                                          : call.graph.floats(dims, value.values));
}

void writeOther(const OnnxCall& call) {
  const Form form = call.forms.common(call.inputs);
  const std::string x = call.forms.in(form, call.inputs[0]);
  switch (call.node.op) {
    case Op::Zero:
      return call.forms.set(form, call.index, call.add("ConstantOfShape", "", {call.add("Shape", "shape", {x})}));
    case Op::Dropout:
      return call.forms.set(form, call.index,
                            call.add("Dropout", "", {x, call.graph.scalar(call.node.attributes.value)}));
    default:
      return call.forms.set(form, call.index, call.add("Identity", "", {x}));
  }
}

void writeOperator(const OnnxCall& call) {
  switch (call.node.op) {
    case Op::Conv2d:
      return writeConv(call);
    case Op::Linear:
      return writeLinear(call);
    case Op::BatchNorm:
      return writeBatchNorm(call);
    case Op::LayerNorm:
      return writeLayerNorm(call);
    case Op::RmsNorm:
      return writeRmsNorm(call);
    case Op::MaxPool:
    case Op::AvgPool:
      return writePool(call);
    case Op::GlobalAvgPool:
      return call.setImage(call.add("GlobalAveragePool", "", {call.forms.image(call.inputs[0])}));
    case Op::Resize:
      return writeResize(call);
    case Op::Softmax:
      return writeSoftmax(call);
    case Op::Constant:
      return writeConstant(call);
    case Op::Identity:
    case Op::Zero:
    case Op::Dropout:
      return writeOther(call);
    default:
      break;
  }
  switch (operatorInfo(call.node.op).kind) {
    case OperatorKind::Activation:
      return writeActivation(call);
    case OperatorKind::Combine:
      return writeCombination(call);
    case OperatorKind::Mixer:
      return writeOnnxMixer(call);
    default:
      return writeLayout(call);
  }
}

/// The weights of every node, checked.
class Weights {
 public:
  static Result<Weights> match(const Network& network, const std::vector<std::string>& names,
                               const std::vector<NamedTensor>& tensors) {
    std::map<std::string_view, const NamedTensor*> byName;
    for (const auto& tensor : tensors) byName[tensor.name] = &tensor;
    Weights weights;
    weights.m_nodes.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (const auto& info : nodeParameters(network, network.nodes()[i])) {
        const std::string name = names[i] + "." + std::string(info.name);
        const auto found = byName.find(name);
        const bool fits = found != byName.end() && found->second->shape == info.shape &&
                          static_cast<std::int64_t>(found->second->values.size()) == info.elements();
        if (!fits) return misfit(name);
        weights.m_nodes[i].push_back(found->second);
        byName.erase(found);
      }
    }
    if (!byName.empty()) return misfit(std::string(byName.begin()->first));
    return weights;
  }
  std::span<const NamedTensor* const> of(std::size_t node) const { return m_nodes[node]; }

 private:
  static Error misfit(const std::string& name) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Onnx", "The weights do not fit the network: %1.").arg(name),
                     PSCOPE_TR_NOOP("Onnx", "Use the weights that were trained for this design and scale."));
  }
  std::vector<std::vector<const NamedTensor*>> m_nodes;
};

Status checkExportable(const Network& network, const std::vector<bool>& alive) {
  double bytes = 0;
  for (std::size_t i = 0; i < alive.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (!alive[i]) continue;
    if (node.op == Op::Unknown) {
      return makeError(ErrorCode::Unsupported,
                       PSCOPE_TR_NOOP("Onnx", "The network has an operator that this program does not know: %1.")
                           .arg(network.nodeNames()[i]),
                       PSCOPE_TR_NOOP("Onnx", "Use the file that it came from."));
    }
    for (const auto& info : nodeParameters(network, node)) bytes += 4.0 * static_cast<double>(info.elements());
  }
  if (bytes < kMaxBytes) return {};
  return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "The weights are too large for one ONNX file: 2 GB."),
                   PSCOPE_TR_NOOP("Onnx", "Export a smaller design."));
}

void writeNodes(const Network& network, const std::vector<std::string>& names, const std::vector<bool>& alive,
                const Weights& weights, OnnxGraph& graph) {
  OnnxForms forms(network, graph, names);
  const TensorShape& in = network.inputShape();
  graph.input("input", {OnnxGraph::kBatch, in.channels, in.height, in.width});
  forms.set(Form::Image, 0, "input");
  forms.setBatched(0, true);
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (!alive[i]) continue;
    const auto index = static_cast<NodeIndex>(i);
    const Node& node = network.nodes()[i];
    const auto inputs = network.inputs(node);
    writeOperator({network, node, index, names[i], inputs, weights.of(i), graph, forms});
    forms.setBatched(index,
                     std::any_of(inputs.begin(), inputs.end(), [&](NodeIndex input) { return forms.batched(input); }));
  }
  int number = 0;
  for (const auto node : network.outputs()) {
    const TensorShape& shape = network.node(node).shape;
    const bool vector = shape.height == 1 && shape.width == 1;
    const std::string name = number == 0 ? "output" : "output_" + std::to_string(number);
    ++number;
    const std::string value = vector && forms.batched(node) ? forms.vector(node) : forms.batchedImage(node);
    if (graph.rename(value, name)) {
      forms.set(vector ? Form::Vector : Form::Image, node, name);
    } else {
      graph.add("Identity", name, {value});
    }
    graph.output(name, vector ? Dims{OnnxGraph::kBatch, shape.channels}
                              : Dims{OnnxGraph::kBatch, shape.channels, shape.height, shape.width});
  }
}

void addMetadata(onnx::ModelProto& model, const OnnxExportOptions& options) {
  model.set_ir_version(kIrVersion);
  auto* opset = model.add_opset_import();
  opset->set_domain("");
  opset->set_version(kOpset);
  model.set_producer_name("paretoscope");
  model.set_producer_version(programVersion());
  model.set_doc_string(options.description);
  const auto add = [&](const std::string& key, const std::string& value) {
    auto* entry = model.add_metadata_props();
    entry->set_key(key);
    entry->set_value(value);
  };
  for (const auto& [key, value] : options.metadata) add(key, value);
  add("program", std::string("paretoscope ") + programVersion());
  add("commit", programCommit());
}

/// The checker of libonnx with strict shape inference; leaves the inferred shapes in the model.
void checkModel(onnx::ModelProto& model) {
  onnx::checker::check_model(model);
  onnx::shape_inference::InferShapes(model, onnx::OpSchemaRegistry::Instance(),
                                     onnx::ShapeInferenceOptions(true, 1, true));
}

}  // namespace

Result<std::string> exportOnnx(const Network& network, const std::vector<NamedTensor>& tensors,
                               const OnnxExportOptions& options) {
  auto alive = liveNodes(network);
  alive[0] = true;  // the input is part of the file in any case
  PSCOPE_CHECK(checkExportable(network, alive));
  const auto names = network.nodeNames();
  PSCOPE_TRY(const Weights weights, Weights::match(network, names, tensors));
  try {
    OnnxGraph graph(options.name);
    writeNodes(network, names, alive, weights, graph);
    onnx::ModelProto model;
    addMetadata(model, options);
    model.mutable_graph()->Swap(&graph.proto());
    checkModel(model);
    std::string bytes;
    if (!model.SerializeToString(&bytes)) throw std::runtime_error("SerializeToString");
    return bytes;
  } catch (const std::bad_alloc&) {
    return makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Onnx", "There is not enough memory for the ONNX model."));
  } catch (const std::exception& exception) {
    auto error = makeError(ErrorCode::External, PSCOPE_TR_NOOP("Onnx", "The ONNX checker refuses the exported model."),
                           PSCOPE_TR_NOOP("Onnx", "This is a fault of the program: please report the design."));
    error.detail = exception.what();
    return error;
  }
}

std::vector<Op> onnxOperators() {
  std::vector<Op> operators;
  for (const auto& info : operatorCatalogue()) {
    if (info.op != Op::Unknown) operators.push_back(info.op);
  }
  return operators;
}

}  // namespace pscope
