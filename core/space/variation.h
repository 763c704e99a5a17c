#pragma once

#include <vector>

#include "core/space/space.h"

namespace pscope {

/// Each active gene changes to another of its levels with probability `rate`; at least one changes if any can.
Genome mutated(const Space& space, const Genome& genome, double rate, Rng& rng);
/// Each gene from one of the two parents with equal chance, repaired.
Genome uniformCrossover(const Space& space, const Genome& a, const Genome& b, Rng& rng);
/// All valid designs that differ in one choice (and in what its condition switches on or off, at first level).
std::vector<Genome> neighbours(const Space& space, const Genome& genome);

}  // namespace pscope
