#pragma once

#include <optional>
#include <string_view>

#include "core/space/choice_tree.h"
#include "core/space/program.h"

namespace pscope {

/// Reads what a document computes outside of its template: "values", and input sizes of scales that are expressions.
/// They read choices by their paths, parameters of the scale, and the values before them.
void compileValues(const JsonView& document, const ChoiceTree& tree, Program& program, Problems& problems);

/// Number of a derived value by its name.
std::optional<int> valueIndex(const Program& program, std::string_view name);

}  // namespace pscope
