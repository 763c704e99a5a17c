#pragma once

#include <QString>
#include <vector>

#include "viz/plot.h"

namespace pscope {

/// A design with the latency that was measured and the one that a fit predicted without having seen it.
struct ScatterPoint {
  double measured = 0;
  double predicted = 0;
  QString label;  ///< for the tooltip: the design
};

/// Predicted against measured, both axes logarithmic and alike, with the bands of 5 % and 10 % error around the
/// diagonal. Same zooming as FrontPlot; Left and Right walk from point to point in the order of the measured value.
/// @thread the window's    @cost drawing O(points)
class ScatterPlot : public Plot {
  Q_OBJECT
 public:
  explicit ScatterPlot(QWidget* parent = nullptr);

  /// Points whose values are not positive are left out. @param unit  "ms"
  void setPoints(std::vector<ScatterPoint> points, const QString& unit);

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope
