#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/network/network.h"

namespace pscope {

/// {"params", "macs", "peak_activation_bytes", "input", "output", "layers": [{"name", "op", "output", "params",
/// "macs"}]}; shapes are [channels, height, width].
Json networkJson(const Network& network);
/// The same as a table for the terminal.
std::string networkTable(const Network& network);
Json shapeJson(const TensorShape& shape);

/// The network of a design, given as text, of a space given by name or file.
Result<Network> networkOf(const std::string& space, const std::string& design, const std::string& scale);

}  // namespace pscope
