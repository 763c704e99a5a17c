#include "core/space/document_edit_rename.h"

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "core/space/bound_expression.h"
#include "core/space/document_members.h"

namespace pscope {
namespace {

using Chain = std::vector<std::string>;  ///< names of an entry's containers and itself, outermost first

Chain split(std::string_view path) {
  Chain parts;
  while (true) {
    const auto dot = path.find('.');
    parts.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    path = path.substr(dot + 1);
  }
}

std::string joined(const Chain& parts) {
  std::string path;
  for (const auto& part : parts) path += (path.empty() ? "" : ".") + part;
  return path;
}

/// Digits that name a copy of a repeat ("2" of "stage2"), or nothing when `part` is another name.
std::optional<std::string> copyOf(const std::string& part, const std::string& name) {
  if (!part.starts_with(name)) return std::nullopt;
  const std::string rest = part.substr(name.size());
  const bool digits = std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::optional(rest) : std::nullopt;
}

/// Finds every expression that reads the renamed thing and writes it anew.
class Renamer {
 public:
  Renamer(DocumentEditor& editor, const Json& document, Chain target, std::vector<bool> repeats, std::string name)
      : m_editor(editor),
        m_document(document),
        m_target(std::move(target)),
        m_repeats(std::move(repeats)),
        m_name(std::move(name)) {}

  Status run() {
    if (m_document.contains("choices")) walkChoices(m_document["choices"], "/choices", {});
    if (m_document.contains("constraints")) walkStrings(m_document["constraints"], "/constraints");
    if (m_document.contains("values")) walkStrings(m_document["values"], "/values");
    if (m_document.contains("scales") && m_document["scales"].is_array()) {
      for (std::size_t i = 0; i < m_document["scales"].size(); ++i) {
        const Json& scale = m_document["scales"][i];
        if (scale.is_object() && scale.contains("input")) {
          walkStrings(scale["input"], pointerTo(pointerTo("/scales", i), std::string_view("input")));
        }
      }
    }
    if (m_document.contains("blocks") && m_document["blocks"].is_object()) {
      for (const auto& [name, block] : m_document["blocks"].items()) {
        const std::string place = pointerTo("/blocks", std::string_view(name));
        if (block.is_object() && block.contains("body")) walkBody(block["body"], place + "/body", {});
      }
    }
    if (m_document.contains("network")) walkBody(m_document["network"], "/network", {});
    renameInText();
    for (const auto& [pointer, text] : m_changes) PSCOPE_CHECK(m_editor.set(pointer, text));
    return {};
  }

 private:
  struct Alias {
    std::string name;
    Chain chain;
  };

  /// The name with the target's part replaced, when `parts` is the target's path from level `from` on.
  bool replaceFrom(Chain& parts, std::size_t offset, std::size_t from) const {
    const std::size_t steps = m_target.size() - from;
    if (parts.size() < offset + steps || steps == 0) return false;
    for (std::size_t i = 0; i < steps; ++i) {
      const bool repeats = m_repeats[from + i];
      const auto& part = parts[offset + i];
      if (repeats ? !copyOf(part, m_target[from + i]) : part != m_target[from + i]) return false;
    }
    auto& last = parts[offset + steps - 1];
    last = m_name + (m_repeats.back() ? copyOf(last, m_target.back()).value_or("") : std::string());
    return true;
  }

  std::string replaced(std::string_view name, const std::vector<Alias>& aliases, const Chain& around) const {
    Chain parts = split(name);
    for (auto alias = aliases.rbegin(); alias != aliases.rend(); ++alias) {
      if (parts.front() != alias->name) continue;
      const bool inside = alias->chain.size() < m_target.size() &&
                          std::equal(alias->chain.begin(), alias->chain.end(), m_target.begin());
      if (inside) replaceFrom(parts, 1, alias->chain.size());
      return joined(parts);
    }
    if (replaceFrom(parts, 0, 0)) return joined(parts);
    for (std::size_t level = 1; level <= around.size() && level < m_target.size(); ++level) {
      if (around[level - 1] != m_target[level - 1]) break;
      if (replaceFrom(parts, 0, level)) return joined(parts);
    }
    return std::string(name);
  }

  void change(const Json& value, const std::string& pointer, const std::vector<Alias>& aliases, const Chain& around) {
    if (!value.is_string()) return;
    const auto& source = value.get_ref<const std::string&>();
    const std::string text = renamed(source, [&](std::string_view name) { return replaced(name, aliases, around); });
    if (text != source) m_changes.emplace_back(pointer, text);
  }

  void walkStrings(const Json& list, const std::string& pointer) {
    if (!list.is_structured()) return;
    std::size_t i = 0;
    for (const auto& [key, value] : list.items()) {
      change(value, list.is_array() ? pointerTo(pointer, i) : pointerTo(pointer, std::string_view(key)), {}, {});
      ++i;
    }
  }

  void walkChoices(const Json& list, const std::string& pointer, const Chain& around) {
    if (!list.is_array()) return;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Json& entry = list[i];
      if (!entry.is_object()) continue;
      const std::string place = pointerTo(pointer, i);
      if (entry.contains("when")) change(entry["when"], place + "/when", {}, around);
      if (!entry.contains("choices")) continue;
      Chain inside = around;
      inside.push_back(textOf(entry, "name"));
      walkChoices(entry["choices"], place + "/choices", inside);
    }
  }

  void walkBody(const Json& body, const std::string& pointer, const std::vector<Alias>& aliases) {
    if (!body.is_array()) return;
    for (std::size_t i = 0; i < body.size(); ++i) walkStatement(body[i], pointerTo(pointer, i), aliases);
  }

  void walkStatement(const Json& statement, const std::string& place, const std::vector<Alias>& aliases) {
    static const std::set<std::string> kNames{"op", "block", "out", "use", "from", "scope", "for", "repair"};
    if (!statement.is_object()) return;
    std::vector<Alias> inner = aliases;
    if (statement.contains("for") && statement["for"].is_string() && statement.contains("over") &&
        statement["over"].is_string()) {
      Chain chain = split(statement["over"].get<std::string>());
      for (const auto& alias : aliases) {
        if (alias.name != chain.front()) continue;
        Chain whole = alias.chain;
        whole.insert(whole.end(), chain.begin() + 1, chain.end());
        chain = std::move(whole);
        break;
      }
      inner.push_back({statement["for"].get<std::string>(), std::move(chain)});
    }
    for (const auto& [key, value] : statement.items()) {
      const std::string member = pointerTo(place, std::string_view(key));
      if (key == "do" || key == "then" || key == "else" || key == "default") {
        walkBody(value, member, inner);
      } else if (key == "cases" && value.is_object()) {
        for (const auto& [level, body] : value.items()) {
          walkBody(body, pointerTo(member, std::string_view(level)), inner);
        }
      } else if (key == "in") {
        walkInputs(value, member, aliases);
      } else if (kNames.contains(key)) {
        continue;
      } else if (value.is_structured()) {
        std::size_t i = 0;
        for (const auto& [name, item] : value.items()) {
          change(item, value.is_array() ? pointerTo(member, i) : pointerTo(member, std::string_view(name)), aliases,
                 {});
          ++i;
        }
      } else {
        change(value, member, aliases, {});
      }
    }
  }

  /// Only the conditions of inputs are expressions.
  void walkInputs(const Json& list, const std::string& pointer, const std::vector<Alias>& aliases) {
    if (!list.is_array()) return;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].is_object() && list[i].contains("when")) {
        change(list[i]["when"], pointerTo(pointer, i) + "/when", aliases, {});
      }
    }
  }

  /// "|{e01}~0|": paths in braces.
  void renameInText() {
    if (!m_document.contains("text") || !m_document["text"].is_string()) return;
    const auto source = m_document["text"].get<std::string>();
    std::string text;
    std::size_t done = 0;
    while (true) {
      const auto open = source.find('{', done);
      const auto close = open == std::string::npos ? open : source.find('}', open);
      if (close == std::string::npos) break;
      text += source.substr(done, open + 1 - done);
      text += replaced(source.substr(open + 1, close - open - 1), {}, {}) + "}";
      done = close + 1;
    }
    text += source.substr(done);
    if (text != source) m_changes.emplace_back("/text", text);
  }

  DocumentEditor& m_editor;
  const Json& m_document;
  Chain m_target;
  std::vector<bool> m_repeats;  ///< of each name of the target
  std::string m_name;
  std::vector<std::pair<std::string, Json>> m_changes;
};

Error badName(const std::string& name) {
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be a name.").arg(name),
                   PSCOPE_TR_NOOP("Space", "Use a letter, then letters, digits and underscores."));
}
Error takenName(const std::string& name) {
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "\"%1\" is there already.").arg(name),
                   PSCOPE_TR_NOOP("Space", "Choose another name."));
}

Status renameChoice(DocumentEditor& editor, const Json& document, std::string_view pointer, const std::string& name) {
  const auto tokens = pointerTokens(pointer);
  Chain target;
  std::vector<bool> repeats;
  std::string place;
  for (std::size_t i = 0; i + 1 < tokens.size(); i += 2) {
    const std::string list = pointerTo(place, std::string_view(tokens[i]));
    place = pointerTo(list, std::string_view(tokens[i + 1]));
    const Json* entry = valueAt(document, place);
    if (entry == nullptr || !entry->is_object()) return makeError(ErrorCode::NotFound, badName(name).what);
    target.push_back(textOf(*entry, "name"));
    repeats.push_back(textOf(*entry, "type") == "repeat");
  }
  const Json* siblings = valueAt(document, parentPointer(place));
  for (const auto& other : *siblings) {
    if (textOf(other, "name") == name) return takenName(name);
  }
  PSCOPE_CHECK(editor.set(place + "/name", name));
  if (target.back().empty()) return {};
  return Renamer(editor, document, std::move(target), std::move(repeats), name).run();
}

/// Pointers of the "block" members that call `before`.
void collectCallPlaces(const Json& value, const std::string& pointer, const std::string& before,
                       std::vector<std::string>& places) {
  if (!value.is_structured()) return;
  if (textOf(value, "block") == before) places.push_back(pointer + "/block");
  std::size_t i = 0;
  for (const auto& [key, child] : value.items()) {
    collectCallPlaces(child, value.is_array() ? pointerTo(pointer, i) : pointerTo(pointer, std::string_view(key)),
                      before, places);
    ++i;
  }
}

}  // namespace

Status renameEverywhere(DocumentEditor& editor, std::string_view pointer, const std::string& name) {
  const Json document = Json::parse(editor.text(), nullptr, false);
  const auto tokens = pointerTokens(pointer);
  if (tokens.size() < 2 || valueAt(document, pointer) == nullptr) {
    return makeError(ErrorCode::NotFound,
                     PSCOPE_TR_NOOP("Space", "There is nothing at \"%1\" of the document.").arg(std::string(pointer)));
  }
  if (!isIdentifier(name) || name == "it" || name == "index") return badName(name);
  if (tokens[0] == "choices") return renameChoice(editor, document, pointer, name);
  const std::string before = tokens.back();
  if (tokens[0] == "blocks") {
    if (document["blocks"].contains(name)) return takenName(name);
    std::vector<std::string> places;
    for (const char* part : {"blocks", "network"}) {
      if (document.contains(part)) collectCallPlaces(document[part], std::string("/") + part, before, places);
    }
    for (const auto& place : places) PSCOPE_CHECK(editor.set(place, name));
    return editor.rename(pointer, name);
  }
  const Json* names = valueAt(document, parentPointer(pointer));
  if (names->contains(name)) return takenName(name);
  PSCOPE_CHECK(Renamer(editor, document, {before}, {false}, name).run());
  if (tokens[0] != "scales") return editor.rename(pointer, name);
  for (std::size_t i = 0; i < document["scales"].size(); ++i) {  // every scale has the same parameters
    const std::string place =
        pointerTo(pointerTo(pointerTo("/scales", i), std::string_view("parameters")), std::string_view(before));
    if (valueAt(document, place) != nullptr) PSCOPE_CHECK(editor.rename(place, name));
  }
  return {};
}

}  // namespace pscope
