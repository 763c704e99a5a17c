#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/network/network.h"

namespace pscope {

/// What a runtime does to operators that the output does not need: a property of the device's runtime, not of a design.
enum class DeadCode {
  Kept,     ///< run and paid for
  Removed,  ///< not run when their output reaches the network's output only through Zero
  Folded,   ///< nor when they do not depend on the input
};
inline constexpr DeadCode kDeadCodes[] = {DeadCode::Kept, DeadCode::Removed, DeadCode::Folded};

/// As in documents: "kept", "removed", "folded".
std::string_view deadCodeName(DeadCode deadCode);
std::optional<DeadCode> parseDeadCode(std::string_view name);

/// For each node of the network whether the runtime runs it. @thread any (pure function)    @cost O(nodes + edges)
std::vector<bool> executedNodes(const Network& network, DeadCode deadCode);

}  // namespace pscope
