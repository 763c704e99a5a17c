#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"

namespace pscope {
namespace {

/// Prices by what was measured on the device.
class FittedModel final : public CostModel {
 public:
  FittedModel(const DeviceFit& fit, const CostContext& context, double watts)
      : m_fit(fit.model),
        m_batch(context.batch),
        m_precision(fit.precision.empty() ? context.precision : fit.precision),
        m_watts(watts) {}

  double latencyMs(const Network& network) override { return m_fit.latencyMs(network); }
  std::size_t unseenOperators(const Network& network) override { return m_fit.unseenOperators(network); }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<FittedModel>(*this); }
  std::string source() const override { return "Gaussian process over operators, fitted to measurements"; }

  CostReport estimate(const Network& network) override {
    CostReport report = blankReport(network, "fitted", m_precision, "fitted");
    const LatencyFit::Estimate estimate = m_fit.estimate(network);
    report.latencyMs = estimate.latencyMs;
    report.latencyDeviationMs = estimate.deviationMs;
    report.unseenOperators = estimate.unseenOperators;
    const int bytesPerValue = bytesOr4(m_precision);
    const auto latencies = m_fit.nodeLatencies(network);
    for (std::size_t i = 0; i < latencies.size(); ++i) {
      LayerCost& layer = report.layers[i];
      layer.latencyMs = latencies[i];
      if (!(latencies[i] > 0)) continue;
      const Node& node = network.nodes()[i];
      const OperatorWork work = workOf(network, node, node, signatureOf(network, node), m_batch, bytesPerValue);
      layer.macs = work.macs;
      layer.bytes = work.bytes;
    }
    finishReport(report, m_watts);
    setMemory(report, network, m_batch, bytesPerValue);
    return report;
  }

 private:
  LatencyFit m_fit;
  int m_batch;
  std::string m_precision;
  double m_watts;  ///< whole board at full load; 0 unknown
};

}  // namespace

Json DeviceFit::toJson() const {
  Json json = {{"batch", batch}, {"precision", precision}, {"space", space}, {"space_hash", spaceHash},
               {"scale", scale}, {"source", source},       {"unit", "ms"},   {"model", model.toJson()}};
  if (threads > 0) json["threads"] = threads;
  if (!statistic.empty()) json["statistic"] = statistic;
  if (repeatability.pairs > 0) {
    json["repeatability"] = {{"pairs", repeatability.pairs},
                             {"within_5_pct", repeatability.within5Percent},
                             {"within_10_pct", repeatability.within10Percent}};
  }
  return json;
}

Result<DeviceFit> DeviceFit::fromJson(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"batch", "precision", "threads", "statistic", "space", "space_hash", "scale", "source",
                              "unit", "repeatability", "model"}));
  PSCOPE_TRY(const std::string unit, view.string("unit"));
  if (unit != "ms") {
    return view.member("unit").value().error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(unit),
                                             PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("ms"));
  }
  PSCOPE_TRY(const JsonView modelJson, view.member("model"));
  PSCOPE_TRY(LatencyFit model, LatencyFit::fromJson(modelJson));
  PSCOPE_TRY(MadeWith made, madeWith(view));
  DeviceFit fit{1, "", "", "", "", "", {}, std::move(model), made.threads, std::move(made.statistic)};
  PSCOPE_TRY(fit.batch, batchOf(view, 0));
  PSCOPE_TRY(fit.precision, view.stringOr("precision", ""));
  PSCOPE_TRY(fit.space, view.string("space"));
  PSCOPE_TRY(fit.spaceHash, view.stringOr("space_hash", ""));
  PSCOPE_TRY(fit.scale, view.stringOr("scale", "deploy"));
  PSCOPE_TRY(fit.source, view.string("source"));
  if (view.has("repeatability")) {
    const JsonView floor = view.member("repeatability").value();
    PSCOPE_TRY(const auto pairs, floor.integer("pairs"));
    fit.repeatability.pairs = static_cast<std::size_t>(std::max<std::int64_t>(pairs, 0));
    PSCOPE_TRY(fit.repeatability.within5Percent, floor.number("within_5_pct"));
    PSCOPE_TRY(fit.repeatability.within10Percent, floor.number("within_10_pct"));
  }
  return fit;
}

Result<std::unique_ptr<CostModel>> makeFittedModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name"}));
  const DeviceProfile& profile = request.profile;
  const CostContext& context = request.context;
  std::string known;
  for (const DeviceFit& fit : profile.fits()) {
    if (matches(fit, context)) {
      const auto watts = profile.number("/power/max_W");
      return std::unique_ptr<CostModel>(std::make_unique<FittedModel>(fit, context, watts ? watts->value : 0));
    }
    known += (known.empty() ? "" : "; ") + contextText(fit);
  }
  if (known.empty()) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "The profile \"%1\" holds no fit to measurements.").arg(profile.name()),
                     PSCOPE_TR_NOOP("Device", "Fit it to measured designs first."), "", "/fits");
  }
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "The device \"%1\" was not measured with %2.")
                       .arg(profile.name())
                       .arg(contextText(context)),
                   PSCOPE_TR_NOOP("Device", "It was measured with: %1.").arg(known), "", "/fits");
}

PluginInfo fittedModelInfo() {
  PluginInfo info;
  info.name = "fitted";
  info.kind = PluginKind::CostModel;
  info.summary = "Gaussian process over executed operators, learned from measured designs; gives a deviation, too.";
  info.parameterSchema = R"({"type": "object", "properties": {}, "additionalProperties": false})";
  info.unit = "ms, mJ";
  info.source = "learned from the measurements in the profile; kernel of core/learn";
  info.evidence = "fitted";
  return info;
}

}  // namespace pscope
