#pragma once

#include <functional>

#include "core/space/problems.h"
#include "core/space/program.h"

namespace pscope {

/// Reads "op" and its attributes; constants are checked at once, expressions are kept for lowering.
void readOperatorAttributes(const JsonView& entry, Statement& statement,
                            const std::function<BoundExpression(const JsonView&)>& bind, Problems& problems);

}  // namespace pscope
