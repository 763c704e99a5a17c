#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/space/choice_tree.h"
#include "core/space/constraints.h"

namespace pscope {

/// How many designs complete each partial one: exact counts, uniform sampling and numbering from the same tables.
///
/// Dynamic programming over the genes from the last to the first. The state before a gene is the values of those
/// earlier genes that conditions from here on still read; a gene that nobody reads later multiplies the count by its
/// levels, one that is read splits it. Constraints over choices are part of it: of a sum, the state keeps only the
/// part that is known, so that "at most nine of 21 edges" costs ten states and not two million.
class CountTables {
 public:
  /// @error Unsupported  the conditions tie too many choices together (more than about a million states)
  static Result<CountTables> build(const ChoiceTree& tree, const std::vector<Constraint>& constraints = {});

  const std::string& count() const { return m_count; }
  double approximateCount() const { return m_approximateCount; }

  Genome sample(Rng& rng) const;
  std::optional<Genome> design(std::uint64_t index) const;
  /// The valid design that keeps what it can of `genome`, from the first gene on: where a level is missing or leads to
  /// no valid design, one is drawn uniformly over the completions, or without a generator the first possible one taken.
  Genome completed(const Genome& genome, Rng* rng) const;

 private:
  static constexpr int kDead = -1;  ///< no valid design that way
  struct State {
    bool active = true;
    int firstNext = 0;          ///< into m_nexts; one entry a level when the layer splits, else one
    std::uint64_t designs = 0;  ///< completions, saturated at 2^64 - 1
  };
  struct Layer {
    int levels = 0;
    bool splits = false;  ///< a later condition reads this gene
    int firstState = 0;
  };
  struct Next {
    int state = 0;         ///< within the next layer
    double cumulated = 0;  ///< share of the completions at this level and the levels before it (split layers)
  };
  friend class CountTablesBuilder;

  template <class Choose>
  Genome walk(Choose choose) const;
  int draw(std::size_t layer, const State& from, Rng& rng) const;
  bool isOpen(std::size_t layer, const State& from, int level) const;

  const State& state(std::size_t layer, int index) const {
    return m_states[static_cast<std::size_t>(m_layers[layer].firstState + index)];
  }

  std::vector<Layer> m_layers;  ///< one a gene, and the end
  std::vector<State> m_states;
  std::vector<Next> m_nexts;
  std::string m_count;
  double m_approximateCount = 0;
};

}  // namespace pscope
