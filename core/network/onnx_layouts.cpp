// Operators of imported models that move elements without computing.
#include <algorithm>
#include <numeric>

#include "core/network/onnx_operation.h"

namespace pscope {
namespace {

using MaybeValue = std::optional<OnnxValue>;
constexpr std::size_t kMaxPieces = 64;  // of an irregular Gather

Result<bool> reshape(OnnxOperation& operation) {
  const OnnxValue& x = operation.in[0];
  const auto dims = reshapedDims(operation.node, x.dims, operation.constant(1));
  const bool known =
      operation.node.type != "Reshape" || operation.node.has("shape") || operation.constant(1) != nullptr;
  if (!known || x.constant) return false;
  if (!dims || elementCount(*dims) != elementCount(x.dims)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Onnx", "Its %1 elements do not fit the shape that it asks for.")
                         .arg(std::to_string(elementCount(x.dims))));
  }
  return operation.give(operation.build.reshape(x, *dims));
}

Result<bool> transpose(OnnxOperation& operation) {
  const OnnxDims given = operation.node.integers("perm");
  std::vector<int> perm;
  for (const auto axis : given) perm.push_back(static_cast<int>(axis));
  if (perm.empty()) {
    for (std::size_t i = operation.rank(); i-- > 0;) perm.push_back(static_cast<int>(i));
  }
  std::vector<int> sorted = perm;
  std::sort(sorted.begin(), sorted.end());
  std::vector<int> all(operation.rank());
  std::iota(all.begin(), all.end(), 0);
  if (sorted != all || operation.in[0].constant) return false;
  return operation.give(MaybeValue(operation.build.transpose(operation.in[0], perm)));
}

Result<bool> slice(OnnxOperation& operation) {
  std::vector<const OnnxConstant*> inputs;
  inputs.reserve(operation.in.size());
  for (std::size_t i = 0; i < operation.in.size(); ++i) inputs.push_back(operation.constant(i));
  const auto parts = sliceParts(operation.node, operation.in[0].dims, inputs);
  if (!parts) return false;
  OnnxValue value = operation.in[0];
  for (const auto& part : *parts) {
    PSCOPE_TRY(auto next, operation.build.slice(value, part.axis, part.begin, part.end, part.step));
    if (!next) return false;
    value = std::move(*next);
  }
  return operation.give(MaybeValue(std::move(value)));
}

Result<bool> split(OnnxOperation& operation) {
  const auto axis = normalAxis(operation.node.integer("axis", 0), operation.rank());
  if (!axis) return false;
  const std::int64_t size = operation.in[0].dims[static_cast<std::size_t>(*axis)];
  const auto count = static_cast<std::int64_t>(operation.node.outputs.size());
  OnnxDims sizes = operation.node.integers("split");
  if (operation.has(1)) {
    const auto* given = smallInts(operation.constant(1), 4096);
    if (given == nullptr) return false;
    sizes = *given;
  }
  if (sizes.empty()) {
    const std::int64_t part = (size + count - 1) / count;
    for (std::int64_t i = 0; i < count; ++i) sizes.push_back(std::min(part, size - i * part));
  }
  if (static_cast<std::int64_t>(sizes.size()) != count) return false;
  std::int64_t begin = 0;
  for (const auto part : sizes) {
    if (part < 1 || part > size - begin) return false;
    PSCOPE_TRY(auto piece, operation.build.slice(operation.in[0], *axis, begin, begin + part, 1));
    if (!piece) return false;
    operation.out.push_back(std::move(*piece));
    begin += part;
  }
  return true;
}

Result<bool> concat(OnnxOperation& operation) {
  const auto axis = normalAxis(operation.node.integer("axis", 1), operation.rank());
  if (!axis) return false;
  std::vector<OnnxValue> inputs;
  for (std::size_t i = 0; i < operation.in.size(); ++i) {
    if (!operation.has(i) || operation.in[i].dims.size() != operation.rank()) return false;
    if (elementCount(operation.in[i].dims) > 0) inputs.push_back(operation.in[i]);
  }
  if (inputs.empty()) return false;
  return operation.give(operation.build.concat(std::move(inputs), *axis));
}

/// Whether element i of the list is element (i % groups) * (n / groups) + i / groups: a channel shuffle.
std::int64_t shuffleGroups(const std::vector<std::int64_t>& indices) {
  const auto n = static_cast<std::int64_t>(indices.size());
  if (n < 4 || indices[0] != 0 || indices[1] < 2 || n % indices[1] != 0) return 0;
  const std::int64_t groups = n / indices[1];
  for (std::int64_t i = 0; i < n; ++i) {
    if (indices[static_cast<std::size_t>(i)] != (i % groups) * (n / groups) + i / groups) return 0;
  }
  return groups;
}

/// One index, an arithmetic row of indices, a channel shuffle, or a few pieces.
Result<bool> gather(OnnxOperation& operation) {
  const OnnxValue& x = operation.in[0];
  const auto axis = normalAxis(operation.node.integer("axis", 0), operation.rank());
  const auto* given = operation.constant(1);
  if (!axis || given == nullptr || !given->known || !given->integer || given->dims.size() > 1 || x.constant)
    return false;
  const std::int64_t size = x.dims[static_cast<std::size_t>(*axis)];
  std::vector<std::int64_t> indices;
  if (given->elements() < 1 || given->elements() > size) return false;
  for (std::int64_t i = 0; i < given->elements(); ++i) {
    const std::int64_t index = given->whole(i) < 0 ? given->whole(i) + size : given->whole(i);
    if (index < 0 || index >= size) return false;
    indices.push_back(index);
  }
  auto& build = operation.build;
  if (given->dims.empty()) {
    PSCOPE_TRY(auto piece, build.slice(x, *axis, indices[0], indices[0] + 1, 1));
    if (!piece) return false;
    OnnxDims dims = piece->dims;
    dims.erase(dims.begin() + *axis);
    return operation.give(build.reshape(*piece, dims));
  }
  const std::int64_t step = indices.size() > 1 ? indices[1] - indices[0] : 1;
  bool regular = step > 0;
  for (std::size_t i = 1; i < indices.size(); ++i) regular = regular && indices[i] - indices[i - 1] == step;
  if (regular) return operation.give(build.slice(x, *axis, indices[0], indices.back() + 1, step));
  if (const std::int64_t groups = shuffleGroups(indices); groups > 0) {
    OnnxDims cut = x.dims;
    cut[static_cast<std::size_t>(*axis)] = groups;
    cut.insert(cut.begin() + *axis + 1, size / groups);
    PSCOPE_TRY(auto grouped, build.reshape(x, cut));
    if (!grouped || static_cast<std::int64_t>(indices.size()) != size) return false;
    std::vector<int> perm(cut.size());
    std::iota(perm.begin(), perm.end(), 0);
    std::swap(perm[static_cast<std::size_t>(*axis)], perm[static_cast<std::size_t>(*axis) + 1]);
    return operation.give(build.reshape(build.transpose(*grouped, perm), x.dims));
  }
  if (indices.size() > kMaxPieces) return false;
  std::vector<OnnxValue> pieces;
  for (const auto index : indices) {
    PSCOPE_TRY(auto piece, build.slice(x, *axis, index, index + 1, 1));
    if (!piece) return false;
    pieces.push_back(std::move(*piece));
  }
  return operation.give(build.concat(std::move(pieces), *axis));
}

/// Nothing to do, or a sum with zeros that spreads the input.
Result<bool> expand(OnnxOperation& operation) {
  const auto* sizes = smallInts(operation.constant(1));
  if (sizes == nullptr || operation.in[0].constant) return false;
  if (std::any_of(sizes->begin(), sizes->end(), [](auto size) { return size < 1 || size > 1 << 28; })) return false;
  const auto dims = broadcastDims(operation.in[0].dims, *sizes);
  if (!dims) return false;
  double elements = 1;
  for (const auto size : *dims) elements *= static_cast<double>(size);
  if (elements > 1 << 24) return false;
  if (*dims == operation.in[0].dims) return operation.give(MaybeValue(operation.in[0]));
  OnnxConstant zeros;
  zeros.dims = *dims;
  zeros.splat = true;
  zeros.floats = std::make_shared<const std::vector<float>>(1, 0.0F);
  return operation.give(operation.build.combine(
      Op::Add, {operation.in[0], OnnxBuilder::constantValue(std::make_shared<const OnnxConstant>(zeros))}));
}

/// Blocks of pixels to channels and back: reshapes and a transpose.
Result<bool> depthToSpace(OnnxOperation& operation) {
  const OnnxDims& in = operation.in[0].dims;
  const std::int64_t block = operation.node.integer("blocksize", 0);
  const bool toSpace = operation.node.type == "DepthToSpace";
  if (in.size() != 4 || block < 1 || block > 1 << 14 || operation.in[0].constant) return false;
  const bool divides = toSpace ? in[1] % (block * block) == 0 : in[2] % block == 0 && in[3] % block == 0;
  if (!divides) return false;
  auto& build = operation.build;
  if (toSpace) {
    const bool rows = operation.node.text("mode", "DCR") == "CRD";
    const std::int64_t depth = in[1] / (block * block);
    const OnnxDims cut =
        rows ? OnnxDims{in[0], depth, block, block, in[2], in[3]} : OnnxDims{in[0], block, block, depth, in[2], in[3]};
    PSCOPE_TRY(auto parts, build.reshape(operation.in[0], cut));
    const std::vector<int> perm = rows ? std::vector<int>{0, 1, 4, 2, 5, 3} : std::vector<int>{0, 3, 4, 1, 5, 2};
    return operation.give(build.reshape(build.transpose(*parts, perm), {in[0], depth, in[2] * block, in[3] * block}));
  }
  PSCOPE_TRY(auto parts, build.reshape(operation.in[0], {in[0], in[1], in[2] / block, block, in[3] / block, block}));
  return operation.give(build.reshape(build.transpose(*parts, {0, 3, 5, 1, 2, 4}),
                                      {in[0], in[1] * block * block, in[2] / block, in[3] / block}));
}

Result<bool> same(OnnxOperation& operation) {
  return operation.give(MaybeValue(operation.in[0]));
}

}  // namespace

void addOnnxLayouts(OnnxHandlers& handlers) {
  for (const char* type : {"Reshape", "Flatten", "Squeeze", "Unsqueeze"}) handlers[type] = reshape;
  handlers["Transpose"] = transpose;
  handlers["Slice"] = slice;
  handlers["Split"] = split;
  handlers["Concat"] = concat;
  handlers["Gather"] = gather;
  handlers["Expand"] = expand;
  handlers["DepthToSpace"] = depthToSpace;
  handlers["SpaceToDepth"] = depthToSpace;
  handlers["Cast"] = same;
}

}  // namespace pscope
