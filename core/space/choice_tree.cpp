#include "core/space/choice_tree.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/space/choice_reader.h"

namespace pscope {
namespace {

bool isTrue(double value) {
  return value != 0 && value == value;
}

/// One enclosing copy of an entry while the tree is unrolled.
struct Container {
  const TreeNode* node = nullptr;
  int firstGene = 0;
  int copy = 0;
};

struct ForwardRead {
  std::string pointer;
  std::string name;
  int read = 0;
  int firstGoverned = 0;
  int endGoverned = 0;
};

}  // namespace

/// Unrolls the tree into genes and binds their conditions.
class ChoiceTreeBuilder {
 public:
  ChoiceTreeBuilder(ChoiceTree& tree, const std::string& file, Problems& problems)
      : m_tree(tree), m_file(file), m_problems(problems) {}

  void unroll() {
    m_tree.m_choices.reserve(static_cast<std::size_t>(m_tree.m_root.genes()));
    m_containers.push_back({&m_tree.m_root, 0, 0});
    unrollChildren(m_tree.m_root, "", -1, "");
    for (const auto& read : m_forwardReads) reportForward(read);
    if (m_problems.empty()) makeValues();
  }

 private:
  void unrollChildren(const TreeNode& parent, const std::string& prefix, int condition, const std::string& when) {
    const int first = m_containers.back().firstGene;
    for (const TreeNode& child : parent.children) {
      if (m_problems.full()) return;
      if (child.type == TreeNode::Type::Repeat) {
        for (int copy = 0; copy < (child.shared ? 1 : child.count); ++copy) {
          m_containers.push_back({&child, first + child.offset + copy * child.stride(), copy});
          const auto name = prefix + child.name + (child.shared ? "" : std::to_string(copy + 1));
          enter(child, name, condition, when);
          m_containers.pop_back();
        }
      } else if (child.type == TreeNode::Type::Group) {
        m_containers.push_back({&child, first + child.offset, 0});
        enter(child, prefix + child.name, condition, when);
        m_containers.pop_back();
      } else {
        addGene(child, prefix + child.name, condition, when);
      }
    }
  }

  void enter(const TreeNode& node, const std::string& path, int condition, const std::string& when) {
    std::string text = when;
    const int own = bind(node, condition, m_containers.back().firstGene, node.genesPerCopy, text);
    unrollChildren(node, path + ".", own, text);
  }

  void addGene(const TreeNode& node, std::string path, int condition, const std::string& when) {
    Choice choice = node.choice;
    choice.path = std::move(path);
    choice.condition = when;
    const int self = static_cast<int>(m_tree.m_choices.size());
    const int own = bind(node, condition, self, 1, choice.condition);
    m_conditionText += choice.condition.size();
    if (!m_paths.insert(choice.path).second) {
      report(node.pointer, PSCOPE_TR_NOOP("Space", "Two choices are called \"%1\".").arg(choice.path),
             PSCOPE_TR_NOOP("Space", "Rename one of them."));
    }
    m_tree.m_choices.push_back(std::move(choice));
    m_tree.m_genes.push_back({{}, {}, own});
    m_leaves.push_back(&node);
  }

  /// Binds the node's own condition; `text` becomes the whole condition with absolute paths.
  int bind(const TreeNode& node, int parent, int firstGene, int geneCount, std::string& text) {
    if (node.when.empty()) return parent;
    const Json source = node.when;
    const JsonView place(source, m_file, node.pointer + "/when");
    auto bound = bindExpression(
        place, [this](std::string_view name) { return resolve(name); }, [this] { return visibleNames(); });
    if (!bound.ok()) {
      m_problems.add(std::move(bound).error());
      return parent;
    }
    ChoiceTree::Condition condition;
    condition.parent = parent;
    const auto names = namesIn(node.when);
    auto compiled = Expression::compile(node.when, names);  // the same again: also for a single name or a constant
    if (!compiled.ok()) return parent;
    condition.expression = std::move(compiled).value();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Binding& binding = bound.value().bindings[i];
      const bool isGene = binding.kind == Binding::Kind::Gene;
      condition.reads.push_back({isGene ? binding.index : -1, binding.constant});
      if (isGene && binding.index >= firstGene) {
        m_forwardReads.push_back({place.pointer(), names[i], binding.index, firstGene, firstGene + geneCount});
      }
    }
    if (m_conditionText < kMaxConditionText) {
      const auto own = renamed(node.when, [this](std::string_view name) { return absolute(name); });
      text = text.empty() ? own : "(" + text + ") and (" + own + ")";
    } else if (!m_saidTooLong) {
      m_saidTooLong = true;
      report(node.pointer, PSCOPE_TR_NOOP("Space", "The conditions of the unrolled choices are too long in all."),
             PSCOPE_TR_NOOP("Space", "Shorten them or repeat less."));
    }
    m_tree.m_conditions.push_back(std::move(condition));
    return static_cast<int>(m_tree.m_conditions.size()) - 1;
  }

