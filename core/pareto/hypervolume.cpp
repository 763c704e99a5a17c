#include "core/pareto/hypervolume.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "core/pareto/dominance.h"
#include "core/pareto/hypervolume_contributions_3d.h"

namespace pscope {
namespace {

using Point = std::vector<double>;
using Points = std::vector<Point>;

constexpr std::size_t kMaxObjectives = 6;
/// A point in one piece of memory; values past the number of objectives are 0.
using Row = std::array<double, kMaxObjectives>;
using Rows = std::vector<Row>;
/// Up to here a sorted vector is faster than a balanced tree.
constexpr std::size_t kFlatStaircase = 2000;

bool allFinite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

bool insideBox(std::span<const double> point, std::span<const double> reference) {
  for (std::size_t i = 0; i < reference.size(); ++i) {
    if (!(point[i] < reference[i])) return false;
  }
  return true;
}

Status checkInput(std::span<const Point> points, std::span<const double> reference) {
  if (reference.empty() || !allFinite(reference)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Pareto", "The reference point needs one finite number for every objective."),
                     PSCOPE_TR_NOOP("Pareto", "Give a value that is worse than those of the points."));
  }
  if (reference.size() > kMaxObjectives) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Pareto", "The exact hypervolume is there for up to 6 objectives, not for %1.")
                         .arg(std::to_string(reference.size())),
                     PSCOPE_TR_NOOP("Pareto", "Leave out objectives."));
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].size() != reference.size()) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Pareto", "Point %1 has %2 objectives, the reference point has %3.")
                           .arg(std::to_string(i))
                           .arg(std::to_string(points[i].size()))
                           .arg(std::to_string(reference.size())),
                       PSCOPE_TR_NOOP("Pareto", "Give the reference point one value for every objective."));
    }
    if (!allFinite(points[i])) {
      return makeError(
          ErrorCode::InvalidArgument,
          PSCOPE_TR_NOOP("Pareto", "Point %1 has a value that is not a finite number.").arg(std::to_string(i)),
          PSCOPE_TR_NOOP("Pareto", "Leave out points with missing values."));
    }
  }
  return {};
}

/// The staircase of two objectives, first -> second, and how adding a step changes the area under the reference.
/// @return area gained; the point lies inside the reference box. @cost O(log n) amortised
double addToStaircase(std::map<double, double>& steps, double first, double second, double referenceFirst,
                      double referenceSecond) {
  auto next = steps.upper_bound(first);
  double ceiling = referenceSecond;  // the second value of the step to the left: above it nothing is new
  if (next != steps.begin()) {
    ceiling = std::prev(next)->second;
    if (ceiling <= second) return 0;
    if (std::prev(next)->first == first) {
      next = std::prev(next);
      ceiling = next == steps.begin() ? referenceSecond : std::prev(next)->second;
    }
  }
  double gained = 0;
  double left = first;
  while (next != steps.end() && next->second >= second) {
    gained += (next->first - left) * (ceiling - second);
    left = next->first;
    ceiling = next->second;
    next = steps.erase(next);
  }
  const double right = next == steps.end() ? referenceFirst : next->first;
  gained += (right - left) * (ceiling - second);
  steps.emplace_hint(next, first, second);
  return gained;
}

/// The same for a sorted vector of steps: O(log n) and one move of memory.
double addToStaircase(std::vector<std::array<double, 2>>& steps, double first, double second, double referenceFirst,
                      double referenceSecond) {
  auto next = std::upper_bound(steps.begin(), steps.end(), first,
                               [](double value, const std::array<double, 2>& step) { return value < step[0]; });
  double ceiling = referenceSecond;
  if (next != steps.begin()) {
    ceiling = std::prev(next)->at(1);
    if (ceiling <= second) return 0;
    if (std::prev(next)->at(0) == first) {
      next = std::prev(next);
      ceiling = next == steps.begin() ? referenceSecond : std::prev(next)->at(1);
    }
  }
  double gained = 0;
  double left = first;
  const auto begin = next;
  for (; next != steps.end() && (*next)[1] >= second; ++next) {
    gained += ((*next)[0] - left) * (ceiling - second);
    left = (*next)[0];
    ceiling = (*next)[1];
  }
  const double right = next == steps.end() ? referenceFirst : (*next)[0];
  gained += (right - left) * (ceiling - second);
  if (begin == next) {
    steps.insert(begin, {first, second});
  } else {
    *begin = {first, second};
    steps.erase(begin + 1, next);
  }
  return gained;
}

/// Points inside the box. @cost O(n log n)
double sweep2d(Rows& points, std::span<const double> reference) {
  std::sort(points.begin(), points.end(),
            [](const Row& a, const Row& b) { return a[0] != b[0] ? a[0] < b[0] : a[1] < b[1]; });
  double area = 0;
  double ceiling = reference[1];
  for (const Row& point : points) {
    if (point[1] >= ceiling) continue;
    area += (reference[0] - point[0]) * (ceiling - point[1]);
    ceiling = point[1];
  }
  return area;
}

