// Convolutions, pools, padding and resizing of imported models.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/network/onnx_operation.h"

namespace pscope {
namespace {

using MaybeValue = std::optional<OnnxValue>;
constexpr std::int64_t kMaxWindow = 32767;

/// A window as ONNX describes it; height, then width (1 for signals of one dimension).
struct Window {
  std::array<std::int64_t, 2> kernel{1, 1}, stride{1, 1}, dilation{1, 1}, before{0, 0}, after{0, 0};
  std::array<std::int64_t, 2> in{1, 1}, out{1, 1};
  bool ceil = false;
  std::int64_t extent(std::size_t i) const { return dilation[i] * (kernel[i] - 1) + 1; }
};

/// Our shape rule along one axis.
std::int64_t windowed(const Window& w, std::size_t i, std::int64_t before, std::int64_t after, bool ceil) {
  const std::int64_t room = w.in[i] + before + after - w.extent(i);
  if (room < 0) return 0;
  std::int64_t length = (room + (ceil ? w.stride[i] - 1 : 0)) / w.stride[i] + 1;
  if (ceil && (length - 1) * w.stride[i] >= w.in[i] + before) --length;
  return length;
}

void automaticPadding(const std::string& mode, Window& w) {
  for (std::size_t i = 0; i < 2; ++i) {
    w.before[i] = w.after[i] = 0;
    if (mode == "VALID") continue;
    const std::int64_t length = (w.in[i] + w.stride[i] - 1) / w.stride[i];
    const std::int64_t total = std::max<std::int64_t>((length - 1) * w.stride[i] + w.extent(i) - w.in[i], 0);
    w.before[i] = mode == "SAME_LOWER" ? total - total / 2 : total / 2;
    w.after[i] = total - w.before[i];
  }
}

std::optional<Window> windowOf(const OnnxNode& node, const OnnxDims& in, const OnnxDims& kernel) {
  const std::size_t axes = in.size() - 2;
  if (axes < 1 || axes > 2 || kernel.size() != axes) return std::nullopt;
  const OnnxDims strides = node.integers("strides", OnnxDims(axes, 1));
  const OnnxDims dilations = node.integers("dilations", OnnxDims(axes, 1));
  const OnnxDims pads = node.integers("pads", OnnxDims(2 * axes, 0));
  if (strides.size() != axes || dilations.size() != axes || pads.size() != 2 * axes) return std::nullopt;
  Window w;
  w.ceil = node.integer("ceil_mode", 0) != 0;
  for (std::size_t i = 0; i < axes; ++i) {
    w.in[i] = in[i + 2];
    w.kernel[i] = kernel[i];
    w.stride[i] = strides[i];
    w.dilation[i] = dilations[i];
    w.before[i] = pads[i];
    w.after[i] = pads[axes + i];
    for (const auto value : {kernel[i], strides[i], dilations[i]}) {
      if (value < 1 || value > kMaxWindow) return std::nullopt;
    }
    if (pads[i] < 0 || pads[axes + i] < 0 || pads[i] > kMaxWindow || pads[axes + i] > kMaxWindow) return std::nullopt;
  }
  const std::string mode = node.text("auto_pad", "NOTSET");
  if (mode != "NOTSET" && !mode.empty()) automaticPadding(mode, w);
  for (std::size_t i = 0; i < 2; ++i) w.out[i] = windowed(w, i, w.before[i], w.after[i], w.ceil);
  return w;
}

enum class Kind { Convolution, Largest, Mean, MeanWithPadding };

/// Our attributes for a window: our padding is the same before and after, our stride and dilation the same along both
/// axes. What differs without consequence is evened out.
bool setWindow(Window& w, Kind kind, OpAttributes& a) {
  if (w.out[0] < 1 || w.out[1] < 1) return false;
  for (std::size_t i = 0; i < 2; ++i) {
    if (w.kernel[i] == 1) w.dilation[i] = w.dilation[1 - i];
    Window other = w;
    other.stride[i] = w.stride[1 - i];
    if (windowed(other, i, w.before[i], w.after[i], w.ceil) == w.out[i]) w = other;
  }
  if (w.stride[0] != w.stride[1] || w.dilation[0] != w.dilation[1]) return false;
  if ((kind == Kind::Mean || kind == Kind::MeanWithPadding) && w.dilation[0] != 1) return false;
  a.kernelHeight = static_cast<std::int16_t>(w.kernel[0]);
  a.kernelWidth = static_cast<std::int16_t>(w.kernel[1]);
  a.stride = static_cast<std::int16_t>(w.stride[0]);
  a.dilation = static_cast<std::int16_t>(w.dilation[0]);
  return true;
}

/// Whether padding by `before` on both sides gives the same windows, rounded down or up.
bool symmetric(const Window& w, Kind kind, bool ceil) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (windowed(w, i, w.before[i], w.before[i], ceil) != w.out[i]) return false;
    if (kind != Kind::Convolution && 2 * w.before[i] > w.kernel[i]) return false;
  }
  return true;
}

