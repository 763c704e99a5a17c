#include "core/space/document.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/bound_expression.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxScales = 16;

std::int32_t readSize(const JsonView& place, std::int64_t low, std::int64_t high, Problems& problems) {
  const auto value = problems.take(place.integer());
  if (!value) return 1;
  if (*value < low || *value > high) {
    problems.add(place, PSCOPE_TR_NOOP("Space", "A whole number from %1 to %2 is expected here.")
                            .arg(std::to_string(low))
                            .arg(std::to_string(high)));
    return 1;
  }
  return static_cast<std::int32_t>(*value);
}

/// Sizes that are expressions are left at 1: compileValues() binds them.
void readInput(const JsonView& entry, TensorShape& shape, bool& variable, Problems& problems) {
  const auto input = problems.take(entry.member("input"));
  if (!input) return;
  if (!input->isArray() || input->size() != 3) {
    problems.add(*input, PSCOPE_TR_NOOP("Space", "The input is channels, height and width."),
                 PSCOPE_TR_NOOP("Space", "Write it as [3, 32, 32]."));
    return;
  }
  const auto size = [&](std::size_t index, std::int64_t high) {
    const JsonView place = input->at(index);
    variable = variable || place.isString();
    return place.isString() ? 1 : readSize(place, 1, high, problems);
  };
  shape = {size(0, kMaxChannelsOfInput), size(1, kMaxSideOfInput), size(2, kMaxSideOfInput)};
}

/// The first scale names the parameters; all others must have the same.
void readParameters(const JsonView& entry, bool isFirst, Program& program, ProgramScale& scale, Problems& problems) {
  std::vector<std::string> given;
  std::optional<JsonView> members;
  if (entry.has("parameters")) members = problems.take(entry.member("parameters"));
  if (members && !members->isObject()) {
    problems.add(*members, PSCOPE_TR_NOOP("Space", "Names with numbers are expected here."));
    members.reset();
  }
  if (members) given = members->keys();
  if (isFirst) {
    for (const auto& name : given) {
      if (isIdentifier(name) && name != "it" && name != "classes") {
        program.parameterNames.push_back(name);
      } else {
        problems.add(*members, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a parameter.").arg(name));
      }
    }
  }
  const auto& names = program.parameterNames;
  for (const auto& name : names) {
    const auto value = members && members->has(name) ? problems.take(members->number(name)) : std::nullopt;
    if (!value) {
      problems.add(entry,
                   PSCOPE_TR_NOOP("Space", "The parameter \"%1\" of the other scales is missing here.").arg(name),
                   PSCOPE_TR_NOOP("Space", "Give every scale the same parameters."));
    }
    scale.parameters.push_back(value.value_or(0));
  }
  for (const auto& name : given) {
    if (isFirst || std::find(names.begin(), names.end(), name) != names.end()) continue;
    problems.add(*members, PSCOPE_TR_NOOP("Space", "The parameter \"%1\" is unknown to the first scale.").arg(name),
                 PSCOPE_TR_NOOP("Space", "Give every scale the same parameters."));
  }
}

}  // namespace

DocumentHead readHead(const JsonView& document, Problems& problems) {
  DocumentHead head;
  if (!document.isObject()) {
    problems.add(document, PSCOPE_TR_NOOP("Space", "A space is an object with choices and a network."));
    return head;
  }
  if (const auto version = problems.take(document.integer("pscope_space")); version && *version != kSpaceVersion) {
    const bool isNewer = *version > kSpaceVersion;
    problems.add(document.error(PSCOPE_TR_NOOP("Space", "The document is of version %1; this program reads version %2.")
                                    .arg(std::to_string(*version))
                                    .arg(std::to_string(kSpaceVersion)),
                                isNewer ? PSCOPE_TR_NOOP("Space", "Open it with a newer Paretoscope.") : Message{},
                                isNewer ? ErrorCode::NewerVersion : ErrorCode::Parse));
  }
  problems.add(document.onlyKeys({"pscope_space", "name", "title", "summary", "source", "evidence", "tags", "twins",
                                  "choices", "constraints", "values", "text", "scales", "blocks", "network"}));
  head.name = problems.take(document.string("name")).value_or("");
  const bool isName =
      !head.name.empty() && head.name.size() <= 64 && std::all_of(head.name.begin(), head.name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      });
  if (document.has("name") && !isName) {
    problems.add(document,
                 PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a space.").arg(head.name.substr(0, 64)),
                 PSCOPE_TR_NOOP("Space", "Use small letters, digits, '-' and '_'."));
  }
  head.title = problems.take(document.stringOr("title", head.name)).value_or("");
  head.summary = problems.take(document.stringOr("summary", "")).value_or("");
  head.source = problems.take(document.stringOr("source", "")).value_or("");
  head.evidence = problems.take(document.stringOr("evidence", "")).value_or("");
  return head;
}

