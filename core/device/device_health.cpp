#include "core/device/device_health.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::int64_t kLargestCount = 65'536;  ///< batch and threads
constexpr double kLongestTiming = 600;          ///< seconds, as a worker takes them

Result<double> positiveLatency(const JsonView& view) {
  PSCOPE_TRY(const double value, view.number());
  if (std::isfinite(value) && value > 0) return value;
  return view.error(PSCOPE_TR_NOOP("Device", "A measured latency is not a positive number."));
}

/// Numbers of JSON may be the words "nan" and "inf".
Result<double> finiteNumber(const JsonView& view) {
  PSCOPE_TRY(const double value, view.number());
  if (std::isfinite(value)) return value;
  return view.error(PSCOPE_TR_NOOP("Device", "The number is not finite."));
}

Result<double> secondsOfTiming(const JsonView& view) {
  PSCOPE_TRY(const double value, finiteNumber(view));
  if (value >= 0 && value <= kLongestTiming) return value;
  return view.error(PSCOPE_TR_NOOP("Device", "A timing does not take %1 s.").arg(numberText(value)),
                    PSCOPE_TR_NOOP("Device", "Use 0 to %1 s.").arg(numberText(kLongestTiming)));
}

Result<int> countOf(const JsonView& view, const char* key) {
  PSCOPE_TRY(const auto value, view.integer(key));
  if (value >= 1 && value <= kLargestCount) return static_cast<int>(value);
  return view.member(key).value().error(PSCOPE_TR_NOOP("Device", "The number is out of range."),
                                        PSCOPE_TR_NOOP("Device", "At most %1.").arg(std::to_string(kLargestCount)));
}

Result<DeviceHealth::Check> checkFromJson(const JsonView& view, std::size_t anchors) {
  PSCOPE_CHECK(view.onlyKeys({"date", "latencies_ms", "change_pct", "governor", "load"}));
  DeviceHealth::Check check;
  PSCOPE_TRY(check.date, view.string("date"));
  PSCOPE_TRY(const auto latencies, view.array("latencies_ms"));
  for (const JsonView& each : latencies) {
    PSCOPE_TRY(const double latencyMs, positiveLatency(each));
    check.latenciesMs.push_back(latencyMs);
  }
  if (latencies.size() != anchors) {
    return view.member("latencies_ms")
        .value()
        .error(PSCOPE_TR_NOOP("Device", "A health check has one latency an anchor: %1.").arg(std::to_string(anchors)));
  }
  PSCOPE_TRY(const JsonView change, view.member("change_pct"));
  PSCOPE_TRY(check.changePercent, finiteNumber(change));
  PSCOPE_TRY(check.governor, view.stringOr("governor", ""));
  check.load = std::numeric_limits<double>::quiet_NaN();
  if (view.has("load")) {
    PSCOPE_TRY(check.load, finiteNumber(view.member("load").value()));
  }
  return check;
}

}  // namespace

Json DeviceHealth::toJson() const {
  Json json = {{"space", space},     {"space_hash", spaceHash}, {"scale", scale},     {"batch", batch},
               {"date", date},       {"meter", meter},          {"command", command}, {"seconds", seconds},
               {"threads", threads}, {"anchors", Json::array()}};
  for (const Anchor& anchor : anchors) {
    json["anchors"].push_back({{"design", anchor.design}, {"latency_ms", anchor.latencyMs}});
  }
  if (!checks.empty()) json["checks"] = Json::array();
  for (const Check& check : checks) {
    Json entry = {{"date", check.date}, {"latencies_ms", check.latenciesMs}, {"change_pct", check.changePercent}};
    if (!check.governor.empty()) entry["governor"] = check.governor;
    if (std::isfinite(check.load)) entry["load"] = check.load;
    json["checks"].push_back(std::move(entry));
  }
  return json;
}

Result<DeviceHealth> DeviceHealth::fromJson(const JsonView& view) {
  PSCOPE_CHECK(view.onlyKeys({"space", "space_hash", "scale", "batch", "date", "meter", "command", "seconds", "threads",
                              "anchors", "checks"}));
  DeviceHealth health;
  PSCOPE_TRY(health.space, view.string("space"));
  PSCOPE_TRY(health.spaceHash, view.string("space_hash"));
  PSCOPE_TRY(health.scale, view.string("scale"));
  PSCOPE_TRY(health.batch, countOf(view, "batch"));
  PSCOPE_TRY(health.date, view.string("date"));
  PSCOPE_TRY(health.meter, view.string("meter"));
  PSCOPE_TRY(health.command, view.string("command"));
  PSCOPE_TRY(const JsonView seconds, view.member("seconds"));
  PSCOPE_TRY(health.seconds, secondsOfTiming(seconds));
  PSCOPE_TRY(health.threads, countOf(view, "threads"));
  PSCOPE_TRY(const auto anchors, view.array("anchors"));
  for (const JsonView& each : anchors) {
    PSCOPE_CHECK(each.onlyKeys({"design", "latency_ms"}));
    Anchor anchor;
    PSCOPE_TRY(anchor.design, each.string("design"));
    PSCOPE_TRY(const JsonView latency, each.member("latency_ms"));
    PSCOPE_TRY(anchor.latencyMs, positiveLatency(latency));
    health.anchors.push_back(std::move(anchor));
  }
  if (anchors.empty()) {
    return view.member("anchors").value().error(PSCOPE_TR_NOOP("Device", "A health check needs at least one network."));
  }
  if (view.has("checks")) {
    PSCOPE_TRY(const auto checks, view.array("checks"));
    for (const JsonView& each : checks) {
      PSCOPE_TRY(Check check, checkFromJson(each, health.anchors.size()));
      health.checks.push_back(std::move(check));
    }
  }
  return health;
}

double healthChange(const DeviceHealth& health, const std::vector<double>& latenciesMs) {
  std::vector<double> changes;
  changes.reserve(health.anchors.size());
  for (std::size_t i = 0; i < health.anchors.size(); ++i) {
    changes.push_back(100 * (latenciesMs[i] / health.anchors[i].latencyMs - 1));
  }
  std::sort(changes.begin(), changes.end());
  return (changes[changes.size() / 2] + changes[(changes.size() - 1) / 2]) / 2;
}

}  // namespace pscope
