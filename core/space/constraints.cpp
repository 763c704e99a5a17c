#include "core/space/constraints.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/space/trimmed.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxConstraints = 200;
constexpr std::size_t kMaxText = 200'000;  // after sum() and depth() are written out
constexpr std::array<std::string_view, 3> kCostNames{"params", "macs", "peak_activation_bytes"};
constexpr std::string_view kActive = ".active";

/// Calls visit(position) for each character outside of quotes and brackets, until it returns false.
template <class Visit>
void walkTopLevel(std::string_view text, Visit visit) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'' || c == '"') {
      i = std::min(text.find(c, i + 1), text.size());
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    } else if (depth == 0 && !visit(i)) {
      return;
    }
  }
}

bool isWordAt(std::string_view text, std::size_t at, std::string_view word) {
  const auto isPart = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; };
  return text.substr(at, word.size()) == word && (at == 0 || !isPart(text[at - 1])) &&
         (at + word.size() >= text.size() || !isPart(text[at + word.size()]));
}

/// Parts between top-level `and` or `&&`; the whole text when there is a top-level `or`, which binds less.
std::vector<std::string> conjuncts(std::string_view text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  bool alternatives = false;
  walkTopLevel(text, [&](std::size_t i) {
    if (isWordAt(text, i, "or") || text.substr(i, 2) == "||") alternatives = true;
    const std::size_t length = isWordAt(text, i, "and") ? 3 : text.substr(i, 2) == "&&" ? 2 : 0;
    if (length > 0) {
      parts.emplace_back(trimmed(text.substr(begin, i - begin)));
      begin = i + length;
    }
    return !alternatives;
  });
  if (alternatives) return {std::string(text)};
  parts.emplace_back(trimmed(text.substr(std::min(begin, text.size()))));
  return parts;
}

struct Relation {
  std::string_view left;
  std::string_view right;
  Constraint::Comparison comparison = Constraint::Comparison::IsTrue;
};

/// `left <= right` and the like at the top level, if there is exactly one.
std::optional<Relation> relationOf(std::string_view text) {
  using enum Constraint::Comparison;
  std::optional<Relation> found;
  bool several = false;
  std::size_t skip = 0;
  walkTopLevel(text, [&](std::size_t i) {
    if (i < skip) return true;
    if (isWordAt(text, i, "or") || text.substr(i, 2) == "||" || isWordAt(text, i, "not") || isWordAt(text, i, "in") ||
        text.substr(i, 1) == "!") {
      if (text.substr(i, 2) != "!=") {
        several = true;
        return false;
      }
    }
    const auto two = text.substr(i, 2);
    const char c = text[i];
    const bool isLong = two == "<=" || two == ">=" || two == "==" || two == "!=";
    if (!isLong && c != '<' && c != '>' && c != '=') return true;
    const auto comparison = two == "<="   ? LessEqual
                            : two == ">=" ? GreaterEqual
                            : two == "!=" ? Unequal
                            : c == '<'    ? Less
                            : c == '>'    ? Greater
                                          : Equal;
    skip = i + (isLong ? 2 : 1);
    several = found.has_value();
    found = Relation{trimmed(text.substr(0, i)), trimmed(text.substr(skip)), comparison};
    return !several;
  });
  if (found && found->right.find_first_of("'\"") != std::string_view::npos) return std::nullopt;  // compares texts
  return several ? std::nullopt : found;
}

/// Terms of a top-level sum, each with its sign.
std::vector<std::string> termsOf(std::string_view text) {
  std::vector<std::string> terms;
  std::size_t begin = 0;
  bool negative = false;
  const auto close = [&](std::size_t end) {
    const auto term = trimmed(text.substr(begin, end - begin));
    if (!term.empty()) terms.push_back(negative ? "-(" + std::string(term) + ")" : std::string(term));
  };
  walkTopLevel(text, [&](std::size_t i) {
    const char c = text[i];
    if (c != '+' && c != '-') return true;
    const auto before = trimmed(text.substr(0, i));
    const bool unary = before.empty() || std::string_view("*/%^(,").find(before.back()) != std::string_view::npos;
    const bool exponent =
        i >= 2 && (text[i - 1] == 'e' || text[i - 1] == 'E') && text[i - 2] >= '0' && text[i - 2] <= '9';
    if (exponent || (unary && !before.empty())) return true;
    close(i);
    begin = i + 1;
    negative = c == '-';
    return true;
  });
  close(text.size());
  return terms;
}

