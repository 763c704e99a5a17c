// Any bytes as an ONNX model: refused with a sentence, or read into a network that can be costed, folded and written.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/network/fold_batch_norm.h"
#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pscope;
  OnnxImportOptions options;
  options.maxMadeElements = 1 << 20;
  const auto model = importOnnxBytes(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.onnx", options);
  if (!model.ok()) {
    if (model.error().what.empty()) std::abort();
    return 0;
  }
  const auto& network = model.value().network;
  const auto costs = staticCosts(network);
  if (costs.params < 0 || costs.macs < 0 || costs.peakActivationBytes < 0) std::abort();
  if (costs.complete != model.value().unknown.empty()) {
    bool reached = false;  // an unknown operator whose results nobody reads leaves no node
    for (const auto& node : network.nodes()) reached = reached || node.op == Op::Unknown;
    if (reached || !costs.complete) std::abort();
  }
  // The weights are those that the network asks for, by name and shape.
  if (!foldBatchNorm(network, model.value().tensors).ok()) std::abort();
  std::int64_t elements = 0;
  for (const auto& node : network.nodes()) elements += node.shape.elements();
  if (costs.complete && elements < 1 << 22) {
    const auto bytes = exportOnnx(network, model.value().tensors);
    if (!bytes.ok() && bytes.error().code == ErrorCode::InvalidArgument) std::abort();
  }
  return 0;
}
