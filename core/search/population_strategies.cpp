#include "core/search/population_strategies.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/pareto/dominance.h"
#include "core/pareto/hypervolume.h"

namespace pscope {
namespace {

constexpr double kCrossover = 0.9;
constexpr std::size_t kNeighbours = 5;  ///< of a direction in MOEA/D
constexpr std::size_t kReplaced = 2;
constexpr double kNearby = 0.9;  ///< chance that parents come from the neighbourhood
constexpr double kTiny = 1e-6;   ///< a weight of 0 would ignore its objective

int populationFor(int wanted, const StrategyContext& context) {
  return wanted > 0 ? wanted : std::clamp(context.candidates / 15, 8, 100);
}

struct Extent {
  std::vector<double> low, high;
};

Extent extentOf(const std::vector<Outcome>& members, const std::vector<std::size_t>& of) {
  Extent extent{members[of.front()].values, members[of.front()].values};
  for (const std::size_t i : of) {
    for (std::size_t k = 0; k < extent.low.size(); ++k) {
      extent.low[k] = std::min(extent.low[k], members[i].values[k]);
      extent.high[k] = std::max(extent.high[k], members[i].values[k]);
    }
  }
  return extent;
}

double normalised(const Extent& extent, const Outcome& outcome, std::size_t k) {
  const double range = extent.high[k] - extent.low[k];
  return range > 0 ? (outcome.values[k] - extent.low[k]) / range : 0;
}

std::vector<int> ranksOf(const std::vector<Outcome>& members) {
  std::vector<std::vector<double>> points;
  std::vector<double> violations;
  for (const Outcome& member : members) {
    points.push_back(member.values);
    violations.push_back(violationOf(member));
  }
  return nonDominatedRanks(points, violations);
}

/// Points of a simplex of `objectives` weights in `divisions` parts: C(divisions + objectives - 1, objectives - 1).
double directionCount(std::size_t objectives, int divisions) {
  double count = 1;
  for (int i = 1; i <= divisions; ++i) count = count * (static_cast<double>(objectives) - 1 + i) / i;
  return std::round(count);
}

void addDirections(std::vector<std::vector<double>>& all, std::vector<double>& weights, std::size_t at, int left,
                   int divisions) {
  if (at + 1 == weights.size()) {
    weights[at] = static_cast<double>(left) / divisions;
    all.push_back(weights);
    return;
  }
  for (int part = 0; part <= left; ++part) {
    weights[at] = static_cast<double>(part) / divisions;
    addDirections(all, weights, at + 1, left - part, divisions);
  }
}

/// Squared distance of a point from the line through the origin and a direction.
double distanceFrom(const std::vector<double>& direction, const std::vector<double>& point) {
  double dot = 0, length = 0, square = 0;
  for (std::size_t k = 0; k < point.size(); ++k) {
    dot += direction[k] * point[k];
    length += direction[k] * direction[k];
    square += point[k] * point[k];
  }
  return square - dot * dot / length;
}

}  // namespace

std::vector<std::vector<double>> simplexDirections(std::size_t objectives, std::size_t most) {
  int divisions = 1;
  while (objectives > 1 && directionCount(objectives, divisions + 1) <= static_cast<double>(most)) ++divisions;
  std::vector<std::vector<double>> directions;
  std::vector<double> weights(objectives);
  addDirections(directions, weights, 0, divisions, divisions);
  return directions;
}

PopulationStrategy::PopulationStrategy(const char* name, int population, const StrategyContext& context,
                                       std::uint64_t seedKey)
    : HistoryStrategy(name, context, seedKey), m_population(populationFor(population, context)) {}

std::optional<Proposal> PopulationStrategy::next() {
  if (begun() < m_population || m_members.size() < 2) return std::nullopt;
  const Outcome& a = m_members[rng().below(m_members.size())];
  return child(a, m_members[rng().below(m_members.size())], kCrossover);
}

void PopulationStrategy::learn(const Outcome& outcome) {
  if (outcome.state == CandidateState::Failed) return;
  m_members.push_back(outcome);
  if (m_members.size() <= static_cast<std::size_t>(m_population)) return;
  const auto ranks = ranksOf(m_members);
  const int worst = *std::max_element(ranks.begin(), ranks.end());
  std::vector<std::size_t> last;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (ranks[i] == worst) last.push_back(i);
  }
  // Of infeasible ones, which may lack values, the oldest leaves.
  const bool feasible = m_members[last.front()].state == CandidateState::Done;
  const std::size_t leaving = last.size() > 1 && feasible ? last[leaver(m_members, last)] : last.front();
  m_members.erase(m_members.begin() + static_cast<std::ptrdiff_t>(leaving));
}

