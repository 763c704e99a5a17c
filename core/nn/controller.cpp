#include "core/nn/controller.h"

#include <torch/nn.h>
#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <nlohmann/json.hpp>

#include "core/base/rng.h"
#include "core/nn/adam.h"
#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxLevels = 5'000;
constexpr double kInitialRange = 0.1;
constexpr double kNever = -1e30;  ///< logit of a level that must not be drawn
constexpr std::uint64_t kWeightStream = 1, kDrawStream = 2;

using Samples = std::span<const ControllerSample>;

/// Which levels of which choices are open to a design, step by step.
class OpenLevels {
 public:
  OpenLevels(const Space& space, std::size_t designs)
      : m_space(space), m_prefixes(designs, Genome(space.choices().size(), kInactive)) {}

  /// Whether the choice exists in this design, given what was chosen before it; `open` gets a flag a level.
  bool at(std::size_t design, std::size_t choice, std::vector<bool>& open) {
    Genome& genome = m_prefixes[design];
    open.assign(m_space.choices()[choice].levels.size(), false);
    genome[choice] = kInactive;
    if (m_space.completed(genome)[choice] == kInactive) return false;
    for (std::size_t level = 0; level < open.size(); ++level) {
      genome[choice] = static_cast<int>(level);
      open[level] = m_space.completed(genome)[choice] == genome[choice];
    }
    return true;
  }
  void choose(std::size_t design, std::size_t choice, int level) { m_prefixes[design][choice] = level; }
  Genome& genome(std::size_t design) { return m_prefixes[design]; }

 private:
  const Space& m_space;
  std::vector<Genome> m_prefixes;
};

at::Tensor tensorOf(const std::vector<double>& values, at::IntArrayRef shape) {
  return at::tensor(values, at::kDouble).view(shape);
}

Result<std::vector<double>> numbersOf(const JsonView& state, const char* key, std::size_t count) {
  PSCOPE_TRY(const auto place, state.member(key));
  PSCOPE_TRY(auto numbers, parseNumbers(place));
  if (numbers.size() == count) return numbers;
  return foreignState(place);
}

}  // namespace

struct Controller::Impl {
  Impl(const Space& designSpace, std::size_t objectiveCount, const ControllerSettings& given, std::uint64_t seed)
      : space(designSpace), objectives(objectiveCount), settings(given), rng(deriveSeed(seed, kDrawStream)) {
    for (const Choice& choice : space.choices()) {
      offsets.push_back(levels);
      levels += static_cast<std::int64_t>(choice.levels.size());
    }
    const std::int64_t h = settings.hidden;
    std::size_t count = 0;
    for (const std::int64_t size :
         {h * static_cast<std::int64_t>(objectives), h, levels * h, 4 * h * h, 4 * h * h, 4 * h, levels * h, levels}) {
      firsts.push_back(static_cast<std::int64_t>(count));
      count += static_cast<std::size_t>(size);
    }
    Rng initial(deriveSeed(seed, kWeightStream));
    values.resize(count);
    for (double& value : values) value = (2 * initial.uniform() - 1) * kInitialRange;
  }

  /// Log-probabilities and entropies [N] of the samples' designs; with `draw` they are drawn first.
  struct Walk {
    at::Tensor logProbability, entropy;
  };
  Walk walk(const at::Tensor& parameters, std::vector<ControllerSample>& samples, bool draw, const at::Tensor& h0,
            const at::Tensor& c0);
  /// Hidden and cell state [N, hidden] after reading the designs; rows with an empty one stay zero.
  std::pair<at::Tensor, at::Tensor> read(const at::Tensor& parameters, Samples samples) const;
  std::pair<at::Tensor, at::Tensor> cell(const at::Tensor& parameters, const at::Tensor& x, const at::Tensor& h,
                                         const at::Tensor& c) const;
  at::Tensor start(const at::Tensor& parameters, Samples samples) const;
  at::Tensor objective(const at::Tensor& parameters, Samples samples);
  std::vector<double> gradient(Samples samples);
  int drawLevel(const double* logProbabilities, const std::vector<bool>& open);

