#pragma once

#include "core/device/tensor_schedule.h"

namespace pscope {

/// Addresses for the tensors of a schedule, each at one place as long as it stays: largest first, each into the lowest
/// gap that touches another, going back when one does not fit. Fills in the addresses of its steps and `packed`.
/// @param capacity  of the scratchpad, in the unit of the sizes
/// @return          whether there are such addresses, as far as 200,000 tries tell
/// @thread any    @cost O(stays^2), more when it goes back
/// @source hardware and compression manual 4.12 [D]: what fits by its bytes may have no addresses
bool packTensors(const ScheduleGraph& graph, std::int64_t capacity, TensorSchedule& schedule);

}  // namespace pscope
