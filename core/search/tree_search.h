#pragma once

#include <unordered_map>

#include "core/search/history_strategy.h"

namespace pscope {

/// Monte-Carlo tree search over the tree of choices: upper confidence bounds decide the choices of which something is
/// known, chance the rest.
///
/// Each told design counts at every node on its way, with the reward of the share of the designs told before that do
/// not beat it. With `bisection`, ordered levels are reached by halving, so that neighbouring values share what is
/// known.
/// @cost a proposal: O(levels); an outcome: O(told + choices)
/// @source Negrinho, Gordon, DeepArchitect, 2017; reference: search manual 8.5 (UCT, c = 1); the reward of several
///         objectives is ours [P]
class TreeSearch : public HistoryStrategy {
 public:
  struct Settings {
    bool bisection = true;
    double exploration = 1;
  };
  TreeSearch(const Settings& settings, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override;

 private:
  struct Node {
    int visits = 0;
    double rewards = 0;
  };
  /// Levels [first, last) of a choice, below what was chosen before.
  static std::uint64_t keyOf(std::uint64_t before, std::size_t choice, int first, int last);
  double bound(std::uint64_t key, int visits);
  int descend(std::uint64_t before, std::size_t choice, int levels);
  template <class Visit>
  void walk(const Genome& genome, Visit visit) const;

  Settings m_settings;
  std::unordered_map<std::uint64_t, Node> m_nodes;
  std::vector<Outcome> m_history;
  std::unordered_map<std::uint64_t, int> m_vain;  ///< of one proposal: visits that led to known designs
};

}  // namespace pscope
