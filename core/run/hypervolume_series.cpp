#include "core/run/hypervolume_series.h"

#include <algorithm>
#include <cmath>

#include "core/base/rng.h"

namespace pscope {

double secondsOf(const Candidate& candidate) {
  double seconds = 0;
  for (const auto& measurement : candidate.measurements) seconds += measurement.seconds;
  return seconds;
}

std::vector<double> minimizedReference(const SearchConfig& config) {
  std::vector<double> reference;
  for (std::size_t i = 0; i < config.reference.size() && i < config.objectives.size(); ++i) {
    reference.push_back(config.objectives[i].minimized(config.reference[i]));
  }
  return reference;
}

Evaluated evaluatedOf(const Candidate& candidate, std::span<const Objective> objectives) {
  Evaluated result{candidate.id, {}, secondsOf(candidate)};
  if (candidate.state != CandidateState::Done) return result;
  result.values = minimizedValues(candidate, objectives);
  const bool finite =
      std::all_of(result.values.begin(), result.values.end(), [](double value) { return std::isfinite(value); });
  if (!finite) result.values.clear();
  return result;
}

HypervolumeSeries::HypervolumeSeries(std::vector<double> reference)
    : m_reference(std::move(reference)), m_fixed(!m_reference.empty()) {}

bool HypervolumeSeries::moveReference(const std::vector<double>& values) {
  if (values.empty() || m_fixed) return false;
  if (m_best.empty()) {
    m_best = m_worst = values;
  } else {
    bool wider = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] < m_best[i] || values[i] > m_worst[i]) wider = true;
      m_best[i] = std::min(m_best[i], values[i]);
      m_worst[i] = std::max(m_worst[i], values[i]);
    }
    if (!wider) return false;
  }
  const std::vector<std::vector<double>> corners{m_best, m_worst};
  auto reference = defaultReference(corners);
  const bool moved = reference != m_reference;
  m_reference = std::move(reference);
  return moved;
}

void HypervolumeSeries::add(std::vector<Evaluated> evaluations) {
  if (evaluations.empty()) return;
  const auto byId = [](const Evaluated& a, const Evaluated& b) { return a.id < b.id; };
  std::stable_sort(evaluations.begin(), evaluations.end(), byId);
  bool anew = !m_curve.has_value();
  for (auto& evaluated : evaluations) {
    anew = moveReference(evaluated.values) || anew;
    if (m_evaluations.empty() || m_evaluations.back().id < evaluated.id) {
      m_evaluations.push_back(std::move(evaluated));
      continue;
    }
    const auto place = std::lower_bound(m_evaluations.begin(), m_evaluations.end(), evaluated, byId);
    if (place->id == evaluated.id && place->values == evaluated.values && place->seconds == evaluated.seconds) {
      continue;
    }
    anew = true;
    if (place->id == evaluated.id) {
      *place = std::move(evaluated);
    } else {
      m_evaluations.insert(place, std::move(evaluated));
    }
  }
  if (anew) {
    m_values.clear();
    m_seconds.clear();
    m_curve.reset();
    if (!m_reference.empty()) m_curve.emplace(m_reference);
  }
  while (m_values.size() < m_evaluations.size()) {
    const auto& [id, values, seconds] = m_evaluations[m_values.size()];
    m_seconds.push_back(seconds + (m_seconds.empty() ? 0 : m_seconds.back()));
    m_values.push_back(!m_curve ? 0 : values.empty() ? m_curve->value() : m_curve->add(values));
  }
}

RandomBand bandOfRuns(const std::vector<std::vector<std::vector<double>>>& runs, const std::vector<double>& reference,
                      std::size_t evaluations, const std::stop_token& stop,
                      const std::vector<std::vector<double>>& past) {
  HypervolumeCurve beginning(reference);
  std::vector<double> before;
  for (const auto& values : past) before.push_back(values.empty() ? beginning.value() : beginning.add(values));
  std::vector<std::vector<double>> curves;
  for (const auto& run : runs) {
    if (stop.stop_requested()) return {};
    HypervolumeCurve curve = beginning;
    std::vector<double> values = before;
    for (std::size_t i = 0; i < evaluations; ++i) {
      if (i < run.size() && !run[i].empty()) curve.add(run[i]);
      values.push_back(curve.value());
    }
    curves.push_back(std::move(values));
  }
  RandomBand band;
  if (curves.empty()) return band;
  std::vector<double> column(curves.size());
  const auto percentile = [&column](double share) {  // linear between the ranks
    const double place = share * static_cast<double>(column.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, column.size() - 1);
    return column[below] + (place - static_cast<double>(below)) * (column[above] - column[below]);
  };
  for (std::size_t i = 0; i < before.size() + evaluations; ++i) {
    for (std::size_t run = 0; run < curves.size(); ++run) column[run] = curves[run][i];
    std::sort(column.begin(), column.end());
    band.low.push_back(percentile(0.1));
    band.median.push_back(percentile(0.5));
    band.high.push_back(percentile(0.9));
  }
  return band;
}

std::vector<std::vector<std::vector<double>>> bootstrapRuns(const std::vector<std::vector<double>>& pool,
                                                            std::size_t evaluations, int count, std::uint64_t seed) {
  std::vector<std::vector<std::vector<double>>> runs;
  if (pool.empty()) return runs;
  Rng rng(seed);
  for (int run = 0; run < count; ++run) {
    std::vector<std::vector<double>> drawn;
    drawn.reserve(evaluations);
    for (std::size_t i = 0; i < evaluations; ++i)
      drawn.push_back(pool[static_cast<std::size_t>(rng.index(pool.size()))]);
    runs.push_back(std::move(drawn));
  }
  return runs;
}

}  // namespace pscope
