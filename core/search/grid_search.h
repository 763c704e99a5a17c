#pragma once

#include "core/search/history_strategy.h"

namespace pscope {

/// Designs at even distances in the order of the space, as many as the budget, from a start drawn by the seed; spaces
/// of 2^63 designs and more by the Halton sequence over their choices. Then what is left, at random.
/// @source Halton, Numerische Mathematik 2, 1960 [P]
class GridSearch : public HistoryStrategy {
 public:
  explicit GridSearch(const StrategyContext& context);
  std::string description() const override { return "Designs at even distances through the space."; }

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome&) override {}
  void forget() override {}
  Json extra() const override;
  Status loadExtra(const JsonView& json) override;

 private:
  std::uint64_t m_start;
  std::int64_t m_points;
};

}  // namespace pscope
