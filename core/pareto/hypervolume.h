#pragma once

#include <map>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// Volume dominated by the points and bounded by the reference point, all objectives minimised; points that do not
/// dominate the reference add nothing.
///
/// @param points     n points x m objectives, finite; dominated points and duplicates do no harm
/// @return           in the product of the objectives' units
/// @error InvalidArgument  m of points and reference differ, NaN or infinity; Unsupported for m > 6
/// @thread any (pure function)
/// @cost 2-D and 3-D O(n log n) (sweep); 4-D O(n^2 log n), each dimension more at worst a factor n
/// @source 3-D: Beume, Fonseca, Lopez-Ibanez, Paquete, Vahrenhold, IEEE TEVC 13(5), 2009; m > 3: While, Bradstreet,
///         Barone (WFG), IEEE TEVC 16(1), 2012
Result<double> hypervolume(std::span<const std::vector<double>> points, std::span<const double> reference);

/// What each point adds that no other point of the set does: hypervolume of all less hypervolume of the others.
///
/// Dominated points, duplicates and points that do not dominate the reference add 0.
/// @error as hypervolume()    @thread any (pure function)
/// @cost 2-D and 3-D O(n log n); more: n times the hypervolume of a clipped set
Result<std::vector<double>> hypervolumeContributions(std::span<const std::vector<double>> points,
                                                     std::span<const double> reference);

/// Reference point when nobody names one: the worst value of each objective plus a tenth of its range (1 if the range
/// is 0). Points with values that are not finite do not count; empty when there is none.
std::vector<double> defaultReference(std::span<const std::vector<double>> points);

/// Hypervolume after each of a sequence of points: the curve over evaluations.
///
/// @thread one at a time    @cost an added point: 2-D O(log n) amortised; more: O(front) when it is dominated,
/// otherwise the hypervolume of the front clipped to it
class HypervolumeCurve {
 public:
  /// @param reference  1 to 6 finite values; with another number, or one that is not finite, the curve stays at 0
  explicit HypervolumeCurve(std::vector<double> reference);
  /// Adds a point and returns the hypervolume so far. A point with a NaN or an infinity, or with another number of
  /// objectives, adds nothing.
  double add(std::span<const double> point);
  /// What add() would bring; nothing changes. @cost as add()
  double gain(std::span<const double> point) const;
  double value() const { return m_value; }
  std::span<const double> reference() const { return m_reference; }

 private:
  bool counts(std::span<const double> point) const;
  void addPoint(std::vector<double> point);

  std::vector<double> m_reference;
  std::map<double, double> m_steps;          ///< two objectives: the staircase, first -> second
  std::vector<std::vector<double>> m_front;  ///< otherwise
  double m_value = 0;
};

}  // namespace pscope