  at::Tensor part(const at::Tensor& parameters, std::size_t index, at::IntArrayRef shape) const {
    std::int64_t count = 1;
    for (const auto size : shape) count *= size;
    return parameters.narrow(0, firsts[index], count).view(shape);
  }
  at::Tensor flat() { return at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::kDouble); }

  Space space;
  std::size_t objectives;
  ControllerSettings settings;
  std::vector<std::int64_t> offsets;  ///< of a choice's first level among all
  std::int64_t levels = 0;
  std::vector<std::int64_t> firsts;  ///< weights of the start, its bias, embeddings, LSTM (x, h, bias), heads (w, bias)
  std::vector<double> values;
  Adam<double> adam;
  std::optional<double> baseline;
  std::deque<Genome> memory;
  Rng rng;
};

at::Tensor Controller::Impl::start(const at::Tensor& parameters, Samples samples) const {
  std::vector<double> weights;
  for (const auto& sample : samples) weights.insert(weights.end(), sample.weights.begin(), sample.weights.end());
  const auto n = static_cast<std::int64_t>(samples.size()), k = static_cast<std::int64_t>(objectives);
  return at::addmm(part(parameters, 1, {settings.hidden}), tensorOf(weights, {n, k}),
                   part(parameters, 0, {k, settings.hidden}));
}

std::pair<at::Tensor, at::Tensor> Controller::Impl::cell(const at::Tensor& parameters, const at::Tensor& x,
                                                         const at::Tensor& h, const at::Tensor& c) const {
  const std::int64_t size = settings.hidden;
  const auto gates = at::addmm(part(parameters, 5, {4 * size}), x, part(parameters, 3, {size, 4 * size})) +
                     at::mm(h, part(parameters, 4, {size, 4 * size}));
  const auto parts = gates.chunk(4, 1);
  const auto next = at::sigmoid(parts[1]) * c + at::sigmoid(parts[0]) * at::tanh(parts[2]);
  return {at::sigmoid(parts[3]) * at::tanh(next), next};
}

std::pair<at::Tensor, at::Tensor> Controller::Impl::read(const at::Tensor& parameters, Samples samples) const {
  const auto n = static_cast<std::int64_t>(samples.size());
  at::Tensor h = at::zeros({n, settings.hidden}, at::kDouble), c = h;
  if (std::all_of(samples.begin(), samples.end(), [](const auto& s) { return s.read.empty(); })) return {h, c};
  const auto embeddings = part(parameters, 2, {levels, settings.hidden});
  for (std::size_t t = 0; t < offsets.size(); ++t) {
    std::vector<std::int64_t> tokens;
    std::vector<double> there;
    for (const auto& sample : samples) {
      const int level = sample.read.empty() ? kInactive : sample.read[t];
      tokens.push_back(offsets[t] + std::max(0, level));
      there.push_back(level == kInactive ? 0 : 1);
    }
    const auto stays = tensorOf(there, {n, 1}) == 0;
    const auto [nextH, nextC] = cell(parameters, embeddings.index_select(0, at::tensor(tokens, at::kLong)), h, c);
    h = at::where(stays, h, nextH);
    c = at::where(stays, c, nextC);
  }
  return {h, c};
}

int Controller::Impl::drawLevel(const double* logProbabilities, const std::vector<bool>& open) {
  double rest = rng.uniform();
  int last = 0;
  for (std::size_t level = 0; level < open.size(); ++level) {
    if (!open[level]) continue;
    last = static_cast<int>(level);
    rest -= std::exp(logProbabilities[level]);
    if (rest < 0) break;
  }
  return last;
}

