// ONNX forms of the operators that mix tokens; what they compute is in nn/operator_forms.cpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/network/onnx_forms.h"
#include "core/network/positions.h"

namespace pscope {
namespace {

using Dims = OnnxGraph::Dims;
using Form = OnnxForms::Form;
constexpr std::int64_t kLast = -1;
constexpr std::int64_t kAny = -1;  // in the target of a Reshape

enum class Side { Tokens, Transposed };  // [N, heads, T, d], [N, heads, d, T]

/// Splits [N, T, C] rows into heads.
std::string headsOfRows(const OnnxCall& call, const std::string& rows, std::int64_t tokens, std::int64_t channels,
                        Side side, const std::string& step) {
  const std::int64_t heads = call.node.attributes.groups;
  const auto size = call.graph.ints({0, tokens, heads, channels / heads});
  const auto split = call.add("Reshape", step + "_split", {rows, size});
  return call.add("Transpose", step, {split}, {{"perm", side == Side::Tokens ? Dims{0, 2, 1, 3} : Dims{0, 2, 3, 1}}});
}

/// The same of input `which`, from whatever layout there is.
std::string headsOf(const OnnxCall& call, std::size_t which, Side side, const std::string& step) {
  const NodeIndex input = call.inputs[which];
  const TensorShape& shape = call.shapeOf(which);
  const std::int64_t heads = call.node.attributes.groups;
  if (call.forms.has(Form::Rows, input) && call.forms.batched(input)) {
    return headsOfRows(call, call.forms.rows(input), positions(shape), shape.channels, side, step);
  }
  const auto size = call.graph.ints({0, heads, shape.channels / heads, positions(shape)});
  const auto image = call.forms.batchedImage(input);
  if (side == Side::Transposed) return call.add("Reshape", step, {image, size});
  const auto split = call.add("Reshape", step + "_split", {image, size});
  return call.add("Transpose", step, {split}, {{"perm", Dims{0, 1, 3, 2}}});
}

/// [N, heads, T, d] -> [N, T, heads * d]
std::string merged(const OnnxCall& call, const std::string& heads, std::int64_t tokens, std::int64_t channels,
                   const std::string& step) {
  const auto together =
      call.add("Transpose", step.empty() ? "heads" : step + "_heads", {heads}, {{"perm", Dims{0, 2, 1, 3}}});
  return call.add("Reshape", step, {together, call.graph.ints({0, tokens, channels})});
}

/// softmax(q k / sqrt(d)) v with q, v [N, heads, T, d] and k transposed.
std::string softmaxAttention(const OnnxCall& call, const std::string& q, const std::string& k, const std::string& v,
                             std::int64_t queries, std::int64_t keys) {
  const auto& a = call.node.attributes;
  const std::int32_t width = call.shapeOf(0).channels / a.groups;  // of a head
  auto scores = call.add("MatMul", "scores", {q, k});
  scores =
      call.add("Div", "scaled", {scores, call.graph.scalar(static_cast<float>(std::sqrt(static_cast<double>(width))))});
  if (a.causal) {
    std::vector<float> mask(static_cast<std::size_t>(queries * keys));
    for (std::int64_t t = 0; t < queries; ++t) {
      for (std::int64_t s = t + 1; s < keys; ++s) {
        mask[static_cast<std::size_t>(t * keys + s)] = std::numeric_limits<float>::lowest();
      }
    }
    scores = call.add("Add", "masked", {scores, call.graph.floats({queries, keys}, mask)});
  }
  const auto weights = call.add("Softmax", "weights", {scores}, {{"axis", kLast}});
  return call.add("MatMul", "mixed", {weights, v});
}

/// Windows (neighbouring tokens) or grids (tokens `down` and `across` apart) that attend within themselves.
struct Local {
  std::int64_t down, across;
  bool grid;
};

/// [N, C, H, W] -> [N * sequences, tokens, C]
std::string sequences(const OnnxCall& call, std::size_t which, const Local& local, const std::string& step) {
  const TensorShape& shape = call.shapeOf(which);
  const auto rows = shape.height / local.down;
  const auto columns = shape.width / local.across;
  const auto size = call.graph.ints({0, shape.channels, rows, local.down, columns, local.across});
  const auto cut = call.add("Reshape", step + "_cut", {call.forms.batchedImage(call.inputs[which]), size});
  const Dims perm = local.grid ? Dims{0, 3, 5, 2, 4, 1} : Dims{0, 2, 4, 3, 5, 1};
  const auto moved = call.add("Transpose", step + "_moved", {cut}, {{"perm", perm}});
  const auto tokens = local.grid ? rows * columns : local.down * local.across;
  return call.add("Reshape", step + "_tokens", {moved, call.graph.ints({kAny, tokens, shape.channels})});
}

void writeLocalAttention(const OnnxCall& call, const Local& local) {
  const TensorShape& shape = call.node.shape;
  const auto rows = shape.height / local.down;
  const auto columns = shape.width / local.across;
  const auto tokens = local.grid ? rows * columns : local.down * local.across;
  const auto part = [&](std::size_t which, Side side, const std::string& step) {
    return headsOfRows(call, sequences(call, which, local, step), tokens, call.shapeOf(which).channels, side, step);
  };
  const auto mixed = softmaxAttention(call, part(0, Side::Tokens, "query"), part(1, Side::Transposed, "key"),
                                      part(2, Side::Tokens, "value"), tokens, tokens);
  const auto together = merged(call, mixed, tokens, shape.channels, "sequences");
  const Dims size = local.grid ? Dims{kAny, local.down, local.across, rows, columns, shape.channels}
                               : Dims{kAny, rows, columns, local.down, local.across, shape.channels};
  const auto cut = call.add("Reshape", "cut", {together, call.graph.ints(size)});
  const Dims perm = local.grid ? Dims{0, 5, 3, 1, 4, 2} : Dims{0, 5, 1, 3, 2, 4};
  const auto moved = call.add("Transpose", "moved", {cut}, {{"perm", perm}});
  call.setImage(call.add("Reshape", "", {moved, call.graph.ints({0, shape.channels, shape.height, shape.width})}));
}

void writeAttention(const OnnxCall& call) {
  const auto& a = call.node.attributes;
  const bool window = a.kernelHeight > 1 || a.kernelWidth > 1;
  if (window) return writeLocalAttention(call, {a.kernelHeight, a.kernelWidth, false});
  if (a.dilation > 1) {
    return writeLocalAttention(call, {a.dilation, std::min<std::int64_t>(a.dilation, call.node.shape.width), true});
  }
  const auto queries = positions(call.shapeOf(0));
  const auto mixed =
      softmaxAttention(call, headsOf(call, 0, Side::Tokens, "query"), headsOf(call, 1, Side::Transposed, "key"),
                       headsOf(call, 2, Side::Tokens, "value"), queries, positions(call.shapeOf(1)));
  call.setRows(merged(call, mixed, queries, call.node.shape.channels, ""));
}

void writeLinearAttention(const OnnxCall& call) {
  const auto tokens = positions(call.shapeOf(0));
  const auto q = headsOf(call, 0, Side::Tokens, "query");
  const auto k = headsOf(call, 1, Side::Transposed, "key");
  const auto v = headsOf(call, 2, Side::Tokens, "value");
  std::string mixed;
  if (call.node.attributes.causal) {
    std::vector<float> seen(static_cast<std::size_t>(tokens * tokens));
    for (std::int64_t t = 0; t < tokens; ++t) {
      for (std::int64_t s = 0; s <= t; ++s) seen[static_cast<std::size_t>(t * tokens + s)] = 1;
    }
    const auto scores = call.add("MatMul", "scores", {q, k});
    const auto masked = call.add("Mul", "masked", {scores, call.graph.floats({tokens, tokens}, seen)});
    mixed = call.add("MatMul", "mixed", {masked, v});
  } else {
    mixed = call.add("MatMul", "mixed", {q, call.add("MatMul", "state", {k, v})});
  }
  call.setRows(merged(call, mixed, tokens, call.node.shape.channels, ""));
}

/// Zeros [N, ...] with the batch size of `like`, the first state of a Scan.
std::string zeroState(const OnnxCall& call, const std::string& like, const Dims& rest) {
  const auto shape = call.add("Shape", "shape", {like});
  const auto batch =
      call.add("Slice", "batch", {shape, call.graph.ints({0}), call.graph.ints({1}), call.graph.ints({0})});
  const auto size = call.add("Concat", "state_shape", {batch, call.graph.ints(rest)}, {{"axis", std::int64_t{0}}});
  return call.add("ConstantOfShape", "state", {size});
}

/// Scan over the tokens, which are axis `axis` of all inputs and of the output.
std::string scan(const OnnxCall& call, const OnnxGraph& body, const std::string& state,
                 const std::vector<std::string>& sequences, std::int64_t axis) {
  std::vector<std::string> inputs{state};
  inputs.insert(inputs.end(), sequences.begin(), sequences.end());
  return call.graph.addScan(call.name + ":scan", inputs, body, axis);
}

/// S = gate S + k^T v, o = q S: one token a step.
void writeGatedLinearAttention(const OnnxCall& call) {
  const auto heads = std::int64_t{call.node.attributes.groups};
  const auto keys = call.shapeOf(1).channels / heads;
  const auto values = call.shapeOf(2).channels / heads;
  const std::string prefix = call.name + ":step_";
  OnnxGraph body(call.name + ":step", prefix + "constant");
  const Dims keyDims{OnnxGraph::kBatch, heads, keys};
  const Dims valueDims{OnnxGraph::kBatch, heads, values};
  body.input(prefix + "state", {OnnxGraph::kBatch, heads, keys, values});
  for (const char* name : {"query", "key"}) body.input(prefix + name, keyDims);
  body.input(prefix + "value", valueDims);
  body.input(prefix + "gate", keyDims);
  const auto column = body.ints({3});
  const auto row = body.ints({2});
  const auto gate = body.add("Unsqueeze", prefix + "gate_column", {prefix + "gate", column});
  const auto key = body.add("Unsqueeze", prefix + "key_column", {prefix + "key", column});
  const auto value = body.add("Unsqueeze", prefix + "value_row", {prefix + "value", row});
  const auto query = body.add("Unsqueeze", prefix + "query_row", {prefix + "query", row});
  const auto kept = body.add("Mul", prefix + "kept", {gate, prefix + "state"});
  const auto gained = body.add("Mul", prefix + "gained", {key, value});
  const auto next = body.add("Add", prefix + "next", {kept, gained});
  const auto read = body.add("MatMul", prefix + "read", {query, next});
  const auto out = body.add("Squeeze", prefix + "out", {read, row});
  body.output(next, {OnnxGraph::kBatch, heads, keys, values});
  body.output(out, valueDims);
  const auto q = headsOf(call, 0, Side::Tokens, "query");
  const auto state = zeroState(call, q, {heads, keys, values});
  const auto mixed = scan(call, body, state,
                          {q, headsOf(call, 1, Side::Tokens, "key"), headsOf(call, 2, Side::Tokens, "value"),
                           headsOf(call, 3, Side::Tokens, "gate")},
                          2);
  call.setRows(merged(call, mixed, positions(call.node.shape), call.node.shape.channels, ""));
}

/// h = exp(step A) h + step B x, y = C h + D x: one token a step.
void writeSelectiveScan(const OnnxCall& call) {
  const std::int64_t channels = call.node.shape.channels;
  const std::int64_t states = call.shapeOf(2).channels;
  const auto decay = call.add("Neg", "decay", {call.add("Exp", "rate", {call.weight(0)})});
  const std::string prefix = call.name + ":step_";
  OnnxGraph body(call.name + ":step", prefix + "constant");
  const Dims stateDims{OnnxGraph::kBatch, channels, states};
  body.input(prefix + "state", stateDims);
  body.input(prefix + "x", {OnnxGraph::kBatch, channels});
  body.input(prefix + "size", {OnnxGraph::kBatch, channels});
  body.input(prefix + "in", {OnnxGraph::kBatch, states});
  body.input(prefix + "read", {OnnxGraph::kBatch, states});
  const auto column = body.ints({2});
  const auto row = body.ints({1});
  const auto size = body.add("Unsqueeze", prefix + "size_column", {prefix + "size", column});
  const auto x = body.add("Unsqueeze", prefix + "x_column", {prefix + "x", column});
  const auto in = body.add("Unsqueeze", prefix + "in_row", {prefix + "in", row});
  const auto read = body.add("Unsqueeze", prefix + "read_column", {prefix + "read", column});
  const auto factor = body.add("Exp", prefix + "factor", {body.add("Mul", prefix + "exponent", {size, decay})});
  const auto kept = body.add("Mul", prefix + "kept", {factor, prefix + "state"});
  const auto gained = body.add("Mul", prefix + "gained", {body.add("Mul", prefix + "weighted", {size, in}), x});
  const auto next = body.add("Add", prefix + "next", {kept, gained});
  const auto sum = body.add("MatMul", prefix + "sum", {next, read});
  const auto out = body.add("Squeeze", prefix + "out", {sum, column});
  body.output(next, stateDims);
  body.output(out, {OnnxGraph::kBatch, channels});
  std::vector<std::string> rows;
  rows.reserve(4);
  for (std::size_t i = 0; i < 4; ++i) rows.push_back(call.forms.rows(call.inputs[i]));
  const auto state = zeroState(call, rows[0], {channels, states});
  const auto mixed = scan(call, body, state, rows, 1);
  const auto direct = call.add("Mul", "direct", {rows[0], call.weight(1)});
  call.setRows(call.add("Add", "", {mixed, direct}));
}

/// GELU(sqrt(n) A / |A|) V with A = X K^T.
void writeTokenAttention(const OnnxCall& call) {
  const auto scores = call.add("MatMul", "scores", {call.forms.rows(call.inputs[0]), call.transposed(0)});
  const auto squares = call.add("ReduceSumSquare", "squares", {scores}, {{"axes", Dims{kLast}}});
  const auto safe = call.add("Add", "safe", {squares, call.graph.scalar(1e-12F)});
  const auto unit = call.add("Div", "unit", {scores, call.add("Sqrt", "norm", {safe})});
  const auto scale = static_cast<float>(std::sqrt(static_cast<double>(call.node.attributes.dims[0])));
  const auto scaled = call.add("Mul", "scaled", {unit, call.graph.scalar(scale)});
  call.setRows(call.add("MatMul", "", {writeOnnxGelu(call, scaled, "weights"), call.weight(1)}));
}

}  // namespace

std::string writeOnnxGelu(const OnnxCall& call, const std::string& x, std::string_view step) {
  const std::string prefix = step.empty() ? "" : std::string(step) + "_";
  const auto scaled = call.add("Div", prefix + "scaled", {x, call.graph.scalar(static_cast<float>(std::sqrt(2.0)))});
  const auto error = call.add("Erf", prefix + "erf", {scaled});
  const auto twice = call.add("Add", prefix + "twice", {error, call.graph.scalar(1)});
  const auto product = call.add("Mul", prefix + "product", {x, twice});
  return call.add("Mul", step, {product, call.graph.scalar(0.5F)});
}

void writeOnnxMixer(const OnnxCall& call) {
  switch (call.node.op) {
    case Op::Attention:
      return writeAttention(call);
    case Op::LinearAttention:
      return writeLinearAttention(call);
    case Op::GatedLinearAttention:
      return writeGatedLinearAttention(call);
    case Op::SelectiveScan:
      return writeSelectiveScan(call);
    case Op::TokenAttention:
      return writeTokenAttention(call);
    default:
      throw std::logic_error("no ONNX form of " + call.name);
  }
}

}  // namespace pscope
