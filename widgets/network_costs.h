#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"
#include "widgets/cost_source.h"

namespace pscope {

/// What a graph is coloured by.
struct CostKind {
  enum class What { None, Macs, Params, Memory, Latency };
  What what = What::None;
  std::string device;  ///< of Latency: its name

  bool operator==(const CostKind&) const = default;
};

/// Costs of each node of a network, batch 1.
struct NodeCosts {
  CostKind kind;
  std::vector<double> values;   ///< MACs, parameters, bytes of all live tensors while it runs (fp32), or ms
  std::optional<double> total;  ///< of memory the peak, else the sum; nothing when operators are unknown
  std::string device;           ///< title: "Raspberry Pi 4B"
  std::string evidence;         ///< of Latency: weakest tag among the numbers that entered
  std::string model;            ///< of Latency: "roofline"
  std::string precision;
};

/// @param known  what the name of a device stands for; none: the presets
/// @error those of openDevice and createCostModel, Unsupported (a model that needs designs)    @thread any    @cost
/// O(nodes)
Result<NodeCosts> nodeCosts(const Network& network, const CostKind& kind, const DeviceList& known = nullptr);

}  // namespace pscope
