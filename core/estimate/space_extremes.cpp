#include "core/estimate/space_extremes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <limits>
#include <utility>

namespace pscope {
namespace {

constexpr double kEnumerable = 20'000;
constexpr int kMostPrices = 20'000;  ///< of one end
constexpr std::size_t kStarts = 3;   ///< extremes of the sample that are improved
constexpr int kRandomTries = 1'000;
constexpr int kStopEvery = 64;

/// What designs are ordered by; turned so that less is wanted.
using Key = std::array<double, 3>;

Key keyOf(const std::vector<double>& values, bool largest) {
  const double sign = largest ? -1 : 1;
  return {sign * values[DesignCosts::kMacs], sign * values[DesignCosts::kParams],
          sign * values[DesignCosts::kPeakActivation]};
}

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Estimate", "The search for the extremes was cancelled."));
}

void offer(std::optional<ExemplaryDesign>& best, const Genome& genome, const std::vector<double>& values,
           bool largest) {
  if (!best || keyOf(values, largest) < keyOf(best->values, largest)) best = ExemplaryDesign{genome, values, false};
}

Result<SpaceExtremes> enumerate(DesignCosts& costs, const JobContext& job) {
  SpaceExtremes extremes;
  const auto count = static_cast<std::uint64_t>(costs.space().approximateCount());
  for (std::uint64_t i = 0; i < count; ++i) {
    if (i % kStopEvery == 0 && job.stop.stop_requested()) return cancelled();
    const auto genome = costs.space().design(i);
    if (!genome) break;
    const auto priced = costs.price(*genome);
    if (!priced.ok() || priced.value().violation) continue;
    offer(extremes.smallest, *genome, priced.value().values, false);
    offer(extremes.largest, *genome, priced.value().values, true);
  }
  for (auto* end : {&extremes.smallest, &extremes.largest}) {
    if (*end) (*end)->proven = true;
  }
  return extremes;
}

/// Improves designs towards one end, one choice at a time.
class Descent {
 public:
  Descent(DesignCosts& costs, bool largest, const JobContext& job) : m_costs(costs), m_largest(largest), m_job(job) {}

  Status improve(const Genome& start) {
    auto current = priced(start);
    if (!current) return {};
    for (bool improved = true; improved && m_prices < kMostPrices;) {
      improved = false;
      for (std::size_t gene = 0; gene < current->genome.size(); ++gene) {
        if (m_job.stop.stop_requested()) return cancelled();
        improved = improveAt(gene, *current) || improved;
      }
    }
    offer(m_best, current->genome, current->values, m_largest);
    return {};
  }
  const std::optional<ExemplaryDesign>& best() const { return m_best; }

 private:
  std::optional<ExemplaryDesign> priced(const Genome& genome) {
    ++m_prices;
    auto priced = m_costs.price(genome);
    if (!priced.ok() || priced.value().violation) return std::nullopt;
    return ExemplaryDesign{genome, std::move(priced.value().values), false};
  }

  bool improveAt(std::size_t gene, ExemplaryDesign& current) {
    const int before = current.genome[gene];
    if (before == kInactive) return false;
    bool improved = false;
    const int levels = static_cast<int>(m_costs.space().choices()[gene].levels.size());
    for (int level = 0; level < levels && m_prices < kMostPrices; ++level) {
      if (level == before) continue;
      Genome changed = current.genome;
      changed[gene] = level;
      changed = m_costs.space().completed(changed);
      if (changed == current.genome) continue;  // a constraint forbids it
      auto candidate = priced(changed);
      if (!candidate || !(keyOf(candidate->values, m_largest) < keyOf(current.values, m_largest))) continue;
      current = std::move(*candidate);
      improved = true;
      if (current.genome[gene] == kInactive) break;
    }
    return improved;
  }

