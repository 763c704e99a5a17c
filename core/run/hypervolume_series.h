#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/pareto/hypervolume.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"

namespace pscope {

/// What one evaluation gave: minimised values, or none (infeasible, failed); and what it took.
struct Evaluated {
  CandidateId id;
  std::vector<double> values;
  double seconds = 0;  ///< of all its measurements
};
double secondsOf(const Candidate& candidate);
Evaluated evaluatedOf(const Candidate& candidate, std::span<const Objective> objectives);

/// The reference point of a configuration, minimised; empty where it names none.
std::vector<double> minimizedReference(const SearchConfig& config);

/// The hypervolume after each evaluation, in the order of asking.
///
/// The reference point is the configuration's, or follows the worst values seen (defaultReference) until then; when it
/// moves, or a candidate arrives late, the curve is made anew.
/// @thread one at a time    @cost add(): appended in order O(front) each, else O(n front)
class HypervolumeSeries {
 public:
  /// @param reference  minimised, or empty
  explicit HypervolumeSeries(std::vector<double> reference);

  void add(std::vector<Evaluated> evaluations);
  const std::vector<double>& curve() const { return m_values; }
  /// Spent on the evaluations up to each one; as long as curve().
  const std::vector<double>& seconds() const { return m_seconds; }
  /// Minimised; empty while there is no feasible candidate.
  const std::vector<double>& reference() const { return m_reference; }

 private:
  bool moveReference(const std::vector<double>& values);

  std::vector<Evaluated> m_evaluations;  ///< ascending ids
  std::vector<double> m_best, m_worst;
  std::vector<double> m_reference;
  bool m_fixed = false;
  std::optional<HypervolumeCurve> m_curve;
  std::vector<double> m_values;
  std::vector<double> m_seconds;
};

/// Percentiles of the hypervolume of several random searches, per evaluation.
struct RandomBand {
  std::vector<double> low, median, high;  ///< 10th, 50th, 90th percentile
};
/// @param runs       outcome of each evaluation of each run, minimised (empty: infeasible)
/// @param reference  minimised
/// @param past       outcomes before the first evaluation of all runs: the band begins with their curve
RandomBand bandOfRuns(const std::vector<std::vector<std::vector<double>>>& runs, const std::vector<double>& reference,
                      std::size_t evaluations, const std::stop_token& stop,
                      const std::vector<std::vector<double>>& past = {});
/// `count` runs drawn with replacement from designs that were drawn at random.
std::vector<std::vector<std::vector<double>>> bootstrapRuns(const std::vector<std::vector<double>>& pool,
                                                            std::size_t evaluations, int count, std::uint64_t seed);

}  // namespace pscope
