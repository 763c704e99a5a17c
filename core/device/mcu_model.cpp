#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/device/mcu_memory.h"
#include "core/device/profile_numbers.h"

namespace pscope {
namespace {

/// The roofline's latency, with halos done again, and the memory of a microcontroller.
class McuModel final : public CostModel {
 public:
  McuModel(RooflineModel roofline, const McuOptions& options, double sramBytes, double flashBytes)
      : m_roofline(std::move(roofline)), m_options(options), m_sramBytes(sramBytes), m_flashBytes(flashBytes) {}

  double latencyMs(const Network& network) override {
    return m_options.patches > 1 ? estimate(network).latencyMs : m_roofline.latencyMs(network);
  }
  std::size_t unseenOperators(const Network& network) override { return m_roofline.unseenOperators(network); }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<McuModel>(*this); }
  std::string source() const override { return "microcontroller, hardware and compression manual 4.8"; }

  CostReport estimate(const Network& network) override {
    CostReport report = m_roofline.estimate(network);
    const McuMemory memory = mcuMemory(network, m_options);
    report.model = "mcu";
    report.evidence = "E";
    report.peakMemoryBytes = memory.sramBytes;
    report.flashBytes = memory.flashBytes;
    report.latencyMs = 0;
    double energy = 0;
    for (std::size_t i = 0; i < report.layers.size(); ++i) {
      report.layers[i].latencyMs *= memory.recompute[i];
      report.layers[i].energyMj *= memory.recompute[i];
      report.layers[i].macs *= memory.recompute[i];
      report.trafficBytes += (memory.recompute[i] - 1) * report.layers[i].bytes;
      report.layers[i].bytes *= memory.recompute[i];
      report.latencyMs += report.layers[i].latencyMs;
      energy += report.layers[i].energyMj;
    }
    report.energyMj = energy;
    noteExcess(report, "SRAM", static_cast<double>(memory.sramBytes), m_sramBytes);
    noteExcess(report, "flash", static_cast<double>(memory.flashBytes), m_flashBytes);
    return report;
  }

 private:
  static void noteExcess(CostReport& report, const char* kind, double needed, double there) {
    if (there <= 0 || needed <= there) return;
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "It does not fit: %1 bytes of %2, the device has %3.")
                               .arg(std::to_string(static_cast<std::int64_t>(needed)))
                               .arg(kind)
                               .arg(std::to_string(static_cast<std::int64_t>(there))));
  }

  RooflineModel m_roofline;
  McuOptions m_options;
  double m_sramBytes, m_flashBytes;  ///< of the device; 0: not known
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeMcuModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "patches", "code_B", "runtime_B"}));
  PSCOPE_CHECK(checkCalculated(request.context, "mcu", 1));
  CostContext context = request.context;
  if (context.precision.empty()) context.precision = "int8";
  McuOptions options;
  PSCOPE_TRY(RooflineModel roofline, RooflineModel::create(request.profile, context));
  PSCOPE_TRY(options.bytesPerValue, bytesOfPrecision(context.precision));
  PSCOPE_TRY(const auto patches, parameters.integerOr("patches", 1));
  PSCOPE_TRY(options.codeBytes, parameters.integerOr("code_B", options.codeBytes));
  PSCOPE_TRY(options.runtimeBytes, parameters.integerOr("runtime_B", options.runtimeBytes));
  if (patches < 1 || patches > 64) {
    return parameters.member("patches").value().error(PSCOPE_TR_NOOP("Device", "Give 1 to 64 patches a side."));
  }
  if (options.codeBytes < 0 || options.runtimeBytes < 0) {
    return parameters.error(PSCOPE_TR_NOOP("Device", "A number of a device must be finite and not negative."));
  }
  options.patches = static_cast<int>(patches);
  const auto bytes = [&](const char* pointer) {
    return request.profile.number(pointer).value_or(TaggedNumber{}).value;
  };
  return std::unique_ptr<CostModel>(std::make_unique<McuModel>(
      std::move(roofline), options, bytes("/constraints/sram_B"), bytes("/constraints/flash_B")));
}

PluginInfo mcuModelInfo() {
  PluginInfo info;
  info.name = "mcu";
  info.kind = PluginKind::CostModel;
  info.summary = "SRAM and flash of a microcontroller: in-place depthwise layers, first stages patch by patch.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "patches": {"type": "integer", "minimum": 1, "maximum": 64, "default": 1},
    "code_B": {"type": "integer", "default": 100000}, "runtime_B": {"type": "integer", "default": 30000}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source = "hardware and compression manual 4.8; Lin et al., MCUNet, NeurIPS 2020";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
