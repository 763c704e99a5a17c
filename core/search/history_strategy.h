#pragma once

#include "core/search/design_sampler.h"
#include "core/search/strategy.h"

namespace pscope {

/// A strategy whose memory is what it was told: it proposes from that, a generator, and what was proposed before.
///
/// A class says what it learns from an outcome (learn()) and what comes next (next()). Its own members must follow from
/// the calls of learn() alone, or be part of extra(): loading a state calls them again in the same order. No design is
/// proposed twice; when next() has nothing new, a random design takes its place, until the space is exhausted.
class HistoryStrategy : public Strategy {
 public:
  explicit HistoryStrategy(const char* name, const StrategyContext& context, std::uint64_t seedKey);

  std::optional<Proposal> ask() final;
  Status tell(const Outcome& outcome) final;
  Status takePast(std::span<const Outcome> past) final;
  void expect(const Genome& genome) final { m_designs.add(genome); }
  std::string save() const final;
  Status load(const std::string& state) final;

 protected:
  /// The next design, preferably one that was not proposed; nothing: a random one, or none with a failure().
  virtual std::optional<Proposal> next() = 0;
  /// An outcome, told in this order; failed ones too.
  virtual void learn(const Outcome& outcome) = 0;
  /// Back to before the first outcome.
  virtual void forget() = 0;
  /// What of the past is learned, in this order; no design of it is proposed, learned or not. kMostPast outcomes that
  /// stand for all, unless a class knows better.
  virtual std::vector<Outcome> ofPast(std::span<const Outcome> past) const;
  /// What does not follow from learn(), such as designs that were chosen and not yet asked, and back.
  virtual Json extra() const;
  virtual Status loadExtra(const JsonView& json);

  const Space& space() const { return m_space; }               ///< of the proposals
  const Space& whole() const { return m_context.outcomes(); }  ///< of told designs
  const StrategyContext& context() const { return m_context; }
  std::int64_t asked() const { return m_asked; }
  /// Designs that were asked, or known from the past before: what a beginning with random designs counts.
  std::int64_t begun() const { return m_asked + m_known; }
  Rng& rng() { return m_rng; }
  bool isProposed(const Genome& genome) const { return m_designs.contains(genome); }

  /// A child that was not proposed: of both parents by crossover (when they differ), mutated where that gives nothing
  /// new or by chance; nothing after 20 tries.
  std::optional<Proposal> child(const Outcome& a, const Outcome& b, double crossover);

 private:
  const char* m_name;
  const Space& m_space;
  StrategyContext m_context;
  Rng m_rng;
  DesignSampler m_designs;
  std::int64_t m_asked = 0;
  std::int64_t m_known = 0;
  std::vector<Outcome> m_told;
};

/// Constrained domination: feasible beats infeasible, a smaller violation a larger one; unknown violations come last.
bool beats(const Outcome& a, const Outcome& b);
/// 0 of a feasible outcome; of others above 0, +infinity where it is not known.
double violationOf(const Outcome& outcome);

}  // namespace pscope
