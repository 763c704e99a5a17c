#include "core/device/cost_report.h"

#include <utility>

#include "core/device/profile_numbers.h"

namespace pscope {

int bytesOr4(const std::string& precision) {
  const auto bytes = bytesOfPrecision(precision);
  return bytes.ok() ? bytes.value() : 4;
}

CostReport blankReport(const Network& network, std::string model, std::string precision, std::string evidence) {
  CostReport report;
  report.model = std::move(model);
  report.precision = std::move(precision);
  report.evidence = std::move(evidence);
  report.energyMj = std::numeric_limits<double>::quiet_NaN();
  report.layers.resize(network.nodes().size());
  for (std::size_t i = 0; i < report.layers.size(); ++i) report.layers[i].node = i;
  return report;
}

void setMemory(CostReport& report, const Network& network, int batch, int bytesPerValue) {
  const StaticCosts costs = staticCosts(network, bytesPerValue);
  report.peakMemoryBytes = costs.peakActivationBytes * batch + costs.params * bytesPerValue;
}

OperatorWork workOf(const Network& network, const Node& head, const Node& last, const Signature& signature, int batch,
                    int bytesPerValue) {
  constexpr double kBiasBytes = 4;
  const NodeCost cost = nodeCost(network, head);
  const std::int64_t biases =
      head.attributes.bias && (head.op == Op::Conv2d || head.op == Op::Linear) ? head.shape.channels : 0;
  const double activations = static_cast<double>(signature.inputElements + last.shape.elements()) * batch;
  OperatorWork work;
  work.macs = static_cast<double>(cost.macs) * batch;
  work.bytes = (activations + static_cast<double>(cost.params - biases)) * bytesPerValue +
               static_cast<double>(biases) * kBiasBytes;
  return work;
}

void finishReport(CostReport& report, double boardWatt) {
  const double watt = boardWatt > 0 ? boardWatt : std::numeric_limits<double>::quiet_NaN();
  report.trafficBytes = 0;
  for (LayerCost& layer : report.layers) {
    layer.energyMj = layer.latencyMs * watt;
    report.trafficBytes += layer.bytes;
  }
  report.energyMj = report.latencyMs * watt;
}

}  // namespace pscope