class ConstraintReader {
 public:
  ConstraintReader(const ChoiceTree& tree, const std::vector<std::pair<std::string, std::string>>& values,
                   Problems& problems, Constraints& constraints)
      : m_tree(tree), m_values(values), m_problems(problems), m_constraints(constraints) {}

  void read(const JsonView& place) {
    const auto source = m_problems.take(place.string());
    if (!source || m_tooLong) return;  // a hostile document would take as long for every other constraint
    if (source->size() > kMaxExpressionText) {
      m_problems.add(place, PSCOPE_TR_NOOP("Space", "An expression may have at most %1 characters.")
                                .arg(std::to_string(kMaxExpressionText)));
      return;
    }
    std::string text = inlined(*source);
    text = expanded(place, text);
    if (text.size() > kMaxText) {
      m_problems.add(place, PSCOPE_TR_NOOP("Space", "This constraint becomes too long when it is written out."),
                     PSCOPE_TR_NOOP("Space", "Let it read fewer choices."));
      m_tooLong = true;
      return;
    }
    for (const auto& part : conjuncts(text)) {
      if (!readPart(place, *source, part)) return;
    }
  }

 private:
  /// Derived values are put in their place.
  std::string inlined(const std::string& source) const {
    std::string text = source;
    for (auto value = m_values.rbegin(); value != m_values.rend() && text.size() <= kMaxText; ++value) {
      text = renamed(text, [&](std::string_view name) {
        return name == value->first ? "(" + value->second + ")" : std::string(name);
      });
    }
    return text;
  }

  /// depth(NAME) and sum(REPEAT.NAME) written out.
  std::string expanded(const JsonView& place, std::string text) {
    for (const std::string_view function : {"depth", "sum"}) {
      for (std::size_t at = 0; (at = text.find(function, at)) != std::string::npos && text.size() <= kMaxText;) {
        const auto open = text.find_first_not_of(" \t", at + function.size());
        const auto close = text.find(')', at);
        if (!isWordAt(text, at, function) || open == std::string::npos || text[open] != '(' ||
            close == std::string::npos) {
          at += function.size();
          continue;
        }
        const std::string argument(trimmed(std::string_view(text).substr(open + 1, close - open - 1)));
        const auto terms = function == "sum" ? copiesOf(argument) : depthOf(argument);
        if (terms.empty()) {
          m_problems.add(place, PSCOPE_TR_NOOP("Space", "\"%1\" is no repeated choice.").arg(argument),
                         PSCOPE_TR_NOOP("Space", "Write depth(REPEAT) or sum(REPEAT.CHOICE)."));
          return text;
        }
        std::string all;
        for (const auto& term : terms) all += (all.empty() ? "" : " + ") + term;
        const bool alone = terms.size() == 1;
        text.replace(at, close - at + 1, all);
        if (!alone && needsBrackets(text, at, at + all.size())) {
          text.insert(at + all.size(), ")");
          text.insert(at, "(");
        }
        at += all.size();
      }
    }
    return text;
  }

  /// A sum may stay bare where only + and comparisons are beside it: then it can be counted term by term.
  static bool needsBrackets(const std::string& text, std::size_t begin, std::size_t end) {
    const auto before = trimmed(std::string_view(text).substr(0, begin));
    const auto after = trimmed(std::string_view(text).substr(end));
    const bool freeBefore = before.empty() || before.back() == '+' || before.ends_with("and") || before.ends_with("&&");
    const bool freeAfter = after.empty() || std::string_view("+<>=!").find(after.front()) != std::string_view::npos ||
                           after.starts_with("and") || after.starts_with("&&");
    return !freeBefore || !freeAfter;
  }

