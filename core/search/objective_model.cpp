#include "core/search/objective_model.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

GaussianProcess::Settings settingsOf(std::vector<KernelTerm> terms) {
  GaussianProcess::Settings settings;
  settings.terms = std::move(terms);
  return settings;
}

}  // namespace

ObjectiveModel::ObjectiveModel(std::vector<KernelTerm> terms)
    : m_terms(std::move(terms)), m_process(settingsOf(m_terms)) {}

std::vector<double> ObjectiveModel::transformed(const std::vector<double>& values, bool logarithmic) const {
  std::vector<double> result;
  for (const double value : values) {
    const double cut = std::min(value, m_limit);
    result.push_back(logarithmic ? std::log(cut - m_origin) : cut);
  }
  return result;
}

double ObjectiveModel::value(double modelValue) const {
  return m_logarithmic ? m_origin + std::exp(modelValue) : modelValue;
}

Status ObjectiveModel::fit(const Matrix& rows, const std::vector<double>& values, double limit, Learning learning) {
  if (values.empty()) return checkTrainingData(rows, values);
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const double best = sorted.front();
  const double median = sorted[sorted.size() / 2];
  // A limit below most values, perhaps below all, must not take from them what can be learned.
  m_limit = std::max(limit, median > best ? median : sorted.back());
  const double gap = std::max(median - best, 1e-6 * std::max(1.0, std::abs(best)));
  m_origin = best - 0.5 * gap;
  if (learning == Learning::Nothing) return m_process.refit(rows, transformed(values, m_logarithmic));
  if (learning == Learning::Hyperparameters) return m_process.fit(rows, transformed(values, m_logarithmic));
  GaussianProcess other(settingsOf(m_terms));
  if (m_process.hyperparameters() != other.hyperparameters()) other.setHyperparameters(m_process.hyperparameters());
  const auto own = transformed(values, m_logarithmic);
  const auto others = transformed(values, !m_logarithmic);
  PSCOPE_CHECK(m_process.fit(rows, own));
  PSCOPE_CHECK(other.fit(rows, others));
  // Densities of the values themselves: the logarithm's slope and the standardisation count.
  const auto density = [&](const GaussianProcess& process, const std::vector<double>& targets, bool logarithmic) {
    double mean = 0, squares = 0, slopes = 0;
    const auto n = static_cast<double>(targets.size());
    for (const double target : targets) mean += target / n;
    for (const double target : targets) squares += (target - mean) * (target - mean) / n;
    if (logarithmic) {
      for (const double target : targets) slopes -= target;
    }
    return process.logLikelihood() + slopes - 0.5 * n * std::log(std::max(squares, 1e-300));
  };
  if (density(other, others, !m_logarithmic) > density(m_process, own, m_logarithmic)) {
    m_logarithmic = !m_logarithmic;
    m_process = std::move(other);
  }
  return {};
}

Prediction ObjectiveModel::measured(Prediction prediction) const {
  const double noise = m_process.noise();
  for (double& deviation : prediction.deviation) deviation = std::hypot(deviation, noise);
  return prediction;
}

Prediction ObjectiveModel::watched() const {
  return measured(m_process.watched());
}

Prediction ObjectiveModel::predict(const Matrix& rows) const {
  auto prediction = m_process.predict(rows);
  return prediction.ok() ? measured(std::move(prediction).value()) : Prediction{};
}

void ObjectiveModel::setState(State state) {
  m_logarithmic = state.logarithmic;
  m_process.setHyperparameters(std::move(state.hyperparameters));
}

}  // namespace pscope
