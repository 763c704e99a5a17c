#pragma once

#include <cstdint>
#include <string>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/space/space.h"

namespace pscope {

/// Key of a design's isomorphism class: equal for twins, by the space's own rule (expressionClass() or graphClass() of
/// its network at the scale "deploy"). @error those of lower()
Result<std::string> twinClass(const Space& space, const Genome& genome);

/// How many isomorphism classes the designs of a space form, by lowering every one of them.
/// @error Unsupported  more than a million designs; Cancelled
Result<std::uint64_t> countUnique(const Space& space, const JobContext& job);

}  // namespace pscope
