#include "core/record/warm_start_config.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

Result<std::int64_t> countOf(const JsonView& json, std::string_view key) {
  PSCOPE_TRY(const std::int64_t count, json.integerOr(key, 0));
  if (count >= 0 && count <= std::numeric_limits<int>::max()) return count;
  return json.member(key).value().error(
      PSCOPE_TR_NOOP("Config", "%1 candidates are out of range.").arg(std::to_string(count)),
      PSCOPE_TR_NOOP("Config", "Leave it out: the program writes it into a study."));
}

}  // namespace

Result<WarmStartConfig> parseWarmStartConfig(const JsonView& json) {
  if (!json.isObject()) {
    return json.error(PSCOPE_TR_NOOP("Config", "An object is expected here."),
                      PSCOPE_TR_NOOP("Config", "Write for example {\"studies\": [\"old.pscope\"]}."));
  }
  PSCOPE_CHECK(json.onlyKeys({"studies", "evaluate", "taken", "first"}));
  WarmStartConfig warmStart;
  PSCOPE_TRY(const auto studies, json.array("studies"));
  for (const JsonView& view : studies) {
    PSCOPE_TRY(std::string path, view.string());
    if (path.empty()) return view.error(PSCOPE_TR_NOOP("Config", "The name of a study file is expected here."));
    warmStart.studies.push_back(std::move(path));
  }
  if (warmStart.studies.empty()) {
    return json.member("studies").value().error(
        PSCOPE_TR_NOOP("Config", "No earlier study is named."),
        PSCOPE_TR_NOOP("Config", "Name at least one .pscope file, or leave \"warm_start\" out."));
  }
  PSCOPE_TRY(const std::string evaluate, json.stringOr("evaluate", "front"));
  if (evaluate == "none") {
    warmStart.evaluate = WarmStartConfig::Evaluate::None;
  } else if (evaluate != "front") {
    return json.member("evaluate")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "\"%1\" does not say which designs are evaluated first.").arg(evaluate),
               PSCOPE_TR_NOOP("Config", "Write \"front\" or \"none\"."));
  }
  PSCOPE_TRY(warmStart.taken, countOf(json, "taken"));
  PSCOPE_TRY(warmStart.first, countOf(json, "first"));
  return warmStart;
}

Json toJson(const WarmStartConfig& warmStart) {
  Json json = {{"studies", warmStart.studies},
               {"evaluate", warmStart.evaluate == WarmStartConfig::Evaluate::Front ? "front" : "none"}};
  if (warmStart.taken > 0) json["taken"] = warmStart.taken;
  if (warmStart.first > 0) json["first"] = warmStart.first;
  return json;
}

}  // namespace pscope
