#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope {

/// An operator of a model that this program does not know, or uses of a known one that it cannot express.
struct UnknownOperator {
  std::string type;           ///< "Einsum", "com.example.Magic"
  std::string name;           ///< of the node in the file, or of its first output where it has none
  bool shapeAssumed = false;  ///< the file says nothing of its output: taken to be like its input
};

/// A model from elsewhere.
struct ImportedModel {
  Network network;
  std::vector<NamedTensor> tensors;      ///< names as NetworkModule::tensors() expects them; empty if not asked for
  std::vector<UnknownOperator> unknown;  ///< not empty: costs are incomplete
  std::vector<std::pair<std::string, std::string>> metadata;
  std::string producer;
  std::int64_t irVersion = 0;
  std::int64_t opset = 0;
};

struct OnnxImportOptions {
  bool weights = true;  ///< false: shapes and costs only
  /// Elements that may come into being without being in the file (a ConstantOfShape, folded constants), all together.
  std::int64_t maxMadeElements = std::int64_t{1} << 28;
  std::stop_token stop{};  ///< looked at while the file is read and after each operator
};

/// Reads an ONNX model into a network for batch 1.
///
/// Constants are folded, shape arithmetic is resolved, the batch dimension is left out (a fixed or named batch becomes
/// 1; another named dimension is an error). Linear layers come from Gemm and from MatMul with a constant, attentions
/// and normalisations also from the elementary operators that exporters write for them. What is stored in another
/// order of axes than ours stays so until an operator needs it: no needless transposes. Float initializers that enter
/// elementwise operators become trained Constants.
/// Nothing is allocated by what a file claims before that was checked against its size.
/// @error NotFound, Io; Parse with the node or tensor as place (damaged, cyclic, claims more than it holds, external
///        data outside its folder); Unsupported (several inputs, named dimensions); InvalidArgument (shapes that do not
///        fit); Cancelled (with the options' stop)
/// @thread any    @cost O(file)    @source https://github.com/onnx/onnx/blob/v1.12.0/docs/IR.md, opsets 1 to 17
Result<ImportedModel> importOnnx(const std::string& path, const OnnxImportOptions& options = {});
/// The same from memory; `name` stands for the file in errors. External data are refused.
Result<ImportedModel> importOnnxBytes(std::string_view bytes, const std::string& name,
                                      const OnnxImportOptions& options = {});

/// A serialised TensorProto as the ONNX test data have it ("input_0.pb"). @error NotFound, Io, Parse
Result<NamedTensor> readOnnxTensor(const std::string& path);

}  // namespace pscope
