#pragma once

#include <cstdint>
#include <span>
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
};

/// A network's graph: operators that a device runs for nothing join the one before them.
/// @cost O(nodes)
ScheduleGraph scheduleGraph(const Network& network, int bytesPerValue);

/// One operator of a schedule: what is in the scratchpad while it runs, and where.
struct ScheduleStep {
  std::size_t op = 0;
  struct Resident {
    std::size_t tensor = 0;
    std::int64_t address = 0;
  };
  std::vector<Resident> residents;  ///< in the order of tensors
};

struct TensorSchedule {
  std::int64_t extraBytes = 0;  ///< stores and loads beyond the compulsory ones
  bool exact = false;           ///< the optimum of its order, evictions and reloads; else of parts or a heuristic
  bool packed = false;          ///< addresses were found without moving a tensor
  std::int64_t usedBytes = 0;  ///< capacity that the residents were kept to (less than given when packing asked for it)
  std::vector<ScheduleStep> steps;
};

/// Order, evictions, reloads and addresses of the least traffic beyond the compulsory.
///
/// Up to 14 operators: the optimum over (executed, resident, copied) by shortest paths, then addresses by best fit with
/// backtracking; where those do not exist the capacity that is filled is lowered until they do. Larger graphs are cut
/// where one tensor crosses, parts solved alone; a part that is still too large runs in the given order and evicts what
/// is needed last (Belady).
/// @error InvalidArgument  an operator needs more than the capacity (which, and how much); a graph that is no order
/// @thread any    @cost exponential in the operators of a part, seconds at 14
/// @source hardware and compression manual 4.12 [D]; COSMA (ILP there)
Result<TensorSchedule> scheduleTensors(const ScheduleGraph& graph, std::int64_t capacity);

/// Extra traffic of a given order of operators: evicts the tensor whose next use is farthest, prefers those with a
/// copy.
/// @error as above
Result<TensorSchedule> scheduleInOrder(const ScheduleGraph& graph, std::int64_t capacity,
                                       std::span<const std::size_t> order);

/// Runs a schedule again, step by step. @return its extra bytes
/// @error InvalidArgument  an operator without its tensors, too much at once, overlapping addresses
Result<std::int64_t> replaySchedule(const ScheduleGraph& graph, std::int64_t capacity, const TensorSchedule& schedule);

}  // namespace pscope
