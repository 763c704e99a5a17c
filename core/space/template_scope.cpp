#include "core/space/template_scope.h"

#include <algorithm>
#include <utility>

#include "core/space/document_values.h"

namespace pscope {

int TemplateScope::defineValue(const std::string& name) {
  return m_values.emplace(name, static_cast<int>(m_values.size())).first->second;
}

std::optional<int> TemplateScope::valueSlot(std::string_view name) const {
  const auto found = m_values.find(name);
  if (found == m_values.end()) return std::nullopt;
  return found->second;
}

std::string TemplateScope::knownValues() const {
  std::string known = "it";
  for (const auto& [value, slot] : m_values) known += ", " + value;
  return known;
}

int TemplateScope::defineVariable(const JsonView& place, const std::string& name) {
  if (const auto found = m_variables.find(name); found != m_variables.end()) return found->second;
  if (!isIdentifier(name) || name == "it") {
    m_problems.add(place, PSCOPE_TR_NOOP("Space", "\"%1\" cannot be a name.").arg(name),
                   PSCOPE_TR_NOOP("Space", "Use a letter, then letters, digits and underscores."));
  } else if (parameterIndex(name) || valueIndex(m_program, name) || ChoiceTree::find(m_tree.root(), name)) {
    m_problems.add(
        place,
        PSCOPE_TR_NOOP("Space", "\"%1\" is the name of a choice, a derived value or a scale's parameter already.")
            .arg(name),
        PSCOPE_TR_NOOP("Space", "Choose another name."));
  }
  m_variables.emplace(name, m_variableCount);
  return m_variableCount++;
}

std::optional<TemplateScope::Alias> TemplateScope::findChoice(std::string_view path) const {
  const auto dot = path.find('.');
  if (dot != std::string_view::npos) {
    const auto alias = m_aliases.find(path.substr(0, dot));
    if (alias != m_aliases.end()) {
      const auto found = ChoiceTree::find(*alias->second.node, path.substr(dot + 1));
      if (!found) return std::nullopt;
      Alias result = alias->second;
      result.node = found->node;
      result.firstGene += found->offset;
      return result;
    }
  }
  const auto found = ChoiceTree::find(m_tree.root(), path);
  if (!found) return std::nullopt;
  Alias result;
  result.node = found->node;
  result.firstGene = found->offset;
  return result;
}

std::optional<TemplateScope::Alias> TemplateScope::setAlias(const std::string& variable, std::optional<Alias> alias) {
  const auto found = m_aliases.find(variable);
  const auto before = found == m_aliases.end() ? std::nullopt : std::optional(found->second);
  if (alias) {
    m_aliases.insert_or_assign(variable, std::move(*alias));
  } else {
    m_aliases.erase(variable);
  }
  return before;
}

std::optional<int> TemplateScope::parameterIndex(std::string_view name) const {
  const auto& names = m_program.parameterNames;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin());
}

std::optional<Binding> TemplateScope::resolve(std::string_view name) const {
  if (const auto variable = m_variables.find(name); variable != m_variables.end()) {
    return Binding::of(Binding::Kind::Variable, variable->second);
  }
  if (const auto parameter = parameterIndex(name)) return Binding::of(Binding::Kind::Parameter, *parameter);
  if (const auto value = valueIndex(m_program, name)) return Binding::of(Binding::Kind::Value, *value);
  if (const auto dimension = resolveDimension(name)) return dimension;
  const auto choice = findChoice(name);
  if (!choice || choice->node->type != TreeNode::Type::Leaf) return std::nullopt;
  auto binding = Binding::of(Binding::Kind::Gene, choice->firstGene);
  binding.termCount = choice->termCount;
  binding.terms = choice->terms;
  return binding;
}

/// "it.channels", "x.height", ...
std::optional<Binding> TemplateScope::resolveDimension(std::string_view name) const {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto axisName = name.substr(dot + 1);
  const int axis = axisName == "channels" ? 0 : axisName == "height" ? 1 : axisName == "width" ? 2 : -1;
  if (axis < 0) return std::nullopt;
  if (name.substr(0, dot) == "it") return Binding::of(Binding::Kind::Dimension, Binding::kCurrentValue, axis);
  const auto value = m_values.find(name.substr(0, dot));
  if (value == m_values.end()) return std::nullopt;
  return Binding::of(Binding::Kind::Dimension, value->second, axis);
}

std::vector<std::string> TemplateScope::visibleNames() const {
  std::vector<std::string> names(m_program.parameterNames);
  for (const auto& [name, slot] : m_variables) names.push_back(name);
  for (const auto& [name, alias] : m_aliases) {
    for (const auto& child : alias.node->children) names.push_back(name + "." + child.name);
  }
  for (const auto& choice : m_tree.choices()) {
    if (names.size() < 200) names.push_back(choice.path);
  }
  return names;
}

}  // namespace pscope
