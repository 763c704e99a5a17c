// Operators that a value in any order of axes goes through: slices, joins, elementwise ones.
#include <algorithm>

#include "core/network/onnx_builder.h"

namespace pscope {
namespace {

using MaybeValue = std::optional<OnnxValue>;

std::int64_t& at(OnnxDims& dims, int axis) {
  return dims[static_cast<std::size_t>(axis)];
}

/// What `axes` of a value hold: all of `dims`, or 1 throughout (spread); nothing when it is mixed.
std::optional<bool> holdsAll(const OnnxDims& own, const OnnxDims& dims, const std::vector<int>& axes) {
  bool all = true;
  bool none = true;
  for (const int axis : axes) {
    const auto i = static_cast<std::size_t>(axis);
    if (dims[i] == 1) continue;
    all = all && own[i] == dims[i];
    none = none && own[i] == 1;
  }
  if (all) return true;
  return none ? std::optional(false) : std::nullopt;
}

/// Groups of axes along which the inputs are alike, at most three.
std::optional<AxisGroups> mergedGroups(std::span<const OnnxValue> inputs, const OnnxDims& dims) {
  AxisGroups groups;
  std::size_t count = 0;
  std::vector<bool> last;
  for (std::size_t axis = 0; axis < dims.size(); ++axis) {
    if (dims[axis] == 1) continue;
    std::vector<bool> pattern;
    for (const auto& input : inputs) pattern.push_back(input.dims[axis] == 1);
    if (count == 0 || pattern != last) {
      if (++count > 3) return std::nullopt;
      last = pattern;
    }
    groups[count - 1].push_back(static_cast<int>(axis));
  }
  return groups;
}

/// One group an axis, without the batch.
std::optional<AxisGroups> naturalGroups(const OnnxDims& dims) {
  const std::size_t first = dims.size() >= 2 && dims[0] == 1 ? 1 : 0;
  if (dims.size() - first > 3) return std::nullopt;
  AxisGroups groups;
  for (std::size_t i = first; i < dims.size(); ++i) groups[i - first].push_back(static_cast<int>(i));
  return groups;
}

/// A few of them: a sum or concatenation may have thousands of inputs.
void keepDistinct(std::vector<AxisGroups>& candidates) {
  constexpr std::size_t kMost = 8;
  std::vector<AxisGroups> kept;
  for (auto it = candidates.rbegin(); it != candidates.rend() && kept.size() < kMost;
       ++it) {  // the last ones always fit
    if (std::find(kept.begin(), kept.end(), *it) == kept.end()) kept.push_back(std::move(*it));
  }
  candidates.assign(kept.rbegin(), kept.rend());
}

}  // namespace

bool OnnxBuilder::lies(const OnnxValue& value, const AxisGroups& groups) const {
  if (value.constant) return true;
  std::vector<int> order;
  std::array<std::int64_t, 3> sizes{1, 1, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    for (const int axis : groups[i]) {
      const auto size = value.dims[static_cast<std::size_t>(axis)];
      sizes[i] *= size;
      if (size != 1) order.push_back(axis);
    }
  }
  const TensorShape& shape = shapeOf(value.node);
  return order == value.memory && shape.channels == sizes[0] && shape.height == sizes[1] && shape.width == sizes[2];
}

/// Of the candidates that express all inputs, the one that needs the fewest nodes; `spreads`: axes of which an input
/// may hold a single element (elementwise) or another number (concatenation).
Result<MaybeValue> OnnxBuilder::combineAs(Op op, const OpAttributes& attributes, std::span<const OnnxValue> inputs,
                                          const std::vector<AxisGroups>& candidates, const std::vector<bool>& spreads,
                                          OnnxDims dims) {
  const AxisGroups* best = nullptr;
  std::size_t fewest = 0;
  for (const auto& groups : candidates) {
    bool fits = true;
    std::size_t moves = 0;
    for (const auto& input : inputs) {
      for (const auto& group : groups) {
        const bool own = group.size() == 1 && !spreads[static_cast<std::size_t>(group[0])];  // along the concatenation
        fits = fits && (own || holdsAll(input.dims, dims, group).has_value());
      }
      moves += lies(input, groups) ? 0 : 1;
    }
    if (!fits || (best != nullptr && moves >= fewest)) continue;
    best = &groups;
    fewest = moves;
  }
  if (best == nullptr) return MaybeValue();
  const AxisGroups groups = *best;
  std::vector<NodeIndex> nodes;
  for (const auto& input : inputs) {
    PSCOPE_TRY(const auto node, arrange(input, groups));
    if (!node) return MaybeValue();
    nodes.push_back(*node);
  }
  OpAttributes own = attributes;
  if (op == Op::Concat) {
    for (std::size_t i = 0; i < 3; ++i) {
      if (groups[i].size() == 1 && !spreads[static_cast<std::size_t>(groups[i][0])]) {
        own.dims[0] = static_cast<std::int32_t>(i);
      }
    }
  }
  OnnxValue out;
  PSCOPE_TRY(out.node, add(op, nodes, own));
  for (const auto& group : groups) {
    for (const int axis : group) {
      if (at(dims, axis) != 1) out.memory.push_back(axis);
    }
  }
  out.dims = std::move(dims);
  return MaybeValue(std::move(out));
}

Result<MaybeValue> OnnxBuilder::combine(Op op, std::vector<OnnxValue> inputs) {
  std::size_t rank = 0;
  for (const auto& input : inputs) rank = std::max(rank, input.dims.size());
  OnnxDims dims(rank, 1);
  for (auto& input : inputs) {
    const std::size_t missing = rank - input.dims.size();
    input.dims.insert(input.dims.begin(), missing, 1);
    for (int& axis : input.memory) axis += static_cast<int>(missing);
    for (std::size_t i = 0; i < rank; ++i) {
      if (input.dims[i] == 1 || input.dims[i] == dims[i]) continue;
      if (dims[i] != 1) {
        return makeError(ErrorCode::InvalidArgument,
                         PSCOPE_TR_NOOP("Onnx", "Its inputs have %1 and %2 elements along one axis.")
                             .arg(std::to_string(dims[i]))
                             .arg(std::to_string(input.dims[i])));
      }
      dims[i] = input.dims[i];
    }
  }
  std::vector<AxisGroups> candidates;
  for (const auto& input : inputs) {
    if (input.dims != dims) continue;
    if (const auto groups = groupsOf(input)) candidates.push_back(*groups);
  }
  if (const auto groups = naturalGroups(dims)) candidates.push_back(*groups);
  if (const auto groups = mergedGroups(inputs, dims)) candidates.push_back(*groups);
  keepDistinct(candidates);
  return combineAs(op, {}, inputs, candidates, std::vector<bool>(rank, true), dims);
}

Result<MaybeValue> OnnxBuilder::concat(std::vector<OnnxValue> inputs, int axis) {
  OnnxDims dims = inputs[0].dims;
  at(dims, axis) = 0;
  for (auto& input : inputs) {
    OnnxDims others = input.dims;
    at(others, axis) = at(dims, axis);
    if (others != dims) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Onnx", "The inputs of a concatenation have other sizes along the other axes."));
    }
    at(dims, axis) += at(input.dims, axis);
  }
  std::vector<bool> spreads(dims.size(), true);
  spreads[static_cast<std::size_t>(axis)] = false;
  std::vector<AxisGroups> candidates;
  const auto consider = [&](const std::optional<AxisGroups>& groups) {
    if (!groups) return;
    for (const auto& group : *groups) {  // the axis must be a dimension of its own
      if (group == std::vector<int>{axis}) candidates.push_back(*groups);
    }
  };
  for (const auto& input : inputs) consider(groupsOf(input));
  consider(naturalGroups(dims));
  AxisGroups three;
  three[1] = {axis};
  for (int i = 0; i < static_cast<int>(dims.size()); ++i) {
    if (i != axis) three[i < axis ? 0 : 2].push_back(i);
  }
  consider(three);
  keepDistinct(candidates);
  return combineAs(Op::Concat, {}, inputs, candidates, spreads, dims);
}