Controller::Impl::Walk Controller::Impl::walk(const at::Tensor& parameters, std::vector<ControllerSample>& samples,
                                              bool draw, const at::Tensor& h0, const at::Tensor& c0) {
  const auto n = static_cast<std::int64_t>(samples.size());
  at::Tensor h = h0, c = c0, x = start(parameters, samples);
  Walk result{at::zeros({n}, at::kDouble), at::zeros({n}, at::kDouble)};
  OpenLevels open(space, samples.size());
  std::vector<std::vector<bool>> flags(samples.size());
  for (std::size_t t = 0; t < offsets.size(); ++t) {
    const auto count = static_cast<std::int64_t>(space.choices()[t].levels.size());
    std::vector<double> active, closed;
    bool any = false;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const bool exists = open.at(i, t, flags[i]);
      any = any || exists;
      active.push_back(exists ? 1 : 0);
      for (const bool flag : flags[i]) closed.push_back(exists && !flag ? 1 : 0);
      open.choose(i, t, kInactive);
    }
    if (!any) continue;
    const auto [nextH, nextC] = cell(parameters, x, h, c);
    const auto stays = tensorOf(active, {n, 1}) == 0;
    h = at::where(stays, h, nextH);
    c = at::where(stays, c, nextC);
    auto logits = at::addmm(part(parameters, 7, {levels}).narrow(0, offsets[t], count), h,
                            part(parameters, 6, {levels, settings.hidden}).narrow(0, offsets[t], count).t()) /
                  settings.temperature;
    if (settings.tanhConstant > 0) logits = settings.tanhConstant * at::tanh(logits);
    const auto logs = at::log_softmax(logits.masked_fill(tensorOf(closed, {n, count}) != 0, kNever), 1);
    const at::Tensor plain = logs.detach().contiguous();
    std::vector<std::int64_t> chosen;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      int level = 0;
      if (active[i] != 0) {
        const double* row = plain.data_ptr<double>() + static_cast<std::int64_t>(i) * count;
        level = draw ? drawLevel(row, flags[i]) : samples[i].genome[t];
        open.choose(i, t, level);
      }
      chosen.push_back(level);
    }
    const auto levelsChosen = at::tensor(chosen, at::kLong);
    const auto here = tensorOf(active, {n});
    result.logProbability = result.logProbability + here * logs.gather(1, levelsChosen.view({n, 1})).view({n});
    result.entropy = result.entropy - here * (logs.exp() * logs).sum(1);
    x = at::where(stays, x, part(parameters, 2, {levels, settings.hidden}).index_select(0, levelsChosen + offsets[t]));
  }
  for (std::size_t i = 0; draw && i < samples.size(); ++i) samples[i].genome = open.genome(i);
  return result;
}

/// What is ascended: mean of (reward - baseline) log p + weight H, less the loss of the memory.
at::Tensor Controller::Impl::objective(const at::Tensor& parameters, Samples samples) {
  std::vector<ControllerSample> own(samples.begin(), samples.end());
  const auto [h, c] = read(parameters, samples);
  const Walk walked = walk(parameters, own, false, h, c);
  std::vector<double> advantages;
  for (const auto& sample : samples) advantages.push_back(sample.reward - baseline.value_or(0));
  const auto n = static_cast<std::int64_t>(samples.size());
  auto mean = (tensorOf(advantages, {n}) * walked.logProbability + settings.entropyWeight * walked.entropy).mean();
  std::vector<ControllerSample> readers;
  for (const auto& sample : samples) {
    if (sample.read.empty()) continue;
    readers.push_back(sample);
    readers.back().genome = sample.read;
  }
  if (readers.empty() || settings.memoryWeight <= 0) return mean;
  const auto [readH, readC] = read(parameters, readers);
  const Walk told = walk(parameters, readers, false, readH, readC);
  return mean + settings.memoryWeight / static_cast<double>(samples.size()) * told.logProbability.sum();
}

std::vector<double> Controller::Impl::gradient(Samples samples) {
  at::Tensor parameters = flat().clone().requires_grad_(true);
  objective(parameters, samples).backward();
  const at::Tensor gradients = parameters.grad().contiguous();
  const auto* first = gradients.data_ptr<double>();
  return {first, first + gradients.numel()};
}

