#pragma once

#include <string>

namespace at {
class Tensor;
}

namespace pscope {

/// By how much scores miss the order of the targets.
///
/// Mean over all pairs whose targets differ of phi((s_i - s_j) sign(y_i - y_j)): phi(z) is max(0, 1 - z) ("hinge"),
/// log(1 + e^-z) ("logistic") or e^-z ("exponential"). 0 when all targets are equal.
/// @param scores  [n], float    @param targets  [n], double: their order alone counts
/// @source Xu et al., ReNAS, CVPR 2021 [P]; the margin of 1 is a reconstruction [R]
at::Tensor pairLoss(const at::Tensor& scores, const at::Tensor& targets, const std::string& kind);

/// By how much features are not as far from each other as the targets: mean over all pairs of
/// | ||f_i - f_j|| - |y_i - y_j| |. 0 for fewer than two rows.
/// @param features  [n, width], float    @param targets  [n], float, of unit deviation
/// @source the idea: Xu et al., ReNAS, CVPR 2021 [P]; form and scale are reconstructions [R]
at::Tensor featureDistanceLoss(const at::Tensor& features, const at::Tensor& targets);

}  // namespace pscope
