#pragma once

#include <deque>
#include <memory>

#include "core/learn/predictor.h"
#include "core/search/history_strategy.h"

namespace pscope {

class DesignEncoder;

/// LINAS: few measured designs, and between them a long NSGA-II on what was learned from them.
///
/// After `batch` random designs, one predictor an objective is fitted to all told designs: ridge regression of one-hot
/// choices (those of inactive choices 0), a Gaussian process of all features (DesignEncoder), or in a worker FBNetV3's
/// or ReNAS's predictor. NSGA-II runs `inner` evaluations on the predictions; of the designs that it finds
/// best, those that were not measured are the next batch.
/// @cost a batch: `inner` predictions and steps of NSGA-II
/// @source Cummings et al., A hardware-aware system for accelerating deep neural network optimization, 2022; reference:
///         search manual 8.2 [V]; batches are smaller than its 50 for small budgets
class Linas : public HistoryStrategy {
 public:
  struct Settings {
    int batch = 0;                    ///< 0: a tenth of the budget, 8 to 50
    int inner = 5000;                 ///< predicted evaluations a batch
    std::string predictor = "ridge";  ///< or "gp", and with a worker "fbnetv3", "renas"
  };
  Linas(const Settings& settings, const StrategyContext& context);
  ~Linas() override;
  std::string description() const override;
  std::optional<Error> failure() const override { return m_failure; }

 protected:
  std::optional<Proposal> next() override;
  void learn(const Outcome& outcome) override;
  void forget() override { m_history.clear(); }
  std::vector<Outcome> ofPast(std::span<const Outcome> past) const override;
  Json extra() const override;
  Status loadExtra(const JsonView& json) override;

 private:
  Status fit();
  std::deque<Genome> searchInside();
  std::deque<Genome> bestOf(std::vector<Genome> fresh, std::vector<std::vector<double>> predicted);
  Result<std::vector<std::vector<double>>> predict(const std::vector<Genome>& designs) const;
  std::vector<double> rowOf(const Genome& genome) const;
  bool inWorker() const { return m_settings.predictor == "fbnetv3" || m_settings.predictor == "renas"; }

  Settings m_settings;
  std::vector<Outcome> m_history;
  std::deque<Genome> m_queue;
  std::unique_ptr<DesignEncoder> m_encoder;          ///< of "gp"
  std::vector<std::unique_ptr<Predictor>> m_models;  ///< of each objective; those of a worker stay open
  std::optional<Error> m_failure;
};

}  // namespace pscope
