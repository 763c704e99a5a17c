#include "core/network/onnx_import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <new>
#include <set>
#include <stdexcept>

#include "core/base/file.h"
#include "core/network/onnx_operation.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxFileBytes = (std::size_t{1} << 31) - 1;  // of a protocol buffer
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr std::int64_t kMaxValueElements = std::int64_t{1} << 30;

const OnnxHandlers& handlers() {
  static const OnnxHandlers all = [] {
    OnnxHandlers made;
    addOnnxWindows(made);
    addOnnxElementwise(made);
    addOnnxMatrices(made);
    addOnnxLayouts(made);
    return made;
  }();
  return all;
}

Message checkMend() {
  return PSCOPE_TR_NOOP("Onnx", "Check the model with onnx.checker, or export it again.");
}

std::string shapeText(const OnnxValueInfo& info) {
  std::string text;
  for (std::size_t i = 0; i < info.dims.size(); ++i) {
    text += (i > 0 ? ", " : "") + (info.dims[i] < 0 ? info.symbols[i] : std::to_string(info.dims[i]));
  }
  return "[" + text + "]";
}

/// Works the constants out that follow from constants alone, so that patterns see their values.
Status foldConstants(OnnxModel& model, OnnxFolder& folder, const std::stop_token& stop) {
  std::vector<OnnxNode> rest;
  for (auto& node : model.nodes) {
    if (stop.stop_requested()) return onnxCancelled(model.file);
    std::vector<OnnxConstantPtr> inputs;
    bool known = !node.inputs.empty() && node.outputs.size() == 1;
    for (const auto& input : node.inputs) {
      const auto found = model.constants.find(input);
      known = known && (input.empty() || found != model.constants.end());
      inputs.push_back(found == model.constants.end() ? nullptr : found->second);
    }
    if (known) {
      auto value = folder.fold(node, inputs);
      if (!value.ok()) {
        auto error = std::move(value).error();
        error.file = model.file;
        error.place = node.name;
        return error;
      }
      if (value.value()) {
        model.constants[node.outputs[0]] = std::move(value).value();
        continue;
      }
    }
    rest.push_back(std::move(node));
  }
  model.nodes = std::move(rest);
  return {};
}

/// Elements of weights that may be kept: those of the file, and a bounded number made from them.
std::int64_t weightLimit(const OnnxModel& model, const OnnxImportOptions& options) {
  if (!options.weights) return 0;
  std::int64_t elements = options.maxMadeElements + 1;
  for (const auto& [name, constant] : model.constants) elements += constant->splat ? 0 : constant->elements();
  return elements;
}

class Importer {
 public:
  Importer(const OnnxModel& model, OnnxFolder& folder, const OnnxImportOptions& options, const OnnxDims& input)
      : m_model(model), m_folder(folder), m_build(OnnxBuilder::naturalShape(input), weightLimit(model, options)) {}

  Status run(const std::string& inputName, const OnnxDims& inputDims, std::int64_t fileBatch,
             const std::stop_token& stop) {
    m_batch = fileBatch;
    m_values[inputName] = OnnxBuilder::plain(0, inputDims);
    for (std::size_t i = 0; i < m_model.nodes.size(); ++i) {
      for (const auto& input : m_model.nodes[i].inputs) m_lastUse[input] = i;
    }
    for (const auto& node : m_model.nodes) {
      for (const auto& output : node.outputs) m_wanted[output] = m_lastUse.count(output) != 0;
    }
    for (const auto& output : m_model.outputs) m_wanted[output.name] = true;
    for (const auto& node : m_model.nodes) {
      if (stop.stop_requested()) return onnxCancelled(m_model.file);
      PSCOPE_CHECK(importNode(node));
    }
    return finish();
  }

  OnnxBuilder& build() { return m_build; }
  std::vector<UnknownOperator>& unknown() { return m_unknown; }

 private:
  Error placed(Error error, const OnnxNode& node) const {
    error.file = m_model.file;
    error.place = node.name;
    if (error.mend.empty()) error.mend = checkMend();
    return error;
  }
  Status checkRoom(const std::string& place) const;
  OnnxValue valueOf(const std::string& name) const;
  void setScope(const OnnxNode& node);
  Result<OnnxConstantPtr> folded(const OnnxNode& node, const std::vector<OnnxValue>& inputs);
  Status importNode(const OnnxNode& node);
  std::optional<OnnxDims> claimedDims(const std::string& value) const;
  std::optional<OnnxDims> derivedDims(const OnnxNode& node, const std::vector<OnnxValue>& inputs) const;
  Status importUnknown(const OnnxNode& node, const std::vector<OnnxValue>& inputs);
  Status finish();

