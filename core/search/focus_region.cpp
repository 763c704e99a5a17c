#include "core/search/focus_region.h"

#include <algorithm>
#include <cmath>

#include "core/search/strategy.h"

namespace pscope {

FocusRegion focusRegion(const Focus& focus, std::span<const Objective> objectives) {
  FocusRegion region;
  region.where = focus.where;
  if (focus.objectives.empty()) return region;
  region.limits.resize(objectives.size());
  for (const FocusRange& range : focus.objectives) {
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      if (objectives[i].name != range.objective) continue;
      auto& limits = region.limits[i];
      limits.least = range.min;
      limits.most = range.max;
      if (objectives[i].direction == Direction::Maximize) std::swap(limits.least, limits.most);
      if (limits.least) limits.least = objectives[i].minimized(*limits.least);
      if (limits.most) limits.most = objectives[i].minimized(*limits.most);
      limits.decidingRung = static_cast<int>(std::max<std::size_t>(1, objectives[i].estimators.size())) - 1;
    }
  }
  return region;
}

Outcome FocusRegion::seen(Outcome outcome, bool inside) const {
  if (outcome.state == CandidateState::Failed) return outcome;
  double excess = inside ? 0 : 1;
  for (std::size_t i = 0; i < limits.size() && i < outcome.values.size(); ++i) {
    double& value = outcome.values[i];
    if (!std::isfinite(value) || !reaches(outcome.rung, limits[i].decidingRung)) continue;
    if (limits[i].most && value > *limits[i].most) {
      excess += (value - *limits[i].most) / (*limits[i].most != 0 ? std::abs(*limits[i].most) : 1);
    }
    if (limits[i].least && value < *limits[i].least) {
      if (outcome.measured.empty()) outcome.measured = outcome.values;
      value = *limits[i].least;
    }
  }
  if (excess <= 0) return outcome;
  // Infeasible by an unknown amount stays so: nothing is known to be better than it.
  if (outcome.state != CandidateState::Infeasible || outcome.violation > 0) outcome.violation += excess;
  if (outcome.state == CandidateState::Done) outcome.state = CandidateState::Infeasible;
  return outcome;
}

}  // namespace pscope
