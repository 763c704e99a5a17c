// Linear layers, softmax, attentions and means of imported models.
#include <algorithm>
#include <cmath>

#include "core/network/onnx_operation.h"

namespace pscope {
namespace {

using MaybeValue = std::optional<OnnxValue>;

/// A matrix [out, in] of weights, times `scale`.
std::vector<float> matrix(const OnnxConstant& from, bool transposed, float scale) {
  auto values = realValues(from);
  if (transposed) {
    const auto rows = static_cast<std::size_t>(from.dims[0]);
    const auto columns = static_cast<std::size_t>(from.dims[1]);
    std::vector<float> turned(values.size());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < columns; ++c) turned[c * rows + r] = values[r * columns + c];
    }
    values = std::move(turned);
  }
  if (scale != 1) {
    for (float& value : values) value *= scale;
  }
  return values;
}

struct LinearWeights {
  const OnnxConstant* weight;
  bool transposed;  ///< [in, out] instead of [out, in]
  float scale = 1;
  const OnnxConstant* bias = nullptr;  ///< one element, or one an output
  float biasScale = 1;
};

/// Applies a matrix along one axis.
Result<bool> linear(OnnxOperation& operation, const OnnxValue& x, int axis, const LinearWeights& weights) {
  const std::int64_t in = weights.weight->dims[weights.transposed ? 0 : 1];
  const std::int64_t out = weights.weight->dims[weights.transposed ? 1 : 0];
  if (x.dims[static_cast<std::size_t>(axis)] != in) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Onnx", "Its weights expect %1 elements along an axis of %2.")
                         .arg(std::to_string(in))
                         .arg(std::to_string(x.dims[static_cast<std::size_t>(axis)])));
  }
  PSCOPE_TRY(const auto arranged, operation.build.withChannels(x, axis, true));
  if (!arranged) return false;
  OpAttributes a;
  a.outChannels = static_cast<std::int32_t>(out);
  a.bias = weights.bias != nullptr;
  OnnxValue result;
  PSCOPE_TRY(result.node, operation.build.add(Op::Linear, arranged->node, a));
  result.dims = x.dims;
  result.dims[static_cast<std::size_t>(axis)] = out;
  result.memory = arranged->rest;
  if (out != 1) result.memory.insert(result.memory.begin(), axis);
  if (operation.build.takesWeights(in * out + out)) {
    operation.build.setWeight(result.node, "weight", {out, in},
                              matrix(*weights.weight, weights.transposed, weights.scale));
    if (a.bias) {
      std::vector<float> bias(static_cast<std::size_t>(out));
      const bool one = weights.bias->elements() == 1;
      for (std::size_t i = 0; i < bias.size(); ++i) {
        bias[i] = weights.biasScale * weights.bias->real(one ? 0 : static_cast<std::int64_t>(i));
      }
      operation.build.setWeight(result.node, "bias", {out}, std::move(bias));
    }
  }
  return operation.give(MaybeValue(std::move(result)));
}

/// alpha A B + beta C with constant B and C.
Result<bool> gemm(OnnxOperation& operation) {
  const auto& node = operation.node;
  const auto* weight = operation.floats(1, 2);
  const auto* bias = operation.constant(2);
  if (weight == nullptr || operation.rank() != 2 || (operation.has(2) && bias == nullptr)) return false;
  LinearWeights weights{weight, node.integer("transB", 0) == 0, node.real("alpha", 1), bias, node.real("beta", 1)};
  const std::int64_t out = weight->dims[weights.transposed ? 1 : 0];
  if (bias != nullptr) {
    const bool one = bias->elements() == 1;
    const bool each = !bias->dims.empty() && bias->dims.back() == out && bias->elements() == out;
    if (!bias->isFloats() || !(one || each)) return false;
  }
  OnnxValue x = operation.in[0];
  if (node.integer("transA", 0) != 0) x = operation.build.transpose(x, {1, 0});
  return linear(operation, x, 1, weights);
}

