#pragma once

#include <deque>

#include "core/search/history_strategy.h"

namespace pscope {

/// LINAS: few measured designs, and between them a long NSGA-II on what was learned from them.
///
/// After `batch` random designs, one ridge regression an objective is fitted to all told designs (one-hot choices,
/// those of inactive choices 0); NSGA-II runs `inner` evaluations on the predictions; of the designs that it finds
/// best, those that were not measured are the next batch.
/// @cost a batch: `inner` predictions and steps of NSGA-II
/// @source Cummings et al., A hardware-aware system for accelerating deep neural network optimization, 2022; reference:
///         search manual 8.2 [V]; batches are smaller than its 50 for small budgets
class Linas : public HistoryStrategy {
 public:
  struct Settings {
    int batch = 0;     ///< 0: a tenth of the budget, 8 to 50
    int inner = 5000;  ///< predicted evaluations a batch
  };
  Linas(const Settings& settings, const StrategyContext& context);
  std::string description() const override;

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override { m_history.clear(); }
  Json extra() const override;
  Status loadExtra(const JsonView& json) override;

 private:
  std::deque<Genome> searchInside();

  Settings m_settings;
  std::vector<Outcome> m_history;
  std::deque<Genome> m_queue;
};

}  // namespace pscope
