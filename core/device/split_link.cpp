#include "core/device/split_link.h"

#include <limits>

namespace pscope {

double wireBytes(double elements) {
  constexpr double kScaleAndZeroPoint = 5;
  return elements + kScaleAndZeroPoint;
}

double effectiveRate(double bitsPerSecond, double lossShare) {
  return bitsPerSecond * (1 - lossShare);
}

double splitSeconds(const SplitLink& link, double bitsPerSecond) {
  return link.headSeconds + link.encoderSeconds + link.propagationSeconds + 8 * link.splitBytes / bitsPerSecond +
         link.tailSeconds;
}

double offloadSeconds(const SplitLink& link, double bitsPerSecond) {
  return link.propagationSeconds + 8 * link.inputBytes / bitsPerSecond + link.fullServerSeconds;
}

double breakEvenRate(const SplitLink& link) {
  const double saved =
      link.fullDeviceSeconds - link.headSeconds - link.encoderSeconds - link.tailSeconds - link.propagationSeconds;
  return saved > 0 ? 8 * link.splitBytes / saved : std::numeric_limits<double>::infinity();
}

double filteredSeconds(const SplitLink& link, double bitsPerSecond, double filterSeconds, double filteredShare) {
  const double onDevice = link.headSeconds + link.encoderSeconds + filterSeconds;
  const double beyond = link.propagationSeconds + 8 * link.splitBytes / bitsPerSecond + link.tailSeconds;
  return onDevice + (1 - filteredShare) * beyond;
}

double uplinkWatt(const Radio& radio, double bitsPerSecond) {
  constexpr double kMegabit = 1e6;
  return radio.wattPerMegabit * bitsPerSecond / kMegabit + radio.baseWatt;
}

}  // namespace pscope
