#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/device/asic_template.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"

namespace pscope {
namespace {

struct SubAccelerator {
  AsicTemplate shape = AsicTemplate::Nvdla;
  std::int64_t elements = 64;
};

/// Layers one after the other, each on the sub-accelerator where it takes the fewest cycles.
class AsicModel final : public CostModel {
 public:
  AsicModel(std::vector<SubAccelerator> units, double clockHz, double areaUm2, DeadCode deadCode, std::string evidence)
      : m_units(std::move(units)),
        m_clockHz(clockHz),
        m_areaUm2(areaUm2),
        m_deadCode(deadCode),
        m_evidence(std::move(evidence)) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network&) override {
    return 0;
  }  ///< others than products are not counted, see note
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<AsicModel>(*this); }
  std::string source() const override { return "dataflow templates, hardware and compression manual 4.5"; }

  CostReport estimate(const Network& network) override {
    CostReport report = blankReport(network, "asic", "int8", m_evidence);
    constexpr double kUm2PerMm2 = 1e6;
    report.areaMm2 = m_areaUm2 / kUm2PerMm2;
    const auto layers = asicLayers(network);
    std::size_t next = 0;
    double capacity = 0, macs = 0;
    const auto run = executedNodes(network, m_deadCode);
    for (std::size_t i = 0; i < network.nodes().size(); ++i) {
      const Op op = network.nodes()[i].op;
      LayerCost& cost = report.layers[i];
      cost.energyMj = report.energyMj;
      if (op == Op::Conv2d || op == Op::Linear) {
        const AsicLayer& layer = layers[next++];
        if (!run[i]) continue;
        std::int64_t cycles = std::numeric_limits<std::int64_t>::max(), elements = 1;
        for (const SubAccelerator& unit : m_units) {
          const std::int64_t own = asicCycles(unit.shape, unit.elements, layer);
          if (own < cycles) {
            cycles = own;
            elements = unit.elements;
          }
        }
        cost.latencyMs = static_cast<double>(cycles) / m_clockHz * 1e3;
        cost.macs = static_cast<double>(layer.macs());
        cost.utilisation = cost.macs / static_cast<double>(cycles * elements);
        capacity += static_cast<double>(cycles * elements);
        macs += cost.macs;
      }
      report.latencyMs += cost.latencyMs;
    }
    if (capacity > 0) report.utilisation = macs / capacity;
    setMemory(report, network, 1, 1);
    report.notes.push_back(PSCOPE_TR_NOOP(
        "Device", "Compute cycles only, with enough bandwidth; the area ranks chips and is no figure of one process."));
    return report;
  }

 private:
  std::vector<SubAccelerator> m_units;
  double m_clockHz, m_areaUm2;
  DeadCode m_deadCode;
  std::string m_evidence;
};

Result<double> bufferBytes(const JsonView& parameters, const char* key, double fallback) {
  constexpr double kMost = 1e12;
  PSCOPE_TRY(const double bytes, parameters.numberOr(key, fallback));
  if (bytes >= 0 && bytes <= kMost) return bytes;
  return parameters.member(key).value().error(PSCOPE_TR_NOOP("Device", "A buffer has 0 to %1 bytes.").arg("1e12"),
                                              PSCOPE_TR_NOOP("Device", "Correct it, or leave it out."));
}

}  // namespace

Result<std::unique_ptr<CostModel>> makeAsicModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "units", "clock_Hz", "l1_B", "l2_B"}));
  PSCOPE_CHECK(checkCalculated(request.context, "asic", 1, {"int8"}));
  ProfileNumbers numbers(request.profile, "asic", &parameters);
  PSCOPE_TRY(const double clock, numbers.positive("/units/0/clock_Hz", "clock_Hz"));
  PSCOPE_TRY(const double l1, bufferBytes(parameters, "l1_B", 512));
  PSCOPE_TRY(const double l2, bufferBytes(parameters, "l2_B", 131'072));
  std::vector<SubAccelerator> units;
  double area = 0;
  PSCOPE_TRY(const auto entries, parameters.array("units"));
  for (const JsonView& entry : entries) {
    PSCOPE_CHECK(entry.onlyKeys({"template", "elements"}));
    PSCOPE_TRY(const std::string shape, entry.string("template"));
    PSCOPE_TRY(const auto elements, entry.integer("elements"));
    SubAccelerator unit{shape == "nvdla"        ? AsicTemplate::Nvdla
                        : shape == "shidiannao" ? AsicTemplate::ShiDianNao
                                                : AsicTemplate::Eyeriss,
                        elements};
    if (shape != "nvdla" && shape != "shidiannao" && shape != "rs") {
      return entry.member("template")
          .value()
          .error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(shape),
                 PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("nvdla, shidiannao, rs"));
    }
    if (elements < 1 || elements > 1'000'000) {
      return entry.member("elements")
          .value()
          .error(PSCOPE_TR_NOOP("Device", "A sub-accelerator has 1 to 1000000 processing elements."));
    }
    area += asicAreaUm2(elements, l1, 0);
    units.push_back(unit);
  }
  if (units.empty()) {
    return parameters.member("units").value().error(PSCOPE_TR_NOOP("Device", "A device needs a compute unit."));
  }
  numbers.note("E");
  const auto deadCode = parseDeadCode(request.profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  return std::unique_ptr<CostModel>(
      std::make_unique<AsicModel>(std::move(units), clock, area + asicAreaUm2(0, 0, l2), deadCode, numbers.evidence()));
}

PluginInfo asicModelInfo() {
  PluginInfo info;
  info.name = "asic";
  info.kind = PluginKind::CostModel;
  info.summary = "Sub-accelerators of known dataflow templates; each layer runs where it takes the fewest cycles.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "units": {"type": "array", "items": {"type": "object", "properties": {
      "template": {"type": "string", "enum": ["nvdla", "shidiannao", "rs"]}, "elements": {"type": "integer"}}}},
    "clock_Hz": {"type": "number"}, "l1_B": {"type": "number", "default": 512},
    "l2_B": {"type": "number", "default": 131072}
  },
  "required": ["units"],
  "additionalProperties": false
})";
  info.unit = "ms, mm2, %";
  info.source = "hardware and compression manual 4.5; Yang et al., NASAIC, DAC 2020";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
