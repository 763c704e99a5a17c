#include "core/nn/pair_loss.h"

#include <torch/nn.h>
#include <torch/types.h>

#include <algorithm>

namespace pscope {

at::Tensor pairLoss(const at::Tensor& scores, const at::Tensor& targets, const std::string& kind) {
  const at::Tensor signs = (targets.unsqueeze(1) - targets.unsqueeze(0)).sign().to(at::kFloat);
  const at::Tensor margins = (scores.unsqueeze(1) - scores.unsqueeze(0)) * signs;
  const at::Tensor each = kind == "logistic"      ? at::softplus(-margins)
                          : kind == "exponential" ? at::exp(-margins)
                                                  : at::relu(1 - margins);
  return (each * signs.abs()).sum() / signs.abs().sum().clamp_min(1);
}

at::Tensor featureDistanceLoss(const at::Tensor& features, const at::Tensor& targets) {
  constexpr double kTiny = 1e-12;  // the root has no slope at 0, where twins and the diagonal are
  const at::Tensor squares = (features.unsqueeze(1) - features.unsqueeze(0)).square().sum(2);
  const at::Tensor wanted = (targets.unsqueeze(1) - targets.unsqueeze(0)).abs();
  const at::Tensor each = ((squares + kTiny).sqrt() - wanted).abs().triu(1);
  const std::int64_t n = features.size(0);
  return each.sum() / static_cast<double>(std::max<std::int64_t>(1, n * (n - 1) / 2));
}

}  // namespace pscope