  /// From the innermost container outwards; "index" is the number of the copy, from 0.
  std::optional<Binding> resolve(std::string_view name) const {
    for (auto c = m_containers.rbegin(); c != m_containers.rend(); ++c) {
      const bool repeats = c->node->type == TreeNode::Type::Repeat && !c->node->shared;
      if (repeats && (name == "index" || name == c->node->name + ".index")) return Binding::ofConstant(c->copy);
      const auto found = ChoiceTree::find(*c->node, name);
      if (found && found->node->type == TreeNode::Type::Leaf) {
        return Binding::of(Binding::Kind::Gene, c->firstGene + found->offset);
      }
    }
    return std::nullopt;
  }

  std::string absolute(std::string_view name) const {
    const auto binding = resolve(name);
    if (!binding) return std::string(name);
    if (binding->kind == Binding::Kind::Constant) return std::to_string(static_cast<int>(binding->constant));
    const auto gene = static_cast<std::size_t>(binding->index);
    return gene < m_tree.m_choices.size() ? m_tree.m_choices[gene].path : std::string(name);
  }

  std::vector<std::string> visibleNames() const {
    std::vector<std::string> names;
    for (const auto& container : m_containers) {
      for (const auto& child : container.node->children) {
        if (names.size() < 200 && child.type == TreeNode::Type::Leaf) names.push_back(child.name);
      }
    }
    return names;
  }

  void report(const std::string& pointer, Message what, Message mend) {
    m_problems.add(makeError(ErrorCode::Parse, std::move(what), std::move(mend), m_file, pointer));
  }

  void reportForward(const ForwardRead& read) {
    if (dependsOn(read)) {
      report(read.pointer,
             PSCOPE_TR_NOOP("Space", "This condition reads \"%1\", which depends on it: a cycle.").arg(read.name),
             PSCOPE_TR_NOOP("Space", "Let a condition read only choices that stand before it."));
    } else {
      report(read.pointer,
             PSCOPE_TR_NOOP("Space", "This condition reads \"%1\", which is chosen only later.").arg(read.name),
             PSCOPE_TR_NOOP("Space", "Move that choice before this one."));
    }
  }

  /// Whether the read gene is governed by the reading condition, directly or through other conditions.
  bool dependsOn(const ForwardRead& read) const {
    std::vector<int> open{read.read};
    std::vector<bool> seen(m_tree.m_genes.size(), false);
    while (!open.empty()) {
      const int gene = open.back();
      open.pop_back();
      if (gene >= read.firstGoverned && gene < read.endGoverned) return true;
      const auto index = static_cast<std::size_t>(gene);
      if (index >= seen.size() || seen[index]) continue;
      seen[index] = true;
      for (int c = m_tree.m_genes[index].condition; c >= 0;
           c = m_tree.m_conditions[static_cast<std::size_t>(c)].parent) {
        for (const auto& next : m_tree.m_conditions[static_cast<std::size_t>(c)].reads) {
          if (next.gene >= 0) open.push_back(next.gene);
        }
      }
    }
    return false;
  }

