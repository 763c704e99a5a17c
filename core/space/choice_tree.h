#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/space/bound_expression.h"
#include "core/space/problems.h"
#include "core/space/space.h"

namespace pscope {

/// Bounds that keep a hostile document from exhausting memory or time.
inline constexpr int kMaxGenes = 10'000;
inline constexpr int kMaxLevels = 10'000;
inline constexpr std::int64_t kMaxLevelsInAll = 1'000'000;
inline constexpr std::size_t kMaxConditionText = 4u << 20;

/// One entry of the document's tree of choices.
struct TreeNode {
  enum class Type { Root, Leaf, Group, Repeat };
  Type type = Type::Root;
  std::string name;
  std::string pointer;  ///< of the entry in the document
  std::string when;     ///< condition as written; empty: none
  Choice choice;        ///< Leaf: all but path and condition
  bool textLevels = false;
  int count = 1;        ///< Repeat
  bool shared = false;  ///< Repeat: one set of genes for all its copies
  int offset = 0;       ///< of its first gene in one copy of its parent
  int genesPerCopy = 0;
  std::vector<TreeNode> children;
  std::unordered_map<std::string, int> childByName;

  int genes() const { return type == Type::Repeat && !shared ? genesPerCopy * count : genesPerCopy; }
  /// Genes between two copies of a repeat.
  int stride() const { return shared ? 0 : genesPerCopy; }
};

/// The tree of choices, unrolled into genes with compiled conditions.
class ChoiceTree {
 public:
  struct Read {
    int gene = -1;  ///< or -1: the constant
    double constant = 0;
  };
  struct Condition {
    Expression expression;
    std::vector<Read> reads;  ///< in the order of the expression's names
    int parent = -1;          ///< condition that must hold too
  };
  struct Gene {
    std::vector<Expression::Value> values;  ///< of each level
    Expression::Value inactive;             ///< boolean: 0; others: NaN
    int condition = -1;
  };

  /// Reads the document's list of choices; with problems the tree is not fit for use.
  static ChoiceTree build(const JsonView& choices, Problems& problems);

  const std::vector<Choice>& choices() const { return m_choices; }
  const std::vector<Gene>& genes() const { return m_genes; }
  const std::vector<Condition>& conditions() const { return m_conditions; }
  const TreeNode& root() const { return m_root; }

  /// Gene of a path such as "stage2.kernel".
  std::optional<int> find(std::string_view path) const;
  /// Entry below `node` by relative path, and its first gene counted from that of one copy of `node`.
  struct Found {
    const TreeNode* node = nullptr;
    int offset = 0;
  };
  /// A repeat is found by its bare name (all copies) or with a number (one copy).
  static std::optional<Found> find(const TreeNode& node, std::string_view path);

  /// Whether the gene's conditions hold, given the levels of the genes before it.
  bool isActive(std::size_t gene, std::span<const int> genome) const;
  Expression::Value value(std::size_t gene, int level) const {
    const Gene& g = m_genes[gene];
    return level < 0 ? g.inactive : g.values[static_cast<std::size_t>(level)];
  }

 private:
  friend class ChoiceTreeBuilder;
  template <std::size_t kNames>
  bool holds(const Condition& condition, std::span<const int> genome) const;

  TreeNode m_root;
  std::vector<Choice> m_choices;
  std::vector<Gene> m_genes;
  std::vector<Condition> m_conditions;
};

}  // namespace pscope