template <class Steps>
double sweepSteps(const Rows& points, std::span<const double> reference) {
  Steps steps;
  double area = 0;
  double volume = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    area += addToStaircase(steps, points[i][0], points[i][1], reference[0], reference[1]);
    const double above = i + 1 < points.size() ? points[i + 1][2] : reference[2];
    volume += area * (above - points[i][2]);
  }
  return volume;
}

/// Points inside the box. @cost O(n log n)
double sweep3d(Rows& points, std::span<const double> reference) {
  std::sort(points.begin(), points.end(), [](const Row& a, const Row& b) { return a[2] < b[2]; });
  return points.size() <= kFlatStaircase ? sweepSteps<std::vector<std::array<double, 2>>>(points, reference)
                                         : sweepSteps<std::map<double, double>>(points, reference);
}

/// Keeps the non-dominated rows, each value once. @cost O(m n^2)
void keepFront(Rows& points, std::size_t dimension) {
  std::sort(points.begin(), points.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Row point = points[i];
    bool covered = false;
    for (std::size_t j = kept; j-- > 0 && !covered;) {
      covered = true;
      for (std::size_t k = 1; k < dimension && covered; ++k) covered = points[j][k] <= point[k];
    }
    if (!covered) points[kept++] = point;
  }
  points.resize(kept);
}

double volumeOf(Rows& points, std::span<const double> reference);

/// WFG, worst value of the last objective first: whatever a point shares with those after it ends at its own last
/// value, so that one dimension falls out of each exclusive volume.
double slices(Rows& points, std::span<const double> reference) {
  keepFront(points, reference.size());
  const std::size_t last = reference.size() - 1;
  std::sort(points.begin(), points.end(), [&](const Row& a, const Row& b) { return a[last] > b[last]; });
  const auto below = reference.first(last);
  double volume = 0;
  Rows shared;
  shared.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    double box = 1;
    for (std::size_t k = 0; k < last; ++k) box *= reference[k] - points[i][k];
    shared.clear();
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      Row& clipped = shared.emplace_back();
      for (std::size_t k = 0; k < last; ++k) clipped[k] = std::max(points[i][k], points[j][k]);
    }
    volume += (reference[last] - points[i][last]) * (box - volumeOf(shared, below));
  }
  return volume;
}

double volumeOf(Rows& points, std::span<const double> reference) {
  if (points.empty()) return 0;
  switch (reference.size()) {
    case 1: {
      double best = reference[0];
      for (const Row& point : points) best = std::min(best, point[0]);
      return reference[0] - best;
    }
    case 2:
      return sweep2d(points, reference);
    case 3:
      return sweep3d(points, reference);
    default:
      return slices(points, reference);
  }
}

Row rowOf(std::span<const double> point) {
  Row row{};
  std::copy(point.begin(), point.end(), row.begin());
  return row;
}

/// What `point`, inside the box, adds to `others`. @param others  inside the box
double exclusive(std::span<const double> point, std::span<const Point> others, std::size_t skip,
                 std::span<const double> reference) {
  double box = 1;
  for (std::size_t k = 0; k < reference.size(); ++k) box *= reference[k] - point[k];
  Rows shared;
  shared.reserve(others.size());
  for (std::size_t j = 0; j < others.size(); ++j) {
    if (j == skip) continue;
    Row clipped = rowOf(point);
    bool covers = true;
    for (std::size_t k = 0; k < reference.size(); ++k) {
      covers = covers && others[j][k] <= clipped[k];
      clipped[k] = std::max(clipped[k], others[j][k]);
    }
    if (covers) return 0;
    shared.push_back(clipped);
  }
  return std::max(0.0, box - volumeOf(shared, reference));
}

/// Contributions of two objectives, from the neighbours on the staircase. @cost O(n log n)
std::vector<double> contributions2d(std::span<const Point> points, std::span<const double> reference) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (insideBox(points[i], reference)) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  // The staircase, and under each step the point that would take over a part of it: the best one it hides.
  std::vector<double> result(points.size(), 0.0);
  std::vector<std::size_t> front;
  for (const std::size_t i : order) {
    if (front.empty() || points[i][1] < points[front.back()][1]) front.push_back(i);
  }
  for (std::size_t k = 0; k < front.size(); ++k) {
    const Point& point = points[front[k]];
    const double ceiling = k == 0 ? reference[1] : points[front[k - 1]][1];
    const double right = k + 1 == front.size() ? reference[0] : points[front[k + 1]][0];
    result[front[k]] = (right - point[0]) * (ceiling - point[1]);
  }
  // A dominated point that only one step dominates takes its rectangle from that step.
  std::vector<Rows> hidden(front.size());
  std::size_t step = 0;
  for (const std::size_t i : order) {
    while (step + 1 < front.size() && points[front[step + 1]][0] <= points[i][0]) ++step;
    if (front[step] == i) continue;
    const double ceiling = step == 0 ? reference[1] : points[front[step - 1]][1];
    if (points[i][1] < ceiling) hidden[step].push_back(rowOf(points[i]));
  }
  for (std::size_t k = 0; k < front.size(); ++k) {
    const Point corner = {k + 1 == front.size() ? reference[0] : points[front[k + 1]][0],
                          k == 0 ? reference[1] : points[front[k - 1]][1]};
    result[front[k]] = std::max(0.0, result[front[k]] - sweep2d(hidden[k], corner));
  }
  return result;
}

}  // namespace

