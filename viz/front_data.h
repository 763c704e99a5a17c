#pragma once

#include <QRectF>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "viz/front_plot.h"
#include "viz/markers.h"

namespace pscope {

/// The points of a FrontPlot and what is derived from them; no drawing.
/// @thread the window's
class FrontData {
 public:
  /// Smallest rectangle around the points drawn, in the axes' units.
  struct Bounds {
    double left = 0, right = 0, bottom = 0, top = 0;
  };
  struct Counts {
    int dominated = 0, predicted = 0, screened = 0, infeasible = 0, front = 0, notPositive = 0;
    int drawn() const { return dominated + predicted + screened + infeasible + front; }
  };

  void set(std::vector<PlotPoint> points);
  /// @cost O(added)
  void update(const std::vector<PlotPoint>& points);
  void setLogarithmic(bool x, bool y);
  void setInfeasibleVisible(bool visible);
  bool infeasibleVisible() const { return m_infeasibleVisible; }

  const std::vector<PlotPoint>& points() const { return m_points; }
  const PlotPoint& point(std::int32_t index) const { return m_points[static_cast<std::size_t>(index)]; }
  /// Index of a candidate, or -1.
  std::int32_t indexOf(CandidateId id) const;
  /// False without finite coordinates, for ones a logarithmic axis cannot show, hidden, queued and failed ones.
  bool isDrawn(const PlotPoint& point) const;
  /// Grows whenever an image of the cloud holds stamps that are no longer right (not when points are only added).
  std::uint64_t rewrites() const { return m_rewrites; }
  /// Sign in the cloud.
  static Marker marker(const PlotPoint& point);

  /// @cost O(points), each
  std::optional<Bounds> bounds() const;
  Counts counts() const;
  std::vector<std::int32_t> front() const;  ///< drawn points on the front, by x, then y
  /// The next point of the front in a direction (+1 or -1 in x or y); the nearest end when `from` is not on the front;
  /// `from` itself at the end of the front; -1 when nothing is on it.
  std::int32_t walk(std::int32_t from, int dx, int dy) const;

 private:
  std::vector<PlotPoint> m_points;
  std::unordered_map<CandidateId, std::int32_t> m_indices;
  std::uint64_t m_rewrites = 0;
  bool m_logX = false;
  bool m_logY = false;
  bool m_infeasibleVisible = true;
};

}  // namespace pscope
