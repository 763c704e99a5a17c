#pragma once

#include <deque>

#include "core/search/history_strategy.h"

namespace pscope {

/// Regularised (ageing) evolution: the best of a sample of the youngest designs is mutated, the oldest one leaves.
///
/// With several objectives, the best of a sample is one that nobody there beats, drawn at random.
/// @source Real, Aggarwal, Huang, Le, AAAI 2019; population 20 and sample 5: reference: search manual 3.4 [P]
class RegularisedEvolution : public HistoryStrategy {
 public:
  struct Settings {
    int population = 20;
    int sample = 5;
  };
  RegularisedEvolution(const Settings& settings, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override { m_population.clear(); }
  std::vector<Outcome> ofPast(std::span<const Outcome> past) const override;

 private:
  Settings m_settings;
  std::deque<Outcome> m_population;  ///< oldest first
};

}  // namespace pscope
