#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/network/network.h"
#include "core/network/onnx_import.h"

namespace pscope {

/// {"params", "macs", "peak_activation_bytes", "input", "output", "layers": [{"name", "op", "output", "params",
/// "macs"}]}; shapes are [channels, height, width]. A model with several outputs also has "outputs".
Json networkJson(const Network& network);
/// The same as a table for the terminal.
std::string networkTable(const Network& network);
Json shapeJson(const TensorShape& shape);

/// Adds what an imported model has besides: "outputs" (when there are several), "complete", "unknown": [{"op",
/// "name"}].
void addImportJson(Json& json, const ImportedModel& model);
/// The same for people; nothing when all is known.
std::string importNote(const ImportedModel& model);

/// The network of a design, given as text, of a space given by name or file.
Result<Network> networkOf(const std::string& space, const std::string& design, const std::string& scale);

}  // namespace pscope