Result<MaybeValue> applyWindow(OnnxOperation& operation, NodeIndex x, Op op, Window w, Kind kind, OpAttributes a) {
  if (!setWindow(w, kind, a)) return MaybeValue();
  const bool mayRound =
      kind == Kind::Largest || kind == Kind::Mean || (kind == Kind::MeanWithPadding && w.ceil && w.before == w.after);
  NodeIndex padded = x;
  if (symmetric(w, kind, false) || (mayRound && symmetric(w, kind, true))) {
    a.ceilMode = !symmetric(w, kind, false);
    a.paddingHeight = static_cast<std::int16_t>(w.before[0]);
    a.paddingWidth = static_cast<std::int16_t>(w.before[1]);
  } else {
    if (kind == Kind::Mean || w.ceil) return MaybeValue();
    OpAttributes pad;
    pad.value = kind == Kind::Largest ? std::numeric_limits<float>::lowest() : 0.0F;
    pad.dims = {static_cast<std::int32_t>(w.before[0]), static_cast<std::int32_t>(w.after[0]),
                static_cast<std::int32_t>(w.before[1]), static_cast<std::int32_t>(w.after[1])};
    PSCOPE_TRY(padded, operation.build.add(Op::Pad, x, pad));
  }
  PSCOPE_TRY(const auto node, operation.build.add(op, padded, a));
  OnnxDims dims{1, operation.build.shapeOf(node).channels, operation.build.shapeOf(node).height,
                operation.build.shapeOf(node).width};
  dims.resize(operation.rank());
  return MaybeValue(OnnxBuilder::plain(node, std::move(dims)));
}

Result<bool> convolution(OnnxOperation& operation) {
  const auto* weight = operation.floats(1, operation.rank());
  const auto* bias = operation.floats(2, 1);
  if (weight == nullptr || operation.rank() < 3 || (operation.has(2) && bias == nullptr)) return false;
  const auto window = windowOf(operation.node, operation.in[0].dims, {weight->dims.begin() + 2, weight->dims.end()});
  if (!window) return false;
  const std::int64_t out = weight->dims[0];
  const std::int64_t groups = operation.node.integer("group", 1);
  PSCOPE_TRY(const auto image, operation.build.image(operation.in[0]));
  if (!image) return false;
  const std::int64_t in = operation.build.shapeOf(*image).channels;
  if (groups < 1 || groups > in || weight->dims[1] != in / groups || (bias != nullptr && bias->dims[0] != out)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Onnx", "Its weights do not fit an input of %1 channels in %2 groups.")
                         .arg(std::to_string(in))
                         .arg(std::to_string(groups)));
  }
  OpAttributes a;
  a.outChannels = static_cast<std::int32_t>(out);
  a.groups = static_cast<std::int32_t>(groups);
  a.bias = bias != nullptr;
  PSCOPE_TRY(auto value, applyWindow(operation, *image, Op::Conv2d, *window, Kind::Convolution, a));
  if (value && operation.build.takesWeights(weight->elements() + out)) {
    const NodeIndex node = value->node;
    operation.build.setWeight(node, "weight", {out, weight->dims[1], window->kernel[0], window->kernel[1]},
                              realValues(*weight));
    if (bias != nullptr) operation.build.setWeight(node, "bias", {out}, realValues(*bias));
  }
  return operation.give(std::move(value));
}