Result<double> hypervolume(std::span<const std::vector<double>> points, std::span<const double> reference) {
  PSCOPE_CHECK(checkInput(points, reference));
  Rows kept;
  kept.reserve(points.size());
  for (const Point& point : points) {
    if (insideBox(point, reference)) kept.push_back(rowOf(point));
  }
  return volumeOf(kept, reference);
}

Result<std::vector<double>> hypervolumeContributions(std::span<const std::vector<double>> points,
                                                     std::span<const double> reference) {
  PSCOPE_CHECK(checkInput(points, reference));
  if (reference.size() == 2) return contributions2d(points, reference);
  std::vector<std::size_t> indices;
  Points kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!insideBox(points[i], reference)) continue;
    indices.push_back(i);
    kept.push_back(points[i]);
  }
  std::vector<double> result(points.size(), 0.0);
  if (reference.size() == 3) {
    std::vector<std::array<double, 3>> rows;
    for (const Point& point : kept) rows.push_back({point[0], point[1], point[2]});
    const auto volumes = contributions3d(rows, {reference[0], reference[1], reference[2]});
    for (std::size_t i = 0; i < kept.size(); ++i) result[indices[i]] = volumes[i];
    return result;
  }
  for (std::size_t i = 0; i < kept.size(); ++i) result[indices[i]] = exclusive(kept[i], kept, i, reference);
  return result;
}

std::vector<double> defaultReference(std::span<const std::vector<double>> points) {
  Point worst;
  Point best;
  for (const Point& point : points) {
    if (!allFinite(point)) continue;
    if (worst.empty()) {
      worst = best = point;
      continue;
    }
    for (std::size_t i = 0; i < std::min(point.size(), worst.size()); ++i) {
      worst[i] = std::max(worst[i], point[i]);
      best[i] = std::min(best[i], point[i]);
    }
  }
  for (std::size_t i = 0; i < worst.size(); ++i) {
    const double range = worst[i] - best[i];
    worst[i] += range > 0 ? range / 10 : 1;
  }
  return worst;
}

HypervolumeCurve::HypervolumeCurve(std::vector<double> reference) : m_reference(std::move(reference)) {
  if (m_reference.size() > kMaxObjectives || !allFinite(m_reference)) m_reference.clear();
}

bool HypervolumeCurve::counts(std::span<const double> point) const {
  return !m_reference.empty() && point.size() == m_reference.size() && allFinite(point) &&
         insideBox(point, m_reference);
}

double HypervolumeCurve::add(std::span<const double> point) {
  if (!counts(point)) return m_value;
  if (m_reference.size() == 2) {
    m_value += addToStaircase(m_steps, point[0], point[1], m_reference[0], m_reference[1]);
  } else {
    addPoint({point.begin(), point.end()});
  }
  return m_value;
}

double HypervolumeCurve::gain(std::span<const double> point) const {
  if (!counts(point)) return 0;
  if (m_reference.size() != 2) return exclusive(point, m_front, m_front.size(), m_reference);
  auto next = m_steps.upper_bound(point[0]);
  double ceiling = m_reference[1];
  if (next != m_steps.begin()) ceiling = std::prev(next)->second;
  double gained = 0;
  double left = point[0];
  for (; ceiling > point[1]; ++next) {
    const double right = next == m_steps.end() ? m_reference[0] : next->first;
    gained += (right - left) * (ceiling - point[1]);
    if (next == m_steps.end()) break;
    left = right;
    ceiling = next->second;
  }
  return gained;
}

void HypervolumeCurve::addPoint(std::vector<double> point) {
  const auto covers = [&](const Point& other) { return other == point || dominates(other, point); };
  if (std::any_of(m_front.begin(), m_front.end(), covers)) return;
  m_value += exclusive(point, m_front, m_front.size(), m_reference);
  std::erase_if(m_front, [&](const Point& other) { return dominates(point, other); });
  m_front.push_back(std::move(point));
}

}  // namespace pscope
