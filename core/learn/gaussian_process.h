#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "core/learn/predictor.h"

namespace pscope {

/// One term of a sum of kernels: a kernel on some neighbouring columns.
///
/// Distances are per column (squared distance over the number of columns), so that a length scale of 1 means the same
/// for few and for many columns. On one-hot columns the Gaussian kernel is the exponential of the Hamming distance.
struct KernelTerm {
  enum class Kind { Linear, Gaussian, Matern52 };
  Kind kind = Kind::Gaussian;
  std::size_t first = 0;
  std::size_t columns = 0;
};

/// Gaussian process with a sum of kernels, whose weights, length scales and noise maximise the marginal likelihood.
///
/// k(x, y) = sum over terms t of a_t^2 k_t(x, y), plus noise. Targets are standardised. The logarithms of the
/// hyperparameters have weak normal priors, and are climbed by Rprop from where the last fit() ended; that uses at most
/// `hyperRows` of the rows, evenly spaced. Whoever has thousands of rows gives a subset of them.
/// @cost fit: O(steps h^3 + n^3) for n rows, h of them for the hyperparameters; extend(): O(n^2); predict: O(n) a
/// design for the mean, O(n^2) with the deviation
/// @source Rasmussen, Williams, Gaussian Processes for Machine Learning, 2006, chapters 2 and 5; Rprop for it: Blum,
///         Riedmiller, ESANN 2013 [P]
class GaussianProcess : public Predictor {
 public:
  struct Settings {
    std::vector<KernelTerm> terms;
    int firstSteps = 40;  ///< of Rprop when nothing was learned before
    int laterSteps = 12;
    std::size_t hyperRows = 250;
    std::stop_token stop;  ///< asked at each step of fit(), which is Cancelled then and must be done again
  };
  explicit GaussianProcess(Settings settings);
  ~GaussianProcess() override;
  GaussianProcess(const GaussianProcess& other);  ///< with what it has learned and watches
  GaussianProcess(GaussianProcess&&) noexcept;
  GaussianProcess& operator=(GaussianProcess&&) noexcept;

  Status fit(const Matrix& rows, std::span<const double> targets) override;
  Result<Prediction> predict(const Matrix& rows) const override;
  /// Without the deviation. @cost O(n) a design
  Result<std::vector<double>> predictMean(const Matrix& rows) const;
  /// fit() with the hyperparameters as they are. @error as fit()    @cost O(n^3)
  Status refit(const Matrix& rows, std::span<const double> targets);
  /// Takes one more design without learning the hyperparameters anew. @error as fit()
  Status extend(std::span<const double> row, double target);
  /// Predicts these designs now, and again at O(n) each whenever extend() takes one more.
  /// @error as predict()    @cost O(n^2) a design
  Status watch(const Matrix& rows);
  Prediction watched() const;  ///< of the rows of watch(); empty without

  /// Logarithm of the marginal likelihood of the standardised targets of the last fit, priors not counted.
  double logLikelihood() const;
  /// Standard deviation of a measurement around the value, in the unit of the targets.
  double noise() const;
  /// Logarithms of the hyperparameters: of each term its amplitude, then its length scale (Linear: unused 0); last the
  /// noise. As where fit() goes on from: a state to be saved.
  const std::vector<double>& hyperparameters() const;
  /// Those of another form, or not isUsable(), change nothing.
  void setHyperparameters(std::vector<double> logarithms);
  /// Finite, and at most 50 in size: beyond, kernels have no numbers and could not be factorised.
  static bool isUsable(std::span<const double> logarithms);

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace pscope
