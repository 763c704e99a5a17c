#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/device_export_command.h"
#include "app/cli/device_fit_commands.h"
#include "app/cli/device_health_command.h"
#include "app/cli/device_import_command.h"
#include "app/cli/device_measure_command.h"
#include "app/cli/network_text.h"
#include "app/cli/percent_text.h"
#include "app/cli/text_table.h"
#include "core/base/number_text.h"
#include "core/device/device.h"
#include "core/network/operator_catalogue.h"
#include "core/space/space.h"

namespace pscope {
namespace {

struct DeviceOptions {
  std::string name, space, design, onnx, scale = "deploy", precision, batch = "1", model, threads = "0", statistic;
  bool json = false, listModels = false;
};

Result<int> listDevices() {
  std::vector<std::vector<std::string>> rows = {{"name", "device", "family"}};
  for (const auto& device : devicePresets()) rows.push_back({device.name(), device.title(), device.family()});
  std::cout << textTable(rows, {false, false, false});
  return kDone;
}

/// "batch 1, fp32, 2 threads, median": as far as it is said.
std::string madeWithText(int batch, const std::string& precision, int threads, const std::string& statistic) {
  std::string text = "batch " + std::to_string(batch);
  if (!precision.empty()) text += ", " + precision;
  if (threads > 0) text += ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
  if (!statistic.empty()) text += ", " + statistic;
  return text;
}

void printFits(const DeviceProfile& device) {
  for (const DeviceFit& fit : device.fits()) {
    std::cout << "Fit to " << fit.model.measuredNetworks() << " measured designs of " << fit.space << " ("
              << madeWithText(fit.batch, fit.precision, fit.threads, fit.statistic) << "; " << fit.source << ")";
    if (const auto& held = fit.model.heldOut()) {
      std::cout << ": held-out Spearman " << numberText(held->spearman, 4) << ", " << percentText(held->within10Percent)
                << " within 10 %";
    }
    std::cout << ".\n";
  }
}

void printTables(const DeviceTables& tables) {
  const auto print = [](const std::string& title, const char* of, std::size_t rows, const TableHeader& header) {
    std::cout << "Table " << title << ": " << header.metric << " of " << rows << " " << of << " in " << header.unit
              << " (" << madeWithText(header.batch, header.precision, header.threads, header.statistic) << "; evidence "
              << header.tag << "; " << header.source << ").\n";
  };
  for (const ChoiceTable& table : tables.choices) {
    std::size_t rows = 0;
    for (const auto& group : table.groups) rows += group.rows.size();
    print(table.title(), "levels", rows, table.header);
  }
  for (const OperatorTable& table : tables.operators)
    print(table.title(), "operators", table.rows.size(), table.header);
}

void printHealth(const DeviceHealth& health) {
  std::cout << "Health: " << health.anchors.size() << " networks of " << health.space << " timed on " << health.date
            << " (" << health.meter << ")";
  if (!health.checks.empty()) {
    const auto& last = health.checks.back();
    std::cout << ", again on " << last.date << ": " << changeText(last.changePercent);
  }
  std::cout << ".\n";
}

Result<int> showDevice(const DeviceOptions& options) {
  PSCOPE_TRY(const DeviceProfile device, openDevice(options.name));
  if (options.json) {
    printJson(device.document());
    return kDone;
  }
  std::cout << device.title() << " (" << device.name() << (device.family().empty() ? "" : ", ") << device.family()
            << "; version " << device.version() << ")\n";
  if (!device.summary().empty()) std::cout << device.summary() << "\n";
  std::vector<std::vector<std::string>> rows = {{"number", "value", "unit", "evidence", "source"}};
  for (const auto& [pointer, number] : device.numbers()) {
    rows.push_back({pointer, numberText(number.value, 6), number.unit, number.tag, number.source});
  }
  if (rows.size() > 1) std::cout << "\n" << textTable(rows, {false, true, false, false, false});
  if (!device.fits().empty() || !device.tables().empty() || device.health()) std::cout << "\n";
  printFits(device);
  printTables(device.tables());
  if (device.health()) printHealth(*device.health());
  if (rows.size() == 1 && device.fits().empty() && device.tables().empty()) {
    std::cout << "Nothing is known of it yet: add its hardware, import a table (device import), or learn from "
                 "measurements (device measure, device fit).\n";
  }
  return kDone;
}

/// Where the model decides order, units or memory: the steps with their times; null otherwise.
Json planJson(const CostReport& report, const std::vector<std::string>& names) {
  if (report.plan == nullptr) return {};
  Json steps = Json::array();
  for (const ExecutionPlan::Step& step : report.plan->steps) {
    steps.push_back({{"name", step.node == ExecutionPlan::kNoNode ? step.name : names[step.node]},
                     {"unit", report.plan->units[step.unit]},
                     {"start_ms", step.startMs},
                     {"latency_ms", step.latencyMs},
                     {"memory_bytes", step.memoryBytes < 0 ? Json() : Json(step.memoryBytes)},
                     {"spilled_bytes", step.spilledBytes}});
  }
  Json tensors = Json::array();
  for (const ExecutionPlan::Stay& stay : report.plan->stays) {
    tensors.push_back({{"of", names[stay.node]},
                       {"first_step", stay.firstStep},
                       {"last_step", stay.lastStep},
                       {"bytes", stay.bytes},
                       {"address", stay.address < 0 ? Json() : Json(stay.address)},
                       {"reloaded", stay.reloaded}});
  }
  return {{"steps", std::move(steps)}, {"tensors", std::move(tensors)}};
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
                      {"memory_bound", layer.memoryBound},
                      {"utilisation", numberOrNull(layer.utilisation)}});
  }
  Json notes = Json::array();
  for (const Message& note : report.notes) notes.push_back(format(note));
  return {{"latency_ms", numberOrNull(report.latencyMs)},
          {"energy_mj", numberOrNull(report.energyMj)},
          {"peak_memory_bytes", report.peakMemoryBytes},
          {"layers", std::move(layers)},
          {"model", report.model},
          {"evidence", report.evidence},
          {"latency_deviation_ms", numberOrNull(report.latencyDeviationMs)},
          {"unseen_operators", report.unseenOperators},
          {"precision", report.precision},
          {"traffic_bytes", numberOrNull(report.trafficBytes)},
          {"utilisation", numberOrNull(report.utilisation)},
          {"area_mm2", numberOrNull(report.areaMm2)},
          {"flash_bytes", report.flashBytes < 0 ? Json() : Json(report.flashBytes)},
          {"throughput_per_s", numberOrNull(report.throughputPerSecond)},
          {"leakage_bits", numberOrNull(report.leakageBits)},
          {"plan", planJson(report, names)},
          {"notes", std::move(notes)}};
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
  if (rows.size() > 1) std::cout << textTable(rows, {false, true, true, false}) << "\n";
  std::cout << "Latency " << numberText(report.latencyMs, 5) << " ms, energy "
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
  if (std::isfinite(report.utilisation)) {
    std::cout << "Utilisation of the arithmetic: " << numberText(100 * report.utilisation, 3) << " %\n";
  }
  if (std::isfinite(report.areaMm2)) std::cout << "Area: " << numberText(report.areaMm2, 4) << " mm2\n";
  if (report.flashBytes >= 0) std::cout << "Flash: " << report.flashBytes << " bytes\n";
  if (std::isfinite(report.throughputPerSecond)) {
    std::cout << "Throughput: " << numberText(report.throughputPerSecond, 4) << " inputs a second\n";
  }
  if (std::isfinite(report.leakageBits)) {
    std::cout << "Leakage: " << numberText(report.leakageBits, 3) << " bits\n";
  }
  for (const Message& note : report.notes) std::cout << format(note) << "\n";
}

