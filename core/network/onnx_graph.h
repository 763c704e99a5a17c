#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace onnx {
class GraphProto;
}

namespace pscope {

/// An ONNX graph that is being written: nodes in order, each with one output of the same name as the node.
///
/// Weights become initializers; shapes, scalars and masks become Constant nodes, so that whoever reads the file can
/// tell parameters from the rest.
/// @thread one at a time
class OnnxGraph {
 public:
  using Dims = std::vector<std::int64_t>;
  struct Attribute {
    std::string_view name;
    std::variant<std::int64_t, float, std::string, Dims, const OnnxGraph*> value;
  };
  static constexpr std::int64_t kBatch = -1;  ///< in `dims` of inputs and outputs: the symbol "N"

  /// @param constants  name of its Constant nodes; a body must not have those of the graph around it
  explicit OnnxGraph(const std::string& name, const std::string& constants = "constant");
  ~OnnxGraph();
  OnnxGraph(const OnnxGraph&) = delete;
  OnnxGraph& operator=(const OnnxGraph&) = delete;

  void input(const std::string& name, const Dims& dims);
  void output(const std::string& name, const Dims& dims);
  /// Appends a node and returns the name of its output: `name`, or `name` with a number where that is taken.
  std::string add(std::string_view type, const std::string& name, const std::vector<std::string>& inputs,
                  const std::vector<Attribute>& attributes = {});
  /// A Scan with one state: runs `body` (state, then an element of each sequence -> state, element) along `axis` of all
  /// sequences, and returns the sequence of elements. `inputs`: the first state, then the sequences.
  std::string addScan(const std::string& name, const std::vector<std::string>& inputs, const OnnxGraph& body,
                      std::int64_t axis);
  /// Values of 64-bit integers, of floats, and a single float, as Constant nodes; equal ones are shared.
  std::string ints(const Dims& values);
  std::string floats(const Dims& dims, const std::vector<float>& values);
  std::string scalar(float value) { return floats({}, {value}); }
  /// An initializer.
  std::string weight(const std::string& name, const Dims& dims, const std::vector<float>& values);
  /// Gives the value `from` the name `to` wherever it appears, when a node of this graph makes it.
  /// @return false: it is an input or an initializer, or is called `to` for another reason already
  bool rename(const std::string& from, const std::string& to);

  onnx::GraphProto& proto() { return *m_proto; }
  const onnx::GraphProto& proto() const { return *m_proto; }

 private:
  std::string unused(const std::string& name);
  std::string constant(const std::string& key, const Dims& dims, const std::vector<float>* floats, const Dims* ints);

  std::unique_ptr<onnx::GraphProto> m_proto;
  std::string m_constantName;
  std::map<std::string, int, std::less<>> m_names;
  std::map<std::string, std::string> m_constants;  ///< content -> name
};

}  // namespace pscope
