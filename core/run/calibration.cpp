#include "core/run/calibration.h"

#include <cmath>

#include "core/learn/rank_statistics.h"
#include "core/search/predicted_values.h"

namespace pscope {
std::optional<PredictedPair> predictedPairOf(const Candidate& candidate, const std::string& objective) {
  const Measurement* predicted = candidate.measurement(predictedMetric(objective));
  if (predicted == nullptr || predicted->kind != MeasurementKind::Predicted) return std::nullopt;
  const PredictedPair pair{candidate.id, predicted->value, predicted->standardError.value_or(0),
                           candidate.value(objective)};
  const bool finite = std::isfinite(pair.predicted) && std::isfinite(pair.deviation) && std::isfinite(pair.measured);
  return finite ? std::optional(pair) : std::nullopt;
}

Calibration calibrationOf(std::span<const PredictedPair> pairs) {
  Calibration result;
  result.designs = pairs.size();
  if (pairs.empty()) return result;
  std::vector<double> predicted, measured;
  for (const auto& pair : pairs) {
    predicted.push_back(pair.predicted);
    measured.push_back(pair.measured);
    const double error = std::abs(pair.measured - pair.predicted);
    if (error <= pair.deviation) result.within68 += 1;
    if (error <= kDeviations95 * pair.deviation) result.within95 += 1;
  }
  const auto n = static_cast<double>(pairs.size());
  result.within68 /= n;
  result.within95 /= n;
  result.spearman = spearmanRho(predicted, measured);
  result.kendall = kendallTau(predicted, measured);
  return result;
}

}  // namespace pscope
