#pragma once

#include <unordered_map>
#include <vector>

#include "core/search/design_sampler.h"
#include "core/search/strategy.h"

namespace pscope {

/// Designs that a model may choose from: each once, none of them proposed before.
class CandidatePool {
 public:
  struct Entry {
    Proposal proposal;
    double score = 0;
    bool expanded = false;  ///< its neighbours were added
  };
  /// @param designs  those that were proposed; both outlive the pool
  CandidatePool(const Space& space, const DesignSampler& designs) : m_space(space), m_designs(designs) {}

  /// Neighbours, mutants and children of the parents, in their order, and random designs (fewer where designs that
  /// satisfy the constraints over costs, or were not proposed, are rare). @cost up to 2,000 lowerings with such
  /// constraints, none without
  void fill(std::vector<Proposal> parents, Rng& rng);
  /// Adds the neighbours of the `count` best entries that were not expanded yet. @return entries before
  std::size_t expandBest(std::size_t count, Rng& rng);
  /// Indices of the entries, best score first.
  std::vector<std::size_t> order() const;

  std::vector<Entry>& entries() { return m_entries; }
  const std::vector<Entry>& entries() const { return m_entries; }

 private:
  /// @return false: it was proposed before, or violates a constraint over costs
  bool add(Proposal proposal);
  void addNeighbours(const Proposal& of, std::size_t most, Rng& rng);

  const Space& m_space;
  const DesignSampler& m_designs;
  std::vector<Entry> m_entries;
  std::unordered_map<std::string, std::size_t> m_known;
};

/// Bytes of a genome, as the key of a map.
std::string genomeKey(const Genome& genome);

}  // namespace pscope
