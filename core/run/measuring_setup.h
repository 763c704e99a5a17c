#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/device/device.h"
#include "core/run/device_measuring.h"
#include "core/run/latency_meter.h"

namespace pscope {

/// Where latencies are taken: on this machine, in a worker process, or through a program of the user's.
struct MeasuringSetup {
  std::optional<MeasuringCommand> command;  ///< of another device; nothing: this machine
  double seconds = 0.1;                     ///< of one timing on this machine
  int threads = 1;                          ///< of one inference on this machine
  std::string workerProgram;                ///< empty: beside this program
};
/// The setup that a profile was measured with. @error those of parseMeasuringCommand()
Result<MeasuringSetup> setupOf(const DeviceHealth& health);

std::unique_ptr<LatencyMeter> makeMeter(const MeasuringSetup& setup, const Space& space, const std::string& scale,
                                        int batch);

/// What would be run, and nothing was.
struct DryRun {
  std::string design;     ///< any of the space
  std::string modelFile;  ///< its model, to try the program with; empty on this machine
  std::vector<std::string> arguments;
};
/// @param modelFile  written, unless another file has this name already
/// @error those of lowering and of writing the model; InvalidArgument  the file is there and is not this model
Result<DryRun> dryRun(const MeasuringSetup& setup, const Space& space, const std::string& scale,
                      const std::string& modelFile);

/// A profile that holds a name, what was fitted, and the networks of a health check.
/// @param title  of the device; empty: "This machine", or "Measured device" for another
Result<DeviceProfile> measuredProfile(const MeasuringReport& report, const Space& space, const MeasuringPlan& plan,
                                      const MeasuringSetup& setup, const std::string& title);

}  // namespace pscope
