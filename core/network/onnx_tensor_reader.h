#pragma once

#include <string>

#include "core/base/result.h"
#include "core/network/onnx_model.h"

namespace onnx {
class TensorProto;
}

namespace pscope {

/// What one tensor of a file may claim.
inline constexpr double kOnnxMaxElements = 2147483647;
inline constexpr int kOnnxMaxRank = 32;

/// Reads the tensors of one file; checks what they claim before anything is allocated.
class OnnxTensorReader {
 public:
  /// @param folder  of external data; empty: none are allowed
  OnnxTensorReader(const std::string& file, const std::string& folder) : m_file(file), m_folder(folder) {}

  /// A refusal with this place.
  Error error(Message what, const std::string& place) const;
  /// @param trained  it is an initializer
  Result<OnnxConstantPtr> read(const onnx::TensorProto& tensor, bool trained) const;

 private:
  Result<std::string> external(const onnx::TensorProto& tensor, std::size_t size) const;
  Result<OnnxConstantPtr> fromRaw(const onnx::TensorProto& tensor, OnnxConstant constant, const std::string& raw) const;
  Result<OnnxConstantPtr> fromFields(const onnx::TensorProto& tensor, OnnxConstant constant) const;
  Error wrongSize(const onnx::TensorProto& tensor, std::int64_t elements, std::size_t held) const;

  const std::string& m_file;
  const std::string& m_folder;
};

/// What to do about a damaged file.
Message onnxDamagedMend();

}  // namespace pscope
