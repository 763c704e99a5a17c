#pragma once

#include <cstdint>
#include <map>
#include <unordered_set>
#include <vector>

#include "core/base/ids.h"

namespace pscope {

/// The non-dominated points seen so far (all minimised), kept up to date one at a time.
///
/// Points with equal values are all kept (twins). NaN or infinite points, and points with another number of objectives,
/// are refused: they do not enter.
/// @thread one at a time    @cost two objectives: O(log n) amortised an insertion; otherwise O(front)
class IncrementalFront {
 public:
  struct Point {
    CandidateId id;
    std::vector<double> values;
  };
  struct Change {
    bool entered = false;
    std::vector<CandidateId> left;  ///< dominated by the new point
  };
  explicit IncrementalFront(std::size_t objectives);

  Change insert(CandidateId id, std::vector<double> values);
  /// Sorted by the first objective, then the others, then the id. @cost O(n log n)
  std::vector<Point> points() const;
  std::size_t size() const { return m_ids.size(); }
  bool contains(CandidateId id) const { return m_ids.contains(id); }
  std::size_t objectives() const { return m_objectives; }

 private:
  /// One step of the staircase of two objectives: the second value, and whoever stands there.
  struct Step {
    double second = 0;
    std::vector<CandidateId> ids;
  };
  Change insertStep(CandidateId id, double first, double second);
  Change insertPoint(CandidateId id, std::vector<double> values);

  std::size_t m_objectives;
  std::map<double, Step> m_steps;  ///< two objectives: ascending in the first, so descending in the second
  std::vector<Point> m_points;     ///< otherwise; in no order
  std::unordered_set<CandidateId> m_ids;
};

}  // namespace pscope
