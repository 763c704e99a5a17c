#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/command_line.h"
#include "app/cli/device_fit_commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/percent_text.h"
#include "app/cli/progress_bar.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/device/device_fit.h"

namespace pscope {
namespace {

constexpr std::uint64_t kLargestBatch = 65'536;

struct FitCommandOptions {
  std::string name, space, out, designs, csv, model, scale = "deploy", precision, batch = "1", folds = "5",
                                                     threads = "0", statistic;
  MeasurementSource source;
  bool json = false;
};

void printFit(const DeviceProfile& profile, const DeviceFit& fit, const std::string& out) {
  const LatencyFit& model = fit.model;
  const std::string said = profile.document().value("dead_code", "");
  const std::string learned(deadCodeName(model.deadCode()));
  std::cout << "Fitted " << profile.name() << " to " << model.measuredNetworks() << " designs of " << fit.space << " ("
            << fit.source << ").\n"
            << "Operators that reach nothing are " << learned << " by the runtime"
            << (said.empty() || said == learned ? "" : " (the profile says " + said + ")") << "; errors are "
            << (model.relativeErrors() ? "relative" : "absolute") << ".\n";
  if (const auto& q = model.heldOut()) {
    std::cout << "Held-out error over " << q->designs << " designs: Spearman " << numberText(q->spearman, 4)
              << ", Kendall " << numberText(q->kendall, 4) << ", median " << percentText(q->medianErrorPercent) << ", "
              << percentText(q->within5Percent) << " within 5 %, " << percentText(q->within10Percent)
              << " within 10 %.\n";
  }
  const Repeatability& floor = fit.repeatability;
  if (floor.pairs > 0) {
    std::cout << "Repeatability: of " << floor.pairs << " pairs of designs that execute the same operators "
              << percentText(floor.within5Percent) << " agree within 5 %, " << percentText(floor.within10Percent)
              << " within 10 %.\n";
  } else {
    std::cout << "Repeatability is not known: no two of these designs execute the same operators.\n";
  }
  std::cout << "Written to " << out << ".\n";
}

Json fitJson(const DeviceFit& fit, const std::string& out) {
  Json json = {{"designs", fit.model.measuredNetworks()},
               {"source", fit.source},
               {"dead_code", deadCodeName(fit.model.deadCode())},
               {"errors", fit.model.relativeErrors() ? "relative" : "absolute"}};
  if (fit.model.heldOut()) json["held_out"] = toJson(*fit.model.heldOut());
  json["repeatability"] = {{"pairs", fit.repeatability.pairs},
                           {"within_5_pct", fit.repeatability.within5Percent},
                           {"within_10_pct", fit.repeatability.within10Percent}};
  json["out"] = out;
  return json;
}

Result<int> fitToMeasurements(const FitCommandOptions& options) {
  DeviceFitOptions fitting;
  PSCOPE_TRY(const auto batch, parseCount(options.batch, "--batch", 1, kLargestBatch));
  PSCOPE_TRY(const auto folds, parseCount(options.folds, "--folds", 0));
  fitting.batch = static_cast<int>(batch);
  fitting.folds = static_cast<int>(std::min<std::uint64_t>(folds, 100));
  fitting.precision = options.precision;
  PSCOPE_TRY(const auto threads, parseCount(options.threads, "--threads", 0, 4096));
  fitting.threads = static_cast<int>(threads);
  fitting.statistic = options.statistic;
  fitting.scale = options.scale;
  PSCOPE_TRY(const DeviceProfile profile, openDevice(options.name));
  PSCOPE_TRY(const Space space, openSpace(options.space));
  const StopOnInterrupt interrupt;
  ProgressBar bar("Fit");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) { bar.update(progress.done, progress.total, progress.stage); };
  PSCOPE_TRY(const DeviceFit fit, fitDevice(profile, space, options.source, fitting, job));
  PSCOPE_TRY(const DeviceProfile fitted, profile.withFit(fit));
  PSCOPE_CHECK(writeFileAtomically(options.out, fitted.document().dump(1) + "\n"));
  if (options.json) {
    printJson(fitJson(fit, options.out));
  } else {
    printFit(profile, fit, options.out);
  }
  return kDone;
}

Result<int> predict(const FitCommandOptions& options) {
  PSCOPE_TRY(const auto batch, parseCount(options.batch, "--batch", 1, kLargestBatch));
  PSCOPE_TRY(const DeviceProfile profile, openDevice(options.name));
  PSCOPE_TRY(const Space space, openSpace(options.space));
  PSCOPE_TRY(const auto designs, readDesigns(space, options.designs));
  CostContext context(static_cast<int>(batch), options.precision);
  PSCOPE_TRY(const auto threads, parseCount(options.threads, "--threads", 0, 4096));
  context.threads = static_cast<int>(threads);
  context.statistic = options.statistic;
  context.space = space.name();
  context.model = options.model;
  PSCOPE_TRY(const auto model, createCostModel(profile, context));
  std::string csv = csvLine({"design", "latency_ms"});
  std::size_t unseen = 0;
  for (const Genome& design : designs) {
    PSCOPE_TRY(const Network network, space.lower(design, options.scale));
    PSCOPE_TRY(const double latencyMs, model->designLatencyMs({space, design, network}));
    csv += csvLine({space.text(design), numberText(latencyMs)});
    PSCOPE_TRY(const std::size_t gaps, model->designUnseenOperators({space, design, network}));
    unseen += gaps > 0 ? 1 : 0;
  }
  PSCOPE_CHECK(writeFileAtomically(options.csv, csv));
  if (unseen > 0) {
    std::cerr << unseen << " of " << designs.size()
              << " designs have operators that were never measured: their time is missing.\n";
  }
  return kDone;
}

}  // namespace

