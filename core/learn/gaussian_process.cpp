#include "core/learn/gaussian_process.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace pscope {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kJitter = 1e-8;
constexpr Index kChunk = 256;  ///< rows that are predicted together: their kernels stay in the cache
/// Normal priors of the logarithms: of amplitudes, length scales and the noise of standardised targets.
constexpr double kAmplitudeMean = -1.0, kAmplitudeWidth = 1.5;
constexpr double kLengthMean = 0.0, kLengthWidth = 1.0;
constexpr double kNoiseMean = -2.3, kNoiseWidth = 1.5;
constexpr double kMaxLogarithm = 6;
/// Of what is set from outside: learning ends at 6, a noise that had to grow ends somewhat above.
constexpr double kMostUsableLogarithm = 50;
// Rprop: steps grow while the sign of the slope stays and shrink when it turns.
constexpr double kGrow = 1.2, kShrink = 0.5, kFirstStep = 0.3, kLaterStep = 0.1, kSmallestStep = 1e-3, kLargestStep = 1;

MatrixXd toEigen(const Matrix& rows) {
  using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const RowMatrix>(rows.data(), static_cast<Index>(rows.rows()), static_cast<Index>(rows.columns()));
}

/// What terms need of each pair of rows: scalar products (Linear) or squared distances, over the number of columns.
/// Terms on the same columns share the products.
class Pairs {
 public:
  Pairs(const MatrixXd& left, const MatrixXd& right) : m_left(left), m_right(right) {}

  MatrixXd of(const KernelTerm& term) {
    const auto first = static_cast<Index>(term.first);
    const auto columns = static_cast<Index>(term.columns);
    const auto left = m_left.middleCols(first, columns);
    const auto right = m_right.middleCols(first, columns);
    if (m_first != first || m_columns != columns) {
      m_products.noalias() = left * right.transpose();
      m_products /= static_cast<double>(columns);
      m_first = first;
      m_columns = columns;
    }
    if (term.kind == KernelTerm::Kind::Linear) return m_products;
    const VectorXd leftSquares = left.rowwise().squaredNorm() / static_cast<double>(columns);
    const VectorXd rightSquares = right.rowwise().squaredNorm() / static_cast<double>(columns);
    MatrixXd distances = -2 * m_products;
    distances.colwise() += leftSquares;
    distances.rowwise() += rightSquares.transpose();
    return distances.cwiseMax(0);
  }

 private:
  const MatrixXd& m_left;
  const MatrixXd& m_right;
  MatrixXd m_products;
  Index m_first = -1, m_columns = -1;
};

/// Kernel values of Pairs for a length scale; `slope`, if wanted, gets the derivative by its logarithm.
MatrixXd kernelOf(KernelTerm::Kind kind, const MatrixXd& pair, double logLength, MatrixXd* slope = nullptr) {
  if (kind == KernelTerm::Kind::Linear) {
    if (slope != nullptr) slope->setZero(pair.rows(), pair.cols());
    return pair;
  }
  const double inverse = std::exp(-2 * logLength);
  if (kind == KernelTerm::Kind::Gaussian) {
    MatrixXd kernel = (pair.array() * (-0.5 * inverse)).exp();
    if (slope != nullptr) *slope = kernel.array() * pair.array() * inverse;
    return kernel;
  }
  const MatrixXd scaled = (pair.array() * (5 * inverse)).sqrt();
  const MatrixXd decay = (-scaled.array()).exp();
  if (slope != nullptr) *slope = scaled.array().square() * (1 + scaled.array()) * decay.array() / 3;
  return (1 + scaled.array() + scaled.array().square() / 3) * decay.array();
}

}  // namespace

struct GaussianProcess::Impl {
  Settings settings;
  std::vector<double> logs;  ///< per term amplitude, length; last the noise
  bool learned = false;
  MatrixXd rows;
  VectorXd targets;  ///< standardised
  double mean = 0, scale = 1;
  MatrixXd factor;  ///< lower Cholesky factor of kernel and noise
  VectorXd half;    ///< factor^-1 targets
  VectorXd weights;
  double logLikelihood = 0;
  MatrixXd watchedRows;
  MatrixXd watchedHalf;  ///< watched x n: (factor^-1 kernel)'
  VectorXd watchedMean, watchedVariance;

