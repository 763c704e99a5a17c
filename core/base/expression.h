#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// The one expression language of the program: conditions of choices, constraints, filters, transforms of table
/// columns.
///
/// Numbers (suffixes k, M, G), strings in '...' or "...", true, false, names (letters, digits, _, dots and [index]:
/// `stage[0].depth`), + - * / % ^, comparisons (= and == are the same, !=, <, <=, >, >=), `in [a, b]`, and/&&, or/||,
/// not/!, functions min, max, abs, floor, ceil, round, sqrt, log, log2, exp, round_to(x, step), if(c, a, b). Values are
/// doubles; true is 1. A string only compares equal or unequal to strings. At most 200 levels deep and 10,000
/// characters.
///
/// Compiled once against a list of names, then evaluated against their values without allocation.
/// @thread evaluate() from any thread at once    @cost a few ns an operation
class Expression {
 public:
  /// A value of a name: a number or a string.
  struct Value {
    double number = 0;
    std::string_view text;  ///< not empty: a string
  };
  /// @param names  what may be used; an unknown name is an error at its column, with the nearest known name as mend
  /// @error Parse  place is "column N"
  static Result<Expression> compile(std::string_view source, const std::vector<std::string>& names);

  /// @param values  one for each of the names given to compile, in that order; NaN makes every comparison false
  double evaluate(std::span<const Value> values) const;
  /// Numbers only.
  double evaluate(std::span<const double> values) const;
  /// Whether the value is true: neither 0 nor NaN.
  bool holds(std::span<const Value> values) const {
    const double value = evaluate(values);
    return value != 0 && value == value;
  }

  const std::string& source() const { return m_source; }
  /// Indices of the names that the expression reads, ascending, each once.
  const std::vector<int>& usedNames() const { return m_usedNames; }

 private:
  friend class ExpressionCompiler;
  struct Instruction {
    int opcode = 0;
    int argument = 0;
    double number = 0;
  };
  template <class Load>
  double run(Load load) const;
  std::string m_source;
  std::vector<Instruction> m_code;
  std::vector<std::string> m_texts;
  std::vector<int> m_usedNames;
  int m_stackSize = 0;
};

}  // namespace pscope
