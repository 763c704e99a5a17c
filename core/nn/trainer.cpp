#include "core/nn/trainer.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/types.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numbers>
#include <numeric>

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/data/data_source.h"
#include "core/nn/batch_source.h"
#include "core/nn/torch_errors.h"

namespace pscope {
namespace {

constexpr std::size_t kEvaluationBatch = 500;
constexpr double kReportSeconds = 0.1;
constexpr std::uint64_t kShareSeed = 0x5a4e;  ///< the share of the data is the same for every candidate
enum Stream : std::uint64_t { Weights = 1, Order = 2, Augment = 3 };

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Training", "The training was cancelled."));
}

Status checkFit(const Network& network, const Dataset& data, const TrainOptions& options) {
  if (!(network.inputShape() == data.train.shape)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Training", "The network takes %1, the images of %2 are %3.")
                         .arg(network.inputShape().text())
                         .arg(data.name)
                         .arg(data.train.shape.text()),
                     PSCOPE_TR_NOOP("Training", "Choose a scale of the space that fits the data."));
  }
  if (network.outputShape().elements() < static_cast<std::int64_t>(data.classes.size())) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Training", "The network has %1 outputs, but %2 has %3 classes.")
                         .arg(std::to_string(network.outputShape().elements()))
                         .arg(data.name)
                         .arg(std::to_string(data.classes.size())),
                     PSCOPE_TR_NOOP("Training", "Choose a scale of the space with as many classes."));
  }
  if (options.readTest && !data.test) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Training", "The test split was not loaded."));
  }
  return {};
}

/// A batch in the memory of one tensor, filled again for every step.
struct Batch {
  at::Tensor images;  ///< [N, C, H, W], channels last in memory
  at::Tensor labels;  ///< [N]

  Batch(const TensorShape& shape, std::size_t size)
      : images(at::empty({static_cast<std::int64_t>(size), shape.channels, shape.height, shape.width},
                         at::TensorOptions().memory_format(at::MemoryFormat::ChannelsLast))),
        labels(at::empty({static_cast<std::int64_t>(size)}, at::kLong)) {}

  std::span<float> pixels() const { return {images.data_ptr<float>(), static_cast<std::size_t>(images.numel())}; }
  void setLabels(const ImageSet& set, std::span<const std::size_t> indexes) const {
    auto* target = labels.data_ptr<std::int64_t>();
    for (const auto index : indexes) *target++ = set.labels[index];
  }
};

/// SGD with momentum on flat tensors: two groups, the first of which decays.
class Sgd {
 public:
  Sgd(NetworkModule& module, const TrainRecipe& recipe)
      : m_module(module), m_recipe(recipe), m_velocity(at::zeros_like(module.flatParameters())) {}

  void step(double learningRate) {
    const at::NoGradGuard noGradients;
    auto& values = m_module.flatParameters();
    auto& gradients = m_module.flatGradients();
    const auto decayed = m_module.decayCount();
    gradients.narrow(0, 0, decayed).add_(values.narrow(0, 0, decayed), m_recipe.weightDecay);
    m_velocity.mul_(m_recipe.momentum).add_(gradients);
    if (m_recipe.nesterov) {
      values.add_(gradients.add_(m_velocity, m_recipe.momentum), -learningRate);
    } else {
      values.add_(m_velocity, -learningRate);
    }
    gradients.zero_();
  }

 private:
  NetworkModule& m_module;
  const TrainRecipe& m_recipe;
  at::Tensor m_velocity;
};

