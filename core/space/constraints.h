#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"
#include "core/space/choice_tree.h"

namespace pscope {

/// What one name of a constraint stands for. Inactive choices count as 0 here.
struct ConstraintRead {
  enum class Kind : std::uint8_t { Level, Active, Cost };
  Kind kind = Kind::Level;
  int index = 0;  ///< gene, or number of the cost in kCostNames

  static constexpr int kParams = 0;
  static constexpr int kMacs = 1;
  static constexpr int kPeakActivationBytes = 2;
};

/// An expression over choices, bound to genes.
struct ConstraintTerm {
  Expression expression;
  std::vector<ConstraintRead> reads;  ///< in the order of the expression's names
  int lastGene = -1;                  ///< the last gene it reads; -1: none

  double evaluate(const ChoiceTree& tree, const Genome& genome, const StaticCosts* costs = nullptr) const;
};

/// One requirement of a document: `sum of terms  comparison  limit`. Anything else is one term that must be true.
///
/// The sum form is what lets CountTables count designs under constraints over many choices exactly: only the partial
/// sum has to be remembered, not every choice.
struct Constraint {
  enum class Comparison : std::uint8_t { IsTrue, Less, LessEqual, Greater, GreaterEqual, Equal, Unequal };
  std::string source;   ///< as written, for messages
  std::string pointer;  ///< in the document
  std::vector<ConstraintTerm> terms;
  Comparison comparison = Comparison::IsTrue;
  double limit = 0;

  bool holds(double sum) const;
  double sum(const ChoiceTree& tree, const Genome& genome, const StaticCosts* costs = nullptr) const;
};

/// The "constraints" of a document: a list of expressions, split at their top-level `and`.
///
/// Names are paths of choices ("stage2.kernel"), `PATH.active` (1 or 0), the document's derived values, and the static
/// costs `params`, `macs`, `peak_activation_bytes` of the "deploy" scale. `depth(NAME)` is the number of active copies
/// of a repeat (or the value of NAME.depth), `sum(REPEAT.NAME)` the sum over all copies.
struct Constraints {
  std::vector<Constraint> overChoices;
  std::vector<Constraint> overCosts;  ///< known only once the network is

  /// @param values  derived values of the document: names with their expressions
  static Constraints read(const JsonView& document, const ChoiceTree& tree,
                          const std::vector<std::pair<std::string, std::string>>& values, Problems& problems);
  /// The first constraint over choices that a complete design violates.
  const Constraint* violated(const ChoiceTree& tree, const Genome& genome) const;
  const Constraint* violated(const ChoiceTree& tree, const Genome& genome, const StaticCosts& costs) const;
};

}  // namespace pscope
