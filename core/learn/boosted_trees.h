#pragma once

#include <memory>

#include "core/learn/predictor.h"

namespace pscope {

/// Gradient-boosted trees of XGBoost: an ensemble whose members see different rows and columns.
///
/// With `ranking` only the order of the targets counts (pairwise loss) and predictions have no unit. The deviation is
/// the spread of `members` ensembles with seeds of their own.
/// @cost fit: `members` times some milliseconds for hundreds of rows
/// @source Chen, Guestrin, KDD 2016; settings of the ranker after AnalogNAS: reference: search manual 7.4 [V]
class BoostedTrees : public Predictor {
 public:
  struct Settings {
    bool ranking = false;
    int members = 3;
    int trees = 110;
    int depth = 6;
    double learningRate = 0.1;
    double rowShare = 0.75;
    double columnShare = 0.9;
    std::uint64_t seed = 1;
  };
  explicit BoostedTrees(const Settings& settings);
  ~BoostedTrees() override;

  /// @error as Predictor, External when the library refuses
  Status fit(const Matrix& rows, std::span<const double> targets) override;
  Result<Prediction> predict(const Matrix& rows) const override;

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace pscope
