#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/device/device.h"
#include "core/device/profile_numbers.h"
#include "core/estimate/estimators.h"

namespace pscope {
namespace {

enum class CostMetric { Latency, Energy, PeakMemory, Traffic, Utilisation, Area, Flash, Throughput, Leakage };

/// Models that remember prices, lent to one thread at a time.
class ModelPool {
 public:
  explicit ModelPool(std::unique_ptr<CostModel> model) : m_original(std::move(model)) {}

  Result<CostReport> estimate(const DesignView& design) {
    auto model = borrow();
    auto report = model->estimateDesign(design);
    giveBack(std::move(model));
    return report;
  }
  Result<double> latencyMs(const DesignView& design) {
    auto model = borrow();
    auto latency = model->designLatencyMs(design);
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
    case CostMetric::Traffic:
      return report.trafficBytes;
    case CostMetric::Utilisation:
      return 100 * report.utilisation;
    case CostMetric::Area:
      return report.areaMm2;
    case CostMetric::Flash:
      return report.flashBytes < 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(report.flashBytes);
    case CostMetric::Throughput:
      return report.throughputPerSecond;
    case CostMetric::Leakage:
      return report.leakageBits;
  }
  return report.latencyMs;
}

/// How the costs on several devices become one.
enum class Combination { Worst, Mean };

/// One device of an objective, with the model that prices it.
struct PricedDevice {
  std::unique_ptr<ModelPool> models;
  double bound = 1;  ///< each cost is divided by it
};

class CostModelEstimator : public Estimator {
 public:
  /// @param moreIsBetter  of the objective: its worst device is the one with the least
  CostModelEstimator(CostMetric metric, Combination combination, bool moreIsBetter, std::vector<PricedDevice> devices,
                     Measurement blank)
      : m_metric(metric),
        m_combination(combination),
        m_moreIsBetter(moreIsBetter),
        m_devices(std::move(devices)),
        m_blank(std::move(blank)) {}

  CostClass costClass() const override { return CostClass::Free; }
  bool deterministic() const override { return true; }

  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    PSCOPE_TRY(const auto network, subject.network(m_blank.budget.scale));
    const DesignView design{subject.space(), subject.genome(), *network};
    double worst = 0, sum = 0;
    bool first = true;
    for (const PricedDevice& device : m_devices) {
      double value = 0;
      if (m_metric == CostMetric::Latency) {
        PSCOPE_TRY(value, device.models->latencyMs(design));
      } else {
        PSCOPE_TRY(const CostReport report, device.models->estimate(design));
        value = valueOf(report, m_metric);
      }
      if (!std::isfinite(value)) {
        return makeError(ErrorCode::NonFinite,
                         PSCOPE_TR_NOOP("Estimate", "The cost model has no finite figure for this design."));
      }
      value /= device.bound;
      worst = first ? value : m_moreIsBetter ? std::min(worst, value) : std::max(worst, value);
      first = false;
      sum += value;
    }
    std::vector<Measurement> result(1, m_blank);
    result.front().value = m_combination == Combination::Worst ? worst : sum / static_cast<double>(m_devices.size());
    return result;
  }

