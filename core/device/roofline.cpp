#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct ComputeUnit {
  std::string pointer;
  std::string precision;
};

/// The first compute unit that has a peak for the precision; "" stands for fp32 or the first precision there is.
Result<ComputeUnit> findUnit(const DeviceProfile& profile, const std::string& precision) {
  std::string known;
  const Json units = profile.document().value("units", Json::array());
  if (units.empty()) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "The profile \"%1\" says nothing of the hardware.").arg(profile.name()),
                     PSCOPE_TR_NOOP("Device", "Add compute units and memory, or fit it to measurements."), "",
                     "/units");
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto peaks = units[i].find("peak_mac_s");
    if (peaks == units[i].end() || !peaks->is_object() || peaks->empty()) continue;
    const std::string wanted = !precision.empty() ? precision : peaks->contains("fp32") ? "fp32" : peaks->begin().key();
    if (peaks->contains(wanted)) return ComputeUnit{"/units/" + std::to_string(i), wanted};
    for (const auto& [name, value] : peaks->items()) known += (known.empty() ? "" : ", ") + name;
  }
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "The device \"%1\" has no peak for the precision \"%2\".")
                       .arg(profile.name())
                       .arg(precision),
                   PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known));
}

/// Share of the peak that a number of threads reach: the peak is that of the most threads which the profile lists.
Result<double> shareOfThreads(const DeviceProfile& profile, const std::string& unit, int threads,
                              ProfileNumbers& reader) {
  if (threads == 0) return 1.0;
  const std::string list = unit + "/threads_speedup/";
  double most = 0;
  std::string known;
  for (const auto& [pointer, number] : profile.numbers()) {
    if (!pointer.starts_with(list)) continue;
    most = std::max(most, number.value);
    known += (known.empty() ? "" : ", ") + pointer.substr(list.size());
  }
  const auto own = profile.number(list + std::to_string(threads));
  if (own && own->value > 0) {
    reader.note(own->tag);
    return own->value / most;
  }
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "The profile \"%1\" does not say how fast %2 threads are.")
                       .arg(profile.name())
                       .arg(std::to_string(threads)),
                   known.empty() ? PSCOPE_TR_NOOP("Device", "Add \"threads_speedup\" to its compute unit.")
                                 : PSCOPE_TR_NOOP("Device", "It has: %1.").arg(known),
                   "", unit + "/threads_speedup");
}

}  // namespace

Result<RooflineModel> RooflineModel::create(const DeviceProfile& profile, const CostContext& context,
                                            const RooflineScaling& scaling) {
  PSCOPE_CHECK(checkBatch(context));
  PSCOPE_CHECK(checkStatistic(context, "roofline"));
  PSCOPE_TRY(const ComputeUnit unit, findUnit(profile, context.precision));
  RooflineModel model;
  model.m_context = context;
  model.m_context.precision = unit.precision;
  PSCOPE_TRY(model.m_bytesPerValue, bytesOfPrecision(unit.precision));
  ProfileNumbers reader(profile, "roofline");
  PSCOPE_TRY(model.m_macsPerSecond, reader.required(unit.pointer + "/peak_mac_s/" + unit.precision));
  PSCOPE_TRY(model.m_efficiencyConv, reader.required(unit.pointer + "/eff/conv"));
  PSCOPE_TRY(model.m_efficiencyDepthwise, reader.required(unit.pointer + "/eff/dw"));
  PSCOPE_TRY(model.m_efficiencyGemm, reader.required(unit.pointer + "/eff/gemm"));
  PSCOPE_TRY(const double bandwidth, reader.required("/mem/0/bw_Bps"));
  PSCOPE_TRY(const double bandwidthEfficiency, reader.required("/mem/0/eff"));
  model.m_bytesPerSecond = bandwidth * bandwidthEfficiency;
  PSCOPE_TRY(model.m_launchSeconds, reader.required(unit.pointer + "/launch_s"));
  PSCOPE_TRY(const double share, shareOfThreads(profile, unit.pointer, context.threads, reader));
  model.m_macsPerSecond *= scaling.peak * share;
  model.m_bytesPerSecond *= scaling.bandwidth;
  model.m_launchSeconds *= scaling.launch;
  model.m_watts = reader.optional("/power/max_W", 0);
  model.m_evidence = reader.evidence();
  const std::string deadCode = profile.document().value("dead_code", "kept");
  model.m_deadCode = parseDeadCode(deadCode).value_or(DeadCode::Kept);
  return model;
}

