// Activations, arithmetic and normalisation of imported models.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/network/onnx_operation.h"

namespace pscope {
namespace {

using MaybeValue = std::optional<OnnxValue>;

template <Op kOp>
Result<bool> activation(OnnxOperation& operation) {
  return operation.give(operation.build.unary(kOp, operation.in[0]));
}

OnnxValue scalar(float value) {
  return OnnxBuilder::constantValue(realConstant({}, {value}));
}

Result<bool> leakyRelu(OnnxOperation& operation) {
  OpAttributes a;
  a.value = operation.node.real("alpha", 0.01F);
  return operation.give(operation.build.unary(Op::LeakyRelu, operation.in[0], a));
}

/// relu(x) - slope relu(-x)
Result<bool> parametricRelu(OnnxOperation& operation) {
  if (!operation.has(1)) return false;
  auto& build = operation.build;
  PSCOPE_TRY(auto positive, build.unary(Op::Relu, operation.in[0]));
  PSCOPE_TRY(auto mirrored, build.combine(Op::Multiply, {operation.in[0], scalar(-1)}));
  if (!positive || !mirrored) return false;
  PSCOPE_TRY(auto negative, build.unary(Op::Relu, *mirrored));
  PSCOPE_TRY(auto scaled, build.combine(Op::Multiply, {*negative, operation.in[1]}));
  if (!scaled) return false;
  return operation.give(build.combine(Op::Subtract, {*positive, *scaled}));
}

/// One end of a Clip: an attribute before opset 11, an input since; nothing when it is not known.
std::optional<float> clipEnd(const OnnxOperation& operation, std::size_t input, const char* attribute,
                             float otherwise) {
  if (operation.node.has(attribute)) return operation.node.real(attribute, otherwise);
  if (!operation.has(input)) return otherwise;
  const auto* given = operation.constant(input);
  if (given == nullptr || !given->isScalar()) return std::nullopt;
  return given->real(0);
}

Result<bool> clip(OnnxOperation& operation) {
  constexpr float kLimit = std::numeric_limits<float>::max();
  const auto low = clipEnd(operation, 1, "min", -kLimit);
  const auto high = clipEnd(operation, 2, "max", kLimit);
  if (!low || !high) return false;
  if (*low == 0 && *high == 6) return activation<Op::Relu6>(operation);
  if (*low == 0 && *high >= kLimit) return activation<Op::Relu>(operation);
  OpAttributes a;
  a.low = *low;
  a.value = *high;
  return operation.give(operation.build.unary(Op::Clip, operation.in[0], a));
}

Result<bool> hardSigmoid(OnnxOperation& operation) {
  const float alpha = operation.node.real("alpha", 0.2F);
  const float beta = operation.node.real("beta", 0.5F);
  if (std::abs(alpha - 1.0F / 6) < 1e-5F && beta == 0.5F) return activation<Op::HardSigmoid>(operation);
  auto& build = operation.build;
  PSCOPE_TRY(auto scaled, build.combine(Op::Multiply, {operation.in[0], scalar(alpha)}));
  if (!scaled) return false;
  PSCOPE_TRY(auto shifted, build.combine(Op::Add, {*scaled, scalar(beta)}));
  OpAttributes a;
  a.value = 1;
  return operation.give(build.unary(Op::Clip, *shifted, a));
}

Result<bool> gelu(OnnxOperation& operation) {
  if (operation.node.text("approximate", "none") != "none") return false;
  return activation<Op::Gelu>(operation);
}

/// Before opset 7 the second input is aligned by an attribute, not by NumPy's rules.
std::optional<OnnxValue> aligned(const OnnxOperation& operation, std::size_t input) {
  const OnnxValue& value = operation.in[input];
  const auto& node = operation.node;
  if (operation.model.opset >= 7 || input == 0 || !node.has("axis")) return value;
  const auto axis = normalAxis(node.integer("axis", 0), operation.rank());
  if (!axis || !value.constant) return std::nullopt;
  OnnxDims dims = value.dims;
  while (dims.size() + static_cast<std::size_t>(*axis) < operation.rank()) dims.push_back(1);
  return OnnxBuilder::constantValue(withDims(*value.constant, std::move(dims)));
}

template <Op kOp>
Result<bool> arithmetic(OnnxOperation& operation) {
  std::vector<OnnxValue> inputs;
  for (std::size_t i = 0; i < operation.in.size(); ++i) {
    if (!operation.has(i)) return false;
    auto value = aligned(operation, i);
    if (!value) return false;
    inputs.push_back(std::move(*value));
  }
  if (inputs.size() == 1) return operation.give(MaybeValue(inputs[0]));
  if (kOp != Op::Add && inputs.size() != 2) return false;
  return operation.give(operation.build.combine(kOp, std::move(inputs)));
}

Result<bool> negative(OnnxOperation& operation) {
  return operation.give(operation.build.combine(Op::Multiply, {operation.in[0], scalar(-1)}));
}

Result<bool> reciprocal(OnnxOperation& operation) {
  return operation.give(operation.build.combine(Op::Divide, {scalar(1), operation.in[0]}));
}

Result<bool> power(OnnxOperation& operation) {
  const auto* exponent = operation.constant(1);
  if (exponent == nullptr || !exponent->isScalar() || exponent->number(0) != 2) return false;
  return operation.give(operation.build.combine(Op::Multiply, {operation.in[0], operation.in[0]}));
}

/// The epsilon of an imported norm; 0 stands for 1e-5 in our attributes.
float epsilonOf(const OnnxNode& node) {
  return std::max(node.real("epsilon", 1e-5F), std::numeric_limits<float>::min());
}

Result<bool> batchNorm(OnnxOperation& operation) {
  if (operation.rank() < 2 || operation.node.integer("training_mode", 0) != 0 ||
      operation.node.integer("spatial", 1) == 0) {
    return false;
  }
  const std::int64_t channels = operation.in[0].dims[1];
  for (std::size_t i = 1; i <= 4; ++i) {
    const auto* own = operation.floats(i, 1);
    if (own == nullptr) return false;
    if (own->dims[0] == channels) continue;
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Onnx", "Its statistics do not fit an input of %1 channels.").arg(std::to_string(channels)));
  }
  PSCOPE_TRY(const auto arranged, operation.build.withChannels(operation.in[0], 1, false));
  if (!arranged) return false;
  OpAttributes a;
  a.value = epsilonOf(operation.node);
  OnnxValue out = operation.in[0];
  out.constant = nullptr;
  PSCOPE_TRY(out.node, operation.build.add(Op::BatchNorm, arranged->node, a));
  out.memory = arranged->rest;
  if (channels != 1) out.memory.insert(out.memory.begin(), 1);
  static constexpr const char* kNames[] = {"weight", "bias", "running_mean", "running_var"};
  const bool kept = operation.build.takesWeights(4 * channels);
  for (std::size_t i = 0; i < 4 && kept; ++i) {
    operation.build.setWeight(out.node, kNames[i], {channels}, realValues(*operation.constant(i + 1)));
  }
  return operation.give(MaybeValue(std::move(out)));
}

/// LayerNormalization and our RmsNorm over the last axis.
Result<bool> lastAxisNorm(OnnxOperation& operation, Op op) {
  const std::size_t rank = operation.rank();
  if (rank == 0) return false;
  const auto axis = normalAxis(operation.node.integer("axis", -1), rank);
  if (!axis || *axis + 1 != static_cast<int>(rank)) return false;
  const std::int64_t channels = operation.in[0].dims.back();
  const auto* scale = operation.floats(1, 1);
  const auto* shift = operation.floats(2, 1);
  if ((operation.has(1) && scale == nullptr) || (operation.has(2) && shift == nullptr)) return false;
  for (const auto* own : {scale, shift}) {
    if (own != nullptr && own->dims[0] != channels) return false;
  }
  const auto plain = [&](const OnnxConstant* values, float expected) {
    for (std::int64_t i = 0; values != nullptr && i < channels; ++i) {
      if (values->real(i) != expected) return false;
    }
    return true;
  };
  OpAttributes a;
  a.value = epsilonOf(operation.node);
  const bool untrained = (scale == nullptr || !scale->trained) && shift == nullptr;
  a.bias = !(untrained && plain(scale, 1));
  PSCOPE_TRY(const auto arranged, operation.build.withChannels(operation.in[0], *axis, false));
  if (!arranged) return false;
  OnnxValue out = operation.in[0];
  out.constant = nullptr;
  PSCOPE_TRY(out.node, operation.build.add(op, arranged->node, a));
  out.memory = arranged->rest;
  if (channels != 1) out.memory.insert(out.memory.begin(), *axis);
  if (a.bias && operation.build.takesWeights(2 * channels)) {
    const auto count = static_cast<std::size_t>(channels);
    operation.build.setWeight(out.node, "weight", {channels},
                              scale != nullptr ? realValues(*scale) : std::vector<float>(count, 1));
    if (op == Op::LayerNorm) {
      operation.build.setWeight(out.node, "bias", {channels},
                                shift != nullptr ? realValues(*shift) : std::vector<float>(count, 0));
    }
  }
  return operation.give(MaybeValue(std::move(out)));
}

Result<bool> layerNorm(OnnxOperation& operation) {
  return lastAxisNorm(operation, Op::LayerNorm);
}
Result<bool> rmsNorm(OnnxOperation& operation) {
  return lastAxisNorm(operation, Op::RmsNorm);
}

Result<bool> dropout(OnnxOperation& operation) {
  OpAttributes a;
  const auto* ratio = operation.constant(1);
  a.value = ratio != nullptr && ratio->isScalar() ? ratio->real(0) : operation.node.real("ratio", 0.5F);
  return operation.give(operation.build.unary(Op::Dropout, operation.in[0], a));
}

}  // namespace

void addOnnxElementwise(OnnxHandlers& handlers) {
  handlers["Relu"] = activation<Op::Relu>;
  handlers["HardSwish"] = activation<Op::HardSwish>;
  handlers["Sigmoid"] = activation<Op::Sigmoid>;
  handlers["Silu"] = activation<Op::Silu>;
  handlers["Tanh"] = activation<Op::Tanh>;
  handlers["Softplus"] = activation<Op::Softplus>;
  handlers["Exp"] = activation<Op::Exp>;
  handlers["Identity"] = activation<Op::Identity>;
  handlers["pscope.Zero"] = activation<Op::Zero>;
  handlers["Gelu"] = gelu;
  handlers["LeakyRelu"] = leakyRelu;
  handlers["PRelu"] = parametricRelu;
  handlers["Clip"] = clip;
  handlers["HardSigmoid"] = hardSigmoid;
  handlers["Add"] = arithmetic<Op::Add>;
  handlers["Sum"] = arithmetic<Op::Add>;
  handlers["Sub"] = arithmetic<Op::Subtract>;
  handlers["Mul"] = arithmetic<Op::Multiply>;
  handlers["Div"] = arithmetic<Op::Divide>;
  handlers["Neg"] = negative;
  handlers["Reciprocal"] = reciprocal;
  handlers["Pow"] = power;
  handlers["BatchNormalization"] = batchNorm;
  handlers["LayerNormalization"] = layerNorm;
  handlers["pscope.RmsNorm"] = rmsNorm;
  handlers["Dropout"] = dropout;
}

}  // namespace pscope
