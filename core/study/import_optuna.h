#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/record/objective.h"
#include "core/study/import_study.h"

namespace pscope {

/// One study of an Optuna storage.
struct OptunaStudyInfo {
  std::int64_t id = 0;
  std::string name;
  std::vector<Direction> directions;
  std::vector<std::string>
      metrics;  ///< names given by Study.set_metric_names(); else "value" or "value0", "value1" ...
  std::int64_t trials = 0;
};

/// The studies of an Optuna SQLite storage, in the order of their making.
/// @error those of SqliteCopy::read; Unsupported (tables of Optuna before 2.4, or not of Optuna)
/// @source Optuna 3.1's own schema (alembic v3.0.0.d); Optuna 3.2 to 4 add an index only (v3.2.0.a)
Result<std::vector<OptunaStudyInfo>> listOptunaStudies(const std::string& path, const JobContext& job);

struct OptunaImport {
  std::string file;
  std::string study;  ///< its name; may be empty when the file holds one
  /// Name and unit of each objective in order; missing ones are guessed. Directions come from the file.
  struct Objective {
    std::string name, unit;
  };
  std::vector<Objective> objectives;
  bool keepOriginal = true;  ///< the whole storage as an artifact
};

/// Reads one study with everything in it: trials in their order with state, parameters, values, reported values,
/// attributes and times.
///
/// Complete trials become done (infeasible when an Optuna constraint is above 0), pruned and failed ones failed with
/// their reason, running and waiting ones stay so. Parents of evolutionary samplers, numeric user attributes
/// (auxiliary measurements), other attributes and reported values (notes) are kept; the storage itself is an artifact.
/// Times, which Optuna stores without a zone, are taken as UTC.
/// @error those of listOptunaStudies(); NotFound (study), InvalidArgument (several studies and no name; no parameters),
///        Parse with table and row; Cancelled
/// @thread any    @cost 46,000 trials with five parameters: about a second
Result<ImportedStudy> importOptuna(const OptunaImport& options, const JobContext& job);

}  // namespace pscope
