#include "app/cli/device_measure_command.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/interrupt.h"
#include "app/cli/percent_text.h"
#include "app/cli/progress_bar.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/device/profile_numbers.h"
#include "core/run/command_consent.h"
#include "core/run/measuring_setup.h"

namespace pscope {
namespace {

constexpr std::uint64_t kMostRounds = 1'000;
constexpr std::uint64_t kMostInputs = 65'536;

struct DeviceMeasureOptions {
  std::string space, out, command, scale = "deploy", designs = "100", check = "50", rounds = "3", batch = "1",
                                   seed = "1", threads = "1";
  double seconds = 0.1;
  bool noOperators = false, active = false, dryRun = false, json = false;
};

void printQuality(const std::string& name, const std::optional<FitQuality>& quality) {
  if (!quality) return;
  std::cout << name << " over " << quality->designs << " unseen networks: Spearman " << numberText(quality->spearman, 4)
            << ", median error " << percentText(quality->medianErrorPercent) << ", "
            << percentText(quality->within5Percent) << " within 5 %, " << percentText(quality->within10Percent)
            << " within 10 %.\n";
}

void printReport(const MeasuringReport& report, const std::string& folder) {
  const MachineState& state = report.before;
  std::cout << "Measured " << report.designs.size() + report.check.size() << " networks and " << report.operators.size()
            << " operators in " << durationText(report.seconds) << " (" << report.meter << ").\n";
  if (report.resumed > 0) std::cout << report.resumed << " timings were there from an earlier run.\n";
  printQuality("The fit to whole networks", report.fitQuality);
  printQuality("The sum of operators", report.tableQuality);
  const Repeatability& floor = report.fit->repeatability;
  if (floor.pairs > 0) {
    std::cout << "Repeatability: of " << floor.pairs << " pairs of designs that execute the same operators "
              << percentText(floor.within10Percent) << " agree within 10 %.\n";
  }
  std::cout << "Noise: ";
  if (std::isfinite(report.spreadPercent)) {
    std::cout << "rounds of one item differ by " << percentText(report.spreadPercent) << " in the median; ";
  }
  std::cout << "three networks timed again at the end: " << changeText(report.driftPercent) << ".\n"
            << "Clock governor: " << (state.governor.empty() ? "not known" : state.governor) << "; load "
            << numberText(state.load, 3) << " on " << state.cores << " cores.\n"
            << "Written to " << folder
            << ": designs.csv, operators.csv, check.csv, samples.csv, report.json, profile.json.\n";
}

Json reportJson(const MeasuringReport& report, const std::string& folder) {
  return {{"designs", report.designs.size()},
          {"check", report.check.size()},
          {"operators", report.operators.size()},
          {"resumed", report.resumed},
          {"seconds", report.seconds},
          {"fit", report.fitQuality ? toJson(*report.fitQuality, "networks") : Json()},
          {"operator_table", report.tableQuality ? toJson(*report.tableQuality, "networks") : Json()},
          {"spread_between_rounds_pct", numberOrNull(report.spreadPercent)},
          {"drift_pct", numberOrNull(report.driftPercent)},
          {"folder", folder}};
}

/// Prints what would be run for a design; its model is left to try it with.
Result<int> printDryRun(const MeasuringSetup& setup, const Space& space, const DeviceMeasureOptions& options) {
  PSCOPE_TRY(const DryRun dry, dryRun(setup, space, options.scale, options.out + ".onnx"));
  const MeasuringCommand& command = *setup.command;
  std::cout << "Design: " << dry.design << "\nModel:  " << dry.modelFile
            << "\nNothing was run. Each design would run, without a shell:\n";
  for (const std::string& argument : dry.arguments) std::cout << "  " << argument << "\n";
  std::cout << "The figure is "
            << (command.pattern.empty() ? "at " + command.pointer + " of its JSON output"
                                        : "what " + command.pattern + " finds")
            << ", in " << command.unit << "; at most " << numberText(command.timeoutSeconds, 4) << " s are waited.\n";
  return kDone;
}

/// The folder or what was asked for cannot be used, as opposed to a device that did not answer.
bool isUnusableInput(const Error& error) {
  const bool damagedFile = error.code == ErrorCode::Parse && !error.file.empty();
  return damagedFile || error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::NotFound ||
         error.code == ErrorCode::ReadOnly;
}

Result<int> measure(const DeviceMeasureOptions& options) {
  MeasuringPlan plan;
  const auto count = [](const std::string& text, const char* name, std::uint64_t low,
                        std::uint64_t high) -> Result<int> {
    PSCOPE_TRY(const auto value, parseCount(text, name, low, high));
    return static_cast<int>(value);
  };
  PSCOPE_TRY(plan.designs, count(options.designs, "--designs", 5, kMostMeasured));
  PSCOPE_TRY(plan.check, count(options.check, "--check", 0, kMostMeasured));
  PSCOPE_TRY(plan.rounds, count(options.rounds, "--rounds", 1, kMostRounds));
  PSCOPE_TRY(plan.batch, count(options.batch, "--batch", 1, kMostInputs));
  PSCOPE_TRY(plan.seed, parseCount(options.seed, "--seed", 0));
  MeasuringSetup setup;
  setup.seconds = options.seconds;
  PSCOPE_TRY(setup.threads, count(options.threads, "--threads", 1, kMostThreadsOfDevice));
  plan.scale = options.scale;
  plan.operators = !options.noOperators;
  plan.active = options.active;
  PSCOPE_TRY(const Space space, openSpace(options.space));
  if (!options.command.empty()) {
    PSCOPE_TRY(const Json json, readJsonFile(options.command));
    PSCOPE_TRY(setup.command, parseMeasuringCommand(JsonView(json, options.command)));
    if (options.dryRun) return printDryRun(setup, space, options);
  }
  const auto meter = makeMeter(setup, space, plan.scale, plan.batch);
  // Who measures with a program agrees to it; where that cannot be remembered, "device health" asks again.
  if (setup.command) (void)CommandConsent().give(*setup.command);
  const StopOnInterrupt interrupt;
  ProgressBar bar("Measure");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) {
    bar.update(progress.done, progress.total, progress.stage, progress.secondsLeft);
  };
  const auto report = measureDevice(space, plan, *meter, options.out, job);
  if (!report.ok()) {
    const bool input = isUnusableInput(report.error());
    return input ? Result<int>(report.error()) : Result<int>(printFailure(report.error()));
  }
  PSCOPE_TRY(const DeviceProfile profile, measuredProfile(report.value(), space, plan, setup, ""));
  PSCOPE_CHECK(writeFileAtomically(options.out + "/profile.json", profile.document().dump(1) + "\n"));
  if (options.json) {
    printJson(reportJson(report.value(), options.out));
  } else {
    printReport(report.value(), options.out);
  }
  return kDone;
}

}  // namespace

