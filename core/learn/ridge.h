#pragma once

#include <memory>

#include "core/learn/predictor.h"

namespace pscope {

/// Ridge regression; the penalty is the one of a grid with the least leave-one-out error.
///
/// Columns and targets are centred; the penalty acts on columns as they come. The deviation is that of the Bayesian
/// reading: residual variance times x' (X'X + penalty)^-1 x.
/// @cost fit: O(n^2 c + c^3) for n rows and c columns, and O(c^2) a penalty and row; predict: O(c^2) a design
/// @source Hoerl, Kennard, Technometrics 12(1), 1970; grid 0.1 to 10 after DyNAS-T: reference: search manual 7.3 [V]
class Ridge : public Predictor {
 public:
  Ridge();
  ~Ridge() override;

  Status fit(const Matrix& rows, std::span<const double> targets) override;
  Result<Prediction> predict(const Matrix& rows) const override;
  double penalty() const;  ///< that was chosen

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace pscope
