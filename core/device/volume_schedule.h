#pragma once

#include <span>
#include <vector>

namespace pscope {

/// One task of a chain on reconfigurable hardware, and the tensor that it hands on.
struct VolumeTask {
  double work = 0;
  double outputBytes = 0;  ///< of the last task: not counted
};

/// Compute, memory and what a hand-over between tasks that run at once costs.
struct VolumeHardware {
  double workPerSecond = 1;
  double onChipBytes = 0;
  double bytesPerSecond = 1;
  double fillSeconds = 0;  ///< of each pipelined hand-over
};

struct VolumeSchedule {
  double seconds = 0;
  std::vector<std::size_t> segmentStarts;  ///< tasks of one segment run at once; a segment of one is sequential
};

/// The best cut of a chain into sequential and pipelined segments, fixed before the circuit is made.
///
/// A tensor between segments that does not fit on the chip is written and read, 2 V / BW; within a pipelined segment it
/// never leaves, and the work is balanced over the resources.
/// @cost O(n^2)
/// @source hardware and compression manual 4.13 [R]; InTAR, dynamic programming over cut points
VolumeSchedule volumeSchedule(std::span<const VolumeTask> tasks, const VolumeHardware& hardware);
/// The same for given starts of segments.
double volumeSeconds(std::span<const VolumeTask> tasks, const VolumeHardware& hardware,
                     std::span<const std::size_t> segmentStarts);
/// Largest over median volume of the tensors between tasks: how much sizes swing. 1 when there are none.
double volumeVariation(std::span<const VolumeTask> tasks);

}  // namespace pscope
