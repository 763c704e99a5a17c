#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/volume_schedule.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

/// Operators one after the other on all of a reconfigurable chip, or several at once with tensors handed on: cut where
/// it is fastest.
class VolumeModel final : public CostModel {
 public:
  VolumeModel(const VolumeHardware& hardware, double boardWatt, DeadCode deadCode, CostContext context,
              int bytesPerValue, std::string evidence)
      : m_hardware(hardware),
        m_boardWatt(boardWatt),
        m_deadCode(deadCode),
        m_context(std::move(context)),
        m_bytesPerValue(bytesPerValue),
        m_evidence(std::move(evidence)) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network&) override { return 0; }  ///< every operator has a price
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<VolumeModel>(*this); }
  std::string source() const override { return "data-volume schedule, hardware and compression manual 4.13"; }

  CostReport estimate(const Network& network) override {
    CostReport report = blankReport(network, "intar", m_context.precision, m_evidence);
    std::vector<std::size_t> nodes;
    const auto tasks = tasksOf(network, nodes);
    const VolumeSchedule schedule = volumeSchedule(tasks, m_hardware);
    constexpr double kMilli = 1e3;
    auto plan = std::make_shared<ExecutionPlan>();
    double spilled = 0;
    std::size_t lanes = 1;
    for (std::size_t s = 0; s < schedule.segmentStarts.size(); ++s) {
      const std::size_t begin = schedule.segmentStarts[s];
      const std::size_t end = s + 1 < schedule.segmentStarts.size() ? schedule.segmentStarts[s + 1] : tasks.size();
      const double handedOn = tasks[end - 1].outputBytes;
      const bool leaves = end < tasks.size() && handedOn > m_hardware.onChipBytes;
      spilled += leaves ? 2 * handedOn : 0;
      lanes = std::max(lanes, end - begin);
      const double start = report.latencyMs;
      for (std::size_t i = begin; i < end; ++i) {
        LayerCost& layer = report.layers[nodes[i]];
        layer.macs = tasks[i].work;
        layer.latencyMs =
            kMilli * (tasks[i].work / m_hardware.workPerSecond + (i > begin ? m_hardware.fillSeconds : 0));
        if (i + 1 == end && leaves) {
          layer.bytes = 2 * handedOn;
          layer.latencyMs += kMilli * layer.bytes / m_hardware.bytesPerSecond;
          layer.memoryBound = layer.bytes / m_hardware.bytesPerSecond > tasks[i].work / m_hardware.workPerSecond;
        }
        report.latencyMs += layer.latencyMs;
      }
      for (std::size_t i = begin; i < end; ++i) {
        plan->steps.push_back({nodes[i], "", i - begin, start, report.latencyMs - start, -1,
                               i + 1 == end && leaves ? static_cast<std::int64_t>(2 * handedOn) : 0});
      }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) plan->units.push_back("part " + std::to_string(lane + 1));
    report.plan = std::move(plan);
    finishReport(report, m_boardWatt);
    setMemory(report, network, m_context.batch, m_bytesPerValue);
    const StaticCosts costs = staticCosts(network);
    const auto ends = static_cast<double>(network.inputShape().elements() + network.outputShape().elements());
    report.trafficBytes = spilled + (ends * m_context.batch + static_cast<double>(costs.params)) * m_bytesPerValue;
    addNotes(report, tasks, schedule);
    return report;
  }

 private:
  /// Executed operators in order; what one hands on are all tensors that cross to later ones.
  std::vector<VolumeTask> tasksOf(const Network& network, std::vector<std::size_t>& nodes) const {
    const auto run = executedNodes(network, m_deadCode);
    const auto& all = network.nodes();
    std::vector<std::size_t> lastReader(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const NodeIndex input : network.inputs(all[i])) {
        if (run[i]) lastReader[static_cast<std::size_t>(input)] = i;
      }
    }
    // A tensor that only small fused operators read is theirs in the end: what crosses is what they make of it.
    std::vector<VolumeTask> tasks;
    double crossing = 0;
    std::vector<double> endsAt(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
      crossing -= endsAt[i];
      const double bytes = static_cast<double>(all[i].shape.elements()) * m_context.batch * m_bytesPerValue;
      if (lastReader[i] > i && all[i].op != Op::Input) {
        crossing += bytes;
        endsAt[lastReader[i]] += bytes;
      }
      if (!run[i] || all[i].op == Op::Input) continue;
      if (operatorInfo(all[i].op).free && !tasks.empty()) {
        tasks.back().outputBytes = crossing;
        continue;
      }
      tasks.push_back({static_cast<double>(nodeCost(network, all[i]).macs) * m_context.batch, crossing});
      nodes.push_back(i);
    }
    return tasks;
  }

  void addNotes(CostReport& report, const std::vector<VolumeTask>& tasks, const VolumeSchedule& schedule) const {
    if (tasks.empty()) return;
    std::vector<std::size_t> alone(tasks.size());
    for (std::size_t i = 0; i < alone.size(); ++i) alone[i] = i;
    const std::vector<std::size_t> together = {0};
    constexpr double kMilli = 1e3;
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "%1 segments; one operator after the other takes %2 ms, all at once %3 ms.")
            .arg(std::to_string(schedule.segmentStarts.size()))
            .arg(numberText(kMilli * volumeSeconds(tasks, m_hardware, alone), 4))
            .arg(numberText(kMilli * volumeSeconds(tasks, m_hardware, together), 4)));
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "The largest tensor between operators is %1 times the median one.")
                               .arg(numberText(volumeVariation(tasks), 3)));
  }

  VolumeHardware m_hardware;
  double m_boardWatt;
  DeadCode m_deadCode;
  CostContext m_context;
  int m_bytesPerValue;
  std::string m_evidence;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeVolumeModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "on_chip_B", "fill_s", "bandwidth_Bps", "macs_per_s"}));
  PSCOPE_CHECK(checkCalculated(request.context, "intar"));
  CostContext context = request.context;
  if (context.precision.empty()) context.precision = "int8";
  PSCOPE_TRY(const int bytesPerValue, bytesOfPrecision(context.precision));
  ProfileNumbers numbers(request.profile, "intar", &parameters);
  VolumeHardware hardware;
  PSCOPE_TRY(hardware.workPerSecond, numbers.positive("/units/0/peak_mac_s/" + context.precision, "macs_per_s"));
  if (!parameters.has("macs_per_s")) hardware.workPerSecond *= numbers.optional("/units/0/eff/conv", 1);
  PSCOPE_TRY(hardware.bytesPerSecond, numbers.positive("/mem/0/bw_Bps", "bandwidth_Bps"));
  if (!parameters.has("bandwidth_Bps")) hardware.bytesPerSecond *= numbers.optional("/mem/0/eff", 1);
  PSCOPE_TRY(hardware.onChipBytes, scratchpadBytes(numbers, request.profile, "on_chip_B"));
  constexpr double kFillSeconds = 1e-6;  // [E] of a hand-over between kernels that run at once
  PSCOPE_TRY(hardware.fillSeconds, numbers.numberOr("", "fill_s", kFillSeconds));
  numbers.note("R");
  if (!(hardware.workPerSecond > 0) || !(hardware.bytesPerSecond > 0)) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device", "A peak, bandwidth or efficiency of \"%1\" is 0.").arg(request.profile.name()),
        PSCOPE_TR_NOOP("Device", "Give it a positive value."), "", "/units/0");
  }
  const double watts = numbers.optional("/power/max_W", 0);
  const auto deadCode = parseDeadCode(request.profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  return std::unique_ptr<CostModel>(
      std::make_unique<VolumeModel>(hardware, watts, deadCode, std::move(context), bytesPerValue, numbers.evidence()));
}

PluginInfo volumeModelInfo() {
  PluginInfo info;
  info.name = "intar";
  info.kind = PluginKind::CostModel;
  info.summary = "Reconfigurable chips: operators one by one or several at once, cut where spilled tensors cost least.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "on_chip_B": {"type": "number", "description": "the profile's scratchpad unless given"},
    "fill_s": {"type": "number", "default": 1e-6, "description": "seconds of a hand-over between operators that run at once"},
    "bandwidth_Bps": {"type": "number"}, "macs_per_s": {"type": "number"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source = "hardware and compression manual 4.13 [R]; InTAR";
  info.evidence = "R";
  return info;
}

}  // namespace pscope
