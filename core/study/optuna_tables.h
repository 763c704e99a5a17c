#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/study/import_optuna.h"
#include "core/study/import_space.h"
#include "core/study/import_sqlite.h"

namespace pscope {

/// One trial as Optuna keeps it.
struct OptunaTrial {
  enum class State { Running, Complete, Pruned, Fail, Waiting };

  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  std::int64_t id = 0;
  std::int64_t number = 0;
  State state = State::Fail;
  double start = kNone, end = kNone;  ///< seconds since 1970; NaN: none
  std::vector<double> values;         ///< one an objective; NaN: none
  std::vector<double> violated;       ///< Optuna's constraints: above 0 is infeasible
  std::vector<std::int64_t> parents;
  std::vector<std::pair<std::int64_t, double>> reported;
  std::vector<std::pair<std::string, double>> numbers;  ///< numeric user attributes
  std::string notes;
};

/// What the tables of a storage hold of one study.
struct OptunaTables {
  std::vector<OptunaTrial> trials;                              ///< by number
  std::vector<ImportedParameter> parameters;                    ///< values in the order of the trials
  std::vector<std::pair<std::string, std::string>> attributes;  ///< of the study: name, JSON
  std::unordered_map<std::int64_t, std::size_t> trialById;

  std::optional<std::size_t> trialOf(std::int64_t id) const {
    const auto found = trialById.find(id);
    if (found == trialById.end()) return std::nullopt;
    return found->second;
  }
};

/// Bytes of notes that one trial may have; more is left out.
inline constexpr std::size_t kMaxTrialNotes = 64 << 10;

/// As listOptunaStudies(), of a copy that was read already.
Result<std::vector<OptunaStudyInfo>> optunaStudies(const SqliteCopy& copy);
/// @error Parse with table and row; Database; Cancelled
Result<OptunaTables> readOptunaTables(const SqliteCopy& copy, const OptunaStudyInfo& study, const JobContext& job);

}  // namespace pscope
