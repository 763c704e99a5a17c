#include "core/search/linas.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/learn/gaussian_process.h"
#include "core/learn/ridge.h"
#include "core/pareto/dominance.h"
#include "core/search/design_encoder.h"
#include "core/search/nsga2.h"
#include "core/search/outcome_ranks.h"
#include "core/search/strategy_state.h"
#include "core/search/worker_predictor.h"
#include "core/space/encoding.h"

namespace pscope {
namespace {

constexpr int kInnerPopulation = 50;
constexpr std::uint64_t kPredictorSeed = 1;
constexpr std::size_t kMostLearned = 500;  ///< of the past, by a process or a network
constexpr std::size_t kMaxJudged = 1000;   ///< of the inner search's designs, from which the batch is taken

}  // namespace

Linas::Linas(const Settings& settings, const StrategyContext& context)
    : HistoryStrategy("linas", context, 0x6c69'6e61), m_settings(settings) {
  if (m_settings.batch <= 0) m_settings.batch = std::clamp(context.candidates / 10, 8, 50);
}

Linas::~Linas() = default;

std::optional<Proposal> Linas::next() {
  m_failure.reset();
  if (begun() < m_settings.batch || m_history.empty()) return std::nullopt;
  while (!m_queue.empty() && isProposed(m_queue.front())) m_queue.pop_front();
  if (m_queue.empty()) m_queue = searchInside();
  if (m_queue.empty()) return std::nullopt;
  Proposal proposal{std::move(m_queue.front()), {}};
  m_queue.pop_front();
  return proposal;
}

std::vector<double> Linas::rowOf(const Genome& genome) const {
  if (inWorker()) return designRow(genome);
  return m_encoder ? m_encoder->encode(genome) : oneHotEncoding(whole(), genome);
}

Status Linas::fit() {
  if (m_settings.predictor == "gp" && !m_encoder) m_encoder = std::make_unique<DesignEncoder>(whole());
  const std::size_t objectives = context().objectives;
  if (!inWorker()) m_models.clear();
  while (m_models.size() < objectives) {
    if (inWorker()) {
      PredictorSettings settings;
      settings.kind = m_settings.predictor;
      m_models.push_back(
          std::make_unique<WorkerPredictor>(*context().tasks, whole(), settings, kPredictorSeed, context().stop));
    } else if (m_encoder) {
      GaussianProcess::Settings settings;
      settings.terms = m_encoder->kernelTerms();
      m_models.push_back(std::make_unique<GaussianProcess>(std::move(settings)));
    } else {
      m_models.push_back(std::make_unique<Ridge>());
    }
  }
  for (std::size_t k = 0; k < objectives; ++k) {
    Matrix rows;
    std::vector<double> targets;
    for (const Outcome& outcome : m_history) {
      const double value = outcome.learned()[k];
      if (!std::isfinite(value)) continue;
      rows.append(rowOf(outcome.genome));
      targets.push_back(value);
    }
    PSCOPE_CHECK(m_models[k]->fit(rows, targets));
  }
  return {};
}

/// Of each design the predicted values.
Result<std::vector<std::vector<double>>> Linas::predict(const std::vector<Genome>& designs) const {
  Matrix rows;
  for (const Genome& design : designs) rows.append(rowOf(design));
  std::vector<std::vector<double>> values(designs.size());
  for (const auto& model : m_models) {
    PSCOPE_TRY(const Prediction prediction, model->predict(rows));
    for (std::size_t i = 0; i < values.size(); ++i) values[i].push_back(prediction.mean[i]);
  }
  return values;
}

std::deque<Genome> Linas::searchInside() {
  const Rng before = rng();
  const auto givenUp = [&](const Error& error) {
    // Too little to learn from: random designs go on. A worker that fails is another matter: it is asked again for the
    // same.
    if (inWorker() && error.code != ErrorCode::InvalidArgument) {
      m_failure = error;
      rng() = before;
    }
    return std::deque<Genome>{};
  };
  if (const Status fitted = fit(); !fitted.ok()) return givenUp(fitted.error());
  StrategyContext inner = context();
  inner.seed = rng().next();
  Nsga2::Settings settings;
  settings.population = kInnerPopulation;
  Nsga2 search(settings, inner);
  std::vector<Genome> fresh;
  std::vector<std::vector<double>> predicted;
  // A worker is asked for a generation at once: a message costs more than a prediction.
  const int together = inWorker() ? kInnerPopulation : 1;
  for (std::int64_t id = 1; id <= m_settings.inner;) {
    std::vector<Genome> asked;
    while (static_cast<int>(asked.size()) < together) {
      auto proposal = search.ask();
      if (!proposal) break;
      asked.push_back(std::move(proposal->genome));
    }
    if (asked.empty()) break;
    auto values = predict(asked);
    if (!values.ok()) return givenUp(values.error());
    for (std::size_t i = 0; i < asked.size(); ++i, ++id) {
      Outcome outcome;
      outcome.id = {id};
      outcome.genome = std::move(asked[i]);
      outcome.values = std::move(values.value()[i]);
      const auto& bounds = context().bounds;
      for (std::size_t k = 0; k < outcome.values.size(); ++k) {
        outcome.values[k] = context().counted(k, outcome.values[k]);
        if (k >= bounds.size() || !bounds[k] || outcome.values[k] <= *bounds[k]) continue;
        outcome.state = CandidateState::Infeasible;
        outcome.violation += outcome.values[k] - *bounds[k];
      }
      if (!search.tell(outcome).ok()) return {};
      if (outcome.state != CandidateState::Done || isProposed(outcome.genome)) continue;
      fresh.push_back(outcome.genome);
      predicted.push_back(outcome.values);
    }
  }
  return bestOf(std::move(fresh), std::move(predicted));
}

/// The best by rank of what is new, in random order within a rank; the inner search ends better than it begins.
std::deque<Genome> Linas::bestOf(std::vector<Genome> fresh, std::vector<std::vector<double>> predicted) {
  if (fresh.size() > kMaxJudged) {
    const auto skipped = static_cast<std::ptrdiff_t>(fresh.size() - kMaxJudged);
    fresh.erase(fresh.begin(), fresh.begin() + skipped);
    predicted.erase(predicted.begin(), predicted.begin() + skipped);
  }
  const auto ranks = nonDominatedRanks(predicted);
  std::vector<std::size_t> order(fresh.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng().below(i)]);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
  std::deque<Genome> batch;
  for (const std::size_t i : order) {
    if (batch.size() == static_cast<std::size_t>(m_settings.batch)) break;
    batch.push_back(std::move(fresh[i]));
  }
  return batch;
}

