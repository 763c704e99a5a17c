#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.h"
#include "core/network/tensors.h"

namespace pscope {

/// Initial weights of every node as nodeParameters() describes them, from our own generator: the same on every
/// platform and without LibTorch. Names are node name + "." + parameter name, as NetworkModule::tensors() gives them.
///
/// Each tensor has its own stream, derived from seed and position, so that a change of one layer leaves the others
/// alone.
/// @thread any    @cost O(parameters), about 30 ns each
std::vector<NamedTensor> seededTensors(const Network& network, std::uint64_t seed);

}  // namespace pscope
