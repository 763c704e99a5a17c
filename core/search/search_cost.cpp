#include "core/search/search_cost.h"

#include <cmath>
#include <string>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr double kSecondsAnHour = 3600;
constexpr double kTooLongSeconds = 1000 * 24 * kSecondsAnHour;  // beyond, a figure would pretend to know

std::string roughDuration(double seconds) {
  if (seconds < 60) return numberText(std::ceil(seconds)) + " s";
  if (seconds < 2 * kSecondsAnHour) return numberText(std::round(seconds / 60)) + " min";
  if (seconds < 48 * kSecondsAnHour) return numberText(seconds / kSecondsAnHour, 2) + " h";
  return numberText(std::round(seconds / 24 / kSecondsAnHour)) + " days";
}

}  // namespace

SearchCost searchCost(std::span<const CostSample> samples) {
  SearchCost cost;
  double total = 0;
  for (const auto& sample : samples) total += sample.seconds;
  cost.hours = total / kSecondsAnHour;
  if (!(total > 0)) return cost;
  double spent = 0, atHalf = 0;
  for (const auto& sample : samples) {
    spent += sample.seconds;
    if (spent > total / 2) break;
    atHalf = sample.hypervolume;
  }
  const double last = samples.back().hypervolume;
  const double gain = last - atHalf;
  cost.gainPerHour = gain / (cost.hours / 2);
  if (!(gain > 0) || !(last > 0)) return cost;
  const double slope = gain / std::log(2.0);
  const double seconds = total * std::expm1(0.01 * last / slope);
  if (seconds <= kTooLongSeconds) cost.nextPercentSeconds = seconds;
  return cost;
}

Message costMessage(const SearchCost& cost) {
  const std::string hours = numberText(cost.hours, 3);
  if (cost.nextPercentSeconds) {
    return PSCOPE_TR_NOOP("Search", "%1 CPU-hours so far; the next 1 % of hypervolume costs about %2.")
        .arg(hours)
        .arg(roughDuration(*cost.nextPercentSeconds));
  }
  return PSCOPE_TR_NOOP("Search", "%1 CPU-hours so far; the second half of them brought no measurable gain.")
      .arg(hours);
}

}  // namespace pscope
