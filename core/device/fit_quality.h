#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/base/json.h"
#include "core/base/result.h"

namespace pscope {

/// How well predictions meet measurements.
struct FitQuality {
  std::size_t designs = 0;
  double spearman = 0;            ///< rank correlation, -1 to 1
  double kendall = 0;             ///< tau-b
  double medianErrorPercent = 0;  ///< of |predicted - measured| / measured
  double meanErrorPercent = 0;
  double within5Percent = 0;   ///< share of the designs whose error is at most 5 %, in percent
  double within10Percent = 0;  ///< ... at most 10 %
};
/// @param predicted, measured  of the same designs, in the same unit; measured positive
FitQuality fitQuality(std::span<const double> predicted, std::span<const double> measured);
/// {"designs", "spearman", "kendall", "median_error_pct", "mean_error_pct", "within_5_pct", "within_10_pct"}
/// @param count  key of the number of designs
Json toJson(const FitQuality& quality, const char* count = "designs");
/// @error Parse with pointer
Result<FitQuality> fitQualityFromJson(const JsonView& view);

/// How well measurements repeat themselves: no prediction can be better.
struct Repeatability {
  std::size_t pairs = 0;  ///< of measurements of one design, or of twins; 0: nothing is known
  double within5Percent = 0;
  double within10Percent = 0;  ///< share of the pairs whose difference is at most 10 % of their mean, in percent
};
/// @param classes  of each measurement; those of one class should be equal (the same design, or twins)
Repeatability repeatability(std::span<const std::string> classes, std::span<const double> measured);

}  // namespace pscope
