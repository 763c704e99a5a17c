#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/dvfs.h"
#include "core/device/profile_numbers.h"

namespace pscope {
namespace {

/// A clock of the board at the chosen step. Watts are those of the domain, busy, at its highest step.
struct Clock {
  double hz = 0;
  double highestHz = 0;
  double fullWatt = 0;
  bool constantVolt = false;  ///< memory I/O

  double share() const { return highestHz > 0 ? hz / highestHz : 1; }
  double watt() const {
    if (highestHz <= 0) return fullWatt;
    const double volt = constantVolt ? 1 : estimatedVolt(hz, highestHz) / estimatedVolt(highestHz, highestHz);
    return fullWatt * volt * volt * share();
  }
};

/// The roofline at an operating point: clocks scale peak, bandwidth and launches; power follows voltage and frequency.
class DvfsModel final : public CostModel {
 public:
  DvfsModel(RooflineModel model, RooflineModel arithmetic, Clock compute, Clock memory, Clock host, double boardWatt,
            std::string evidence)
      : m_model(std::move(model)),
        m_arithmetic(std::move(arithmetic)),
        m_compute(compute),
        m_memory(memory),
        m_host(host),
        m_boardWatt(boardWatt),
        m_evidence(std::move(evidence)) {}

  double latencyMs(const Network& network) override { return m_model.latencyMs(network); }
  std::size_t unseenOperators(const Network& network) override { return m_model.unseenOperators(network); }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<DvfsModel>(*this); }
  std::string source() const override { return "roofline at an operating point, hardware and compression manual 4.7"; }

  CostReport estimate(const Network& network) override {
    CostReport report = m_model.estimate(network);
    const CostReport arithmetic = m_arithmetic.estimate(network);
    report.model = "dvfs";
    report.evidence = m_evidence;
    report.energyMj = 0;
    for (std::size_t i = 0; i < report.layers.size(); ++i) {
      LayerCost& layer = report.layers[i];
      layer.energyMj = 0;
      if (layer.latencyMs <= 0) continue;
      const double launch = m_model.launchMs();
      const double busy = std::max(layer.latencyMs - launch, 0.0);
      const double computing = std::min(std::max(arithmetic.layers[i].latencyMs - launch, 0.0), busy);
      const double moving = std::min(layer.bytes / m_model.bytesPerSecond() * 1e3, busy);
      layer.energyMj = m_compute.watt() * computing + m_memory.watt() * moving + m_host.watt() * launch +
                       m_boardWatt * layer.latencyMs;
      report.energyMj += layer.energyMj;
    }
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device", "Voltages and the split of the power over domains are engineering estimates."));
    return report;
  }

 private:
  RooflineModel m_model, m_arithmetic;
  Clock m_compute, m_memory, m_host;
  double m_boardWatt;
  std::string m_evidence;
};

/// The chosen step of a domain: a parameter such as "gpu_Hz", the highest step unless given.
Result<Clock> clockOf(const CostModelRequest& request, const std::string& domain) {
  Clock clock;
  const std::string key = domain + "_Hz";
  const auto& numbers = request.profile.numbers();
  const Json list = request.profile.document().value("dvfs", Json::array());
  std::vector<double> steps;
  for (std::size_t d = 0; d < list.size(); ++d) {
    if (list[d].value("domain", "") != domain) continue;
    const std::string prefix = "/dvfs/" + std::to_string(d) + "/freq_Hz/";
    for (const auto& [pointer, number] : numbers) {
      if (pointer.starts_with(prefix)) steps.push_back(number.value);
    }
  }
  if (!steps.empty()) clock.hz = clock.highestHz = *std::max_element(steps.begin(), steps.end());
  if (!request.parameters.has(key)) return clock;
  PSCOPE_TRY(const double wanted, request.parameters.number(key));
  constexpr double kRounding = 1e-3;  // of tables in MHz
  const auto step =
      std::find_if(steps.begin(), steps.end(), [&](double s) { return std::abs(s - wanted) <= kRounding * s; });
  if (step != steps.end()) {
    clock.hz = *step;
    return clock;
  }
  std::string known;
  for (const double s : steps) known += (known.empty() ? "" : ", ") + numberText(s, 6);
  return request.parameters.member(key).value().error(
      PSCOPE_TR_NOOP("Device", "%1 Hz is no step of the domain \"%2\" of %3.")
          .arg(numberText(wanted, 6))
          .arg(domain)
          .arg(request.profile.name()),
      known.empty() ? PSCOPE_TR_NOOP("Device", "The profile has no steps for it.")
                    : PSCOPE_TR_NOOP("Device", "Its steps are: %1.").arg(known));
}

}  // namespace

Result<std::unique_ptr<CostModel>> makeDvfsModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name", "cpu_Hz", "gpu_Hz", "emc_Hz"}));
  ProfileNumbers numbers(request.profile, "dvfs");
  PSCOPE_TRY(Clock cpu, clockOf(request, "cpu"));
  PSCOPE_TRY(Clock gpu, clockOf(request, "gpu"));
  PSCOPE_TRY(Clock emc, clockOf(request, "emc"));
  if (cpu.highestHz <= 0 && gpu.highestHz <= 0) {
    return makeError(
        ErrorCode::NotFound,
        PSCOPE_TR_NOOP("Device", "The profile \"%1\" has no operating points.").arg(request.profile.name()),
        PSCOPE_TR_NOOP("Device", "Add \"dvfs\" with the frequencies of its domains."), "", "/dvfs");
  }
  PSCOPE_TRY(const double watts, numbers.positive("/power/max_W"));
  // Split of the power at full load [E]: GPU 0.55, CPU 0.2, memory 0.15, board 0.1; without a GPU the CPU has its part.
  constexpr double kGpu = 0.55, kCpu = 0.2, kMemory = 0.15, kBoard = 0.1;
  const bool onGpu = gpu.highestHz > 0;
  gpu.fullWatt = kGpu * watts;
  cpu.fullWatt = onGpu ? kCpu * watts : (kCpu + kGpu) * watts;
  emc.fullWatt = kMemory * watts;
  emc.constantVolt = true;
  const Clock compute = onGpu ? gpu : cpu;
  PSCOPE_TRY(RooflineModel model,
             RooflineModel::create(request.profile, request.context, {compute.share(), emc.share(), 1 / cpu.share()}));
  constexpr double kUnlimited = 1e12;
  PSCOPE_TRY(RooflineModel arithmetic,
             RooflineModel::create(request.profile, request.context, {compute.share(), kUnlimited, 1 / cpu.share()}));
  return std::unique_ptr<CostModel>(
      std::make_unique<DvfsModel>(std::move(model), std::move(arithmetic), compute, emc, cpu, kBoard * watts, "E"));
}

PluginInfo dvfsModelInfo() {
  PluginInfo info;
  info.name = "dvfs";
  info.kind = PluginKind::CostModel;
  info.summary = "The roofline at an operating point: clocks of GPU, CPU and memory decide latency and energy.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "cpu_Hz": {"type": "number"}, "gpu_Hz": {"type": "number"},
    "emc_Hz": {"type": "number", "description": "memory clock; each one of the profile's steps, the highest unless given"}
  },
  "additionalProperties": false
})";
  info.unit = "ms, mJ";
  info.source = "hardware and compression manual 4.7; frequencies of HADAS [C], power law and voltages estimated";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
