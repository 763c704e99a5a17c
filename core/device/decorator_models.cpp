#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"
#include "core/device/cost_models.h"
#include "core/device/cost_report.h"
#include "core/device/profile_numbers.h"
#include "core/device/split_link.h"
#include "core/device/train_step.h"

namespace pscope {
namespace {

/// One step of training, priced by what another model says of the forward pass.
class TrainStepModel final : public CostModel {
 public:
  TrainStepModel(std::unique_ptr<CostModel> inner, bool momentum, int batch)
      : m_inner(std::move(inner)), m_momentum(momentum), m_batch(batch) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<TrainStepModel>(m_inner->clone(), m_momentum, m_batch);
  }
  std::size_t unseenOperators(const Network& network) override { return m_inner->unseenOperators(network); }
  std::string source() const override { return "training step, manual 4.16, over " + m_inner->source(); }

  CostReport estimate(const Network& network) override {
    CostReport report = m_inner->estimate(network);
    const TrainStep step = trainStep(network, bytesOr4(report.precision), m_momentum, m_batch);
    report.model = "train-step";
    report.evidence = weakerEvidence(report.evidence, "E");
    report.peakMemoryBytes = step.memoryBytes;
    const double factor =
        step.forwardMacs > 0 ? static_cast<double>(step.macs()) / static_cast<double>(step.forwardMacs) : 1;
    report.latencyMs *= factor;
    report.latencyDeviationMs *= factor;
    report.energyMj *= factor;
    report.trafficBytes *= factor;
    for (LayerCost& layer : report.layers) {
      layer.latencyMs *= factor;
      layer.energyMj *= factor;
      layer.macs *= factor;
      layer.bytes *= factor;
    }
    report.notes.push_back(
        PSCOPE_TR_NOOP("Device",
                       "A step of training costs %1 times the forward pass: the ratio of multiply-accumulates.")
            .arg(numberText(factor, 3)));
    return report;
  }

 private:
  std::unique_ptr<CostModel> m_inner;
  bool m_momentum;
  int m_batch;
};

/// Where a cut network runs and what lies between.
struct SplitOptions {
  double share = 0.5;  ///< of the network's arithmetic that stays on the device
  double bitsPerSecond = 0;
  double propagationSeconds = 0;
  Radio radio;
  double idleWatt = 0;
};

/// Head on this device, a quantised tensor over a link, tail on another device.
class SplitModel final : public CostModel {
 public:
  SplitModel(std::unique_ptr<CostModel> head, std::unique_ptr<CostModel> tail, const SplitOptions& options)
      : m_head(std::move(head)), m_tail(std::move(tail)), m_options(options) {}

  double latencyMs(const Network& network) override { return estimate(network).latencyMs; }
  std::unique_ptr<CostModel> clone() const override {
    return std::make_unique<SplitModel>(m_head->clone(), m_tail->clone(), m_options);
  }
  std::size_t unseenOperators(const Network& network) override {
    const auto head = headOf(network, cutOf(network));
    if (!head.ok()) return m_head->unseenOperators(network) + m_tail->unseenOperators(network);
    const std::size_t all = m_tail->unseenOperators(network), before = m_tail->unseenOperators(head.value());
    return m_head->unseenOperators(head.value()) + (all > before ? all - before : 0);
  }
  std::string source() const override { return "split over a link, manual 4.11, over " + m_head->source(); }