  DesignCosts& m_costs;
  const bool m_largest;
  const JobContext& m_job;
  int m_prices = 0;
  std::optional<ExemplaryDesign> m_best;
};

/// The designs to improve from: extremes of the sample, and the first and the last level of every choice.
std::vector<Genome> startsOf(const Space& space, const SpaceProfile& profile, bool largest) {
  std::vector<std::size_t> order(profile.designs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::size_t wanted = std::min(kStarts, order.size());
  const auto key = [&](std::size_t i) {
    return keyOf({profile.values[0][i], profile.values[1][i], profile.values[2][i]}, largest);
  };
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                    [&](std::size_t a, std::size_t b) { return key(a) != key(b) ? key(a) < key(b) : a < b; });
  std::vector<Genome> starts;
  starts.reserve(wanted + 2);
  for (std::size_t i = 0; i < wanted; ++i) starts.push_back(profile.designs[order[i]]);
  Genome first, last;
  for (const Choice& choice : space.choices()) {
    first.push_back(0);
    last.push_back(static_cast<int>(choice.levels.size()) - 1);
  }
  starts.push_back(space.completed(first));
  starts.push_back(space.completed(last));
  return starts;
}

/// Only the static costs: latencies would be priced for nothing.
Result<DesignCosts> staticCostsOf(const DesignCosts& costs) {
  return DesignCosts::create(costs.space(), costs.scale());
}

}  // namespace

Result<SpaceExtremes> spaceExtremes(const DesignCosts& costs, const SpaceProfile& profile, const JobContext& job) {
  PSCOPE_TRY(DesignCosts cheap, staticCostsOf(costs));
  SpaceExtremes extremes;
  if (costs.space().approximateCount() <= kEnumerable) {
    PSCOPE_TRY(extremes, enumerate(cheap, job));
  } else {
    for (const bool largest : {false, true}) {
      Descent descent(cheap, largest, job);
      for (const Genome& start : startsOf(costs.space(), profile, largest)) PSCOPE_CHECK(descent.improve(start));
      (largest ? extremes.largest : extremes.smallest) = descent.best();
    }
  }
  DesignCosts all = costs;
  for (auto* end : {&extremes.smallest, &extremes.largest}) {
    if (!*end) continue;
    PSCOPE_TRY(auto priced, all.price((*end)->genome));
    (*end)->values = std::move(priced.values);
  }
  return extremes;
}

std::optional<ExemplaryDesign> typicalDesign(const SpaceProfile& profile) {
  if (profile.designs.empty()) return std::nullopt;
  constexpr std::size_t kCosts = 3;
  std::array<double, kCosts> medians{};
  for (std::size_t metric = 0; metric < kCosts; ++metric) medians[metric] = profile.median(metric);
  double nearest = std::numeric_limits<double>::infinity();
  std::optional<std::size_t> typical;
  for (std::size_t i = 0; i < profile.designs.size(); ++i) {
    double distance = 0;
    // One more: networks without parameters or MACs have logarithms too.
    for (std::size_t metric = 0; metric < kCosts; ++metric) {
      distance += std::abs(std::log1p(profile.values[metric][i]) - std::log1p(medians[metric]));
    }
    if (!(distance < nearest)) continue;
    nearest = distance;
    typical = i;
  }
  if (!typical) return std::nullopt;
  ExemplaryDesign design;
  design.genome = profile.designs[*typical];
  for (const auto& values : profile.values) design.values.push_back(values[*typical]);
  return design;
}

Result<ExemplaryDesign> randomDesign(const DesignCosts& costs, std::uint64_t seed) {
  DesignCosts own = costs;
  Rng rng(deriveSeed(seed, 0x7261'6e64));
  for (int i = 1;; ++i) {
    Genome genome = own.space().sample(rng);
    auto priced = own.price(genome);
    const bool last = i == kRandomTries;
    if (!priced.ok() && !last) continue;
    if (!priced.ok()) return std::move(priced).error();
    if (priced.value().violation && !last) continue;
    return ExemplaryDesign{std::move(genome), std::move(priced.value().values), false};
  }
}

}  // namespace pscope