Result<MaybeValue> OnnxBuilder::unary(Op op, const OnnxValue& value, const OpAttributes& attributes) {
  OnnxValue out = value;
  if (value.constant) {
    PSCOPE_TRY(const auto node, natural(value));
    if (!node) return MaybeValue();
    out = plain(*node, value.dims);
  }
  PSCOPE_TRY(out.node, add(op, out.node, attributes));
  return MaybeValue(std::move(out));
}

Result<MaybeValue> OnnxBuilder::slice(const OnnxValue& value, int axis, std::int64_t begin, std::int64_t end,
                                      std::int64_t step) {
  OnnxValue out = value;
  if (value.constant) {
    PSCOPE_TRY(const auto node, natural(value));
    if (!node) return MaybeValue();
    out = plain(*node, value.dims);
  }
  at(out.dims, axis) = (end - begin + step - 1) / step;
  if (out.dims == value.dims) return MaybeValue(std::move(out));
  OpAttributes attributes;
  const auto set = [&](int dimension, std::int64_t scale) {
    attributes.dims = {dimension, static_cast<std::int32_t>(begin * scale), static_cast<std::int32_t>(end * scale),
                       static_cast<std::int32_t>(step)};
  };
  const TensorShape& shape = shapeOf(out.node);
  const std::int64_t pixels = std::int64_t{shape.height} * shape.width;
  OnnxValue whole = out;
  whole.dims = value.dims;
  const auto own = groupsOf(whole);
  std::int64_t inner = elementCount(value.dims) / value.dims[static_cast<std::size_t>(axis)];
  bool done = false;
  for (std::size_t i = 0; own && i < 3 && !done; ++i) {
    if ((*own)[i] != std::vector<int>{axis}) continue;
    set(static_cast<int>(i), 1);
    done = true;
  }
  if (!done && !whole.memory.empty() && whole.memory[0] == axis && inner % pixels == 0 && step == 1) {
    set(0, inner / pixels);  // a run of channels
    done = true;
  }
  if (!done) {
    AxisGroups groups;
    groups[1] = {axis};
    bool after = false;
    for (const int each : whole.memory) {
      if (each != axis) groups[after ? 2 : 0].push_back(each);
      after = after || each == axis;
    }
    PSCOPE_TRY(const auto node, arrange(whole, groups));
    out.node = *node;
    set(1, 1);
  }
  PSCOPE_TRY(out.node, add(Op::Slice, out.node, attributes));
  if (at(out.dims, axis) == 1) std::erase(out.memory, axis);
  return MaybeValue(std::move(out));
}

}  // namespace pscope
