#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/candidate.h"

namespace pscope {

class Space;

/// What every table of a profile says of its numbers.
struct TableHeader {
  std::string name;
  std::string metric;  ///< "latency" or "energy"
  std::string unit;    ///< "ms", "mJ" or "cycles"
  double clockHz = 0;  ///< of a table in cycles, so that it can be told in ms; 0: not said
  std::string tag;     ///< evidence
  std::string source;
  int batch = 1;
  std::string precision;  ///< empty: not said
  int threads = 0;        ///< of the runtime while measuring; 0: not said
  std::string statistic;  ///< of repeated timings, "median" or "p95"; empty: not said, taken for the median

  double millisecondsPerUnit() const;  ///< of a table of latencies
};

/// Costs that add up over choices of a space: base + one entry for each group of choices.
///
/// Document: {"kind": "choices", "name", "space", "metric", "unit", "tag", "source", "batch", "precision", "base",
/// "groups": [{"choices": ["layer1.op"], "rows": [["0", 0.1], ["1", 0.3]]}]}; a row holds the text of one level of each
/// choice, then the value. A group with a choice that is not active adds nothing.
/// @source hardware and compression manual 4.3; Wu et al., FBNet, CVPR 2019
struct ChoiceTable {
  struct Row {
    std::vector<std::string> levels;  ///< one for each choice of the group
    double value = 0;
  };
  struct Group {
    std::vector<std::string> choices;  ///< paths
    std::vector<Row> rows;
  };
  TableHeader header;
  std::string space;
  double base = 0;
  std::vector<Group> groups;

  std::string title() const { return header.name + " for " + space; }
  /// Whether designs of a space may be priced; "": the space is not known.
  bool serves(const std::string& designs) const { return designs.empty() || designs == space; }
};

/// A table of choices bound to one space: a sum of array look-ups.
/// @thread const functions from any thread    @cost O(groups), a few ns each
class BoundChoiceTable {
 public:
  /// @error NotFound  a choice or level that the space does not have, with the group
  static Result<BoundChoiceTable> create(const ChoiceTable& table, const Space& space);
  /// In the table's unit. @error NotFound  a combination that the table does not hold, named
  Result<double> value(const Genome& genome) const;

 private:
  struct Group {
    std::vector<std::size_t> choices;  ///< indices into the genome
    std::vector<int> levels;           ///< how many each has
    std::vector<double> values;        ///< by mixed-radix number of the levels; NaN: no entry
    std::string text;                  ///< for messages: "layer1.op"
  };
  double m_base = 0;
  std::vector<Group> m_groups;
};

/// Measured operators (kernels): looked up by shape, interpolated between shapes.
///
/// Document: {"kind": "operators", "name", "metric", "unit", "tag", "source", "batch", "precision",
/// "fusion": ["conv2d+batch_norm+relu"], "rows": [{"op": "conv2d", "kernel": 3, "stride": 1, "groups": 1, "hw": 32,
/// "cin": 16, "cout": 32, "v": 0.5}]}. `op` is an operator's name, or the operators of a fused kernel joined by "+";
/// `hw` is the side of the (first) input; `groups` 0 stands for depthwise; `kernel_w` (equal to `kernel` unless said)
/// and `dilation` (1) may be added.
struct OperatorTable {
  struct Row {
    std::string op;
    int kernel = 1;       ///< height of the window
    int kernelWidth = 1;  ///< equal to its height unless said
    int stride = 1;
    int dilation = 1;
    int groups = 1;  ///< 0: depthwise
    double hw = 1;
    double inChannels = 1;
    double outChannels = 1;
    double value = 0;
  };
  TableHeader header;
  std::vector<std::vector<std::string>> fusion;  ///< names of operators that the runtime runs as one kernel
  std::vector<Row> rows;

  const std::string& title() const { return header.name; }
  bool serves(const std::string&) const { return true; }  ///< operators are the same in every space
};

/// The member "tables" of a profile.
struct DeviceTables {
  std::vector<ChoiceTable> choices;
  std::vector<OperatorTable> operators;

  bool empty() const { return choices.empty() && operators.empty(); }
  /// @error Parse with JSON pointer: missing unit, tag or source, unknown operator, negative or non-finite value, row
  /// of another length, two tables of one name
  static Result<DeviceTables> fromJson(const JsonView& tables);
};

}  // namespace pscope
