#include "core/estimate/estimators.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"

namespace pscope {

Status checkUnit(const JsonView& parameters, const Objective& objective,
                 std::initializer_list<std::string_view> units) {
  if (std::find(units.begin(), units.end(), objective.unit) != units.end()) return {};
  return parameters.error(
      PSCOPE_TR_NOOP("Estimate", "The objective is in \"%1\", but this estimator gives \"%2\".")
          .arg(objective.unit)
          .arg(std::string(*units.begin())),
      PSCOPE_TR_NOOP("Estimate", "Write \"unit\": \"%1\" in the objective.").arg(std::string(*units.begin())),
      ErrorCode::InvalidArgument);
}

Status checkScale(const Space& space, const std::string& scale) {
  if (space.scale(scale) != nullptr) return {};
  std::string known;
  for (const ScaleInfo& info : space.scales()) known += (known.empty() ? "" : ", ") + info.name;
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Estimate", "The space %1 has no scale \"%2\".").arg(space.name()).arg(scale),
                   PSCOPE_TR_NOOP("Estimate", "Its scales are: %1.").arg(known));
}

Result<std::string> scaleParameter(const JsonView& parameters, const EstimatorContext& context) {
  PSCOPE_TRY(std::string scale, parameters.stringOr("scale", context.deployScale));
  PSCOPE_CHECK(checkScale(*context.space, scale));
  return scale;
}

Provenance provenanceOf(const std::string& estimator, const std::string& version, const JsonView& parameters,
                        const EstimatorContext& context) {
  Provenance provenance = provenanceOfThisProgram();
  provenance.estimator = estimator;
  provenance.estimatorVersion = version;
  provenance.spaceHash = context.space->hash();
  provenance.recipeHash = hashText(parameters.json().dump());
  if (context.config != nullptr) provenance.seed = context.config->seed;
  return provenance;
}

Measurement blankMeasurement(const EstimatorContext& context, MeasurementKind kind, const std::string& scale) {
  Measurement measurement;
  measurement.metric = context.objective->name;
  measurement.unit = context.objective->unit;
  measurement.kind = kind;
  measurement.budget.scale = scale;
  measurement.level = context.level;
  return measurement;
}

void registerEstimators(EstimatorRegistry& registry) {
  registry.add(tableEstimatorInfo(), makeTableEstimator);
  registry.add(staticEstimatorInfo(), makeStaticEstimator);
  registry.add(costModelEstimatorInfo(), makeCostModelEstimator);
  registry.add(trainEstimatorInfo(), makeTrainEstimator);
  registry.add(importedEstimatorInfo(), makeImportedEstimator);
}

}  // namespace pscope
