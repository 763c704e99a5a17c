#include "core/record/search_config.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr int kMaxCandidates = 10'000'000;

/// Members of an estimator that name files; they become absolute.
constexpr std::string_view kFileMembers[] = {"file", "path", "profile"};

std::string absolutePath(const std::string& path, const std::string& baseFolder) {
  const std::filesystem::path p(path);
  return p.is_absolute() ? path : (std::filesystem::path(baseFolder) / p).lexically_normal().string();
}

bool looksLikeFile(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".json");
}

void makeFilesAbsolute(Json& json, const std::string& baseFolder) {
  if (!json.is_object()) return;
  for (const auto member : kFileMembers) {
    const auto found = json.find(std::string(member));
    if (found != json.end() && found->is_string()) *found = absolutePath(found->get<std::string>(), baseFolder);
  }
  if (const auto device = json.find("device"); device != json.end() && device->is_string()) {
    if (looksLikeFile(device->get<std::string>())) *device = absolutePath(device->get<std::string>(), baseFolder);
  }
  if (const auto join = json.find("join"); join != json.end()) makeFilesAbsolute(*join, baseFolder);
}

Result<Objective> parseObjective(const JsonView& json, const std::string& baseFolder) {
  PSCOPE_CHECK(json.onlyKeys({"name", "unit", "direction", "bound", "estimators"}));
  Objective objective;
  PSCOPE_TRY(objective.name, json.string("name"));
  if (objective.name.empty() || objective.name.find_first_of(",\"\n;=") != std::string::npos) {
    return json.error(PSCOPE_TR_NOOP("Config", "\"%1\" cannot be the name of an objective.").arg(objective.name),
                      PSCOPE_TR_NOOP("Config", "Use letters, digits, - and _."));
  }
  PSCOPE_TRY(objective.unit, json.string("unit"));
  PSCOPE_TRY(const auto direction, json.stringOr("direction", "minimize"));
  if (direction == "maximize")
    objective.direction = Direction::Maximize;
  else if (direction != "minimize") {
    return json.member("direction")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "\"%1\" is no direction.").arg(direction),
               PSCOPE_TR_NOOP("Config", "Write \"minimize\" or \"maximize\"."));
  }
  if (json.has("bound")) {
    PSCOPE_TRY(objective.bound, json.number("bound"));
    if (!std::isfinite(*objective.bound)) {
      return json.member("bound").value().error(PSCOPE_TR_NOOP("Config", "A bound must be a finite number."),
                                                PSCOPE_TR_NOOP("Config", "Leave it out for no bound."));
    }
  }
  PSCOPE_TRY(const auto estimators, json.array("estimators"));
  if (estimators.empty()) {
    return json.error(
        PSCOPE_TR_NOOP("Config", "The objective \"%1\" has no estimator.").arg(objective.name),
        PSCOPE_TR_NOOP("Config", "Add one to \"estimators\", such as {\"type\": \"static\", \"metric\": \"params\"}."));
  }
  for (const auto& estimator : estimators) {
    EstimatorSpec spec;
    PSCOPE_TRY(spec.type, estimator.string("type"));
    Json parameters = estimator.json();
    makeFilesAbsolute(parameters, baseFolder);
    spec.parameters = parameters.dump();
    objective.estimators.push_back(std::move(spec));
  }
  return objective;
}

Status parseObjectives(const JsonView& json, const std::string& baseFolder, SearchConfig& config) {
  PSCOPE_TRY(const auto objectives, json.array("objectives"));
  if (objectives.empty()) {
    return json.member("objectives")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "There is no objective."), PSCOPE_TR_NOOP("Config", "Name at least one."));
  }
  std::set<std::string> names;
  for (const auto& view : objectives) {
    PSCOPE_TRY(auto objective, parseObjective(view, baseFolder));
    if (!names.insert(objective.name).second) {
      return view.error(PSCOPE_TR_NOOP("Config", "Two objectives are named \"%1\".").arg(objective.name),
                        PSCOPE_TR_NOOP("Config", "Give each a name of its own."));
    }
    config.objectives.push_back(std::move(objective));
  }
  return {};
}