const RooflineModel::Price& RooflineModel::price(const Network& network, const Node& node) {
  const auto id = static_cast<std::size_t>(m_signatures.intern(signatureOf(network, node)));
  if (id >= m_prices.size()) m_prices.push_back(priceOf(network, node, m_signatures[static_cast<SignatureId>(id)]));
  return m_prices[id];
}

RooflineModel::Price RooflineModel::priceOf(const Network& network, const Node& node,
                                            const Signature& signature) const {
  const OperatorWork work = workOf(network, node, node, signature, m_context.batch, m_bytesPerValue);
  Price price;
  price.macs = work.macs;
  price.bytes = work.bytes;
  const bool depthwise =
      node.op == Op::Conv2d && node.attributes.groups > 1 && node.attributes.groups == signature.input.channels;
  const bool gemm = node.op == Op::Linear || operatorInfo(node.op).kind == OperatorKind::Mixer;
  const double efficiency = gemm ? m_efficiencyGemm : depthwise ? m_efficiencyDepthwise : m_efficiencyConv;
  const double computeSeconds = price.macs / (m_macsPerSecond * efficiency);
  const double memorySeconds = price.bytes / m_bytesPerSecond;
  price.memoryBound = memorySeconds > computeSeconds;
  price.latencyMs = (std::max(computeSeconds, memorySeconds) + m_launchSeconds) * 1e3;
  return price;
}

std::string RooflineModel::source() const {
  return "roofline, hardware and compression manual 4.2";
}

double RooflineModel::latencyMs(const Network& network) {
  const auto run = executedNodes(network, m_deadCode);
  double total = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (run[i] && !operatorInfo(node.op).free) total += price(network, node).latencyMs;
  }
  return total;
}

CostReport RooflineModel::estimate(const Network& network) {
  CostReport report = blankReport(network, "roofline", m_context.precision, m_evidence);
  const auto run = executedNodes(network, m_deadCode);
  double macs = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Node& node = network.nodes()[i];
    if (!run[i] || operatorInfo(node.op).free) continue;
    const Price& p = price(network, node);
    LayerCost& layer = report.layers[i];
    layer.latencyMs = p.latencyMs;
    layer.macs = p.macs;
    layer.bytes = p.bytes;
    layer.memoryBound = p.memoryBound;
    if (p.latencyMs > 0) layer.utilisation = p.macs / (m_macsPerSecond * p.latencyMs * 1e-3);
    report.latencyMs += p.latencyMs;
    macs += p.macs;
  }
  if (report.latencyMs > 0) report.utilisation = macs / (m_macsPerSecond * report.latencyMs * 1e-3);
  finishReport(report, m_watts);
  setMemory(report, network, m_context.batch, m_bytesPerValue);
  return report;
}

Result<std::unique_ptr<CostModel>> makeRooflineModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name"}));
  PSCOPE_TRY(RooflineModel roofline, RooflineModel::create(request.profile, request.context));
  return std::unique_ptr<CostModel>(std::make_unique<RooflineModel>(std::move(roofline)));
}

PluginInfo rooflineModelInfo() {
  PluginInfo info;
  info.name = "roofline";
  info.kind = PluginKind::CostModel;
  info.summary = "The slower of arithmetic and memory traffic of each operator, and its launch.";
  info.parameterSchema = R"({"type": "object", "properties": {}, "additionalProperties": false})";
  info.unit = "ms, mJ";
  info.source = "hardware and compression manual 4.2; Williams, Waterman, Patterson, CACM 52(4), 2009";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
