#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/serving_pipeline.h"

namespace pscope {
namespace {

constexpr std::int64_t kSimulatedRequests = 20'000;
constexpr std::uint64_t kSimulationSeed = 1;

struct PipelineOptions {
  std::vector<PipelineStage> stages;  ///< seconds of the network's own stage are filled in for each network
  std::size_t inference = 0;          ///< the network's own stage
  double arrivalsPerSecond = 0;       ///< 0: nobody waits
  bool exponential = false;           ///< service times; else constant
  bool percentile = false;            ///< 95th, instead of the mean, of the time in the system
};

/// A server around a network: decoding, queues, inference.
class PipelineModel final : public CostModel {
 public:
  PipelineModel(std::unique_ptr<CostModel> inner, PipelineOptions options)
      : m_inner(std::move(inner)), m_options(std::move(options)) {}

  CostReport estimate(const Network& network) override {
    auto report = served(network);
    if (report.ok()) return std::move(report).value();
    CostReport none = blankReport(network, "pipeline", "", "");
    none.latencyMs = std::numeric_limits<double>::quiet_NaN();
    none.notes.push_back(report.error().what);
    return none;
  }
  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network& network) override { return m_inner->unseenOperators(network); }
  Result<CostReport> estimateDesign(const DesignView& design) override { return served(design.network); }
  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_TRY(const CostReport report, served(design.network));
    return report.latencyMs;
  }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<PipelineModel>(m_inner->clone(), m_options);
  }
  std::string source() const override { return "serving pipeline, manual 4.15, over " + m_inner->source(); }

 private:
  Result<CostReport> served(const Network& network) {
    constexpr double kMilli = 1e3;
    CostReport report = m_inner->estimate(network);
    const double inferenceMs = report.latencyMs;
    auto stages = m_options.stages;
    stages[m_options.inference].seconds = inferenceMs / kMilli;
    report.model = "pipeline";
    report.evidence = weakerEvidence(report.evidence, "user");
    report.latencyDeviationMs = std::numeric_limits<double>::quiet_NaN();
    if (!(inferenceMs > 0)) {
      report.notes.push_back(PSCOPE_TR_NOOP("Device", "The model of the inference gives no latency."));
      report.latencyMs = std::numeric_limits<double>::quiet_NaN();
      return report;
    }
    const double throughput = pipelineThroughput(stages);
    report.throughputPerSecond = throughput;
    const double alone = zeroLoadSeconds(stages);
    report.latencyMs = alone * kMilli;
    if (m_options.arrivalsPerSecond > 0) {
      PSCOPE_TRY(const PipelineRun run, simulatePipeline(stages, m_options.arrivalsPerSecond, kSimulatedRequests,
                                                         m_options.exponential, kSimulationSeed));
      report.latencyMs = (m_options.percentile ? run.p95Seconds : run.meanSeconds) * kMilli;
    }
    const double rate = m_options.arrivalsPerSecond > 0 ? m_options.arrivalsPerSecond : throughput;
    report.plan = planOf(stages, report, inferenceMs);
    std::string busy;
    for (const PipelineStage& stage : stages) {
      const double share = 100 * rate * stage.seconds / (stage.servers * stage.batch);
      busy += (busy.empty() ? "" : ", ") + stage.name + " " + numberText(stage.seconds * kMilli, 4) + " ms (" +
              numberText(share, 3) + " %)";
    }
    const PipelineStage& inference = stages[m_options.inference];
    report.utilisation = rate * inference.seconds / (inference.servers * inference.batch);
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "At %1 inputs a second (at most %2) the stages take and are busy: %3.")
            .arg(numberText(rate, 4))
            .arg(numberText(throughput, 4))
            .arg(busy));
    const double share = 100 * inference.seconds / alone;
    report.notes.push_back(
        share < 50
            ? PSCOPE_TR_NOOP("Device",
                             "Inference is only %1 % of the time without queues: look at the other stages "
                             "first.")
                  .arg(numberText(share, 3))
            : PSCOPE_TR_NOOP("Device", "Inference is %1 % of the time without queues.").arg(numberText(share, 3)));
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "Energy, memory and traffic are those of the inference alone."));
    return report;
  }

  /// One request through the stages, the inference by operators.
  std::shared_ptr<const ExecutionPlan> planOf(const std::vector<PipelineStage>& stages, const CostReport& report,
                                              double inferenceMs) const {
    auto plan = std::make_shared<ExecutionPlan>();
    double now = 0;
    for (std::size_t s = 0; s < stages.size(); ++s) {
      plan->units.push_back(stages[s].name);
      if (s != m_options.inference) {
        plan->steps.push_back({ExecutionPlan::kNoNode, stages[s].name, s, now, stages[s].seconds * 1e3, -1, 0});
        now += stages[s].seconds * 1e3;
        continue;
      }
      double at = now;
      for (const LayerCost& layer : report.layers) {
        if (!(layer.latencyMs > 0)) continue;
        plan->steps.push_back({layer.node, "", s, at, layer.latencyMs, -1, 0});
        at += layer.latencyMs;
      }
      now += inferenceMs;
    }
    return plan;
  }

  std::unique_ptr<CostModel> m_inner;
  PipelineOptions m_options;
};

