#include "core/learn/student.h"

#include <cmath>
#include <numbers>

namespace pscope {
namespace {

/// Probability of -t..t, with theta = atan(t / sqrt(degrees)).
double probabilityInside(double theta, int degrees) {
  const double cosine = std::cos(theta), sine = std::sin(theta);
  double term = degrees % 2 == 0 ? 1 : cosine;
  double sum = degrees > 1 ? term : 0;
  for (int k = degrees % 2 == 0 ? 1 : 2; k + 1 < degrees; k += 2) {
    term *= cosine * cosine * k / (k + 1);
    sum += term;
  }
  return degrees % 2 == 0 ? sine * sum : 2 / std::numbers::pi * (theta + sine * sum);
}

}  // namespace

double studentInterval(int degrees, double confidence) {
  double low = 0, high = std::numbers::pi / 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (probabilityInside(middle, degrees) < confidence ? low : high) = middle;
  }
  return std::tan(low) * std::sqrt(degrees);
}

}  // namespace pscope