  std::vector<std::string> copiesOf(const std::string& argument) const {
    const auto dot = argument.find('.');
    if (dot == std::string::npos) return {};
    const auto repeat = ChoiceTree::find(m_tree.root(), argument.substr(0, dot));
    if (!repeat || repeat->node->type != TreeNode::Type::Repeat || repeat->node->shared) return {};
    std::vector<std::string> paths;
    for (int copy = 1; copy <= repeat->node->count; ++copy) {
      paths.push_back(argument.substr(0, dot) + std::to_string(copy) + argument.substr(dot));
    }
    return paths;
  }

  std::vector<std::string> depthOf(const std::string& argument) const {
    if (m_tree.find(argument + ".depth")) return {argument + ".depth"};
    const auto repeat = ChoiceTree::find(m_tree.root(), argument);
    if (!repeat || repeat->node->type != TreeNode::Type::Repeat || repeat->node->shared) return {};
    std::vector<std::string> paths;
    for (int copy = 0; copy < repeat->node->count; ++copy) {
      const auto gene = static_cast<std::size_t>(repeat->offset + copy * repeat->node->genesPerCopy);
      paths.push_back(m_tree.choices()[gene].path + std::string(kActive));
    }
    return paths;
  }

  bool readPart(const JsonView& place, const std::string& source, const std::string& part) {
    Constraint constraint;
    constraint.source = source;
    constraint.pointer = place.pointer();
    auto relation = relationOf(part);
    if (relation && !namesIn(relation->right).empty()) relation.reset();
    if (relation) {
      const auto limit = Expression::compile(relation->right, {});
      if (limit.ok()) {
        constraint.limit = limit.value().evaluate(std::span<const double>());
        constraint.comparison = relation->comparison;
      } else {
        relation.reset();  // a text, for instance
      }
    }
    bool costs = false;
    for (const auto& term : relation ? termsOf(relation->left) : std::vector<std::string>{part}) {
      auto compiled = compile(place, term, costs);
      if (!compiled) return false;
      constraint.terms.push_back(std::move(*compiled));
    }
    // In the order in which CountTables adds them, so that both get the same sum.
    std::stable_sort(constraint.terms.begin(), constraint.terms.end(),
                     [](const ConstraintTerm& a, const ConstraintTerm& b) { return a.lastGene < b.lastGene; });
    auto& list = costs ? m_constraints.overCosts : m_constraints.overChoices;
    list.push_back(std::move(constraint));
    return true;
  }

  std::optional<ConstraintTerm> compile(const JsonView& place, const std::string& text, bool& costs) {
    ConstraintTerm term;
    const auto names = namesIn(text);
    if (names.size() > kMaxNamesPerExpression) {
      m_problems.add(place,
                     PSCOPE_TR_NOOP("Space", "One term of a constraint may read at most %1 names.")
                         .arg(std::to_string(kMaxNamesPerExpression)),
                     PSCOPE_TR_NOOP("Space", "Write it as a sum of smaller terms."));
      return std::nullopt;
    }
    for (const auto& name : names) {
      const auto read = resolve(name);
      if (!read) {
        m_problems.add(
            place, PSCOPE_TR_NOOP("Space", "The constraint reads \"%1\", which is no choice and no cost.").arg(name),
            PSCOPE_TR_NOOP("Space",
                           "Name choices by their whole path; costs are params, macs and "
                           "peak_activation_bytes."));
        return std::nullopt;
      }
      costs = costs || read->kind == ConstraintRead::Kind::Cost;
      if (read->kind != ConstraintRead::Kind::Cost) term.lastGene = std::max(term.lastGene, read->index);
      term.reads.push_back(*read);
    }
    auto compiled = Expression::compile(text, names);
    if (!compiled.ok()) {
      m_problems.add(place, PSCOPE_TR_NOOP("Space", "In the expression \"%1\", %2: %3")
                                .arg(text.substr(0, 200))
                                .arg(compiled.error().place)
                                .arg(format(compiled.error().what)));
      return std::nullopt;
    }
    term.expression = std::move(compiled).value();
    return term;
  }

