#include "core/network/onnx_tensor_reader.h"

#include <onnx/onnx_pb.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

namespace pscope {
namespace {

constexpr std::int64_t kMaxKeptIntegers = 1 << 16;  // larger integer tensors are weights of quantised models

/// Bytes of one element in raw data; 0: not a number (strings).
std::size_t elementSize(int type) {
  using T = onnx::TensorProto;
  switch (type) {
    case T::FLOAT:
    case T::INT32:
    case T::UINT32:
      return 4;
    case T::INT64:
    case T::UINT64:
    case T::DOUBLE:
    case T::COMPLEX64:
      return 8;
    case T::INT8:
    case T::UINT8:
    case T::BOOL:
      return 1;
    case T::INT16:
    case T::UINT16:
    case T::FLOAT16:
    case T::BFLOAT16:
      return 2;
    case T::COMPLEX128:
      return 16;
    default:
      return 0;
  }
}

bool isReal(int type) {
  using T = onnx::TensorProto;
  return type == T::FLOAT || type == T::DOUBLE || type == T::FLOAT16 || type == T::BFLOAT16;
}

/// IEEE 754 binary16.
float fromHalf(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const int mantissa = bits & 1023;
  const float sign = (bits & 0x8000) != 0 ? -1.0F : 1.0F;
  if (exponent == 31) {
    return mantissa == 0 ? sign * std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
  }
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(mantissa), -24);
  return sign * std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
}

float fromBrain(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

template <class T>
T valueAt(const std::string& raw, std::size_t index) {
  T value;
  std::memcpy(&value, raw.data() + index * sizeof(T), sizeof(T));
  return value;
}

float realAt(int type, const std::string& raw, std::size_t i) {
  using T = onnx::TensorProto;
  switch (type) {
    case T::DOUBLE:
      return static_cast<float>(valueAt<double>(raw, i));
    case T::FLOAT16:
      return fromHalf(valueAt<std::uint16_t>(raw, i));
    case T::BFLOAT16:
      return fromBrain(valueAt<std::uint16_t>(raw, i));
    default:
      return valueAt<float>(raw, i);
  }
}

std::int64_t wholeAt(int type, const std::string& raw, std::size_t i) {
  using T = onnx::TensorProto;
  switch (type) {
    case T::INT32:
      return valueAt<std::int32_t>(raw, i);
    case T::UINT32:
      return valueAt<std::uint32_t>(raw, i);
    case T::INT8:
      return valueAt<std::int8_t>(raw, i);
    case T::INT16:
      return valueAt<std::int16_t>(raw, i);
    case T::UINT16:
      return valueAt<std::uint16_t>(raw, i);
    case T::UINT8:
    case T::BOOL:
      return valueAt<std::uint8_t>(raw, i);
    default:
      return valueAt<std::int64_t>(raw, i);
  }
}

/// Dimensions of a stored tensor: no more than 2^31 elements, none negative.
template <class Dims>
bool readDims(const Dims& dims, OnnxDims& out) {
  if (dims.size() > kOnnxMaxRank) return false;
  double elements = 1;
  for (const std::int64_t size : dims) {
    if (size < 0 || static_cast<double>(size) > kOnnxMaxElements) return false;
    if (size > 0) elements *= static_cast<double>(size);
    out.push_back(size);
  }
  return elements <= kOnnxMaxElements;
}

bool parseOffset(const std::string& text, std::uint64_t& value) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size();
}

}  // namespace

Message onnxDamagedMend() {
  return PSCOPE_TR_NOOP("Onnx", "Export the model again, or check it with onnx.checker.");
}

Error OnnxTensorReader::error(Message what, const std::string& place) const {
  return makeError(ErrorCode::Parse, std::move(what), onnxDamagedMend(), m_file, place);
}

Error OnnxTensorReader::wrongSize(const onnx::TensorProto& tensor, std::int64_t elements, std::size_t held) const {
  return error(PSCOPE_TR_NOOP("Onnx", "The tensor claims %1 elements but holds %2 bytes or values.")
                   .arg(std::to_string(elements))
                   .arg(std::to_string(held)),
               tensor.name());
}

Result<OnnxConstantPtr> OnnxTensorReader::read(const onnx::TensorProto& tensor, bool trained) const {
  OnnxConstant constant;
  if (!readDims(tensor.dims(), constant.dims)) {
    return error(PSCOPE_TR_NOOP("Onnx", "The tensor has a negative dimension or more than 2^31 elements."),
                 tensor.name());
  }
  if (tensor.has_segment()) {
    return error(PSCOPE_TR_NOOP("Onnx", "Tensors in segments are not supported."), tensor.name());
  }
  const int type = tensor.data_type();
  const std::size_t size = elementSize(type);
  const std::int64_t elements = constant.elements();
  constant.integer = !isReal(type);
  constant.trained = trained && isReal(type);
  const bool strange = size == 0 || type == onnx::TensorProto::COMPLEX64 || type == onnx::TensorProto::COMPLEX128;
  if (strange || (constant.integer && elements > kMaxKeptIntegers)) constant.known = false;
  const std::size_t bytes = size * static_cast<std::size_t>(elements);
  if (tensor.data_location() == onnx::TensorProto::EXTERNAL) {
    PSCOPE_TRY(const std::string raw, external(tensor, bytes));
    return fromRaw(tensor, std::move(constant), raw);
  }
  if (tensor.has_raw_data()) return fromRaw(tensor, std::move(constant), tensor.raw_data());
  return fromFields(tensor, std::move(constant));
}

