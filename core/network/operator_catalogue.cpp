#include "core/network/operator_catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace pscope {
namespace {

using enum OperatorKind;
using F = AttributeField;

constexpr auto kConv = std::to_array<AttributeInfo>({{"channels", F::Channels, true},
                                                     {"kernel", F::Kernel, true},
                                                     {"stride", F::Stride, false},
                                                     {"padding", F::Padding, false},
                                                     {"dilation", F::Dilation, false},
                                                     {"groups", F::Groups, false},
                                                     {"bias", F::Bias, false}});
constexpr auto kLinear = std::to_array<AttributeInfo>({{"channels", F::Channels, true}, {"bias", F::Bias, false}});
constexpr auto kAffine = std::to_array<AttributeInfo>({{"affine", F::Bias, false}});
constexpr auto kSlope = std::to_array<AttributeInfo>({{"slope", F::Slope, false}});
constexpr auto kClip = std::to_array<AttributeInfo>({{"low", F::Lower, true}, {"high", F::Upper, true}});
constexpr auto kAxis = std::to_array<AttributeInfo>({{"axis", F::Axis, false}});
constexpr auto kMaxPool = std::to_array<AttributeInfo>({{"kernel", F::Kernel, true},
                                                        {"stride", F::Stride, false},
                                                        {"padding", F::Padding, false},
                                                        {"ceil", F::CeilMode, false}});
constexpr auto kAvgPool = std::to_array<AttributeInfo>({{"kernel", F::Kernel, true},
                                                        {"stride", F::Stride, false},
                                                        {"padding", F::Padding, false},
                                                        {"ceil", F::CeilMode, false},
                                                        {"count_padding", F::CountPadding, false}});
constexpr auto kResize =
    std::to_array<AttributeInfo>({{"height", F::Size0, true}, {"width", F::Size1, true}, {"smooth", F::Smooth, false}});
constexpr auto kAttention = std::to_array<AttributeInfo>({{"heads", F::Groups, false},
                                                          {"window", F::Kernel, false},
                                                          {"dilation", F::Dilation, false},
                                                          {"causal", F::Causal, false}});
constexpr auto kLinearAttention =
    std::to_array<AttributeInfo>({{"heads", F::Groups, false}, {"causal", F::Causal, false}});
constexpr auto kHeads = std::to_array<AttributeInfo>({{"heads", F::Groups, false}});
constexpr auto kTokenAttention =
    std::to_array<AttributeInfo>({{"channels", F::Channels, true}, {"tokens", F::Size0, true}});
constexpr auto kGroups = std::to_array<AttributeInfo>({{"groups", F::Groups, true}});
constexpr auto kShape =
    std::to_array<AttributeInfo>({{"channels", F::Size0, true}, {"height", F::Size1, true}, {"width", F::Size2, true}});
constexpr auto kConstant = std::to_array<AttributeInfo>(
    {{"channels", F::Size0, true}, {"height", F::Size1, true}, {"width", F::Size2, true}, {"trained", F::Bias, false}});
constexpr auto kPermute =
    std::to_array<AttributeInfo>({{"first", F::Dim0, true}, {"second", F::Dim1, true}, {"third", F::Dim2, true}});
constexpr auto kSlice = std::to_array<AttributeInfo>(
    {{"axis", F::Axis, true}, {"begin", F::Dim1, false}, {"end", F::Dim2, false}, {"step", F::Dim3, false}});
constexpr auto kPad = std::to_array<AttributeInfo>(
    {{"above", F::Dim0, false}, {"below", F::Dim1, false}, {"left", F::Dim2, false}, {"right", F::Dim3, false}});
constexpr auto kDropout = std::to_array<AttributeInfo>({{"probability", F::Probability, true}});

constexpr std::span<const AttributeInfo> kNone;

// Colours: groups of related operators share a hue (Okabe and Ito's colour-blind safe set, lightened for text on top).
constexpr auto kCatalogue = std::to_array<OperatorInfo>({
    {Op::Input, Input, "input", "Input", "input", "The image that enters the network.", "", "#d9d9d9", "ellipse", 0, 0,
     false, true, kNone},
    {Op::Conv2d, Weighted, "conv2d", "Convolution", "conv",
     "Two-dimensional convolution; grouped, depthwise (groups = channels) and dilated too.",
     "LeCun et al., Proc. IEEE 86(11), 1998", "#8fc3e8", "box", 1, 1, false, false, kConv},
    {Op::Linear, Weighted, "linear", "Linear", "linear",
     "Fully connected layer on a vector, or on each token of a sequence.", "", "#6ca6d8", "trapezium", 1, 1, false,
     false, kLinear},
    {Op::BatchNorm, Norm, "batch_norm", "Batch normalisation", "BN",
     "Normalises each channel, then scales and shifts it.", "Ioffe and Szegedy, ICML 2015", "#e8e0a0", "box", 1, 1,
     true, true, kNone},
    {Op::LayerNorm, Norm, "layer_norm", "Layer normalisation", "LN",
     "Normalises the channels of each pixel or token, then scales and shifts them.",
     "Ba, Kiros and Hinton, arXiv 1607.06450", "#ddd48c", "box", 1, 1, true, false, kAffine},
    {Op::RmsNorm, Norm, "rms_norm", "RMS normalisation", "RMS",
     "Divides the channels of each pixel or token by their root mean square, then scales them.",
     "Zhang and Sennrich, NeurIPS 2019", "#d2c878", "box", 1, 1, true, false, kAffine},
    {Op::Relu, Activation, "relu", "ReLU", "ReLU", "max(x, 0).", "Nair and Hinton, ICML 2010", "#f2c48d", "ellipse", 1,
     1, true, true, kNone},
    {Op::Relu6, Activation, "relu6", "ReLU6", "ReLU6", "min(max(x, 0), 6).", "Sandler et al., CVPR 2018", "#f2b37d",
     "ellipse", 1, 1, true, true, kNone},
    {Op::LeakyRelu, Activation, "leaky_relu", "Leaky ReLU", "leaky", "x where it is positive, slope * x elsewhere.",
     "Maas, Hannun and Ng, ICML 2013 workshop", "#f2bb85", "ellipse", 1, 1, true, true, kSlope},
    {Op::HardSwish, Activation, "hard_swish", "Hard swish", "h-swish", "x * relu6(x + 3) / 6.",
     "Howard et al., ICCV 2019", "#eda66d", "ellipse", 1, 1, true, true, kNone},
    {Op::HardSigmoid, Activation, "hard_sigmoid", "Hard sigmoid", "h-sigm", "relu6(x + 3) / 6.",
     "Howard et al., ICCV 2019", "#eaa065", "ellipse", 1, 1, true, true, kNone},
    {Op::Sigmoid, Activation, "sigmoid", "Sigmoid", "sigmoid", "1 / (1 + exp(-x)).", "", "#e8995d", "ellipse", 1, 1,
     true, true, kNone},
    {Op::Silu, Activation, "silu", "SiLU (swish)", "SiLU", "x * sigmoid(x).",
     "Elfwing et al., Neural Networks 107, 2018; Ramachandran et al., arXiv 1710.05941", "#f0ad75", "ellipse", 1, 1,
     true, true, kNone},
    {Op::Gelu, Activation, "gelu", "GELU", "GELU", "x times the normal distribution function of x.",
     "Hendrycks and Gimpel, arXiv 1606.08415", "#efa97b", "ellipse", 1, 1, true, true, kNone},
    {Op::Tanh, Activation, "tanh", "Hyperbolic tangent", "tanh", "tanh(x).", "", "#e39a70", "ellipse", 1, 1, true, true,
     kNone},
    {Op::Softplus, Activation, "softplus", "Softplus", "softplus", "log(1 + exp(x)).", "Dugas et al., NIPS 2000",
     "#e0a47e", "ellipse", 1, 1, true, true, kNone},
    {Op::Clip, Activation, "clip", "Clip", "clip", "Cuts values off below and above.", "", "#e6b48c", "ellipse", 1, 1,
     true, true, kClip},
    {Op::Exp, Activation, "exp", "Exponential", "exp", "exp(x).", "", "#dba283", "ellipse", 1, 1, true, true, kNone},
    {Op::Softmax, Activation, "softmax", "Softmax", "softmax",
     "exp(x), divided by its sum along an axis (the channels unless told otherwise).", "", "#d99a86", "ellipse", 1, 1,
     true, false, kAxis},
    {Op::MaxPool, Pool, "max_pool", "Max pooling", "max pool", "Largest value under a window.", "", "#8fd3b6",
     "hexagon", 1, 1, false, false, kMaxPool},
    {Op::AvgPool, Pool, "avg_pool", "Average pooling", "avg pool",
     "Mean under a window; padded pixels count only when told so.", "", "#7bc7a4", "hexagon", 1, 1, false, false,
     kAvgPool},
    {Op::GlobalAvgPool, Pool, "global_avg_pool", "Global average pooling", "global avg pool",
     "Mean of each channel over all its pixels or tokens.", "Lin et al., ICLR 2014", "#66bb92", "hexagon", 1, 1, false,
     false, kNone},
    {Op::Resize, Pool, "resize", "Resize", "resize", "Another height and width: the nearest pixel, or bilinear.", "",
     "#9cd0bd", "hexagon", 1, 1, false, false, kResize},
    {Op::Add, Combine, "add", "Sum", "add", "Elementwise sum of its inputs; a dimension of 1 is spread.",
     "He et al., CVPR 2016", "#d8a8cc", "diamond", 2, -1, false, false, kNone},
    {Op::Subtract, Combine, "subtract", "Difference", "subtract",
     "First input minus second; a dimension of 1 is spread.", "", "#d3a0c6", "diamond", 2, 2, false, false, kNone},
    {Op::Multiply, Combine, "multiply", "Product", "multiply",
     "Elementwise product; a dimension of 1 of the second input is spread: [C, 1, 1] over all pixels.",
     "Hu et al., CVPR 2018", "#c080b0", "diamond", 2, 2, false, false, kNone},
    {Op::Divide, Combine, "divide", "Quotient", "divide", "First input divided by second; a dimension of 1 is spread.",
     "", "#c48cb6", "diamond", 2, 2, false, false, kNone},
    {Op::Concat, Combine, "concat", "Concatenation", "concat", "Its inputs one after another, along the channels.",
     "Szegedy et al., CVPR 2015", "#cc94be", "parallelogram", 1, -1, false, false, kAxis},
    {Op::Attention, Mixer, "attention", "Softmax attention", "attention",
     "Multi-head scaled dot-product attention of query, key and value; over all tokens, within windows, or on a grid.",
     "Vaswani et al., NIPS 2017; windows: Liu et al., ICCV 2021; grid: Mehta and Rastegari, ICLR 2022", "#b9a6e0",
     "box", 3, 3, false, false, kAttention},
    {Op::LinearAttention, Mixer, "linear_attention", "Linear attention", "lin. attention",
     "Attention without softmax: query times the sum of key and value products; linear in the number of tokens.",
     "Katharopoulos et al., ICML 2020", "#ad98d8", "box", 3, 3, false, false, kLinearAttention},
    {Op::GatedLinearAttention, Mixer, "gated_linear_attention", "Gated linear attention", "GLA",
     "Causal linear attention whose state decays by a gate of each token: query, key, value and gate.",
     "Yang et al., ICML 2024", "#a18ad0", "box", 4, 4, false, false, kHeads},
    {Op::SelectiveScan, Mixer, "selective_scan", "Selective state space", "S6",
     "State space model whose step, input and output depend on the token: x, step, input and output weights.",
     "Gu and Dao, arXiv 2312.00752", "#957cc8", "box", 4, 4, false, false, kNone},
    {Op::TokenAttention, Mixer, "token_attention", "Token-parameter attention", "Pattention",
     "Attention of the tokens to learned key and value tokens, with GELU instead of softmax: stands for a linear "
     "layer.",
     "Wang et al., TokenFormer, ICLR 2025", "#8f84c8", "box", 1, 1, false, false, kTokenAttention},
    {Op::ChannelShuffle, Layout, "channel_shuffle", "Channel shuffle", "shuffle",
     "Interleaves the channels of its groups.", "Zhang et al., ShuffleNet, CVPR 2018", "#c9d3dc", "parallelogram", 1, 1,
     false, false, kGroups},
    {Op::Reshape, Layout, "reshape", "Reshape", "reshape", "The same elements, in the same order, in another shape.",
     "", "#d5dbe1", "parallelogram", 1, 1, true, true, kShape},
    {Op::Permute, Layout, "permute", "Transpose", "permute", "Exchanges channels, height and width.", "", "#ccd4db",
     "parallelogram", 1, 1, false, false, kPermute},
    {Op::Slice, Layout, "slice", "Slice", "slice", "A part along one axis.", "", "#c6ced6", "parallelogram", 1, 1,
     false, false, kSlice},
    {Op::Pad, Layout, "pad", "Padding", "pad", "Zeros around the image.", "", "#d0d6dc", "parallelogram", 1, 1, false,
     false, kPad},
    {Op::Flatten, Layout, "flatten", "Flatten", "flatten", "All elements as one vector.", "", "#dddddd",
     "parallelogram", 1, 1, true, true, kNone},
    {Op::Constant, Other, "constant", "Parameter", "parameter",
     "A tensor of its own: a learned position or class token, or a constant of an imported model.", "", "#e9e3d3",
     "box", 0, 0, false, true, kConstant},
    {Op::Identity, Other, "identity", "Identity", "identity", "Passes its input on: a skip connection.", "", "#ececec",
     "point", 1, 1, true, true, kNone},
    {Op::Zero, Other, "zero", "Zero", "zero", "Zeros in the shape of its input: no connection.", "", "#bdbdbd", "point",
     1, 1, false, true, kNone},
    {Op::Dropout, Other, "dropout", "Dropout", "dropout", "Drops elements at random while training.",
     "Srivastava et al., JMLR 15, 2014", "#e4d4c0", "ellipse", 1, 1, true, true, kDropout},
    {Op::Unknown, Other, "unknown", "Unknown operator", "?",
     "An operator of an imported model that this program does not know: its costs are missing.", "", "#f4b6b6",
     "hexagon", 0, -1, false, false, kNone},
});

template <class T>
bool setWhole(T& target, double value, double low) {
  if (!(value >= low && value <= static_cast<double>(std::numeric_limits<T>::max())) || value != std::floor(value)) {
    return false;
  }
  target = static_cast<T>(value);
  return true;
}

bool setFlag(bool& target, double value) {
  target = value != 0;
  return value == value;
}

bool setReal(float& target, double value) {
  target = static_cast<float>(value);
  return std::isfinite(target);
}

}  // namespace

