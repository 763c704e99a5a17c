#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "core/network/onnx_builder.h"
#include "core/network/onnx_fold.h"
#include "core/network/onnx_model.h"

namespace pscope {

/// One node of a model while it is turned into ours.
struct OnnxOperation {
  const OnnxModel& model;
  const OnnxNode& node;
  OnnxBuilder& build;
  std::vector<OnnxValue> in;   ///< as many as the node names; an absent one has neither constant nor node
  std::vector<OnnxValue> out;  ///< for the handler to fill

  bool has(std::size_t i) const { return i < in.size() && (in[i].constant || in[i].node >= 0); }
  const OnnxConstant* constant(std::size_t i) const { return has(i) ? in[i].constant.get() : nullptr; }
  /// A constant of floats of this rank, else nullptr.
  const OnnxConstant* floats(std::size_t i, std::size_t rank) const {
    const auto* found = constant(i);
    return found != nullptr && found->isFloats() && found->dims.size() == rank ? found : nullptr;
  }
  std::size_t rank() const { return in[0].dims.size(); }
  /// The one output, if there is a value at all.
  Result<bool> give(Result<std::optional<OnnxValue>> value) {
    if (!value.ok()) return std::move(value).error();
    if (!value.value()) return false;
    out.push_back(std::move(*value.value()));
    return true;
  }
};

/// Fills operation.out; false: our operators cannot express it. in[0] is present.
/// @error InvalidArgument  shapes that do not fit
using OnnxHandler = Result<bool> (*)(OnnxOperation& operation);
using OnnxHandlers = std::map<std::string_view, OnnxHandler>;

void addOnnxWindows(OnnxHandlers& handlers);      ///< convolutions, pools, padding, resizing
void addOnnxElementwise(OnnxHandlers& handlers);  ///< activations, arithmetic, normalisation
void addOnnxMatrices(OnnxHandlers& handlers);     ///< linear layers, softmax, attentions, means
void addOnnxLayouts(OnnxHandlers& handlers);      ///< reshapes, slices, joins

/// All values of a constant.
std::vector<float> realValues(const OnnxConstant& constant);

}  // namespace pscope