double scheduledRate(const TrainRecipe& recipe, std::int64_t step, std::int64_t steps) {
  const double warmup = recipe.warmupShare * static_cast<double>(steps);
  const auto now = static_cast<double>(step);
  if (now < warmup) return recipe.learningRate * (now + 1) / (warmup + 1);
  const double done = (now - warmup) / std::max(1.0, static_cast<double>(steps) - warmup);
  return recipe.learningRate * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

class Training {
 public:
  Training(NetworkModule& module, const Dataset& data, const TrainOptions& options)
      : m_module(module),
        m_data(data),
        m_options(options),
        m_recipe(options.recipe),
        m_source(data.train, data.mean, data.deviation),
        m_sgd(module, options.recipe),
        m_orderRng(deriveSeed(options.seed, Order)),
        m_augmentRng(deriveSeed(options.seed, Augment)) {
    if (m_recipe.dataShare < 1) {
      m_order = stratifiedShare(data.train.labels, m_recipe.dataShare, kShareSeed);
    } else {
      m_order.resize(data.train.count());
      std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    }
    // A last batch that is not full is left out (its images come in another epoch), unless there is only one.
    m_batchSize = std::min(static_cast<std::size_t>(m_recipe.batchSize), m_order.size());
    m_stepsPerEpoch = static_cast<std::int64_t>(m_order.size() / m_batchSize);
    const double epochs = effectiveEpochs(m_recipe, data.train.count());
    m_steps = std::max<std::int64_t>(1, std::llround(epochs * static_cast<double>(m_stepsPerEpoch)));
  }

  Status run();
  TrainResult result() const;

 private:
  Status runEpoch(std::int64_t steps);
  Status validate();
  void report();

  NetworkModule& m_module;
  const Dataset& m_data;
  const TrainOptions& m_options;
  const TrainRecipe& m_recipe;
  BatchSource m_source;
  Sgd m_sgd;
  Rng m_orderRng;
  Rng m_augmentRng;
  std::vector<std::size_t> m_order;
  std::size_t m_batchSize = 1;
  std::int64_t m_stepsPerEpoch = 1;
  std::int64_t m_steps = 1;
  std::int64_t m_step = 0;
  std::int64_t m_epochRight = 0;
  std::int64_t m_epochImages = 0;
  double m_loss = 0;
  double m_lastValidation = std::nan("");
  double m_bestValidation = -1;
  double m_bestEpoch = 0;
  std::vector<at::Tensor> m_best;
  Clock::time_point m_start = Clock::now();
  Clock::time_point m_lastReport = Clock::now() - std::chrono::hours(1);
};

Status Training::run() {
  while (m_step < m_steps) {
    PSCOPE_CHECK(runEpoch(std::min(m_stepsPerEpoch, m_steps - m_step)));
    if (2 * m_step >= m_steps) PSCOPE_CHECK(validate());
  }
  m_module.restore(m_best);
  return {};
}

Status Training::runEpoch(std::int64_t steps) {
  for (std::size_t i = m_order.size(); i > 1; --i) std::swap(m_order[i - 1], m_order[m_orderRng.below(i)]);
  m_epochRight = 0;
  m_epochImages = 0;
  const Batch batch(m_data.train.shape, m_batchSize);
  for (std::int64_t i = 0; i < steps; ++i) {
    if (m_options.stop.stop_requested()) return cancelled();
    const auto indexes = std::span(m_order).subspan(static_cast<std::size_t>(i) * m_batchSize, m_batchSize);
    m_source.fill(indexes, batch.pixels(), {m_recipe.flip, m_recipe.shift}, m_augmentRng);
    batch.setLabels(m_data.train, indexes);

    const at::Tensor logits = m_module.forward(batch.images, true).flatten(1);
    const at::Tensor loss =
        at::cross_entropy_loss(logits, batch.labels, {}, at::Reduction::Mean, -100, m_recipe.labelSmoothing);
    m_loss = loss.item<double>();
    if (!std::isfinite(m_loss)) {
      return makeError(ErrorCode::NonFinite,
                       PSCOPE_TR_NOOP("Training", "The training became unstable: the loss is %1 at step %2 of %3.")
                           .arg(numberText(m_loss))
                           .arg(std::to_string(m_step + 1))
                           .arg(std::to_string(m_steps)),
                       PSCOPE_TR_NOOP("Training", "Lower the learning rate or lengthen the warm-up of the recipe."));
    }
    if (loss.requires_grad()) loss.backward();  // else: nothing that can be learnt reaches the output
    m_sgd.step(scheduledRate(m_recipe, m_step, m_steps));
    m_epochRight += logits.detach().argmax(1).eq(batch.labels).sum().item<std::int64_t>();
    m_epochImages += static_cast<std::int64_t>(m_batchSize);
    ++m_step;
    report();
  }
  return {};
}

Status Training::validate() {
  PSCOPE_TRY(m_lastValidation, accuracyOf(m_module, m_data.validation, m_data, m_options.stop));
  if (m_lastValidation > m_bestValidation) {
    m_bestValidation = m_lastValidation;
    m_bestEpoch = static_cast<double>(m_step) / static_cast<double>(m_stepsPerEpoch);
    m_best = m_module.snapshot();
  }
  return {};
}

void Training::report() {
  if (secondsSince(m_lastReport) < kReportSeconds && m_step < m_steps) return;
  m_lastReport = Clock::now();
  TrainProgress progress;
  progress.progress.done = m_step;
  progress.progress.total = m_steps;
  const auto epoch = (m_step - 1) / m_stepsPerEpoch + 1;
  const auto epochs = (m_steps + m_stepsPerEpoch - 1) / m_stepsPerEpoch;
  progress.progress.stage = "epoch " + std::to_string(epoch) + "/" + std::to_string(epochs);
  progress.progress.secondsLeft =
      secondsSince(m_start) * static_cast<double>(m_steps - m_step) / static_cast<double>(m_step);
  progress.metrics.emplace_back("loss", m_loss);
  progress.metrics.emplace_back("train_accuracy",
                                100.0 * static_cast<double>(m_epochRight) / static_cast<double>(m_epochImages));
  if (std::isfinite(m_lastValidation)) progress.metrics.emplace_back("validation_accuracy", m_lastValidation);
  m_options.report(progress);
}

TrainResult Training::result() const {
  TrainResult result;
  result.trainAccuracy = 100.0 * static_cast<double>(m_epochRight) / static_cast<double>(m_epochImages);
  result.validationAccuracy = m_bestValidation;
  const double share = m_bestValidation / 100;
  result.validationStandardError =
      100 * std::sqrt(share * (1 - share) / static_cast<double>(m_data.validation.count()));
  result.epochs = static_cast<double>(m_steps) / static_cast<double>(m_stepsPerEpoch);
  result.bestEpoch = m_bestEpoch;
  result.dataHash = m_data.hash;
  result.libraries = trainingLibraries();
  result.threads = trainingThreads();
  return result;
}

Status writeWeights(const NetworkModule& module, const TrainOptions& options, const TrainResult& result) {
  TensorFile file;
  file.tensors = module.tensors();
  file.metadata = {{"format", "paretoscope"},
                   {"design", options.design},
                   {"seed", std::to_string(options.seed)},
                   {"data", result.dataHash},
                   {"validation_accuracy", numberText(result.validationAccuracy)}};
  return writeSafetensors(options.weightsFile, file);
}

Result<TrainResult> trainUnguarded(const Network& network, const Dataset& data, const TrainOptions& options) {
  const auto start = Clock::now();
  PSCOPE_TRY(auto module,
             NetworkModule::create(network, deriveSeed(options.seed, Weights), options.recipe.channelsLast));
  Training training(module, data, options);
  PSCOPE_CHECK(training.run());
  auto result = training.result();
  if (options.readTest) {
    PSCOPE_TRY(result.testAccuracy, accuracyOf(module, *data.test, data, options.stop));
  }
  result.seconds = secondsSince(start);
  if (!options.weightsFile.empty()) PSCOPE_CHECK(writeWeights(module, options, result));
  return result;
}

}  // namespace

