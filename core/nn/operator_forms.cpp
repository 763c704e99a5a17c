#include "core/nn/operator_forms.h"

#include <torch/types.h>

#include <cmath>

#include "core/network/node_parameters.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr double kNormMomentum = 0.1;

at::Tensor runDropout(const OperatorCall& call) {
  const at::Tensor& x = call.inputs[0];
  const double probability = call.node.attributes.value;
  if (!call.training || probability <= 0) return x;
  if (probability >= 1) return at::zeros_like(x);
  const auto mask = at::empty_like(x.detach()).bernoulli_(1 - probability, call.generator);
  return x * mask.div_(1 - probability);
}

at::Tensor runLinear(const OperatorCall& call) {
  const at::Tensor& x = call.inputs[0];
  const at::Tensor& weight = call.parameters[0];
  const at::Tensor bias = call.node.attributes.bias ? call.parameters[1] : at::Tensor();
  if (x.size(2) == 1) return at::linear(x.flatten(1), weight, bias).unsqueeze(-1).unsqueeze(-1);
  return at::linear(x.squeeze(3).transpose(1, 2), weight, bias).transpose(1, 2).unsqueeze(3);
}

at::Tensor runChannelNorm(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor x = call.inputs[0].permute({0, 2, 3, 1});
  at::Tensor y;
  if (call.node.op == Op::LayerNorm) {
    y = at::layer_norm(x, {x.size(3)}, a.bias ? call.parameters[0] : at::Tensor(),
                       a.bias ? call.parameters[1] : at::Tensor(), normEpsilon(a));
  } else {
    y = x * at::rsqrt(x.square().mean({3}, true) + normEpsilon(a));
    if (a.bias) y = y * call.parameters[0];
  }
  return y.permute({0, 3, 1, 2});
}

/// Splits [N, C, H, W] into sequences that attend within themselves: [N * sequences, tokens, C].
///
/// Windows: neighbouring tokens; grid: tokens `down` and `across` apart.
at::Tensor sequences(const at::Tensor& x, std::int64_t down, std::int64_t across, bool grid) {
  const auto n = x.size(0);
  const auto c = x.size(1);
  const auto rows = x.size(2) / down;
  const auto columns = x.size(3) / across;
  if (grid) {  // (H / down, down, W / across, across): the outer indices are the sequence
    return x.reshape({n, c, rows, down, columns, across})
        .permute({0, 3, 5, 2, 4, 1})
        .reshape({n * down * across, rows * columns, c});
  }
  return x.reshape({n, c, rows, down, columns, across})
      .permute({0, 2, 4, 3, 5, 1})
      .reshape({n * rows * columns, down * across, c});
}

at::Tensor joined(const at::Tensor& y, std::int64_t n, std::int64_t height, std::int64_t width, std::int64_t down,
                  std::int64_t across, bool grid) {
  const auto c = y.size(2);
  const auto rows = height / down;
  const auto columns = width / across;
  if (grid) {
    return y.reshape({n, down, across, rows, columns, c}).permute({0, 5, 3, 1, 4, 2}).reshape({n, c, height, width});
  }
  return y.reshape({n, rows, columns, down, across, c}).permute({0, 5, 1, 3, 2, 4}).reshape({n, c, height, width});
}

