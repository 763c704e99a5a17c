#include "core/search/expected_gain.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/rng.h"

namespace pscope {
namespace {

constexpr std::size_t kSamples = 32;
/// With more than two objectives a gain is dear: fewer samples, and only for the designs that gain most at their
/// hoped-for values.
constexpr std::size_t kFewSamples = 16;
constexpr std::size_t kSampled = 100;

}  // namespace

ExpectedGain::ExpectedGain(const std::vector<ObjectiveModel>& models, std::vector<double> reference,
                           std::vector<double> ranges, std::vector<std::optional<double>> least)
    : m_models(models),
      m_volume(std::move(reference)),
      m_ranges(std::move(ranges)),
      m_least(std::move(least)),
      m_normals(models.size() > 2 ? kFewSamples : kSamples, std::vector<double>(models.size())) {
  Rng rng(models.size());
  for (std::size_t s = 0; s < m_normals.size(); s += 2) {
    for (std::size_t k = 0; k < models.size(); ++k) {
      m_normals[s][k] = rng.normal();
      m_normals[s + 1][k] = -m_normals[s][k];  // the samples' mean is exact
    }
  }
}

double ExpectedGain::value(std::size_t model, double modelValue) const {
  const double value = m_models[model].value(modelValue);
  return model < m_least.size() && m_least[model] ? std::max(value, *m_least[model]) : value;
}

void ExpectedGain::believe(const std::vector<double>& modelMeans) {
  std::vector<double> values;
  for (std::size_t k = 0; k < m_models.size(); ++k) values.push_back(value(k, modelMeans[k]));
  m_volume.add(values);
}

double ExpectedGain::score(const std::vector<double>& means, const std::vector<double>& deviations) const {
  std::vector<double> point(m_models.size());
  double sum = 0;
  for (const auto& normals : m_normals) {
    for (std::size_t k = 0; k < point.size(); ++k) {
      point[k] = value(k, means[k] + deviations[k] * normals[k]);
    }
    sum += m_volume.gain(point);
  }
  if (sum > 0) return sum / static_cast<double>(m_normals.size());
  double outside = 0;
  for (std::size_t k = 0; k < point.size(); ++k) {
    outside += std::max(0.0, (value(k, means[k]) - m_volume.reference()[k]) / m_ranges[k]);
  }
  return -outside;
}

std::vector<double> ExpectedGain::scores(const std::vector<Prediction>& predictions) const {
  const std::size_t count = predictions.empty() ? 0 : predictions.front().mean.size();
  std::vector<double> means(m_models.size()), deviations(m_models.size());
  const auto load = [&](std::size_t row) {
    for (std::size_t k = 0; k < m_models.size(); ++k) {
      means[k] = predictions[k].mean[row];
      deviations[k] = predictions[k].deviation[row];
    }
  };
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> scores(count, 0);
  if (m_models.size() > 2 && count > kSampled) {
    for (const std::size_t row : order) {
      load(row);
      for (std::size_t k = 0; k < means.size(); ++k) means[k] = value(k, means[k] - deviations[k]);
      scores[row] = m_volume.gain(means);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::fill(scores.begin(), scores.end(), -std::numeric_limits<double>::infinity());
    order.resize(kSampled);
  }
  for (const std::size_t row : order) {
    load(row);
    scores[row] = score(means, deviations);
  }
  return scores;
}

}  // namespace pscope
