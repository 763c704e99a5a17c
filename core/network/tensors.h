#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// One named array of 32-bit floats, row-major: the weights beside a network ("stage1/conv2d.weight").
struct NamedTensor {
  std::string name;
  std::vector<std::int64_t> shape;  ///< empty: a single number
  std::vector<float> values;

  bool operator==(const NamedTensor&) const = default;
};

/// Weights and what is said about them.
struct TensorFile {
  std::vector<NamedTensor> tensors;
  std::vector<std::pair<std::string, std::string>> metadata;

  bool operator==(const TensorFile&) const = default;
};

/// Writes a safetensors file, atomically: 8 bytes length of the header, the header as JSON (name -> dtype, shape,
/// offsets; `__metadata__`), then the raw little-endian values in the order given.
/// @error InvalidArgument (a name twice, values that do not fit the shape), and those of writing
/// @source https://huggingface.co/docs/safetensors, format of version 0.3
Status writeSafetensors(const std::string& path, const TensorFile& file);
/// Reads one back; only F32. Nothing is allocated by what the file claims before that was checked.
/// @error NotFound, Io, Parse with byte offset, Unsupported (another dtype)
Result<TensorFile> readSafetensors(const std::string& path);
/// The same from memory; `name` stands for the file in errors.
Result<TensorFile> parseSafetensors(const std::string& bytes, const std::string& name);

}  // namespace pscope