 private:
  CostMetric m_metric;
  Combination m_combination;
  bool m_moreIsBetter;
  std::vector<PricedDevice> m_devices;
  Measurement m_blank;
};

/// @param relative  every cost is divided by a bound: the objective has no unit
Result<CostMetric> parseMetric(const JsonView& parameters, const Objective& objective, bool relative) {
  PSCOPE_TRY(const std::string name, parameters.stringOr("metric", "latency"));
  const auto given = [&](CostMetric metric, std::initializer_list<std::string_view> units) -> Result<CostMetric> {
    PSCOPE_CHECK(relative ? checkUnit(parameters, objective, {"1"}) : checkUnit(parameters, objective, units));
    return metric;
  };
  if (name == "latency") return given(CostMetric::Latency, {"ms"});
  if (name == "energy") return given(CostMetric::Energy, {"mJ"});
  if (name == "peak_memory") return given(CostMetric::PeakMemory, {"B", "bytes"});
  if (name == "traffic") return given(CostMetric::Traffic, {"B", "bytes"});
  if (name == "utilisation") return given(CostMetric::Utilisation, {"%"});
  if (name == "area") return given(CostMetric::Area, {"mm2"});
  if (name == "flash") return given(CostMetric::Flash, {"B", "bytes"});
  if (name == "throughput") return given(CostMetric::Throughput, {"1/s"});
  if (name == "leakage") return given(CostMetric::Leakage, {"bits"});
  return parameters.member("metric").value().error(
      PSCOPE_TR_NOOP("Estimate", "\"%1\" is nothing that a cost model gives.").arg(name),
      PSCOPE_TR_NOOP("Estimate",
                     "Write \"latency\", \"energy\", \"peak_memory\", \"traffic\", \"utilisation\", \"area\", "
                     "\"flash\", \"throughput\" or \"leakage\"."));
}

/// The members "context" and "model" of an estimator or of one of its devices, over what is given for all.
Result<CostContext> parseContext(const JsonView& parameters, CostContext context) {
  if (parameters.has("model")) {
    PSCOPE_TRY(const JsonView model, parameters.member("model"));
    PSCOPE_CHECK(readModel(model, context));
  }
  if (!parameters.has("context")) return context;
  PSCOPE_TRY(const JsonView json, parameters.member("context"));
  PSCOPE_CHECK(json.onlyKeys({"batch", "precision", "threads", "statistic"}));
  PSCOPE_TRY(const std::int64_t batch, json.integerOr("batch", context.batch));
  if (batch < 1 || batch > 65'536) {
    return json.member("batch").value().error(
        PSCOPE_TR_NOOP("Estimate", "A batch of %1 is out of range.").arg(std::to_string(batch)),
        PSCOPE_TR_NOOP("Estimate", "Give 1 to 65536."));
  }
  context.batch = static_cast<int>(batch);
  PSCOPE_TRY(context.precision, json.stringOr("precision", context.precision));
  PSCOPE_TRY(MadeWith made, madeWith(json));
  if (json.has("threads")) context.threads = made.threads;
  if (json.has("statistic")) context.statistic = std::move(made.statistic);
  return context;
}

/// One design of the space, priced: tells whether the profile has the figures, and how sure they are.
Result<CostReport> trialReport(CostModel& model, const Space& space, const std::string& scale) {
  Rng rng(1);
  const Genome genome = space.sample(rng);
  PSCOPE_TRY(const Network network, space.lower(genome, scale));
  return model.estimateDesign({space, genome, network});
}

/// A device of the objective as it is written, before it is priced.
struct DeviceSpec {
  std::string name;
  CostContext context;
  double bound = 1;
  JsonView place;
};

/// "device", or each entry of "devices": a name, or {"device", "bound", "context", "model"}.
Result<std::vector<DeviceSpec>> deviceSpecs(const JsonView& parameters, const CostContext& common) {
  std::vector<DeviceSpec> specs;
  if (!parameters.has("devices")) {
    PSCOPE_TRY(std::string name, parameters.string("device"));
    specs.push_back({std::move(name), common, 1, parameters});
    return specs;
  }
  PSCOPE_TRY(const auto entries, parameters.array("devices"));
  for (const JsonView& entry : entries) {
    DeviceSpec spec{"", common, 0, entry};
    if (entry.isString()) {
      PSCOPE_TRY(spec.name, entry.string());
    } else {
      PSCOPE_CHECK(entry.onlyKeys({"device", "bound", "context", "model"}));
      PSCOPE_TRY(spec.name, entry.string("device"));
      PSCOPE_TRY(spec.context, parseContext(entry, common));
      if (entry.has("bound")) {
        PSCOPE_TRY(spec.bound, entry.number("bound"));
        if (!std::isfinite(spec.bound) || spec.bound <= 0) {
          return entry.member("bound").value().error(
              PSCOPE_TR_NOOP("Estimate", "A bound is a positive number in the unit of the metric."));
        }
      }
    }
    specs.push_back(std::move(spec));
  }
  if (specs.empty()) {
    return parameters.member("devices").value().error(PSCOPE_TR_NOOP("Estimate", "The list names no device."));
  }
  return specs;
}

/// Whether costs are divided by bounds: all of them or none. The worst of several always is.
Result<bool> checkDeviceBounds(std::vector<DeviceSpec>& specs, Combination combination, const JsonView& parameters) {
  if (!parameters.has("devices")) return false;
  const bool any = std::any_of(specs.begin(), specs.end(), [](const DeviceSpec& spec) { return spec.bound > 0; });
  if (!any && combination == Combination::Mean) {
    for (DeviceSpec& spec : specs) spec.bound = 1;
    return false;
  }
  for (const DeviceSpec& spec : specs) {
    if (spec.bound > 0) continue;
    return spec.place.error(
        PSCOPE_TR_NOOP("Estimate", "The device \"%1\" has no bound to be divided by.").arg(spec.name),
        PSCOPE_TR_NOOP("Estimate",
                       "Write {\"device\": \"%1\", \"bound\": ...}; costs on different devices compare only so.")
            .arg(spec.name));
  }
  return true;
}

Result<Combination> parseCombination(const JsonView& parameters) {
  PSCOPE_TRY(const std::string name, parameters.stringOr("combine", "worst"));
  if (name == "worst") return Combination::Worst;
  if (name == "mean") return Combination::Mean;
  return parameters.member("combine").value().error(
      PSCOPE_TR_NOOP("Estimate", "\"%1\" is no way to combine devices.").arg(name),
      PSCOPE_TR_NOOP("Estimate", "Write \"worst\" or \"mean\"."));
}

MeasurementKind kindOf(const std::string& model) {
  if (model == "fitted" || model == "operators") return MeasurementKind::Predicted;
  return model == "table" ? MeasurementKind::Tabulated : MeasurementKind::Analytic;
}

void append(std::string& list, const std::string& text) {
  if (list == text) return;
  list += (list.empty() ? "" : ", ") + text;
}

}  // namespace

