#include "core/pareto/dominance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace pscope {
namespace {

using Points = std::vector<std::vector<double>>;

bool hasNan(const std::vector<double>& point) {
  return std::any_of(point.begin(), point.end(), [](double value) { return std::isnan(value); });
}

/// Ranks for one or two objectives. `order` is lexicographic, so a point is dominated by a front exactly when the
/// smallest second value of that front so far is not above its own; those smallest values ascend with the rank.
void rankBySweep(const Points& points, const std::vector<std::size_t>& order, std::vector<int>& ranks) {
  std::vector<double> smallest;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& point = points[order[i]];
    if (i > 0 && points[order[i - 1]] == point) {
      ranks[order[i]] = ranks[order[i - 1]];
      continue;
    }
    const double second = point.size() > 1 ? point[1] : 0;
    const auto front = std::upper_bound(smallest.begin(), smallest.end(), second);
    ranks[order[i]] = static_cast<int>(front - smallest.begin());
    if (front == smallest.end()) {
      smallest.push_back(second);
    } else {
      *front = second;
    }
  }
}

/// Efficient non-dominated sort with sequential search: only points earlier in lexicographic order can dominate.
/// @source Zhang, Tian, Cheng, Jin, IEEE TEVC 19(2), 2015
void rankBySearch(const Points& points, const std::vector<std::size_t>& order, std::vector<int>& ranks) {
  std::vector<std::vector<std::size_t>> fronts;
  for (const std::size_t index : order) {
    const auto dominated = [&](const std::vector<std::size_t>& front) {
      return std::any_of(front.rbegin(), front.rend(),
                         [&](std::size_t other) { return dominates(points[other], points[index]); });
    };
    const auto front = std::find_if_not(fronts.begin(), fronts.end(), dominated);
    ranks[index] = static_cast<int>(front - fronts.begin());
    if (front == fronts.end()) {
      fronts.push_back({index});
    } else {
      front->push_back(index);
    }
  }
}

/// Adds one objective's share of the crowding distance; `values` belong to the points.
void addCrowding(const std::vector<double>& values, std::vector<double>& distances) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  // Halved, so that the range of the largest doubles does not overflow.
  const double range = values[order.back()] / 2 - values[order.front()] / 2;
  if (!(range > 0)) return;
  distances[order.front()] = std::numeric_limits<double>::infinity();
  distances[order.back()] = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i + 1 < order.size(); ++i) {
    distances[order[i]] += (values[order[i + 1]] / 2 - values[order[i - 1]] / 2) / range;
  }
}

}  // namespace

bool dominates(std::span<const double> a, std::span<const double> b) {
  bool better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!(a[i] <= b[i])) return false;
    better = better || a[i] < b[i];
  }
  return better;
}

std::vector<int> nonDominatedRanks(const std::vector<std::vector<double>>& points, std::span<const double> violations) {
  std::vector<int> ranks(points.size(), 0);
  std::vector<std::size_t> feasible;
  std::vector<std::size_t> infeasible;
  int worst = -1;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!violations.empty() && !(violations[i] <= 0)) {
      infeasible.push_back(i);
    } else if (hasNan(points[i])) {
      worst = 0;  // compares with nothing: it stays non-dominated
    } else {
      feasible.push_back(i);
    }
  }
  std::sort(feasible.begin(), feasible.end(),
            [&](std::size_t a, std::size_t b) { return points[a] != points[b] ? points[a] < points[b] : a < b; });
  if (!feasible.empty() && points[feasible.front()].size() <= 2) {
    rankBySweep(points, feasible, ranks);
  } else {
    rankBySearch(points, feasible, ranks);
  }
  for (const std::size_t i : feasible) worst = std::max(worst, ranks[i]);
  // An unknown violation (NaN) counts as the largest one.
  const auto violation = [&](std::size_t i) {
    return std::isnan(violations[i]) ? std::numeric_limits<double>::infinity() : violations[i];
  };
  std::sort(infeasible.begin(), infeasible.end(),
            [&](std::size_t a, std::size_t b) { return violation(a) < violation(b); });
  for (std::size_t i = 0; i < infeasible.size(); ++i) {
    if (i == 0 || violation(infeasible[i]) > violation(infeasible[i - 1])) ++worst;
    ranks[infeasible[i]] = worst;
  }
  return ranks;
}

Result<std::vector<double>> crowdingDistance(std::span<const std::vector<double>> front) {
  std::vector<double> distances(front.size(), 0.0);
  for (std::size_t i = 0; i < front.size(); ++i) {
    if (front[i].size() != front[0].size()) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Pareto", "Point %1 of the front has %2 objectives where the first has %3.")
                           .arg(std::to_string(i))
                           .arg(std::to_string(front[i].size()))
                           .arg(std::to_string(front[0].size())),
                       PSCOPE_TR_NOOP("Pareto", "Give every point the same objectives."));
    }
    if (!std::all_of(front[i].begin(), front[i].end(), [](double value) { return std::isfinite(value); })) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Pareto", "Point %1 of the front has a value that is not a finite number.")
                           .arg(std::to_string(i)),
                       PSCOPE_TR_NOOP("Pareto", "Leave out points with missing values."));
    }
  }
  if (front.size() <= 2) {
    std::fill(distances.begin(), distances.end(), std::numeric_limits<double>::infinity());
    return distances;
  }
  std::vector<double> values(front.size());
  for (std::size_t objective = 0; objective < front[0].size(); ++objective) {
    for (std::size_t i = 0; i < front.size(); ++i) values[i] = front[i][objective];
    addCrowding(values, distances);
  }
  return distances;
}

}  // namespace pscope
