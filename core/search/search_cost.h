#pragma once

#include <optional>
#include <span>

#include "core/base/message.h"

namespace pscope {

/// What one evaluation cost, and the hypervolume after it.
struct CostSample {
  double seconds = 0;      ///< spent on it, >= 0: the sum of its measurements' seconds
  double hypervolume = 0;  ///< after it, never decreasing
};

/// What a search has cost, and what more of it would bring.
struct SearchCost {
  double hours = 0;                          ///< spent on all evaluations together (of one core each: CPU-hours)
  double gainPerHour = 0;                    ///< hypervolume gained an hour in the second half of that time
  std::optional<double> nextPercentSeconds;  ///< that 1 % more hypervolume costs; nothing: there was no gain lately
};

/// The search-cost meter.
///
/// With T the time spent and V(t) the hypervolume at t, gains are taken to shrink as 1 / t, which is how best-so-far
/// curves of searches behave: V(t) = V(T) + b ln(t / T) with b = (V(T) - V(T / 2)) / ln 2. One percent more then costs
/// T (exp(0.01 V(T) / b) - 1). It is an extrapolation, to be shown as "about".
/// @param samples  in the order in which they ended; the cost of an evaluation that failed counts too
/// @thread any (pure function)    @cost O(samples)
SearchCost searchCost(std::span<const CostSample> samples);
/// The same of what was spent up to each evaluation. @param seconds  never decreasing, as long as `hypervolume`
/// @cost O(log n)
SearchCost searchCost(std::span<const double> seconds, std::span<const double> hypervolume);

/// "2.5 CPU-hours; the next 1 % of hypervolume costs about 40 min": for a status line.
Message costMessage(const SearchCost& cost);
/// "3.2 Wh in this run, of the whole processor." @param joules  as EnergyMeter tells
Message energyMessage(double joules);

}  // namespace pscope