Result<OnnxConstantPtr> OnnxTensorReader::fromRaw(const onnx::TensorProto& tensor, OnnxConstant constant,
                                                  const std::string& raw) const {
  const int type = tensor.data_type();
  const auto elements = static_cast<std::size_t>(constant.elements());
  const std::size_t size = elementSize(type);
  if (raw.size() != size * elements) return wrongSize(tensor, constant.elements(), raw.size());
  if (!constant.known) return std::make_shared<const OnnxConstant>(std::move(constant));
  if (constant.integer) {
    std::vector<std::int64_t> values(elements);
    for (std::size_t i = 0; i < elements; ++i) values[i] = wholeAt(type, raw, i);
    constant.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
  } else {
    std::vector<float> values(elements);
    if (type == onnx::TensorProto::FLOAT) {
      if (elements > 0) std::memcpy(values.data(), raw.data(), raw.size());
    } else {
      for (std::size_t i = 0; i < elements; ++i) values[i] = realAt(type, raw, i);
    }
    constant.floats = std::make_shared<const std::vector<float>>(std::move(values));
  }
  return std::make_shared<const OnnxConstant>(std::move(constant));
}

/// Values in the typed fields of the message.
Result<OnnxConstantPtr> OnnxTensorReader::fromFields(const onnx::TensorProto& tensor, OnnxConstant constant) const {
  using T = onnx::TensorProto;
  const auto elements = constant.elements();
  const auto held = [&]() -> std::int64_t {
    switch (tensor.data_type()) {
      case T::FLOAT:
        return tensor.float_data_size();
      case T::DOUBLE:
        return tensor.double_data_size();
      case T::INT64:
        return tensor.int64_data_size();
      case T::UINT32:
      case T::UINT64:
        return tensor.uint64_data_size();
      case T::STRING:
        return tensor.string_data_size();
      case T::COMPLEX64:
        return tensor.float_data_size() / 2;
      case T::COMPLEX128:
        return tensor.double_data_size() / 2;
      default:
        return tensor.int32_data_size();
    }
  }();
  if (held != elements) return wrongSize(tensor, elements, static_cast<std::size_t>(held));
  if (!constant.known) return std::make_shared<const OnnxConstant>(std::move(constant));
  const auto count = static_cast<int>(elements);
  if (constant.integer) {
    std::vector<std::int64_t> values;
    values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      const int type = tensor.data_type();
      values.push_back(type == T::INT64                         ? tensor.int64_data(i)
                       : type == T::UINT32 || type == T::UINT64 ? static_cast<std::int64_t>(tensor.uint64_data(i))
                                                                : tensor.int32_data(i));
    }
    constant.ints = std::make_shared<const std::vector<std::int64_t>>(std::move(values));
  } else {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      switch (tensor.data_type()) {
        case T::FLOAT:
          values.push_back(tensor.float_data(i));
          break;
        case T::DOUBLE:
          values.push_back(static_cast<float>(tensor.double_data(i)));
          break;
        case T::FLOAT16:
          values.push_back(fromHalf(static_cast<std::uint16_t>(tensor.int32_data(i))));
          break;
        default:
          values.push_back(fromBrain(static_cast<std::uint16_t>(tensor.int32_data(i))));
      }
    }
    constant.floats = std::make_shared<const std::vector<float>>(std::move(values));
  }
  return std::make_shared<const OnnxConstant>(std::move(constant));
}

/// External data lie in a file of the model's folder or below it, not behind a link that leads out.
Result<std::string> OnnxTensorReader::external(const onnx::TensorProto& tensor, std::size_t size) const {
  namespace fs = std::filesystem;
  std::string location;
  std::uint64_t offset = 0;
  std::uint64_t length = size;
  bool valid = true;
  for (const auto& entry : tensor.external_data()) {
    if (entry.key() == "location") location = entry.value();
    if (entry.key() == "offset") valid = valid && parseOffset(entry.value(), offset);
    if (entry.key() == "length") valid = valid && parseOffset(entry.value(), length);
  }
  const auto outside = [&] {
    return error(
        PSCOPE_TR_NOOP("Onnx", "Its values are said to be in \"%1\", outside the folder of the model.").arg(location),
        tensor.name());
  };
  std::error_code code;
  const fs::path relative(location);
  if (m_folder.empty() || location.empty() || relative.is_absolute()) return outside();
  const fs::path folder = fs::weakly_canonical(m_folder, code);
  const fs::path path = fs::weakly_canonical(folder / relative, code);
  const fs::path within = path.lexically_relative(folder);
  if (code || within.empty() || *within.begin() == "..") return outside();
  if (!fs::is_regular_file(path, code)) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Onnx", "The file \"%1\" of its values is missing.").arg(location),
                     PSCOPE_TR_NOOP("Onnx", "Keep it beside the model."), m_file, tensor.name());
  }
  const auto fileSize = static_cast<std::uint64_t>(fs::file_size(path, code));
  if (!valid || code || length != size || offset > fileSize || length > fileSize - offset) {
    return wrongSize(tensor, elementCount(OnnxDims(tensor.dims().begin(), tensor.dims().end())),
                     static_cast<std::size_t>(length));
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes(size, '\0');
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in)
    return error(PSCOPE_TR_NOOP("Onnx", "The file \"%1\" of its values cannot be read.").arg(location), tensor.name());
  return bytes;
}

}  // namespace pscope
