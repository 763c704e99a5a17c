#include "core/search/candidate_pool.h"

#include <algorithm>
#include <numeric>

#include "core/space/feasible_designs.h"
#include "core/space/variation.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxNeighbours = 600;  ///< of the parents; of the expanded ones
constexpr std::size_t kMaxExpansion = 250;
constexpr std::size_t kChildren = 250;
constexpr std::size_t kRandoms = 150;
constexpr std::size_t kMaxRandomSamples =
    600;                               ///< for the random ones: designs that may be drawn are rare in some spaces
constexpr double kMutatedGenes = 1.5;  ///< expected in a child
constexpr double kCrossed = 0.5;       ///< share of the children that have two parents

}  // namespace

std::string genomeKey(const Genome& genome) {
  return {reinterpret_cast<const char*>(genome.data()), genome.size() * sizeof(int)};
}

bool CandidatePool::add(Proposal proposal) {
  if (m_designs.contains(proposal.genome)) return false;
  if (!m_known.emplace(genomeKey(proposal.genome), m_entries.size()).second) return true;
  if (m_space.hasCostConstraints()) {
    // A design that cannot be lowered stays: its evaluation says why.
    if (const auto feasible = isFeasible(m_space, proposal.genome); feasible.ok() && !feasible.value()) return false;
  }
  m_entries.push_back({std::move(proposal), 0, false});
  return true;
}

void CandidatePool::fill(std::vector<Proposal> parents, Rng& rng) {
  for (const Proposal& parent : parents) addNeighbours(parent, kMaxNeighbours / parents.size(), rng);
  for (std::size_t i = 0; i < kChildren && !parents.empty(); ++i) {
    const std::size_t a = rng.below(parents.size());
    const std::size_t b = rng.below(parents.size());
    Proposal child = parents[a];
    if (a != b && rng.chance(kCrossed)) {
      child.genome = uniformCrossover(m_space, child.genome, parents[b].genome, rng);
      child.parents.insert(child.parents.end(), parents[b].parents.begin(), parents[b].parents.end());
    }
    child.genome = mutated(m_space, child.genome, kMutatedGenes / static_cast<double>(child.genome.size()), rng);
    add(std::move(child));
  }
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < kMaxRandomSamples && drawn < kRandoms; ++i)
    drawn += add({m_space.sample(rng), {}}) ? 1 : 0;
}

/// All neighbours of a design, or `most` of them drawn at random.
void CandidatePool::addNeighbours(const Proposal& of, std::size_t most, Rng& rng) {
  auto genomes = neighbours(m_space, of.genome);
  const std::size_t count = std::min(genomes.size(), std::max<std::size_t>(1, most));
  for (std::size_t i = 0; i < count; ++i) {
    if (count < genomes.size()) std::swap(genomes[i], genomes[i + rng.below(genomes.size() - i)]);
    add({std::move(genomes[i]), of.parents});
  }
}

std::size_t CandidatePool::expandBest(std::size_t count, Rng& rng) {
  const std::size_t before = m_entries.size();
  std::size_t expanded = 0;
  for (const std::size_t i : order()) {
    if (expanded == count) break;
    if (m_entries[i].expanded) continue;
    m_entries[i].expanded = true;
    ++expanded;
    addNeighbours(Proposal(m_entries[i].proposal), kMaxExpansion / count, rng);
  }
  return before;
}

std::vector<std::size_t> CandidatePool::order() const {
  std::vector<std::size_t> order(m_entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return m_entries[a].score > m_entries[b].score; });
  return order;
}

}  // namespace pscope
