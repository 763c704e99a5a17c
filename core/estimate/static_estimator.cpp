#include <nlohmann/json.hpp>

#include "core/estimate/estimators.h"

namespace pscope {
namespace {

enum class StaticMetric { Params, Macs, PeakActivationBytes };

class StaticEstimator : public Estimator {
 public:
  StaticEstimator(StaticMetric metric, Measurement blank) : m_metric(metric), m_blank(std::move(blank)) {}

  CostClass costClass() const override { return CostClass::Free; }
  bool deterministic() const override { return true; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    PSCOPE_TRY(const auto network, subject.network(m_blank.budget.scale));
    const StaticCosts costs = staticCosts(*network);
    std::vector<Measurement> result(1, m_blank);
    result.front().value = static_cast<double>(m_metric == StaticMetric::Params ? costs.params
                                               : m_metric == StaticMetric::Macs ? costs.macs
                                                                                : costs.peakActivationBytes);
    return result;
  }

 private:
  StaticMetric m_metric;
  Measurement m_blank;
};

}  // namespace

Result<std::unique_ptr<Estimator>> makeStaticEstimator(const JsonView& parameters, const EstimatorContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"type", "metric", "scale"}));
  PSCOPE_TRY(const std::string name, parameters.string("metric"));
  StaticMetric metric = StaticMetric::Params;
  if (name == "params") {
    PSCOPE_CHECK(checkUnit(parameters, *context.objective, {"parameters", "params"}));
  } else if (name == "macs") {
    metric = StaticMetric::Macs;
    PSCOPE_CHECK(checkUnit(parameters, *context.objective, {"MACs", "macs", "MAC"}));
  } else if (name == "peak_activation_bytes") {
    metric = StaticMetric::PeakActivationBytes;
    PSCOPE_CHECK(checkUnit(parameters, *context.objective, {"B", "bytes"}));
  } else {
    return parameters.member("metric").value().error(
        PSCOPE_TR_NOOP("Estimate", "\"%1\" is no static cost.").arg(name),
        PSCOPE_TR_NOOP("Estimate", "Write \"params\", \"macs\" or \"peak_activation_bytes\"."));
  }
  PSCOPE_TRY(const std::string scale, scaleParameter(parameters, context));
  Provenance provenance = provenanceOf("static", "1", parameters, context);
  provenance.source = "hardware and compression manual 4.1";
  provenance.evidence = "V";
  Measurement blank = blankMeasurement(context, MeasurementKind::Analytic, scale);
  blank.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return std::unique_ptr<Estimator>(std::make_unique<StaticEstimator>(metric, std::move(blank)));
}

PluginInfo staticEstimatorInfo() {
  PluginInfo info;
  info.name = "static";
  info.kind = PluginKind::Estimator;
  info.summary = "Counts parameters, multiply-accumulates or peak activation memory of the network.";
  info.parameterSchema = R"json({
  "type": "object",
  "properties": {
    "metric": {"type": "string", "enum": ["params", "macs", "peak_activation_bytes"]},
    "scale": {"type": "string", "description": "scale of the template; the one that will run unless given"}
  },
  "required": ["metric"]
})json";
  info.source = "hardware and compression manual 4.1";
  info.evidence = "V";
  return info;
}

}  // namespace pscope
