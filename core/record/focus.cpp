#include "core/record/focus.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

Result<std::optional<double>> limitIn(const JsonView& range, std::string_view key) {
  if (!range.has(key)) return std::optional<double>();
  PSCOPE_TRY(const double value, range.number(key));
  if (std::isfinite(value)) return std::optional<double>(value);
  return range.member(key).value().error(PSCOPE_TR_NOOP("Config", "A finite number is expected here."));
}

Result<FocusRange> parseRange(const JsonView& json, const std::string& name, std::span<const Objective> objectives) {
  const bool known =
      std::any_of(objectives.begin(), objectives.end(), [&](const Objective& each) { return each.name == name; });
  if (!known) {
    return json.error(PSCOPE_TR_NOOP("Config", "There is no objective \"%1\".").arg(name),
                      PSCOPE_TR_NOOP("Config", "A focus names objectives of this search."));
  }
  PSCOPE_CHECK(json.onlyKeys({"min", "max"}));
  FocusRange range;
  range.objective = name;
  PSCOPE_TRY(range.min, limitIn(json, "min"));
  PSCOPE_TRY(range.max, limitIn(json, "max"));
  if (!range.min && !range.max) {
    return json.error(PSCOPE_TR_NOOP("Config", "The range of \"%1\" has no number.").arg(name),
                      PSCOPE_TR_NOOP("Config", "Give \"min\", \"max\" or both, in the objective's own unit."));
  }
  if (range.min && range.max && *range.min > *range.max) {
    return json.error(PSCOPE_TR_NOOP("Config", "The range of \"%1\" is empty: %2 is above %3.")
                          .arg(name)
                          .arg(numberText(*range.min))
                          .arg(numberText(*range.max)),
                      PSCOPE_TR_NOOP("Config", "Give the smaller number as \"min\"."));
  }
  return range;
}

}  // namespace

Result<Focus> parseFocus(const JsonView& json, std::span<const Objective> objectives) {
  if (!json.isObject()) return json.error(PSCOPE_TR_NOOP("Config", "An object that names a region is expected here."));
  PSCOPE_CHECK(json.onlyKeys({"where", "objectives"}));
  Focus focus;
  PSCOPE_TRY(focus.where, json.stringOr("where", ""));
  if (!json.has("objectives")) return focus;
  PSCOPE_TRY(const auto ranges, json.member("objectives"));
  if (!ranges.isObject()) {
    return ranges.error(PSCOPE_TR_NOOP("Config", "An object of objectives and their ranges is expected here."),
                        PSCOPE_TR_NOOP("Config", "Write for example {\"latency\": {\"max\": 20}}."));
  }
  for (const auto& name : ranges.keys()) {
    PSCOPE_TRY(const auto value, ranges.member(name));
    PSCOPE_TRY(auto range, parseRange(value, name, objectives));
    focus.objectives.push_back(std::move(range));
  }
  const auto place = [&](const FocusRange& range) {
    return std::find_if(objectives.begin(), objectives.end(),
                        [&](const Objective& each) { return each.name == range.objective; });
  };
  std::stable_sort(focus.objectives.begin(), focus.objectives.end(),
                   [&](const FocusRange& a, const FocusRange& b) { return place(a) < place(b); });
  return focus;
}

Json toJson(const Focus& focus) {
  Json json = Json::object();
  if (!focus.where.empty()) json["where"] = focus.where;
  for (const auto& range : focus.objectives) {
    Json& limits = json["objectives"][range.objective];
    if (range.min) limits["min"] = *range.min;
    if (range.max) limits["max"] = *range.max;
  }
  return json;
}

std::string focusText(const Focus& focus, std::span<const Objective> objectives) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const auto& range : focus.objectives) {
    const auto objective = std::find_if(objectives.begin(), objectives.end(),
                                        [&](const Objective& each) { return each.name == range.objective; });
    const bool hasUnit = objective != objectives.end() && !objective->unit.empty();
    const std::string unit = hasUnit ? " " + objective->unit : "";
    if (range.min && range.max) {
      add(numberText(*range.min) + " <= " + range.objective + " <= " + numberText(*range.max) + unit);
    } else if (range.max) {
      add(range.objective + " <= " + numberText(*range.max) + unit);
    } else if (range.min) {
      add(range.objective + " >= " + numberText(*range.min) + unit);
    }
  }
  if (!focus.where.empty()) add("where " + focus.where);
  return text.empty() ? "everywhere" : text;
}

}  // namespace pscope
