#include "core/device/dvfs.h"

#include <algorithm>
#include <cmath>

namespace pscope {

double estimatedVolt(double hz, double highestHz, double lowVolt, double highVolt) {
  constexpr double kKnee = 0.3;
  const double f0 = kKnee * highestHz;
  return lowVolt + (highVolt - lowVolt) * std::clamp((hz - f0) / (highestHz - f0), 0.0, 1.0);
}

double domainJoule(double cycles, double hz, double volt, double capacitance, double staticWatt) {
  return capacitance * volt * volt * cycles + staticWatt * cycles / hz;
}

double leastEnergyHz(double capacitance, double voltPerHz, double staticWatt) {
  return std::cbrt(staticWatt / (2 * capacitance * voltPerHz * voltPerHz));
}

Result<double> usageWeighted(std::span<const double> shares, std::span<const double> costs) {
  constexpr double kRounding = 1e-6;
  double sum = 0, cost = 0;
  for (std::size_t i = 0; i < shares.size() && i < costs.size(); ++i) {
    sum += shares[i];
    cost += shares[i] * costs[i];
  }
  if (shares.size() == costs.size() && std::abs(sum - 1) <= kRounding) return cost;
  return makeError(
      ErrorCode::InvalidArgument,
      PSCOPE_TR_NOOP("Device", "The shares of the exits do not belong to their costs, or do not sum to 1."));
}

}  // namespace pscope
