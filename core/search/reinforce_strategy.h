#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "core/estimate/resident_session.h"
#include "core/search/controller_task.h"
#include "core/search/history_strategy.h"

namespace pscope {

/// REINFORCE: an LSTM in a worker process draws designs choice by choice and learns from how they did.
///
/// Each design is drawn for a weighting w of the objectives, which the controller sees. Its reward is that of ParEGO's
/// scalarisation, -(max_k w_k y_k / max w + 0.05 sum_k w_k y_k), where y_k is 0 at the best value told so far, 1 at the
/// median of all, and at most 3: with one objective the value itself, standardised. Violated bounds cost 4 and the
/// relative excess (at most 1), failures 5. Designs that come again are not evaluated again, but learned from again
/// with the value that is known; when the controller draws nothing new in 31 batches, a random design takes its place,
/// which is not learned from. A batch is drawn when the one before was asked; learned from is what was told by then,
/// about one batch late.
/// @cost a batch: some ms of the worker, and a process with LibTorch (160 MB)
/// @source controller.h; reward: Knowles, IEEE TEVC 10(1), 2006 (ParEGO) [P]; its use as a reward is our own
class ReinforceStrategy : public HistoryStrategy {
 public:
  struct Settings {
    int batch = 8;
    ControllerSettings controller;
  };
  /// @param context  with `tasks`
  ReinforceStrategy(const Settings& settings, const StrategyContext& context);
  int window() const override { return m_settings.batch; }
  std::string description() const override;
  std::optional<Error> failure() const override { return m_failure; }

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override;
  std::vector<Outcome> ofPast(std::span<const Outcome> past) const override;
  Json extra() const override;
  Status loadExtra(const JsonView& json) override;

 private:
  Status drawBatch();
  Json takeTold(std::vector<ControllerSample>& rest) const;
  double rewardOf(const Outcome& outcome, const std::vector<double>& weights) const;
  std::unique_ptr<ResidentSession> sessionFor(std::uint64_t seed) const;

  Settings m_settings;
  std::uint64_t m_seed;  ///< of the controller
  std::unique_ptr<ResidentSession> m_session;
  std::vector<ControllerSample> m_drawn;  ///< not learned from yet
  std::deque<Genome> m_queue;             ///< drawn, not asked
  int m_round = 0;                        ///< of the batch that is being drawn: above 0 where the worker failed in it
  std::map<Genome, Outcome> m_told;
  std::vector<double> m_best, m_scale;  ///< of each objective: best value, and median less best
  std::vector<std::vector<double>> m_values;
  std::optional<Error> m_failure;
};

}  // namespace pscope
