// Shape rules of the operators, and what they refuse.
#include <algorithm>
#include <array>

#include "core/network/operator_catalogue.h"
#include "core/network/positions.h"

namespace pscope {
namespace {

constexpr std::int32_t kMaxChannels = 1 << 28;
constexpr double kMaxTensorElements = 1 << 30;
constexpr double kMaxMacsPerLayer = 1e13;  // keeps the sums of a whole network within 64 bits

std::string shapesText(std::span<const TensorShape> inputs) {
  std::string text;
  for (std::size_t i = 0; i < inputs.size() && i < 8; ++i) text += (i > 0 ? ", " : "") + inputs[i].text();
  if (inputs.size() > 8) text += ", ...";
  return text.empty() ? "none" : text;
}

Error shapeError(Op op, std::span<const TensorShape> inputs, Message mend) {
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Network", "The operator %1 cannot take these inputs: %2.")
                       .arg(std::string(operatorInfo(op).name))
                       .arg(shapesText(inputs)),
                   std::move(mend));
}

Message attributesMend() {
  return PSCOPE_TR_NOOP("Network",
                        "Channels, kernel, stride, dilation and groups must be at least 1, padding at least 0.");
}

/// Output length along one axis: floor((in + 2 padding - dilation (kernel - 1) - 1) / stride) + 1, or 0 if none fits.
///
/// Rounded up, a window must still begin within the input or the padding before it (as PyTorch and ONNX have it).
std::int32_t windowed(std::int32_t in, int kernel, int padding, const OpAttributes& a) {
  const std::int32_t room = in + 2 * padding - a.dilation * (kernel - 1) - 1;
  if (room < 0) return 0;
  std::int32_t length = (room + (a.ceilMode ? a.stride - 1 : 0)) / a.stride + 1;
  if (a.ceilMode && std::int64_t{length - 1} * a.stride >= in + padding) --length;
  return length;
}

Result<TensorShape> windowShape(Op op, const OpAttributes& a, std::span<const TensorShape> inputs,
                                std::int32_t channels) {
  const TensorShape& in = inputs[0];
  if (a.kernelHeight < 1 || a.kernelWidth < 1 || a.stride < 1 || a.paddingHeight < 0 || a.paddingWidth < 0 ||
      a.dilation < 1) {
    return shapeError(op, inputs, attributesMend());
  }
  const TensorShape out{channels, windowed(in.height, a.kernelHeight, a.paddingHeight, a),
                        windowed(in.width, a.kernelWidth, a.paddingWidth, a)};
  if (out.height < 1 || out.width < 1) {
    return shapeError(op, inputs,
                      PSCOPE_TR_NOOP("Network", "A window of %1x%2 with padding %3x%4 and dilation %5 does not fit.")
                          .arg(std::to_string(a.kernelHeight))
                          .arg(std::to_string(a.kernelWidth))
                          .arg(std::to_string(a.paddingHeight))
                          .arg(std::to_string(a.paddingWidth))
                          .arg(std::to_string(a.dilation)));
  }
  return out;
}

Result<TensorShape> convShape(const OpAttributes& a, std::span<const TensorShape> inputs) {
  const TensorShape& in = inputs[0];
  if (a.outChannels < 1 || a.outChannels > kMaxChannels || a.groups < 1) {
    return shapeError(Op::Conv2d, inputs, attributesMend());
  }
  if (in.channels % a.groups != 0 || a.outChannels % a.groups != 0) {
    return shapeError(Op::Conv2d, inputs,
                      PSCOPE_TR_NOOP("Network", "%1 groups must divide the %2 input and the %3 output channels.")
                          .arg(std::to_string(a.groups))
                          .arg(std::to_string(in.channels))
                          .arg(std::to_string(a.outChannels)));
  }
  return windowShape(Op::Conv2d, a, inputs, a.outChannels);
}

Result<TensorShape> poolShape(Op op, const OpAttributes& a, std::span<const TensorShape> inputs) {
  if (2 * a.paddingHeight > a.kernelHeight || 2 * a.paddingWidth > a.kernelWidth) {
    return shapeError(op, inputs,
                      PSCOPE_TR_NOOP("Network", "The padding of a pool must be at most half of its window."));
  }
  return windowShape(op, a, inputs, inputs[0].channels);
}

Result<TensorShape> linearShape(const OpAttributes& a, std::span<const TensorShape> inputs) {
  if (a.outChannels < 1 || a.outChannels > kMaxChannels) return shapeError(Op::Linear, inputs, attributesMend());
  if (inputs[0].width != 1) {
    return shapeError(Op::Linear, inputs,
                      PSCOPE_TR_NOOP("Network", "Put a flatten, a global pooling or a reshape to tokens before it."));
  }
  return TensorShape{a.outChannels, inputs[0].height, 1};
}

/// Elementwise operators: every dimension of the others is that of the first, or 1, or the first one's is 1.
Result<TensorShape> spreadShape(Op op, std::span<const TensorShape> inputs) {
  TensorShape out = inputs[0];
  const auto join = [](std::int32_t& size, std::int32_t other) {
    if (size == 1) size = other;
    return other == 1 || other == size;
  };
  for (const TensorShape& shape : inputs.subspan(1)) {
    if (!join(out.channels, shape.channels) || !join(out.height, shape.height) || !join(out.width, shape.width)) {
      return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "Dimensions must be equal, or 1."));
    }
  }
  return out;
}

