#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/objective.h"

namespace pscope {

/// When a search has had no more gain worth its cost.
struct PlateauRule {
  std::size_t window = 60;   ///< last evaluations that are looked at
  double gain = 0.001;       ///< share of the hypervolume that an evaluation must add to count as an improvement
  double rate = 0.05;        ///< stop when fewer evaluations than this share improve ...
  double confidence = 0.95;  ///< ... with this confidence

  bool operator==(const PlateauRule&) const = default;
};
/// @error InvalidArgument  a number out of range, or a window so short that even without any improvement the confidence
/// is not reached; the mend says how long it must be
Status checkPlateauRule(const PlateauRule& rule);

/// What ends a search before its budget of candidates ("stop" of a configuration); what is not set does not.
struct StopConfig {
  std::optional<double> seconds;  ///< of wall time since the search was started or continued, pauses included
  /// Objectives by name with the value wished for, in their own units: a feasible candidate as good as this in all of
  /// them ends the search. Objectives that are not named may have any value. Empty: no target.
  std::vector<std::pair<std::string, double>> target;
  std::optional<PlateauRule> plateau;

  bool empty() const { return !seconds && target.empty() && !plateau; }
  bool operator==(const StopConfig&) const = default;
};
/// Reads the object {"seconds", "target": {NAME: VALUE}, "plateau": {"window", "gain", "rate", "confidence"}}.
/// @error Parse, InvalidArgument with the JSON pointer; unknown members and objectives are refused
Result<StopConfig> parseStopConfig(const JsonView& json, std::span<const Objective> objectives);
/// The object again; parseStopConfig(toJson(c)) == c.
Json toJson(const StopConfig& stop);

}  // namespace pscope
