#include "core/nn/pretrained_mlp.h"

#include <torch/nn.h>
#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/rng.h"
#include "core/nn/adam.h"
#include "core/space/encoding.h"

namespace pscope {
namespace {

constexpr std::int64_t kHidden = 128;
constexpr std::int64_t kStatistics = 2;  ///< logarithms of MACs and parameters
constexpr std::size_t kBatch = 256;
constexpr int kEpochs = 15;
constexpr double kPretrainingRate = 2e-3;
constexpr int kHeadSteps = 200;
constexpr double kHeadRate = 1e-2;
constexpr int kJointSteps = 150;
constexpr double kJointRate = 1e-3;
constexpr double kHeadDecay = 1e-3;
constexpr std::uint64_t kSampleStream = 1, kMemberStream = 2;

Error stoppedError() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Learn", "Learning was cancelled."));
}

/// Weights of encoder and heads in one list: encoder first, head of the targets, head of the statistics.
struct Member {
  std::vector<float> values;
  std::vector<float> fitted;  ///< after the last fit()
};

class PretrainedMlp : public DesignPredictor {
 public:
  PretrainedMlp(const Space& space, const PredictorSettings& settings, std::uint64_t seed)
      : m_space(space), m_settings(settings), m_seed(seed) {
    for (const Choice& choice : space.choices()) {
      const bool numeric = choice.type == Choice::Type::Integer || choice.type == Choice::Type::Real;
      m_numeric.push_back(numeric && choice.levels.size() > 2);
      m_inputs += static_cast<std::int64_t>(choice.levels.size()) + (m_numeric.back() ? 1 : 0);
    }
    m_inputs = std::max<std::int64_t>(1, m_inputs);
    m_encoderSize = kHidden * m_inputs + kHidden + kHidden * kHidden + kHidden;
  }

  Status fit(std::span<const Genome> designs, std::span<const double> targets, const JobContext& job) override;
  Result<Prediction> predict(std::span<const Genome> designs) const override;

 private:
  Status pretrain(const JobContext& job);
  Status pretrainMember(Member& member, const at::Tensor& inputs, const at::Tensor& statistics, Rng& rng,
                        const JobContext& job) const;
  Status fitMember(Member& member, const at::Tensor& inputs, const at::Tensor& targets, const JobContext& job) const;
  at::Tensor inputsOf(std::span<const Genome> designs) const;
  at::Tensor features(const at::Tensor& parameters, const at::Tensor& inputs) const;
  at::Tensor head(const at::Tensor& parameters, const at::Tensor& features, std::int64_t first,
                  std::int64_t outputs) const {
    const auto weights = parameters.narrow(0, first, outputs * kHidden).view({outputs, kHidden});
    return at::addmm(parameters.narrow(0, first + outputs * kHidden, outputs), features, weights.t());
  }
  std::int64_t targetHead() const { return m_encoderSize; }
  std::int64_t statisticsHead() const { return m_encoderSize + kHidden + 1; }

  const Space m_space;
  const PredictorSettings m_settings;
  const std::uint64_t m_seed;
  std::vector<bool> m_numeric;
  std::int64_t m_inputs = 0;
  std::int64_t m_encoderSize = 0;
  std::vector<Member> m_members;  ///< empty before the first fit
  bool m_fitted = false;
  double m_mean = 0, m_scale = 1;
};

at::Tensor flatTensor(std::vector<float>& values) {
  return at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat);
}

/// One step of Adam on the first `count` values by the loss that `lossOf` gives for a parameter tensor.
template <class LossOf>
void descend(std::vector<float>& values, Adam<float>& adam, double rate, LossOf lossOf) {
  at::Tensor parameters = flatTensor(values).clone().requires_grad_(true);
  lossOf(parameters).backward();
  const at::Tensor gradients = parameters.grad().contiguous();
  adam.step(values, std::span(gradients.data_ptr<float>(), values.size()), rate);
}