  CostReport estimate(const Network& network) override {
    CostReport report = m_head->estimate(network);
    const CostReport tail = m_tail->estimate(network);
    const std::size_t cut = cutOf(network);
    SplitLink link;
    double headJoule = 0;
    constexpr double kMilli = 1e-3;
    for (std::size_t i = 0; i < report.layers.size(); ++i) {
      link.fullDeviceSeconds += report.layers[i].latencyMs * kMilli;
      if (i <= cut) {
        link.headSeconds += report.layers[i].latencyMs * kMilli;
        headJoule += report.layers[i].energyMj * kMilli;
      } else {
        link.tailSeconds += tail.layers[i].latencyMs * kMilli;
        report.layers[i] = tail.layers[i];
        report.layers[i].energyMj = 0;  // the server's energy is not the device's
      }
    }
    link.propagationSeconds = m_options.propagationSeconds;
    link.splitBytes = wireBytes(static_cast<double>(network.nodes()[cut].shape.elements()));
    keepHead(report, network, cut);
    const double sending = 8 * link.splitBytes / m_options.bitsPerSecond;
    report.model = "split";
    report.evidence = weakerEvidence(weakerEvidence(report.evidence, tail.evidence), "user");
    report.latencyMs = splitSeconds(link, m_options.bitsPerSecond) / kMilli;
    report.energyMj = (headJoule + uplinkWatt(m_options.radio, m_options.bitsPerSecond) * sending +
                       m_options.idleWatt * (link.tailSeconds + link.propagationSeconds)) /
                      kMilli;
    report.trafficBytes = link.splitBytes;
    report.notes.push_back(PSCOPE_TR_NOOP("Device", "%1 bytes cross the link after %2; the device alone takes %3 ms.")
                               .arg(std::to_string(static_cast<std::int64_t>(link.splitBytes)))
                               .arg(network.nodeNames()[cut])
                               .arg(numberText(link.fullDeviceSeconds / kMilli, 4)));
    return report;
  }

 private:
  /// The network up to the cut: the memory, the arithmetic and the gaps of the device are those of its part.
  static Result<Network> headOf(const Network& network, std::size_t cut) {
    Network head(network.inputShape());
    for (std::size_t i = 1; i <= cut; ++i) {
      const Node& node = network.nodes()[i];
      PSCOPE_CHECK(head.add(node.op, network.inputs(node), node.attributes));
    }
    return head;
  }
  void keepHead(CostReport& report, const Network& network, std::size_t cut) {
    report.latencyDeviationMs = report.utilisation = std::numeric_limits<double>::quiet_NaN();
    report.unseenOperators = unseenOperators(network);
    const auto head = headOf(network, cut);
    if (!head.ok()) return;
    const CostReport own = m_head->estimate(head.value());
    report.peakMemoryBytes = own.peakMemoryBytes;
    report.flashBytes = own.flashBytes;
    report.utilisation = own.utilisation;
  }

  /// The narrow point (one tensor crosses) where the head's arithmetic is nearest to its share.
  std::size_t cutOf(const Network& network) const {
    const auto total = static_cast<double>(staticCosts(network).macs);
    std::vector<std::size_t> last(network.nodes().size(), 0);
    for (std::size_t i = 0; i < last.size(); ++i) {
      for (const NodeIndex input : network.inputs(network.nodes()[i])) last[static_cast<std::size_t>(input)] = i;
    }
    std::size_t furthest = 0, best = 0;
    double done = 0, nearest = 2;
    for (std::size_t i = 0; i < last.size(); ++i) {
      done += static_cast<double>(nodeCost(network, network.nodes()[i]).macs);
      const double distance = std::abs((total > 0 ? done / total : 0) - m_options.share);
      if (furthest <= i && distance < nearest) {
        nearest = distance;
        best = i;
      }
      furthest = std::max(furthest, last[i]);
    }
    return best;
  }

  std::unique_ptr<CostModel> m_head, m_tail;
  SplitOptions m_options;
};

}  // namespace

Result<std::unique_ptr<CostModel>> makeTrainStepModel(const CostModelRequest& request) {
  PSCOPE_CHECK(request.parameters.onlyKeys({"name", "of", "momentum"}));
  PSCOPE_TRY(const bool momentum, request.parameters.booleanOr("momentum", false));
  PSCOPE_TRY(std::unique_ptr<CostModel> inner, innerModel(request));
  PSCOPE_CHECK(checkDecorated(*inner, request.parameters));
  return std::unique_ptr<CostModel>(
      std::make_unique<TrainStepModel>(std::move(inner), momentum, request.context.batch));
}

