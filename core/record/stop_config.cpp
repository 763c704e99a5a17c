#include "core/record/stop_config.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::int64_t kMaxWindow = 1'000'000;
constexpr std::size_t kMaxVolumeObjectives = 6;

bool isShare(double value) {
  return value > 0 && value < 1;
}

Result<PlateauRule> parsePlateau(const JsonView& json, std::size_t objectives) {
  if (objectives > kMaxVolumeObjectives) {
    return json.error(
        PSCOPE_TR_NOOP("Config", "A plateau is that of the hypervolume, which is there for up to %1 objectives.")
            .arg(std::to_string(kMaxVolumeObjectives)),
        PSCOPE_TR_NOOP("Config", "Leave the plateau out, or name a target."));
  }
  PSCOPE_CHECK(json.onlyKeys({"window", "gain", "rate", "confidence"}));
  PlateauRule rule;
  PSCOPE_TRY(const auto window, json.integerOr("window", static_cast<std::int64_t>(rule.window)));
  if (window < 1 || window > kMaxWindow) {
    return json.member("window").value().error(
        PSCOPE_TR_NOOP("Config", "A window of %1 evaluations is out of range.").arg(std::to_string(window)),
        PSCOPE_TR_NOOP("Config", "Use 1 to %1.").arg(std::to_string(kMaxWindow)));
  }
  rule.window = static_cast<std::size_t>(window);
  PSCOPE_TRY(rule.gain, json.numberOr("gain", rule.gain));
  PSCOPE_TRY(rule.rate, json.numberOr("rate", rule.rate));
  PSCOPE_TRY(rule.confidence, json.numberOr("confidence", rule.confidence));
  if (const auto checked = checkPlateauRule(rule); !checked.ok()) {
    return json.error(checked.error().what, checked.error().mend, checked.error().code);
  }
  return rule;
}

}  // namespace

Status checkPlateauRule(const PlateauRule& rule) {
  if (rule.window < 1 || !isShare(rule.rate) || !isShare(rule.confidence) || !(rule.gain >= 0 && rule.gain < 1)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Search", "The rule for a plateau has a number out of range."),
                     PSCOPE_TR_NOOP("Search", "Use a window of at least 1 and shares between 0 and 1."));
  }
  // Without a single improvement the upper limit is 1 - (1 - confidence)^(1 / window).
  const double needed = std::ceil(std::log1p(-rule.confidence) / std::log1p(-rule.rate) - 1e-9);
  if (static_cast<double>(rule.window) >= needed) return {};
  return makeError(
      ErrorCode::InvalidArgument,
      PSCOPE_TR_NOOP("Search", "%1 evaluations are too few to be sure of a plateau, even if none improves.")
          .arg(std::to_string(rule.window)),
      PSCOPE_TR_NOOP("Search", "Use a window of at least %1, a higher rate or a lower confidence.")
          .arg(numberText(needed)));
}

Result<StopConfig> parseStopConfig(const JsonView& json, std::span<const Objective> objectives) {
  if (!json.isObject()) return json.error(PSCOPE_TR_NOOP("Config", "An object of rules is expected here."));
  PSCOPE_CHECK(json.onlyKeys({"seconds", "target", "plateau"}));
  StopConfig stop;
  if (json.has("seconds")) {
    PSCOPE_TRY(stop.seconds, json.number("seconds"));
    if (!(*stop.seconds > 0) || !std::isfinite(*stop.seconds)) {
      return json.member("seconds").value().error(PSCOPE_TR_NOOP("Config", "The time must be above 0 seconds."),
                                                  PSCOPE_TR_NOOP("Config", "Leave it out for no limit."));
    }
  }
  if (json.has("target")) {
    PSCOPE_TRY(const auto target, json.member("target"));
    if (!target.isObject() || target.size() == 0) {
      return target.error(PSCOPE_TR_NOOP("Config", "A target names objectives and their values."),
                          PSCOPE_TR_NOOP("Config", "Write for example {\"latency\": 20}, or leave it out."));
    }
    for (const auto& name : target.keys()) {
      PSCOPE_TRY(const auto value, target.member(name));
      const bool known =
          std::any_of(objectives.begin(), objectives.end(), [&](const Objective& each) { return each.name == name; });
      if (!known) {
        return value.error(PSCOPE_TR_NOOP("Config", "There is no objective \"%1\".").arg(name),
                           PSCOPE_TR_NOOP("Config", "A target names objectives of this search."));
      }
      PSCOPE_TRY(const double number, value.number());
      if (!std::isfinite(number)) return value.error(PSCOPE_TR_NOOP("Config", "A finite number is expected here."));
      stop.target.emplace_back(name, number);
    }
  }
  if (json.has("plateau")) {
    PSCOPE_TRY(const auto plateau, json.member("plateau"));
    PSCOPE_TRY(stop.plateau, parsePlateau(plateau, objectives.size()));
  }
  return stop;
}

Json toJson(const StopConfig& stop) {
  Json json = Json::object();
  if (stop.seconds) json["seconds"] = *stop.seconds;
  for (const auto& [name, value] : stop.target) json["target"][name] = value;
  if (stop.plateau) {
    json["plateau"] = {{"window", stop.plateau->window},
                       {"gain", stop.plateau->gain},
                       {"rate", stop.plateau->rate},
                       {"confidence", stop.plateau->confidence}};
  }
  return json;
}

}  // namespace pscope
