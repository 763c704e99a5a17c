#pragma once

#include <memory>

#include "core/nn/design_predictor.h"

namespace pscope {

/// ReNAS's relativistic predictor: a LeNet that learns which of two designs is larger, not by how much.
///
/// A design is a ScopeMatrix; LeNet-5 (5x5 convolutions to 6 and 16 channels, each with ReLU and 2x2 maximum, then 120,
/// 84 and 1) gives a score. Loss: mean over all pairs of phi((s_i - s_j) sign(y_i - y_j)), phi hinge max(0, 1 - z) or
/// logistic log(1 + e^-z), and 0.001 times the squared weights; 120 steps of Adam, 0.002 falling to 0, on all pairs of
/// at most 256 designs a step. Targets count by their order only: any increasing transform of them gives the same
/// scores. For predictions in their unit, the scores' mean over the members is mapped by a straight line fitted to the
/// targets; the deviation is the spread of the members on that line.
/// @cost fit: about 10 ms a member and step for 100 designs; predict: about 0.3 ms a design and member
/// @source Xu et al., ReNAS, CVPR 2021 [P]; matrices of scopes instead of a cell's vertices, one picture instead of one
/// a
///         cell, widths, margin and steps are reconstructions [R]; its consistency term is left out
Result<std::unique_ptr<DesignPredictor>> makeRenasPredictor(const Space& space, const PredictorSettings& settings,
                                                            std::uint64_t seed);

}  // namespace pscope
