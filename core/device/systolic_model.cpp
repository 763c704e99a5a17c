#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/systolic.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct Hardware {
  SystolicArray array;
  double clockHz = 0;
  double bytesPerSecond = 0;
  double bufferBytes = 0;  ///< of each operand; 0: not known, everything is fetched once
  double launchSeconds = 0;
  double watts = 0;
  int bytesPerValue = 1;
  DeadCode deadCode = DeadCode::Kept;
};

/// Bytes that cross the outer memory: an operand that fits half its (double) buffer is fetched once, else once a pass.
double trafficBytes(const Hardware& hardware, const Network& network, const Node& node, const SystolicCost& cost,
                    int batch) {
  const Signature signature = signatureOf(network, node);
  const double scale = hardware.bytesPerValue;
  const auto fetched = [&](double bytes, std::int64_t passes) {
    const bool fits = hardware.bufferBytes <= 0 || bytes <= hardware.bufferBytes / 2;
    return fits ? bytes : bytes * static_cast<double>(passes);
  };
  return fetched(static_cast<double>(signature.inputElements) * batch * scale, cost.inputPasses) +
         fetched(static_cast<double>(nodeCost(network, node).params) * scale, cost.weightPasses) +
         fetched(static_cast<double>(node.shape.elements()) * batch * scale, cost.outputPasses);
}

/// Prices layers on an array of processing elements; operators without products stream through memory.
class SystolicModel final : public CostModel {
 public:
  SystolicModel(Hardware hardware, CostContext context, std::string evidence)
      : m_hardware(hardware), m_context(std::move(context)), m_evidence(std::move(evidence)) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< every operator has a price
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<SystolicModel>(*this); }
  std::string source() const override { return "systolic array, hardware and compression manual 4.4"; }

  CostReport estimate(const Network& network) override {
    CostReport report = blankReport(network, "systolic", m_context.precision, m_evidence);
    const auto run = executedNodes(network, m_hardware.deadCode);
    double cycles = 0, macs = 0;
    for (std::size_t i = 0; i < network.nodes().size(); ++i) {
      const Node& node = network.nodes()[i];
      if (!run[i] || operatorInfo(node.op).free || node.op == Op::Input) continue;
      LayerCost& layer = report.layers[i];
      SystolicCost cost;
      if (const auto gemm = gemmView(network, node, m_context.batch)) {
        cost = systolicCost(m_hardware.array, *gemm);
        layer.macs = static_cast<double>(gemm->macs());
        layer.utilisation = cost.utilisation;
      }
      layer.bytes = trafficBytes(m_hardware, network, node, cost, m_context.batch);
      const double compute = static_cast<double>(cost.cycles) / m_hardware.clockHz;
      const double memory = m_hardware.bytesPerSecond > 0 ? layer.bytes / m_hardware.bytesPerSecond : 0;
      layer.memoryBound = memory > compute;
      layer.latencyMs = (std::max(compute, memory) + m_hardware.launchSeconds) * 1e3;
      report.latencyMs += layer.latencyMs;
      cycles += static_cast<double>(cost.cycles);
      macs += layer.macs;
    }
    if (cycles > 0) {
      report.utilisation = macs / (cycles * static_cast<double>(m_hardware.array.rows * m_hardware.array.columns));
    }
    finishReport(report, m_hardware.watts);
    setMemory(report, network, m_context.batch, m_hardware.bytesPerValue);
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "Folds are counted as \"%1\"; compare only figures of the same way.")
            .arg(std::string(foldModeName(m_hardware.array.foldMode))));
    return report;
  }

 private:
  Hardware m_hardware;
  CostContext m_context;
  std::string m_evidence;
};

/// The first compute unit that has rows, or the first.
std::string unitPointer(const DeviceProfile& profile) {
  const Json units = profile.document().value("units", Json::array());
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].contains("rows")) return "/units/" + std::to_string(i);
  }
  return "/units/0";
}

Result<std::int64_t> wholeNumber(double value, const JsonView& place) {
  if (value >= 1 && value <= 65'536 && value == std::floor(value)) return static_cast<std::int64_t>(value);
  return place.error(PSCOPE_TR_NOOP("Device", "An array has 1 to 65536 rows and columns."));
}

}  // namespace

