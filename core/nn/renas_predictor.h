#pragma once

#include <memory>

#include "core/nn/design_predictor.h"

namespace pscope {

/// ReNAS's relativistic predictor: a LeNet that learns which of two designs is larger, not by how much.
///
/// A design is a ScopeMatrix; LeNet-5 (5x5 convolutions to 6 and 16 channels, each with ReLU and 2x2 maximum, then 120,
/// 84 and 1) gives a score. Loss: pairLoss() of the scores, `consistency` times featureDistanceLoss() of what the last
/// layer sees, and 0.001 times the squared weights; 120 steps of Adam, 0.002 falling to 0, on all pairs of at most 256
/// designs a step. Without consistency targets count by their order only: any increasing transform of them gives the
/// same scores. The loss "squares" learns the standardised targets themselves (mean squared error), which is what the
/// publication compares itself with. For predictions in their unit, the scores' mean over the members is mapped by a
/// straight line fitted to the targets; the deviation is the spread of the members on that line.
/// @cost fit: about 10 ms a member and step for 100 designs; predict: about 0.2 ms a design and member
/// @source Xu et al., ReNAS, CVPR 2021 [P]. Matrices of scopes instead of a cell's vertices, one picture instead of one
///         a cell, widths, margin, steps and the form and weight of the consistency term are reconstructions [R]; the
///         authors' public program has no such term, learns by the logistic loss and does not pool
Result<std::unique_ptr<DesignPredictor>> makeRenasPredictor(const Space& space, const PredictorSettings& settings,
                                                            std::uint64_t seed);

}  // namespace pscope
