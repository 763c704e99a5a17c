#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/learn/matrix.h"

namespace pscope {

/// What a predictor says of some designs, in the unit of its targets.
struct Prediction {
  std::vector<double> mean;
  std::vector<double> deviation;  ///< standard deviation of the value without the noise of its measurement
};

/// Learns numbers from encoded designs. Deterministic: the same rows, targets and seed give the same predictions.
///
/// The features may be of any kind and scale that the maker agreed on (encodings, static costs, figures of cost
/// models); the same columns must come to fit() and predict().
/// @thread one at a time; predict() from several once fitted
class Predictor {
 public:
  virtual ~Predictor() = default;
  /// @param rows     n designs x columns, finite    @param targets  n numbers, finite
  /// @error InvalidArgument  no row, lengths that differ, or a NaN or infinity: what was learned before stays
  virtual Status fit(const Matrix& rows, std::span<const double> targets) = 0;
  /// @error InvalidArgument  not fitted, or another number of columns
  virtual Result<Prediction> predict(const Matrix& rows) const = 0;
};

/// What fit() refuses. @error InvalidArgument
Status checkTrainingData(const Matrix& rows, std::span<const double> targets);
/// What predict() refuses. @param columns  of the fitted rows; 0: not fitted    @error InvalidArgument
Status checkPredictionRows(const Matrix& rows, std::size_t columns);

}  // namespace pscope
