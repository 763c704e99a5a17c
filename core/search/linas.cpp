#include "core/search/linas.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/learn/ridge.h"
#include "core/pareto/dominance.h"
#include "core/search/nsga2.h"
#include "core/search/strategy_state.h"
#include "core/space/encoding.h"

namespace pscope {
namespace {

constexpr int kInnerPopulation = 50;
constexpr std::size_t kMaxJudged = 1000;  ///< of the inner search's designs, from which the batch is taken

}  // namespace

Linas::Linas(const Settings& settings, const StrategyContext& context)
    : HistoryStrategy("linas", context, 0x6c69'6e61), m_settings(settings) {
  if (m_settings.batch <= 0) m_settings.batch = std::clamp(context.candidates / 10, 8, 50);
}

std::optional<Proposal> Linas::next() {
  if (asked() < m_settings.batch || m_history.empty()) return std::nullopt;
  while (!m_queue.empty() && isProposed(m_queue.front())) m_queue.pop_front();
  if (m_queue.empty()) m_queue = searchInside();
  if (m_queue.empty()) return std::nullopt;
  Proposal proposal{std::move(m_queue.front()), {}};
  m_queue.pop_front();
  return proposal;
}

std::deque<Genome> Linas::searchInside() {
  const std::size_t objectives = context().objectives;
  std::vector<Ridge> models(objectives);
  for (std::size_t k = 0; k < objectives; ++k) {
    Matrix rows;
    std::vector<double> targets;
    for (const Outcome& outcome : m_history) {
      if (!std::isfinite(outcome.values[k])) continue;
      rows.append(oneHotEncoding(space(), outcome.genome));
      targets.push_back(outcome.values[k]);
    }
    if (!models[k].fit(rows, targets).ok()) return {};
  }
  StrategyContext inner = context();
  inner.seed = rng().next();
  Nsga2::Settings settings;
  settings.population = kInnerPopulation;
  Nsga2 search(settings, inner);
  std::vector<Genome> fresh;
  std::vector<std::vector<double>> predicted;
  for (std::int64_t id = 1; id <= m_settings.inner; ++id) {
    auto proposal = search.ask();
    if (!proposal) break;
    Outcome outcome;
    outcome.id = {id};
    outcome.genome = std::move(proposal->genome);
    Matrix row;
    row.append(oneHotEncoding(space(), outcome.genome));
    for (std::size_t k = 0; k < objectives; ++k) {
      const auto prediction = models[k].predict(row);
      if (!prediction.ok()) return {};
      outcome.values.push_back(prediction.value().mean.front());
      const auto& bounds = context().bounds;
      if (k >= bounds.size() || !bounds[k] || outcome.values[k] <= *bounds[k]) continue;
      outcome.state = CandidateState::Infeasible;
      outcome.violation += outcome.values[k] - *bounds[k];
    }
    if (!search.tell(outcome).ok()) return {};
    if (outcome.state != CandidateState::Done || isProposed(outcome.genome)) continue;
    fresh.push_back(outcome.genome);
    predicted.push_back(outcome.values);
  }
  // The best by rank of what is new, in random order within a rank; the inner search ends better than it begins.
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
         " evaluations of NSGA-II on ridge regressions.";
}

}  // namespace pscope
