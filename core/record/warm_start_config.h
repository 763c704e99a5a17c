#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// The earlier studies that a search starts from ("warm_start" of a configuration).
struct WarmStartConfig {
  enum class Evaluate { Front, None };

  std::vector<std::string> studies;  ///< absolute paths; of what several know, the first one counts
  /// Which of their designs are evaluated first, where something about them has to be measured here.
  Evaluate evaluate = Evaluate::Front;
  /// Of a study that was started so: its candidates 1 to `taken` were taken over as evaluated, and the next `first` are
  /// the designs that are evaluated first. 0 in a configuration that no study was made of.
  std::int64_t taken = 0;
  std::int64_t first = 0;

  bool empty() const { return studies.empty(); }
  bool operator==(const WarmStartConfig&) const = default;
};
/// Reads {"studies": [PATH, ...], "evaluate": "front" | "none", "taken", "first"}; the paths stay as they are written.
/// @error Parse with the JSON pointer; unknown members and an empty list are refused
Result<WarmStartConfig> parseWarmStartConfig(const JsonView& json);
/// The object again; parseWarmStartConfig(toJson(c)) == c.
Json toJson(const WarmStartConfig& warmStart);

}  // namespace pscope