  double amplitude(std::size_t term) const { return std::exp(logs[2 * term]); }
  double logLength(std::size_t term) const { return logs[2 * term + 1]; }
  double noiseVariance() const { return std::exp(2 * logs.back()) + kJitter; }

  static double priorMean(std::size_t index, std::size_t count) {
    if (index + 1 == count) return kNoiseMean;
    return index % 2 == 0 ? kAmplitudeMean : kLengthMean;
  }
  static double priorWidth(std::size_t index, std::size_t count) {
    if (index + 1 == count) return kNoiseWidth;
    return index % 2 == 0 ? kAmplitudeWidth : kLengthWidth;
  }

  void take(const Matrix& given, std::span<const double> values) {
    rows = toEigen(given);
    const Eigen::Map<const VectorXd> y(values.data(), static_cast<Index>(values.size()));
    mean = y.mean();
    const double spread = std::sqrt((y.array() - mean).square().mean());
    scale = spread > 0 ? spread : 1;
    targets = (y.array() - mean) / scale;
    watchedRows.resize(0, 0);
  }

  MatrixXd crossKernel(const MatrixXd& others) const { return crossKernelOf(others, rows); }

  MatrixXd crossKernelOf(const MatrixXd& left, const MatrixXd& right) const {
    MatrixXd kernel = MatrixXd::Zero(left.rows(), right.rows());
    Pairs pairs(left, right);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
      const double a = amplitude(t);
      kernel += a * a * kernelOf(settings.terms[t].kind, pairs.of(settings.terms[t]), logLength(t));
    }
    return kernel;
  }

  /// Slope of the log posterior of the hyperparameters; nothing when the matrix is not positive definite.
  bool slope(const std::vector<MatrixXd>& pair, const VectorXd& y, VectorXd& gradient) const {
    const Index n = y.size();
    const std::size_t count = logs.size();
    std::vector<MatrixXd> kernels, slopes(settings.terms.size());
    MatrixXd sum = MatrixXd::Zero(n, n);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
      kernels.push_back(kernelOf(settings.terms[t].kind, pair[t], logLength(t), &slopes[t]));
      sum += amplitude(t) * amplitude(t) * kernels[t];
    }
    sum.diagonal().array() += noiseVariance();
    const Eigen::LLT<MatrixXd> llt(sum);
    if (llt.info() != Eigen::Success) return false;
    const VectorXd alpha = llt.solve(y);
    const MatrixXd inverse = llt.solve(MatrixXd::Identity(n, n));
    // d log p / d theta = tr((alpha alpha' - K^-1) dK / d theta) / 2
    const MatrixXd lever = alpha * alpha.transpose() - inverse;
    gradient.resize(static_cast<Index>(count));
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
      const double weight = amplitude(t) * amplitude(t);
      gradient[static_cast<Index>(2 * t)] = weight * lever.cwiseProduct(kernels[t]).sum();
      gradient[static_cast<Index>(2 * t + 1)] = 0.5 * weight * lever.cwiseProduct(slopes[t]).sum();
    }
    gradient[static_cast<Index>(count - 1)] = std::exp(2 * logs.back()) * lever.trace();
    for (std::size_t i = 0; i < count; ++i) {
      const double width = priorWidth(i, count);
      gradient[static_cast<Index>(i)] -= (logs[i] - priorMean(i, count)) / (width * width);
    }
    return true;
  }

  /// False when it was asked to stop.
  bool climb() {
    const auto n = static_cast<std::size_t>(rows.rows());
    const std::size_t used = std::min(n, settings.hyperRows);
    MatrixXd some(static_cast<Index>(used), rows.cols());
    VectorXd y(static_cast<Index>(used));
    for (std::size_t i = 0; i < used; ++i) {
      const auto from = static_cast<Index>(i * n / used);
      some.row(static_cast<Index>(i)) = rows.row(from);
      y[static_cast<Index>(i)] = targets[from];
    }
    std::vector<MatrixXd> pair;
    Pairs pairs(some, some);
    for (const KernelTerm& term : settings.terms) pair.push_back(pairs.of(term));
    const std::size_t count = logs.size();
    std::vector<double> steps(count, learned ? kLaterStep : kFirstStep), before(count, 0);
    VectorXd gradient;
    for (int step = learned ? settings.laterSteps : settings.firstSteps; step > 0; --step) {
      if (settings.stop.stop_requested()) return false;
      if (!slope(pair, y, gradient)) {
        logs.back() += 1;  // more noise makes the matrix positive definite
        continue;
      }
      for (std::size_t i = 0; i < count; ++i) {
        double g = gradient[static_cast<Index>(i)];
        const double turn = g * before[i];
        if (turn > 0) steps[i] = std::min(steps[i] * kGrow, kLargestStep);
        if (turn < 0) {
          steps[i] = std::max(steps[i] * kShrink, kSmallestStep);
          g = 0;
        }
        before[i] = g;
        if (g != 0) logs[i] = std::clamp(logs[i] + std::copysign(steps[i], g), -kMaxLogarithm, kMaxLogarithm);
      }
    }
    return true;
  }

  void factorise() {
    MatrixXd kernel = crossKernel(rows);
    kernel.diagonal().array() += noiseVariance();
    Eigen::LLT<MatrixXd> llt(kernel);
    while (llt.info() != Eigen::Success) {
      logs.back() += 1;
      kernel.diagonal().array() += noiseVariance();
      llt.compute(kernel);
    }
    factor = llt.matrixL();
    solve();
  }

  void solve() {
    half = factor.triangularView<Eigen::Lower>().solve(targets);
    weights = factor.triangularView<Eigen::Lower>().transpose().solve(half);
    logLikelihood = -0.5 * half.squaredNorm() - factor.diagonal().array().log().sum() -
                    0.5 * static_cast<double>(targets.size()) * std::log(2 * std::numbers::pi);
  }

  VectorXd selfKernels(const MatrixXd& others) const {
    VectorXd sum = VectorXd::Zero(others.rows());
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
      const KernelTerm& term = settings.terms[t];
      const double weight = amplitude(t) * amplitude(t);
      if (term.kind == KernelTerm::Kind::Linear) {
        const auto block = others.middleCols(static_cast<Index>(term.first), static_cast<Index>(term.columns));
        sum += weight / static_cast<double>(term.columns) * block.rowwise().squaredNorm();
      } else {
        sum.array() += weight;
      }
    }
    return sum;
  }

  Prediction inUnits(const VectorXd& means, const VectorXd& variances) const {
    Prediction prediction;
    for (Index i = 0; i < means.size(); ++i) {
      prediction.mean.push_back(means[i] * scale + mean);
      prediction.deviation.push_back(std::sqrt(std::max(variances[i], 0.0)) * scale);
    }
    return prediction;
  }
};

