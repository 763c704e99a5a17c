#pragma once

#include "core/network/network.h"

/// Networks of a given number of operators for benchmarks and tests of the graph: the same for the same arguments.
/// Kernels vary at random, so that no blocks are equal and every operator is drawn.
namespace pscope::test {

/// One convolution after the other.
Network chainNetwork(int nodes);
/// A chain where every fourth operator is a sum with the output of any earlier one.
Network longSkipNetwork(int nodes);
/// Cells of two inputs and four intermediate sums of two operators each, concatenated, as in DARTS.
Network cellsNetwork(int nodes);
/// Four dense blocks, each operator reading all earlier ones of its block: 100 nodes give 1,200 edges.
Network denseNetwork(int nodes);

}  // namespace pscope::test
