#include "core/search/outcome_ranks.h"

#include <algorithm>
#include <numeric>

#include "core/pareto/dominance.h"

namespace pscope {
namespace {

constexpr double kTinyViolation = 1e-9;  ///< of who is infeasible by an unknown amount

}  // namespace

std::vector<std::size_t> placesByRank(std::span<const Outcome> outcomes) {
  std::vector<std::vector<double>> points;
  std::vector<double> violations;
  for (const Outcome& outcome : outcomes) {
    points.push_back(outcome.values);
    violations.push_back(outcome.state == CandidateState::Done ? 0 : std::max(outcome.violation, kTinyViolation));
  }
  const auto ranks = nonDominatedRanks(points, violations);
  std::vector<std::size_t> order(outcomes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
  return order;
}

std::vector<std::size_t> representativePlaces(std::span<const Outcome> outcomes, std::size_t most) {
  std::vector<std::size_t> places(outcomes.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  if (places.size() <= most) return places;
  places = placesByRank(outcomes);
  const std::size_t best = most / 2;
  const std::size_t others = most - best;
  std::vector<std::size_t> kept(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(best));
  for (std::size_t i = 0; i < others; ++i) kept.push_back(places[best + i * (places.size() - best) / others]);
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace pscope