  std::optional<ConstraintRead> resolve(std::string_view name) const {
    using Kind = ConstraintRead::Kind;
    if (const auto gene = m_tree.find(name)) return ConstraintRead{Kind::Level, *gene};
    for (std::size_t i = 0; i < kCostNames.size(); ++i) {
      if (name == kCostNames[i]) return ConstraintRead{Kind::Cost, static_cast<int>(i)};
    }
    if (name.ends_with(kActive)) {
      if (const auto gene = m_tree.find(name.substr(0, name.size() - kActive.size()))) {
        return ConstraintRead{Kind::Active, *gene};
      }
    }
    return std::nullopt;
  }

  const ChoiceTree& m_tree;
  const std::vector<std::pair<std::string, std::string>>& m_values;
  Problems& m_problems;
  Constraints& m_constraints;
  bool m_tooLong = false;
};

}  // namespace

double ConstraintTerm::evaluate(const ChoiceTree& tree, const Genome& genome, const StaticCosts* costs) const {
  std::array<Expression::Value, kMaxNamesPerExpression> values;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    const auto& read = reads[i];
    if (read.kind == ConstraintRead::Kind::Cost) {
      const double cost =
          costs == nullptr ? 0
          : read.index == ConstraintRead::kParams
              ? static_cast<double>(costs->params)
              : static_cast<double>(read.index == ConstraintRead::kMacs ? costs->macs : costs->peakActivationBytes);
      values[i] = {cost, {}};
      continue;
    }
    const auto gene = static_cast<std::size_t>(read.index);
    const bool active = genome[gene] != kInactive;
    values[i] = read.kind == ConstraintRead::Kind::Active ? Expression::Value{active ? 1.0 : 0.0, {}}
                : active                                  ? tree.value(gene, genome[gene])
                                                          : Expression::Value{0, {}};
  }
  return expression.evaluate(std::span<const Expression::Value>(values.data(), reads.size()));
}

bool Constraint::holds(double sum) const {
  switch (comparison) {
    case Comparison::IsTrue:
      return sum != 0 && sum == sum;
    case Comparison::Less:
      return sum < limit;
    case Comparison::LessEqual:
      return sum <= limit;
    case Comparison::Greater:
      return sum > limit;
    case Comparison::GreaterEqual:
      return sum >= limit;
    case Comparison::Equal:
      return sum == limit;
    case Comparison::Unequal:
      return sum != limit;
  }
  return false;
}

double Constraint::sum(const ChoiceTree& tree, const Genome& genome, const StaticCosts* costs) const {
  double total = 0;
  for (const auto& term : terms) total += term.evaluate(tree, genome, costs);
  return total;
}

Constraints Constraints::read(const JsonView& document, const ChoiceTree& tree,
                              const std::vector<std::pair<std::string, std::string>>& values, Problems& problems) {
  Constraints constraints;
  if (!document.has("constraints")) return constraints;
  const auto list = problems.take(document.array("constraints"));
  if (!list) return constraints;
  if (list->size() > kMaxConstraints) {
    problems.add(document,
                 PSCOPE_TR_NOOP("Space", "There are more than %1 constraints.").arg(std::to_string(kMaxConstraints)));
    return constraints;
  }
  ConstraintReader reader(tree, values, problems, constraints);
  for (const auto& entry : *list) reader.read(entry);
  return constraints;
}

const Constraint* Constraints::violated(const ChoiceTree& tree, const Genome& genome) const {
  for (const auto& constraint : overChoices) {
    if (!constraint.holds(constraint.sum(tree, genome))) return &constraint;
  }
  return nullptr;
}

const Constraint* Constraints::violated(const ChoiceTree& tree, const Genome& genome, const StaticCosts& costs) const {
  for (const auto& constraint : overCosts) {
    if (!constraint.holds(constraint.sum(tree, genome, &costs))) return &constraint;
  }
  return nullptr;
}

}  // namespace pscope