/// [B, T, heads * d] -> [B, heads, T, d]
at::Tensor splitHeads(const at::Tensor& x, std::int64_t heads) {
  return x.reshape({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

at::Tensor mergedHeads(const at::Tensor& x) {
  return x.transpose(1, 2).reshape({x.size(0), x.size(2), x.size(1) * x.size(3)});
}

/// Vaswani et al., NIPS 2017: softmax(q k^T / sqrt(d)) v.
at::Tensor softmaxAttention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, bool causal) {
  at::Tensor scores = at::matmul(q, k.transpose(2, 3)) / std::sqrt(static_cast<double>(q.size(3)));
  if (causal) {
    const auto hidden = at::ones({q.size(2), k.size(2)}, at::kBool).triu(1);
    scores = scores.masked_fill(hidden, -std::numeric_limits<double>::infinity());
  }
  return at::matmul(scores.softmax(-1), v);
}

at::Tensor runAttention(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor& q = call.inputs[0];
  const auto height = q.size(2);
  const auto width = q.size(3);
  const bool window = a.kernelHeight > 1 || a.kernelWidth > 1;
  const bool grid = !window && a.dilation > 1;
  const bool local = window || grid;
  const std::int64_t down = window ? a.kernelHeight : a.dilation;
  const std::int64_t across = window ? a.kernelWidth : std::min<std::int64_t>(a.dilation, width);
  const auto part = [&](const at::Tensor& x) {
    const auto tokens = local ? sequences(x, down, across, grid) : x.flatten(2).transpose(1, 2);
    return splitHeads(tokens, a.groups);
  };
  const at::Tensor y = mergedHeads(softmaxAttention(part(q), part(call.inputs[1]), part(call.inputs[2]), a.causal));
  if (local) return joined(y, q.size(0), height, width, down, across, grid);
  return y.transpose(1, 2).reshape({q.size(0), y.size(2), height, width});
}

at::Tensor headsOf(const at::Tensor& x, std::int64_t heads) {
  return splitHeads(x.flatten(2).transpose(1, 2), heads);
}

at::Tensor imageOf(const at::Tensor& tokens, const at::Tensor& like) {
  const at::Tensor y = mergedHeads(tokens);
  return y.transpose(1, 2).reshape({like.size(0), y.size(2), like.size(2), like.size(3)});
}

/// o_t = q_t sum over s (<= t if causal) of k_s^T v_s.
at::Tensor runLinearAttention(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor q = headsOf(call.inputs[0], a.groups);
  const at::Tensor k = headsOf(call.inputs[1], a.groups);
  const at::Tensor v = headsOf(call.inputs[2], a.groups);
  if (a.causal) {
    const at::Tensor scores = at::matmul(q, k.transpose(2, 3)).tril();
    return imageOf(at::matmul(scores, v), call.inputs[0]);
  }
  return imageOf(at::matmul(q, at::matmul(k.transpose(2, 3), v)), call.inputs[0]);
}

/// S_t = diag(gate_t) S_{t-1} + k_t^T v_t, o_t = q_t S_t, token by token: the reference form.
/// @source Yang et al., Gated Linear Attention Transformers, ICML 2024; reference: search manual 2.13
at::Tensor runGatedLinearAttention(const OperatorCall& call) {
  const auto heads = call.node.attributes.groups;
  const at::Tensor q = headsOf(call.inputs[0], heads);
  const at::Tensor k = headsOf(call.inputs[1], heads);
  const at::Tensor v = headsOf(call.inputs[2], heads);
  const at::Tensor gate = headsOf(call.inputs[3], heads);
  at::Tensor state = at::zeros({q.size(0), heads, k.size(3), v.size(3)}, q.options());
  std::vector<at::Tensor> outputs;
  for (std::int64_t t = 0; t < q.size(2); ++t) {
    state = gate.select(2, t).unsqueeze(3) * state + k.select(2, t).unsqueeze(3) * v.select(2, t).unsqueeze(2);
    outputs.push_back(at::matmul(q.select(2, t).unsqueeze(2), state).squeeze(2));
  }
  return imageOf(at::stack(outputs, 2), call.inputs[0]);
}

/// h_t = exp(step_t A) h_{t-1} + step_t B_t x_t, y_t = C_t h_t + D x_t with A = -exp(a_log).
/// @source Gu and Dao, Mamba, arXiv 2312.00752; reference: search manual 2.13
at::Tensor runSelectiveScan(const OperatorCall& call) {
  const at::Tensor x = call.inputs[0].squeeze(3).transpose(1, 2);  // [N, T, d]
  const at::Tensor step = call.inputs[1].squeeze(3).transpose(1, 2);
  const at::Tensor in = call.inputs[2].squeeze(3).transpose(1, 2);  // [N, T, states]
  const at::Tensor out = call.inputs[3].squeeze(3).transpose(1, 2);
  const at::Tensor decay = -call.parameters[0].exp();
  at::Tensor state = at::zeros({x.size(0), x.size(2), in.size(2)}, x.options());
  std::vector<at::Tensor> outputs;
  for (std::int64_t t = 0; t < x.size(1); ++t) {
    const at::Tensor stepNow = step.select(1, t).unsqueeze(2);
    state = (stepNow * decay).exp() * state + stepNow * in.select(1, t).unsqueeze(1) * x.select(1, t).unsqueeze(2);
    outputs.push_back((state * out.select(1, t).unsqueeze(1)).sum(2));
  }
  const at::Tensor y = at::stack(outputs, 1) + call.parameters[1] * x;
  return y.transpose(1, 2).unsqueeze(3);
}

/// GELU(sqrt(n) A / |A|) V with A = X K^T and n parameter tokens.
/// @source Wang et al., TokenFormer, ICLR 2025; reference: search manual 2.13
at::Tensor runTokenAttention(const OperatorCall& call) {
  const at::Tensor x = call.inputs[0].squeeze(3).transpose(1, 2);
  const at::Tensor scores = at::matmul(x, call.parameters[0].t());
  const at::Tensor norm = scores.square().sum(-1, true).add(1e-12).sqrt();
  const at::Tensor weights = at::gelu(scores / norm * std::sqrt(static_cast<double>(call.node.attributes.dims[0])));
  return at::matmul(weights, call.parameters[1]).transpose(1, 2).unsqueeze(3);
}

at::Tensor runPool(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor& x = call.inputs[0];
  const std::vector<std::int64_t> kernel{a.kernelHeight, a.kernelWidth};
  const std::vector<std::int64_t> stride{a.stride, a.stride};
  const std::vector<std::int64_t> padding{a.paddingHeight, a.paddingWidth};
  if (call.node.op == Op::MaxPool) {
    return at::max_pool2d(x, kernel, stride, padding, {a.dilation, a.dilation}, a.ceilMode);
  }
  return at::avg_pool2d(x, kernel, stride, padding, a.ceilMode, a.countPadding);
}

at::Tensor runActivation(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor& x = call.inputs[0];
  switch (call.node.op) {
    case Op::Relu: {
      if (!call.mayOverwrite) return at::relu(x);
      at::Tensor own = x;
      return own.relu_();
    }
    case Op::Relu6:
      return at::hardtanh(x, 0, 6);
    case Op::LeakyRelu:
      return at::leaky_relu(x, a.value);
    case Op::HardSwish:
      return at::hardswish(x);
    case Op::HardSigmoid:
      return at::hardsigmoid(x);
    case Op::Sigmoid:
      return at::sigmoid(x);
    case Op::Silu:
      return at::silu(x);
    case Op::Gelu:
      return at::gelu(x);
    case Op::Tanh:
      return at::tanh(x);
    case Op::Softplus:
      return at::softplus(x);
    case Op::Clip:
      return at::clamp(x, a.low, a.value);
    case Op::Exp:
      return at::exp(x);
    default:
      return at::softmax(x, a.dims[0] + 1);
  }
}

at::Tensor runLayout(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const at::Tensor& x = call.inputs[0];
  const TensorShape& out = call.node.shape;
  switch (call.node.op) {
    case Op::ChannelShuffle:
      return x.contiguous()
          .view({x.size(0), a.groups, x.size(1) / a.groups, x.size(2), x.size(3)})
          .transpose(1, 2)
          .reshape(x.sizes());
    case Op::Permute:
      return x.permute({0, a.dims[0] + 1, a.dims[1] + 1, a.dims[2] + 1});
    case Op::Slice:
      return x.slice(a.dims[0] + 1, a.dims[1], a.dims[2] == 0 ? x.size(a.dims[0] + 1) : a.dims[2],
                     std::max(a.dims[3], 1));
    case Op::Pad:
      return at::constant_pad_nd(x, {a.dims[2], a.dims[3], a.dims[0], a.dims[1]}, a.value);
    default:  // Reshape, Flatten: row-major, whatever the memory format
      return x.contiguous().reshape({x.size(0), out.channels, out.height, out.width});
  }
}

at::Tensor runCombination(const OperatorCall& call) {
  const auto inputs = call.inputs;
  switch (call.node.op) {
    case Op::Add: {
      at::Tensor sum = inputs[0] + inputs[1];
      for (const auto& input : inputs.subspan(2)) sum = sum + input;
      return sum;
    }
    case Op::Subtract:
      return inputs[0] - inputs[1];
    case Op::Multiply:
      return inputs[0] * inputs[1];
    case Op::Divide:
      return inputs[0] / inputs[1];
    default: {
      // A constant is one image: it is repeated for the whole batch.
      std::int64_t batch = 1;
      for (const auto& input : inputs) batch = std::max(batch, input.size(0));
      std::vector<at::Tensor> parts;
      for (const auto& input : inputs) parts.push_back(input.expand({batch, -1, -1, -1}));
      return at::cat(parts, call.node.attributes.dims[0] + 1);
    }
  }
}

}  // namespace

at::Tensor runOperator(const OperatorCall& call) {
  const auto& a = call.node.attributes;
  const auto own = call.parameters;
  switch (call.node.op) {
    case Op::Conv2d:
      return at::conv2d(call.inputs[0], own[0], a.bias ? own[1] : at::Tensor(), {a.stride, a.stride},
                        {a.paddingHeight, a.paddingWidth}, {a.dilation, a.dilation}, a.groups);
    case Op::Linear:
      return runLinear(call);
    case Op::BatchNorm:
      return at::batch_norm(call.inputs[0], own[0], own[1], own[2], own[3], call.training, kNormMomentum,
                            normEpsilon(a), false);
    case Op::LayerNorm:
    case Op::RmsNorm:
      return runChannelNorm(call);
    case Op::MaxPool:
    case Op::AvgPool:
      return runPool(call);
    case Op::GlobalAvgPool:
      return call.inputs[0].mean({2, 3}, true);
    case Op::Resize:
      if (a.smooth) return at::upsample_bilinear2d(call.inputs[0], {a.dims[0], a.dims[1]}, false);
      return at::upsample_nearest2d(call.inputs[0], {a.dims[0], a.dims[1]});
    case Op::Attention:
      return runAttention(call);
    case Op::LinearAttention:
      return runLinearAttention(call);
    case Op::GatedLinearAttention:
      return runGatedLinearAttention(call);
    case Op::SelectiveScan:
      return runSelectiveScan(call);
    case Op::TokenAttention:
      return runTokenAttention(call);
    case Op::Constant:
      return own[0].unsqueeze(0);
    case Op::Identity:
      return call.inputs[0];
    case Op::Zero:
      return at::zeros_like(call.inputs[0]);
    case Op::Dropout:
      return runDropout(call);
    default:
      break;
  }
  switch (operatorInfo(call.node.op).kind) {
    case OperatorKind::Activation:
      return runActivation(call);
    case OperatorKind::Combine:
      return runCombination(call);
    default:
      return runLayout(call);
  }
}

std::vector<Op> moduleOperators() {
  std::vector<Op> operators;
  for (const auto& info : operatorCatalogue()) {
    if (info.op != Op::Unknown) operators.push_back(info.op);
  }
  return operators;
}

}  // namespace pscope