Result<int> listModels() {
  CostModelRegistry registry;
  registerCostModels(registry);
  std::vector<std::vector<std::string>> rows = {{"model", "evidence", "gives", "what it does", "source"}};
  for (const auto& model : registry.entries()) {
    const PluginInfo& info = model.info;
    rows.push_back({info.name, info.evidence, info.unit, info.summary, info.source});
  }
  std::cout << textTable(rows, {false, false, false, false, false});
  return kDone;
}

/// --model: a name, or a JSON object of name and parameters.
Status readModelOption(const std::string& text, CostContext& context) {
  if (text.empty()) return {};
  if (!text.starts_with('{')) {
    context.model = text;
    return {};
  }
  PSCOPE_TRY(const Json json, parseJson(text, "--model"));
  return readModel(JsonView(json, "--model"), context);
}

/// The space, the design in it and its network.
struct Design {
  Space space;
  Genome genome;
};
Result<Design> designOf(const DeviceOptions& options) {
  PSCOPE_TRY(Space space, openSpace(options.space));
  PSCOPE_TRY(Genome genome, space.parse(options.design));
  return Design{std::move(space), std::move(genome)};
}

Result<CostReport> priceOf(CostModel& model, const DeviceOptions& options, const Network& network) {
  if (options.onnx.empty()) {
    PSCOPE_TRY(const Design design, designOf(options));
    return model.estimateDesign({design.space, design.genome, network});
  }
  if (!model.needsDesign()) return model.estimate(network);
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("CommandLine", "This cost model prices designs of a space, no other networks."),
                   PSCOPE_TR_NOOP("CommandLine", "Give --space SPACE and --design TEXT, or another --model."));
}