Result<bool> matMul(OnnxOperation& operation) {
  if (!operation.has(1)) return false;
  const auto matrixOf = [&](std::size_t i) -> const OnnxConstant* {
    const auto* found = operation.constant(i);
    return found != nullptr && found->isFloats() && found->dims.size() == 2 ? found : nullptr;
  };
  if (const auto* weight = matrixOf(1); weight != nullptr && operation.rank() >= 1 && !operation.in[0].constant) {
    return linear(operation, operation.in[0], static_cast<int>(operation.rank()) - 1, {weight, true});
  }
  const std::size_t rank = operation.in[1].dims.size();
  if (const auto* weight = matrixOf(0); weight != nullptr && rank >= 2) {
    return linear(operation, operation.in[1], static_cast<int>(rank) - 2, {weight, false});
  }
  return false;
}

/// Over the last axes from `axis` on together before opset 13, over one axis since.
Result<bool> softmax(OnnxOperation& operation) {
  const OnnxValue& x = operation.in[0];
  const bool flattens = operation.model.opset < 13;
  const auto axis = normalAxis(operation.node.integer("axis", flattens ? 1 : -1), operation.rank());
  if (!axis || x.constant) return false;
  std::vector<int> over;
  for (int i = *axis; i < static_cast<int>(operation.rank()); ++i) {
    if (x.dims[static_cast<std::size_t>(i)] != 1 && (flattens || i == *axis)) over.push_back(i);
  }
  OpAttributes a;
  if (const auto own = operation.build.groupsOf(x)) {
    for (std::size_t i = 0; i < 3; ++i) {
      if ((*own)[i] != over) continue;
      a.dims[0] = static_cast<std::int32_t>(i);
      return operation.give(operation.build.unary(Op::Softmax, x, a));
    }
  }
  AxisGroups groups;
  groups[1] = over;
  for (const int each : x.memory) {
    if (std::find(over.begin(), over.end(), each) == over.end()) groups[0].push_back(each);
  }
  a.dims[0] = 1;
  PSCOPE_TRY(const auto arranged, operation.build.arrange(x, groups));
  OnnxValue out = x;
  PSCOPE_TRY(out.node, operation.build.add(Op::Softmax, *arranged, a));
  out.memory = groups[0];
  out.memory.insert(out.memory.end(), over.begin(), over.end());
  return operation.give(MaybeValue(std::move(out)));
}

/// Query and value [..., T, d], key [..., d, S]; all axes before the last two are heads.
Result<bool> anyAttention(OnnxOperation& operation, Op op) {
  if (!operation.has(1) || !operation.has(2)) return false;
  const OnnxDims& q = operation.in[0].dims;
  const OnnxDims& k = operation.in[1].dims;
  const OnnxDims& v = operation.in[2].dims;
  const std::size_t rank = q.size();
  if (rank < 2 || k.size() != rank || v.size() != rank || k[rank - 2] != q[rank - 1] || v[rank - 2] != k[rank - 1])
    return false;
  AxisGroups tokens, transposed;
  OpAttributes a;
  a.causal = operation.node.integer("causal", 0) != 0;
  std::int64_t heads = 1;
  for (std::size_t i = 0; i + 2 < rank; ++i) {
    if (k[i] != q[i] || v[i] != q[i]) return false;
    heads *= q[i];
    tokens[0].push_back(static_cast<int>(i));
    transposed[0].push_back(static_cast<int>(i));
  }
  const int last = static_cast<int>(rank) - 1;
  tokens[0].push_back(last);
  tokens[1].push_back(last - 1);
  transposed[0].push_back(last - 1);
  transposed[1].push_back(last);
  a.groups = static_cast<std::int32_t>(heads);
  OnnxValue query = operation.in[0];
  const double scale =
      static_cast<double>(operation.node.real("scale", 1)) * std::sqrt(static_cast<double>(q[rank - 1]));
  if (op == Op::Attention && std::abs(scale - 1) > 1e-5) {
    const auto factor = OnnxBuilder::constantValue(realConstant({}, {static_cast<float>(scale)}));
    PSCOPE_TRY(auto scaled, operation.build.combine(Op::Multiply, {query, factor}));
    if (!scaled) return false;
    query = std::move(*scaled);
  }
  std::vector<NodeIndex> inputs;
  for (const auto& [value, groups] :
       {std::pair(&query, &tokens), std::pair(&operation.in[1], &transposed), std::pair(&operation.in[2], &tokens)}) {
    PSCOPE_TRY(const auto node, operation.build.arrange(*value, *groups));
    if (!node) return false;
    inputs.push_back(*node);
  }
  OnnxValue out;
  PSCOPE_TRY(out.node, operation.build.add(op, inputs, a));
  out.dims = q;
  out.dims.back() = v.back();
  for (const auto& group : tokens) {
    for (const int axis : group) {
      if (out.dims[static_cast<std::size_t>(axis)] != 1) out.memory.push_back(axis);
    }
  }
  return operation.give(MaybeValue(std::move(out)));
}

