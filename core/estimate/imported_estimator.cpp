#include <nlohmann/json.hpp>

#include "core/estimate/estimators.h"

namespace pscope {

/// There is no such estimator to be had: the values were read from a file, and nothing can measure another design.
Result<std::unique_ptr<Estimator>> makeImportedEstimator(const JsonView& parameters, const EstimatorContext&) {
  PSCOPE_TRY(const std::string source, parameters.stringOr("source", "a file"));
  return makeError(
      ErrorCode::Unsupported,
      PSCOPE_TR_NOOP("Estimate",
                     "The values were imported (%1); nothing here can measure another design, so there is "
                     "no search to continue.")
          .arg(source),
      PSCOPE_TR_NOOP("Estimate", "Start a new study whose objectives have estimators, such as a table or a device."));
}

PluginInfo importedEstimatorInfo() {
  PluginInfo info;
  info.name = "imported";
  info.kind = PluginKind::Estimator;
  info.summary = "Stands for values that were imported from a file; it cannot measure more.";
  info.parameterSchema = R"json({
  "type": "object",
  "properties": {"source": {"type": "string", "description": "file and column that the values came from"}}
})json";
  info.source = "the file's own";
  info.evidence = "user";
  return info;
}

}  // namespace pscope