Status parseData(const JsonView& json, const std::string& baseFolder, SearchConfig& config) {
  if (!json.has("data")) return {};
  PSCOPE_TRY(const auto data, json.member("data"));
  if (!data.isObject()) return data.error(PSCOPE_TR_NOOP("Config", "An object of named data is expected here."));
  for (const auto& name : data.keys()) {
    PSCOPE_TRY(const auto view, data.member(name));
    PSCOPE_CHECK(view.onlyKeys({"format", "path"}));
    DataSpec spec;
    PSCOPE_TRY(spec.format, view.string("format"));
    PSCOPE_TRY(spec.path, view.stringOr("path", ""));
    if (!spec.path.empty()) spec.path = absolutePath(spec.path, baseFolder);
    config.data.emplace_back(name, std::move(spec));
  }
  return {};
}

Status parseStrategy(const JsonView& json, SearchConfig& config) {
  if (!json.has("strategy")) return {};
  PSCOPE_TRY(const auto strategy, json.member("strategy"));
  PSCOPE_TRY(config.strategy, strategy.stringOr("name", "default"));
  Json parameters = strategy.json();
  parameters.erase("name");
  config.strategyParameters = parameters.dump();
  return {};
}

Status parseReference(const JsonView& json, SearchConfig& config) {
  if (!json.has("reference")) return {};
  PSCOPE_TRY(const auto reference, json.array("reference"));
  for (const auto& view : reference) {
    PSCOPE_TRY(const double value, view.number());
    if (!std::isfinite(value)) return view.error(PSCOPE_TR_NOOP("Config", "A finite number is expected here."));
    config.reference.push_back(value);
  }
  if (config.reference.size() != config.objectives.size()) {
    return json.member("reference")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "The reference point has %1 numbers for %2 objectives.")
                   .arg(std::to_string(config.reference.size()))
                   .arg(std::to_string(config.objectives.size())),
               PSCOPE_TR_NOOP("Config", "Give one number per objective, in their order."));
  }
  return {};
}

Status parseBudget(const JsonView& json, SearchConfig& config) {
  PSCOPE_TRY(const auto candidates, json.integerOr("candidates", config.candidates));
  if (candidates < 1 || candidates > kMaxCandidates) {
    return json.member("candidates")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "%1 candidates are out of range.").arg(std::to_string(candidates)),
               PSCOPE_TR_NOOP("Config", "Ask for 1 to %1.").arg(std::to_string(kMaxCandidates)));
  }
  config.candidates = static_cast<int>(candidates);
  PSCOPE_TRY(const auto seed, json.integerOr("seed", 1));
  if (seed < 0) return json.member("seed").value().error(PSCOPE_TR_NOOP("Config", "The seed is negative."));
  config.seed = static_cast<std::uint64_t>(seed);
  PSCOPE_TRY(const auto workers, json.integerOr("workers", 0));
  if (workers < 0 || workers > 256) {
    return json.member("workers").value().error(PSCOPE_TR_NOOP("Config", "The number of workers is out of range."),
                                                PSCOPE_TR_NOOP("Config", "Use 0 (automatic) to 256."));
  }
  config.workers = static_cast<int>(workers);
  PSCOPE_TRY(config.deadlineSeconds, json.numberOr("deadline_seconds", config.deadlineSeconds));
  if (!(config.deadlineSeconds > 0)) {
    return json.member("deadline_seconds")
        .value()
        .error(PSCOPE_TR_NOOP("Config", "The deadline must be above 0 seconds."));
  }
  PSCOPE_TRY(config.async, json.booleanOr("async", false));
  return {};
}

}  // namespace

Result<DataSpec> parseDataSpec(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Config", "\"%1\" does not name data.").arg(text),
        PSCOPE_TR_NOOP("Config", "Write FORMAT:PATH, such as idx:fashion-mnist, or glyphs: for the built-in letters."));
  }
  DataSpec spec{text.substr(0, colon), text.substr(colon + 1)};
  if (!spec.path.empty()) spec.path = std::filesystem::absolute(spec.path).lexically_normal().string();
  return spec;
}

