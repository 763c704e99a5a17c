#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace pscope {

class Network;
struct CostReport;

/// When the operators of a network run, on which unit, and what a memory holds meanwhile.
struct ExecutionPlan {
  static constexpr std::size_t kNoNode = std::numeric_limits<std::size_t>::max();

  /// An operator, or a stage that is none (a decoder, a link), while it runs.
  struct Step {
    std::size_t node = kNoNode;  ///< of the network
    std::string name;            ///< of a stage that is no operator
    std::size_t unit = 0;        ///< into `units`
    double startMs = 0;
    double latencyMs = 0;
    std::int64_t memoryBytes = -1;  ///< held while it runs; -1: not known
    std::int64_t spilledBytes = 0;  ///< written to and read from the outer memory before it, beyond what must be
  };
  /// A tensor in the memory from one step to another, both included.
  struct Stay {
    std::size_t node = 0;  ///< whose output it is
    std::size_t firstStep = 0;
    std::size_t lastStep = 0;
    std::int64_t bytes = 0;
    std::int64_t address = -1;  ///< -1: not placed
    bool reloaded = false;      ///< it was here before and has been evicted
  };
  std::vector<std::string> units;  ///< at least one
  std::vector<Step> steps;         ///< in the order of their starts
  std::vector<Stay> stays;         ///< empty: only the sums of the steps are known
  std::int64_t limitBytes = -1;    ///< of the memory; -1: none
};

/// The plan that a report brings, or else one operator after the other in the order of the network, with the live
/// activations of the batch (those that need no time are left out).
/// @param bytesPerValue  of the activations
/// @thread any    @cost O(nodes + edges)
ExecutionPlan executionPlan(const CostReport& report, const Network& network, int batch, int bytesPerValue);

}  // namespace pscope
