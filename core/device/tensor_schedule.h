#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/network/network.h"

namespace pscope {

/// Operators and the tensors between them, for scheduling on a scratchpad.
struct ScheduleGraph {
  struct Operator {
    std::vector<std::size_t> inputs;  ///< tensors
    std::size_t output = 0;
  };
  std::vector<std::int64_t> sizes;  ///< of the tensors, bytes (or any unit, the same for all)
  std::vector<Operator> operators;
  std::vector<std::size_t> graphInputs;  ///< in the outer memory at first: their first load is compulsory
  std::vector<std::size_t> outputs;      ///< their store at the end is compulsory
  /// Of a network's graph: the nodes of each operator (itself and those that join it), and the maker of each tensor.
  std::vector<std::vector<std::size_t>> operatorNodes = {};
  std::vector<std::size_t> tensorNodes = {};
};

/// A network's graph: operators that a device runs for nothing join the one before them.
/// @param executed  of each node whether it runs; empty: all of them
/// @cost O(nodes)
ScheduleGraph scheduleGraph(const Network& network, std::int64_t bytesPerValue, const std::vector<bool>& executed = {});

/// One operator of a schedule: what is in the scratchpad while it runs, and where.
struct ScheduleStep {
  std::size_t op = 0;
  struct Resident {
    std::size_t tensor = 0;
    std::int64_t address = 0;
  };
  std::vector<Resident> residents;  ///< in the order of tensors
};

/// How a schedule was found.
enum class ScheduleMethod {
  Exact,  ///< shortest path over all orders, evictions and reloads
  Parts,  ///< the same for each part between points that one tensor crosses, as far as they are small enough
  Order,  ///< the given order, evicting what is needed last
};

/// When the search for the optimum of a part is given up; the order's schedule takes its place there.
struct ScheduleLimits {
  std::size_t states = 2'000'000;  ///< that are visited, over all parts (equal shares) and attempts: some 0.5 us each
  std::stop_token stop = {};
};

struct TensorSchedule {
  std::int64_t extraBytes = 0;  ///< stores and loads beyond the compulsory ones
  bool exact = false;           ///< the optimum; else the cost is only an upper bound of it
  ScheduleMethod method = ScheduleMethod::Exact;
  std::size_t parts = 0;         ///< of method Parts
  std::size_t orderedParts = 0;  ///< of them: in their given order, as too large for the search or its limits
  std::size_t states = 0;        ///< visited by the search
  bool packed = false;           ///< addresses were found without moving a tensor
  std::int64_t usedBytes = 0;  ///< capacity that the residents were kept to (less than given when packing asked for it)
  std::vector<ScheduleStep> steps;
};

/// Order, evictions, reloads and addresses of the least traffic beyond the compulsory.
///
/// Up to 14 operators: the optimum over (executed, resident, copied) by shortest paths, then addresses by best fit with
/// backtracking; where those do not exist the capacity that is filled is lowered until they do. Larger graphs are cut
/// where one tensor crosses, parts solved alone; a part that is still too large (and only it) runs in the given order
/// and evicts what is needed last (Belady). Never more bytes than the whole in the given order.
/// @error InvalidArgument  an operator needs more than the capacity (which, and how much); a graph that is no order
/// @thread any    @cost exponential in the operators of a part, seconds at 14; bounded by the limits
/// @source hardware and compression manual 4.12 [D]; COSMA (ILP there)
Result<TensorSchedule> scheduleTensors(const ScheduleGraph& graph, std::int64_t capacity,
                                       const ScheduleLimits& limits = {});

/// Extra traffic of a given order of operators: evicts the tensor whose next use is farthest, prefers those with a
/// copy.
/// @error as above
Result<TensorSchedule> scheduleInOrder(const ScheduleGraph& graph, std::int64_t capacity,
                                       std::span<const std::size_t> order);

/// Runs a schedule again, step by step. @return its extra bytes
/// @error InvalidArgument  an operator without its tensors, too much at once, overlapping addresses
Result<std::int64_t> replaySchedule(const ScheduleGraph& graph, std::int64_t capacity, const TensorSchedule& schedule);
/// The same, step by step: bytes stored and loaded just before each. @error as above    @cost O(steps tensors)
Result<std::vector<std::int64_t>> scheduleSpills(const ScheduleGraph& graph, std::int64_t capacity,
                                                 const TensorSchedule& schedule);

}  // namespace pscope
