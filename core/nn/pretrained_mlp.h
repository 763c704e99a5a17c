#pragma once

#include <memory>

#include "core/nn/design_predictor.h"

namespace pscope {

/// FBNetV3's predictor: an encoder that first learns what is free of a large sample of the space, MACs and parameters,
/// and then the targets of few designs.
///
/// A design is its one-hot choices and the places of numeric levels. Encoder: two layers of 128 ReLUs, trained on the
/// logarithms of MACs and parameters (15 epochs of Adam, 0.002 falling to 0, batches of 256). fit(): a linear head on
/// the frozen encoder, then both together, by Huber's loss of standardised targets. Each member begins elsewhere; the
/// deviation is their spread. The encoders are trained at the first fit() and kept.
/// @cost first fit: lowering the sample and some seconds a member; later ones about 0.5 s a member for 100 designs
/// @source Dai et al., FBNetV3, CVPR 2021 [P]; sizes and steps are reconstructions [R]
Result<std::unique_ptr<DesignPredictor>> makePretrainedMlp(const Space& space, const PredictorSettings& settings,
                                                           std::uint64_t seed);

}  // namespace pscope
