#include "core/search/predicted_values.h"

#include <cmath>

namespace pscope {
namespace {

constexpr const char* kSuffix = " (predicted)";

}  // namespace

std::string predictedMetric(const std::string& objective) {
  return objective + kSuffix;
}

std::vector<Measurement> predictedMeasurements(const Proposal& proposal, std::span<const Objective> objectives,
                                               const std::shared_ptr<const Provenance>& provenance) {
  std::vector<Measurement> measurements;
  for (std::size_t i = 0; i < objectives.size() && i < proposal.predicted.size(); ++i) {
    const auto& predicted = proposal.predicted[i];
    // What a model could not say is no number, and could not be read back from a study.
    if (!predicted || !std::isfinite(predicted->value) || !std::isfinite(predicted->deviation)) continue;
    Measurement measurement;
    measurement.metric = predictedMetric(objectives[i].name);
    measurement.value = objectives[i].minimized(predicted->value);  // its own inverse
    measurement.standardError = predicted->deviation;
    measurement.unit = objectives[i].unit;
    measurement.kind = MeasurementKind::Predicted;
    measurement.level = -1;
    measurement.provenance = provenance;
    measurements.push_back(std::move(measurement));
  }
  return measurements;
}

std::shared_ptr<const Provenance> predictionProvenance(const SearchConfig& config) {
  auto provenance = std::make_shared<Provenance>(provenanceOfThisProgram());
  provenance->estimator = "strategy " + config.strategy;
  provenance->seed = config.seed;
  provenance->source = "Gaussian processes of the outcomes told before the design was proposed";
  provenance->evidence = "E";
  return provenance;
}

bool isPrediction(const Measurement& measurement) {
  return measurement.kind == MeasurementKind::Predicted && measurement.level < 0 &&
         measurement.metric.ends_with(kSuffix);
}

}  // namespace pscope
