#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/tensor_schedule.h"

namespace pscope {
namespace {

/// Visited by the search for one network: some tenths of a second at most.
constexpr std::size_t kStatesOfNetwork = 300'000;

struct Scratchpad {
  std::int64_t bytes = 0;
  double bytesPerSecond = 0;    ///< of the outer memory
  double picojoulePerByte = 0;  ///< of the outer memory; 0: not known, the board's power counts
  double boardWatt = 0;
  DeadCode deadCode = DeadCode::Kept;
  std::string evidence;
};

/// Another model's operators in the order, and with the evictions, that move the fewest bytes to and from the outer
/// memory.
class ScheduleModel final : public CostModel {
 public:
  ScheduleModel(std::unique_ptr<CostModel> inner, Scratchpad memory, int batch, std::stop_token stop)
      : m_inner(std::move(inner)), m_memory(std::move(memory)), m_batch(batch), m_stop(std::move(stop)) {}

  CostReport estimate(const Network& network) override {
    auto report = scheduled(network);
    if (report.ok()) return std::move(report).value();
    CostReport none = blankReport(network, "schedule", "", "");
    none.latencyMs = std::numeric_limits<double>::quiet_NaN();
    none.notes.push_back(report.error().what);
    return none;
  }
  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::size_t unseenOperators(const Network& network) override { return m_inner->unseenOperators(network); }
  Result<CostReport> estimateDesign(const DesignView& design) override { return scheduled(design.network); }
  Result<double> designLatencyMs(const DesignView& design) override {
    PSCOPE_TRY(const CostReport report, scheduled(design.network));
    return report.latencyMs;
  }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<ScheduleModel>(m_inner->clone(), m_memory, m_batch, m_stop);
  }
  std::string source() const override { return "schedule on a scratchpad, manual 4.12, over " + m_inner->source(); }

 private:
  Result<CostReport> scheduled(const Network& network) {
    CostReport report = m_inner->estimate(network);
    const int bytesPerValue = bytesOr4(report.precision);
    const ScheduleGraph graph =
        scheduleGraph(network, std::int64_t{bytesPerValue} * m_batch, executedNodes(network, m_memory.deadCode));
    auto found = scheduleTensors(graph, m_memory.bytes, {kStatesOfNetwork, m_stop});
    if (!found.ok()) return tooSmall(network, graph, found.error());
    const TensorSchedule& schedule = found.value();
    PSCOPE_TRY(const auto spills, scheduleSpills(graph, m_memory.bytes, schedule));
    const std::string base = std::exchange(report.model, "schedule");
    report.evidence = weakerEvidence(report.evidence, m_memory.evidence);
    report.utilisation = std::numeric_limits<double>::quiet_NaN();
    const double msPerByte = 1e3 / m_memory.bytesPerSecond;
    constexpr double kMillijoulePerPico = 1e-9;
    const double mjPerByte =
        m_memory.picojoulePerByte > 0 ? m_memory.picojoulePerByte * kMillijoulePerPico : m_memory.boardWatt * msPerByte;
    for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
      const auto spilled = static_cast<double>(spills[s]);
      LayerCost& layer = report.layers[graph.operatorNodes[schedule.steps[s].op].front()];
      layer.latencyMs += spilled * msPerByte;
      layer.energyMj += spilled * mjPerByte;
      layer.bytes += spilled;
    }
    const auto extra = static_cast<double>(schedule.extraBytes);
    report.latencyMs += extra * msPerByte;
    report.energyMj += extra * mjPerByte;
    const auto sum = [&](const std::vector<std::size_t>& tensors) {
      std::int64_t bytes = 0;
      for (const std::size_t t : tensors) bytes += graph.sizes[t];
      return static_cast<double>(bytes);
    };
    const auto weights = static_cast<double>(staticCosts(network).params * bytesPerValue);
    report.trafficBytes = sum(graph.graphInputs) + sum(graph.outputs) + weights + extra;
    report.plan = planOf(graph, schedule, spills, report, base);
    report.peakMemoryBytes = 0;
    for (const auto& stay : report.plan->stays) {
      report.peakMemoryBytes = std::max(report.peakMemoryBytes, stay.address + stay.bytes);
    }
    addNotes(report, schedule);
    return report;
  }

