#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/device/device.h"
#include "core/device/fit_quality.h"
#include "core/run/latency_meter.h"
#include "core/space/space.h"

namespace pscope {

/// What is measured of a space on a device.
struct MeasuringPlan {
  std::string scale = "deploy";
  int batch = 1;
  int designs = 100;  ///< that a fit learns from; those with operators that no other has come first; see kMostMeasured
  int check = 50;     ///< others, drawn at random, that judge it
  int rounds = 3;     ///< of all, each in another order: a slow minute spoils one value of each, not all of one
  bool operators = true;
  bool active = false;  ///< after the first third, the designs are chosen of which a fit is the least certain
  std::uint64_t seed = 1;

  bool operator==(const MeasuringPlan&) const = default;
};

/// Designs of a plan, those of its check included.
inline constexpr int kMostMeasured = 2'000;

/// An operator of a space: one entry of a look-up table.
struct MeasuredOperator {
  std::string text;         ///< "conv2d 3x3 s1 16x32x32 > 16x32x32"
  std::string design;       ///< one that has it
  int node = 0;             ///< there
  std::size_t designs = 0;  ///< of the sampled ones that have it
  LatencySample sample;
};
struct MeasuredNetwork {
  std::string design;
  LatencySample sample;  ///< least of its rounds
};
/// A network that no model had seen: what was measured and what was predicted.
struct CheckedNetwork {
  MeasuredNetwork measured;
  double fitMs = 0;
  double tableMs = 0;  ///< sum of its operators; NaN where one is missing
};

/// What decides how well a machine repeats itself.
struct MachineState {
  std::string cpu;       ///< model name; empty: not known
  std::string governor;  ///< of the first core's clock; empty: not known
  double load = 0;       ///< programs that want to run, mean of the last minute; NaN: not known
  int cores = 0;
};
MachineState machineState();

struct MeasuringReport {
  std::vector<MeasuredNetwork> designs;
  std::vector<CheckedNetwork> check;
  std::vector<MeasuredOperator> operators;
  std::optional<DeviceFit> fit;
  std::optional<FitQuality> fitQuality;    ///< of the fit over the networks of the check
  std::optional<FitQuality> tableQuality;  ///< of the sum of operators
  double spreadPercent = 0;                ///< median over all of (slowest round / fastest round - 1)
  double driftPercent = 0;                 ///< median of three networks timed at the end and at the beginning
  std::size_t resumed = 0;                 ///< timings that were there already
  double seconds = 0;                      ///< of this run
  std::vector<DeviceHealth::Anchor> anchors;
  MachineState before;
  std::string meter;
  std::string date;  ///< of the newest timing, UTC: one that only resumes a finished measurement is not of today
};

/// Measures designs and operators of a space and learns the device's latency from them.
///
/// All that is measured is in `folder` at once: samples.csv (every timing; what is there is not measured again, so a
/// cancelled run resumes), then designs.csv and operators.csv (measurements for `device fit`), check.csv (unseen
/// networks, predicted and measured) and report.json (quality, noise, CPU, governor, load, program). The folder is made
/// once the device has answered: one that does not leaves no trace.
/// @error InvalidArgument  the folder holds timings of another plan or under other conditions, the space has too few
///        designs, or more than kMostMeasured are wanted; Parse  plan.json or samples.csv is damaged (with the file);
///        ReadOnly, Io; those of the meter; Cancelled
/// @thread any    @cost (designs + check + operators) * rounds timings
Result<MeasuringReport> measureDevice(const Space& space, const MeasuringPlan& plan, LatencyMeter& meter,
                                      const std::string& folder, const JobContext& job);

/// What a folder holds for a plan, before anything is measured.
struct MeasuringFolder {
  bool fits = true;         ///< no timings, or those of this plan: measureDevice() takes it
  bool finished = false;    ///< a measurement ended there, at `date`: nothing would be timed again
  std::size_t timings = 0;  ///< that are there
  std::string date;         ///< "2026-03-01T09:30:00Z"; empty: not finished
};
/// @thread any    @cost reading the timings
MeasuringFolder measuringFolder(const Space& space, const MeasuringPlan& plan, const LatencyMeter& meter,
                                const std::string& folder);

/// Timings that measureDevice() takes, without those of the beginning and the end.
/// @param operators  whether the meter measures them    @error as measureDevice()    @cost lowering kMostMeasured
/// designs
Result<std::size_t> plannedTimings(const Space& space, const MeasuringPlan& plan, bool operators,
                                   const JobContext& job = {});

}  // namespace pscope
