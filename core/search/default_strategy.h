#pragma once

#include "core/search/strategy.h"

namespace pscope {

/// The best strategy here for the budget: model; nsga2 for more than 2,000 candidates or 6 objectives (models would
/// take longer than they save); random for fewer than 6 candidates, unless as many are known from the past. A loaded
/// state goes on with the strategy that it was saved by, whatever the budget is now.
class DefaultStrategy : public Strategy {
 public:
  explicit DefaultStrategy(const StrategyContext& context);

  std::optional<Proposal> ask() override { return m_chosen->ask(); }
  Status tell(const Outcome& outcome) override { return m_chosen->tell(outcome); }
  Status takePast(std::span<const Outcome> past) override;
  void expect(const Genome& genome) override { m_chosen->expect(genome); }
  std::string save() const override { return m_chosen->save(); }
  Status load(const std::string& state) override;
  int window() const override { return m_chosen->window(); }
  std::string description() const override { return m_chosen->description(); }

 private:
  StrategyContext m_context;
  std::unique_ptr<Strategy> m_chosen;
};

}  // namespace pscope
