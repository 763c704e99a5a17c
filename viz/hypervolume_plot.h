#pragma once

#include <vector>

#include "viz/plot.h"

namespace pscope {

/// Hypervolume over evaluations, with the band of random search at equal evaluations beside it; or over the time that
/// the evaluations took. Same zooming as FrontPlot.
/// @thread the window's
class HypervolumePlot : public Plot {
  Q_OBJECT
 public:
  explicit HypervolumePlot(QWidget* parent = nullptr);

  /// @param unit  product of the objectives' units, such as "% x ms"
  void setUnit(const QString& unit);
  void setCurve(std::vector<double> hypervolume);  ///< element i: after i + 1 evaluations
  /// Time spent on the evaluations up to each of the curve, in seconds, never decreasing. Shorter than the curve: the
  /// curve is drawn as far as they are known.
  void setSeconds(std::vector<double> seconds);
  enum class Across { Evaluations, Time };
  /// Over time there is no band: what random search would have taken is not known.
  void setAcross(Across across);
  Across across() const;
  /// Band of random search: 10th percentile, median, 90th percentile; `note` says how it was made.
  void setRandomBand(std::vector<double> low, std::vector<double> median, std::vector<double> high,
                     const QString& note);
  void clearRandomBand();

 private:
  class Impl;
  Impl& m_impl;
};

}  // namespace pscope
