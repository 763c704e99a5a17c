#include "core/search/tree_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pscope {
namespace {

constexpr int kWalkAttempts = 20;
constexpr int kVainVisits = 2;
constexpr std::uint64_t kRoot = 1;
constexpr int kUndecided = 1 << 20;  ///< no level: drawn when the genome is repaired

}  // namespace

TreeSearch::TreeSearch(const Settings& settings, const StrategyContext& context)
    : HistoryStrategy("mcts", context, 0x6d63'7473), m_settings(settings) {}

std::uint64_t TreeSearch::keyOf(std::uint64_t before, std::size_t choice, int first, int last) {
  return deriveSeed(before,
                    (choice << 32) ^ (static_cast<std::uint64_t>(first) << 16) ^ static_cast<std::uint64_t>(last));
}

/// Calls visit(key) for the root and every node on the way to a design.
template <class Visit>
void TreeSearch::walk(const Genome& genome, Visit visit) const {
  std::uint64_t key = kRoot;
  visit(key);
  for (std::size_t i = 0; i < genome.size(); ++i) {
    if (genome[i] == kInactive) continue;
    const auto type = space().choices()[i].type;
    int first = 0, last = static_cast<int>(space().choices()[i].levels.size());
    const bool halves = m_settings.bisection && (type == Choice::Type::Integer || type == Choice::Type::Real);
    const std::uint64_t before = key;
    while (halves && last - first > 2) {
      const int middle = first + (last - first) / 2;
      (genome[i] < middle ? last : first) = middle;
      if (last - first > 1) visit(keyOf(before, i, first, last));  // a single level is visited below
    }
    key = keyOf(before, i, genome[i], genome[i] + 1);
    visit(key);
  }
}

void TreeSearch::learn(const Outcome& outcome) {
  if (outcome.state == CandidateState::Failed) return;
  double beaten = 0;
  for (const Outcome& other : m_history) beaten += beats(other, outcome) ? 1 : 0;
  const double reward = m_history.empty() ? 0.5 : 1 - beaten / static_cast<double>(m_history.size());
  m_history.push_back(outcome);
  walk(outcome.genome, [&](std::uint64_t key) {
    Node& node = m_nodes[key];
    ++node.visits;
    node.rewards += reward;
  });
}

void TreeSearch::forget() {
  m_nodes.clear();
  m_history.clear();
}

double TreeSearch::bound(std::uint64_t key, int visits) {
  const auto found = m_nodes.find(key);
  if (found == m_nodes.end()) return std::numeric_limits<double>::infinity();
  const auto vain = m_vain.find(key);
  const double own = found->second.visits + (vain == m_vain.end() ? 0 : vain->second);
  return found->second.rewards / own + m_settings.exploration * std::sqrt(2 * std::log(visits + 1) / own);
}

/// The level with the largest bound, by halves where levels are ordered; -1: a node of which nothing is known.
int TreeSearch::descend(std::uint64_t before, std::size_t choice, int levels) {
  const auto type = space().choices()[choice].type;
  const bool halves = m_settings.bisection && (type == Choice::Type::Integer || type == Choice::Type::Real);
  int first = 0, last = levels;
  std::uint64_t parent = before;
  while (last - first > 1) {
    const auto found = m_nodes.find(parent);
    if (found == m_nodes.end()) return -1;
    std::vector<std::pair<int, int>> parts;
    if (halves && last - first > 2) {
      const int middle = first + (last - first) / 2;
      parts = {{first, middle}, {middle, last}};
    } else {
      for (int level = first; level < last; ++level) parts.emplace_back(level, level + 1);
    }
    std::vector<std::pair<int, int>> best;
    double bestBound = -1;
    for (const auto& part : parts) {
      const double value = bound(keyOf(before, choice, part.first, part.second), found->second.visits);
      if (value > bestBound) best.clear();
      if (value >= bestBound) best.push_back(part);
      bestBound = std::max(bestBound, value);
    }
    const auto& part = best[rng().below(best.size())];
    parent = keyOf(before, choice, part.first, part.second);
    first = part.first;
    last = part.second;
  }
  return first;
}

std::optional<Proposal> TreeSearch::next() {
  if (m_nodes.empty()) return std::nullopt;
  m_vain.clear();
  for (int attempt = 0; attempt < kWalkAttempts; ++attempt) {
    Genome genome(space().choices().size(), kUndecided);
    std::uint64_t key = kRoot;
    for (std::size_t i = 0; i < genome.size(); ++i) {
      // Whether the choice is active follows from those before it.
      Genome trial = space().completed(genome);
      if (trial[i] == kInactive) continue;
      const int level = descend(key, i, static_cast<int>(space().choices()[i].levels.size()));
      if (level < 0) break;
      genome[i] = level;
      key = keyOf(key, i, level, level + 1);
    }
    genome = space().repaired(genome, rng());
    if (!isProposed(genome)) return Proposal{std::move(genome), {}};
    // The best way is known to its end: visits without a reward, so that the next try looks elsewhere.
    walk(genome, [&](std::uint64_t visited) { m_vain[visited] += kVainVisits; });
  }
  return std::nullopt;
}

std::string TreeSearch::description() const {
  return std::string("Monte-Carlo tree search over the choices") + (m_settings.bisection ? ", by halves." : ".");
}

}  // namespace pscope
