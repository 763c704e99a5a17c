#pragma once

#include "core/search/history_strategy.h"

namespace pscope {

/// Of the strategies here: some of what they do at each outcome takes its square.
inline constexpr int kMaxPopulation = 1000;

/// A steady-state evolution: children of two random members; each told design joins, and the worst member leaves.
///
/// The worst is one of the last rank of constrained domination; which one of them, a class decides.
/// @cost an outcome: O(m mu^2) for m objectives and a population of mu, and what leaver() takes
class PopulationStrategy : public HistoryStrategy {
 public:
  /// @param population  0: a fifteenth of the budget, 8 to 100; at most kMaxPopulation
  PopulationStrategy(const char* name, int population, const StrategyContext& context, std::uint64_t seedKey);

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override { m_members.clear(); }
  int population() const { return m_population; }

  /// Which of the last rank leaves: an index into `last`, which holds at least two, all feasible.
  /// @param members  all of them    @param last  indices of the last rank
  virtual std::size_t leaver(const std::vector<Outcome>& members, const std::vector<std::size_t>& last) const = 0;

 private:
  int m_population;
  std::vector<Outcome> m_members;  ///< oldest first
};

/// SMS-EMOA: of the last rank, the design leaves that adds least hypervolume. Each objective of the rank goes from 0 to
/// 1 with the reference at 1.1.
/// @cost an outcome: O(m mu^2), and the contributions of one rank (hypervolumeContributions()); at most 6 objectives
/// @source Beume, Naujoks, Emmerich, EJOR 181(3), 2007 [P]
class SmsEmoa : public PopulationStrategy {
 public:
  SmsEmoa(int population, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::size_t leaver(const std::vector<Outcome>& members, const std::vector<std::size_t>& last) const override;
};

/// NSGA-III: of the last rank, one of the most crowded reference direction leaves, the one furthest from it.
///
/// Directions are even on the unit simplex (Das and Dennis), as many as the population allows; objectives are
/// normalised by the best and the worst values of the members that nobody beats. Here as a steady state.
/// @cost an outcome: O(m mu^2)
/// @source Deb, Jain, IEEE TEVC 18(4), 2014; normalisation by the front's extent instead of intercepts [P]
class Nsga3 : public PopulationStrategy {
 public:
  Nsga3(int population, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::size_t leaver(const std::vector<Outcome>& members, const std::vector<std::size_t>& last) const override;

 private:
  std::vector<std::vector<double>> m_directions;
};

/// Even points on the simplex of m non-negative weights that add up to 1: as many divisions as give at most `most`
/// points, at least the m corners (m = 1: the one point). @source Das, Dennis, SIAM J. Optim. 8(3), 1998
std::vector<std::vector<double>> simplexDirections(std::size_t objectives, std::size_t most);

/// MOEA/D: each direction on the simplex keeps the design that is best in its weighted Chebyshev distance from the
/// ideal point, and breeds it with those of the directions nearby.
///
/// Distances are normalised by the extent of all told designs. A told design takes the places that it is better for,
/// at most `kReplaced` of them, nearest directions first.
/// @cost an outcome: O(m d) for d directions; memory: O(d^2)
/// @source Zhang, Li, IEEE TEVC 11(6), 2007; Li, Zhang, IEEE TEVC 13(2), 2009 (limited replacement) [P]
class Moead : public HistoryStrategy {
 public:
  Moead(int population, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override;

 private:
  double cost(const Outcome& outcome, std::size_t direction) const;

  std::vector<std::vector<double>> m_directions;
  std::vector<std::vector<std::size_t>> m_neighbours;  ///< of each direction, nearest first, itself included
  std::vector<std::optional<Outcome>> m_best;
  std::vector<double> m_ideal, m_worst;
};

}  // namespace pscope
