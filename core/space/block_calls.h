#pragma once

#include <string>
#include <vector>

#include "core/space/problems.h"

namespace pscope {

/// Reports blocks that call themselves, directly or through others, and chains of calls that are too deep.
/// @param names  of the blocks; the last one is the network itself
/// @param calls  blocks that each of them calls, by number
void checkCalls(const JsonView& blocks, const std::vector<std::string>& names,
                const std::vector<std::vector<int>>& calls, Problems& problems);

}  // namespace pscope
