#include "core/space/document_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pscope {
namespace {

/// Binds what stands outside of the template: choices by their paths, parameters of the scale, derived values.
class DocumentBinder {
 public:
  DocumentBinder(const ChoiceTree& tree, Program& program, Problems& problems)
      : m_tree(tree), m_program(program), m_problems(problems) {}

  /// "values": names with expressions, each of which may read those before it.
  void readValues(const JsonView& members) {
    if (!members.isObject()) {
      m_problems.add(members, PSCOPE_TR_NOOP("Space", "Names with their expressions are expected here."));
      return;
    }
    const auto names = members.keys();
    if (names.size() > kMaxValues) {
      m_problems.add(members,
                     PSCOPE_TR_NOOP("Space", "There are more than %1 values.").arg(std::to_string(kMaxValues)));
      return;
    }
    for (const auto& name : names) {
      const auto place = m_problems.take(members.member(name));
      if (!place) continue;
      const bool taken = resolve(name).has_value() || ChoiceTree::find(m_tree.root(), name).has_value();
      if (!isIdentifier(name) || name == "it" || taken) {
        m_problems.add(
            *place, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be the name of a value.").arg(name),
            PSCOPE_TR_NOOP("Space", "Use a letter, then letters, digits and underscores, and no name twice."));
        continue;
      }
      const Json& json = place->json();
      std::string text = json.is_string() ? json.get<std::string>() : json.dump();
      auto bound = bind(*place);
      m_program.values.push_back(std::move(bound));
      m_program.valueTexts.emplace_back(name, std::move(text));
    }
  }

  void readInputs(const JsonView& document) {
    const auto list = m_problems.take(document.array("scales"));
    if (!list) return;
    for (std::size_t i = 0; i < list->size() && i < m_program.scales.size(); ++i) {
      const auto input = (*list)[i].member("input");
      if (!input.ok() || !input.value().isArray() || input.value().size() != 3) continue;  // reported already
      bool variable = false;
      for (std::size_t axis = 0; axis < 3; ++axis) variable = variable || input.value().at(axis).isString();
      if (!variable) continue;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        m_program.scales[i].inputSizes.push_back(bind(input.value().at(axis)));
      }
    }
  }

 private:
  static constexpr std::size_t kMaxValues = 1'000;

  BoundExpression bind(const JsonView& place) {
    auto bound = bindExpression(
        place, [this](std::string_view name) { return resolve(name); },
        [this] {
          std::vector<std::string> names(m_program.parameterNames);
          for (const auto& [name, text] : m_program.valueTexts) names.push_back(name);
          for (const auto& choice : m_tree.choices()) {
            if (names.size() < 200) names.push_back(choice.path);
          }
          return names;
        });
    if (bound.ok()) return std::move(bound).value();
    m_problems.add(std::move(bound).error());
    return {};
  }

  std::optional<Binding> resolve(std::string_view name) const {
    const auto& names = m_program.parameterNames;
    if (const auto found = std::find(names.begin(), names.end(), name); found != names.end()) {
      return Binding::of(Binding::Kind::Parameter, static_cast<int>(found - names.begin()));
    }
    if (const auto value = valueIndex(m_program, name)) return Binding::of(Binding::Kind::Value, *value);
    if (const auto gene = m_tree.find(name)) return Binding::of(Binding::Kind::Gene, *gene);
    return std::nullopt;
  }

  const ChoiceTree& m_tree;
  Program& m_program;
  Problems& m_problems;
};

}  // namespace

std::optional<int> valueIndex(const Program& program, std::string_view name) {
  for (std::size_t i = 0; i < program.values.size(); ++i) {
    if (program.valueTexts[i].first == name) return static_cast<int>(i);
  }
  return std::nullopt;
}

void compileValues(const JsonView& document, const ChoiceTree& tree, Program& program, Problems& problems) {
  DocumentBinder binder(tree, program, problems);
  if (document.has("values")) {
    if (const auto values = problems.take(document.member("values"))) binder.readValues(*values);
  }
  binder.readInputs(document);
}

}  // namespace pscope
