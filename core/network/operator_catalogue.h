#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/network/network.h"

namespace pscope {

/// What the program knows of an operator by name: the one place where a new operator is entered.
struct OperatorInfo {
  Op op;
  std::string_view name;   ///< as in documents and graphs: "conv2d"
  std::string_view title;  ///< for people: "Convolution"
  std::string_view summary;
  std::string_view source;
  std::string_view colour;  ///< of its nodes, "#rrggbb"; the shape below tells it apart without colour
  std::string_view shape;   ///< box, ellipse, hexagon, diamond, parallelogram, trapezium, point
  int minInputs;
  int maxInputs;  ///< -1: any number
};

std::span<const OperatorInfo> operatorCatalogue();
const OperatorInfo& operatorInfo(Op op);
std::optional<Op> operatorByName(std::string_view name);

/// Shape of the output. @error InvalidArgument with operator and shapes in the message
Result<TensorShape> outputShape(Op op, const OpAttributes& attributes, std::span<const TensorShape> inputs);

}  // namespace pscope
