#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// Groups of operators that the rest of the program treats alike.
enum class OperatorKind : std::uint8_t {
  Input,
  Weighted,  ///< convolution and linear layer: what activations and norms are fused into
  Norm,
  Activation,  ///< elementwise
  Pool,
  Combine,  ///< of several inputs
  Mixer,    ///< attentions and other mixing of tokens
  Layout,   ///< moves elements without computing
  Other,
};

/// Members of OpAttributes under the names of documents.
enum class AttributeField : std::uint8_t {
  Channels,
  KernelHeight,
  KernelWidth,
  Kernel,
  Stride,
  PaddingHeight,
  PaddingWidth,
  Padding,
  Dilation,
  Groups,
  Bias,
  CountPadding,
  CeilMode,
  Causal,
  Smooth,
  Probability,
  Slope,
  Upper,
  Lower,
  Dim0,  ///< Dim0 ... Dim3: OpAttributes::dims, from 0
  Dim1,
  Dim2,
  Dim3,
  Size0,  ///< Size0 ... Size2: the same, from 1
  Size1,
  Size2,
  Axis,  ///< dims[0]: "channels", "height" or "width"
};

/// One attribute of an operator in a document.
struct AttributeInfo {
  std::string_view name;
  AttributeField field;
  bool required;
};

/// Sets an attribute; false when the value is not a whole number within its range.
bool setAttribute(OpAttributes& attributes, AttributeField field, double value);

/// What the program knows of an operator by name: the one place where a new operator is entered. (Its shape rule is in
/// operator_shapes.cpp, its cost in node_cost.cpp, its weights in node_parameters.cpp; module, ONNX and PyTorch form in
/// nn/operator_forms.cpp, onnx_export.cpp and pytorch_forms.cpp. Tests compare them.)
struct OperatorInfo {
  Op op;
  OperatorKind kind;
  std::string_view name;       ///< as in documents and graphs: "conv2d"
  std::string_view title;      ///< for people: "Convolution"
  std::string_view shortName;  ///< in small graphs: "conv"
  std::string_view summary;
  std::string_view source;
  std::string_view colour;  ///< of its nodes, "#rrggbb"; the shape below tells it apart without colour
  std::string_view shape;   ///< box, ellipse, hexagon, diamond, parallelogram, trapezium, point
  int minInputs;
  int maxInputs;  ///< -1: any number
  bool inPlace;   ///< may write its output over its first input when nobody else needs that (fused kernels)
  bool free;      ///< takes no time of its own on a device: folded into its neighbours, or only a view
  std::span<const AttributeInfo> attributes;
};

std::span<const OperatorInfo> operatorCatalogue();
const OperatorInfo& operatorInfo(Op op);
std::optional<Op> operatorByName(std::string_view name);
/// Attributes that an operator of a document starts with.
OpAttributes defaultAttributes(Op op);

/// Shape of the output. @error InvalidArgument with operator and shapes in the message
Result<TensorShape> outputShape(Op op, const OpAttributes& attributes, std::span<const TensorShape> inputs);

}  // namespace pscope
