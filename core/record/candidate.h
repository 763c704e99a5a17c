#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/record/measurement.h"
#include "core/record/objective.h"

namespace pscope {

/// Level index per choice in tree order; kInactive where the choice's condition does not hold. Its identity.
using Genome = std::vector<int>;
inline constexpr int kInactive = -1;

/// Screened: judged on a lower rung of the ladders and not promoted; its values are no confirmed ones.
enum class CandidateState { Queued, Running, Done, Failed, Infeasible, Screened };
const char* stateName(CandidateState state);  ///< "queued" ...
std::optional<CandidateState> stateFromName(const std::string& name);
/// It will not change any more by itself.
inline bool hasEnded(CandidateState state) {
  return state != CandidateState::Queued && state != CandidateState::Running;
}

/// A design evaluated in a study.
struct Candidate {
  CandidateId id;  ///< = order of asking, from 1
  Genome genome;
  std::string design;  ///< text form in its space
  CandidateState state = CandidateState::Queued;
  std::string reason;     ///< of a failure or infeasibility: one English sentence; empty otherwise
  std::string errorCode;  ///< errorCodeName() of a failure
  std::vector<CandidateId> parents;
  /// Evaluated up to this rung only: of each objective the levels up to it; none: the whole ladders.
  std::optional<int> rung;
  std::vector<Measurement> measurements;
  double finished = 0;  ///< Unix time in seconds; 0 while it has not ended
  std::string notes;
  bool pinned = false;

  /// The measurement of the objective at its highest level, or nullptr. Of an auxiliary metric the one of the highest
  /// rung: they stand in this order.
  const Measurement* measurement(const std::string& metric) const;
  /// Its value, or NaN.
  double value(const std::string& metric) const;
};

/// The highest rung of a search: the last level of its longest ladder; 0 when every objective has a single estimator.
int topRung(std::span<const Objective> objectives);
/// What Candidate::rung says of a candidate that is asked at `rung`: nothing at the top or above it, 0 below 0.
std::optional<int> rungBelowTop(std::optional<int> rung, std::span<const Objective> objectives);
/// Whether an evaluation up to `a` holds everything that one up to `b` does.
inline bool reaches(std::optional<int> a, std::optional<int> b) {
  return !a || (b && *a >= *b);
}

/// Values of the objectives, NaN where one is missing, each turned so that less is better.
std::vector<double> minimizedValues(const Candidate& candidate, std::span<const Objective> objectives);

}  // namespace pscope
