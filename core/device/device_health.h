#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// Networks that were timed when a device was measured, and what became of them: whoever times them again sees whether
/// the device still is what its profile says.
struct DeviceHealth {
  struct Anchor {
    std::string design;  ///< in the space's text form
    double latencyMs = 0;
  };
  /// The anchors timed again.
  struct Check {
    std::string date;                 ///< "2026-03-01T09:30:00Z"
    std::vector<double> latenciesMs;  ///< one an anchor
    double changePercent = 0;         ///< median over the anchors of now / then - 1
    std::string governor;             ///< of the clock, then; empty: not known
    double load = 0;                  ///< programs that wanted to run, mean of a minute; NaN: not known
  };
  std::string space, spaceHash, scale = "deploy";
  int batch = 1;
  std::string date;     ///< of the measurement
  std::string meter;    ///< how was timed, for people
  std::string command;  ///< of another device: a MeasuringCommand as JSON text; empty: this program's worker
  double seconds = 0;   ///< of one timing in the worker
  int threads = 1;      ///< there
  std::vector<Anchor> anchors;
  std::vector<Check> checks;  ///< in the order of time

  Json toJson() const;
  /// @error Parse with pointer: a latency that is not positive, a check of another number of anchors
  static Result<DeviceHealth> fromJson(const JsonView& view);
};

/// Median over the anchors of now / then - 1, in percent. @pre as many latencies as anchors
double healthChange(const DeviceHealth& health, const std::vector<double>& latenciesMs);
/// A change by more than this counts as drift: rounds of a quiet machine agree within a few percent.
inline constexpr double kHealthyPercent = 5;

}  // namespace pscope