Controller::Controller(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Controller::~Controller() = default;

Result<std::unique_ptr<Controller>> Controller::create(const Space& space, std::size_t objectives,
                                                       const ControllerSettings& settings, std::uint64_t seed) {
  std::size_t levels = 0;
  for (const Choice& choice : space.choices()) levels += choice.levels.size();
  if (levels > kMaxLevels || levels == 0 || objectives == 0) {
    return makeError(
        ErrorCode::Unsupported,
        PSCOPE_TR_NOOP("Search", "A controller needs 1 to %1 levels in all choices together; this space has %2.")
            .arg(std::to_string(kMaxLevels))
            .arg(std::to_string(levels)),
        PSCOPE_TR_NOOP("Search", "Choose another strategy."));
  }
  return std::unique_ptr<Controller>(new Controller(std::make_unique<Impl>(space, objectives, settings, seed)));
}

std::vector<ControllerSample> Controller::sample(int count) {
  const at::NoGradGuard noGradients;
  Impl& m = *m_impl;
  std::vector<ControllerSample> samples(static_cast<std::size_t>(std::max(0, count)));
  if (samples.empty()) return samples;
  for (auto& sample : samples) {
    double sum = 0;
    for (std::size_t k = 0; k < m.objectives; ++k) {
      sample.weights.push_back(m.objectives == 1 ? 1.0 : -std::log1p(-m.rng.uniform()));
      sum += sample.weights.back();
    }
    for (double& weight : sample.weights) weight = sum > 0 ? weight / sum : 1 / static_cast<double>(m.objectives);
    if (m.settings.memoryProbability > 0 && !m.memory.empty() && m.rng.chance(m.settings.memoryProbability)) {
      sample.read = m.memory[static_cast<std::size_t>(m.rng.index(m.memory.size()))];
    }
  }
  const at::Tensor parameters = m.flat();
  const auto [h, c] = m.read(parameters, samples);
  m.walk(parameters, samples, true, h, c);
  return samples;
}

Status Controller::learn(std::span<const ControllerSample> samples) {
  Impl& m = *m_impl;
  if (samples.empty()) return {};
  for (const auto& sample : samples) {
    PSCOPE_CHECK(m.space.validate(sample.genome));
    if (!sample.read.empty()) PSCOPE_CHECK(m.space.validate(sample.read));
    if (sample.weights.size() != m.objectives || !std::isfinite(sample.reward)) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("Search", "A controller learns from a finite reward and a weight an objective."));
    }
  }
  if (!m.baseline) {
    m.baseline = 0;
    for (const auto& sample : samples) *m.baseline += sample.reward / static_cast<double>(samples.size());
  }
  std::vector<double> descent = m.gradient(samples);
  for (double& number : descent) number = -number;
  m.adam.step(m.values, std::span<const double>(descent), m.settings.learningRate);
  for (const auto& sample : samples) {
    *m.baseline += (1 - m.settings.baselineDecay) * (sample.reward - *m.baseline);
    m.memory.push_back(sample.genome);
    if (m.memory.size() > static_cast<std::size_t>(m.settings.memorySize)) m.memory.pop_front();
  }
  return {};
}

double Controller::logProbability(const ControllerSample& sample) const {
  const at::NoGradGuard noGradients;
  std::vector<ControllerSample> one{sample};
  const at::Tensor parameters = m_impl->flat();
  const auto [h, c] = m_impl->read(parameters, one);
  return m_impl->walk(parameters, one, false, h, c).logProbability.item<double>();
}

double Controller::entropy(std::span<const ControllerSample> samples) const {
  const at::NoGradGuard noGradients;
  std::vector<ControllerSample> own(samples.begin(), samples.end());
  const at::Tensor parameters = m_impl->flat();
  const auto [h, c] = m_impl->read(parameters, own);
  return m_impl->walk(parameters, own, false, h, c).entropy.mean().item<double>();
}

std::vector<double> Controller::gradient(std::span<const ControllerSample> samples) const {
  return m_impl->gradient(samples);
}
std::span<double> Controller::parameters() {
  return m_impl->values;
}
double Controller::baseline() const {
  return m_impl->baseline.value_or(0);
}

Json Controller::save() const {
  const Impl& m = *m_impl;
  Json state = {{"parameters", m.values}, {"mean", m.adam.mean}, {"square", m.adam.square},
                {"steps", m.adam.steps},  {"rng", m.rng.save()}, {"memory", Json::array()}};
  if (m.baseline) state["baseline"] = *m.baseline;
  for (const Genome& genome : m.memory) state["memory"].push_back(genome);
  return state;
}

Status Controller::load(const JsonView& state) {
  Impl& m = *m_impl;
  const std::size_t count = m.values.size();
  Adam<double> adam;
  PSCOPE_TRY(adam.steps, state.integer("steps"));
  PSCOPE_TRY(auto values, numbersOf(state, "parameters", count));
  PSCOPE_TRY(adam.mean, numbersOf(state, "mean", adam.steps > 0 ? count : 0));
  PSCOPE_TRY(adam.square, numbersOf(state, "square", adam.steps > 0 ? count : 0));
  PSCOPE_TRY(const std::string rngText, state.string("rng"));
  std::optional<double> baseline;
  if (state.has("baseline")) {
    PSCOPE_TRY(baseline, state.numberOr("baseline", 0));
  }
  PSCOPE_TRY(const auto items, state.array("memory"));
  std::deque<Genome> memory;
  for (const JsonView& item : items) {
    PSCOPE_TRY(Genome genome, parseGenome(item, m.space));
    memory.push_back(std::move(genome));
  }
  Rng rng;
  if (!rng.load(rngText)) return state.error(PSCOPE_TR_NOOP("Search", "The controller's state is damaged."));
  m.values = std::move(values);
  m.adam = std::move(adam);
  m.baseline = baseline;
  m.memory = std::move(memory);
  m.rng = rng;
  return {};
}

}  // namespace pscope
