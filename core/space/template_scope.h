#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/choice_tree.h"
#include "core/space/program.h"

namespace pscope {

/// The names that a body of the template may read, and the slots of its frame that they stand for.
///
/// A name is a variable, a scale's parameter, a derived value, a dimension of a value ("x.channels") or a choice, by
/// its full path or through the variable of a loop over its repeat; the first of these that fits counts.
/// @thread one at a time
class TemplateScope {
 public:
  /// An entry of the tree of choices, in the copies that loops around it are at.
  struct Alias {
    const TreeNode* node = nullptr;
    int firstGene = 0;
    int termCount = 0;
    std::array<Binding::Term, Binding::kMaxTerms> terms{};
  };

  /// All outlive the scope.
  TemplateScope(const ChoiceTree& tree, const Program& program, Problems& problems)
      : m_tree(tree), m_program(program), m_problems(problems) {}

  /// Slot of a value (a tensor); a name that is known gives the same again.
  int defineValue(const std::string& name);
  std::optional<int> valueSlot(std::string_view name) const;
  /// "it, x, y"
  std::string knownValues() const;
  /// Slot of a new variable, or of the one that is assigned again; a name that cannot be one is a problem of `place`.
  int defineVariable(const JsonView& place, const std::string& name);

  /// An entry of the tree of choices, by full path or through a loop's alias.
  std::optional<Alias> findChoice(std::string_view path) const;
  /// What a loop variable stands for from now on (nothing: it stands for no repeat). @return what it stood for
  std::optional<Alias> setAlias(const std::string& variable, std::optional<Alias> alias);

  std::optional<Binding> resolve(std::string_view name) const;
  /// All of them, for messages; at most about 200 choices.
  std::vector<std::string> visibleNames() const;

  int values() const { return static_cast<int>(m_values.size()); }
  int variables() const { return m_variableCount; }

 private:
  std::optional<int> parameterIndex(std::string_view name) const;
  std::optional<Binding> resolveDimension(std::string_view name) const;

  const ChoiceTree& m_tree;
  const Program& m_program;
  Problems& m_problems;
  std::map<std::string, int, std::less<>> m_values;
  std::map<std::string, int, std::less<>> m_variables;
  std::map<std::string, Alias, std::less<>> m_aliases;
  int m_variableCount = 0;
};

}  // namespace pscope
