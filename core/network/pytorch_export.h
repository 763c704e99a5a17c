#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope {

/// What is said of an exported network: ("Design", "..."), ("Space", "nasbench201"), ("Scale", "deploy"), ...
using ExportFacts = std::vector<std::pair<std::string, std::string>>;

/// Operators with a PyTorch form: all of the catalogue but Unknown (a test compares).
std::vector<Op> pytorchOperators();

/// Python source of the network as a torch.nn.Module `Network`: scopes are classes, equal ones share a class. It needs
/// only PyTorch 1.13 or newer.
///
/// Input [N, C, H, W] (`Network.input_shape`); an output of one pixel is [N, C], others are [N, C, H, W]; several are a
/// tuple. Operators whose results reach nothing are built (they count as parameters), but not run.
/// @error Unsupported  an operator without a PyTorch form
/// @cost O(nodes log nodes)
Result<std::string> pytorchSource(const Network& network, const ExportFacts& facts = {});

/// The weights under their names in the module's state dictionary: "stage1.cell2.conv.weight".
/// @param tensors  "<nodeName>.<parameter>" as nodeParameters() says, in any order
/// @error InvalidArgument  a tensor is missing, superfluous or of another shape (named)
Result<std::vector<NamedTensor>> pytorchTensors(const Network& network, const std::vector<NamedTensor>& tensors);

/// Writes model.py, weights.safetensors and load.py (a loader that needs nothing but PyTorch) into a folder, which is
/// made when it is not there.
/// @error those above, and those of writing
Status exportPytorch(const Network& network, const std::vector<NamedTensor>& tensors, const ExportFacts& facts,
                     const std::string& folder);

}  // namespace pscope