/// The network of a design, or of a model file: then what it lacks is known, too.
Result<ImportedModel> modelOf(const DeviceOptions& options) {
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

Result<int> estimateDevice(const DeviceOptions& options) {
  if (options.listModels) return listModels();
  if (options.name.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "It is not said on which device."),
                     PSCOPE_TR_NOOP("CommandLine", "Name a preset or a profile's JSON file."));
  }
  PSCOPE_TRY(const auto batch, parseCount(options.batch, "--batch", 1, 65'536));
  PSCOPE_TRY(const DeviceProfile device, openDevice(options.name));
  PSCOPE_TRY(const ImportedModel subject, modelOf(options));
  const Network& network = subject.network;
  CostContext context(static_cast<int>(batch), options.precision);
  if (options.onnx.empty()) {
    PSCOPE_TRY(const Space space, openSpace(options.space));
    context.space = space.name();
  }
  PSCOPE_TRY(const auto threads, parseCount(options.threads, "--threads", 0, 4096));
  context.threads = static_cast<int>(threads);
  context.statistic = options.statistic;
  PSCOPE_CHECK(readModelOption(options.model, context));
  PSCOPE_TRY(const auto model, createCostModel(device, context));
  PSCOPE_TRY(const CostReport report, priceOf(*model, options, network));
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
  const auto options = std::make_shared<DeviceOptions>();
  auto* device = app.add_subcommand("device", "Devices: list, show, estimate, fit, predict, import, measure");
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
  estimate->add_option("NAME", options->name, "Name of a preset or a profile's JSON file");
  estimate
      ->add_option("--model", options->model,
                   "Cost model: a name, or {\"name\": ..., parameters ...}; the best for the profile unless given")
      ->type_name("MODEL");
  estimate->add_flag("--list-models", options->listModels, "Print the cost models, one a line, and end");
  estimate->add_option("--space", options->space, "Name of a built-in family or a space's JSON file")
      ->type_name("SPACE");
  estimate->add_option("--design", options->design, "The design in the space's text form")->type_name("TEXT");
  estimate->add_option("--onnx", options->onnx, "A model from elsewhere instead")->type_name("F");
  estimate->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  estimate->add_option("--batch", options->batch, "Inputs at a time")->type_name("N")->capture_default_str();
  estimate
      ->add_option("--precision", options->precision,
                   "fp32, fp16, int8 ... as far as the profile has numbers; fp32 or its first unless given")
      ->type_name("NAME");
  estimate->add_option("--threads", options->threads, "Of the runtime; 0: whatever the figures were made with")
      ->type_name("N")
      ->capture_default_str();
  estimate
      ->add_option("--statistic", options->statistic,
                   "Of repeated timings: median, p95 or \"lower quartile\"; a typical one unless given")
      ->type_name("NAME");
  estimate->add_flag("--json", options->json, "One JSON document instead of a table");
  estimate->footer(
      "Example:\n  paretoscope-cli device estimate raspberry-pi-4 --space nasbench201 --json --design "
      "'|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|'");
  estimate->callback([&chosen, options] { chosen.run = [options] { return estimateDevice(*options); }; });
  addDeviceExportCommand(*device, chosen);
  addDeviceFitCommands(*device, chosen);
  addDeviceHealthCommand(*device, chosen);
  addDeviceImportCommand(*device, chosen);
  addDeviceMeasureCommand(*device, chosen);
}

}  // namespace pscope