at::Tensor PretrainedMlp::inputsOf(std::span<const Genome> designs) const {
  std::vector<float> numbers;
  numbers.reserve(designs.size() * static_cast<std::size_t>(m_inputs));
  for (const Genome& design : designs) {
    for (const double value : oneHotEncoding(m_space, design)) numbers.push_back(static_cast<float>(value));
    const auto places = ordinalEncoding(m_space, design);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (m_numeric[i]) numbers.push_back(static_cast<float>(2 * places[i] - 1));
    }
  }
  numbers.resize(designs.size() * static_cast<std::size_t>(m_inputs));
  return at::tensor(numbers, at::kFloat).view({static_cast<std::int64_t>(designs.size()), m_inputs});
}

at::Tensor PretrainedMlp::features(const at::Tensor& parameters, const at::Tensor& inputs) const {
  std::int64_t at = 0;
  at::Tensor x = inputs;
  for (const std::int64_t width : {m_inputs, kHidden}) {
    const auto weights = parameters.narrow(0, at, kHidden * width).view({kHidden, width});
    x = at::relu(at::addmm(parameters.narrow(0, at + kHidden * width, kHidden), x, weights.t()));
    at += kHidden * width + kHidden;
  }
  return x;
}

/// The encoders, and what they learn of a sample that costs nothing but lowering it.
Status PretrainedMlp::pretrain(const JobContext& job) {
  if (!m_members.empty()) return {};
  std::vector<Genome> sample;
  std::vector<float> statistics;
  Rng rng(deriveSeed(m_seed, kSampleStream));
  for (int i = 0; i < m_settings.pretraining; ++i) {
    if (job.stop.stop_requested()) return stoppedError();
    Genome genome = m_space.sample(rng);
    PSCOPE_TRY(const Network network, m_space.lower(genome));
    const StaticCosts costs = staticCosts(network);
    statistics.push_back(std::log1p(static_cast<float>(costs.macs)));
    statistics.push_back(std::log1p(static_cast<float>(costs.params)));
    sample.push_back(std::move(genome));
    if (i % 1000 == 0) job.report({i, m_settings.pretraining, "free statistics"});
  }
  at::Tensor inputs, free;
  if (!sample.empty()) {
    inputs = inputsOf(sample);
    free = at::tensor(statistics, at::kFloat).view({static_cast<std::int64_t>(sample.size()), kStatistics});
    free = (free - free.mean(0)) / (free.std(0, false) + 1e-6);
  }
  std::vector<Member> members(static_cast<std::size_t>(m_settings.members));
  for (std::size_t k = 0; k < members.size(); ++k) {
    Rng own(deriveSeed(deriveSeed(m_seed, kMemberStream), k));
    const auto fill = [&](std::int64_t count, double range) {
      for (std::int64_t i = 0; i < count; ++i) {
        members[k].values.push_back(static_cast<float>((2 * own.uniform() - 1) * range));
      }
    };
    for (const std::int64_t width : {m_inputs, kHidden}) {
      fill(kHidden * width, std::sqrt(6.0 / static_cast<double>(width)));  // He et al.: keeps the variance
      fill(kHidden, 0);
    }
    fill(kHidden + 1, 0);
    fill(kStatistics * kHidden + kStatistics, 0);
    if (!sample.empty()) PSCOPE_CHECK(pretrainMember(members[k], inputs, free, own, job));
    job.report({static_cast<std::int64_t>(k) + 1, m_settings.members, "pre-training"});
  }
  m_members = std::move(members);
  return {};
}

Status PretrainedMlp::pretrainMember(Member& member, const at::Tensor& inputs, const at::Tensor& statistics, Rng& rng,
                                     const JobContext& job) const {
  std::vector<std::int64_t> order(static_cast<std::size_t>(inputs.size(0)));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  const std::size_t batches = (order.size() + kBatch - 1) / kBatch;
  const double steps = static_cast<double>(batches * kEpochs);
  Adam<float> adam;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    for (std::size_t b = 0; b < batches; ++b) {
      if (job.stop.stop_requested()) return stoppedError();
      const auto first = order.begin() + static_cast<std::ptrdiff_t>(b * kBatch);
      const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), (b + 1) * kBatch));
      const auto rows = at::tensor(std::vector<std::int64_t>(first, last), at::kLong);
      const double rate = kPretrainingRate * (1 - static_cast<double>(adam.steps) / steps);
      descend(member.values, adam, rate, [&](const at::Tensor& parameters) {
        const auto said =
            head(parameters, features(parameters, inputs.index_select(0, rows)), statisticsHead(), kStatistics);
        return at::mse_loss(said, statistics.index_select(0, rows));
      });
    }
  }
  return {};
}

