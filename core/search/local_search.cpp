#include "core/search/local_search.h"

#include <algorithm>

#include "core/space/variation.h"

namespace pscope {

LocalSearch::LocalSearch(const StrategyContext& context)
    : HistoryStrategy("local", context, 0x6c6f'6361), m_starts(std::clamp(context.candidates / 20, 1, 10)) {}

std::optional<Proposal> LocalSearch::next() {
  if (begun() < m_starts) return std::nullopt;
  // The generator is asked only when there is something to draw, so that it does not matter what is known as explored.
  std::vector<std::pair<CandidateId, std::vector<Genome>>> offers;
  for (Member& member : m_front) {
    if (member.explored) continue;
    std::vector<Genome> fresh;
    for (Genome& genome : neighbours(space(), member.outcome.genome)) {
      if (!isProposed(genome)) fresh.push_back(std::move(genome));
    }
    member.explored = fresh.empty();
    if (!fresh.empty()) offers.emplace_back(member.outcome.id, std::move(fresh));
  }
  if (offers.empty()) return std::nullopt;  // a local optimum: start anew
  auto& [parent, fresh] = offers[rng().below(offers.size())];
  return Proposal{std::move(fresh[rng().below(fresh.size())]), {parent}};
}

void LocalSearch::learn(const Outcome& outcome) {
  if (outcome.state == CandidateState::Failed) return;
  const auto better = [&](const Member& member) {
    return beats(member.outcome, outcome) || member.outcome.values == outcome.values;
  };
  if (std::any_of(m_front.begin(), m_front.end(), better)) return;
  std::erase_if(m_front, [&](const Member& member) { return beats(outcome, member.outcome); });
  m_front.push_back({outcome, false});
}

void LocalSearch::forget() {
  m_front.clear();
}

std::string LocalSearch::description() const {
  return "Pareto local search after " + std::to_string(m_starts) + " random designs.";
}

}  // namespace pscope
