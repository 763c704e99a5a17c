#include "core/learn/ridge.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <array>
#include <cmath>
#include <limits>

namespace pscope {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Rows = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr std::array<double, 7> kPenalties = {0.1, 0.2, 0.5, 1, 2, 5, 10};

}  // namespace

struct Ridge::Impl {
  Eigen::RowVectorXd means;
  double mean = 0;
  double penalty = 0;
  double residual = 0;  ///< variance
  VectorXd weights;
  Eigen::LLT<MatrixXd> normal;
};

Ridge::Ridge() : m(std::make_unique<Impl>()) {}
Ridge::~Ridge() = default;

Status Ridge::fit(const Matrix& rows, std::span<const double> targets) {
  PSCOPE_CHECK(checkTrainingData(rows, targets));
  MatrixXd x = Rows(rows.data(), static_cast<Index>(rows.rows()), static_cast<Index>(rows.columns()));
  VectorXd y = Eigen::Map<const VectorXd>(targets.data(), static_cast<Index>(targets.size()));
  m->means = x.colwise().mean();
  m->mean = y.mean();
  x.rowwise() -= m->means;
  y.array() -= m->mean;
  const auto n = static_cast<double>(y.size());
  const MatrixXd gram = x.transpose() * x;
  double best = std::numeric_limits<double>::infinity();
  for (const double penalty : kPenalties) {
    MatrixXd normal = gram;
    normal.diagonal().array() += penalty;
    const Eigen::LLT<MatrixXd> llt(normal);
    const VectorXd weights = llt.solve(x.transpose() * y);
    const MatrixXd half = llt.matrixL().solve(x.transpose());
    const VectorXd errors = y - x * weights;
    double squares = 0;
    for (Index i = 0; i < y.size(); ++i) {
      // Leave-one-out residual: error over one less the leverage (the mean is a column of its own).
      const double leverage = std::min(half.col(i).squaredNorm() + 1 / n, 1 - 1e-9);
      squares += std::pow(errors[i] / (1 - leverage), 2);
    }
    if (squares >= best) continue;
    best = squares;
    m->penalty = penalty;
    m->weights = weights;
    m->normal = llt;
    m->residual = errors.squaredNorm() / n;
  }
  return {};
}

Result<Prediction> Ridge::predict(const Matrix& rows) const {
  PSCOPE_CHECK(checkPredictionRows(rows, static_cast<std::size_t>(m->means.size())));
  Prediction prediction;
  if (rows.rows() == 0) return prediction;
  MatrixXd x = Rows(rows.data(), static_cast<Index>(rows.rows()), static_cast<Index>(rows.columns()));
  x.rowwise() -= m->means;
  const VectorXd means = x * m->weights;
  const MatrixXd half = m->normal.matrixL().solve(x.transpose());
  for (Index i = 0; i < means.size(); ++i) {
    prediction.mean.push_back(means[i] + m->mean);
    prediction.deviation.push_back(std::sqrt(m->residual * half.col(i).squaredNorm()));
  }
  return prediction;
}

double Ridge::penalty() const {
  return m->penalty;
}

}  // namespace pscope
