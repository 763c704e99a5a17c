#include "core/pareto/indicators.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pscope {
namespace {

using Point = std::vector<double>;

Status checkSets(std::span<const Point> points, std::span<const Point> reference) {
  if (points.empty() || reference.empty()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Pareto", "An indicator compares two sets of points; one of them is empty."),
                     PSCOPE_TR_NOOP("Pareto", "Give at least one point in each."));
  }
  for (const auto& set : {points, reference}) {
    for (const Point& point : set) {
      const bool finite = std::all_of(point.begin(), point.end(), [](double value) { return std::isfinite(value); });
      if (finite && point.size() == points.front().size()) continue;
      return makeError(
          ErrorCode::InvalidArgument,
          PSCOPE_TR_NOOP("Pareto", "An indicator needs one finite number for each objective of each point."),
          PSCOPE_TR_NOOP("Pareto", "Leave out points with missing values."));
    }
  }
  return {};
}

struct Range {
  Point low, high;
};

Range rangeOf(std::span<const Point> front) {
  Range range{front.front(), front.front()};
  for (const Point& point : front) {
    for (std::size_t k = 0; k < point.size(); ++k) {
      range.low[k] = std::min(range.low[k], point[k]);
      range.high[k] = std::max(range.high[k], point[k]);
    }
  }
  return range;
}

double normalised(const Range& range, const Point& point, std::size_t k) {
  const double extent = range.high[k] - range.low[k];
  return extent > 0 ? (point[k] - range.low[k]) / extent : 0;
}

}  // namespace

Result<double> igdPlus(std::span<const Point> points, std::span<const Point> reference) {
  PSCOPE_CHECK(checkSets(points, reference));
  double sum = 0;
  for (const Point& wanted : reference) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point& point : points) {
      double squares = 0;
      for (std::size_t k = 0; k < point.size(); ++k) {
        const double lack = std::max(point[k] - wanted[k], 0.0);
        squares += lack * lack;
      }
      nearest = std::min(nearest, squares);
    }
    sum += std::sqrt(nearest);
  }
  return sum / static_cast<double>(reference.size());
}

Result<double> additiveEpsilon(std::span<const Point> points, std::span<const Point> reference) {
  PSCOPE_CHECK(checkSets(points, reference));
  double epsilon = -std::numeric_limits<double>::infinity();
  for (const Point& wanted : reference) {
    double best = std::numeric_limits<double>::infinity();
    for (const Point& point : points) {
      double worst = -std::numeric_limits<double>::infinity();
      for (std::size_t k = 0; k < point.size(); ++k) worst = std::max(worst, point[k] - wanted[k]);
      best = std::min(best, worst);
    }
    epsilon = std::max(epsilon, best);
  }
  return epsilon;
}

std::optional<std::size_t> kneePoint(std::span<const Point> front) {
  if (front.size() < 3) return std::nullopt;
  const Range range = rangeOf(front);
  // The ends: the best of each objective. The knee lies below all of them, or there is none.
  double ends = std::numeric_limits<double>::infinity();
  double least = std::numeric_limits<double>::infinity();
  std::size_t knee = 0;
  for (std::size_t i = 0; i < front.size(); ++i) {
    double sum = 0;
    bool end = false;
    for (std::size_t k = 0; k < front[i].size(); ++k) {
      sum += normalised(range, front[i], k);
      end = end || front[i][k] == range.low[k];
    }
    if (end) {
      ends = std::min(ends, sum);
    } else if (sum < least) {
      least = sum;
      knee = i;
    }
  }
  if (!(least < ends)) return std::nullopt;
  return knee;
}

std::vector<std::vector<double>> pseudoWeights(std::span<const Point> front) {
  std::vector<std::vector<double>> weights;
  if (front.empty()) return weights;
  const Range range = rangeOf(front);
  for (const Point& point : front) {
    auto& row = weights.emplace_back();
    double sum = 0;
    for (std::size_t k = 0; k < point.size(); ++k) {
      const double goodness = range.high[k] > range.low[k] ? 1 - normalised(range, point, k) : 0;
      row.push_back(goodness);
      sum += goodness;
    }
    for (double& weight : row) weight = sum > 0 ? weight / sum : 1 / static_cast<double>(point.size());
  }
  return weights;
}

}  // namespace pscope