Result<TrainResult> trainNetwork(const Network& network, const Dataset& data, const TrainOptions& options) {
  PSCOPE_CHECK(checkFit(network, data, options));
  return guardTorch([&] { return trainUnguarded(network, data, options); });
}

Result<double> accuracyOf(NetworkModule& module, const ImageSet& images, const Dataset& normalisation,
                          std::stop_token stop) {
  return guardTorch([&]() -> Result<double> {
    const c10::InferenceMode inference;
    const BatchSource source(images, normalisation.mean, normalisation.deviation);
    std::vector<std::size_t> indexes;
    std::int64_t right = 0;
    for (std::size_t begin = 0; begin < images.count(); begin += kEvaluationBatch) {
      if (stop.stop_requested()) return cancelled();
      indexes.resize(std::min(kEvaluationBatch, images.count() - begin));
      std::iota(indexes.begin(), indexes.end(), begin);
      const Batch batch(images.shape, indexes.size());
      source.fill(indexes, batch.pixels());
      batch.setLabels(images, indexes);
      const at::Tensor logits = module.forward(batch.images, false).flatten(1);
      right += logits.argmax(1).eq(batch.labels).sum().item<std::int64_t>();
    }
    return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, images.count()));
  });
}

std::vector<std::pair<std::string, std::string>> trainingLibraries() {
  const char* instructions = "baseline";
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    instructions = "avx512";
  } else if (__builtin_cpu_supports("avx2")) {
    instructions = "avx2";
  }
#endif
  return {{"libtorch", TORCH_VERSION}, {"instructions", instructions}};
}

void setTrainingThreads(int threads) {
  at::set_num_threads(std::max(1, threads));
  static std::once_flag once;  // LibTorch takes it once only
  std::call_once(once, [] { at::set_num_interop_threads(1); });
}

int trainingThreads() {
  return at::get_num_threads();
}

}  // namespace pscope