std::int32_t& dimension(TensorShape& shape, std::int32_t axis) {
  return axis == 0 ? shape.channels : axis == 1 ? shape.height : shape.width;
}

Result<TensorShape> concatShape(const OpAttributes& a, std::span<const TensorShape> inputs) {
  const std::int32_t axis = a.dims[0];
  std::int64_t length = 0;
  for (TensorShape shape : inputs) {
    length += dimension(shape, axis);
    TensorShape first = inputs[0];
    dimension(first, axis) = dimension(shape, axis) = 1;
    if (shape != first) {
      return shapeError(
          Op::Concat, inputs,
          PSCOPE_TR_NOOP("Network", "All inputs of a concatenation must have the same size along the other axes."));
    }
  }
  if (length > kMaxChannels) {
    return shapeError(Op::Concat, inputs, PSCOPE_TR_NOOP("Network", "The result would have too many channels."));
  }
  TensorShape out = inputs[0];
  dimension(out, axis) = static_cast<std::int32_t>(length);
  return out;
}

bool headsDivide(const OpAttributes& a, std::span<const TensorShape> inputs) {
  return a.groups >= 1 && std::all_of(inputs.begin(), inputs.begin() + 3,
                                      [&](const TensorShape& shape) { return shape.channels % a.groups == 0; });
}

/// Query, key and value: query and key agree in channels, key and value in tokens; heads divide the channels.
Result<TensorShape> attentionShape(Op op, const OpAttributes& a, std::span<const TensorShape> inputs) {
  const TensorShape& query = inputs[0];
  const TensorShape& key = inputs[1];
  const TensorShape& value = inputs[2];
  const bool samePlaces = positions(key) == positions(value);
  if (query.channels != key.channels || !samePlaces || !headsDivide(a, inputs)) {
    return shapeError(
        op, inputs,
        PSCOPE_TR_NOOP("Network",
                       "Query and key need the same channels, key and value the same tokens, and %1 heads "
                       "must divide the channels.")
            .arg(std::to_string(a.groups)));
  }
  const bool selfAttention = positions(query) == positions(key);
  const bool local = op == Op::Attention && (a.kernelHeight > 1 || a.kernelWidth > 1 || a.dilation > 1);
  if (local) {
    const int down = a.kernelHeight > 1 || a.kernelWidth > 1 ? a.kernelHeight : a.dilation;
    const int across = a.kernelHeight > 1 || a.kernelWidth > 1 ? a.kernelWidth : std::min<int>(a.dilation, query.width);
    if (down < 1 || across < 1 || query.height != key.height || query.width != key.width || query.height % down != 0 ||
        query.width % across != 0 || a.causal) {
      return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "Windows and grids must divide height and width."));
    }
  }
  if ((a.causal || op == Op::GatedLinearAttention) && !selfAttention) {
    return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "Causal attention needs as many keys as queries."));
  }
  if (op == Op::GatedLinearAttention && inputs[3] != key) {
    return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "The gate needs the shape of the key."));
  }
  return TensorShape{value.channels, query.height, query.width};
}

