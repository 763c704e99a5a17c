#include "core/network/onnx_builder.h"

#include <algorithm>
#include <numeric>

namespace pscope {
namespace {

constexpr std::int64_t kMaxElements = std::int64_t{1} << 30;

std::int32_t narrow(std::int64_t size) {
  return static_cast<std::int32_t>(std::min<std::int64_t>(size, kMaxElements + 1));  // refused by the shape rules
}

std::int64_t product(const OnnxDims& dims, const std::vector<int>& axes) {
  OnnxDims sizes;
  for (const int axis : axes) sizes.push_back(dims[static_cast<std::size_t>(axis)]);
  return elementCount(sizes);
}

TensorShape shapeOfGroups(const OnnxDims& dims, const AxisGroups& groups) {
  return {narrow(product(dims, groups[0])), narrow(product(dims, groups[1])), narrow(product(dims, groups[2]))};
}

std::vector<int> joined(const AxisGroups& groups, const OnnxDims& dims) {
  std::vector<int> axes;
  for (const auto& group : groups) {
    for (const int axis : group) {
      if (dims[static_cast<std::size_t>(axis)] != 1) axes.push_back(axis);
    }
  }
  return axes;
}

std::vector<int> manyElementAxes(const OnnxDims& dims) {
  std::vector<int> axes;
  for (std::size_t i = 0; i < dims.size(); ++i) {
    if (dims[i] != 1) axes.push_back(static_cast<int>(i));
  }
  return axes;
}

}  // namespace

OnnxValue OnnxBuilder::constantValue(OnnxConstantPtr constant) {
  OnnxValue value;
  value.dims = constant->dims;
  value.memory = manyElementAxes(value.dims);
  value.constant = std::move(constant);
  return value;
}

OnnxValue OnnxBuilder::plain(NodeIndex node, OnnxDims dims) {
  OnnxValue value;
  value.node = node;
  value.memory = manyElementAxes(dims);
  value.dims = std::move(dims);
  return value;
}

TensorShape OnnxBuilder::naturalShape(const OnnxDims& dims) {
  OnnxDims rest(dims.size() >= 2 && dims[0] == 1 ? dims.begin() + 1 : dims.begin(), dims.end());
  if (rest.size() > 3) std::erase(rest, 1);
  while (rest.size() > 3) {
    rest[1] = elementCount({rest[0], rest[1]});
    rest.erase(rest.begin());
  }
  rest.resize(3, 1);
  return {narrow(rest[0]), narrow(rest[1]), narrow(rest[2])};
}

void OnnxBuilder::setWeight(NodeIndex node, std::string_view parameter, std::vector<std::int64_t> shape,
                            std::vector<float> values) {
  m_pending.push_back({node, parameter, {"", std::move(shape), std::move(values)}});
}

bool OnnxBuilder::takesWeights(std::int64_t elements) {
  if (m_weights <= 0) return false;
  m_weights = elements < m_weights ? m_weights - elements : -1;
  return m_weights > 0;
}

std::vector<NamedTensor> OnnxBuilder::takeWeights() {
  const auto names = m_network.nodeNames();
  std::vector<NamedTensor> tensors;
  for (auto& weight : m_pending) {
    weight.tensor.name = names[static_cast<std::size_t>(weight.node)] + "." + std::string(weight.parameter);
    tensors.push_back(std::move(weight.tensor));
  }
  m_pending.clear();
  return tensors;
}

std::optional<AxisGroups> OnnxBuilder::groupsOf(const OnnxValue& value) const {
  if (value.constant) return std::nullopt;
  const TensorShape& shape = shapeOf(value.node);
  const std::array<std::int64_t, 3> sizes{shape.channels, shape.height, shape.width};
  AxisGroups groups;
  std::size_t next = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    std::int64_t held = 1;
    while (held < sizes[i] && next < value.memory.size()) {
      held *= value.dims[static_cast<std::size_t>(value.memory[next])];
      groups[i].push_back(value.memory[next++]);
    }
    if (held != sizes[i]) return std::nullopt;
  }
  if (next != value.memory.size()) return std::nullopt;
  return groups;
}