Result<std::unique_ptr<CostModel>> makeSplitModel(const CostModelRequest& request) {
  const JsonView& parameters = request.parameters;
  PSCOPE_CHECK(parameters.onlyKeys({"name", "of", "server", "share", "rate_bps", "loss", "propagation_s", "radio"}));
  SplitOptions options;
  PSCOPE_TRY(const std::string server, parameters.string("server"));
  PSCOPE_TRY(options.share, parameters.numberOr("share", options.share));
  PSCOPE_TRY(const double rate, parameters.number("rate_bps"));
  PSCOPE_TRY(const double loss, parameters.numberOr("loss", 0));
  PSCOPE_TRY(options.propagationSeconds, parameters.numberOr("propagation_s", 0));
  PSCOPE_TRY(const std::string radio, parameters.stringOr("radio", "wifi"));
  if (!(rate > 0) || !(loss >= 0 && loss < 1) || !(options.share >= 0 && options.share <= 1) ||
      !(options.propagationSeconds >= 0) || !std::isfinite(rate + options.propagationSeconds)) {
    return parameters.error(PSCOPE_TR_NOOP(
        "Device", "The rate must be positive, the share and the loss between 0 and 1, times not negative."));
  }
  if (radio != "wifi" && radio != "lte" && radio != "3g") {
    return parameters.member("radio").value().error(PSCOPE_TR_NOOP("Device", "\"%1\" is not known here.").arg(radio),
                                                    PSCOPE_TR_NOOP("Device", "Known are: %1.").arg("wifi, lte, 3g"));
  }
  options.radio = radio == "lte" ? kLte : radio == "3g" ? kThirdGeneration : kWifi;
  options.bitsPerSecond = effectiveRate(rate, loss);
  options.idleWatt = request.profile.number("/power/idle_W").value_or(TaggedNumber{}).value;
  PSCOPE_TRY(std::unique_ptr<CostModel> head, innerModel(request));
  PSCOPE_CHECK(checkDecorated(*head, parameters));
  auto other = openDevice(server);
  if (!other.ok()) return parameters.member("server").value().error(other.error().what, other.error().mend);
  CostContext context = request.context;
  context.model = context.parameters = context.precision = "";
  PSCOPE_TRY(std::unique_ptr<CostModel> tail, createCostModel(other.value(), context));
  PSCOPE_CHECK(checkDecorated(*tail, parameters));
  return std::unique_ptr<CostModel>(std::make_unique<SplitModel>(std::move(head), std::move(tail), options));
}

PluginInfo trainStepModelInfo() {
  PluginInfo info;
  info.name = "train-step";
  info.kind = PluginKind::CostModel;
  info.summary = "Decorates another model: one step of training, with gradients of weights and inputs.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {"of": {"description": "name of a model, or an object of name and parameters"},
                 "momentum": {"type": "boolean", "default": false}},
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source = "hardware and compression manual 4.16";
  info.evidence = "E";
  return info;
}

PluginInfo splitModelInfo() {
  PluginInfo info;
  info.name = "split";
  info.kind = PluginKind::CostModel;
  info.summary = "Decorates another model: head on this device, an 8-bit tensor over a link, tail on a server.";
  info.parameterSchema = R"({
  "type": "object",
  "properties": {
    "of": {"description": "model of the head"}, "server": {"type": "string", "description": "device of the tail"},
    "share": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5},
    "rate_bps": {"type": "number", "exclusiveMinimum": 0}, "loss": {"type": "number", "default": 0},
    "propagation_s": {"type": "number", "default": 0},
    "radio": {"type": "string", "enum": ["wifi", "lte", "3g"], "default": "wifi"}
  },
  "required": ["server", "rate_bps"],
  "additionalProperties": false
})";
  info.unit = "ms, mJ, B";
  info.source =
      "hardware and compression manual 4.11; Matsubara et al., BottleFit, WoWMoM 2022; radios Huang et al., 2012";
  info.evidence = "E";
  return info;
}

}  // namespace pscope
