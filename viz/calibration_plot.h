#pragma once

#include <QString>
#include <vector>

#include "core/base/ids.h"
#include "viz/plot.h"

namespace pscope {

/// A design as it was predicted before it was measured.
struct CalibrationPoint {
  CandidateId id;
  double measured = 0;
  double predicted = 0;
  double deviation = 0;  ///< half of the 68 % interval; the bar that is drawn is 1.96 of it to each side
};

/// Predicted values with their 95 % intervals against measured ones, both axes alike, and the diagonal on which every
/// prediction would be exact. Same zooming as FrontPlot; arrow keys walk from point to point in the order of the
/// measured value and choose it; so does a click.
/// @thread the window's    @cost drawing O(points)
class CalibrationPlot : public Plot {
  Q_OBJECT
 public:
  explicit CalibrationPlot(QWidget* parent = nullptr);

  /// @param name, unit  of the objective
  void setPoints(std::vector<CalibrationPoint> points, const QString& name, const QString& unit);

 Q_SIGNALS:
  void chosen(pscope::CandidateId id);

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope
