#include "core/space/document_edit_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/number_text.h"
#include "core/space/document_edit.h"
#include "core/space/document_members.h"

namespace pscope {
namespace {

using NameKind = VisibleName::Kind;

constexpr int kCopiesShown = 3;
constexpr auto kFunctions = std::to_array<std::string_view>(
    {"min(", "max(", "round_to(", "if(", "floor(", "ceil(", "round(", "abs(", "sqrt(", "log(", "log2(", "exp("});
constexpr auto kDimensions = std::to_array<std::string_view>({"channels", "height", "width"});

std::string scalarText(const Json& value) {
  if (value.is_number_integer()) return value.dump();
  if (value.is_number()) return numberText(value.get<double>());
  return value.is_string() ? value.get<std::string>() : std::string("?");
}

/// A repeat that a loop variable stands for.
struct Alias {
  std::string name;
  const Json* entry = nullptr;
};

class NameCollector {
 public:
  explicit NameCollector(const Json& document) : m_document(document) {}

  void add(std::string name, NameKind kind, std::string detail = {}) {
    if (m_seen.insert(name).second) names.push_back({std::move(name), kind, std::move(detail)});
  }

  /// Choices of a list under a prefix; a repeat is read by its copies, or without copies ("sum(stage.kernel)").
  void addChoices(const Json* list, const std::string& prefix, bool copies, std::size_t before = SIZE_MAX) {
    if (list == nullptr || !list->is_array()) return;
    for (std::size_t i = 0; i < std::min(before, list->size()); ++i) {
      const Json& entry = (*list)[i];
      const std::string name = textOf(entry, "name");
      const std::string type = textOf(entry, "type");
      if (name.empty()) continue;
      const Json* inside = memberOf(entry, "choices");
      if (type == "group" || type == "optional") {
        if (type == "optional") add(prefix + name + ".on", NameKind::Choice, levelsText(entry));
        addChoices(inside, prefix + name + ".", copies);
      } else if (type == "repeat") {
        const Json* count = memberOf(entry, "count");
        const bool shared = memberOf(entry, "shared") != nullptr && entry["shared"] == true;
        const auto number = count != nullptr && count->is_number_integer() ? count->get<std::int64_t>() : 1;
        if (!copies || shared) {
          addChoices(inside, prefix + name + ".", copies);
        } else {
          for (std::int64_t copy = 1; copy <= std::min<std::int64_t>(number, kCopiesShown); ++copy) {
            addChoices(inside, prefix + name + std::to_string(copy) + ".", copies);
          }
        }
      } else {
        add(prefix + name, NameKind::Choice, levelsText(entry));
      }
    }
  }

  void addRepeatFunctions(const Json* list, const std::string& prefix) {
    if (list == nullptr || !list->is_array()) return;
    for (const auto& entry : *list) {
      const std::string type = textOf(entry, "type");
      const std::string path = prefix + textOf(entry, "name");
      if (type == "repeat") {
        add("depth(" + path + ")", NameKind::Function);
        NameCollector members(m_document);
        members.addChoices(memberOf(entry, "choices"), path + ".", false);
        for (const auto& member : members.names) add("sum(" + member.name + ")", NameKind::Function, member.detail);
      } else if (type == "group" || type == "optional") {
        addRepeatFunctions(memberOf(entry, "choices"), path + ".");
      }
    }
  }

  void addParameters() {
    const Json* scales = memberOf(m_document, "scales");
    if (scales != nullptr && scales->is_array() && !scales->empty()) {
      if (const Json* parameters = memberOf(scales->front(), "parameters"); parameters && parameters->is_object()) {
        for (const auto& [name, value] : parameters->items()) add(name, NameKind::Parameter, scalarText(value));
      }
      const Json* classes = memberOf(scales->front(), "classes");
      add("classes", NameKind::Parameter, classes == nullptr ? std::string() : scalarText(*classes));
    }
  }

  void addDerivedValues(const std::string& before = {}) {
    const Json* values = memberOf(m_document, "values");
    if (values == nullptr || !values->is_object()) return;
    for (const auto& [name, value] : values->items()) {
      if (name == before) return;
      add(name, NameKind::DerivedValue, scalarText(value));
    }
  }

  void addFunctions() {
    for (const auto name : kFunctions) add(std::string(name), NameKind::Function);
  }

  std::vector<VisibleName> names;

 private:
  const Json& m_document;
  std::set<std::string> m_seen;
};

/// Walks a body down to a place and notes what is named on the way.
class BodyScope {
 public:
  BodyScope(const Json& document, std::string_view pointer) : m_document(document) {
    const auto tokens = pointerTokens(pointer);
    const bool inBlock = tokens.size() >= 2 && tokens[0] == "blocks";
    if (inBlock) {
      const Json* block = valueAt(document, pointerTo("/blocks", std::string_view(tokens[1])));
      if (block == nullptr) return;
      readStrings(memberOf(*block, "parameters"), parameters);
      readStrings(memberOf(*block, "inputs"), values);
      if (values.empty()) values.emplace_back("x");
      if (tokens.size() > 3) walk(memberOf(*block, "body"), tokens, 3);
    } else {
      values.emplace_back("input");
      const Json* network = memberOf(document, "network");
      if (tokens.size() > 1) walk(network, tokens, 1);
    }
  }

  std::vector<std::string> parameters;  ///< of the block
  std::vector<std::string> values;
  std::vector<std::string> variables;
  std::vector<Alias> aliases;

 private:
  static void readStrings(const Json* list, std::vector<std::string>& names) {
    if (list == nullptr || !list->is_array()) return;
    for (const auto& name : *list) {
      if (name.is_string()) names.push_back(name.get<std::string>());
    }
  }
  static void note(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  /// What a statement before the place leaves behind, at whatever depth.
  void leave(const Json& statement) {
    note(values, textOf(statement, "out"));
    if (const Json* let = memberOf(statement, "let"); let != nullptr && let->is_object()) {
      for (const auto& [name, value] : let->items()) note(variables, name);
    }
    for (const char* body : {"do", "then", "else", "default"}) leaveAll(memberOf(statement, body));
    if (const Json* cases = memberOf(statement, "cases"); cases != nullptr && cases->is_object()) {
      for (const auto& [name, body] : cases->items()) leaveAll(&body);
    }
  }
  void leaveAll(const Json* body) {
    if (body == nullptr || !body->is_array()) return;
    for (const auto& statement : *body) leave(statement);
  }

  void walk(const Json* body, const std::vector<std::string>& tokens, std::size_t depth) {
    if (body == nullptr || !body->is_array() || depth >= tokens.size()) return;
    std::size_t index = body->size();
    try {
      index = std::min<std::size_t>(index, std::stoul(tokens[depth]));
    } catch (const std::exception&) {
      return;  // not a number: the place is not in this body
    }
    for (std::size_t i = 0; i < index; ++i) leave((*body)[i]);
    if (index >= body->size()) return;
    const Json& statement = (*body)[index];
    if (depth + 1 >= tokens.size()) return;
    const std::string& member = tokens[depth + 1];
    if (member == "do") enterLoop(statement);
    if (member == "let" && depth + 2 < tokens.size()) {
      if (const Json* let = memberOf(statement, "let"); let != nullptr && let->is_object()) {
        for (const auto& [name, value] : let->items()) {
          if (name == tokens[depth + 2]) break;
          note(variables, name);
        }
      }
    }
    const Json* inner = memberOf(statement, member.c_str());
    if (member == "cases" && depth + 2 < tokens.size() && inner != nullptr) {
      return walk(memberOf(*inner, tokens[depth + 2].c_str()), tokens, depth + 3);
    }
    walk(inner, tokens, depth + 2);
  }

  void enterLoop(const Json& statement) {
    const std::string variable = textOf(statement, "for");
    if (variable.empty()) return;
    note(variables, variable);
    const std::string over = textOf(statement, "over");
    if (over.empty()) return;
    if (const Json* repeat = findRepeat(over)) aliases.push_back({variable, repeat});
  }

  const Json* findRepeat(const std::string& path) const {
    const auto dot = path.find('.');
    const Json* list = memberOf(m_document, "choices");
    std::string rest = path;
    for (const auto& alias : aliases) {
      if (dot == std::string::npos || alias.name != path.substr(0, dot)) continue;
      list = memberOf(*alias.entry, "choices");
      rest = path.substr(dot + 1);
    }
    while (list != nullptr && list->is_array()) {
      const auto next = rest.find('.');
      const std::string name = rest.substr(0, next);
      const auto found =
          std::find_if(list->begin(), list->end(), [&](const Json& entry) { return textOf(entry, "name") == name; });
      if (found == list->end()) return nullptr;
      if (next == std::string::npos) return &*found;
      rest = rest.substr(next + 1);
      list = memberOf(*found, "choices");
    }
    return nullptr;
  }

  const Json& m_document;
};

void addTemplateNames(const Json& document, std::string_view pointer, NameCollector& collector) {
  const BodyScope scope(document, pointer);
  for (auto variable = scope.variables.rbegin(); variable != scope.variables.rend(); ++variable) {
    collector.add(*variable, NameKind::Variable);
    for (const auto& alias : scope.aliases) {
      if (alias.name == *variable) collector.addChoices(memberOf(*alias.entry, "choices"), alias.name + ".", true);
    }
  }
  for (const auto& name : scope.parameters) collector.add(name, NameKind::Variable);
  collector.addChoices(memberOf(document, "choices"), "", true);
  collector.addDerivedValues();
  collector.addParameters();
  for (const auto dimension : kDimensions) collector.add("it." + std::string(dimension), NameKind::Dimension);
  for (const auto& value : scope.values) {
    for (const auto dimension : kDimensions) collector.add(value + "." + std::string(dimension), NameKind::Dimension);
  }
}

/// A condition reads what stands before it, in its own list and in those around it.
void addConditionNames(const Json& document, const std::vector<std::string>& tokens, NameCollector& collector) {
  std::vector<std::pair<const Json*, std::size_t>> lists;  // outermost first
  const Json* list = memberOf(document, "choices");
  bool repeats = false;
  for (std::size_t i = 1; i < tokens.size() && list != nullptr && list->is_array(); i += 2) {
    const auto index = static_cast<std::size_t>(std::strtoul(tokens[i].c_str(), nullptr, 10));
    if (index >= list->size()) break;
    lists.emplace_back(list, index);
    repeats = repeats || textOf((*list)[index], "type") == "repeat";
    list = i + 1 < tokens.size() && tokens[i + 1] == "choices" ? memberOf((*list)[index], "choices") : nullptr;
  }
  if (repeats) collector.add("index", NameKind::Variable);
  for (auto level = lists.rbegin(); level != lists.rend(); ++level) {
    collector.addChoices(level->first, "", true, level->second);
  }
}

}  // namespace

std::string levelsText(const Json& choice) {
  const std::string type = textOf(choice, "type");
  if (type == "boolean" || type == "optional") return "false, true";
  const auto number = [&](const char* key) {
    const Json* value = memberOf(choice, key);
    return value == nullptr ? std::string("?") : scalarText(*value);
  };
  if (type == "integer") {
    const std::string step = memberOf(choice, "step") == nullptr ? "1" : number("step");
    return number("low") + " to " + number("high") + (step == "1" ? "" : " step " + step);
  }
  if (type == "real") {
    const bool logarithmic = textOf(choice, "scale") == "log";
    return number("low") + " to " + number("high") + ", " + number("levels") + (logarithmic ? " log" : "");
  }
  if (type == "repeat") return "x " + number("count");
  std::string text;
  if (const Json* levels = memberOf(choice, "levels"); levels != nullptr && levels->is_array()) {
    for (const auto& level : *levels) text += (text.empty() ? "" : ", ") + scalarText(level);
  }
  return text;
}

std::vector<VisibleName> visibleNames(const Json& document, std::string_view pointer) {
  NameCollector collector(document);
  const auto tokens = pointerTokens(pointer);
  const std::string section = tokens.empty() ? std::string() : tokens[0];
  if (section == "choices") {
    addConditionNames(document, tokens, collector);
  } else if (section == "constraints") {
    for (const char* cost : {"params", "macs", "peak_activation_bytes"}) collector.add(cost, NameKind::Cost);
    collector.addRepeatFunctions(memberOf(document, "choices"), "");
    collector.addChoices(memberOf(document, "choices"), "", true);
    collector.addDerivedValues();
  } else if (section == "values" || section == "scales") {
    collector.addChoices(memberOf(document, "choices"), "", true);
    collector.addParameters();
    collector.addDerivedValues(section == "values" && tokens.size() > 1 ? tokens[1] : std::string());
  } else {
    addTemplateNames(document, pointer, collector);
  }
  collector.addFunctions();
  return std::move(collector.names);
}

std::vector<std::string> visibleValues(const Json& document, std::string_view pointer) {
  std::vector<std::string> values{"it"};
  for (auto& value : BodyScope(document, pointer).values) values.push_back(std::move(value));
  return values;
}

std::vector<std::string> visibleRepeats(const Json& document, std::string_view pointer) {
  std::vector<std::string> repeats;
  const auto collect = [&repeats](const auto& self, const Json* list, const std::string& prefix) -> void {
    if (list == nullptr || !list->is_array()) return;
    for (const auto& entry : *list) {
      const std::string type = textOf(entry, "type");
      const std::string path = prefix + textOf(entry, "name");
      if (type == "repeat") repeats.push_back(path);
      if (type == "group" || type == "optional") self(self, memberOf(entry, "choices"), path + ".");
    }
  };
  const BodyScope scope(document, pointer);
  for (auto alias = scope.aliases.rbegin(); alias != scope.aliases.rend(); ++alias) {
    collect(collect, memberOf(*alias->entry, "choices"), alias->name + ".");
  }
  collect(collect, memberOf(document, "choices"), "");
  return repeats;
}

}  // namespace pscope
