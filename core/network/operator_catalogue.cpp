#include "core/network/operator_catalogue.h"

#include <algorithm>
#include <array>

namespace pscope {
namespace {

constexpr std::int32_t kMaxChannels = 1 << 28;
constexpr double kMaxElements = 1 << 30;
constexpr double kMaxMacsPerLayer = 1e13;  // keeps the sums of a whole network within 64 bits

// Colours: groups of related operators share a hue (Okabe and Ito's colour-blind safe set, lightened for text on top).
constexpr auto kCatalogue = std::to_array<OperatorInfo>({
    {Op::Input, "input", "Input", "The image that enters the network.", "", "#d9d9d9", "ellipse", 0, 0},
    {Op::Conv2d, "conv2d", "Convolution",
     "Two-dimensional convolution; grouped, depthwise (groups = channels) and dilated too.",
     "LeCun et al., Proc. IEEE 86(11), 1998", "#8fc3e8", "box", 1, 1},
    {Op::Linear, "linear", "Linear", "Fully connected layer on a vector.", "", "#6ca6d8", "trapezium", 1, 1},
    {Op::BatchNorm, "batch_norm", "Batch normalisation", "Normalises each channel, then scales and shifts it.",
     "Ioffe and Szegedy, ICML 2015", "#e8e0a0", "box", 1, 1},
    {Op::Relu, "relu", "ReLU", "max(x, 0).", "Nair and Hinton, ICML 2010", "#f2c48d", "ellipse", 1, 1},
    {Op::Relu6, "relu6", "ReLU6", "min(max(x, 0), 6).", "Sandler et al., CVPR 2018", "#f2b37d", "ellipse", 1, 1},
    {Op::HardSwish, "hard_swish", "Hard swish", "x * relu6(x + 3) / 6.", "Howard et al., ICCV 2019", "#eda66d",
     "ellipse", 1, 1},
    {Op::Sigmoid, "sigmoid", "Sigmoid", "1 / (1 + exp(-x)).", "", "#e8995d", "ellipse", 1, 1},
    {Op::MaxPool, "max_pool", "Max pooling", "Largest value under a window.", "", "#8fd3b6", "hexagon", 1, 1},
    {Op::AvgPool, "avg_pool", "Average pooling", "Mean under a window; padded pixels count only when told so.", "",
     "#7bc7a4", "hexagon", 1, 1},
    {Op::GlobalAvgPool, "global_avg_pool", "Global average pooling", "Mean of each channel over all its pixels.",
     "Lin et al., ICLR 2014", "#66bb92", "hexagon", 1, 1},
    {Op::Add, "add", "Sum", "Elementwise sum of its inputs.", "He et al., CVPR 2016", "#d8a8cc", "diamond", 2, -1},
    {Op::Concat, "concat", "Concatenation", "Its inputs one after another along the channels.",
     "Szegedy et al., CVPR 2015", "#cc94be", "parallelogram", 1, -1},
    {Op::Multiply, "multiply", "Product", "Elementwise product; [C, 1, 1] is spread over all pixels.",
     "Hu et al., CVPR 2018", "#c080b0", "diamond", 2, 2},
    {Op::Identity, "identity", "Identity", "Passes its input on: a skip connection.", "", "#ececec", "point", 1, 1},
    {Op::Zero, "zero", "Zero", "Zeros in the shape of its input: no connection.", "", "#bdbdbd", "point", 1, 1},
    {Op::Flatten, "flatten", "Flatten", "All elements as one vector.", "", "#dddddd", "parallelogram", 1, 1},
    {Op::Dropout, "dropout", "Dropout", "Drops elements at random while training.", "Srivastava et al., JMLR 15, 2014",
     "#e4d4c0", "ellipse", 1, 1},
});

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
std::int32_t windowed(std::int32_t in, int kernel, const OpAttributes& a) {
  const std::int32_t room = in + 2 * a.padding - a.dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : room / a.stride + 1;
}

Result<TensorShape> windowShape(Op op, const OpAttributes& a, std::span<const TensorShape> inputs,
                                std::int32_t channels) {
  const TensorShape& in = inputs[0];
  if (a.kernelHeight < 1 || a.kernelWidth < 1 || a.stride < 1 || a.padding < 0 || a.dilation < 1) {
    return shapeError(op, inputs, attributesMend());
  }
  const TensorShape out{channels, windowed(in.height, a.kernelHeight, a), windowed(in.width, a.kernelWidth, a)};
  if (out.height < 1 || out.width < 1) {
    return shapeError(op, inputs,
                      PSCOPE_TR_NOOP("Network", "A window of %1x%2 with padding %3 and dilation %4 does not fit.")
                          .arg(std::to_string(a.kernelHeight))
                          .arg(std::to_string(a.kernelWidth))
                          .arg(std::to_string(a.padding))
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
  if (2 * a.padding > a.kernelHeight || 2 * a.padding > a.kernelWidth) {
    return shapeError(op, inputs,
                      PSCOPE_TR_NOOP("Network", "The padding of a pool must be at most half of its window."));
  }
  return windowShape(op, a, inputs, inputs[0].channels);
}

Result<TensorShape> linearShape(const OpAttributes& a, std::span<const TensorShape> inputs) {
  if (a.outChannels < 1 || a.outChannels > kMaxChannels) return shapeError(Op::Linear, inputs, attributesMend());
  if (inputs[0].height != 1 || inputs[0].width != 1) {
    return shapeError(Op::Linear, inputs, PSCOPE_TR_NOOP("Network", "Put a flatten or a global pooling before it."));
  }
  return TensorShape{a.outChannels, 1, 1};
}

Result<TensorShape> addShape(std::span<const TensorShape> inputs) {
  for (const TensorShape& shape : inputs) {
    if (shape != inputs[0]) {
      return shapeError(Op::Add, inputs, PSCOPE_TR_NOOP("Network", "All inputs of a sum must have the same shape."));
    }
  }
  return inputs[0];
}

Result<TensorShape> multiplyShape(std::span<const TensorShape> inputs) {
  const bool spread = inputs[1].channels == inputs[0].channels && inputs[1].height == 1 && inputs[1].width == 1;
  if (inputs[1] != inputs[0] && !spread) {
    return shapeError(Op::Multiply, inputs,
                      PSCOPE_TR_NOOP("Network", "The second input must have the shape of the first, or [C, 1, 1]."));
  }
  return inputs[0];
}

Result<TensorShape> concatShape(std::span<const TensorShape> inputs) {
  std::int64_t channels = 0;
  for (const TensorShape& shape : inputs) {
    channels += shape.channels;
    if (shape.height != inputs[0].height || shape.width != inputs[0].width) {
      return shapeError(
          Op::Concat, inputs,
          PSCOPE_TR_NOOP("Network", "All inputs of a concatenation must have the same height and width."));
    }
  }
  if (channels > kMaxChannels) {
    return shapeError(Op::Concat, inputs, PSCOPE_TR_NOOP("Network", "The result would have too many channels."));
  }
  return TensorShape{static_cast<std::int32_t>(channels), inputs[0].height, inputs[0].width};
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
    case Op::Add:
      return addShape(inputs);
    case Op::Concat:
      return concatShape(inputs);
    case Op::Multiply:
      return multiplyShape(inputs);
    case Op::Flatten:
      return TensorShape{static_cast<std::int32_t>(inputs[0].elements()), 1, 1};
    case Op::BatchNorm:
    case Op::Relu:
    case Op::Relu6:
    case Op::HardSwish:
    case Op::Sigmoid:
    case Op::Identity:
    case Op::Zero:
    case Op::Dropout:
      break;
  }
  return inputs[0];
}

/// Refuses what would overflow or could never run: a hostile document must not do harm.
Status checkSize(Op op, const OpAttributes& a, std::span<const TensorShape> inputs, const TensorShape& out) {
  const double elements = static_cast<double>(out.channels) * out.height * out.width;
  bool fits = elements <= kMaxElements;
  if (op == Op::Conv2d || op == Op::Linear) {
    const double perOutput = op == Op::Linear
                                 ? static_cast<double>(inputs[0].channels)
                                 : static_cast<double>(inputs[0].channels / a.groups) * a.kernelHeight * a.kernelWidth;
    fits = fits && perOutput * elements <= kMaxMacsPerLayer;
  }
  if (fits) return {};
  return shapeError(op, inputs,
                    PSCOPE_TR_NOOP("Network", "The layer would be too large: at most 2^30 elements and 1e13 MACs."));
}

}  // namespace

std::span<const OperatorInfo> operatorCatalogue() {
  return kCatalogue;
}

const OperatorInfo& operatorInfo(Op op) {
  return kCatalogue[static_cast<std::size_t>(op)];
}

std::optional<Op> operatorByName(std::string_view name) {
  const auto found = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                  [name](const OperatorInfo& info) { return info.name == name; });
  if (found == kCatalogue.end()) return std::nullopt;
  return found->op;
}

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
  auto shape = ruleOf(op, attributes, inputs);
  if (shape.ok()) PSCOPE_CHECK(checkSize(op, attributes, inputs, shape.value()));
  return shape;
}

}  // namespace pscope
