#include "core/device/volume_schedule.h"

#include <algorithm>
#include <limits>

namespace pscope {
namespace {

/// Seconds of the tasks [begin, end) as one segment, and of storing what they hand on.
double segmentSeconds(std::span<const VolumeTask> tasks, const VolumeHardware& hardware, std::size_t begin,
                      std::size_t end) {
  double work = 0;
  for (std::size_t i = begin; i < end; ++i) work += tasks[i].work;
  const double spilled = end < tasks.size() && tasks[end - 1].outputBytes > hardware.onChipBytes
                             ? 2 * tasks[end - 1].outputBytes / hardware.bytesPerSecond
                             : 0;
  return work / hardware.workPerSecond + static_cast<double>(end - begin - 1) * hardware.fillSeconds + spilled;
}

}  // namespace

double volumeSeconds(std::span<const VolumeTask> tasks, const VolumeHardware& hardware,
                     std::span<const std::size_t> segmentStarts) {
  double sum = 0;
  for (std::size_t s = 0; s < segmentStarts.size(); ++s) {
    const std::size_t end = s + 1 < segmentStarts.size() ? segmentStarts[s + 1] : tasks.size();
    sum += segmentSeconds(tasks, hardware, segmentStarts[s], end);
  }
  return sum;
}

VolumeSchedule volumeSchedule(std::span<const VolumeTask> tasks, const VolumeHardware& hardware) {
  std::vector<double> best(tasks.size() + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(tasks.size() + 1, 0);
  best[0] = 0;
  for (std::size_t end = 1; end <= tasks.size(); ++end) {
    for (std::size_t begin = end; begin-- > 0;) {  // shorter segments first: no pipeline without gain
      const double seconds = best[begin] + segmentSeconds(tasks, hardware, begin, end);
      if (seconds < best[end]) {
        best[end] = seconds;
        from[end] = begin;
      }
    }
  }
  VolumeSchedule schedule;
  schedule.seconds = best.back();
  for (std::size_t end = tasks.size(); end > 0; end = from[end]) schedule.segmentStarts.push_back(from[end]);
  std::reverse(schedule.segmentStarts.begin(), schedule.segmentStarts.end());
  return schedule;
}

double volumeVariation(std::span<const VolumeTask> tasks) {
  std::vector<double> volumes;
  for (std::size_t i = 0; i + 1 < tasks.size(); ++i) volumes.push_back(tasks[i].outputBytes);
  if (volumes.empty()) return 1;
  std::sort(volumes.begin(), volumes.end());
  const std::size_t half = volumes.size() / 2;
  const double median = volumes.size() % 2 == 1 ? volumes[half] : (volumes[half - 1] + volumes[half]) / 2;
  return median > 0 ? volumes.back() / median : 1;
}

}  // namespace pscope
