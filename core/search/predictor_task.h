#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// The resident task "predictor": what WorkerPredictor and the worker say to each other.

/// Which predictor, and what may be set. Numbers are reconstructions [R] where the publications leave them open.
struct PredictorSettings {
  std::string kind = "fbnetv3";  ///< or "renas"
  int members = 4;               ///< networks that are trained from different beginnings; their spread is the deviation
  int pretraining = 20'000;      ///< fbnetv3: designs that it learns MACs and parameters of first; 0: none
  /// renas: of a pair of scores, "hinge", "logistic" or "exponential"; or "squares" of what each score misses, for
  /// comparison
  std::string loss = "hinge";
  double consistency = 0;  ///< renas: weight of the distances of features beside a loss of pairs, 0 to 100
};

/// What opens it.
struct PredictorTask {
  std::string spaceDocument;
  std::uint64_t seed = 1;
  PredictorSettings settings;
};
Json toJson(const PredictorTask& task);
/// @error Parse, InvalidArgument  with its place
Result<PredictorTask> parsePredictorTask(const JsonView& json);

Json toJson(const std::vector<Genome>& genomes);
/// @error Parse  no designs of the space
Result<std::vector<Genome>> parseGenomes(const JsonView& json, const Space& space);

}  // namespace pscope