  const OnnxModel& m_model;
  OnnxFolder& m_folder;
  OnnxBuilder m_build;
  std::map<std::string, OnnxValue> m_values;
  std::map<std::string, std::size_t> m_lastUse;
  std::map<std::string, bool> m_wanted;
  std::vector<UnknownOperator> m_unknown;
  std::int64_t m_batch = 1;
};

/// The weights so far did not outgrow their bound.
Status Importer::checkRoom(const std::string& place) const {
  if (!m_build.tooLarge()) return {};
  return makeError(
      ErrorCode::Unsupported,
      PSCOPE_TR_NOOP("Onnx", "The model's weights are far larger than its file: it makes or repeats them."),
      PSCOPE_TR_NOOP("Onnx", "Read it without weights, or simplify it where it came from."), m_model.file, place);
}

OnnxValue Importer::valueOf(const std::string& name) const {
  if (name.empty()) return {};
  if (const auto found = m_values.find(name); found != m_values.end()) return found->second;
  const auto constant = m_model.constants.find(name);
  return constant != m_model.constants.end() ? OnnxBuilder::constantValue(constant->second) : OnnxValue{};
}

/// The folder part of a node's name: "/layer1/conv/Conv" is in "layer1/conv".
void Importer::setScope(const OnnxNode& node) {
  const std::size_t begin = node.name.find_first_not_of('/');
  const std::size_t end = node.name.find_last_of('/');
  const bool nested = begin != std::string::npos && end != std::string::npos && end > begin;
  m_build.network().setScope(nested ? node.name.substr(begin, end - begin) : std::string());
}

/// The value of a node whose result does not depend on the input: of constants, or a shape.
Result<OnnxConstantPtr> Importer::folded(const OnnxNode& node, const std::vector<OnnxValue>& inputs) {
  if (node.outputs.size() != 1 || inputs.empty()) return OnnxConstantPtr();
  const OnnxDims& dims = inputs[0].dims;
  if (node.type == "Shape" && inputs[0].node >= 0) {
    const auto rank = static_cast<std::int64_t>(dims.size());
    const auto place = [rank](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank); };
    const std::int64_t begin = place(node.integer("start", 0));
    const std::int64_t end = std::max(begin, place(node.integer("end", rank)));
    const OnnxDims part(dims.begin() + begin, dims.begin() + end);
    return wholeConstant({end - begin}, part);
  }
  if (node.type == "Size" && inputs[0].node >= 0) return wholeConstant({}, {elementCount(dims)});
  std::vector<OnnxConstantPtr> constants;
  for (const auto& input : inputs) {
    if (input.node >= 0) return OnnxConstantPtr();
    constants.push_back(input.constant);
  }
  return m_folder.fold(node, constants);
}

Status Importer::importNode(const OnnxNode& node) {
  setScope(node);
  std::vector<OnnxValue> inputs;
  for (const auto& name : node.inputs) {
    inputs.push_back(valueOf(name));
    if (inputs.back().node >= 0 && elementCount(inputs.back().dims) > kMaxValueElements) {
      return placed(makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "Its input is too large.")), node);
    }
  }
  auto constant = folded(node, inputs);
  if (!constant.ok()) return placed(std::move(constant).error(), node);
  if (constant.value()) {
    m_values[node.outputs[0]] = OnnxBuilder::constantValue(std::move(constant).value());
    return {};
  }
  OnnxOperation operation{m_model, node, m_build, inputs, {}};
  const auto handler = handlers().find(node.type);
  bool mapped = false;
  if (handler != handlers().end() && operation.has(0)) {
    auto result = handler->second(operation);
    if (!result.ok()) return placed(std::move(result).error(), node);
    mapped = result.value();
  }
  PSCOPE_CHECK(checkRoom(node.name));
  for (std::size_t i = 1; mapped && i < node.outputs.size(); ++i) {
    mapped = i < operation.out.size() || node.outputs[i].empty() || !m_wanted[node.outputs[i]];
  }
  if (!mapped) return importUnknown(node, inputs);
  for (std::size_t i = 0; i < node.outputs.size() && i < operation.out.size(); ++i) {
    m_values[node.outputs[i]] = std::move(operation.out[i]);
  }
  return {};
}

/// What the file says of a value, for batch 1; nothing when a dimension is missing.
std::optional<OnnxDims> Importer::claimedDims(const std::string& value) const {
  const auto found = m_model.claimed.find(value);
  if (found == m_model.claimed.end() || !found->second.hasShape) return std::nullopt;
  OnnxDims dims = found->second.dims;
  if (!dims.empty() && (dims[0] < 0 || (m_batch > 1 && dims[0] == m_batch))) dims[0] = 1;
  if (std::any_of(dims.begin(), dims.end(), [](auto size) { return size < 1; })) return std::nullopt;
  return dims;
}

