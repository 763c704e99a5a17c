#pragma once

#include "core/device/device.h"

namespace pscope {

/// Whether a number of a profile can be what its place says: a bandwidth in B/s, a share of a peak no percentage, the
/// start of an operator no seconds. What no model reads is only finite and not negative.
/// @param leaf  the object with "v" and "unit" of `number`
/// @error Parse at .../v (negative, not finite, or beyond what any device reaches: another prefix was meant) or
///        .../unit (that of another kind of number)
/// @thread any (pure function)    @cost O(rules)
Status checkDeviceNumber(const JsonView& leaf, const TaggedNumber& number);

}  // namespace pscope