bool hasNoNetwork(const JsonView& document) {
  return document.has("network") && document.json().at("network").is_null();
}

void readTags(const JsonView& document, SpaceTags& tags, TwinRule& twins, Problems& problems) {
  const auto rule = problems.take(document.stringOr("twins", "expression")).value_or("expression");
  if (rule != "expression" && rule != "graph") {
    problems.add(document, PSCOPE_TR_NOOP("Space", "\"%1\" is not a rule for twins.").arg(rule),
                 PSCOPE_TR_NOOP("Space", "Known are: expression, graph."));
  }
  twins = rule == "graph" ? TwinRule::Graph : TwinRule::Expression;
  if (!document.has("tags")) return;
  const auto members = problems.take(document.member("tags"));
  if (!members) return;
  problems.add(members->onlyKeys({"task", "family", "category"}));
  const auto read = [&](const char* key, std::vector<std::string>& words) {
    if (!members->has(key)) return;
    const auto list = problems.take(members->array(key));
    if (!list) return;
    for (const auto& item : *list) {
      if (auto word = problems.take(item.string())) words.push_back(std::move(*word));
    }
  };
  read("task", tags.task);
  read("family", tags.family);
  read("category", tags.category);
}

void readScales(const JsonView& document, std::vector<ScaleInfo>& scales, Program& program, Problems& problems) {
  const auto list = problems.take(document.array("scales"));
  if (!list) return;
  if (list->empty() || list->size() > kMaxScales) {
    problems.add(document, PSCOPE_TR_NOOP("Space", "A space has 1 to %1 scales.").arg(std::to_string(kMaxScales)));
    return;
  }
  for (const auto& entry : *list) {
    problems.add(entry.onlyKeys({"name", "summary", "input", "classes", "parameters"}));
    ScaleInfo info;
    info.name = problems.take(entry.string("name")).value_or("");
    info.summary = problems.take(entry.stringOr("summary", "")).value_or("");
    const bool isDouble =
        std::any_of(scales.begin(), scales.end(), [&](const ScaleInfo& other) { return other.name == info.name; });
    if (isDouble || info.name.empty() || info.name.size() > 64) {
      problems.add(entry, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of this scale, or is there twice.")
                              .arg(info.name.substr(0, 64)));
    }
    readInput(entry, info.input, info.variableInput, problems);
    if (const auto classes = problems.take(entry.member("classes"))) {
      info.classes = readSize(*classes, 1, 1'000'000, problems);
    }
    ProgramScale scale;
    scale.input = info.input;
    scale.pointer = entry.pointer();
    scale.classes = info.classes;
    readParameters(entry, scales.empty(), program, scale, problems);
    scale.parameters.push_back(info.classes);
    program.scales.push_back(std::move(scale));
    scales.push_back(std::move(info));
  }
  program.parameterNames.emplace_back("classes");
  if (scales.front().name != "deploy") {
    problems.add(list->front(),
                 PSCOPE_TR_NOOP("Space", "The first scale must be called \"deploy\": the network that will run."),
                 PSCOPE_TR_NOOP("Space", "Rename it or move it."));
  }
}

}  // namespace pscope
