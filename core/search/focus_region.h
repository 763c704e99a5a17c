#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/record/focus.h"
#include "core/record/objective.h"

namespace pscope {

struct Outcome;

/// A focus as strategies meet it: every objective minimised.
struct FocusRegion {
  struct Limits {
    std::optional<double> least;  ///< a smaller value counts as this one
    std::optional<double> most;   ///< a larger value is a violation
    int decidingRung = 0;         ///< from this rung of its ladder on the objective has its final value
  };
  std::string where;                  ///< as Focus::where
  std::vector<Limits> limits;         ///< of each objective; empty: none has any
  std::size_t number = 0;             ///< of the focus within its search; 0: the one that the search began with
  std::int64_t candidatesBefore = 0;  ///< that were asked under those before

  bool empty() const { return where.empty() && limits.empty(); }

  /// What a strategy is told instead of `outcome`, so that it is drawn into the region by what it does about bounds: a
  /// value above `most` adds its relative excess to the violation and one below `least` becomes it; a design outside
  /// of the part of the space adds 1. What is done and violates the region counts as infeasible. On a rung below the
  /// deciding one an objective has no limits. Failures are left alone.
  /// @param inside  the design is in the part of the space that `where` names
  Outcome seen(Outcome outcome, bool inside) const;
};

FocusRegion focusRegion(const Focus& focus, std::span<const Objective> objectives);

}  // namespace pscope
