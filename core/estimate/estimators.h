#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/estimate/estimator.h"

namespace pscope {

/// The factories behind registerEstimators(), and what they share.
Result<std::unique_ptr<Estimator>> makeTableEstimator(const JsonView& parameters, const EstimatorContext& context);
Result<std::unique_ptr<Estimator>> makeStaticEstimator(const JsonView& parameters, const EstimatorContext& context);
Result<std::unique_ptr<Estimator>> makeCostModelEstimator(const JsonView& parameters, const EstimatorContext& context);
Result<std::unique_ptr<Estimator>> makeTrainEstimator(const JsonView& parameters, const EstimatorContext& context);
Result<std::unique_ptr<Estimator>> makeImportedEstimator(const JsonView& parameters, const EstimatorContext& context);

PluginInfo tableEstimatorInfo();
PluginInfo staticEstimatorInfo();
PluginInfo costModelEstimatorInfo();
PluginInfo trainEstimatorInfo();
PluginInfo importedEstimatorInfo();

/// The objective's unit must be one of the names of the unit that the estimator gives.
/// @param units  the first one is named in the mend
/// @error InvalidArgument
Status checkUnit(const JsonView& parameters, const Objective& objective, std::initializer_list<std::string_view> units);

/// The member "scale" of the parameters, or the deployment scale. @error NotFound lists the space's scales
Result<std::string> scaleParameter(const JsonView& parameters, const EstimatorContext& context);
/// @error NotFound lists the space's scales
Status checkScale(const Space& space, const std::string& scale);

/// Program, host and time with the estimator's name, the space, the seed and the hash of the parameters filled in.
Provenance provenanceOf(const std::string& estimator, const std::string& version, const JsonView& parameters,
                        const EstimatorContext& context);

/// The objective's measurement with everything but the value.
Measurement blankMeasurement(const EstimatorContext& context, MeasurementKind kind, const std::string& scale);

}  // namespace pscope
