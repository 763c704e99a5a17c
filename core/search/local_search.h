#pragma once

#include "core/search/history_strategy.h"

namespace pscope {

/// Pareto local search: looks at the neighbours of the designs that nobody beats, one at a time.
///
/// A design that beats the one whose neighbours are looked at takes its place at once (first improvement); with one
/// objective that is the usual local search. When all neighbours of all of them are known, a random design starts anew.
/// The first `starts` designs are random.
/// @cost a proposal: the neighbours of a design
/// @source Paquete, Chiarandini, Stuetzle, 2004 (Pareto local search); White, Nolen, Savani, UAI 2021 (for networks);
///         reference: search manual 8.1 [P]
class LocalSearch : public HistoryStrategy {
 public:
  explicit LocalSearch(const StrategyContext& context);
  std::string description() const override;

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override;

 private:
  struct Member {
    Outcome outcome;
    bool explored = false;  ///< every neighbour was proposed; found again after loading
  };
  std::vector<Member> m_front;
  int m_starts = 0;
};

}  // namespace pscope
