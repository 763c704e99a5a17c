#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope {

struct OnnxExportOptions {
  std::string name = "network";                                 ///< of the graph
  std::string description;                                      ///< of the model, for people
  std::vector<std::pair<std::string, std::string>> metadata{};  ///< design, space, scale, origin of the weights ...
};

/// The network as an ONNX file: IR 8, opset 17, any batch ("N"), checked by ONNX's own checker with shape inference.
///
/// The input is called "input" and is [N, C, H, W]; outputs are "output", "output_1" ...: [N, C] of a vector, otherwise
/// [N, C, H, W]. Nodes have the names of Network::nodeNames(), helpers add ":step". Initializers are the weights, by
/// their names; those of linear layers on tokens are stored transposed ("....weight:transposed"). Operators whose
/// output reaches nothing are left out. Program, version and commit are added to the metadata.
/// @param tensors  all of nodeParameters() by name, as seededTensors() or NetworkModule::tensors() give them
/// @error InvalidArgument  a tensor is missing, superfluous or of another shape (named)
/// @error Unsupported  an Unknown operator (named), or more than 2 GB
/// @error External  the checker refuses it: a bug of this program
/// @thread any    @cost O(nodes + parameters)    @source https://github.com/onnx/onnx/blob/v1.12.0/docs/Operators.md
Result<std::string> exportOnnx(const Network& network, const std::vector<NamedTensor>& tensors,
                               const OnnxExportOptions& options = {});

/// Operators that can be written (a test compares them with the catalogue).
std::vector<Op> onnxOperators();

}  // namespace pscope
