#pragma once

#include <deque>

#include "core/search/design_sampler.h"
#include "core/search/strategy.h"

namespace pscope {

/// NSGA-II as a steady state: each told candidate competes with its parents' population at once.
///
/// The first `population` designs are random. Then a parent is the winner of a binary tournament by constrained
/// domination rank and crowding distance; a child takes each gene from one of two parents (with probability
/// `crossover`), and is mutated gene by gene; half of the children of two parents are not mutated. Survivors are the
/// best `population` by rank and crowding and, up to 200, everyone who is not dominated. No design is proposed twice:
/// when children come out known, a random new design takes their place. Pending designs count as proposed.
/// @source Deb, Pratap, Agarwal, Meyarivan, IEEE TEVC 6(2), 2002; steady state: Durillo, Nebro, Luna, Alba, EMO 2009
class Nsga2 : public Strategy {
 public:
  struct Settings {
    int population = 0;  ///< 0: a fifteenth of the budget, 8 to 100
    double crossover = 0.9;
    double mutation = 0;  ///< probability of each active gene; 0: one over their number
  };
  Nsga2(const Settings& settings, const StrategyContext& context);

  std::optional<Proposal> ask() override;
  Status tell(const Outcome& outcome) override;
  Status takePast(std::span<const Outcome> past) override;
  void expect(const Genome& genome) override;
  std::string save() const override;
  Status load(const std::string& state) override;
  std::string description() const override;

 private:
  struct Member {
    CandidateId id;
    Genome genome;
    std::vector<double> values;
    double violation = 0;  ///< 0: feasible
    int rank = 0;
    double crowding = 0;
  };

  std::optional<Proposal> child();
  Proposal vary();
  const Member& tournament();

  static bool beats(const Member& a, const Member& b);
  bool isFull() const { return m_members.size() >= static_cast<std::size_t>(m_settings.population); }
  bool isHopeless(const Member& newcomer) const;
  void insert(Member newcomer);
  void giveRank(std::size_t newcomer);
  void dropWorst();
  void markStale(int rank);
  void refreshCrowding(int rank);

  const Space& m_space;
  const Space& m_whole;  ///< of told designs
  std::size_t m_objectives;
  Settings m_settings;
  Rng m_rng;
  DesignSampler m_designs;
  std::int64_t m_asked = 0;
  std::int64_t m_known = 0;       ///< from the past, before the first ask
  std::deque<Genome> m_pending;   ///< in the order of asking
  std::vector<Member> m_members;  ///< the population, oldest first
  int m_worstRank = 0;
  std::vector<char> m_stale;  ///< by rank: crowding distances must be computed before they are read
};

}  // namespace pscope
