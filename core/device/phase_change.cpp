#include "core/device/phase_change.h"

#include <algorithm>
#include <cmath>

namespace pscope {

double PhaseChangeCell::programmingSigma(double g) const {
  constexpr double kFittedAt = 25;  // uS
  return (0.26348 + 1.9650 * g - 1.1731 * g * g) * maxMicrosiemens / kFittedAt;
}

double PhaseChangeCell::driftMean(double g) const {
  return std::clamp(-0.0155 * std::log(g) + 0.0244, 0.049, 0.1);
}

double PhaseChangeCell::driftSigma(double g) const {
  return std::clamp(-0.0125 * std::log(g) - 0.0059, 0.008, 0.045);
}

double PhaseChangeCell::driftFactor(double g, double seconds) const {
  return std::pow((seconds + startSeconds) / startSeconds, -driftMean(g));
}

double PhaseChangeCell::readSigma(double g, double seconds) const {
  const double q = std::min(0.0088 / std::pow(g, 0.65), 0.2);
  return q * std::sqrt(std::log((seconds + startSeconds + readSeconds) / (2 * readSeconds)));
}

double PhaseChangeCell::residualFactor(double g, double seconds) const {
  return std::pow((seconds + startSeconds) / startSeconds, driftSigma(g));
}

CrossbarMapping crossbarMapping(const GemmView& layer, std::int64_t rows, std::int64_t columns) {
  const std::int64_t width = layer.filters * layer.groups;
  CrossbarMapping mapping;
  // A column of tiles holds the groups that have outputs there: tiles beside the diagonal hold nothing and are not
  // made.
  for (std::int64_t first = 0; first < width; first += columns) {
    const std::int64_t last = std::min(first + columns, width) - 1;
    const std::int64_t top = first / layer.filters * layer.reduction;
    const std::int64_t bottom = (last / layer.filters + 1) * layer.reduction - 1;
    mapping.tiles += bottom / rows - top / rows + 1;
  }
  mapping.reads = layer.pixels;
  mapping.cellsUsed = static_cast<double>(layer.reduction * layer.filters * layer.groups) /
                      static_cast<double>(mapping.tiles * rows * columns);
  return mapping;
}

}  // namespace pscope
