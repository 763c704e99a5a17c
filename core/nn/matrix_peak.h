#pragma once

namespace pscope {

/// Floating-point operations a second that a large product of two matrices of floats reaches here, best of several:
/// the ceiling against which training is judged. With the threads of setTrainingThreads().
/// @cost about 0.3 s
double matrixPeakFlops();

}  // namespace pscope