Error badStage(const JsonView& place) {
  return place.error(PSCOPE_TR_NOOP("Device",
                                    "A stage takes a positive time, and has 1 to 10000 servers and a batch of 1 "
                                    "to 65536."),
                     PSCOPE_TR_NOOP("Device",
                                    "Write {\"name\": \"decode\", \"s\": 0.004, \"servers\": 2}; the network's "
                                    "own stage is {\"name\": \"inference\"} without \"s\"."));
}

Status readStages(const JsonView& parameters, int batch, PipelineOptions& options) {
  bool own = false;
  if (parameters.has("stages")) {
    PSCOPE_TRY(const auto entries, parameters.array("stages"));
    constexpr std::size_t kMostStages = 32;
    if (entries.size() > kMostStages) return badStage(parameters.member("stages").value());
    for (const JsonView& entry : entries) {
      PSCOPE_CHECK(entry.onlyKeys({"name", "s", "servers", "batch"}));
      PipelineStage stage;
      PSCOPE_TRY(stage.name, entry.string("name"));
      PSCOPE_TRY(const double servers, entry.numberOr("servers", 1));
      PSCOPE_TRY(const double size, entry.numberOr("batch", 1));
      if (!(servers >= 1 && servers <= 10'000 && size >= 1 && size <= kMostBatch)) return badStage(entry);
      stage.servers = static_cast<int>(servers);
      stage.batch = static_cast<int>(size);
      if (entry.has("s")) {
        PSCOPE_TRY(stage.seconds, entry.number("s"));
        if (!(stage.seconds > 0) || !std::isfinite(stage.seconds)) return badStage(entry);
      } else {
        if (own || entry.has("batch")) return badStage(entry);
        own = true;
        options.inference = options.stages.size();
        stage.batch = batch;
      }
      options.stages.push_back(std::move(stage));
    }
  }
  if (!own) {
    options.inference = options.stages.size();
    options.stages.push_back({"inference", 0, batch, 1});
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<CostModel>> makePipelineModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "of", "stages", "arrivals_per_s", "service"}));
  PipelineOptions options;
  PSCOPE_CHECK(readStages(parameters, request.context.batch, options));
  PSCOPE_TRY(options.arrivalsPerSecond, parameters.numberOr("arrivals_per_s", 0));
  if (!(options.arrivalsPerSecond >= 0) || !std::isfinite(options.arrivalsPerSecond)) {
    return parameters.member("arrivals_per_s")
        .value()
        .error(PSCOPE_TR_NOOP("Device", "A number of a device must be finite and not negative."));
  }
  if (parameters.has("service")) {
    constexpr std::array<std::string_view, 2> kServices = {"constant", "exponential"};
    PSCOPE_TRY(const std::string service, wordOf(parameters, "service", kServices));
    options.exponential = service == "exponential";
  }
  // The queue itself has percentiles; those of the inference alone would need measurements.
  CostContext context = request.context;
  if (options.arrivalsPerSecond > 0) {
    options.percentile = context.statistic == "p95";
    context.statistic.clear();
  }
  PSCOPE_TRY(std::unique_ptr<CostModel> inner, innerModel({request.profile, context, parameters}));
  PSCOPE_CHECK(checkDecorated(*inner, parameters));
  return std::unique_ptr<CostModel>(std::make_unique<PipelineModel>(std::move(inner), std::move(options)));
}

PluginInfo pipelineModelInfo() {
  PluginInfo info;
  info.name = "pipeline";
  info.kind = PluginKind::CostModel;
  info.summary = "Decorates another model: a server's stages around it, with queues; throughput and time of a request.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "of": {"description": "model of the inference"},
    "stages": {"type": "array", "description": "in order; the one without \"s\" is the inference, the last unless named",
      "items": {"type": "object", "properties": {"name": {"type": "string"}, "s": {"type": "number"},
        "servers": {"type": "integer", "default": 1}, "batch": {"type": "integer", "default": 1}}, "required": ["name"]}},
    "arrivals_per_s": {"type": "number", "description": "Poisson arrivals, simulated; nobody waits unless given"},
    "service": {"type": "string", "enum": ["constant", "exponential"], "default": "constant"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, 1/s, %";
  info.source = "hardware and compression manual 4.15";
  info.evidence = "user";
  return info;
}

}  // namespace pscope
