#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/device/cost_models.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

constexpr int kBytesPerValue = 4;

/// Prices by what was measured on the device.
class FittedModel final : public CostModel {
 public:
  FittedModel(LatencyFit fit, const CostContext& context, double watts)
      : m_fit(std::move(fit)), m_context(context), m_watts(watts) {}

  double latencyMs(const Network& network) override { return m_fit.latencyMs(network); }
  std::size_t unseenOperators(const Network& network) override { return m_fit.unseenOperators(network); }
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<FittedModel>(*this); }
  std::string source() const override { return "Gaussian process over operators, fitted to measurements"; }

  CostReport estimate(const Network& network) override {
    CostReport report;
    report.model = "fitted";
    report.evidence = "fitted";
    report.precision = m_context.precision;
    const LatencyFit::Estimate estimate = m_fit.estimate(network);
    report.latencyMs = estimate.latencyMs;
    report.latencyDeviationMs = estimate.deviationMs;
    report.unseenOperators = estimate.unseenOperators;
    const auto energyOf = [&](double latencyMs) {
      return m_watts > 0 ? latencyMs * m_watts : std::numeric_limits<double>::quiet_NaN();
    };
    report.energyMj = energyOf(report.latencyMs);
    const auto latencies = m_fit.nodeLatencies(network);
    const double batch = m_context.batch;
    for (std::size_t i = 0; i < latencies.size(); ++i) {
      const Node& node = network.nodes()[i];
      const NodeCost cost = nodeCost(network, node);
      const Signature signature = signatureOf(network, node);
      LayerCost layer;
      layer.node = i;
      layer.latencyMs = latencies[i];
      layer.energyMj = energyOf(latencies[i]);
      if (latencies[i] > 0) {
        layer.macs = static_cast<double>(cost.macs) * batch;
        layer.bytes = (static_cast<double>(signature.inputElements + signature.output.elements()) * batch +
                       static_cast<double>(cost.params)) *
                      kBytesPerValue;
      }
      report.layers.push_back(layer);
    }
    const StaticCosts costs = staticCosts(network, kBytesPerValue);
    report.peakMemoryBytes = costs.peakActivationBytes * m_context.batch + costs.params * kBytesPerValue;
    return report;
  }

 private:
  LatencyFit m_fit;
  CostContext m_context;
  double m_watts;  ///< whole board at full load; 0 unknown
};

std::string contextText(int batch, const std::string& precision) {
  return "batch " + std::to_string(batch) + (precision.empty() ? "" : " " + precision);
}

}  // namespace

Json DeviceFit::toJson() const {
  Json json = {{"batch", batch}, {"precision", precision}, {"space", space}, {"space_hash", spaceHash},
               {"scale", scale}, {"source", source},       {"unit", "ms"},   {"model", model.toJson()}};
  if (repeatability.pairs > 0) {
    json["repeatability"] = {{"pairs", repeatability.pairs},
                             {"within_5_pct", repeatability.within5Percent},
                             {"within_10_pct", repeatability.within10Percent}};
  }
  return json;
}

Result<DeviceFit> DeviceFit::fromJson(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys(
      {"batch", "precision", "space", "space_hash", "scale", "source", "unit", "repeatability", "model"}));
  PSCOPE_TRY(const std::string unit, view.string("unit"));
  if (unit != "ms") {
    return view.member("unit").value().error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(unit),
                                             PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("ms"));
  }
  PSCOPE_TRY(const JsonView modelJson, view.member("model"));
  PSCOPE_TRY(LatencyFit model, LatencyFit::fromJson(modelJson));
  DeviceFit fit{1, "", "", "", "", "", {}, std::move(model)};
  PSCOPE_TRY(const auto batch, view.integer("batch"));
  if (batch < 1 || batch > 65'536) {
    return view.member("batch").value().error(
        PSCOPE_TR_NOOP("Device", "A batch of %1 is out of range.").arg(std::to_string(batch)),
        PSCOPE_TR_NOOP("Device", "Use 1 to 65536."));
  }
  fit.batch = static_cast<int>(batch);
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
    if (servesContext(fit, context)) {
      const auto watts = profile.number("/power/max_W");
      return std::unique_ptr<CostModel>(std::make_unique<FittedModel>(fit.model, context, watts ? watts->value : 0));
    }
    known += (known.empty() ? "" : ", ") + contextText(fit.batch, fit.precision);
  }
  if (known.empty()) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Device", "The profile \"%1\" holds no fit to measurements.").arg(profile.name()),
                     PSCOPE_TR_NOOP("Device", "Fit it to measured designs first."), "", "/fits");
  }
  return makeError(ErrorCode::NotFound,
                   PSCOPE_TR_NOOP("Device", "The device \"%1\" was not measured with %2.")
                       .arg(profile.name())
                       .arg(contextText(context.batch, context.precision)),
                   PSCOPE_TR_NOOP("Device", "It was measured with: %1.").arg(known), "", "/fits");
}

bool servesContext(const DeviceFit& fit, const CostContext& context) {
  const bool samePrecision = context.precision.empty() || fit.precision.empty() || fit.precision == context.precision;
  return fit.batch == context.batch && samePrecision;
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