  /// The same error with the operator's name.
  Error tooSmall(const Network& network, const ScheduleGraph& graph, Error error) const {
    std::int64_t most = 0;
    std::size_t worst = 0;
    for (std::size_t o = 0; o < graph.operators.size(); ++o) {
      std::int64_t needed = graph.sizes[graph.operators[o].output];
      for (const std::size_t t : graph.operators[o].inputs) needed += graph.sizes[t];
      if (needed > most) {
        most = needed;
        worst = o;
      }
    }
    if (most <= m_memory.bytes) return error;
    error.what = PSCOPE_TR_NOOP("Device", "The scratchpad of %1 bytes is too small: %2 needs %3.")
                     .arg(std::to_string(m_memory.bytes))
                     .arg(network.nodeNames()[graph.operatorNodes[worst].front()])
                     .arg(std::to_string(most));
    return error;
  }

  std::shared_ptr<const ExecutionPlan> planOf(const ScheduleGraph& graph, const TensorSchedule& schedule,
                                              const std::vector<std::int64_t>& spills, const CostReport& report,
                                              const std::string& unit) const {
    auto plan = std::make_shared<ExecutionPlan>();
    plan->units = {unit};
    plan->limitBytes = m_memory.bytes;
    std::vector<std::size_t> firstOf(schedule.steps.size()), lastOf(schedule.steps.size());
    double now = 0;
    for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
      std::int64_t held = 0;
      for (const auto& resident : schedule.steps[s].residents) held += graph.sizes[resident.tensor];
      firstOf[s] = plan->steps.size();
      for (const std::size_t node : graph.operatorNodes[schedule.steps[s].op]) {
        const bool first = plan->steps.size() == firstOf[s];
        const double latency = report.layers[node].latencyMs;
        if (!first && !(latency > 0)) continue;  // costs nothing and holds nothing more
        plan->steps.push_back({node, "", 0, now, latency, held, first ? spills[s] : 0});
        now += latency;
      }
      lastOf[s] = plan->steps.size() - 1;
    }
    std::vector<std::size_t> open(graph.sizes.size(), kNoStay);
    std::vector<bool> known(graph.sizes.size(), false);
    for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
      std::vector<std::size_t> still(graph.sizes.size(), kNoStay);
      for (const auto& resident : schedule.steps[s].residents) {
        std::size_t stay = open[resident.tensor];
        if (stay == kNoStay) {
          stay = plan->stays.size();
          plan->stays.push_back({graph.tensorNodes[resident.tensor], firstOf[s], lastOf[s],
                                 graph.sizes[resident.tensor], schedule.packed ? resident.address : -1,
                                 known[resident.tensor]});
          known[resident.tensor] = true;
        }
        plan->stays[stay].lastStep = lastOf[s];
        still[resident.tensor] = stay;
      }
      open = std::move(still);
    }
    return plan;
  }

  void addNotes(CostReport& report, const TensorSchedule& schedule) const {
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device",
                       "The scratchpad of %1 bytes makes %2 bytes be stored and loaded again, %3 ms; weights stream "
                       "past it, and the peak is that of its tensors.")
            .arg(std::to_string(m_memory.bytes))
            .arg(std::to_string(schedule.extraBytes))
            .arg(numberText(static_cast<double>(schedule.extraBytes) / m_memory.bytesPerSecond * 1e3, 4)));
    if (schedule.exact || (schedule.packed && schedule.extraBytes == 0)) {
      report.notes.push_back(PSCOPE_TR_NOOP("Device", "No order and no other evictions move less (%1 states visited).")
                                 .arg(std::to_string(schedule.states)));
    } else if (schedule.method == ScheduleMethod::Order) {
      report.notes.push_back(
          PSCOPE_TR_NOOP("Device",
                         "The order is the network's own, evicting what is needed last: at most %1 bytes above the "
                         "optimum (%2 states visited).")
              .arg(std::to_string(schedule.extraBytes))
              .arg(std::to_string(schedule.states)));
    } else if (schedule.orderedParts > 0) {
      report.notes.push_back(
          PSCOPE_TR_NOOP("Device",
                         "%1 of %2 parts between narrow points keep the network's own order, evicting what is needed "
                         "last, as they are too large for the search; the others are the optimum for themselves: in "
                         "all at most %3 bytes above the optimum (%4 states visited).")
              .arg(std::to_string(schedule.orderedParts))
              .arg(std::to_string(schedule.parts))
              .arg(std::to_string(schedule.extraBytes))
              .arg(std::to_string(schedule.states)));
    } else {
      report.notes.push_back(
          PSCOPE_TR_NOOP("Device",
                         "Each part between narrow points is the optimum for itself: in all at most %1 bytes above the "
                         "optimum (%2 states visited).")
              .arg(std::to_string(schedule.extraBytes))
              .arg(std::to_string(schedule.states)));
    }
    if (!schedule.packed) {
      report.notes.push_back(
          PSCOPE_TR_NOOP("Device",
                         "No addresses were found for these tensors without moving them: the bytes fit, the "
                         "gaps may not."));
    }
  }

  static constexpr std::size_t kNoStay = std::numeric_limits<std::size_t>::max();
  std::unique_ptr<CostModel> m_inner;
  Scratchpad m_memory;
  int m_batch;
  std::stop_token m_stop;
};

}  // namespace