Result<std::unique_ptr<CostModel>> makeSystolicModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(
      parameters.onlyKeys({"name", "rows", "columns", "dataflow", "folds", "clock_Hz", "bandwidth_Bps", "buffer_B"}));
  PSCOPE_CHECK(checkCalculated(request.context, "systolic"));
  const std::string unit = unitPointer(request.profile);
  const Json& document = request.profile.document();
  ProfileNumbers numbers(request.profile, "systolic", &parameters);
  Hardware hardware;
  PSCOPE_TRY(const double rows, numbers.positive(unit + "/rows", "rows"));
  PSCOPE_TRY(const double columns, numbers.positive(unit + "/cols", "columns"));
  PSCOPE_TRY(hardware.array.rows, wholeNumber(rows, parameters));
  PSCOPE_TRY(hardware.array.columns, wholeNumber(columns, parameters));
  PSCOPE_TRY(hardware.clockHz, numbers.positive(unit + "/clock_Hz", "clock_Hz"));
  PSCOPE_TRY(hardware.bytesPerSecond, numbers.required("/mem/0/bw_Bps", "bandwidth_Bps"));
  if (!parameters.has("bandwidth_Bps")) hardware.bytesPerSecond *= numbers.optional("/mem/0/eff", 1);
  hardware.launchSeconds = numbers.optional(unit + "/launch_s", 0);
  hardware.watts = numbers.optional("/power/max_W", 0);
  if (parameters.has("buffer_B")) {
    PSCOPE_TRY(hardware.bufferBytes, numbers.required("", "buffer_B"));
  } else {
    hardware.bufferBytes = numbers.optional(unit + "/buffer_B", 0);
  }
  const Json units = document.value("units", Json::array());
  const auto index = static_cast<std::size_t>(std::stoul(unit.substr(7)));
  const std::string known = index < units.size() ? units[index].value("dataflow", "ws") : "ws";
  PSCOPE_TRY(const std::string dataflow, parameters.stringOr("dataflow", known));
  PSCOPE_TRY(const std::string folds, parameters.stringOr("folds", "drained-2R"));
  const auto flow = parseDataflow(dataflow);
  const auto mode = parseFoldMode(folds);
  if (!flow || !mode) {
    const JsonView place = flow                         ? parameters.member("folds").value()
                           : parameters.has("dataflow") ? parameters.member("dataflow").value()
                                                        : parameters;
    return place.error(
        PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(flow ? folds : dataflow),
        PSCOPE_TR_NOOP("Device", "Known are: %1.").arg(flow ? "drained-2R, drained-R, pipelined" : "os, ws, is"));
  }
  hardware.array.dataflow = *flow;
  hardware.array.foldMode = *mode;
  CostContext context = request.context;
  if (context.precision.empty()) context.precision = "int8";
  PSCOPE_TRY(hardware.bytesPerValue, bytesOfPrecision(context.precision));
  hardware.deadCode = parseDeadCode(document.value("dead_code", "kept")).value_or(DeadCode::Kept);
  return std::unique_ptr<CostModel>(std::make_unique<SystolicModel>(hardware, std::move(context), numbers.evidence()));
}

PluginInfo systolicModelInfo() {
  PluginInfo info;
  info.name = "systolic";
  info.kind = PluginKind::CostModel;
  info.summary = "Cycles and utilisation of an array of processing elements, fold by fold, against memory traffic.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "rows": {"type": "integer", "minimum": 1}, "columns": {"type": "integer", "minimum": 1},
    "dataflow": {"type": "string", "enum": ["os", "ws", "is"]},
    "folds": {"type": "string", "enum": ["drained-2R", "drained-R", "pipelined"], "default": "drained-2R"},
    "clock_Hz": {"type": "number"}, "bandwidth_Bps": {"type": "number"},
    "buffer_B": {"type": "number", "description": "on-chip buffer of each operand; everything is fetched once unless known"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B, %";
  info.source = "hardware and compression manual 4.4; Samajdar et al., SCALE-Sim, ISPASS 2020; DRACO";
  info.evidence = "P";
  return info;
}

}  // namespace pscope