GaussianProcess::GaussianProcess(Settings settings) : m(std::make_unique<Impl>()) {
  m->settings = std::move(settings);
  const std::size_t count = 2 * m->settings.terms.size() + 1;
  for (std::size_t i = 0; i < count; ++i) m->logs.push_back(Impl::priorMean(i, count));
}
GaussianProcess::~GaussianProcess() = default;
GaussianProcess::GaussianProcess(const GaussianProcess& other)
    : Predictor(other), m(std::make_unique<Impl>(*other.m)) {}
GaussianProcess::GaussianProcess(GaussianProcess&&) noexcept = default;
GaussianProcess& GaussianProcess::operator=(GaussianProcess&&) noexcept = default;

Status GaussianProcess::fit(const Matrix& rows, std::span<const double> targets) {
  PSCOPE_CHECK(checkTrainingData(rows, targets));
  m->take(rows, targets);
  if (!m->climb()) {
    return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Learn", "The learning was cancelled."));
  }
  m->learned = true;
  m->factorise();
  return {};
}

Status GaussianProcess::refit(const Matrix& rows, std::span<const double> targets) {
  PSCOPE_CHECK(checkTrainingData(rows, targets));
  m->take(rows, targets);
  m->factorise();
  return {};
}

Status GaussianProcess::extend(std::span<const double> row, double target) {
  Matrix one(row.size());
  one.append(row);
  PSCOPE_CHECK(checkTrainingData(one, std::span(&target, 1)));
  PSCOPE_CHECK(checkPredictionRows(one, static_cast<std::size_t>(m->rows.cols())));
  const MatrixXd added = toEigen(one);
  const VectorXd cross = m->crossKernel(added).transpose();
  const VectorXd side = m->factor.triangularView<Eigen::Lower>().solve(cross);
  const double corner = m->selfKernels(added)[0] + m->noiseVariance() - side.squaredNorm();
  const double root = std::sqrt(std::max(corner, kJitter));
  const Index n = m->rows.rows();
  m->rows.conservativeResize(n + 1, Eigen::NoChange);
  m->rows.row(n) = added.row(0);
  m->targets.conservativeResize(n + 1);
  m->targets[n] = (target - m->mean) / m->scale;
  const double innovation = (m->targets[n] - side.dot(m->half)) / root;
  m->factor.conservativeResize(n + 1, n + 1);
  m->factor.col(n).setZero();
  m->factor.row(n).head(n) = side.transpose();
  m->factor(n, n) = root;
  m->solve();
  if (m->watchedRows.rows() == 0) return {};
  const VectorXd reach = (m->crossKernelOf(m->watchedRows, added) - m->watchedHalf * side) / root;
  m->watchedMean += innovation * reach;
  m->watchedVariance.array() -= reach.array().square();
  m->watchedHalf.conservativeResize(Eigen::NoChange, n + 1);
  m->watchedHalf.col(n) = reach;
  return {};
}