SmsEmoa::SmsEmoa(int population, const StrategyContext& context)
    : PopulationStrategy("sms-emoa", population, context, 0x736d'7365) {}

std::size_t SmsEmoa::leaver(const std::vector<Outcome>& members, const std::vector<std::size_t>& last) const {
  const Extent extent = extentOf(members, last);
  std::vector<std::vector<double>> points;
  for (const std::size_t i : last) {
    auto& point = points.emplace_back();
    for (std::size_t k = 0; k < extent.low.size(); ++k) point.push_back(normalised(extent, members[i], k));
  }
  const auto shares = hypervolumeContributions(points, std::vector<double>(extent.low.size(), 1.1));
  if (!shares.ok()) return 0;
  return static_cast<std::size_t>(std::min_element(shares.value().begin(), shares.value().end()) -
                                  shares.value().begin());
}

std::string SmsEmoa::description() const {
  return "SMS-EMOA, population " + std::to_string(population()) + ".";
}

Nsga3::Nsga3(int size, const StrategyContext& context)
    : PopulationStrategy("nsga3", size, context, 0x6e73'6733),
      m_directions(simplexDirections(context.objectives, static_cast<std::size_t>(population()))) {}

std::size_t Nsga3::leaver(const std::vector<Outcome>& members, const std::vector<std::size_t>& last) const {
  std::vector<std::size_t> front, feasible;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].state != CandidateState::Done) continue;
    feasible.push_back(i);
    const auto beatsThis = [&](const Outcome& other) { return beats(other, members[i]); };
    if (std::none_of(members.begin(), members.end(), beatsThis)) front.push_back(i);
  }
  const Extent extent = extentOf(members, front);
  std::vector<std::size_t> niche(members.size());
  std::vector<double> distance(members.size(), 0);
  std::vector<int> crowd(m_directions.size(), 0);
  for (const std::size_t i : feasible) {
    std::vector<double> point;
    for (std::size_t k = 0; k < extent.low.size(); ++k) point.push_back(normalised(extent, members[i], k));
    distance[i] = std::numeric_limits<double>::infinity();
    for (std::size_t d = 0; d < m_directions.size(); ++d) {
      const double from = distanceFrom(m_directions[d], point);
      if (from >= distance[i]) continue;
      distance[i] = from;
      niche[i] = d;
    }
    ++crowd[niche[i]];
  }
  std::size_t leaving = 0;
  for (std::size_t i = 1; i < last.size(); ++i) {
    const int a = crowd[niche[last[i]]], b = crowd[niche[last[leaving]]];
    if (a > b || (a == b && distance[last[i]] > distance[last[leaving]])) leaving = i;
  }
  return leaving;
}

std::string Nsga3::description() const {
  return "NSGA-III, population " + std::to_string(population()) + ", " + std::to_string(m_directions.size()) +
         " reference directions.";
}

Moead::Moead(int population, const StrategyContext& context)
    : HistoryStrategy("moead", context, 0x6d6f'6561),
      m_directions(
          simplexDirections(context.objectives, static_cast<std::size_t>(populationFor(population, context)))) {
  for (std::size_t d = 0; d < m_directions.size(); ++d) {
    std::vector<std::size_t> order(m_directions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> distances;
    for (const auto& other : m_directions) {
      double square = 0;
      for (std::size_t k = 0; k < context.objectives; ++k) square += std::pow(m_directions[d][k] - other[k], 2);
      distances.push_back(square);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return distances[a] < distances[b]; });
    m_neighbours.push_back(std::move(order));
  }
  Moead::forget();
}

void Moead::forget() {
  m_best.assign(m_directions.size(), std::nullopt);
  m_ideal.assign(context().objectives, std::numeric_limits<double>::infinity());
  m_worst.assign(context().objectives, -std::numeric_limits<double>::infinity());
}

double Moead::cost(const Outcome& outcome, std::size_t direction) const {
  double worst = 0;
  for (std::size_t k = 0; k < m_ideal.size(); ++k) {
    const double range = std::max(m_worst[k] - m_ideal[k], 1e-300);
    worst = std::max(worst, std::max(m_directions[direction][k], kTiny) * (outcome.values[k] - m_ideal[k]) / range);
  }
  return worst;
}

void Moead::learn(const Outcome& outcome) {
  if (outcome.state == CandidateState::Failed) return;
  const bool feasible = outcome.state == CandidateState::Done;
  for (std::size_t k = 0; feasible && k < m_ideal.size(); ++k) {
    m_ideal[k] = std::min(m_ideal[k], outcome.values[k]);
    m_worst[k] = std::max(m_worst[k], outcome.values[k]);
  }
  std::size_t nearest = 0;
  for (std::size_t d = 1; feasible && d < m_directions.size(); ++d) {
    if (cost(outcome, d) < cost(outcome, nearest)) nearest = d;
  }
  std::size_t replaced = 0;
  for (const std::size_t d : m_neighbours[nearest]) {
    if (m_best[d]) {
      const bool bothFeasible = feasible && m_best[d]->state == CandidateState::Done;
      if (!(bothFeasible ? cost(outcome, d) < cost(*m_best[d], d) : beats(outcome, *m_best[d]))) continue;
      if (++replaced > kReplaced) return;
    }
    m_best[d] = outcome;
  }
}

std::optional<Proposal> Moead::next() {
  if (begun() < static_cast<std::int64_t>(m_directions.size()) || !m_best.front()) return std::nullopt;
  const auto direction = static_cast<std::size_t>(asked()) % m_directions.size();
  const auto& nearby = m_neighbours[direction];
  const std::size_t reach = rng().chance(kNearby) ? std::min(kNeighbours, nearby.size()) : nearby.size();
  const Outcome& mate = *m_best[nearby[rng().below(reach)]];
  return child(*m_best[direction], mate, kCrossover);
}

std::string Moead::description() const {
  return "MOEA/D with " + std::to_string(m_directions.size()) + " directions.";
}

}  // namespace pscope