Result<TensorShape> scanShape(std::span<const TensorShape> inputs) {
  const bool fits = inputs[0].width == 1 && inputs[1] == inputs[0] && inputs[2] == inputs[3] &&
                    inputs[2].height == inputs[0].height && inputs[2].width == 1;
  if (!fits) {
    return shapeError(Op::SelectiveScan, inputs,
                      PSCOPE_TR_NOOP("Network",
                                     "It needs x and step of one shape, input and output weights of another, "
                                     "all with the same tokens."));
  }
  return inputs[0];
}

Result<TensorShape> tokenAttentionShape(const OpAttributes& a, std::span<const TensorShape> inputs) {
  if (a.outChannels < 1 || a.outChannels > kMaxChannels || a.dims[0] < 1 || a.dims[0] > kMaxChannels) {
    return shapeError(Op::TokenAttention, inputs, attributesMend());
  }
  if (inputs[0].width != 1) {
    return shapeError(Op::TokenAttention, inputs, PSCOPE_TR_NOOP("Network", "Put a reshape to tokens before it."));
  }
  return TensorShape{a.outChannels, inputs[0].height, 1};
}

TensorShape givenShape(const OpAttributes& a) {
  return {a.dims[0], a.dims[1], a.dims[2]};
}

/// Whether that is a shape at all, and small enough to count its elements.
bool isShape(const OpAttributes& a) {
  double elements = 1;
  for (std::size_t i = 0; i < 3; ++i) {
    if (a.dims[i] < 1) return false;
    elements *= a.dims[i];
  }
  return elements <= kMaxTensorElements;
}

Result<TensorShape> layoutShape(Op op, const OpAttributes& a, std::span<const TensorShape> inputs) {
  TensorShape out = inputs[0];
  switch (op) {
    case Op::ChannelShuffle:
      if (a.groups >= 1 && out.channels % a.groups == 0) return out;
      return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "The groups must divide the channels."));
    case Op::Reshape:
      if (isShape(a) && givenShape(a).elements() == out.elements()) return givenShape(a);
      return shapeError(op, inputs,
                        PSCOPE_TR_NOOP("Network", "%1 has another number of elements.").arg(givenShape(a).text()));
    case Op::Permute: {
      std::array<bool, 3> seen{};
      for (std::size_t i = 0; i < 3; ++i) {
        const std::int32_t axis = a.dims[i];
        if (axis < 0 || axis > 2 || seen[static_cast<std::size_t>(axis)]) {
          return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "Each of the axes 0, 1 and 2 is expected once."));
        }
        seen[static_cast<std::size_t>(axis)] = true;
        TensorShape in = inputs[0];
        dimension(out, static_cast<std::int32_t>(i)) = dimension(in, axis);
      }
      return out;
    }
    case Op::Slice: {
      const std::int32_t size = dimension(out, a.dims[0]);
      const std::int32_t begin = a.dims[1];
      const std::int32_t end = a.dims[2] == 0 ? size : a.dims[2];
      const std::int32_t step = std::max(a.dims[3], 1);
      if (begin < 0 || end > size || begin >= end) {
        return shapeError(op, inputs,
                          PSCOPE_TR_NOOP("Network", "There is nothing from %1 to %2 along an axis of %3.")
                              .arg(std::to_string(begin))
                              .arg(std::to_string(end))
                              .arg(std::to_string(size)));
      }
      dimension(out, a.dims[0]) = (end - begin + step - 1) / step;
      return out;
    }
    case Op::Pad: {
      for (const std::int32_t amount : a.dims) {
        if (amount < 0 || amount > kMaxChannels) return shapeError(op, inputs, attributesMend());
      }
      out.height += a.dims[0] + a.dims[1];
      out.width += a.dims[2] + a.dims[3];
      return out;
    }
    default:
      return TensorShape{static_cast<std::int32_t>(std::min<std::int64_t>(out.elements(), kMaxChannels)), 1, 1};
  }
}

