#pragma once

#include "core/space/choice_tree.h"
#include "core/space/program.h"

namespace pscope {

/// Reads "blocks" and "network" of a document; `program` has its scales' parameter names already.
void compileTemplate(const JsonView& document, const ChoiceTree& tree, Program& program, Problems& problems);

}  // namespace pscope
