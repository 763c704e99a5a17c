#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace pscope {

/// A name that an expression of a document may read, for completion.
struct VisibleName {
  enum class Kind { Choice, Parameter, DerivedValue, Variable, Dimension, Cost, Function };
  std::string name;  ///< of a function with its opening bracket: "sum("
  Kind kind = Kind::Choice;
  std::string detail;  ///< what it can be: "3, 5, 7", "2 to 4"; empty where nothing more is known

  bool operator==(const VisibleName&) const = default;
};

/// What the expression at `pointer` may read, those nearest to it first; works on unfinished documents too. Copies of a
/// repeat beyond the first three are left out, functions come last.
/// @thread any    @cost one pass over the choices and the statements before the place
std::vector<VisibleName> visibleNames(const Json& document, std::string_view pointer);

/// The values (tensors) that the statement at `pointer` may take as "in": "it" first.
std::vector<std::string> visibleValues(const Json& document, std::string_view pointer);

/// Repeats that a loop at `pointer` may go over: "stage", "s.block".
std::vector<std::string> visibleRepeats(const Json& document, std::string_view pointer);

/// What a choice can be, in a few words: "3, 5, 7", "128 to 224 in steps of 4", "yes or no".
std::string levelsText(const Json& choice);

}  // namespace pscope
