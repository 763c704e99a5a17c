#include "core/nn/renas_predictor.h"

#include <torch/nn.h>
#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/rng.h"
#include "core/nn/adam.h"
#include "core/nn/pair_loss.h"
#include "core/nn/pretrained_mlp.h"
#include "core/nn/scope_matrix.h"

namespace pscope {
namespace {

constexpr int kSteps = 120;
constexpr double kRate = 2e-3;
constexpr double kDecay = 1e-3;
constexpr std::size_t kMostAtOnce = 256;
constexpr std::int64_t kPredictedAtOnce = 512;
constexpr std::uint64_t kMemberSeeds = 3;

/// Layers of LeNet-5 on 32 x 32: outputs, inputs, window; the last three are linear.
struct LayerSize {
  std::int64_t outputs, inputs, window;
};

/// What the network says of each picture.
struct LenetOutput {
  at::Tensor features;  ///< [n, 84]: what the last layer sees
  at::Tensor scores;    ///< [n]
};

/// Of what is learned from: raw for the order of pairs, standardised where differences count.
struct RenasTargets {
  at::Tensor raw;           ///< [n], double
  at::Tensor standardised;  ///< [n], float
};

class RenasPredictor : public DesignPredictor {
 public:
  RenasPredictor(const Space& space, ScopeMatrix matrix, const PredictorSettings& settings, std::uint64_t seed)
      : m_space(space),
        m_matrix(std::move(matrix)),
        m_settings(settings),
        m_seed(seed),
        m_layers{{6, m_matrix.channels(), 5}, {16, 6, 5}, {120, 16 * 5 * 5, 1}, {84, 120, 1}, {1, 84, 1}} {}

  Status fit(std::span<const Genome> designs, std::span<const double> targets, const JobContext& job) override;
  Result<Prediction> predict(std::span<const Genome> designs) const override;

 private:
  std::vector<float> initialWeights(std::uint64_t member) const;
  at::Tensor pictures(std::span<const Genome> designs) const;
  LenetOutput outputs(const at::Tensor& parameters, const at::Tensor& pictures) const;
  at::Tensor loss(const LenetOutput& said, const RenasTargets& targets) const;
  std::vector<std::vector<double>> scoresOfMembers(std::span<const Genome> designs) const;

