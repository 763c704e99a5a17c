#include "core/pareto/front.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/pareto/dominance.h"

namespace pscope {

IncrementalFront::IncrementalFront(std::size_t objectives) : m_objectives(objectives) {}

IncrementalFront::Change IncrementalFront::insert(CandidateId id, std::vector<double> values) {
  if (values.size() != m_objectives ||
      !std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
    return {};
  }
  Change change = m_objectives == 2 ? insertStep(id, values[0], values[1]) : insertPoint(id, std::move(values));
  if (change.entered) m_ids.insert(id);
  for (const CandidateId left : change.left) m_ids.erase(left);
  return change;
}

IncrementalFront::Change IncrementalFront::insertStep(CandidateId id, double first, double second) {
  Change change;
  auto next = m_steps.lower_bound(first);
  if (next != m_steps.end() && next->first == first && next->second.second == second) {
    next->second.ids.push_back(id);
    change.entered = true;
    return change;
  }
  // The step before has the smallest second value of all that are not worse in the first.
  if (next != m_steps.end() && next->first == first && next->second.second < second) return change;
  if (next != m_steps.begin() && std::prev(next)->second.second <= second) return change;
  while (next != m_steps.end() && next->second.second >= second) {
    change.left.insert(change.left.end(), next->second.ids.begin(), next->second.ids.end());
    next = m_steps.erase(next);
  }
  m_steps.emplace_hint(next, first, Step{second, {id}});
  change.entered = true;
  return change;
}

IncrementalFront::Change IncrementalFront::insertPoint(CandidateId id, std::vector<double> values) {
  Change change;
  for (const Point& point : m_points) {
    if (dominates(point.values, values)) return change;
  }
  const auto gone = std::stable_partition(m_points.begin(), m_points.end(),
                                          [&](const Point& point) { return !dominates(values, point.values); });
  for (auto point = gone; point != m_points.end(); ++point) change.left.push_back(point->id);
  m_points.erase(gone, m_points.end());
  m_points.push_back({id, std::move(values)});
  change.entered = true;
  return change;
}

std::vector<IncrementalFront::Point> IncrementalFront::points() const {
  std::vector<Point> sorted = m_points;
  for (const auto& [first, step] : m_steps) {
    for (const CandidateId id : step.ids) sorted.push_back({id, {first, step.second}});
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const Point& a, const Point& b) { return a.values != b.values ? a.values < b.values : a.id < b.id; });
  return sorted;
}

}  // namespace pscope