  void makeValues() {
    for (std::size_t i = 0; i < m_tree.m_genes.size(); ++i) {
      const Choice& choice = m_tree.m_choices[i];
      auto& gene = m_tree.m_genes[i];
      const bool isBoolean = choice.type == Choice::Type::Boolean;
      gene.inactive.number = isBoolean ? 0 : std::numeric_limits<double>::quiet_NaN();
      for (std::size_t level = 0; level < choice.levels.size(); ++level) {
        Expression::Value value;
        value.number = choice.numbers[level];
        if (m_leaves[i]->textLevels) value.text = m_leaves[i]->choice.levels[level];
        gene.values.push_back(value);
      }
    }
  }

  ChoiceTree& m_tree;
  const std::string& m_file;
  Problems& m_problems;
  std::vector<Container> m_containers;
  std::vector<const TreeNode*> m_leaves;
  std::vector<ForwardRead> m_forwardReads;
  std::unordered_set<std::string> m_paths;
  std::size_t m_conditionText = 0;
  bool m_saidTooLong = false;
};

ChoiceTree ChoiceTree::build(const JsonView& choices, Problems& problems) {
  ChoiceTree tree;
  const auto before = problems.size();
  tree.m_root = readChoices(choices, problems);
  if (problems.size() == before) ChoiceTreeBuilder(tree, choices.file(), problems).unroll();
  return tree;
}

std::optional<ChoiceTree::Found> ChoiceTree::find(const TreeNode& node, std::string_view path) {
  const auto dot = path.find('.');
  const std::string name(path.substr(0, dot));
  const auto rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  if (dot != std::string_view::npos && rest.empty()) return std::nullopt;
  const auto below = [&](const TreeNode& child, int offset) -> std::optional<Found> {
    if (rest.empty()) return Found{&child, offset};
    auto found = find(child, rest);
    if (found) found->offset += offset;
    return found;
  };
  if (const auto entry = node.childByName.find(name); entry != node.childByName.end()) {
    const TreeNode& child = node.children[static_cast<std::size_t>(entry->second)];
    const bool needsNumber = child.type == TreeNode::Type::Repeat && !child.shared && !rest.empty();
    if (!needsNumber) return below(child, child.offset);
  }
  if (rest.empty()) return std::nullopt;  // one copy of a repeat is no entry of its own
  for (std::size_t digits = name.size(); digits > 1 && name[digits - 1] >= '0' && name[digits - 1] <= '9'; --digits) {
    const auto entry = node.childByName.find(name.substr(0, digits - 1));
    if (entry == node.childByName.end() || name.size() - digits > 4 || name[digits - 1] == '0') continue;
    const TreeNode& child = node.children[static_cast<std::size_t>(entry->second)];
    const int number = std::stoi(name.substr(digits - 1));
    if (child.type != TreeNode::Type::Repeat || child.shared || number > child.count) continue;
    return below(child, child.offset + (number - 1) * child.stride());
  }
  return std::nullopt;
}

std::optional<int> ChoiceTree::find(std::string_view path) const {
  const auto found = find(m_root, path);
  if (!found || found->node->type != TreeNode::Type::Leaf) return std::nullopt;
  return found->offset;
}

bool ChoiceTree::isActive(std::size_t gene, std::span<const int> genome) const {
  for (int c = m_genes[gene].condition; c >= 0;) {
    const Condition& condition = m_conditions[static_cast<std::size_t>(c)];
    const bool few = condition.reads.size() <= 4;
    if (!(few ? holds<4>(condition, genome) : holds<kMaxNamesPerExpression>(condition, genome))) return false;
    c = condition.parent;
  }
  return true;
}

template <std::size_t kNames>
bool ChoiceTree::holds(const Condition& condition, std::span<const int> genome) const {
  std::array<Expression::Value, kNames> values;
  for (std::size_t i = 0; i < condition.reads.size(); ++i) {
    const Read& read = condition.reads[i];
    values[i] = read.gene < 0 ? Expression::Value{read.constant, {}}
                              : value(static_cast<std::size_t>(read.gene), genome[static_cast<std::size_t>(read.gene)]);
  }
  return isTrue(
      condition.expression.evaluate(std::span<const Expression::Value>(values.data(), condition.reads.size())));
}

}  // namespace pscope
