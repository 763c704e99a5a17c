#include "core/search/grid_search.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr double kMaxNumbered = 9e18;

/// Digits of `index` in base `base`, mirrored at the point: a number in [0, 1).
double radicalInverse(std::uint64_t index, std::uint64_t base) {
  double value = 0, place = 1;
  for (; index > 0; index /= base) {
    place /= static_cast<double>(base);
    value += place * static_cast<double>(index % base);
  }
  return value;
}

std::uint64_t primeAfter(std::uint64_t number) {
  const auto isPrime = [](std::uint64_t n) {
    for (std::uint64_t d = 2; d * d <= n; ++d) {
      if (n % d == 0) return false;
    }
    return true;
  };
  do ++number;
  while (!isPrime(number));
  return number;
}

}  // namespace

GridSearch::GridSearch(const StrategyContext& context)
    : HistoryStrategy("grid", context, 0x6772'6964),
      m_start(deriveSeed(context.seed, 0x7374'6172) >> 16),
      m_points(std::max<std::int64_t>(1, context.candidates - context.candidatesBefore)) {}

Json GridSearch::extra() const {
  return {{"start", m_start}, {"points", m_points}};
}

Status GridSearch::loadExtra(const JsonView& json) {
  PSCOPE_TRY(const std::int64_t start, json.integer("start"));
  PSCOPE_TRY(const std::int64_t points, json.integer("points"));
  if (start < 0 || points < 1) return damagedState(json, "grid");
  m_start = static_cast<std::uint64_t>(start);
  m_points = points;
  return {};
}

std::optional<Proposal> GridSearch::next() {
  if (asked() >= m_points) return std::nullopt;
  const auto step = static_cast<std::uint64_t>(asked());
  if (space().approximateCount() < kMaxNumbered) {
    const auto count = static_cast<std::uint64_t>(space().approximateCount());
    const double distance = static_cast<double>(count) / static_cast<double>(m_points);
    const auto index = static_cast<std::uint64_t>(distance * static_cast<double>(step)) + m_start % count;
    auto genome = space().design(index % count);
    if (!genome) return std::nullopt;
    return Proposal{std::move(*genome), {}};
  }
  Genome genome;
  std::uint64_t prime = 1;
  for (const Choice& choice : space().choices()) {
    prime = primeAfter(prime);
    const double share = radicalInverse(step + 1 + m_start % 4096, prime);
    genome.push_back(static_cast<int>(share * static_cast<double>(choice.levels.size())));
  }
  return Proposal{space().completed(genome), {}};
}

}  // namespace pscope