Status PretrainedMlp::fitMember(Member& member, const at::Tensor& inputs, const at::Tensor& targets,
                                const JobContext& job) const {
  member.fitted = member.values;
  at::Tensor frozen;
  {
    const at::NoGradGuard noGradients;
    frozen = features(flatTensor(member.fitted), inputs);
  }
  const auto headLoss = [&](const at::Tensor& parameters, const at::Tensor& seen) {
    const auto decay = parameters.narrow(0, targetHead(), kHidden).square().sum() * kHeadDecay;
    return at::huber_loss(head(parameters, seen, targetHead(), 1).view({-1}), targets) + decay;
  };
  Adam<float> headAdam, jointAdam;
  for (int step = 0; step < kHeadSteps + kJointSteps; ++step) {
    if (job.stop.stop_requested()) return stoppedError();
    const bool joint = step >= kHeadSteps;
    descend(member.fitted, joint ? jointAdam : headAdam, joint ? kJointRate : kHeadRate,
            [&](const at::Tensor& parameters) {
              return headLoss(parameters, joint ? features(parameters, inputs) : frozen);
            });
  }
  return {};
}

Status PretrainedMlp::fit(std::span<const Genome> designs, std::span<const double> targets, const JobContext& job) {
  PSCOPE_CHECK(pretrain(job));
  const auto n = static_cast<double>(targets.size());
  const double mean = std::accumulate(targets.begin(), targets.end(), 0.0) / n;
  double squares = 0;
  for (const double target : targets) squares += (target - mean) * (target - mean) / n;
  const double scale = squares > 0 ? std::sqrt(squares) : 1;
  std::vector<float> standardised;
  for (const double target : targets) standardised.push_back(static_cast<float>((target - mean) / scale));
  const at::Tensor inputs = inputsOf(designs);
  std::vector<Member> members = m_members;
  for (Member& member : members) {
    PSCOPE_CHECK(fitMember(member, inputs, at::tensor(standardised, at::kFloat), job));
  }
  m_members = std::move(members);
  m_mean = mean;
  m_scale = scale;
  m_fitted = true;
  return {};
}

Result<Prediction> PretrainedMlp::predict(std::span<const Genome> designs) const {
  if (!m_fitted) return checkPredictionRows(Matrix(), 0).error();
  const at::NoGradGuard noGradients;
  const at::Tensor inputs = inputsOf(designs);
  std::vector<std::vector<double>> said;
  for (const Member& member : m_members) {
    std::vector<float> values = member.fitted;
    const at::Tensor parameters = flatTensor(values);
    const at::Tensor out = head(parameters, features(parameters, inputs), targetHead(), 1).contiguous();
    auto& own = said.emplace_back();
    for (std::int64_t i = 0; i < out.numel(); ++i) own.push_back(m_mean + m_scale * out.data_ptr<float>()[i]);
  }
  return summaryOf(said);
}

}  // namespace

Prediction summaryOf(const std::vector<std::vector<double>>& members) {
  Prediction prediction;
  const auto n = static_cast<double>(members.size());
  for (std::size_t i = 0; i < members.front().size(); ++i) {
    double mean = 0, squares = 0;
    for (const auto& member : members) mean += member[i] / n;
    for (const auto& member : members) squares += (member[i] - mean) * (member[i] - mean) / n;
    prediction.mean.push_back(mean);
    prediction.deviation.push_back(std::sqrt(squares));
  }
  return prediction;
}

Result<std::unique_ptr<DesignPredictor>> makePretrainedMlp(const Space& space, const PredictorSettings& settings,
                                                           std::uint64_t seed) {
  return std::unique_ptr<DesignPredictor>(std::make_unique<PretrainedMlp>(space, settings, seed));
}

}  // namespace pscope