/// Shapes of operators that we know but cannot express.
std::optional<OnnxDims> Importer::derivedDims(const OnnxNode& node, const std::vector<OnnxValue>& inputs) const {
  static const std::set<std::string_view> kSame = {
      "Erf",  "Sqrt", "Log",  "Abs",  "Floor",  "Ceil",       "Round",
      "Sign", "Elu",  "Selu", "Celu", "Mish",   "Sin",        "Cos",
      "Not",  "LRN",  "Gelu", "Cast", "CumSum", "LogSoftmax", "InstanceNormalization"};
  static const std::set<std::string_view> kSpread = {"Pow",     "Max",   "Min", "Equal", "Less",
                                                     "Greater", "Where", "And", "Or",    "Mod"};
  if (inputs.empty()) return std::nullopt;
  const OnnxDims& first = inputs[0].dims;
  if (kSame.count(node.type) != 0) return first;
  if (kSpread.count(node.type) != 0) {
    std::optional<OnnxDims> dims = first;
    for (std::size_t i = 1; dims && i < inputs.size(); ++i) dims = broadcastDims(*dims, inputs[i].dims);
    return dims;
  }
  if (node.type == "MatMul" && inputs.size() == 2 && first.size() >= 2 && inputs[1].dims.size() >= 2) {
    const OnnxDims& second = inputs[1].dims;
    auto dims = broadcastDims({first.begin(), first.end() - 2}, {second.begin(), second.end() - 2});
    if (!dims) return std::nullopt;
    dims->push_back(first[first.size() - 2]);
    dims->push_back(second.back());
    return dims;
  }
  return std::nullopt;
}

Status Importer::importUnknown(const OnnxNode& node, const std::vector<OnnxValue>& inputs) {
  std::vector<NodeIndex> reads;
  const OnnxValue* first = nullptr;
  for (const auto& input : inputs) {
    if (input.node < 0) continue;
    if (first == nullptr) first = &input;
    reads.push_back(input.node);
  }
  UnknownOperator entry{node.type, node.name, false};
  for (const auto& output : node.outputs) {
    if (output.empty() || !m_wanted[output]) continue;
    auto dims = claimedDims(output);
    if (!dims) dims = derivedDims(node, inputs);
    if (!dims && first != nullptr) {
      dims = first->dims;
      entry.shapeAssumed = true;
    }
    if (!dims) {
      return placed(makeError(ErrorCode::Unsupported,
                              PSCOPE_TR_NOOP("Onnx",
                                             "The operator %1 is not known, and the file does not say what shape "
                                             "its result has.")
                                  .arg(node.type),
                              PSCOPE_TR_NOOP("Onnx", "Run onnx.shape_inference over the model and save it again.")),
                    node);
    }
    const TensorShape shape = OnnxBuilder::naturalShape(*dims);
    OpAttributes a;
    a.dims = {shape.channels, shape.height, shape.width, 0};
    auto made = m_build.add(Op::Unknown, reads, a);
    if (!made.ok()) return placed(std::move(made).error(), node);
    m_values[output] = OnnxBuilder::plain(made.value(), *dims);
  }
  m_unknown.push_back(std::move(entry));
  return {};
}

Status Importer::finish() {
  m_build.network().setScope("");
  std::vector<NodeIndex> outputs;
  for (const auto& output : m_model.outputs) {
    const OnnxValue value = valueOf(output.name);
    Result<std::optional<NodeIndex>> node = std::optional<NodeIndex>();
    if (value.node >= 0 || value.constant) node = m_build.natural(value);
    if (!node.ok() || !node.value()) {
      auto error = node.ok()
                       ? makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "This output cannot be worked out."))
                       : std::move(node).error();
      error.file = m_model.file;
      error.place = output.name;
      if (error.mend.empty()) error.mend = checkMend();
      return error;
    }
    PSCOPE_CHECK(checkRoom(output.name));
    outputs.push_back(*node.value());
  }
  Network& network = m_build.network();
  const auto last = static_cast<NodeIndex>(network.nodes().size()) - 1;
  if (outputs.size() == 1 && outputs[0] == last) return {};
  if (std::find(outputs.begin(), outputs.end(), last) == outputs.end()) {
    PSCOPE_TRY(outputs.back(), m_build.add(Op::Identity, outputs.back()));
  }
  if (outputs.size() > 1) network.setOutputs(std::move(outputs));
  return {};
}

