#include "app/cli/stop_options.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/command_line.h"
#include "core/base/number_text.h"

namespace pscope {
namespace {

/// "error=6,latency=20" as an object of numbers.
Result<Json> targetOf(const std::string& text) {
  Json target = Json::object();
  std::istringstream stream(text);
  for (std::string item; std::getline(stream, item, ',');) {
    const auto equals = item.rfind('=');
    const auto value = equals == std::string::npos ? std::nullopt : parseNumber(item.substr(equals + 1));
    if (!value) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("CommandLine", "%1 cannot be %2.").arg("--stop-target").arg(text),
                       PSCOPE_TR_NOOP("CommandLine", "Write OBJECTIVE=VALUE, several of them with commas between."));
    }
    target[item.substr(0, equals)] = *value;
  }
  return target;
}

}  // namespace

void addStopOptions(CLI::App& command, StopOptions& options) {
  command
      .add_option("--stop-seconds", options.seconds,
                  "Ask for no more candidates after this wall time (the sequence then depends on speed)")
      ->type_name("S");
  command
      .add_option("--stop-target", options.target,
                  "Stop at a candidate that is as good as this in all objectives named here, in their units")
      ->type_name("NAME=VALUE,...");
  command
      .add_option("--stop-plateau", options.plateau,
                  "Stop when of the last N evaluations so few improved the hypervolume by more than 0.1 % that with "
                  "95 % confidence at most 5 % of the next ones will (at least 59)")
      ->type_name("N");
}

Result<StopConfig> stopOf(const StopOptions& options, const SearchConfig& config) {
  if (options.ignore) return StopConfig{};
  StopConfig stop = config.stop;
  const auto read = [&](const Json& json, const char* option) {
    return parseStopConfig(JsonView(json, option), config.objectives);
  };
  if (!options.seconds.empty()) {
    PSCOPE_TRY(const auto own, read(Json{{"seconds", parseNumber(options.seconds).value_or(-1)}}, "--stop-seconds"));
    stop.seconds = own.seconds;
  }
  if (!options.target.empty()) {
    PSCOPE_TRY(const Json target, targetOf(options.target));
    PSCOPE_TRY(auto own, read(Json{{"target", target}}, "--stop-target"));
    stop.target = std::move(own.target);
  }
  if (!options.plateau.empty()) {
    PSCOPE_TRY(const auto window, parseCount(options.plateau, "--stop-plateau", 1));
    PSCOPE_TRY(const auto own, read(Json{{"plateau", {{"window", window}}}}, "--stop-plateau"));
    stop.plateau = own.plateau;
  }
  return stop;
}

}  // namespace pscope
