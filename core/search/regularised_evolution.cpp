#include "core/search/regularised_evolution.h"

#include <algorithm>

#include "core/search/outcome_ranks.h"

namespace pscope {

RegularisedEvolution::RegularisedEvolution(const Settings& settings, const StrategyContext& context)
    : HistoryStrategy("regularised-evolution", context, 0x6167'6569), m_settings(settings) {}

std::optional<Proposal> RegularisedEvolution::next() {
  if (begun() < m_settings.population || m_population.empty()) return std::nullopt;
  std::vector<const Outcome*> sample;
  for (int i = 0; i < m_settings.sample; ++i) sample.push_back(&m_population[rng().below(m_population.size())]);
  std::vector<const Outcome*> best;
  for (const Outcome* one : sample) {
    const bool beaten =
        std::any_of(sample.begin(), sample.end(), [&](const Outcome* other) { return beats(*other, *one); });
    if (!beaten) best.push_back(one);
  }
  const Outcome& parent = *best[rng().below(best.size())];
  return child(parent, parent, 0);
}

void RegularisedEvolution::learn(const Outcome& outcome) {
  if (outcome.state == CandidateState::Failed) return;
  m_population.push_back(outcome);
  if (m_population.size() > static_cast<std::size_t>(m_settings.population)) m_population.pop_front();
}

/// The youngest are the parents: the best of the past come last.
std::vector<Outcome> RegularisedEvolution::ofPast(std::span<const Outcome> past) const {
  std::vector<Outcome> best;
  for (const std::size_t place : placesByRank(past)) {
    if (best.size() == static_cast<std::size_t>(m_settings.population)) break;
    best.push_back(past[place]);
  }
  std::reverse(best.begin(), best.end());
  return best;
}

std::string RegularisedEvolution::description() const {
  return "Regularised evolution, population " + std::to_string(m_settings.population) + ", sample " +
         std::to_string(m_settings.sample) + ".";
}

}  // namespace pscope
