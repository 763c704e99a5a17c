#include "widgets/network_report.h"

#include <limits>

#include "core/base/csv.h"
#include "core/base/number_text.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("NetworkReport", "The work was cancelled."));
}

DeviceEstimate estimateOn(const DeviceProfile& device, const Network& network) {
  DeviceEstimate estimate{device.name(), device.title(), {}, {}, {}};
  auto model = createCostModel(device, {});
  if (!model.ok()) {
    estimate.refused = model.error();
  } else if (model.value()->needsDesign()) {
    estimate.refused =
        makeError(ErrorCode::Unsupported,
                  PSCOPE_TR_NOOP("NetworkReport", "The model of this device prices designs of a space only."),
                  PSCOPE_TR_NOOP("NetworkReport", "Use it as an objective of a search."));
  } else {
    estimate.report = model.value()->estimate(network);
    estimate.layerMs.assign(network.nodes().size(), std::numeric_limits<double>::quiet_NaN());
    for (const auto& layer : estimate.report->layers) estimate.layerMs[layer.node] = layer.latencyMs;
  }
  return estimate;
}

}  // namespace

Result<NetworkReport> reportOnDevices(NetworkReport report, const JobContext& job, const DeviceList& known) {
  const auto devices = known ? *known : devicePresets();
  report.devices.clear();
  for (const auto& device : devices) {
    if (job.stop.stop_requested()) return cancelled();
    job.report(
        {static_cast<std::int64_t>(report.devices.size()), static_cast<std::int64_t>(devices.size()), "devices"});
    report.devices.push_back(estimateOn(device, *report.network));
  }
  return report;
}

Result<NetworkReport> networkReport(std::shared_ptr<const Network> network, const JobContext& job,
                                    const DeviceList& known) {
  NetworkReport report;
  report.names = network->nodeNames();
  report.costs.reserve(network->nodes().size());
  for (const auto& node : network->nodes()) report.costs.push_back(nodeCost(*network, node));
  report.liveBytes = liveActivationBytes(*network);
  report.totals = staticCosts(*network);
  report.network = std::move(network);
  return reportOnDevices(std::move(report), job, known);
}

Result<NetworkReport> onnxReport(const std::string& path, const JobContext& job, const DeviceList& known) {
  job.report({0, 0, "reading"});
  OnnxImportOptions options;
  options.weights = false;
  options.stop = job.stop;
  PSCOPE_TRY(ImportedModel model, importOnnx(path, options));
  if (job.stop.stop_requested()) return cancelled();
  PSCOPE_TRY(NetworkReport report,
             networkReport(std::make_shared<const Network>(std::move(model.network)), job, known));
  report.unknown = std::move(model.unknown);
  report.producer = std::move(model.producer);
  report.irVersion = model.irVersion;
  report.opset = model.opset;
  report.metadata = std::move(model.metadata);
  return report;
}

std::string layersCsv(const NetworkReport& report) {
  std::vector<std::string> cells = {"layer", "operator", "output", "params", "macs", "live_activation_bytes"};
  for (const auto& device : report.devices) {
    if (device.report) cells.push_back(device.name + "_latency_ms");
  }
  std::string text = csvLine(cells);
  for (std::size_t i = 0; i < report.names.size(); ++i) {
    const Node& node = report.network->nodes()[i];
    cells = {report.names[i],
             std::string(operatorInfo(node.op).name),
             node.shape.text(),
             std::to_string(report.costs[i].params),
             std::to_string(report.costs[i].macs),
             std::to_string(report.liveBytes[i])};
    for (const auto& device : report.devices) {
      if (device.report) cells.push_back(numberText(device.layerMs[i]));
    }
    text += csvLine(cells);
  }
  return text;
}

}  // namespace pscope