/// The one input of the network.
Result<const OnnxValueInfo*> inputOf(const OnnxModel& model) {
  std::set<std::string_view> read;
  for (const auto& node : model.nodes) read.insert(node.inputs.begin(), node.inputs.end());
  for (const auto& output : model.outputs) read.insert(output.name);
  const OnnxValueInfo* chosen = nullptr;
  std::string names;
  int count = 0;
  for (const auto& input : model.inputs) {
    if (read.count(input.name) == 0) continue;
    chosen = &input;
    names += (count++ > 0 ? ", " : "") + input.name;
  }
  if (count == 0 && !model.inputs.empty()) return &model.inputs[0];
  if (count == 1) return chosen;
  if (count == 0) {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "The model has no input."), checkMend(),
                     model.file);
  }
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Onnx", "The model has %1 inputs: %2.").arg(std::to_string(count)).arg(names),
                   PSCOPE_TR_NOOP("Onnx", "Only models with one input can be read; make the others constants."),
                   model.file);
}

/// Its dims for batch 1.
Result<OnnxDims> inputDims(const OnnxModel& model, const OnnxValueInfo& input) {
  OnnxDims dims = input.dims;
  const bool batched = dims.size() == 2 || dims.size() == 4 || dims.size() == 5;
  if (!dims.empty() && (dims[0] < 0 || batched)) dims[0] = 1;
  const bool open = std::any_of(dims.begin(), dims.end(), [](auto size) { return size < 1; });
  if (input.hasShape && !open) return dims;
  return makeError(
      ErrorCode::Unsupported, PSCOPE_TR_NOOP("Onnx", "The size of the input is left open: %1.").arg(shapeText(input)),
      PSCOPE_TR_NOOP("Onnx", "Only the batch may be; export the model with fixed height, width and channels."),
      model.file, input.name);
}

Result<ImportedModel> importModel(OnnxModel model, const OnnxImportOptions& options) {
  OnnxFolder folder(model.opset, options.maxMadeElements);
  PSCOPE_CHECK(foldConstants(model, folder, options.stop));
  fuseOnnxPatterns(model);
  PSCOPE_CHECK(orderOnnxNodes(model));
  PSCOPE_TRY(const OnnxValueInfo* input, inputOf(model));
  PSCOPE_TRY(const OnnxDims dims, inputDims(model, *input));
  if (elementCount(dims) > kMaxValueElements) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Onnx", "The input is too large: %1.").arg(shapeText(*input)), checkMend(),
                     model.file, input->name);
  }
  const std::int64_t batch = input->dims.empty() ? 1 : input->dims[0];
  Importer importer(model, folder, options, dims);
  PSCOPE_CHECK(importer.run(input->name, dims, batch, options.stop));
  auto tensors = importer.build().takeWeights();
  ImportedModel imported{std::move(importer.build().network()),
                         std::move(tensors),
                         std::move(importer.unknown()),
                         std::move(model.metadata),
                         std::move(model.producer),
                         model.irVersion,
                         model.opset};
  return imported;
}

/// readFile() that can be given up between megabytes; what is wrong with a file is readFile()'s to say.
Result<std::string> readModelFile(const std::string& path, const std::stop_token& stop) {
  std::error_code failure;
  const auto size = std::filesystem::is_regular_file(path, failure) ? std::filesystem::file_size(path, failure) : 0;
  std::ifstream file(path, std::ios::binary);
  if (!stop.stop_possible() || failure || !file || size == 0 || size > kMaxFileBytes) {
    return readFile(path, kMaxFileBytes);
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t done = 0; done < bytes.size(); done += kPieceBytes) {
    if (stop.stop_requested()) return onnxCancelled(path);
    const std::size_t piece = std::min(kPieceBytes, bytes.size() - done);
    if (!file.read(bytes.data() + done, static_cast<std::streamsize>(piece))) return readFile(path, kMaxFileBytes);
  }
  return bytes;
}

Result<ImportedModel> importGuarded(std::string_view bytes, const std::string& name, const std::string& folder,
                                    const OnnxImportOptions& options) {
  try {
    PSCOPE_TRY(auto model, readOnnxModel(bytes, name, folder, options.stop));
    return importModel(std::move(model), options);
  } catch (const std::bad_alloc&) {
    return makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Onnx", "There is not enough memory for the ONNX model."),
                     {}, name);
  } catch (const std::exception& exception) {  // of the protocol buffers
    auto error = makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Onnx", "The ONNX model cannot be read."), {}, name);
    error.detail = exception.what();
    return error;
  }
}

}  // namespace

Result<ImportedModel> importOnnx(const std::string& path, const OnnxImportOptions& options) {
  PSCOPE_TRY(const std::string bytes, readModelFile(path, options.stop));
  const auto folder = std::filesystem::absolute(path).parent_path().string();
  return importGuarded(bytes, path, folder, options);
}

Result<ImportedModel> importOnnxBytes(std::string_view bytes, const std::string& name,
                                      const OnnxImportOptions& options) {
  return importGuarded(bytes, name, "", options);
}

}  // namespace pscope