Result<NodeIndex> OnnxBuilder::reshaped(NodeIndex node, TensorShape shape) {
  while (m_network.node(node).op == Op::Reshape) node = m_network.inputs(m_network.node(node))[0];
  if (shapeOf(node) == shape) return node;
  const auto key = std::make_tuple(node, shape.channels, shape.height, shape.width, false);
  if (const auto found = m_layouts.find(key); found != m_layouts.end()) return found->second;
  OpAttributes attributes;
  attributes.dims = {shape.channels, shape.height, shape.width, 0};
  PSCOPE_TRY(const auto made, add(Op::Reshape, node, attributes));
  m_layouts.emplace(key, made);
  return made;
}

Result<NodeIndex> OnnxBuilder::permuted(NodeIndex node, std::array<std::int32_t, 3> perm) {
  if (perm == std::array<std::int32_t, 3>{0, 1, 2}) return node;
  const auto key = std::make_tuple(node, perm[0], perm[1], perm[2], true);
  if (const auto found = m_layouts.find(key); found != m_layouts.end()) return found->second;
  OpAttributes attributes;
  attributes.dims = {perm[0], perm[1], perm[2], 0};
  PSCOPE_TRY(const auto made, add(Op::Permute, node, attributes));
  m_layouts.emplace(key, made);
  return made;
}

/// Sees the elements as three blocks of axes and exchanges these; a channel shuffle is one.
Result<NodeIndex> OnnxBuilder::permutedBlocks(NodeIndex node, const std::array<std::int64_t, 3>& sizes,
                                              std::array<std::int32_t, 3> perm) {
  const TensorShape shape = shapeOf(node);
  const bool swapsFirst = perm == std::array<std::int32_t, 3>{1, 0, 2};
  if (swapsFirst && sizes[0] > 1 && sizes[1] > 1 && sizes[0] * sizes[1] == shape.channels) {
    const auto key = std::make_tuple(node, narrow(sizes[0]), -1, -1, true);
    if (const auto found = m_layouts.find(key); found != m_layouts.end()) return found->second;
    OpAttributes attributes;
    attributes.groups = narrow(sizes[0]);
    PSCOPE_TRY(const auto made, add(Op::ChannelShuffle, node, attributes));
    m_layouts.emplace(key, made);
    return made;
  }
  PSCOPE_TRY(const auto blocks, reshaped(node, {narrow(sizes[0]), narrow(sizes[1]), narrow(sizes[2])}));
  return permuted(blocks, perm);
}

/// Moves the elements of `value` into the order `target` of its axes: one permutation when three blocks suffice,
/// otherwise one axis after the other.
Result<NodeIndex> OnnxBuilder::rearranged(const OnnxValue& value, const std::vector<int>& target) {
  std::vector<int> memory = value.memory;
  NodeIndex node = value.node;
  const auto size = [&](std::size_t begin, std::size_t end) {
    std::int64_t count = 1;
    for (std::size_t i = begin; i < end; ++i) count *= value.dims[static_cast<std::size_t>(memory[i])];
    return count;
  };
  while (memory != target) {
    // Blocks of axes that stay together: (first, end) in memory, in the order of the target.
    std::vector<std::pair<std::size_t, std::size_t>> blocks;
    for (const int axis : target) {
      const auto at = static_cast<std::size_t>(std::find(memory.begin(), memory.end(), axis) - memory.begin());
      if (!blocks.empty() && blocks.back().second == at) {
        ++blocks.back().second;
      } else {
        blocks.emplace_back(at, at + 1);
      }
    }
    if (blocks.size() <= 3) {
      std::vector<std::pair<std::size_t, std::size_t>> lying = blocks;
      std::sort(lying.begin(), lying.end());
      std::array<std::int64_t, 3> sizes{1, 1, 1};
      std::array<std::int32_t, 3> perm{0, 1, 2};
      for (std::size_t i = 0; i < lying.size(); ++i) {
        sizes[i] = size(lying[i].first, lying[i].second);
        perm[i] = static_cast<std::int32_t>(std::find(lying.begin(), lying.end(), blocks[i]) - lying.begin());
      }
      return permutedBlocks(node, sizes, perm);
    }
    // What is in place stays: rotate it away, bring the next block forward, rotate back.
    const std::size_t done = blocks[0].first == 0 ? blocks[0].second : 0;
    const auto [first, end] = done == 0 ? blocks[0] : blocks[1];
    if (done > 0) {
      PSCOPE_TRY(node, permutedBlocks(node, {size(0, done), size(done, memory.size()), 1}, {1, 0, 2}));
    }
    PSCOPE_TRY(node,
               permutedBlocks(node, {size(done, first), size(first, end), size(end, memory.size()) * size(0, done)},
                              {1, 0, 2}));
    if (done > 0) {
      PSCOPE_TRY(node, permutedBlocks(node, {size(done, memory.size()), size(0, done), 1}, {1, 0, 2}));
    }
    const auto begin = memory.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(done), begin + static_cast<std::ptrdiff_t>(first),
                begin + static_cast<std::ptrdiff_t>(end));
  }
  return node;
}