void Linas::learn(const Outcome& outcome) {
  if (outcome.state != CandidateState::Failed) m_history.push_back(outcome);
}

/// What learns slowly is given fewer.
std::vector<Outcome> Linas::ofPast(std::span<const Outcome> past) const {
  if (m_settings.predictor == "ridge") return HistoryStrategy::ofPast(past);
  std::vector<Outcome> kept;
  for (const std::size_t place : representativePlaces(past, kMostLearned)) kept.push_back(past[place]);
  return kept;
}

Json Linas::extra() const {
  Json queue = Json::array();
  for (const Genome& genome : m_queue) queue.push_back(toJson(genome));
  return queue;
}

Status Linas::loadExtra(const JsonView& json) {
  PSCOPE_TRY(const auto items, json.array());
  std::deque<Genome> queue;
  for (const JsonView& item : items) {
    PSCOPE_TRY(Genome genome, parseGenome(item, space()));
    queue.push_back(std::move(genome));
  }
  m_queue = std::move(queue);
  return {};
}

std::string Linas::description() const {
  return "LINAS: batches of " + std::to_string(m_settings.batch) + " from " + std::to_string(m_settings.inner) +
         " evaluations of NSGA-II on " +
         (m_settings.predictor == "ridge" ? "ridge regressions." : "predictions of \"" + m_settings.predictor + "\".");
}

}  // namespace pscope
