#pragma once

#include "core/search/design_sampler.h"
#include "core/search/strategy.h"

namespace pscope {

/// Uniform over the designs of the space, without replacement; ends when all were proposed.
class RandomSearch : public Strategy {
 public:
  explicit RandomSearch(const StrategyContext& context);

  std::optional<Proposal> ask() override;
  Status tell(const Outcome& outcome) override;
  void expect(const Genome& genome) override { m_designs.add(genome); }
  std::string save() const override;
  Status load(const std::string& state) override;
  std::string description() const override;

 private:
  const Space& m_space;
  std::size_t m_objectives;
  Rng m_rng;
  DesignSampler m_designs;
};

/// What every strategy refuses: see Strategy::tell. @error NonFinite, InvalidArgument
Status checkOutcome(const Outcome& outcome, const Space& space, std::size_t objectives);

}  // namespace pscope
