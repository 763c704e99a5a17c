#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/spiking.h"

namespace pscope {
namespace {

/// Energy of the network run with spikes; it has no latency.
class SpikingModel final : public CostModel {
 public:
  SpikingModel(const SpikingOptions& options, std::string evidence)
      : m_options(options), m_evidence(std::move(evidence)) {}

  double latencyMs(const Network&) override { return std::numeric_limits<double>::quiet_NaN(); }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< arithmetic only, see note
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<SpikingModel>(*this); }
  std::string source() const override { return "spiking energy, hardware and compression manual 4.10"; }

  CostReport estimate(const Network& network) override {
    constexpr double kMillijoulePerNano = 1e-6;
    CostReport report = blankReport(network, "spiking", "fp32", m_evidence);
    report.latencyMs = std::numeric_limits<double>::quiet_NaN();
    report.energyMj = spikingNanojoule(network, m_options) * kMillijoulePerNano;
    for (LayerCost& layer : report.layers) {
      layer.macs = static_cast<double>(nodeCost(network, network.nodes()[layer.node]).macs);
      layer.latencyMs = layer.energyMj = std::numeric_limits<double>::quiet_NaN();
    }
    setMemory(report, network, 1, bytesOr4(report.precision));
    report.notes.push_back(PSCOPE_TR_NOOP(
        "Device", "Arithmetic only, with fp32 constants of 45 nm: memory is not in it; no comparison with int8."));
    return report;
  }

 private:
  SpikingOptions m_options;
  std::string m_evidence;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeSpikingModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "steps", "rate", "cached_input"}));
  PSCOPE_CHECK(checkCalculated(request.context, "spiking", 1, {"fp32"}));
  SpikingOptions options;
  PSCOPE_TRY(const auto steps, parameters.integerOr("steps", options.steps));
  PSCOPE_TRY(options.rate, parameters.numberOr("rate", options.rate));
  PSCOPE_TRY(options.cachedInput, parameters.booleanOr("cached_input", false));
  if (steps < 1 || steps > 10'000) {
    return parameters.member("steps").value().error(PSCOPE_TR_NOOP("Device", "Give 1 to 10000 time steps."));
  }
  if (!(options.rate >= 0 && options.rate <= 1)) {
    return parameters.member("rate").value().error(PSCOPE_TR_NOOP("Device", "A firing rate lies between 0 and 1."));
  }
  options.steps = static_cast<int>(steps);
  // The rate is assumed, not measured: the weakest tag.
  return std::unique_ptr<CostModel>(std::make_unique<SpikingModel>(options, "E"));
}

PluginInfo spikingModelInfo() {
  PluginInfo info;
  info.name = "spiking";
  info.kind = PluginKind::CostModel;
  info.summary =
      "Energy of the network with spikes: MACs for the layers that read the input, accumulates for the others.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "steps": {"type": "integer", "minimum": 1, "default": 4},
    "rate": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.2},
    "cached_input": {"type": "boolean", "default": false}
  },
  "additionalProperties": false
})";
  info.unit = "mJ";
  info.source = "hardware and compression manual 4.10; Horowitz, ISSCC 2014";
  info.evidence = "P";
  return info;
}

}  // namespace pscope