void addDeviceFitCommands(CLI::App& device, Chosen& chosen) {
  const auto options = std::make_shared<FitCommandOptions>();
  const auto addCommon = [&](CLI::App* command) {
    command->add_option("--space", options->space, "Name of a built-in family or a space's JSON file")
        ->type_name("SPACE")
        ->required();
    command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
    command->add_option("--batch", options->batch, "Inputs at a time")->type_name("N")->capture_default_str();
    command->add_option("--precision", options->precision, "fp32, fp16, int8 ...; any unless given")->type_name("NAME");
    command->add_option("--threads", options->threads, "Of the runtime; 0: not said")
        ->type_name("N")
        ->capture_default_str();
    command
        ->add_option("--statistic", options->statistic,
                     "Of repeated timings: median, p95 or \"lower quartile\"; a typical one unless given (fit: what "
                     "the column holds)")
        ->type_name("NAME")
        ->check(CLI::IsMember({"median", "p95", "lower quartile"}));
  };
  auto* fit =
      device.add_subcommand("fit", "Learns a device's latency from measured designs; prints the held-out error");
  fit->add_option("NAME", options->name, "A profile's JSON file (nothing but its name is needed), or a preset")
      ->required();
  addCommon(fit);
  fit->add_option("--measurements", options->source.file, "Measured designs, one a row")
      ->type_name("F.csv")
      ->required();
  fit->add_option("--column", options->source.column, "Column of the latencies; its name ends in _ms, _s or _us")
      ->type_name("C")
      ->required();
  fit->add_option("--unit", options->source.unit, "ms, s or us, when the column's name does not say it");
  fit->add_option("--key", options->source.keyColumn, "Column of the designs; found unless given")->type_name("C");
  fit->add_option("--join", options->source.joinFile, "A second table that says which design a row is")
      ->type_name("F.csv");
  fit->add_option("--on", options->source.on, "The column that both tables have")->type_name("C")->default_val("index");
  fit->add_option("--folds", options->folds, "Of the held-out error; 0: none")->type_name("N")->capture_default_str();
  fit->add_option("--out", options->out, "The profile with the fit")->type_name("PROFILE.json")->required();
  fit->add_flag("--json", options->json, "One JSON document instead of sentences");
  fit->footer(
      "Example:\n  paretoscope-cli device fit raspberry-pi-4 --space nasbench201 --measurements measured.csv --column "
      "latency_ms --out my-pi.json");
  fit->callback([&chosen, options] { chosen.run = [options] { return fitToMeasurements(*options); }; });

  auto* predicting = device.add_subcommand("predict", "Latencies of many designs on a device");
  predicting->add_option("NAME", options->name, "A profile's JSON file, or a preset")->required();
  addCommon(predicting);
  predicting->add_option("--designs", options->designs, "Designs in the space's text form, one a line")
      ->type_name("F")
      ->required();
  predicting->add_option("--model", options->model, "Cost model; the best for the profile unless given")
      ->type_name("NAME");
  predicting->add_option("--csv", options->csv, "Written: design,latency_ms")->type_name("OUT.csv")->required();
  predicting->footer(
      "Example:\n  paretoscope-cli device predict my-pi.json --space nasbench201 --designs designs.txt --csv out.csv");
  predicting->callback([&chosen, options] { chosen.run = [options] { return predict(*options); }; });
}

}  // namespace pscope
