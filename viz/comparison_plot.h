#pragma once

#include <QString>
#include <vector>

#include "viz/plot.h"

namespace pscope {

/// One strategy in a comparison: element i is after i + 1 evaluations.
struct ComparisonCurve {
  QString name;
  std::vector<double> mean, low, high;  ///< of the hypervolume ratio: 0..1
};

/// Mean hypervolume ratio over evaluations, one line a strategy (colour and dashes), each with its shaded confidence
/// band. Same zooming as FrontPlot; Left and Right walk through the evaluations and tell the values there.
/// @thread the window's    @cost drawing O(strategies x evaluations)
class ComparisonPlot : public Plot {
  Q_OBJECT
 public:
  explicit ComparisonPlot(QWidget* parent = nullptr);

  /// @param note  what the bands are
  void setCurves(std::vector<ComparisonCurve> curves, const QString& note);

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope
