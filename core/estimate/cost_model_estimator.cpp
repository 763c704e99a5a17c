#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/device/device.h"
#include "core/estimate/estimators.h"

namespace pscope {
namespace {

enum class CostMetric { Latency, Energy, PeakMemory };

/// Models that remember prices, lent to one thread at a time.
class ModelPool {
 public:
  explicit ModelPool(std::unique_ptr<CostModel> model) : m_original(std::move(model)) {}

  CostReport estimate(const Network& network) {
    auto model = borrow();
    CostReport report = model->estimate(network);
    giveBack(std::move(model));
    return report;
  }
  double latencyMs(const Network& network) {
    auto model = borrow();
    const double latency = model->latencyMs(network);
    giveBack(std::move(model));
    return latency;
  }

 private:
  std::unique_ptr<CostModel> borrow() {
    std::scoped_lock lock(m_mutex);
    if (m_free.empty()) return m_original->clone();
    auto model = std::move(m_free.back());
    m_free.pop_back();
    return model;
  }
  void giveBack(std::unique_ptr<CostModel> model) {
    std::scoped_lock lock(m_mutex);
    m_free.push_back(std::move(model));
  }

  std::mutex m_mutex;
  const std::unique_ptr<CostModel> m_original;  ///< has priced nothing
  std::vector<std::unique_ptr<CostModel>> m_free;
};

double valueOf(const CostReport& report, CostMetric metric) {
  switch (metric) {
    case CostMetric::Latency:
      return report.latencyMs;
    case CostMetric::Energy:
      return report.energyMj;
    case CostMetric::PeakMemory:
      return static_cast<double>(report.peakMemoryBytes);
  }
  return report.latencyMs;
}

class CostModelEstimator : public Estimator {
 public:
  CostModelEstimator(CostMetric metric, std::unique_ptr<CostModel> model, Measurement blank)
      : m_metric(metric), m_models(std::move(model)), m_blank(std::move(blank)) {}

  CostClass costClass() const override { return CostClass::Free; }
  bool deterministic() const override { return true; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    PSCOPE_TRY(const auto network, subject.network(m_blank.budget.scale));
    std::vector<Measurement> result(1, m_blank);
    result.front().value =
        m_metric == CostMetric::Latency ? m_models.latencyMs(*network) : valueOf(m_models.estimate(*network), m_metric);
    return result;
  }

 private:
  CostMetric m_metric;
  mutable ModelPool m_models;
  Measurement m_blank;
};

Result<CostMetric> parseMetric(const JsonView& parameters, const Objective& objective) {
  PSCOPE_TRY(const std::string name, parameters.stringOr("metric", "latency"));
  if (name == "latency") {
    PSCOPE_CHECK(checkUnit(parameters, objective, {"ms"}));
    return CostMetric::Latency;
  }
  if (name == "energy") {
    PSCOPE_CHECK(checkUnit(parameters, objective, {"mJ"}));
    return CostMetric::Energy;
  }
  if (name == "peak_memory") {
    PSCOPE_CHECK(checkUnit(parameters, objective, {"B", "bytes"}));
    return CostMetric::PeakMemory;
  }
  return parameters.member("metric").value().error(
      PSCOPE_TR_NOOP("Estimate", "\"%1\" is nothing that a cost model gives.").arg(name),
      PSCOPE_TR_NOOP("Estimate", "Write \"latency\", \"energy\" or \"peak_memory\"."));
}

Result<CostContext> parseContext(const JsonView& parameters) {
  CostContext context;
  if (!parameters.has("context")) return context;
  PSCOPE_TRY(const JsonView json, parameters.member("context"));
  PSCOPE_CHECK(json.onlyKeys({"batch", "precision"}));
  PSCOPE_TRY(const std::int64_t batch, json.integerOr("batch", context.batch));
  if (batch < 1 || batch > 65'536) {
    return json.member("batch").value().error(
        PSCOPE_TR_NOOP("Estimate", "A batch of %1 is out of range.").arg(std::to_string(batch)),
        PSCOPE_TR_NOOP("Estimate", "Give 1 to 65536."));
  }
  context.batch = static_cast<int>(batch);
  PSCOPE_TRY(context.precision, json.stringOr("precision", context.precision));
  return context;
}

/// One design of the space, priced: tells whether the profile has the figures, and how sure they are.
Result<CostReport> trialReport(CostModel& model, const Space& space, const std::string& scale) {
  Rng rng(1);
  PSCOPE_TRY(const Network network, space.lower(space.sample(rng), scale));
  return model.estimate(network);
}

}  // namespace

Result<std::unique_ptr<Estimator>> makeCostModelEstimator(const JsonView& parameters, const EstimatorContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"type", "device", "metric", "context", "scale"}));
  PSCOPE_TRY(const std::string device, parameters.string("device"));
  PSCOPE_TRY(const CostMetric metric, parseMetric(parameters, *context.objective));
  PSCOPE_TRY(const CostContext costContext, parseContext(parameters));
  PSCOPE_TRY(const std::string scale, scaleParameter(parameters, context));
  PSCOPE_TRY(const DeviceProfile profile, openDevice(device));
  PSCOPE_TRY(std::unique_ptr<CostModel> model, createCostModel(profile, costContext));
  PSCOPE_TRY(const CostReport trial, trialReport(*model, *context.space, scale));
  if (!std::isfinite(valueOf(trial, metric))) {
    return parameters.error(
        PSCOPE_TR_NOOP("Estimate", "The profile of %1 does not hold the figures for this metric.").arg(device),
        PSCOPE_TR_NOOP("Estimate", "Choose another metric or device, or add power figures to the profile."),
        ErrorCode::NotFound);
  }
  Provenance provenance = provenanceOf("cost-model", trial.model + " 1", parameters, context);
  provenance.device = profile.name();
  provenance.deviceVersion = profile.version();
  provenance.source = model->source();
  provenance.evidence = trial.evidence;
  Measurement blank = blankMeasurement(
      context, trial.model == "fitted" ? MeasurementKind::Predicted : MeasurementKind::Analytic, scale);
  blank.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return std::unique_ptr<Estimator>(std::make_unique<CostModelEstimator>(metric, std::move(model), std::move(blank)));
}

PluginInfo costModelEstimatorInfo() {
  PluginInfo info;
  info.name = "cost-model";
  info.kind = PluginKind::Estimator;
  info.summary = "Prices the network's operators on a device profile and sums them up.";
  info.parameterSchema = R"json({
  "type": "object",
  "properties": {
    "device": {"type": "string", "description": "preset, or a profile's JSON file"},
    "metric": {"type": "string", "enum": ["latency", "energy", "peak_memory"], "default": "latency"},
    "context": {
      "type": "object",
      "properties": {
        "batch": {"type": "integer", "minimum": 1, "maximum": 65536, "default": 1},
        "precision": {"type": "string", "default": "fp32"}
      },
      "additionalProperties": false
    },
    "scale": {"type": "string", "description": "scale of the template; the one that will run unless given"}
  },
  "required": ["device"]
})json";
  info.unit = "ms, mJ or B";
  info.source = "hardware and compression manual 4.2; Williams, Waterman, Patterson, CACM 52(4), 2009";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