  const Space m_space;
  const ScopeMatrix m_matrix;
  const PredictorSettings m_settings;
  const std::uint64_t m_seed;
  const std::vector<LayerSize> m_layers;
  std::vector<std::vector<float>> m_members;
  double m_slope = 1, m_offset = 0;  ///< from scores to the unit of the targets
};

std::vector<float> RenasPredictor::initialWeights(std::uint64_t member) const {
  Rng rng(deriveSeed(deriveSeed(m_seed, kMemberSeeds), member));
  std::vector<float> weights;
  for (const LayerSize& layer : m_layers) {
    const std::int64_t fan = layer.inputs * layer.window * layer.window;
    const double range = std::sqrt(6.0 / static_cast<double>(fan));
    for (std::int64_t i = 0; i < layer.outputs * fan; ++i) {
      weights.push_back(static_cast<float>((2 * rng.uniform() - 1) * range));
    }
    weights.insert(weights.end(), static_cast<std::size_t>(layer.outputs), 0.0F);
  }
  return weights;
}

at::Tensor RenasPredictor::pictures(std::span<const Genome> designs) const {
  constexpr std::int64_t kSide = ScopeMatrix::kSize;
  const std::int64_t channels = m_matrix.channels();
  at::Tensor all = at::zeros({static_cast<std::int64_t>(designs.size()), channels, kSide, kSide}, at::kFloat);
  float* place = all.data_ptr<float>();
  for (const Genome& design : designs) {
    const auto numbers = m_matrix.encode(m_space, design);
    std::copy(numbers.begin(), numbers.end(), place);
    place += channels * kSide * kSide;
  }
  return all;
}

LenetOutput RenasPredictor::outputs(const at::Tensor& parameters, const at::Tensor& input) const {
  std::int64_t place = 0;
  at::Tensor x = input, features;
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    const auto [outputs, inputs, window] = m_layers[i];
    const std::int64_t count = outputs * inputs * window * window;
    const auto weights = parameters.narrow(0, place, count);
    const auto bias = parameters.narrow(0, place + count, outputs);
    place += count + outputs;
    if (window > 1) {
      x = at::max_pool2d(at::relu(at::conv2d(x, weights.view({outputs, inputs, window, window}), bias)), 2);
      continue;
    }
    features = x.flatten(1);
    x = at::addmm(bias, features, weights.view({outputs, inputs}).t());
    if (i + 1 < m_layers.size()) x = at::relu(x);
  }
  return {features, x.view({-1})};
}

at::Tensor RenasPredictor::loss(const LenetOutput& said, const RenasTargets& targets) const {
  if (m_settings.loss == "squares") return at::mse_loss(said.scores, targets.standardised);
  at::Tensor sum = pairLoss(said.scores, targets.raw, m_settings.loss);
  if (m_settings.consistency == 0) return sum;
  return sum + m_settings.consistency * featureDistanceLoss(said.features, targets.standardised);
}

/// Mean 0 and deviation 1; all 0 when they are all the same.
at::Tensor standardisedTargets(const at::Tensor& values) {
  const at::Tensor centred = values - values.mean();
  const double deviation = centred.square().mean().sqrt().item<double>();
  return (centred / (deviation > 0 ? deviation : 1)).to(at::kFloat);
}

Status RenasPredictor::fit(std::span<const Genome> designs, std::span<const double> targets, const JobContext& job) {
  const at::Tensor all = pictures(designs);
  RenasTargets known;
  known.raw = at::tensor(std::vector<double>(targets.begin(), targets.end()), at::kDouble);
  known.standardised = standardisedTargets(known.raw);
  std::vector<std::vector<float>> members;
  for (int k = 0; k < m_settings.members; ++k) {
    auto weights = initialWeights(static_cast<std::uint64_t>(k));
    Rng rng(deriveSeed(m_seed, 100 + static_cast<std::uint64_t>(k)));
    std::vector<std::int64_t> order(designs.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    Adam<float> adam;
    for (int step = 0; step < kSteps; ++step) {
      if (job.stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Learn", "Learning was cancelled."));
      }
      at::Tensor input = all;
      RenasTargets seen = known;
      if (order.size() > kMostAtOnce) {
        for (std::size_t i = 0; i < kMostAtOnce; ++i) std::swap(order[i], order[i + rng.below(order.size() - i)]);
        const auto rows = at::tensor(std::vector<std::int64_t>(order.begin(), order.begin() + kMostAtOnce), at::kLong);
        input = all.index_select(0, rows);
        seen = {known.raw.index_select(0, rows), known.standardised.index_select(0, rows)};
      }
      at::Tensor parameters = at::tensor(weights, at::kFloat).requires_grad_(true);
      const auto sum = loss(outputs(parameters, input), seen) + kDecay * parameters.square().sum();
      sum.backward();
      const at::Tensor gradients = parameters.grad().contiguous();
      adam.step(weights, std::span(gradients.data_ptr<float>(), weights.size()), kRate * (1 - step * 1.0 / kSteps));
    }
    members.push_back(std::move(weights));
    job.report({k + 1, m_settings.members, "learning of pairs"});
  }
  m_members = std::move(members);
  const auto said = summaryOf(scoresOfMembers(designs)).mean;
  const auto n = static_cast<double>(targets.size());
  const double meanScore = std::accumulate(said.begin(), said.end(), 0.0) / n;
  const double meanTarget = std::accumulate(targets.begin(), targets.end(), 0.0) / n;
  double product = 0, square = 0;
  for (std::size_t i = 0; i < said.size(); ++i) {
    product += (said[i] - meanScore) * (targets[i] - meanTarget);
    square += (said[i] - meanScore) * (said[i] - meanScore);
  }
  // A line that falls would turn the order around: what was not learned is better left in the unit of the scores.
  m_slope = product > 0 && square > 0 ? product / square : 1;
  m_offset = meanTarget - m_slope * meanScore;
  return {};
}

std::vector<std::vector<double>> RenasPredictor::scoresOfMembers(std::span<const Genome> designs) const {
  const at::NoGradGuard noGradients;
  std::vector<std::vector<double>> said(m_members.size());
  for (std::size_t first = 0; first < designs.size(); first += kPredictedAtOnce) {
    const at::Tensor input =
        pictures(designs.subspan(first, std::min<std::size_t>(kPredictedAtOnce, designs.size() - first)));
    for (std::size_t k = 0; k < m_members.size(); ++k) {
      const at::Tensor out = outputs(at::tensor(m_members[k], at::kFloat), input).scores.contiguous();
      for (std::int64_t i = 0; i < out.numel(); ++i) said[k].push_back(out.data_ptr<float>()[i]);
    }
  }
  return said;
}

Result<Prediction> RenasPredictor::predict(std::span<const Genome> designs) const {
  if (m_members.empty()) return checkPredictionRows(Matrix(), 0).error();
  Prediction prediction = summaryOf(scoresOfMembers(designs));
  for (double& mean : prediction.mean) mean = m_offset + m_slope * mean;
  for (double& deviation : prediction.deviation) deviation *= m_slope;
  return prediction;
}

}  // namespace

Result<std::unique_ptr<DesignPredictor>> makeRenasPredictor(const Space& space, const PredictorSettings& settings,
                                                            std::uint64_t seed) {
  PSCOPE_TRY(ScopeMatrix matrix, ScopeMatrix::create(space));
  return std::unique_ptr<DesignPredictor>(std::make_unique<RenasPredictor>(space, std::move(matrix), settings, seed));
}

Result<std::unique_ptr<DesignPredictor>> makeDesignPredictor(const Space& space, const PredictorSettings& settings,
                                                             std::uint64_t seed) {
  return settings.kind == "renas" ? makeRenasPredictor(space, settings, seed)
                                  : makePretrainedMlp(space, settings, seed);
}

}  // namespace pscope
