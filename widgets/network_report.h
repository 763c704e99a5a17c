#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/device/device.h"
#include "core/network/network.h"
#include "core/network/onnx_import.h"
#include "widgets/cost_source.h"

namespace pscope {

/// What a network costs on one device, or why that is not said.
struct DeviceEstimate {
  std::string name;
  std::string title;  ///< "Raspberry Pi 4B"
  std::optional<CostReport> report;
  std::vector<double> layerMs;   ///< per node, when there is a report; NaN: the model prices no single operators
  std::optional<Error> refused;  ///< the profile lacks a number that its model needs, or that needs a design
};

/// A network with everything that can be said of it without running it; batch 1.
struct NetworkReport {
  std::shared_ptr<const Network> network;
  std::vector<std::string> names;         ///< per node
  std::vector<NodeCost> costs;            ///< per node
  std::vector<std::int64_t> liveBytes;    ///< per node: all live tensors while it runs, fp32
  StaticCosts totals;                     ///< incomplete when operators are unknown
  std::vector<DeviceEstimate> devices;    ///< all that are known
  std::vector<UnknownOperator> unknown;   ///< of an imported model
  std::string producer;                   ///< "pytorch 2.1"; empty when the file does not say
  std::int64_t irVersion = 0, opset = 0;  ///< 0: not from a file
  std::vector<std::pair<std::string, std::string>> metadata;
};

/// Costs and the estimates of all devices; reports "devices" as its progress.
/// @param known  the devices; none: the presets
/// @error Cancelled    @thread any    @cost O(nodes * devices)
Result<NetworkReport> networkReport(std::shared_ptr<const Network> network, const JobContext& job,
                                    const DeviceList& known = nullptr);
/// Reads an ONNX file without its weights, and the same.
/// @error those of importOnnx, Cancelled
Result<NetworkReport> onnxReport(const std::string& path, const JobContext& job, const DeviceList& known = nullptr);
/// The report with the estimates of other devices. @error Cancelled    @cost O(nodes * devices)
Result<NetworkReport> reportOnDevices(NetworkReport report, const JobContext& job, const DeviceList& known);

/// The layers as CSV: layer, operator, output, params, macs, live_activation_bytes, and for each device with an
/// estimate NAME_latency_ms.
std::string layersCsv(const NetworkReport& report);

}  // namespace pscope