bool setAttribute(OpAttributes& a, AttributeField field, double value) {
  const auto dim = [&](F first) { return static_cast<std::size_t>(field) - static_cast<std::size_t>(first); };
  switch (field) {
    case F::Channels:
      return setWhole(a.outChannels, value, 1);
    case F::KernelHeight:
      return setWhole(a.kernelHeight, value, 1);
    case F::KernelWidth:
      return setWhole(a.kernelWidth, value, 1);
    case F::Kernel:
      return setWhole(a.kernelHeight, value, 1) && setWhole(a.kernelWidth, value, 1);
    case F::Stride:
      return setWhole(a.stride, value, 1);
    case F::PaddingHeight:
      return setWhole(a.paddingHeight, value, 0);
    case F::PaddingWidth:
      return setWhole(a.paddingWidth, value, 0);
    case F::Padding:
      return setWhole(a.paddingHeight, value, 0) && setWhole(a.paddingWidth, value, 0);
    case F::Dilation:
      return setWhole(a.dilation, value, 1);
    case F::Groups:
      return setWhole(a.groups, value, 1);
    case F::Bias:
      return setFlag(a.bias, value);
    case F::CountPadding:
      return setFlag(a.countPadding, value);
    case F::CeilMode:
      return setFlag(a.ceilMode, value);
    case F::Causal:
      return setFlag(a.causal, value);
    case F::Smooth:
      return setFlag(a.smooth, value);
    case F::Probability:
      return value >= 0 && value < 1 && setReal(a.value, value);
    case F::Slope:
    case F::Upper:
      return setReal(a.value, value);
    case F::Lower:
      return setReal(a.low, value);
    case F::Dim0:
    case F::Dim1:
    case F::Dim2:
    case F::Dim3:
      return setWhole(a.dims[dim(F::Dim0)], value, 0);
    case F::Size0:
    case F::Size1:
    case F::Size2:
      return setWhole(a.dims[dim(F::Size0)], value, 1);
    case F::Axis:
      return value <= 2 && setWhole(a.dims[0], value, 0);
  }
  return false;
}

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

OpAttributes defaultAttributes(Op op) {
  OpAttributes attributes;
  attributes.bias = op == Op::Linear || op == Op::LayerNorm || op == Op::RmsNorm || op == Op::Constant;
  if (op == Op::LeakyRelu) attributes.value = 0.01f;
  return attributes;
}

}  // namespace pscope
