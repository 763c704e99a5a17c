#pragma once

#include <Eigen/Core>

#include "core/learn/matrix.h"

namespace pscope {

/// The same numbers for Eigen, copied. For .cpp files of this folder only: Eigen is dear to compile.
inline Eigen::MatrixXd toEigen(const Matrix& rows) {
  using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const RowMatrix>(rows.data(), static_cast<Eigen::Index>(rows.rows()),
                                     static_cast<Eigen::Index>(rows.columns()));
}

}  // namespace pscope