Result<std::optional<NodeIndex>> OnnxBuilder::arrange(const OnnxValue& value, const AxisGroups& groups) {
  if (value.constant) return constantNode(value, groups);
  const TensorShape shape = shapeOfGroups(value.dims, groups);
  const auto target = joined(groups, value.dims);
  if (target == value.memory) {
    PSCOPE_TRY(const auto node, reshaped(value.node, shape));
    return MaybeNode(node);
  }
  if (const auto own = groupsOf(value)) {  // whole dimensions of the node: one permutation, no reshape
    std::array<std::int32_t, 3> perm{-1, -1, -1};
    std::array<bool, 3> used{};
    bool direct = true;
    for (const bool empty : {false, true}) {
      for (std::size_t i = 0; i < 3; ++i) {
        const auto wanted = joined({groups[i], {}, {}}, value.dims);
        if (wanted.empty() != empty) continue;
        for (std::size_t k = 0; k < 3 && perm[i] < 0; ++k) {
          if (used[k] || (*own)[k] != wanted) continue;
          perm[i] = static_cast<std::int32_t>(k);
          used[k] = true;
        }
        direct = direct && perm[i] >= 0;
      }
    }
    if (direct) {
      PSCOPE_TRY(const auto node, permuted(value.node, perm));
      return MaybeNode(node);
    }
  }
  PSCOPE_TRY(auto node, rearranged(value, target));
  PSCOPE_TRY(node, reshaped(node, shape));
  return MaybeNode(node);
}

Result<std::optional<NodeIndex>> OnnxBuilder::constantNode(const OnnxValue& value, const AxisGroups& groups) {
  const OnnxConstant& constant = *value.constant;
  if (!constant.known || constant.elements() == 0) return MaybeNode();
  const auto key = std::make_pair(&constant, groups);
  if (const auto found = m_constants.find(key); found != m_constants.end()) return MaybeNode(found->second.second);
  const TensorShape shape = shapeOfGroups(value.dims, groups);
  OpAttributes attributes;
  attributes.bias = constant.trained && constant.elements() > 1;
  attributes.dims = {shape.channels, shape.height, shape.width, 0};
  PSCOPE_TRY(const auto node, add(Op::Constant, std::span<const NodeIndex>(), attributes));
  m_constants.emplace(key, std::make_pair(value.constant, node));
  if (!takesWeights(constant.elements())) return MaybeNode(node);
  const auto target = joined(groups, value.dims);
  std::vector<std::int64_t> strides(target.size(), 1);  // in the constant, of each axis of the target
  for (std::size_t i = 0; i < target.size(); ++i) {
    for (std::size_t axis = static_cast<std::size_t>(target[i]) + 1; axis < value.dims.size(); ++axis) {
      strides[i] *= value.dims[axis];
    }
  }
  std::vector<float> values(static_cast<std::size_t>(constant.elements()));
  std::vector<std::int64_t> index(target.size());
  std::int64_t from = 0;
  for (auto& element : values) {
    element = constant.real(from);
    for (std::size_t i = target.size(); i-- > 0;) {
      from += strides[i];
      if (++index[i] < value.dims[static_cast<std::size_t>(target[i])]) break;
      from -= strides[i] * index[i];
      index[i] = 0;
    }
  }
  setWeight(node, "value", {shape.channels, shape.height, shape.width}, std::move(values));
  return MaybeNode(node);
}

