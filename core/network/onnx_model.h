#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace pscope {

using OnnxDims = std::vector<std::int64_t>;

/// Number of elements; no more than 2^62, whatever the dims.
std::int64_t elementCount(const OnnxDims& dims);

/// A tensor whose values are known: an initializer, a Constant, or what was folded from them.
struct OnnxConstant {
  OnnxDims dims;
  bool integer = false;  ///< values in `ints` (integers and booleans), else in `floats`
  bool splat = false;    ///< one value stands for all elements
  bool known = true;     ///< false: only the shape is (strings, large integer weights of quantised models)
  bool trained = false;  ///< an initializer of floats
  std::shared_ptr<const std::vector<float>> floats;
  std::shared_ptr<const std::vector<std::int64_t>> ints;

  std::int64_t elements() const { return elementCount(dims); }
  double number(std::int64_t index) const;
  std::int64_t whole(std::int64_t index) const;
  float real(std::int64_t index) const;
  bool isFloats() const { return known && !integer; }
  bool isScalar() const { return known && elements() == 1; }
};
using OnnxConstantPtr = std::shared_ptr<const OnnxConstant>;
OnnxConstantPtr wholeConstant(OnnxDims dims, std::vector<std::int64_t> values);
OnnxConstantPtr realConstant(OnnxDims dims, std::vector<float> values);
/// The same values under other dims (of as many elements).
OnnxConstantPtr withDims(const OnnxConstant& constant, OnnxDims dims);
/// A vector of integers; nothing when it is not one of at most `limit`.
const std::vector<std::int64_t>* smallInts(const OnnxConstant* constant, std::size_t limit = 64);

struct OnnxAttribute {
  std::int64_t i = 0;
  float f = 0;
  std::string s;
  OnnxDims ints;
  std::vector<float> floats;
  OnnxConstantPtr tensor;
  std::string body;  ///< of a graph: its nodes as text, see bodyText() in onnx_reader.cpp; "" when it is long
};

struct OnnxNode {
  std::string type;                          ///< with its domain unless that is ONNX's own: "com.microsoft.FusedConv"
  std::string name;                          ///< or that of the first output
  std::vector<std::string> inputs, outputs;  ///< "": absent
  std::vector<std::string> captured;         ///< values that its graphs read from around them
  std::map<std::string, OnnxAttribute, std::less<>> attributes;

  bool has(std::string_view attribute) const { return attributes.find(attribute) != attributes.end(); }
  std::int64_t integer(std::string_view attribute, std::int64_t otherwise) const;
  float real(std::string_view attribute, float otherwise) const;
  std::string text(std::string_view attribute, std::string_view otherwise) const;
  OnnxDims integers(std::string_view attribute, const OnnxDims& otherwise = {}) const;
};

/// What a file says of a value; -1: a named or missing dimension.
struct OnnxValueInfo {
  std::string name;
  OnnxDims dims;
  std::vector<std::string> symbols;  ///< of the dimensions that are -1
  bool hasShape = false;
};

/// A model file without its protocol buffer, checked: sizes, names, no cycles, nodes in order.
struct OnnxModel {
  std::string file;
  std::int64_t irVersion = 0, opset = 0;
  std::string producer;
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<OnnxValueInfo> inputs;  ///< without initializers
  std::vector<OnnxValueInfo> outputs;
  std::map<std::string, OnnxConstantPtr> constants;  ///< initializers, and values of Constant nodes
  std::map<std::string, OnnxValueInfo> claimed;      ///< value_info and outputs
  std::vector<OnnxNode> nodes;                       ///< those that reach an output, each after what it reads
};

/// @param folder  of external data; empty: none are allowed
Result<OnnxModel> readOnnxModel(std::string_view bytes, const std::string& file, const std::string& folder,
                                const std::stop_token& stop = {});
Error onnxCancelled(const std::string& file);

/// Sorts the nodes so that each comes after what it reads (otherwise in the order of the file) and drops those that
/// reach no output. @error Parse  a cycle, or a value that nothing gives
Status orderOnnxNodes(OnnxModel& model);

/// Replaces what exporters write for one operator of ours by that operator: "Gelu", "Silu", "HardSwish",
/// "LayerNormalization" on the last axis, and our own "pscope.RmsNorm", "pscope.Attention" (query, key transposed,
/// value; `scale`, `causal`), "pscope.LinearAttention" (`causal`), "pscope.Zero", "pscope.TokenAttention" (input, keys,
/// values), "pscope.GatedLinearAttention" and "pscope.SelectiveScan" (the inputs of ours, decay and direct weights).
void fuseOnnxPatterns(OnnxModel& model);

}  // namespace pscope
