#include "viz/figure/front_members.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/pareto/front.h"
#include "core/pareto/hypervolume.h"
#include "core/pareto/indicators.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxHypervolumeObjectives = 6;

std::vector<std::size_t> allOf(std::span<const Objective> objectives) {
  std::vector<std::size_t> all(objectives.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

}  // namespace

bool isFeasible(const Candidate& candidate, std::span<const Objective> objectives) {
  if (candidate.state != CandidateState::Done) return false;
  return std::all_of(objectives.begin(), objectives.end(), [&](const Objective& objective) {
    const Measurement* m = candidate.measurement(objective.name);
    return m == nullptr || objective.meets(m->value);
  });
}

bool isConfirmed(const Candidate& candidate, std::span<const Objective> objectives,
                 std::span<const std::size_t> which) {
  if (!isFeasible(candidate, objectives)) return false;
  const auto known = [&](const Objective& objective) {
    const Measurement* m = candidate.measurement(objective.name);
    const int top = std::max(0, static_cast<int>(objective.estimators.size()) - 1);
    return m != nullptr && std::isfinite(m->value) && m->level >= top;
  };
  if (which.empty()) return std::all_of(objectives.begin(), objectives.end(), known);
  return std::all_of(which.begin(), which.end(), [&](std::size_t i) { return known(objectives[i]); });
}

std::vector<std::size_t> frontMembers(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                      std::span<const std::size_t> which) {
  const auto axes = which.empty() ? allOf(objectives) : std::vector<std::size_t>(which.begin(), which.end());
  std::vector<std::size_t> members;
  if (axes.empty()) return members;
  IncrementalFront front(axes.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!isConfirmed(candidates[i], objectives, axes)) continue;
    std::vector<double> values;
    values.reserve(axes.size());
    for (const auto axis : axes) {
      values.push_back(objectives[axis].minimized(candidates[i].value(objectives[axis].name)));
    }
    // The front keeps indices (from 1) instead of ids, so that it works for candidates of several studies too.
    front.insert(CandidateId{static_cast<std::int64_t>(i) + 1}, std::move(values));
  }
  for (const auto& point : front.points()) members.push_back(static_cast<std::size_t>(point.id.value - 1));
  return members;
}

std::vector<std::vector<double>> frontValues(std::span<const Candidate> candidates,
                                             std::span<const Objective> objectives,
                                             std::span<const std::size_t> members, std::span<const std::size_t> which) {
  const auto axes = which.empty() ? allOf(objectives) : std::vector<std::size_t>(which.begin(), which.end());
  std::vector<std::vector<double>> values;
  for (const auto member : members) {
    auto& point = values.emplace_back();
    for (const auto axis : axes) {
      point.push_back(objectives[axis].minimized(candidates[member].value(objectives[axis].name)));
    }
  }
  return values;
}

std::optional<std::size_t> frontKnee(std::span<const Candidate> candidates, std::span<const Objective> objectives,
                                     std::span<const std::size_t> members, std::span<const std::size_t> which) {
  const auto knee = kneePoint(frontValues(candidates, objectives, members, which));
  if (!knee) return std::nullopt;
  return members[*knee];
}

std::optional<HypervolumeHistory> hypervolumeHistory(const SearchConfig& config,
                                                     std::span<const Candidate> candidates) {
  const auto& objectives = config.objectives;
  if (objectives.empty() || objectives.size() > kMaxHypervolumeObjectives) return std::nullopt;
  std::vector<std::vector<double>> points;
  for (const auto& candidate : candidates) {
    if (isConfirmed(candidate, objectives)) points.push_back(minimizedValues(candidate, objectives));
  }
  if (points.empty()) return std::nullopt;
  HypervolumeHistory history;
  std::vector<double> reference;  // minimised
  if (config.reference.size() == objectives.size()) {
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      reference.push_back(objectives[i].minimized(config.reference[i]));
    }
  } else {
    reference = defaultReference(points);
    history.referenceChosen = true;
  }
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    history.reference.push_back(objectives[i].minimized(reference[i]));
  }
  HypervolumeCurve curve(reference);
  for (const auto& candidate : candidates) {
    if (candidate.state == CandidateState::Queued || candidate.state == CandidateState::Running) continue;
    if (isConfirmed(candidate, objectives)) {
      curve.add(minimizedValues(candidate, objectives));
    }
    history.curve.push_back(curve.value());
  }
  return history;
}

}  // namespace pscope
