#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/json.h"
#include "core/device/execution.h"
#include "core/network/signature.h"

namespace pscope {

/// What a latency is explained by: sums over the operators that a runtime executes.
///
/// Two blocks of numbers. Of each *kind* of operator (operator, window, stride, grouping: "conv2d 3x3 s1 depthwise")
/// how often it runs, its million MACs, megabytes moved (inputs, weights and output at 4 bytes) and million weights:
/// few numbers that carry over to other widths and resolutions. Then how often each *signature* (kind with its shapes)
/// runs: a look-up table, exact where costs are additive. Numbers that are equal in all measured networks, or
/// proportional to another one there, are left out. Each is standardised over the measured networks.
/// @thread one at a time (it remembers signatures); make one for each thread    @cost row(): O(nodes)
class OperatorFeatures {
 public:
  /// Learns which numbers there are. @param networks  the measured ones
  OperatorFeatures(std::span<const Network> networks, DeadCode deadCode);

  DeadCode deadCode() const { return m_deadCode; }
  std::size_t kindColumns() const { return m_kindColumns; }  ///< the first ones
  std::size_t columns() const { return m_columns.size(); }
  /// "conv2d 3x3 s1: runs", "conv2d 3x3 s1: MMACs"
  std::vector<std::string> names() const;

  struct Row {
    std::vector<double> values;       ///< one a column
    std::size_t unseenOperators = 0;  ///< executed ones of kinds that no measured network has
  };
  Row row(const Network& network);
  /// The row without the operator `node`, for its share of the latency.
  void subtract(const Network& network, const Node& node, std::span<double> values);

  Json toJson() const;
  /// @error Parse with pointer
  static Result<OperatorFeatures> fromJson(const JsonView& view);

 private:
  enum class Quantity { Runs, MegaMacs, Megabytes, MegaWeights };
  struct Column {
    std::string key;  ///< kind or signature
    Quantity quantity = Quantity::Runs;
    double mean = 0;
    double deviation = 1;
  };
  struct Share {
    std::size_t column;
    double value;  ///< standardised
  };
  struct Shares {
    std::vector<Share> shares;
    bool seen = false;
  };
  OperatorFeatures() = default;
  static std::string columnName(const Column& column);
  void index();
  const Shares& sharesOf(const Network& network, const Node& node);

  DeadCode m_deadCode = DeadCode::Kept;
  std::vector<Column> m_columns;
  std::size_t m_kindColumns = 0;
  std::vector<std::string> m_kinds;  ///< all that the measured networks have, sorted
  std::vector<double> m_empty;       ///< row of a network without operators
  std::unordered_map<std::string, std::vector<std::size_t>> m_columnsOf;  ///< of a kind or signature
  SignatureTable m_signatures;
  std::vector<Shares> m_shares;  ///< by signature
};

/// Equal for networks of which a runtime executes the same operators, each as often: what a sum over operators cannot
/// tell apart, so that their measured latencies show how well measurements repeat themselves.
std::string executedOperators(const Network& network, DeadCode deadCode);

}  // namespace pscope