Result<bool> attention(OnnxOperation& operation) {
  return anyAttention(operation, Op::Attention);
}
Result<bool> linearAttention(OnnxOperation& operation) {
  return anyAttention(operation, Op::LinearAttention);
}

/// Query, key, value and gate [..., T, d].
Result<bool> gatedLinearAttention(OnnxOperation& operation) {
  const std::size_t rank = operation.rank();
  if (rank < 2 || operation.in.size() != 4) return false;
  AxisGroups tokens;
  OpAttributes a;
  std::vector<NodeIndex> inputs;
  std::int64_t heads = 1;
  for (std::size_t i = 0; i + 2 < rank; ++i) {
    heads *= operation.in[0].dims[i];
    tokens[0].push_back(static_cast<int>(i));
  }
  tokens[0].push_back(static_cast<int>(rank) - 1);
  tokens[1].push_back(static_cast<int>(rank) - 2);
  a.groups = static_cast<std::int32_t>(heads);
  for (std::size_t i = 0; i < 4; ++i) {
    if (!operation.has(i) || operation.in[i].dims.size() != rank) return false;
    for (std::size_t k = 0; k + 2 < rank; ++k) {
      if (operation.in[i].dims[k] != operation.in[0].dims[k]) return false;
    }
    PSCOPE_TRY(const auto node, operation.build.arrange(operation.in[i], tokens));
    if (!node) return false;
    inputs.push_back(*node);
  }
  OnnxValue out;
  PSCOPE_TRY(out.node, operation.build.add(Op::GatedLinearAttention, inputs, a));
  out.dims = operation.in[0].dims;
  out.dims.back() = operation.in[2].dims.back();
  for (const auto& group : tokens) {
    for (const int axis : group) {
      if (out.dims[static_cast<std::size_t>(axis)] != 1) out.memory.push_back(axis);
    }
  }
  return operation.give(MaybeValue(std::move(out)));
}

/// x, step, in and out [1, T, ...]; decay [d, states], all below zero; direct weights [d].
Result<bool> selectiveScan(OnnxOperation& operation) {
  const auto* decay = operation.floats(4, 2);
  const auto* direct = operation.floats(5, 1);
  if (operation.rank() != 3 || decay == nullptr || direct == nullptr) return false;
  const std::int64_t channels = operation.in[0].dims[2];
  AxisGroups tokens;
  tokens[0] = {0, 2};
  tokens[1] = {1};
  std::vector<NodeIndex> inputs;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!operation.has(i) || operation.in[i].dims.size() != 3 || operation.in[i].dims[0] != 1) return false;
    PSCOPE_TRY(const auto node, operation.build.arrange(operation.in[i], tokens));
    if (!node) return false;
    inputs.push_back(*node);
  }
  const std::int64_t states = operation.in[2].dims[2];
  if (decay->dims != OnnxDims{channels, states} || direct->dims[0] != channels) return false;
  for (std::int64_t i = 0; i < decay->elements(); ++i) {
    if (!(decay->real(i) < 0)) return false;
  }
  OnnxValue out = operation.in[0];
  out.constant = nullptr;
  PSCOPE_TRY(out.node, operation.build.add(Op::SelectiveScan, inputs));
  out.memory.clear();
  for (const int axis : {2, 1}) {
    if (out.dims[static_cast<std::size_t>(axis)] != 1) out.memory.push_back(axis);
  }
  if (operation.build.takesWeights(channels * (states + 1))) {
    auto rates = realValues(*decay);
    for (float& rate : rates) rate = std::log(-rate);
    operation.build.setWeight(out.node, "a_log", {channels, states}, std::move(rates));
    operation.build.setWeight(out.node, "d", {channels}, realValues(*direct));
  }
  return operation.give(MaybeValue(std::move(out)));
}