Result<std::optional<NodeIndex>> OnnxBuilder::natural(const OnnxValue& value) {
  const TensorShape shape = naturalShape(value.dims);
  AxisGroups groups;
  std::size_t at = 0;
  std::int64_t held = 1;
  const std::array<std::int64_t, 3> sizes{shape.channels, shape.height, shape.width};
  for (const int axis : manyElementAxes(value.dims)) {
    while (at < 2 && held == sizes[at]) {
      ++at;
      held = 1;
    }
    groups[at].push_back(axis);
    held *= value.dims[static_cast<std::size_t>(axis)];
  }
  return arrange(value, groups);
}

Result<std::optional<NodeIndex>> OnnxBuilder::image(const OnnxValue& value) {
  const std::size_t rank = value.dims.size();
  if (rank < 2 || rank > 4 || value.dims[0] != 1) return MaybeNode();
  AxisGroups groups;
  for (std::size_t i = 1; i < rank; ++i) groups[i - 1].push_back(static_cast<int>(i));
  return arrange(value, groups);
}

Result<std::optional<OnnxBuilder::Channels>> OnnxBuilder::withChannels(const OnnxValue& value, int axis, bool flat) {
  Channels channels{-1, {}};
  const std::vector<int>& order = value.memory;
  for (const int each : order) {
    if (each != axis) channels.rest.push_back(each);
  }
  const std::int64_t size = value.dims[static_cast<std::size_t>(axis)];
  const bool first = size == 1 || (!order.empty() && order[0] == axis);
  if (!value.constant && first && shapeOf(value.node).channels == size && (!flat || shapeOf(value.node).width == 1)) {
    channels.node = value.node;
    return std::optional(channels);
  }
  AxisGroups groups{std::vector<int>{axis}, channels.rest, {}};
  if (!flat && channels.rest.size() > 1) {
    groups[2] = {channels.rest.back()};
    groups[1].pop_back();
  }
  PSCOPE_TRY(const auto node, arrange(value, groups));
  if (!node) return std::optional<Channels>();
  channels.node = *node;
  return std::optional(channels);
}

OnnxValue OnnxBuilder::transpose(const OnnxValue& value, const std::vector<int>& perm) const {
  OnnxValue out = value;
  std::vector<int> place(perm.size());
  for (std::size_t i = 0; i < perm.size(); ++i) {
    out.dims[i] = value.dims[static_cast<std::size_t>(perm[i])];
    place[static_cast<std::size_t>(perm[i])] = static_cast<int>(i);
  }
  for (int& axis : out.memory) axis = place[static_cast<std::size_t>(axis)];
  return out;
}

Result<std::optional<OnnxValue>> OnnxBuilder::reshape(const OnnxValue& value, const OnnxDims& dims) {
  const auto before = manyElementAxes(value.dims);
  const auto after = manyElementAxes(dims);
  std::vector<int> memory = value.memory;
  std::vector<int> result;
  std::map<int, std::vector<int>> becomes;  // first axis of a block of the old -> axes of the new
  bool view = true;
  for (std::size_t i = 0, k = 0; view && (i < before.size() || k < after.size());) {
    std::vector<int> from{before[i]}, to{after[k]};
    std::int64_t sizeFrom = value.dims[static_cast<std::size_t>(before[i++])];
    std::int64_t sizeTo = dims[static_cast<std::size_t>(after[k++])];
    while (sizeFrom != sizeTo) {
      if (sizeFrom < sizeTo) {
        from.push_back(before[i]);
        sizeFrom *= value.dims[static_cast<std::size_t>(before[i++])];
      } else {
        to.push_back(after[k]);
        sizeTo *= dims[static_cast<std::size_t>(after[k++])];
      }
    }
    const auto at = std::find(memory.begin(), memory.end(), from[0]);
    view = static_cast<std::size_t>(memory.end() - at) >= from.size() && std::equal(from.begin(), from.end(), at);
    becomes[from[0]] = to;
  }
  if (view) {
    for (const int axis : memory) {
      if (const auto found = becomes.find(axis); found != becomes.end()) {
        result.insert(result.end(), found->second.begin(), found->second.end());
      }
    }
    OnnxValue out = value;
    out.dims = dims;
    out.memory = std::move(result);
    return std::optional(out);
  }
  std::sort(memory.begin(), memory.end());
  PSCOPE_TRY(const auto node, rearranged(value, memory));
  return std::optional(plain(node, dims));
}

}  // namespace pscope
