#include "core/record/candidate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pscope {
namespace {

constexpr std::array<std::pair<CandidateState, const char*>, 6> kStates = {{
    {CandidateState::Queued, "queued"},
    {CandidateState::Running, "running"},
    {CandidateState::Done, "done"},
    {CandidateState::Failed, "failed"},
    {CandidateState::Infeasible, "infeasible"},
    {CandidateState::Screened, "screened"},
}};

}  // namespace

const char* stateName(CandidateState state) {
  for (const auto& [known, name] : kStates) {
    if (known == state) return name;
  }
  return "failed";
}

std::optional<CandidateState> stateFromName(const std::string& name) {
  for (const auto& [state, known] : kStates) {
    if (name == known) return state;
  }
  return std::nullopt;
}

const Measurement* Candidate::measurement(const std::string& metric) const {
  const Measurement* best = nullptr;
  for (const auto& m : measurements) {
    if (m.metric == metric && (best == nullptr || m.level >= best->level)) best = &m;
  }
  return best;
}

double Candidate::value(const std::string& metric) const {
  const Measurement* m = measurement(metric);
  return m != nullptr ? m->value : std::numeric_limits<double>::quiet_NaN();
}

int topRung(std::span<const Objective> objectives) {
  std::size_t levels = 1;
  for (const auto& objective : objectives) levels = std::max(levels, objective.estimators.size());
  return static_cast<int>(levels) - 1;
}

std::optional<int> rungBelowTop(std::optional<int> rung, std::span<const Objective> objectives) {
  if (!rung || *rung >= topRung(objectives)) return std::nullopt;
  return std::max(0, *rung);
}

std::vector<double> minimizedValues(const Candidate& candidate, std::span<const Objective> objectives) {
  std::vector<double> values;
  values.reserve(objectives.size());
  for (const auto& objective : objectives) values.push_back(objective.minimized(candidate.value(objective.name)));
  return values;
}

}  // namespace pscope