/// Input [..., T, d], keys [d, tokens], values [tokens, out].
Result<bool> tokenAttention(OnnxOperation& operation) {
  const auto* keys = operation.floats(1, 2);
  const auto* values = operation.floats(2, 2);
  const OnnxValue& x = operation.in[0];
  if (keys == nullptr || values == nullptr || operation.rank() < 1 || x.dims.back() != keys->dims[0]) return false;
  const int axis = static_cast<int>(operation.rank()) - 1;
  PSCOPE_TRY(const auto arranged, operation.build.withChannels(x, axis, true));
  if (!arranged) return false;
  const std::int64_t tokens = values->dims[0];
  const std::int64_t outputs = values->dims[1];
  OpAttributes a;
  a.outChannels = static_cast<std::int32_t>(outputs);
  a.dims[0] = static_cast<std::int32_t>(tokens);
  OnnxValue out;
  PSCOPE_TRY(out.node, operation.build.add(Op::TokenAttention, arranged->node, a));
  out.dims = x.dims;
  out.dims.back() = outputs;
  out.memory = arranged->rest;
  if (outputs != 1) out.memory.insert(out.memory.begin(), axis);
  if (operation.build.takesWeights(tokens * (keys->dims[0] + outputs))) {
    operation.build.setWeight(out.node, "key", {tokens, keys->dims[0]}, matrix(*keys, true, 1));
    operation.build.setWeight(out.node, "value", {tokens, outputs}, realValues(*values));
  }
  return operation.give(MaybeValue(std::move(out)));
}

/// The mean over any axes is a global average, once these lie last.
Result<bool> reduceMean(OnnxOperation& operation) {
  const OnnxValue& x = operation.in[0];
  if (x.constant) return false;
  OnnxDims axes = operation.node.integers("axes");
  if (operation.has(1)) {
    const auto* given = smallInts(operation.constant(1));
    if (given == nullptr) return false;
    axes = *given;
  }
  std::vector<bool> reduced(operation.rank(), axes.empty());
  for (const auto each : axes) {
    const auto axis = normalAxis(each, operation.rank());
    if (!axis) return false;
    reduced[static_cast<std::size_t>(*axis)] = true;
  }
  AxisGroups groups;
  for (const int axis : x.memory) groups[reduced[static_cast<std::size_t>(axis)] ? 1 : 0].push_back(axis);
  std::vector<int> order = groups[0];
  order.insert(order.end(), groups[1].begin(), groups[1].end());
  std::int64_t kept = 1;
  for (const int axis : groups[0]) kept *= x.dims[static_cast<std::size_t>(axis)];
  NodeIndex source = x.node;
  if (order != x.memory || operation.build.shapeOf(x.node).channels != kept) {
    PSCOPE_TRY(const auto arranged, operation.build.arrange(x, groups));
    source = *arranged;
  }
  PSCOPE_TRY(const auto node, operation.build.add(Op::GlobalAvgPool, source));
  const bool keep = operation.node.integer("keepdims", 1) != 0;
  OnnxValue out;
  out.node = node;
  std::vector<int> place(operation.rank(), -1);
  for (std::size_t i = 0; i < operation.rank(); ++i) {
    if (reduced[i] && !keep) continue;
    place[i] = static_cast<int>(out.dims.size());
    out.dims.push_back(reduced[i] ? 1 : x.dims[i]);
  }
  for (const int axis : groups[0]) out.memory.push_back(place[static_cast<std::size_t>(axis)]);
  return operation.give(MaybeValue(std::move(out)));
}

}  // namespace

void addOnnxMatrices(OnnxHandlers& handlers) {
  handlers["Gemm"] = gemm;
  handlers["MatMul"] = matMul;
  handlers["Softmax"] = softmax;
  handlers["pscope.Attention"] = attention;
  handlers["pscope.LinearAttention"] = linearAttention;
  handlers["pscope.GatedLinearAttention"] = gatedLinearAttention;
  handlers["pscope.SelectiveScan"] = selectiveScan;
  handlers["pscope.TokenAttention"] = tokenAttention;
  handlers["ReduceMean"] = reduceMean;
}

}  // namespace pscope
