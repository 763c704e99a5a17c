#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/objective.h"

namespace pscope {

/// Values of one objective that are of interest, in its own unit; what is not set does not limit.
struct FocusRange {
  std::string objective;  ///< name
  std::optional<double> min;
  std::optional<double> max;

  bool operator==(const FocusRange&) const = default;
};

/// Where a search should look: an interest, not a bound. Candidates outside stay what they are.
struct Focus {
  std::string where;  ///< of the space: as a constraint over choices; empty: everywhere
  /// Of objective space, by name. Values that are better than a range are as good as its better end, no more.
  std::vector<FocusRange> objectives;

  bool empty() const { return where.empty() && objectives.empty(); }
  bool operator==(const Focus&) const = default;
};

/// Reads {"where": EXPRESSION, "objectives": {NAME: {"min": NUMBER, "max": NUMBER}}}; either may be left out. The
/// expression is checked where there is a space.
/// @error Parse, InvalidArgument with the JSON pointer; unknown members and objectives, and ranges without a number or
/// with min above max, are refused
Result<Focus> parseFocus(const JsonView& json, std::span<const Objective> objectives);
/// The object again; parseFocus(toJson(f)) == f for what was read (ranges are in the order of the objectives).
Json toJson(const Focus& focus);
/// One line: "latency <= 20 ms, 5 <= error <= 10 %, where stages <= 3"; "everywhere" for an empty one.
std::string focusText(const Focus& focus, std::span<const Objective> objectives);

}  // namespace pscope