void addDeviceMeasureCommand(CLI::App& device, Chosen& chosen) {
  const auto options = std::make_shared<DeviceMeasureOptions>();
  auto* command = device.add_subcommand(
      "measure", "Times designs and operators of a space on this machine, or through a program on another device");
  command->add_option("--space", options->space, "Name of a built-in family or a space's JSON file")
      ->type_name("SPACE")
      ->required();
  command->add_option("--out", options->out, "Folder of the measurements; a run that was stopped goes on there")
      ->type_name("FOLDER")
      ->required();
  command->add_option("--designs", options->designs, "Networks that a fit learns from")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--check", options->check, "Unseen networks that judge it")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--rounds", options->rounds, "Timings of each, apart in time")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seconds", options->seconds, "Of each timing")
      ->check(CLI::Range(0.001, 60.0))
      ->capture_default_str();
  command->add_flag("--no-operators", options->noOperators, "Whole networks only");
  command->add_flag("--active", options->active,
                    "After a third of the designs, measures those of which a fit is the least certain");
  command->add_option("--scale", options->scale, "Scale of the template")->type_name("NAME")->capture_default_str();
  command->add_option("--batch", options->batch, "Inputs at a time")->type_name("N")->capture_default_str();
  command->add_option("--threads", options->threads, "Of one inference")->type_name("N")->capture_default_str();
  command->add_option("--seed", options->seed, "Of the choice of designs")->type_name("N")->capture_default_str();
  auto* program =
      command
          ->add_option(
              "--command", options->command,
              "How another device is asked: {\"arguments\": [\"ssh\", ..., \"{onnx}\"], \"pattern\" or \"json\", "
              "\"unit\", \"timeout_s\"}")
          ->type_name("F.json");
  command->add_flag("--dry-run", options->dryRun, "Prints what --command would run, writes one model, runs nothing")
      ->needs(program);
  command->add_flag("--json", options->json, "One JSON document instead of sentences");
  command->footer("Example:\n  paretoscope-cli device measure --space nasbench201 --out measured");
  command->callback([&chosen, options] { chosen.run = [options] { return measure(*options); }; });
}

}  // namespace pscope