SearchConfig asNewSearch(SearchConfig config) {
  config.candidates = ownCandidates(config);
  config.warmStart.taken = config.warmStart.first = 0;
  return config;
}

Result<SearchConfig> parseSearchConfig(const Json& json, const std::string& file, const std::string& baseFolder) {
  const JsonView view(json, file);
  PSCOPE_CHECK(view.onlyKeys({"name", "space", "scale", "objectives", "data", "strategy", "candidates", "seed",
                              "reference", "workers", "deadline_seconds", "async", "stop", "warm_start", "focus"}));
  SearchConfig config;
  PSCOPE_TRY(config.name, view.stringOr("name", ""));
  PSCOPE_TRY(config.space, view.string("space"));
  if (looksLikeFile(config.space)) config.space = absolutePath(config.space, baseFolder);
  PSCOPE_TRY(config.scale, view.stringOr("scale", ""));
  PSCOPE_CHECK(parseObjectives(view, baseFolder, config));
  PSCOPE_CHECK(parseData(view, baseFolder, config));
  PSCOPE_CHECK(parseStrategy(view, config));
  PSCOPE_CHECK(parseReference(view, config));
  PSCOPE_CHECK(parseBudget(view, config));
  if (view.has("stop")) {
    PSCOPE_TRY(const auto stop, view.member("stop"));
    PSCOPE_TRY(config.stop, parseStopConfig(stop, config.objectives));
  }
  if (view.has("warm_start")) {
    PSCOPE_TRY(const auto warmStart, view.member("warm_start"));
    PSCOPE_TRY(config.warmStart, parseWarmStartConfig(warmStart));
    for (auto& path : config.warmStart.studies) path = absolutePath(path, baseFolder);
  }
  if (view.has("focus")) {
    PSCOPE_TRY(const auto focus, view.member("focus"));
    PSCOPE_TRY(config.focus, parseFocus(focus, config.objectives));
  }
  return config;
}

Result<SearchConfig> readSearchConfig(const std::string& path) {
  PSCOPE_TRY(const Json json, readJsonFile(path));
  const auto folder = std::filesystem::absolute(path).parent_path().string();
  return parseSearchConfig(json, path, folder);
}

Json toJson(const SearchConfig& config) {
  Json json;
  if (!config.name.empty()) json["name"] = config.name;
  json["space"] = config.space;
  if (!config.scale.empty()) json["scale"] = config.scale;
  for (const auto& objective : config.objectives) {
    Json o = {{"name", objective.name},
              {"unit", objective.unit},
              {"direction", objective.direction == Direction::Minimize ? "minimize" : "maximize"}};
    if (objective.bound) o["bound"] = *objective.bound;
    o["estimators"] = Json::array();
    for (const auto& estimator : objective.estimators) {
      Json parameters = Json::parse(estimator.parameters, nullptr, false);
      if (!parameters.is_object()) parameters = Json::object();
      parameters["type"] = estimator.type;
      o["estimators"].push_back(std::move(parameters));
    }
    json["objectives"].push_back(std::move(o));
  }
  for (const auto& [name, spec] : config.data) {
    Json d = {{"format", spec.format}};
    if (!spec.path.empty()) d["path"] = spec.path;
    json["data"][name] = std::move(d);
  }
  Json strategy = {{"name", config.strategy}};
  if (const Json parameters = Json::parse(config.strategyParameters, nullptr, false); parameters.is_object()) {
    strategy.update(parameters);
  }
  json["strategy"] = std::move(strategy);
  json["candidates"] = config.candidates;
  json["seed"] = config.seed;
  if (!config.reference.empty()) json["reference"] = config.reference;
  if (config.workers != 0) json["workers"] = config.workers;
  json["deadline_seconds"] = config.deadlineSeconds;
  if (config.async) json["async"] = true;
  if (!config.stop.empty()) json["stop"] = toJson(config.stop);
  if (!config.warmStart.empty()) json["warm_start"] = toJson(config.warmStart);
  if (!config.focus.empty()) json["focus"] = toJson(config.focus);
  return json;
}

}  // namespace pscope
