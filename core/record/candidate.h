#pragma once

#include <cstdint>
#include <limits>
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

enum class CandidateState { Queued, Running, Done, Failed, Infeasible };
const char* stateName(CandidateState state);  ///< "queued" ...
std::optional<CandidateState> stateFromName(const std::string& name);

/// A design evaluated in a study.
struct Candidate {
  CandidateId id;  ///< = order of asking, from 1
  Genome genome;
  std::string design;  ///< text form in its space
  CandidateState state = CandidateState::Queued;
  std::string reason;     ///< of a failure or infeasibility: one English sentence; empty otherwise
  std::string errorCode;  ///< errorCodeName() of a failure
  std::vector<CandidateId> parents;
  std::vector<Measurement> measurements;
  double finished = 0;  ///< Unix time in seconds; 0 while it has not ended
  std::string notes;
  bool pinned = false;

  /// The measurement of the objective at its highest level, or nullptr.
  const Measurement* measurement(const std::string& metric) const;
  /// Its value, or NaN.
  double value(const std::string& metric) const;
};

/// Values of the objectives, NaN where one is missing, each turned so that less is better.
std::vector<double> minimizedValues(const Candidate& candidate, std::span<const Objective> objectives);

}  // namespace pscope
