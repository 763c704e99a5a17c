#include "core/search/search_cost.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

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
  std::vector<double> seconds, hypervolume;
  double spent = 0;
  for (const auto& sample : samples) {
    spent += sample.seconds;
    seconds.push_back(spent);
    hypervolume.push_back(sample.hypervolume);
  }
  return searchCost(seconds, hypervolume);
}

SearchCost searchCost(std::span<const double> seconds, std::span<const double> hypervolume) {
  SearchCost cost;
  if (seconds.empty() || seconds.size() != hypervolume.size() || !(seconds.back() > 0)) return cost;
  const double total = seconds.back();
  cost.hours = total / kSecondsAnHour;
  const auto later = std::upper_bound(seconds.begin(), seconds.end(), total / 2) - seconds.begin();
  const double atHalf = later > 0 ? hypervolume[static_cast<std::size_t>(later) - 1] : 0;
  const double last = hypervolume.back();
  const double gain = last - atHalf;
  cost.gainPerHour = gain / (cost.hours / 2);
  if (!(gain > 0) || !(last > 0)) return cost;
  const double slope = gain / std::log(2.0);
  const double next = total * std::expm1(0.01 * last / slope);
  if (next <= kTooLongSeconds) cost.nextPercentSeconds = next;
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

Message energyMessage(double joules) {
  return PSCOPE_TR_NOOP("Search", "%1 Wh in this run, for all that the processor did meanwhile.")
      .arg(numberText(joules / kSecondsAnHour, 3));
}

}  // namespace pscope