Status GaussianProcess::watch(const Matrix& rows) {
  PSCOPE_CHECK(checkPredictionRows(rows, static_cast<std::size_t>(m->rows.cols())));
  m->watchedRows = toEigen(rows);
  if (rows.rows() == 0) return {};
  m->watchedHalf =
      m->factor.triangularView<Eigen::Lower>().solve(m->crossKernel(m->watchedRows).transpose()).transpose();
  m->watchedMean = m->watchedHalf * m->half;
  m->watchedVariance = m->selfKernels(m->watchedRows) - m->watchedHalf.rowwise().squaredNorm();
  return {};
}

Prediction GaussianProcess::watched() const {
  if (m->watchedRows.rows() == 0) return {};
  return m->inUnits(m->watchedMean, m->watchedVariance);
}

Result<Prediction> GaussianProcess::predict(const Matrix& rows) const {
  PSCOPE_CHECK(checkPredictionRows(rows, static_cast<std::size_t>(m->rows.cols())));
  if (rows.rows() == 0) return Prediction{};
  const MatrixXd others = toEigen(rows);
  VectorXd means(others.rows()), variances = m->selfKernels(others);
  for (Index first = 0; first < others.rows(); first += kChunk) {
    const Index count = std::min(kChunk, others.rows() - first);
    const MatrixXd kernel = m->crossKernel(others.middleRows(first, count));
    means.segment(first, count) = kernel * m->weights;
    const MatrixXd explained = m->factor.triangularView<Eigen::Lower>().solve(kernel.transpose());
    variances.segment(first, count) -= explained.colwise().squaredNorm().transpose();
  }
  return m->inUnits(means, variances);
}

Result<std::vector<double>> GaussianProcess::predictMean(const Matrix& rows) const {
  PSCOPE_CHECK(checkPredictionRows(rows, static_cast<std::size_t>(m->rows.cols())));
  const MatrixXd others = toEigen(rows);
  std::vector<double> result;
  for (Index first = 0; first < others.rows(); first += kChunk) {
    const Index count = std::min(kChunk, others.rows() - first);
    const VectorXd means = m->crossKernel(others.middleRows(first, count)) * m->weights;
    for (const double value : means) result.push_back(value * m->scale + m->mean);
  }
  return result;
}

double GaussianProcess::logLikelihood() const {
  return m->logLikelihood;
}

double GaussianProcess::noise() const {
  return m->scale * std::sqrt(m->noiseVariance());
}

const std::vector<double>& GaussianProcess::hyperparameters() const {
  return m->logs;
}

bool GaussianProcess::isUsable(std::span<const double> logarithms) {
  return std::all_of(logarithms.begin(), logarithms.end(),
                     [](double value) { return std::abs(value) <= kMostUsableLogarithm; });
}

void GaussianProcess::setHyperparameters(std::vector<double> logarithms) {
  if (logarithms.size() != m->logs.size() || !isUsable(logarithms)) return;
  m->logs = std::move(logarithms);
  m->learned = true;
}

}  // namespace pscope