Result<bool> pool(OnnxOperation& operation, Op op) {
  if (operation.rank() < 3) return false;
  const auto window = windowOf(operation.node, operation.in[0].dims, operation.node.integers("kernel_shape"));
  if (!window) return false;
  PSCOPE_TRY(const auto image, operation.build.image(operation.in[0]));
  if (!image) return false;
  OpAttributes a;
  const bool padded = window->before != std::array<std::int64_t, 2>{} || window->after != std::array<std::int64_t, 2>{};
  a.countPadding = op == Op::AvgPool && padded && operation.node.integer("count_include_pad", 0) != 0;
  const Kind kind = op == Op::MaxPool ? Kind::Largest : a.countPadding ? Kind::MeanWithPadding : Kind::Mean;
  return operation.give(applyWindow(operation, *image, op, *window, kind, a));
}

Result<bool> maxPool(OnnxOperation& operation) {
  return pool(operation, Op::MaxPool);
}
Result<bool> averagePool(OnnxOperation& operation) {
  return pool(operation, Op::AvgPool);
}

Result<bool> globalPool(OnnxOperation& operation, Op op) {
  PSCOPE_TRY(const auto image, operation.build.image(operation.in[0]));
  if (!image || operation.rank() < 3) return false;
  const TensorShape shape = operation.build.shapeOf(*image);
  OpAttributes a;
  if (op == Op::MaxPool) {
    if (shape.height > kMaxWindow || shape.width > kMaxWindow) return false;
    a.kernelHeight = static_cast<std::int16_t>(shape.height);
    a.kernelWidth = static_cast<std::int16_t>(shape.width);
  }
  PSCOPE_TRY(const auto node, operation.build.add(op, *image, a));
  OnnxDims dims(operation.rank(), 1);
  dims[1] = shape.channels;
  return operation.give(MaybeValue(OnnxBuilder::plain(node, std::move(dims))));
}

Result<bool> globalAverage(OnnxOperation& operation) {
  return globalPool(operation, Op::GlobalAvgPool);
}
Result<bool> globalMax(OnnxOperation& operation) {
  return globalPool(operation, Op::MaxPool);
}

/// Zeros (or another value) around an image.
Result<bool> pad(OnnxOperation& operation) {
  const auto& node = operation.node;
  const std::size_t rank = operation.rank();
  OnnxDims pads = node.integers(node.has("pads") ? "pads" : "paddings");
  if (operation.has(1)) {
    const auto* given = smallInts(operation.constant(1));
    if (given == nullptr) return false;
    pads = *given;
  }
  if (node.text("mode", "constant") != "constant" || pads.size() != 2 * rank || operation.has(3)) return false;
  if (std::all_of(pads.begin(), pads.end(), [](auto amount) { return amount == 0; })) {
    return operation.give(MaybeValue(operation.in[0]));
  }
  if (rank < 3 || rank > 4) return false;
  float filler = node.real("value", 0);
  if (operation.has(2)) {
    const auto* given = operation.constant(2);
    if (given == nullptr || !given->isScalar()) return false;
    filler = given->real(0);
  }
  OpAttributes a;
  a.value = filler;
  OnnxDims dims = operation.in[0].dims;
  for (std::size_t i = 0; i < rank; ++i) {
    if (pads[i] < 0 || pads[rank + i] < 0 || pads[i] + pads[rank + i] > 1 << 20) return false;
    if (i < 2 && pads[i] + pads[rank + i] != 0) return false;
    if (i >= 2) {
      a.dims[2 * (i - 2)] = static_cast<std::int32_t>(pads[i]);
      a.dims[2 * (i - 2) + 1] = static_cast<std::int32_t>(pads[rank + i]);
      dims[i] += pads[i] + pads[rank + i];
    }
  }
  PSCOPE_TRY(const auto image, operation.build.image(operation.in[0]));
  if (!image) return false;
  PSCOPE_TRY(const auto padded, operation.build.add(Op::Pad, *image, a));
  return operation.give(MaybeValue(OnnxBuilder::plain(padded, std::move(dims))));
}

