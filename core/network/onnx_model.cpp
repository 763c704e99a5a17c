#include "core/network/onnx_model.h"

#include <cmath>
#include <limits>
#include <queue>
#include <set>

namespace pscope {

std::int64_t elementCount(const OnnxDims& dims) {
  constexpr std::int64_t kLimit = std::int64_t{1} << 62;
  std::int64_t count = 1;
  for (const auto size : dims) {
    if (size == 0) return 0;
    count = count > kLimit / size ? kLimit : count * size;
  }
  return count;
}

double OnnxConstant::number(std::int64_t index) const {
  const auto at = splat ? 0 : static_cast<std::size_t>(index);
  return integer ? static_cast<double>((*ints)[at]) : static_cast<double>((*floats)[at]);
}

float OnnxConstant::real(std::int64_t index) const {
  const auto at = splat ? 0 : static_cast<std::size_t>(index);
  return integer ? static_cast<float>((*ints)[at]) : (*floats)[at];
}

std::int64_t OnnxConstant::whole(std::int64_t index) const {
  const auto at = splat ? 0 : static_cast<std::size_t>(index);
  if (integer) return (*ints)[at];
  const double value = static_cast<double>((*floats)[at]);
  constexpr double kLimit = 9e18;
  return value > -kLimit && value < kLimit ? static_cast<std::int64_t>(value) : 0;
}

OnnxConstantPtr wholeConstant(OnnxDims dims, std::vector<std::int64_t> values) {
  OnnxConstant constant;
  constant.dims = std::move(dims);
  constant.integer = true;
  constant.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
  return std::make_shared<const OnnxConstant>(std::move(constant));
}

OnnxConstantPtr realConstant(OnnxDims dims, std::vector<float> values) {
  OnnxConstant constant;
  constant.dims = std::move(dims);
  constant.floats = std::make_shared<const std::vector<float>>(std::move(values));
  return std::make_shared<const OnnxConstant>(std::move(constant));
}

OnnxConstantPtr withDims(const OnnxConstant& constant, OnnxDims dims) {
  OnnxConstant copy = constant;
  copy.dims = std::move(dims);
  return std::make_shared<const OnnxConstant>(std::move(copy));
}

const std::vector<std::int64_t>* smallInts(const OnnxConstant* constant, std::size_t limit) {
  const bool fits = constant != nullptr && constant->known && constant->integer && !constant->splat &&
                    constant->dims.size() <= 1 && constant->ints->size() <= limit;
  return fits ? constant->ints.get() : nullptr;
}

std::int64_t OnnxNode::integer(std::string_view attribute, std::int64_t otherwise) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? otherwise : found->second.i;
}

float OnnxNode::real(std::string_view attribute, float otherwise) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? otherwise : found->second.f;
}

std::string OnnxNode::text(std::string_view attribute, std::string_view otherwise) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? std::string(otherwise) : found->second.s;
}

OnnxDims OnnxNode::integers(std::string_view attribute, const OnnxDims& otherwise) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? otherwise : found->second.ints;
}

namespace {

Error graphError(const OnnxModel& model, Message what, const std::string& place) {
  return makeError(ErrorCode::Parse, std::move(what),
                   PSCOPE_TR_NOOP("Onnx", "Export the model again from where it came from."), model.file, place);
}

/// Which node gives each value. @error two nodes give the same, or a node gives an input
Result<std::map<std::string, std::size_t>> makersOf(const OnnxModel& model) {
  std::map<std::string, std::size_t> makers;
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    for (const auto& output : model.nodes[i].outputs) {
      if (output.empty()) continue;
      if (!makers.emplace(output, i).second || model.constants.count(output) != 0) {
        return graphError(model, PSCOPE_TR_NOOP("Onnx", "The value %1 is given twice.").arg(output),
                          model.nodes[i].name);
      }
    }
  }
  return makers;
}

std::vector<bool> neededNodes(const OnnxModel& model, const std::map<std::string, std::size_t>& makers) {
  std::vector<bool> needed(model.nodes.size());
  std::vector<std::size_t> open;
  const auto need = [&](const std::string& value) {
    const auto maker = makers.find(value);
    if (maker == makers.end() || needed[maker->second]) return;
    needed[maker->second] = true;
    open.push_back(maker->second);
  };
  for (const auto& output : model.outputs) need(output.name);
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const auto& input : model.nodes[node].inputs) need(input);
    for (const auto& input : model.nodes[node].captured) need(input);
  }
  return needed;
}

}  // namespace

Status orderOnnxNodes(OnnxModel& model) {
  PSCOPE_TRY(const auto makers, makersOf(model));
  const auto needed = neededNodes(model, makers);
  std::set<std::string_view> given;
  for (const auto& input : model.inputs) given.insert(input.name);
  std::vector<std::size_t> missing(model.nodes.size());
  std::vector<std::vector<std::size_t>> readers(model.nodes.size());
  std::size_t expected = 0;
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    if (!needed[i]) continue;
    ++expected;
    for (const auto& input : model.nodes[i].captured) {
      const auto maker = makers.find(input);
      if (maker == makers.end()) continue;
      ++missing[i];
      readers[maker->second].push_back(i);
    }
    for (const auto& input : model.nodes[i].inputs) {
      if (input.empty() || given.count(input) != 0 || model.constants.count(input) != 0) continue;
      const auto maker = makers.find(input);
      if (maker == makers.end()) {
        return graphError(model, PSCOPE_TR_NOOP("Onnx", "Nothing gives the value %1 that it reads.").arg(input),
                          model.nodes[i].name);
      }
      ++missing[i];
      readers[maker->second].push_back(i);
    }
    if (missing[i] == 0) ready.push(i);
  }
  std::vector<OnnxNode> sorted;
  while (!ready.empty()) {
    const std::size_t node = ready.top();
    ready.pop();
    for (const auto reader : readers[node]) {
      if (--missing[reader] == 0) ready.push(reader);
    }
    missing[node] = std::numeric_limits<std::size_t>::max();
    sorted.push_back(std::move(model.nodes[node]));
  }
  if (sorted.size() != expected) {
    std::size_t in = 0;
    while (!needed[in] || missing[in] == 0 || missing[in] == std::numeric_limits<std::size_t>::max()) ++in;
    return graphError(model, PSCOPE_TR_NOOP("Onnx", "The graph has a cycle: this node needs its own result."),
                      model.nodes[in].name);
  }
  model.nodes = std::move(sorted);
  return {};
}

}  // namespace pscope
