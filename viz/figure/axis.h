#pragma once

#include <span>
#include <string>
#include <vector>

namespace pscope {

/// One axis of a figure: a range of values, linear or logarithmic, laid over a range of pixels, with ticks at round
/// numbers.
class Axis {
 public:
  struct Tick {
    double value = 0;
    double pixel = 0;
    std::string label;  ///< empty: a minor tick of a logarithmic axis
  };
  /// Covers [low, high] and a little more; logarithmic only when both are above 0 and a
  /// factor of ten apart. An empty range is widened.
  Axis(double low, double high, double fromPixel, double toPixel, bool logarithmic);

  double pixel(double value) const;
  bool logarithmic() const { return m_logarithmic; }
  double low() const { return m_low; }
  double high() const { return m_high; }
  /// About `wanted` labelled ticks at 1, 2 or 5 times a power of ten.
  std::vector<Tick> ticks(int wanted) const;

  /// Whether values read better on a logarithmic axis: all above 0, and spread over a factor of 100, or over a factor
  /// of 8 with half of them in the lowest fifteenth of the range (a few outliers would press the rest together).
  static bool prefersLogarithm(std::span<const double> values);

 private:
  std::vector<Tick> logTicks(int wanted) const;

  double m_low, m_high, m_fromPixel, m_toPixel;
  bool m_logarithmic;
};

/// 1, 2 or 5 times a power of ten, the nearest from above to span / wanted.
double niceStep(double span, int wanted);

}  // namespace pscope