/// Sizes that a Resize or Upsample asks for.
std::optional<OnnxDims> resizedDims(const OnnxOperation& operation) {
  const auto& node = operation.node;
  const OnnxDims& in = operation.in[0].dims;
  const auto scaled = [&](auto scaleOf, std::size_t count) -> std::optional<OnnxDims> {
    if (count != in.size()) return std::nullopt;
    OnnxDims dims;
    for (std::size_t i = 0; i < count; ++i) {
      const double size = std::floor(static_cast<double>(static_cast<float>(in[i]) * scaleOf(i)));
      if (!(size >= 1 && size < 1 << 28)) return std::nullopt;
      dims.push_back(static_cast<std::int64_t>(size));
    }
    return dims;
  };
  if (node.has("scales")) {
    const auto& scales = node.attributes.find("scales")->second.floats;
    return scaled([&](std::size_t i) { return scales[i]; }, scales.size());
  }
  const std::size_t scalesAt = node.type == "Upsample" || operation.model.opset < 11 ? 1 : 2;
  if (const auto* sizes = smallInts(operation.constant(3)); sizes != nullptr && sizes->size() == in.size()) {
    for (const auto size : *sizes) {
      if (size < 1 || size > 1 << 28) return std::nullopt;
    }
    OnnxDims dims = *sizes;
    dims[0] = in[0];
    return dims;
  }
  const auto* scales = operation.constant(scalesAt);
  if (scales == nullptr || !scales->isFloats() || scales->dims.size() != 1) return std::nullopt;
  return scaled([&](std::size_t i) { return scales->real(static_cast<std::int64_t>(i)); },
                static_cast<std::size_t>(scales->elements()));
}

Result<bool> resize(OnnxOperation& operation) {
  const auto& node = operation.node;
  const auto dims = resizedDims(operation);
  const OnnxDims& in = operation.in[0].dims;
  if (!dims || in.size() != 4 || (*dims)[0] != in[0] || (*dims)[1] != in[1]) return false;
  const std::string mode = node.text("mode", "nearest");
  const bool old = node.type == "Upsample" || operation.model.opset < 11;
  const std::string places = node.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel");
  const bool wholeFactor = (*dims)[2] % in[2] == 0 && (*dims)[3] % in[3] == 0;
  const bool nearest = mode == "nearest" &&
                       (wholeFactor || (places == "asymmetric" && (old || node.text("nearest_mode", "") == "floor")));
  const bool smooth =
      (mode == "linear" || mode == "bilinear") && (places == "half_pixel" || places == "pytorch_half_pixel");
  if (!(nearest && places != "align_corners") && !smooth) return false;
  OpAttributes a;
  a.smooth = smooth;
  a.dims = {static_cast<std::int32_t>((*dims)[2]), static_cast<std::int32_t>((*dims)[3]), 0, 0};
  PSCOPE_TRY(const auto image, operation.build.image(operation.in[0]));
  if (!image) return false;
  PSCOPE_TRY(const auto resized, operation.build.add(Op::Resize, *image, a));
  return operation.give(MaybeValue(OnnxBuilder::plain(resized, *dims)));
}

}  // namespace

std::vector<float> realValues(const OnnxConstant& constant) {
  if (constant.isFloats() && !constant.splat) return *constant.floats;
  std::vector<float> values(static_cast<std::size_t>(constant.elements()));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = constant.real(static_cast<std::int64_t>(i));
  return values;
}

void addOnnxWindows(OnnxHandlers& handlers) {
  handlers["Conv"] = convolution;
  handlers["MaxPool"] = maxPool;
  handlers["AveragePool"] = averagePool;
  handlers["GlobalAveragePool"] = globalAverage;
  handlers["GlobalMaxPool"] = globalMax;
  handlers["Pad"] = pad;
  handlers["Resize"] = resize;
  handlers["Upsample"] = resize;
}

}  // namespace pscope