Result<std::unique_ptr<Estimator>> makeCostModelEstimator(const JsonView& parameters, const EstimatorContext& context) {
  PSCOPE_CHECK(parameters.onlyKeys({"type", "device", "devices", "combine", "metric", "context", "model", "scale"}));
  CostContext common;
  common.space = context.space->name();
  PSCOPE_TRY(const CostContext costContext, parseContext(parameters, common));
  PSCOPE_TRY(const Combination combination, parseCombination(parameters));
  PSCOPE_TRY(auto specs, deviceSpecs(parameters, costContext));
  PSCOPE_TRY(const bool relative, checkDeviceBounds(specs, combination, parameters));
  PSCOPE_TRY(const CostMetric metric, parseMetric(parameters, *context.objective, relative));
  PSCOPE_TRY(const std::string scale, scaleParameter(parameters, context));
  Provenance provenance = provenanceOf("cost-model", "", parameters, context);
  std::vector<PricedDevice> devices;
  MeasurementKind kind = MeasurementKind::Tabulated;
  for (const DeviceSpec& spec : specs) {
    PSCOPE_TRY(const DeviceProfile profile, openDevice(spec.name));
    auto model = createCostModel(profile, spec.context);
    if (!model.ok() && model.error().place == "/model") {
      const JsonView& place = spec.place.has("model") ? spec.place : parameters;
      return place.member("model").value().error(model.error().what, model.error().mend, ErrorCode::NotFound);
    }
    if (!model.ok()) return model.error();
    PSCOPE_TRY(const CostReport trial, trialReport(*model.value(), *context.space, scale));
    if (!std::isfinite(valueOf(trial, metric))) {
      return spec.place.error(
          PSCOPE_TR_NOOP("Estimate", "The profile of %1 does not hold the figures for this metric.").arg(spec.name),
          PSCOPE_TR_NOOP("Estimate",
                         "Choose another metric, model or device, or add the figures (such as power) to the profile."),
          ErrorCode::NotFound);
    }
    append(provenance.estimatorVersion, trial.model + " 1");
    append(provenance.device, profile.name());
    append(provenance.deviceVersion, profile.version());
    append(provenance.source, model.value()->source());
    provenance.evidence = weakerEvidence(provenance.evidence, trial.evidence);
    // The least certain kind speaks for all.
    const MeasurementKind own = kindOf(trial.model);
    if (own == MeasurementKind::Predicted || kind == MeasurementKind::Tabulated) kind = own;
    devices.push_back({std::make_unique<ModelPool>(std::move(model).value()), spec.bound});
  }
  const bool moreIsBetter = context.objective->direction == Direction::Maximize;
  Measurement blank = blankMeasurement(context, kind, scale);
  blank.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return std::unique_ptr<Estimator>(
      std::make_unique<CostModelEstimator>(metric, combination, moreIsBetter, std::move(devices), std::move(blank)));
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
    "devices": {
      "type": "array",
      "description": "several devices instead of one: names, or objects with a bound that each cost is divided by",
      "items": {
        "oneOf": [
          {"type": "string"},
          {"type": "object",
           "properties": {"device": {"type": "string"}, "bound": {"type": "number", "exclusiveMinimum": 0},
                          "context": {"type": "object"}, "model": {}},
           "required": ["device"]}
        ]
      }
    },
    "combine": {"type": "string", "enum": ["worst", "mean"], "default": "worst"},
    "model": {"description": "name of a cost model, or an object of name and parameters; the best unless given"},
    "metric": {
      "type": "string",
      "enum": ["latency", "energy", "peak_memory", "traffic", "utilisation", "area", "flash", "throughput", "leakage"],
      "default": "latency"
    },
    "context": {
      "type": "object",
      "properties": {
        "batch": {"type": "integer", "minimum": 1, "maximum": 65536, "default": 1},
        "precision": {"type": "string", "default": "fp32"},
        "threads": {"type": "integer", "minimum": 1, "description": "of the runtime; any unless given"},
        "statistic": {"type": "string", "enum": ["median", "p95", "lower quartile"], "description": "of repeated timings; a typical one unless given: the median, or the lower quartile that was measured on this machine"}
      },
      "additionalProperties": false
    },
    "scale": {"type": "string", "description": "scale of the template; the one that will run unless given"}
  },
  "anyOf": [{"required": ["device"]}, {"required": ["devices"]}]
})json";
  info.unit = "ms, mJ, B, %, mm2, 1/s, bits, or 1 when devices are divided by their bounds";
  info.source = "hardware and compression manual 4.2; Williams, Waterman, Patterson, CACM 52(4), 2009";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
