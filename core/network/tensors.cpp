#include "core/network/tensors.h"

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/file.h"
#include "core/base/json.h"

namespace pscope {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are written as they lie in memory");

constexpr std::size_t kMaxFileBytes = std::size_t{4} << 30;
constexpr std::uint64_t kMaxHeaderBytes = 100u << 20;  // as the reference implementation
constexpr std::size_t kLengthBytes = 8;

Error damaged(const std::string& file, std::uint64_t offset, Message what) {
  return makeError(ErrorCode::Parse, std::move(what),
                   PSCOPE_TR_NOOP("Tensors", "The file is damaged or no safetensors file: write it again."), file,
                   "byte " + std::to_string(offset));
}

/// Number of elements, or nothing when it does not fit into 62 bits.
std::optional<std::uint64_t> elementsOf(const std::vector<std::int64_t>& shape) {
  std::uint64_t count = 1;
  for (const auto size : shape) {
    if (size < 0) return std::nullopt;
    if (size > 0 && count > (std::uint64_t{1} << 62) / static_cast<std::uint64_t>(size)) return std::nullopt;
    count *= static_cast<std::uint64_t>(size);
  }
  return count;
}

Result<std::string> headerText(const TensorFile& file) {
  Json header = Json::object();
  if (!file.metadata.empty()) {
    Json metadata = Json::object();
    for (const auto& [key, value] : file.metadata) metadata[key] = value;
    header["__metadata__"] = std::move(metadata);
  }
  std::uint64_t offset = 0;
  for (const auto& tensor : file.tensors) {
    if (header.contains(tensor.name) || tensor.name == "__metadata__" ||
        elementsOf(tensor.shape) != std::uint64_t{tensor.values.size()}) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Tensors",
                                      "The tensor \"%1\" has a name twice or values that do not fit its "
                                      "shape.")
                           .arg(tensor.name));
    }
    const std::uint64_t end = offset + tensor.values.size() * sizeof(float);
    header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.append((8 - text.size() % 8) % 8, ' ');  // values begin aligned
  return text;
}

Result<NamedTensor> readTensor(const JsonView& entry, const std::string& name, std::string_view values,
                               std::uint64_t begin) {
  PSCOPE_CHECK(entry.onlyKeys({"dtype", "shape", "data_offsets"}));
  NamedTensor tensor;
  tensor.name = name;
  PSCOPE_TRY(const auto type, entry.string("dtype"));
  if (type != "F32") {
    return entry.error(PSCOPE_TR_NOOP("Tensors", "Values of type %1 are not supported.").arg(type),
                       PSCOPE_TR_NOOP("Tensors", "Convert them to F32."), ErrorCode::Unsupported);
  }
  PSCOPE_TRY(const auto sizes, entry.array("shape"));
  for (const auto& size : sizes) {
    PSCOPE_TRY(const auto value, size.integer());
    tensor.shape.push_back(value);
  }
  PSCOPE_TRY(const auto offsets, entry.array("data_offsets"));
  const auto elements = elementsOf(tensor.shape);
  if (offsets.size() != 2 || !elements) return entry.error(PSCOPE_TR_NOOP("Tensors", "Shape or offsets are wrong."));
  PSCOPE_TRY(const auto from, offsets[0].integer());
  PSCOPE_TRY(const auto to, offsets[1].integer());
  if (from < 0 || to < from || static_cast<std::uint64_t>(to) > values.size() ||
      static_cast<std::uint64_t>(to - from) != *elements * sizeof(float)) {
    return damaged(entry.file(), begin + static_cast<std::uint64_t>(std::max<std::int64_t>(from, 0)),
                   PSCOPE_TR_NOOP("Tensors", "The values of \"%1\" do not lie within the file or do not fit its shape.")
                       .arg(name));
  }
  tensor.values.resize(*elements);
  if (*elements > 0) {
    std::memcpy(tensor.values.data(), values.data() + from, static_cast<std::size_t>(to - from));
  }
  return tensor;
}

}  // namespace

Status writeSafetensors(const std::string& path, const TensorFile& file) {
  PSCOPE_TRY(const std::string header, headerText(file));
  std::string bytes(kLengthBytes, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, kLengthBytes);
  bytes += header;
  for (const auto& tensor : file.tensors) {
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()), tensor.values.size() * sizeof(float));
  }
  return writeFileAtomically(path, bytes);
}

Result<TensorFile> readSafetensors(const std::string& path) {
  PSCOPE_TRY(const std::string bytes, readFile(path, kMaxFileBytes));
  return parseSafetensors(bytes, path);
}

Result<TensorFile> parseSafetensors(const std::string& bytes, const std::string& name) {
  std::uint64_t length = 0;
  if (bytes.size() < kLengthBytes) {
    return damaged(name, bytes.size(), PSCOPE_TR_NOOP("Tensors", "The file ends within its header."));
  }
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kMaxHeaderBytes || length > bytes.size() - kLengthBytes) {
    return damaged(name, 0, PSCOPE_TR_NOOP("Tensors", "The header claims %1 bytes.").arg(std::to_string(length)));
  }
  PSCOPE_TRY(const Json header, parseJson(std::string_view(bytes).substr(kLengthBytes, length), name));
  const JsonView view(header, name);
  if (!view.isObject()) return view.error(PSCOPE_TR_NOOP("Tensors", "An object is expected here."));
  const auto values = std::string_view(bytes).substr(kLengthBytes + length);
  TensorFile file;
  std::uint64_t total = 0;
  for (const auto& key : view.keys()) {
    PSCOPE_TRY(const auto entry, view.member(key));
    if (key == "__metadata__") {
      for (const auto& item : entry.keys()) {
        PSCOPE_TRY(auto text, entry.string(item));
        file.metadata.emplace_back(item, std::move(text));
      }
      continue;
    }
    PSCOPE_TRY(auto tensor, readTensor(entry, key, values, kLengthBytes + length));
    total += tensor.values.size() * sizeof(float);
    if (total > values.size()) {
      return damaged(name, kLengthBytes + length, PSCOPE_TR_NOOP("Tensors", "Tensors overlap."));
    }
    file.tensors.push_back(std::move(tensor));
  }
  if (total != values.size()) {
    return damaged(name, kLengthBytes + length + total,
                   PSCOPE_TR_NOOP("Tensors", "Bytes of the file belong to no tensor."));
  }
  return file;
}

}  // namespace pscope