Result<double> scratchpadBytes(ProfileNumbers& numbers, const DeviceProfile& profile, const char* parameter) {
  const bool sram = !profile.number("/constraints/scratchpad_B") && profile.number("/constraints/sram_B");
  return numbers.positive(sram ? "/constraints/sram_B" : "/constraints/scratchpad_B", parameter);
}

Result<std::unique_ptr<CostModel>> makeScheduleModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "of", "memory_B", "bandwidth_Bps"}));
  ProfileNumbers numbers(request.profile, "schedule", &parameters);
  Scratchpad memory;
  PSCOPE_TRY(const double bytes, scratchpadBytes(numbers, request.profile, "memory_B"));
  constexpr double kMostBytes = 1e15;
  memory.bytes = static_cast<std::int64_t>(std::min(bytes, kMostBytes));
  PSCOPE_TRY(memory.bytesPerSecond, numbers.positive("/mem/0/bw_Bps", "bandwidth_Bps"));
  if (!parameters.has("bandwidth_Bps")) memory.bytesPerSecond *= numbers.optional("/mem/0/eff", 1);
  if (!(memory.bytesPerSecond > 0)) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("Device", "A peak, bandwidth or efficiency of \"%1\" is 0.").arg(request.profile.name()),
        PSCOPE_TR_NOOP("Device", "Give it a positive value."), "", "/mem/0/eff");
  }
  memory.picojoulePerByte = numbers.optional("/mem/0/e_B", 0);
  memory.boardWatt = numbers.optional("/power/max_W", 0);
  numbers.note("D");  // the semantics of what is compulsory
  memory.evidence = numbers.evidence();
  memory.deadCode = parseDeadCode(request.profile.document().value("dead_code", "kept")).value_or(DeadCode::Kept);
  PSCOPE_TRY(std::unique_ptr<CostModel> inner, innerModel(request));
  PSCOPE_CHECK(checkDecorated(*inner, parameters));
  return std::unique_ptr<CostModel>(std::make_unique<ScheduleModel>(std::move(inner), std::move(memory),
                                                                    request.context.batch, request.context.stop));
}

PluginInfo scheduleModelInfo() {
  PluginInfo info;
  info.name = "schedule";
  info.kind = PluginKind::CostModel;
  info.summary =
      "Decorates another model: order, evictions and addresses of tensors on a scratchpad that move the fewest bytes.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "of": {"description": "name of a model, or an object of name and parameters"},
    "memory_B": {"type": "number", "exclusiveMinimum": 0, "description": "of the scratchpad; the profile's unless given"},
    "bandwidth_Bps": {"type": "number", "exclusiveMinimum": 0, "description": "of the outer memory"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source = "hardware and compression manual 4.12 [D]; COSMA";
  info.evidence = "D";
  return info;
}

}  // namespace pscope
