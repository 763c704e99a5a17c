#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expression.h"
#include "core/base/json.h"

namespace pscope {

/// What a name of an expression stands for, found once when the document is read.
struct Binding {
  enum class Kind : std::uint8_t {
    Constant,
    Variable,   ///< slot of the frame: parameter of a block, loop variable, `let`
    Gene,       ///< level of a choice; `terms` add loop variable * stride to the index
    Parameter,  ///< of the scale
    Value,      ///< derived value of the document
    Dimension,  ///< of a named value: index is its slot (kCurrentValue: the running one), axis 0 = channels
  };
  struct Term {
    int variable = 0;
    int stride = 0;
  };
  static constexpr int kMaxTerms = 4;
  static constexpr int kCurrentValue = -1;

  Kind kind = Kind::Constant;
  int index = 0;
  int axis = 0;
  int termCount = 0;
  std::array<Term, kMaxTerms> terms{};
  double constant = 0;

  static Binding ofConstant(double value) {
    Binding binding;
    binding.constant = value;
    return binding;
  }
  static Binding of(Kind kind, int index, int axis = 0) {
    Binding binding;
    binding.kind = kind;
    binding.index = index;
    binding.axis = axis;
    return binding;
  }
};

/// Most names that one expression may read.
inline constexpr int kMaxNamesPerExpression = 64;
/// Longest expression of a space, in characters.
inline constexpr std::size_t kMaxExpressionText = 1'000;

/// An expression whose names are bound; constants and single names take no interpreter.
struct BoundExpression {
  enum class Kind : std::uint8_t { Constant, Load, Evaluate };
  Kind kind = Kind::Constant;
  Expression::Value constant;
  std::vector<Binding> bindings;  ///< in the order of the expression's names
  std::optional<Expression> expression;
};

/// Names of an expression's source in order of first use, without keywords, functions and string literals.
std::vector<std::string> namesIn(std::string_view source);
/// The source with every name replaced by what `rename` gives for it.
std::string renamed(std::string_view source, const std::function<std::string(std::string_view)>& rename);

using NameResolver = std::function<std::optional<Binding>(std::string_view name)>;
/// Binds a JSON number, boolean or string (an expression).
/// @param known  names for the mend of a misspelt one; only asked for then
/// @error Parse  with the pointer of `place`
Result<BoundExpression> bindExpression(const JsonView& place, const NameResolver& resolve,
                                       const std::function<std::vector<std::string>()>& known);

/// A letter or underscore, then letters, digits and underscores; at most 64.
bool isIdentifier(std::string_view name);

}  // namespace pscope
