#pragma once

#include "core/space/choice_tree.h"

namespace pscope {

/// Reads the document's list of choices into a tree; sizes are checked before anything is unrolled.
TreeNode readChoices(const JsonView& choices, Problems& problems);

}  // namespace pscope
