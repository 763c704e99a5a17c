#pragma once

#include <string>
#include <vector>

#include "core/learn/gaussian_process.h"

namespace pscope {

/// A Gaussian process of one objective (minimised), of its values or of their logarithms, whichever is likelier.
///
/// Values far worse than what matters are cut off at a limit, so that broken designs do not set the scale; where the
/// limit is below the median, at the median (where that is the best value, nowhere). Logarithms are of
/// (value - origin), with the origin below the best value by half of the distance from the best to the median.
/// @thread one at a time    @cost as GaussianProcess, twice where both forms are compared
class ObjectiveModel {
 public:
  explicit ObjectiveModel(std::vector<KernelTerm> terms);

  enum class Learning { Nothing, Hyperparameters, FormAndHyperparameters };
  /// @param limit  values above count as this, see above    @param learning  what else than the values may change
  /// @error as GaussianProcess::fit()
  Status fit(const Matrix& rows, const std::vector<double>& values, double limit, Learning learning);
  Status watch(const Matrix& rows) { return m_process.watch(rows); }
  /// Of the watched rows, in the model's own form; deviation with the noise of a measurement.
  Prediction watched() const;
  /// Takes the prediction for the truth: for designs that are being evaluated.
  Status believe(std::span<const double> row, double modelValue) { return m_process.extend(row, modelValue); }
  /// Like watched(), once. @param rows  as those of fit()
  Prediction predict(const Matrix& rows) const;

  /// From the model's form to the objective's unit.
  double value(double modelValue) const;
  /// A prediction in the model's form as a distribution in the objective's unit: its median, and half of the interval
  /// that holds 68 % of it.
  double deviation(double mean, double modelDeviation) const {
    return (value(mean + modelDeviation) - value(mean - modelDeviation)) / 2;
  }

  /// Form and hyperparameters: what fit() goes on from.
  struct State {
    bool logarithmic = false;
    std::vector<double> hyperparameters;
  };
  State state() const { return {m_logarithmic, m_process.hyperparameters()}; }
  void setState(State state);
  bool logarithmic() const { return m_logarithmic; }

 private:
  Prediction measured(Prediction prediction) const;
  std::vector<double> transformed(const std::vector<double>& values, bool logarithmic) const;

  std::vector<KernelTerm> m_terms;
  GaussianProcess m_process;
  bool m_logarithmic = false;
  double m_limit = 0;
  double m_origin = 0;
};

}  // namespace pscope
