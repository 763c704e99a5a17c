#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/device_fit_commands.h"
#include "app/cli/network_text.h"
#include "app/cli/text_table.h"
#include "core/base/number_text.h"
#include "core/device/device.h"
#include "core/network/operator_catalogue.h"

namespace pscope {
namespace {

struct Options {
  std::string name, space, design, onnx, scale = "deploy", precision = "fp32", batch = "1";
  bool json = false;
};

Result<int> listDevices() {
  std::vector<std::vector<std::string>> rows = {{"name", "device", "family"}};
  for (const auto& device : devicePresets()) rows.push_back({device.name(), device.title(), device.family()});
  std::cout << textTable(rows, {false, false, false});
  return kDone;
}

Result<int> showDevice(const Options& options) {
  PSCOPE_TRY(const DeviceProfile device, openDevice(options.name));
  if (options.json) {
    printJson(device.document());
    return kDone;
  }
  std::cout << device.title() << " (" << device.name() << ", " << device.family() << ")\n"
            << device.summary() << "\n\n";
  std::vector<std::vector<std::string>> rows = {{"number", "value", "unit", "evidence", "source"}};
  for (const auto& [pointer, number] : device.numbers()) {
    rows.push_back({pointer, numberText(number.value, 6), number.unit, number.tag, number.source});
  }
  std::cout << textTable(rows, {false, true, false, false, false});
  return kDone;
}

Json costJson(const CostReport& report, const Network& network) {
  const auto names = network.nodeNames();
  Json layers = Json::array();
  for (const auto& layer : report.layers) {
    layers.push_back({{"name", names[layer.node]},
                      {"op", operatorInfo(network.nodes()[layer.node].op).name},
                      {"latency_ms", numberOrNull(layer.latencyMs)},
                      {"energy_mj", numberOrNull(layer.energyMj)},
                      {"macs", numberOrNull(layer.macs)},
                      {"bytes", numberOrNull(layer.bytes)},
                      {"memory_bound", layer.memoryBound}});
  }
  return {{"latency_ms", numberOrNull(report.latencyMs)},
          {"energy_mj", numberOrNull(report.energyMj)},
          {"peak_memory_bytes", report.peakMemoryBytes},
          {"layers", std::move(layers)},
          {"model", report.model},
          {"evidence", report.evidence},
          {"latency_deviation_ms", numberOrNull(report.latencyDeviationMs)},
          {"unseen_operators", report.unseenOperators}};
}

void printCost(const CostReport& report, const Network& network) {
  const auto names = network.nodeNames();
  std::vector<std::vector<std::string>> rows = {{"layer", "latency (ms)", "share", "bound by"}};
  for (const auto& layer : report.layers) {
    if (!(layer.latencyMs > 0)) continue;
    rows.push_back({names[layer.node], numberText(layer.latencyMs, 4),
                    numberText(std::round(1000 * layer.latencyMs / report.latencyMs) / 10, 4) + " %",
                    layer.memoryBound ? "memory" : "arithmetic"});
  }
  std::cout << textTable(rows, {false, true, true, false}) << "\nLatency " << numberText(report.latencyMs, 5)
            << " ms, energy "
            << (std::isfinite(report.energyMj) ? numberText(report.energyMj, 5) + " mJ" : std::string("not known"))
            << ", peak memory " << report.peakMemoryBytes << " bytes (" << report.model << ", evidence "
            << report.evidence << ")\n";
  if (std::isfinite(report.latencyDeviationMs)) {
    std::cout << "Standard deviation of a measurement around it: " << numberText(report.latencyDeviationMs, 3)
              << " ms\n";
  }
  if (report.unseenOperators > 0) {
    std::cout << report.unseenOperators << " operators are of kinds that were never measured: their time is missing.\n";
  }
}

/// The network of a design, or of a model file: then what it lacks is known, too.
Result<ImportedModel> modelOf(const Options& options) {
  if (!options.onnx.empty() && options.space.empty() && options.design.empty()) {
    OnnxImportOptions reading;
    reading.weights = false;
    return importOnnx(options.onnx, reading);
  }
  if (!options.onnx.empty() || options.space.empty() || options.design.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "It is not said what to estimate."),
                     PSCOPE_TR_NOOP("CommandLine", "Give either --space SPACE and --design TEXT, or --onnx F."));
  }
  PSCOPE_TRY(Network network, networkOf(options.space, options.design, options.scale));
  return ImportedModel{std::move(network), {}, {}, {}, "", 0, 0};
}

Result<int> estimateDevice(const Options& options) {
  PSCOPE_TRY(const auto batch, parseCount(options.batch, "--batch", 1));
  PSCOPE_TRY(const DeviceProfile device, openDevice(options.name));
  PSCOPE_TRY(const ImportedModel subject, modelOf(options));
  const Network& network = subject.network;
  PSCOPE_TRY(const auto model,
             createCostModel(device, {static_cast<int>(std::min<std::uint64_t>(batch, 1u << 20)), options.precision}));
  const auto report = model->estimate(network);
  if (options.json) {
    Json json = costJson(report, network);
    if (!options.onnx.empty()) addImportJson(json, subject);
    printJson(json);
  } else {
    printCost(report, network);
    std::cout << importNote(subject);
  }
  return kDone;
}

}  // namespace

void addDeviceCommands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  auto* device = app.add_subcommand("device", "Devices: list, show, estimate, fit, predict");
  device->require_subcommand(1);
  device->footer("Example:\n  paretoscope-cli device list");

  auto* list = device->add_subcommand("list", "Device presets, one a line");
  list->footer("Example:\n  paretoscope-cli device list");
  list->callback([&chosen] { chosen.run = listDevices; });

  auto* show = device->add_subcommand("show", "What is known of a device, each number with unit, evidence and source");
  show->add_option("NAME", options->name, "Name of a preset or a profile's JSON file")->required();
  show->add_flag("--json", options->json, "The profile's JSON document");
  show->footer("Example:\n  paretoscope-cli device show raspberry-pi-4");
  show->callback([&chosen, options] { chosen.run = [options] { return showDevice(*options); }; });

  auto* estimate =
      device->add_subcommand("estimate", "Latency, energy and memory of a design or model on a device (cost model)");
  estimate->add_option("NAME", options->name, "Name of a preset or a profile's JSON file")->required();
  estimate->add_option("--space", options->space, "Name of a built-in family or a space's JSON file")
      ->type_name("SPACE");
  estimate->add_option("--design", options->design, "The design in the space's text form")->type_name("TEXT");
  estimate->add_option("--onnx", options->onnx, "A model from elsewhere instead")->type_name("F");
  estimate->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  estimate->add_option("--batch", options->batch, "Inputs at a time")->type_name("N")->capture_default_str();
  estimate->add_option("--precision", options->precision, "fp32, fp16, int8 ... as far as the profile has numbers")
      ->type_name("NAME")
      ->capture_default_str();
  estimate->add_flag("--json", options->json, "One JSON document instead of a table");
  estimate->footer(
      "Example:\n  paretoscope-cli device estimate raspberry-pi-4 --space nasbench201 --json --design "
      "'|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'");
  estimate->callback([&chosen, options] { chosen.run = [options] { return estimateDevice(*options); }; });
  addDeviceFitCommands(*device, chosen);
}

}  // namespace pscope
