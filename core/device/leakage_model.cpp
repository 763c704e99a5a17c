#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/device/cost_models.h"
#include "core/device/leakage.h"
#include "core/device/profile_numbers.h"
#include "core/space/space.h"

namespace pscope {
namespace {

struct LeakageOptions {
  int designs = 15;     ///< drawn from the space, beside the one that is judged
  double noise = 0.05;  ///< of every number of a trace, over its mean in the set
  int runs = 20;
  std::uint64_t seed = 1;
};

/// Another model's costs, and how well an observer of its operators tells the design from others of its space.
class LeakageModel final : public CostModel {
 public:
  LeakageModel(std::unique_ptr<CostModel> inner, const LeakageOptions& options)
      : m_inner(std::move(inner)), m_options(options) {}

  CostReport estimate(const Network& network) override {
    CostReport report = m_inner->estimate(network);
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device",
                       "What a trace tells depends on the designs that it could be: only a design of a space "
                       "has leakage."));
    return report;
  }
  double latencyMs(const Network& network) override { return m_inner->latencyMs(network); }
  std::size_t unseenOperators(const Network& network) override { return m_inner->unseenOperators(network); }
  Result<double> designLatencyMs(const DesignView& design) override { return m_inner->designLatencyMs(design); }

  Result<CostReport> estimateDesign(const DesignView& design) override {
    PSCOPE_TRY(CostReport report, m_inner->estimateDesign(design));
    PSCOPE_CHECK(bind(design.space));
    std::vector<Trace> traces = {traceOf(report)};
    traces.insert(traces.end(), m_traces.begin(), m_traces.end());
    normalise(traces);
    report.leakageBits = leakageOfDesign(traces, 0, m_options.noise, m_options.runs, m_options.seed);
    report.model = "leakage";
    report.evidence = weakerEvidence(report.evidence, "R");
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device",
                       "A trace of times and bytes with %1 % noise tells %2 of at most %3 bits of this design among %4 "
                       "others drawn from its space: a figure of the set, for defence.")
            .arg(numberText(100 * m_options.noise, 3))
            .arg(numberText(report.leakageBits, 3))
            .arg(numberText(std::log2(static_cast<double>(traces.size())), 3))
            .arg(std::to_string(m_traces.size())));
    return report;
  }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<LeakageModel>(m_inner->clone(), m_options);
  }
  std::string source() const override { return "leakage of traces, manual 4.18, over " + m_inner->source(); }

 private:
  /// Time and bytes of each operator that takes any, in order.
  static Trace traceOf(const CostReport& report) {
    Trace trace;
    for (const LayerCost& layer : report.layers) {
      if (!(layer.latencyMs > 0)) continue;
      trace.push_back(layer.latencyMs);
      trace.push_back(layer.bytes);
    }
    return trace;
  }
  /// Equal lengths (shorter traces end in nothing), and times and bytes over their means.
  static void normalise(std::vector<Trace>& traces) {
    std::size_t longest = 0;
    for (const Trace& trace : traces) longest = std::max(longest, trace.size());
    for (const std::size_t kind : {0u, 1u}) {
      double sum = 0;
      std::size_t count = 0;
      for (const Trace& trace : traces) {
        for (std::size_t i = kind; i < trace.size(); i += 2) sum += trace[i];
        count += trace.size() / 2;
      }
      const double mean = count > 0 && sum > 0 ? sum / static_cast<double>(count) : 1;
      for (Trace& trace : traces) {
        for (std::size_t i = kind; i < trace.size(); i += 2) trace[i] /= mean;
      }
    }
    for (Trace& trace : traces) trace.resize(longest, 0);
  }

  /// The designs that it could be, once for each space.
  Status bind(const Space& space) {
    if (m_spaceHash == space.hash()) return {};
    std::vector<Trace> traces;
    Rng rng(m_options.seed);
    for (int i = 0; i < m_options.designs; ++i) {
      const Genome genome = space.sample(rng);
      PSCOPE_TRY(const Network network, space.lower(genome));
      PSCOPE_TRY(const CostReport report, m_inner->estimateDesign({space, genome, network}));
      traces.push_back(traceOf(report));
    }
    m_traces = std::move(traces);
    m_spaceHash = space.hash();
    return {};
  }

  std::unique_ptr<CostModel> m_inner;
  LeakageOptions m_options;
  std::vector<Trace> m_traces;
  std::string m_spaceHash;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeLeakageModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "of", "designs", "noise", "runs", "seed"}));
  LeakageOptions options;
  PSCOPE_TRY(const auto designs, parameters.integerOr("designs", options.designs));
  PSCOPE_TRY(const auto runs, parameters.integerOr("runs", options.runs));
  PSCOPE_TRY(const auto seed, parameters.integerOr("seed", 1));
  PSCOPE_TRY(options.noise, parameters.numberOr("noise", options.noise));
  if (designs < 1 || designs > 255 || runs < 1 || runs > 1'000 || !(options.noise >= 0 && options.noise <= 1'000)) {
    return parameters.error(
        PSCOPE_TR_NOOP("Device", "Give 1 to 255 designs, 1 to 1000 runs, and a noise that is not negative."));
  }
  options.designs = static_cast<int>(designs);
  options.runs = static_cast<int>(runs);
  options.seed = static_cast<std::uint64_t>(seed);
  PSCOPE_TRY(std::unique_ptr<CostModel> inner, innerModel(request));
  PSCOPE_CHECK(checkDecorated(*inner, parameters));
  return std::unique_ptr<CostModel>(std::make_unique<LeakageModel>(std::move(inner), options));
}

PluginInfo leakageModelInfo() {
  PluginInfo info;
  info.name = "leakage";
  info.kind = PluginKind::CostModel;
  info.summary = "Decorates another model: bits that a noisy trace of its operators tells of the design.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "of": {"description": "name of a model, or an object of name and parameters"},
    "designs": {"type": "integer", "minimum": 1, "maximum": 255, "default": 15, "description": "that it could be, drawn"},
    "noise": {"type": "number", "minimum": 0, "default": 0.05, "description": "over the mean of a trace's numbers"},
    "runs": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 20}, "seed": {"type": "integer", "default": 1}
  },
  "additionalProperties": false
})";
  info.unit = "bits";
  info.source = "hardware and compression manual 4.18 [R]; Jha et al., DeepPeep, JETC 2020";
  info.evidence = "R";
  return info;
}

}  // namespace pscope
