#include "app/cli/focus_options.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

std::string withoutBlanks(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "latency<=20", "accuracy>=90" or "error in 5..10" into the object of ranges.
Status addRange(const std::string& text, Json& ranges) {
  const auto wrong = [&] {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "%1 cannot be %2.").arg("--focus").arg(text),
                     PSCOPE_TR_NOOP("CommandLine",
                                    "Write \"OBJECTIVE<=VALUE\", \"OBJECTIVE>=VALUE\" or \"OBJECTIVE in LOW..HIGH\"."));
  };
  const auto set = [&](const std::string& name, const char* limit, const std::string& number) {
    const auto value = parseNumber(withoutBlanks(number));
    if (!value || name.empty()) return false;
    ranges[name][limit] = *value;
    return true;
  };
  for (const auto& [sign, limit] : {std::pair{"<=", "max"}, std::pair{">=", "min"}}) {
    const auto at = text.rfind(sign);
    if (at == std::string::npos) continue;
    if (!set(withoutBlanks(text.substr(0, at)), limit, text.substr(at + 2))) return wrong();
    return {};
  }
  const auto in = text.rfind(" in ");
  const auto dots = text.rfind("..");
  if (in == std::string::npos || dots == std::string::npos || dots < in + 4) return wrong();
  const std::string name = withoutBlanks(text.substr(0, in));
  if (!set(name, "min", text.substr(in + 4, dots - in - 4)) || !set(name, "max", text.substr(dots + 2))) return wrong();
  return {};
}

}  // namespace

void addFocusOptions(CLI::App& command, FocusOptions& options) {
  command
      .add_option("--focus", options.ranges,
                  "Look where an objective has these values, in its own unit; several times for several objectives. "
                  "Quote it: the shell reads < and >")
      ->type_name("\"NAME<=VALUE\"")
      ->allow_extra_args(false);
  command
      .add_option("--focus-where", options.where,
                  "Look at the part of the space where this expression over its choices holds")
      ->type_name("EXPRESSION");
}

Result<std::optional<Focus>> focusOf(const FocusOptions& options, const std::vector<Objective>& objectives) {
  const bool names = !options.where.empty() || !options.ranges.empty();
  if (options.none && names) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("CommandLine", "--no-focus ends a focus; together with another one it says nothing."),
        PSCOPE_TR_NOOP("CommandLine", "Give one of them."));
  }
  if (options.none) return std::optional<Focus>(Focus{});
  if (!names) return std::optional<Focus>();
  Json json = Json::object();
  if (!options.where.empty()) json["where"] = options.where;
  for (const auto& range : options.ranges) PSCOPE_CHECK(addRange(range, json["objectives"]));
  PSCOPE_TRY(Focus focus, parseFocus(JsonView(json, "--focus"), objectives));
  return std::optional<Focus>(std::move(focus));
}

}  // namespace pscope
