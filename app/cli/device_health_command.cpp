#include "app/cli/device_health_command.h"

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
#include "core/run/command_consent.h"
#include "core/run/health_check.h"
#include "core/run/measuring_setup.h"

namespace pscope {
namespace {

struct DeviceHealthOptions {
  std::string profile, space, out;
  bool runCommand = false, json = false;
};

void printCheck(const DeviceHealth& health, const DeviceHealth::Check& check, const std::string& out) {
  for (std::size_t i = 0; i < health.anchors.size(); ++i) {
    const double then = health.anchors[i].latencyMs;
    const double now = check.latenciesMs[i];
    std::cout << numberText(then, 4) << " ms then, " << numberText(now, 4) << " ms now ("
              << changeText(100 * (now / then - 1)) << "): " << health.anchors[i].design << "\n";
  }
  const bool drifted = std::abs(check.changePercent) > kHealthyPercent;
  std::cout << (drifted ? "Drifted " : "As it was measured: ") << changeText(check.changePercent) << " since "
            << health.date << " (" << health.meter << ").\n";
  if (drifted) std::cout << "Predictions of this profile are off by as much: measure the device again.\n";
  std::cout << "Written to " << out << ".\n";
}

Json checkJson(const DeviceHealth& health, const DeviceHealth::Check& check, const std::string& out) {
  Json anchors = Json::array();
  for (std::size_t i = 0; i < health.anchors.size(); ++i) {
    anchors.push_back({{"design", health.anchors[i].design},
                       {"then_ms", health.anchors[i].latencyMs},
                       {"now_ms", check.latenciesMs[i]}});
  }
  return {{"drifted", std::abs(check.changePercent) > kHealthyPercent},
          {"change_pct", check.changePercent},
          {"measured", health.date},
          {"date", check.date},
          {"anchors", std::move(anchors)},
          {"out", out}};
}

/// A profile may come from anybody: a program that it names is run only when a person has agreed to it.
Status checkConsent(const DeviceHealthOptions& options, const MeasuringSetup& setup) {
  if (!setup.command) return {};
  CommandConsent consent;
  if (consent.given(*setup.command)) return {};
  if (options.runCommand) {
    (void)consent.give(*setup.command);  // where it cannot be remembered, the option is needed the next time, too
    return {};
  }
  return makeError(
      ErrorCode::InvalidArgument,
      PSCOPE_TR_NOOP("CommandLine", "The health check would run a program that the profile names: %1")
          .arg(argumentsText(*setup.command)),
      PSCOPE_TR_NOOP("CommandLine", "Add --run-command if you know it and trust it; it is asked once on this machine."),
      options.profile, "/health/command");
}

Result<int> checkProfile(const DeviceHealthOptions& options) {
  PSCOPE_TRY(const DeviceProfile profile, openDevice(options.profile));
  if (!profile.health()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "This profile has no networks that were timed for a health check."),
                     PSCOPE_TR_NOOP("CommandLine", "\"device measure\" writes profiles that have."), options.profile);
  }
  DeviceHealth health = *profile.health();
  PSCOPE_TRY(const Space space, openSpace(options.space.empty() ? health.space : options.space));
  PSCOPE_TRY(const MeasuringSetup setup, setupOf(health));
  PSCOPE_CHECK(checkConsent(options, setup));
  const std::string out = options.out.empty() ? options.profile : options.out;
  const auto meter = makeMeter(setup, space, health.scale, health.batch);
  const StopOnInterrupt interrupt;
  ProgressBar bar("Health");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) { bar.update(progress.done, progress.total, progress.stage); };
  const auto check = checkHealth(health, space, *meter, job);
  if (!check.ok()) {
    const bool input = check.error().code == ErrorCode::InvalidArgument;
    return input ? Result<int>(check.error()) : Result<int>(printFailure(check.error()));
  }
  health.checks.push_back(check.value());
  PSCOPE_CHECK(writeFileAtomically(out, profile.withHealth(health).document().dump(1) + "\n"));
  if (options.json) {
    printJson(checkJson(health, check.value(), out));
  } else {
    printCheck(health, check.value(), out);
  }
  return kDone;
}

}  // namespace

void addDeviceHealthCommand(CLI::App& device, Chosen& chosen) {
  const auto options = std::make_shared<DeviceHealthOptions>();
  auto* command = device.add_subcommand(
      "health", "Times three networks of a measured profile again and tells whether the device drifted");
  command->add_option("PROFILE.json", options->profile, "A profile that \"device measure\" wrote")->required();
  command->add_option("--space", options->space, "The space that it was measured with; known unless it is a file")
      ->type_name("SPACE");
  command->add_option("--out", options->out, "The profile with the dated result; the same file unless given")
      ->type_name("PROFILE.json");
  command->add_flag("--run-command", options->runCommand,
                    "Run the program that the profile names: needed once for one that was not measured with here");
  command->add_flag("--json", options->json, "One JSON document instead of sentences");
  command->footer("Example:\n  paretoscope-cli device health measured/profile.json --space nasbench201");
  command->callback([&chosen, options] { chosen.run = [options] { return checkProfile(*options); }; });
}

}  // namespace pscope
