#include "core/pareto/hypervolume_contributions_3d.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace pscope {
namespace {

/// A part of the plane that one point alone dominates: from `left` to the next strip (or the end of the region) and
/// from the point's second value up to `top`, since the sweep was at `since`.
struct Strip {
  double left = 0;
  double top = 0;
  double since = 0;
};

/// A point of the staircase and its region: strips from left to right, ever lower.
struct Step {
  std::size_t point = 0;
  double bottom = 0;
  double right = 0;  ///< end of the last strip
  std::vector<Strip> strips;
};

class Sweep {
 public:
  Sweep(std::size_t points, const std::array<double, 3>& reference) : m_reference(reference), m_volumes(points) {}

  void insert(std::size_t index, const std::array<double, 3>& point) {
    m_level = point[2];
    auto next = m_steps.upper_bound(point[0]);
    if (next != m_steps.begin()) {
      const auto before = std::prev(next);
      if (before->second.bottom <= point[1]) {
        const bool only = before == m_steps.begin() || std::prev(before)->second.bottom > point[1];
        if (only) cut(before->second, point[0], point[1]);
        return;
      }
    }
    addStep(index, point);
  }

  std::vector<double> finish() {
    m_level = m_reference[2];
    for (auto& [left, step] : m_steps) closeFrom(step, 0, step.strips.size());
    return std::move(m_volumes);
  }

 private:
  void addStep(std::size_t index, const std::array<double, 3>& point) {
    auto first = m_steps.lower_bound(point[0]);
    Step added{index, point[1], m_reference[0], {}};
    double top = m_reference[1];
    if (first != m_steps.begin()) {
      Step& left = std::prev(first)->second;
      top = left.bottom;
      endAt(left, point[0]);
    }
    // Whoever the point dominates ends here, and keeps it from being alone in their corner.
    added.strips.push_back({point[0], top, m_level});
    auto last = first;
    for (; last != m_steps.end() && last->second.bottom >= point[1]; ++last) {
      closeFrom(last->second, 0, last->second.strips.size());
      if (last->first == added.strips.back().left) added.strips.pop_back();
      added.strips.push_back({last->first, last->second.bottom, m_level});
    }
    if (last != m_steps.end()) {
      added.right = last->first;
      cut(last->second, last->first, point[1]);
    }
    m_steps.erase(first, last);
    m_steps.emplace(point[0], std::move(added));
  }

  void close(const Step& step, const Strip& strip, double right) {
    m_volumes[step.point] += (right - strip.left) * (strip.top - step.bottom) * (m_level - strip.since);
  }
  void closeFrom(const Step& step, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      close(step, step.strips[i], i + 1 < step.strips.size() ? step.strips[i + 1].left : step.right);
    }
  }

  /// The region ends at `right`.
  void endAt(Step& step, double right) {
    if (right >= step.right) return;
    while (!step.strips.empty() && step.strips.back().left >= right) {
      close(step, step.strips.back(), step.right);
      step.right = step.strips.back().left;
      step.strips.pop_back();
    }
    if (!step.strips.empty()) {
      close(step, step.strips.back(), step.right);
      step.strips.back().since = m_level;
    }
    step.right = right;
  }

  /// Takes the corner right of `left` and above `top` away.
  void cut(Step& step, double left, double top) {
    if (left >= step.right) return;
    auto& strips = step.strips;
    // The strips that reach above: the first ones, as they get ever lower.
    const auto low =
        std::partition_point(strips.begin(), strips.end(), [&](const Strip& strip) { return strip.top > top; });
    auto high = low;
    while (high != strips.begin() && std::prev(high)->left >= left) --high;
    const auto begin = static_cast<std::size_t>(high - strips.begin());
    const auto end = static_cast<std::size_t>(low - strips.begin());
    const double lowStart = low == strips.end() ? step.right : low->left;
    if (left >= lowStart) return;  // nothing of the region lies there
    const bool splits = begin > 0 && left < (begin < strips.size() ? strips[begin].left : step.right);
    closeFrom(step, splits ? begin - 1 : begin, end);
    if (splits) strips[begin - 1].since = m_level;
    if (begin == end) {
      strips.insert(strips.begin() + static_cast<std::ptrdiff_t>(begin), Strip{left, top, m_level});
    } else {
      strips[begin] = {splits ? left : strips[begin].left, top, m_level};
      strips.erase(strips.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                   strips.begin() + static_cast<std::ptrdiff_t>(end));
    }
  }

  std::array<double, 3> m_reference;
  std::vector<double> m_volumes;
  std::map<double, Step> m_steps;
  double m_level = 0;
};

}  // namespace

std::vector<double> contributions3d(std::span<const std::array<double, 3>> points,
                                    const std::array<double, 3>& reference) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a][2] < points[b][2]; });
  Sweep sweep(points.size(), reference);
  for (const std::size_t i : order) sweep.insert(i, points[i]);
  return sweep.finish();
}

}  // namespace pscope
