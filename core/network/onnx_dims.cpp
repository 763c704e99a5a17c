// What the operators that only change dims make of them.
#include <algorithm>
#include <limits>

#include "core/network/onnx_fold.h"

namespace pscope {

std::optional<int> normalAxis(std::int64_t axis, std::size_t rank) {
  const auto count = static_cast<std::int64_t>(rank);
  if (axis < -count || axis >= count) return std::nullopt;
  return static_cast<int>(axis < 0 ? axis + count : axis);
}

std::optional<OnnxDims> broadcastDims(OnnxDims a, OnnxDims b) {
  if (a.size() < b.size()) std::swap(a, b);
  b.insert(b.begin(), a.size() - b.size(), 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && a[i] != 1 && b[i] != 1) return std::nullopt;
    if (a[i] == 1) a[i] = b[i];
  }
  return a;
}

namespace {

/// Axes of Squeeze and Unsqueeze: an attribute before opset 13, an input since.
std::optional<std::vector<std::int64_t>> axesOf(const OnnxNode& node, const OnnxConstant* parameter) {
  if (node.has("axes")) return node.integers("axes");
  if (parameter == nullptr) return std::vector<std::int64_t>{};
  const auto* axes = smallInts(parameter);
  if (axes == nullptr) return std::nullopt;
  return *axes;
}

std::optional<OnnxDims> reshapeTarget(const OnnxNode& node, const OnnxDims& in, const OnnxConstant* parameter) {
  OnnxDims target;
  if (node.has("shape")) {
    target = node.integers("shape");
  } else {
    const auto* given = smallInts(parameter);
    if (given == nullptr) return std::nullopt;
    target = *given;
  }
  const std::int64_t elements = elementCount(in);
  const auto resolve = [&](OnnxDims dims) -> std::optional<OnnxDims> {
    double known = 1;
    std::size_t open = dims.size();
    for (std::size_t i = 0; i < dims.size(); ++i) {
      if (dims[i] == 0 && node.integer("allowzero", 0) == 0) {
        if (i >= in.size()) return std::nullopt;
        dims[i] = in[i];
      }
      if (dims[i] == -1 && open == dims.size()) {
        open = i;
      } else if (dims[i] < 0) {
        return std::nullopt;
      } else {
        known *= static_cast<double>(dims[i]);
      }
    }
    if (known > 4e9) return std::nullopt;
    const auto rest = static_cast<std::int64_t>(known);
    if (open < dims.size()) {
      if (rest == 0 || elements % rest != 0) return std::nullopt;
      dims[open] = elements / rest;
      return dims;
    }
    return rest == elements ? std::optional(dims) : std::nullopt;
  };
  if (auto dims = resolve(target)) return dims;
  // A file for a fixed batch names it here; our batch is 1.
  if (target.size() < 2 || target[0] < 2) return std::nullopt;
  target[0] = 1;
  return resolve(target);
}

}  // namespace

std::optional<OnnxDims> reshapedDims(const OnnxNode& node, const OnnxDims& in, const OnnxConstant* parameter) {
  if (node.type == "Reshape") return reshapeTarget(node, in, parameter);
  if (node.type == "Flatten") {
    const std::int64_t axis = node.integer("axis", 1);
    const auto rank = static_cast<std::int64_t>(in.size());
    if (axis < -rank || axis > rank) return std::nullopt;
    OnnxDims dims{1, 1};
    for (std::int64_t i = 0; i < rank; ++i) {
      dims[i < (axis < 0 ? axis + rank : axis) ? 0 : 1] *= in[static_cast<std::size_t>(i)];
    }
    return dims;
  }
  const auto axes = axesOf(node, parameter);
  if (!axes) return std::nullopt;
  const bool squeeze = node.type == "Squeeze";
  std::vector<bool> chosen(squeeze ? in.size() : in.size() + axes->size());
  for (const auto each : *axes) {
    const auto axis = normalAxis(each, chosen.size());
    if (!axis || chosen[static_cast<std::size_t>(*axis)]) return std::nullopt;
    chosen[static_cast<std::size_t>(*axis)] = true;
  }
  OnnxDims dims;
  if (squeeze) {
    for (std::size_t i = 0; i < in.size(); ++i) {
      const bool drop = axes->empty() ? in[i] == 1 : chosen[i];
      if (drop && in[i] != 1) return std::nullopt;
      if (!drop) dims.push_back(in[i]);
    }
    return dims;
  }
  std::size_t next = 0;
  for (const bool added : chosen) dims.push_back(added ? 1 : in[next++]);
  return dims;
}

std::optional<std::vector<OnnxSlicePart>> sliceParts(const OnnxNode& node, const OnnxDims& in,
                                                     std::span<const OnnxConstant* const> inputs) {
  const auto given = [&](std::size_t index, const char* attribute) -> std::optional<OnnxDims> {
    if (inputs.size() <= 1) return node.has(attribute) ? std::optional(node.integers(attribute)) : std::nullopt;
    const auto* values = index < inputs.size() ? smallInts(inputs[index]) : nullptr;
    return values != nullptr ? std::optional(*values) : std::nullopt;
  };
  const auto absent = [&](std::size_t index) { return index >= inputs.size() || inputs[index] == nullptr; };
  const auto starts = given(1, "starts");
  const auto ends = given(2, "ends");
  if (!starts || !ends || starts->size() != ends->size()) return std::nullopt;
  auto axes = given(3, "axes");
  auto steps = given(4, "steps");
  if ((!axes && inputs.size() > 1 && !absent(3)) || (!steps && !absent(4))) return std::nullopt;
  if (!axes) {
    axes = OnnxDims{};
    for (std::size_t i = 0; i < starts->size(); ++i) axes->push_back(static_cast<std::int64_t>(i));
  }
  if (!steps) steps = OnnxDims(starts->size(), 1);
  if (axes->size() != starts->size() || steps->size() != starts->size()) return std::nullopt;
  std::vector<OnnxSlicePart> parts;
  for (std::size_t i = 0; i < starts->size(); ++i) {
    const auto axis = normalAxis((*axes)[i], in.size());
    if (!axis || (*steps)[i] < 1) return std::nullopt;
    const std::int64_t size = in[static_cast<std::size_t>(*axis)];
    const auto place = [size](std::int64_t at) {
      return std::clamp<std::int64_t>(at < 0 ? std::max(at, -size) + size : at, 0, size);
    };
    const OnnxSlicePart part{*axis, place((*starts)[i]), place((*ends)[i]),
                             std::min((*steps)[i], std::max<std::int64_t>(size, 1))};
    if (part.begin >= part.end) return std::nullopt;
    parts.push_back(part);
  }
  return parts;
}

}  // namespace pscope