Result<TensorShape> ruleOf(Op op, const OpAttributes& a, std::span<const TensorShape> inputs) {
  switch (op) {
    case Op::Input:
      return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "A network has exactly one input, its first node."));
    case Op::Conv2d:
      return convShape(a, inputs);
    case Op::Linear:
      return linearShape(a, inputs);
    case Op::MaxPool:
    case Op::AvgPool:
      return poolShape(op, a, inputs);
    case Op::GlobalAvgPool:
      return TensorShape{inputs[0].channels, 1, 1};
    case Op::Resize:
      if (a.dims[0] < 1 || a.dims[1] < 1 || a.dims[0] > kMaxChannels || a.dims[1] > kMaxChannels) {
        return shapeError(op, inputs, attributesMend());
      }
      return TensorShape{inputs[0].channels, a.dims[0], a.dims[1]};
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
      return spreadShape(op, inputs);
    case Op::Concat:
      return concatShape(a, inputs);
    case Op::Attention:
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      return attentionShape(op, a, inputs);
    case Op::SelectiveScan:
      return scanShape(inputs);
    case Op::TokenAttention:
      return tokenAttentionShape(a, inputs);
    case Op::ChannelShuffle:
    case Op::Reshape:
    case Op::Permute:
    case Op::Slice:
    case Op::Pad:
    case Op::Flatten:
      return layoutShape(op, a, inputs);
    case Op::Constant:
    case Op::Unknown:
      if (!isShape(a)) return shapeError(op, inputs, attributesMend());
      return givenShape(a);
    case Op::BatchNorm:
    case Op::LayerNorm:
    case Op::RmsNorm:
    case Op::Relu:
    case Op::Relu6:
    case Op::LeakyRelu:
    case Op::HardSwish:
    case Op::HardSigmoid:
    case Op::Sigmoid:
    case Op::Silu:
    case Op::Gelu:
    case Op::Tanh:
    case Op::Softplus:
    case Op::Clip:
    case Op::Exp:
    case Op::Softmax:
    case Op::Identity:
    case Op::Zero:
    case Op::Dropout:
      break;
  }
  return inputs[0];
}

/// Multiply-accumulates for one output element, as a bound.
double macsPerOutput(Op op, const OpAttributes& a, std::span<const TensorShape> inputs) {
  switch (op) {
    case Op::Conv2d: {
      const std::int32_t channelsOfGroup = inputs[0].channels / a.groups;
      return static_cast<double>(channelsOfGroup) * a.kernelHeight * a.kernelWidth;
    }
    case Op::Linear:
      return inputs[0].channels;
    case Op::TokenAttention:
      return static_cast<double>(inputs[0].channels) * a.dims[0] + static_cast<double>(a.dims[0]);
    case Op::Attention:
    case Op::LinearAttention:
    case Op::GatedLinearAttention:
      return static_cast<double>(positions(inputs[1])) * inputs[1].channels + static_cast<double>(positions(inputs[1]));
    case Op::SelectiveScan:
      return 2.0 * inputs[2].channels;
    default:
      return 0;
  }
}

/// Refuses what would overflow or could never run: a hostile document must not do harm.
Status checkSize(Op op, const OpAttributes& a, std::span<const TensorShape> inputs, const TensorShape& out) {
  const double elements = static_cast<double>(out.channels) * out.height * out.width;
  if (elements <= kMaxTensorElements && macsPerOutput(op, a, inputs) * elements <= kMaxMacsPerLayer) return {};
  return shapeError(op, inputs,
                    PSCOPE_TR_NOOP("Network", "The layer would be too large: at most 2^30 elements and 1e13 MACs."));
}

}  // namespace

Result<TensorShape> outputShape(Op op, const OpAttributes& attributes, std::span<const TensorShape> inputs) {
  const OperatorInfo& info = operatorInfo(op);
  const auto count = static_cast<int>(inputs.size());
  if (count < info.minInputs || (info.maxInputs >= 0 && count > info.maxInputs)) {
    return shapeError(
        op, inputs,
        PSCOPE_TR_NOOP("Network", "It takes %1.")
            .arg(info.maxInputs < 0 ? "at least " + std::to_string(info.minInputs) : std::to_string(info.maxInputs)));
  }
  for (const TensorShape& shape : inputs) {
    if (shape.channels < 1 || shape.height < 1 || shape.width < 1) {
      return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "Every dimension of a shape must be at least 1."));
    }
  }
  if ((op == Op::Softmax || op == Op::Concat || op == Op::Slice) &&
      (attributes.dims[0] < 0 || attributes.dims[0] > 2)) {
    return shapeError(op, inputs, PSCOPE_TR_NOOP("Network", "The axis is 0, 1 or 2: channels, height or width."));
  }
  auto shape = ruleOf(op, attributes, inputs);
  if (shape.ok()) PSCOPE_CHECK(checkSize(op, attributes, inputs, shape.value()));
  return shape;
}

}  // namespace pscope
