#include "core/search/model_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/pareto/dominance.h"
#include "core/search/outcome_ranks.h"
#include "core/search/random_search.h"
#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr const char* kModelName = "model";
constexpr std::size_t kMaxModelRows = 320;
constexpr std::size_t kMaxCachedRows = 20'000;
constexpr std::size_t kMaxParents = 24;
constexpr std::size_t kMinParents = 8;
constexpr int kExpansions = 2;         ///< rounds of looking at the neighbours of the best of the pool
constexpr std::size_t kExpanded = 6;   ///< entries in each round
constexpr std::size_t kWatched = 250;  ///< best of the pool, from which the batch is chosen
constexpr double kClimbGrowth = 1.15;  ///< growth after which hyperparameters are searched again
constexpr double kCompareGrowth = 2;   ///< and after which the forms of the models are compared again
constexpr double kBeyondBox = 0.25;    ///< part of the range that the models still see beyond the reference
constexpr std::size_t kEnoughForBox = 8;
constexpr std::int64_t kMostInitial = 1'000'000, kMostTogether = 10'000;  ///< of a search that is loaded
constexpr int kMostDraws = 100;  ///< for a random design that is not known to be infeasible

int defaultInitial(const StrategyContext& context) {
  const int choices = static_cast<int>(context.space->choices().size());
  return std::max(2, std::min(std::clamp(2 * choices, 8, 20), context.candidates / 3));
}

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

}  // namespace

ModelSearch::ModelSearch(const Settings& settings, const StrategyContext& context)
    : m_space(*context.space),
      m_whole(context.outcomes()),
      m_context(context),
      m_objectives(context.objectives),
      m_settings(settings),
      m_rng(deriveSeed(context.seed, 0x6d6f'6465)),
      m_designs(*context.space, context.seed) {
  if (m_settings.initial <= 0) m_settings.initial = defaultInitial(context);
  if (m_settings.batch <= 0) m_settings.batch = std::clamp(context.candidates / 25, 4, 8);
}

const std::vector<double>& ModelSearch::encoded(const Genome& genome) {
  if (!m_encoder) m_encoder = std::make_shared<const DesignEncoder>(m_whole);
  const std::string key = genomeKey(genome);
  if (const auto found = m_rows.find(key); found != m_rows.end()) return found->second;
  return m_rows.emplace(key, m_encoder->encode(genome)).first->second;
}

bool ModelSearch::isExact(std::size_t objective) const {
  const auto& known = m_context.exact.known;
  return m_context.exact.values && objective < known.size() && known[objective];
}

const std::optional<std::vector<double>>& ModelSearch::exactValues(const Genome& genome) {
  const std::string key = genomeKey(genome);
  if (const auto found = m_exact.find(key); found != m_exact.end()) return found->second;
  return m_exact.emplace(key, m_context.exact.values(genome)).first->second;
}

bool ModelSearch::isKnownInfeasible(const Genome& genome) {
  if (!m_context.exact.values) return false;
  for (std::size_t k = 0; k < m_context.bounds.size() && k < m_objectives; ++k) {
    if (!isExact(k) || !m_context.bounds[k]) continue;
    const auto& exact = exactValues(genome);
    if (exact && (*exact)[k] > *m_context.bounds[k]) return true;
  }
  return false;
}

/// A new design, if possible one that is not known to miss a bound: those would teach the models nothing.
std::optional<Genome> ModelSearch::drawAtRandom() {
  auto genome = m_designs.draw(m_rng);
  for (int i = 1; genome && i < kMostDraws && isKnownInfeasible(*genome); ++i) {
    auto other = m_designs.draw(m_rng);
    if (!other) break;
    genome = std::move(other);
  }
  return genome;
}

std::optional<Proposal> ModelSearch::ask() {
  if (m_queue.empty() && m_asked + m_known >= m_settings.initial && !m_told.empty()) propose();
  Proposal proposal;
  if (!m_queue.empty()) {
    proposal = std::move(m_queue.front());
    m_queue.pop_front();
  } else {
    auto genome = drawAtRandom();
    if (!genome) return std::nullopt;
    proposal.genome = std::move(*genome);
  }
  ++m_asked;
  m_designs.add(proposal.genome);
  m_pending.push_back(proposal.genome);
  return proposal;
}

Status ModelSearch::tell(const Outcome& outcome) {
  PSCOPE_CHECK(checkOutcome(outcome, m_space, m_objectives));
  m_designs.add(outcome.genome);
  if (const auto pending = std::find(m_pending.begin(), m_pending.end(), outcome.genome); pending != m_pending.end()) {
    m_pending.erase(pending);
  }
  std::erase_if(m_queue, [&](const Proposal& proposal) { return proposal.genome == outcome.genome; });
  if (outcome.state == CandidateState::Failed) return {};
  m_told.push_back(outcome);
  return {};
}

Status ModelSearch::takePast(std::span<const Outcome> past) {
  for (const Outcome& outcome : past) PSCOPE_CHECK(checkOutcome(outcome, m_space, m_objectives));
  for (const Outcome& outcome : past) m_designs.add(outcome.genome);
  for (const std::size_t place : representativePlaces(past, kMostPast)) PSCOPE_CHECK(tell(past[place]));
  m_known = static_cast<std::int64_t>(past.size());
  return {};
}

void ModelSearch::expect(const Genome& genome) {
  m_designs.add(genome);
  m_pending.push_back(genome);
}

/// Of a part of the space its own outcomes say what is much worse than most, once there are some.
std::vector<const Outcome*> ModelSearch::outcomesForBox() const {
  std::vector<const Outcome*> all, inside;
  for (const Outcome& outcome : m_told) {
    all.push_back(&outcome);
    if (&m_whole != &m_space && m_space.validate(outcome.genome).ok()) inside.push_back(&outcome);
  }
  return inside.size() >= kEnoughForBox ? inside : all;
}

ModelSearch::Box ModelSearch::findBox() const {
  Box box{std::vector<double>(m_objectives, 1), std::vector<double>(m_objectives, 1)};
  const auto judged = outcomesForBox();
  for (std::size_t k = 0; k < m_objectives; ++k) {
    std::vector<double> values;
    for (const Outcome* outcome : judged) {
      if (std::isfinite(outcome->values[k])) values.push_back(outcome->values[k]);
    }
    double& limit = box.reference[k];
    if (!values.empty()) {
      const auto [best, worst] = std::minmax_element(values.begin(), values.end());
      const double upper = quantile(values, 0.75);
      limit = std::min(*worst + 0.1 * (*worst - *best), upper + 2 * (upper - quantile(values, 0.25)));
      if (limit <= *best) limit = *best + std::max(1e-9, 0.1 * std::abs(*best));
      box.ranges[k] = limit - *best;
    }
    if (k < m_context.reference.size()) limit = m_context.reference[k];
    if (k < m_context.bounds.size() && m_context.bounds[k]) {
      // A design exactly at its bound is feasible, so the box ends a little beyond it.
      limit = std::min(limit, *m_context.bounds[k] + 1e-6 * box.ranges[k]);
    }
  }
  return box;
}

Result<std::vector<ObjectiveModel>> ModelSearch::fitModels(const Box& box) {
  const auto told = static_cast<double>(m_told.size());
  const bool climb = told >= kClimbGrowth * static_cast<double>(m_climbed);
  const bool compare = climb && told >= kCompareGrowth * static_cast<double>(m_compared);
  const auto learning = compare ? ObjectiveModel::Learning::FormAndHyperparameters
                        : climb ? ObjectiveModel::Learning::Hyperparameters
                                : ObjectiveModel::Learning::Nothing;
  // All of them, or the best by rank and an even choice of the others.
  const auto chosen = representativePlaces(m_told, kMaxModelRows);
  std::vector<ObjectiveModel> models;
  for (std::size_t k = 0; k < m_objectives; ++k) {
    ObjectiveModel& model = models.emplace_back(m_encoder->kernelTerms());
    if (isExact(k)) continue;
    Matrix rows(m_encoder->columns());
    std::vector<double> values;
    for (const std::size_t i : chosen) {
      const double value = m_told[i].learned()[k];
      if (!std::isfinite(value)) continue;
      rows.append(encoded(m_told[i].genome));
      values.push_back(value);
    }
    if (k < m_states.size()) model.setState(m_states[k]);
    PSCOPE_CHECK(model.fit(rows, values, box.reference[k] + kBeyondBox * box.ranges[k], learning));
  }
  m_states.clear();
  for (const ObjectiveModel& model : models) m_states.push_back(model.state());
  if (climb) m_climbed = m_told.size();
  if (compare) m_compared = m_told.size();
  return models;
}

/// Designs whose surroundings are looked at: the front in random order, filled up with the next ranks.
std::vector<Proposal> ModelSearch::parents(const std::vector<std::size_t>& front) {
  std::vector<std::size_t> chosen = front;
  for (std::size_t i = chosen.size(); i > 1; --i) std::swap(chosen[i - 1], chosen[m_rng.below(i)]);
  chosen.resize(std::min(chosen.size(), kMaxParents));
  if (chosen.size() < kMinParents) {
    for (const std::size_t i : placesByRank(m_told)) {
      if (chosen.size() >= kMinParents) break;
      if (std::find(chosen.begin(), chosen.end(), i) == chosen.end()) chosen.push_back(i);
    }
  }
  std::vector<Proposal> parents;
  for (const std::size_t i : chosen) parents.push_back({m_told[i].genome, {m_told[i].id}});
  return parents;
}

/// One prediction an objective: by its model, or what is known.
std::vector<Prediction> ModelSearch::predict(const std::vector<ObjectiveModel>& models,
                                             const std::vector<const Genome*>& designs) {
  std::vector<Prediction> predictions = exactPredictions(designs);
  Matrix rows(m_encoder->columns());
  for (const Genome* genome : designs) rows.append(encoded(*genome));
  for (std::size_t k = 0; k < m_objectives; ++k) {
    if (!isExact(k)) predictions[k] = models[k].predict(rows);
  }
  return predictions;
}

/// A design of which nothing is known (its network cannot be made, say) counts as beyond any reference.
std::vector<Prediction> ModelSearch::exactPredictions(const std::vector<const Genome*>& designs) {
  std::vector<Prediction> predictions(m_objectives);
  for (std::size_t k = 0; k < m_objectives; ++k) {
    if (!isExact(k)) continue;
    for (const Genome* genome : designs) {
      const auto& exact = exactValues(*genome);
      predictions[k].mean.push_back(exact ? (*exact)[k] : std::numeric_limits<double>::max());
    }
    predictions[k].deviation.assign(designs.size(), 0);
  }
  return predictions;
}

/// What the models expect of the designs that were chosen, before any of them was believed.
void ModelSearch::notePredictions(const std::vector<ObjectiveModel>& models) {
  std::vector<const Genome*> designs;
  for (const Proposal& proposal : m_queue) designs.push_back(&proposal.genome);
  const auto predictions = predict(models, designs);
  for (std::size_t i = 0; i < m_queue.size(); ++i) {
    auto& predicted = m_queue[i].predicted;
    predicted.assign(m_objectives, std::nullopt);
    for (std::size_t k = 0; k < m_objectives; ++k) {
      if (isExact(k) || i >= predictions[k].mean.size()) continue;
      const double mean = predictions[k].mean[i];
      const PredictedValue expected{models[k].value(mean), models[k].deviation(mean, predictions[k].deviation[i])};
      if (std::isfinite(expected.value) && std::isfinite(expected.deviation)) predicted[k] = expected;
    }
  }
}

void ModelSearch::propose() {
  if (!m_encoder) m_encoder = std::make_shared<const DesignEncoder>(m_whole);
  if (m_rows.size() > kMaxCachedRows) m_rows.clear();
  if (m_exact.size() > kMaxCachedRows) m_exact.clear();
  const Box box = findBox();
  auto fitted = fitModels(box);
  if (!fitted.ok()) return;  // an objective without a value so far: random designs go on
  std::vector<ObjectiveModel>& models = fitted.value();
  const std::vector<ObjectiveModel> unbiased = models;
  ExpectedGain gain(models, box.reference, box.ranges, m_context.least);
  std::vector<std::vector<double>> done;
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < m_told.size(); ++i) {
    if (m_told[i].state != CandidateState::Done) continue;
    gain.addToFront(m_told[i].values);
    done.push_back(m_told[i].values);
    front.push_back(i);
  }
  const auto ranks = nonDominatedRanks(done);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < front.size(); ++i) {
    if (ranks[i] == 0) front[kept++] = front[i];
  }
  front.resize(kept);
  for (const Genome& genome : m_pending) {
    const auto predictions = predict(models, {&genome});
    std::vector<double> means;
    for (std::size_t k = 0; k < m_objectives; ++k) {
      means.push_back(predictions[k].mean.front());
      if (!isExact(k) && !models[k].believe(encoded(genome), means.back()).ok()) return;
    }
    gain.believe(means);
  }
  CandidatePool pool(m_space, m_designs);
  pool.fill(parents(front), m_rng);
  std::size_t from = 0;
  for (int round = 0; round <= kExpansions; ++round) {
    if (round > 0) from = pool.expandBest(kExpanded, m_rng);
    std::vector<const Genome*> designs;
    for (std::size_t i = from; i < pool.entries().size(); ++i) designs.push_back(&pool.entries()[i].proposal.genome);
    if (designs.empty()) continue;
    const auto scores = gain.scores(predict(models, designs));
    for (std::size_t i = 0; i < scores.size(); ++i) pool.entries()[from + i].score = scores[i];
  }
  chooseBatch(pool, models, gain);
  notePredictions(unbiased);
}

/// One after the other, each with what it and those before are believed to give.
void ModelSearch::chooseBatch(const CandidatePool& pool, std::vector<ObjectiveModel>& models, ExpectedGain& gain) {
  auto order = pool.order();
  order.resize(std::min(order.size(), kWatched));
  Matrix rows(m_encoder->columns());
  std::vector<double> scores;
  std::vector<const Genome*> designs;
  for (const std::size_t i : order) {
    designs.push_back(&pool.entries()[i].proposal.genome);
    rows.append(encoded(*designs.back()));
    scores.push_back(pool.entries()[i].score);
  }
  for (std::size_t k = 0; k < m_objectives; ++k) {
    if (!isExact(k) && !models[k].watch(rows).ok()) return;
  }
  std::vector<Prediction> predictions = exactPredictions(designs);
  std::vector<char> taken(order.size());
  const std::size_t batch = std::min(static_cast<std::size_t>(m_settings.batch), order.size());
  while (m_queue.size() < batch) {
    std::size_t best = order.size();
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (taken[i] == 0 && (best == order.size() || scores[i] > scores[best])) best = i;
    }
    taken[best] = 1;
    m_queue.push_back(pool.entries()[order[best]].proposal);
    if (m_queue.size() == batch) return;
    std::vector<double> means;
    for (std::size_t k = 0; k < m_objectives; ++k) {
      if (isExact(k)) {
        means.push_back(predictions[k].mean[best]);
        continue;
      }
      means.push_back(models[k].watched().mean[best]);
      if (!models[k].believe(rows.row(best), means.back()).ok()) return;
      predictions[k] = models[k].watched();
    }
    gain.believe(means);
    scores = gain.scores(predictions);
  }
}

std::string ModelSearch::save() const {
  Json state = {{"strategy", kModelName},    {"version", 1},           {"initial", m_settings.initial},
                {"batch", m_settings.batch}, {"rng", m_rng.save()},    {"asked", m_asked},
                {"climbed", m_climbed},      {"compared", m_compared}, {"proposed", m_designs.save()},
                {"pending", Json::array()},  {"queue", Json::array()}, {"models", Json::array()},
                {"told", Json::array()}};
  if (m_context.exact.values) state["exact"] = true;
  if (m_known > 0) state["known"] = m_known;
  for (const Genome& genome : m_pending) state["pending"].push_back(toJson(genome));
  for (const Proposal& proposal : m_queue) state["queue"].push_back(toJson(proposal));
  for (const auto& model : m_states) {
    state["models"].push_back({{"logarithmic", model.logarithmic}, {"hyperparameters", model.hyperparameters}});
  }
  for (const Outcome& outcome : m_told) state["told"].push_back(toJson(outcome));
  return state.dump();
}

Status ModelSearch::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  const JsonView view(json, "state of the strategy");
  PSCOPE_CHECK(checkStateOf(view, kModelName));
  ModelSearch loaded(m_settings, m_context);
  PSCOPE_TRY(const std::int64_t initial, integerWithin(view, "initial", 1, kMostInitial));
  PSCOPE_TRY(const std::int64_t batch, integerWithin(view, "batch", 1, kMostTogether));
  PSCOPE_TRY(const std::string rng, view.string("rng"));
  PSCOPE_TRY(const std::string proposed, view.string("proposed"));
  if (!loaded.m_rng.load(rng) || !loaded.m_designs.load(proposed)) return damagedState(view, kModelName);
  loaded.m_settings = {static_cast<int>(initial), static_cast<int>(batch)};
  // A search that began when nothing was taken as known stays so: it must go on as it would have.
  PSCOPE_TRY(const bool exact, view.booleanOr("exact", false));
  PSCOPE_TRY(loaded.m_asked, integerWithin(view, "asked", 0, kMostCounted));
  PSCOPE_TRY(const std::int64_t climbed, integerWithin(view, "climbed", 0, kMostCounted));
  PSCOPE_TRY(const std::int64_t compared, integerWithin(view, "compared", 0, kMostCounted));
  if (view.has("known")) {
    PSCOPE_TRY(loaded.m_known, integerWithin(view, "known", 0, kMostCounted));
  }
  loaded.m_climbed = static_cast<std::size_t>(climbed);
  loaded.m_compared = static_cast<std::size_t>(compared);
  PSCOPE_TRY(const auto pending, view.array("pending"));
  for (const JsonView& item : pending) {
    PSCOPE_TRY(Genome genome, parseGenome(item, m_whole));
    loaded.m_pending.push_back(std::move(genome));
  }
  PSCOPE_TRY(const auto queue, view.array("queue"));
  for (const JsonView& item : queue) {
    PSCOPE_TRY(Proposal proposal, parseProposal(item, m_space));
    loaded.m_queue.push_back(std::move(proposal));
  }
  PSCOPE_TRY(const auto models, view.array("models"));
  for (const JsonView& item : models) {
    ObjectiveModel::State model;
    PSCOPE_TRY(const JsonView numbers, item.member("hyperparameters"));
    PSCOPE_TRY(model.hyperparameters, parseNumbers(numbers));
    // An amplitude and a length a kernel, and the noise.
    if (model.hyperparameters.size() % 2 == 0 || !GaussianProcess::isUsable(model.hyperparameters))
      return damagedState(numbers, kModelName);
    PSCOPE_TRY(model.logarithmic, item.booleanOr("logarithmic", false));
    loaded.m_states.push_back(std::move(model));
  }
  if (!loaded.m_states.empty() && loaded.m_states.size() != m_objectives) return foreignState(view);
  PSCOPE_TRY(const auto told, view.array("told"));
  for (const JsonView& item : told) {
    PSCOPE_TRY(Outcome outcome, parseOutcome(item, m_whole, m_objectives));
    loaded.m_told.push_back(std::move(outcome));
  }
  if (!exact) m_context.exact = {};
  m_settings = loaded.m_settings;
  m_rng = loaded.m_rng;
  m_designs.load(proposed);
  m_asked = loaded.m_asked;
  m_known = loaded.m_known;
  m_told = std::move(loaded.m_told);
  m_pending = std::move(loaded.m_pending);
  m_queue = std::move(loaded.m_queue);
  m_states = std::move(loaded.m_states);
  m_climbed = loaded.m_climbed;
  m_compared = loaded.m_compared;
  return {};
}

std::string ModelSearch::description() const {
  return "Model-based search by expected gain of hypervolume: " + std::to_string(m_settings.initial) +
         " random designs first, then batches of " + std::to_string(m_settings.batch) + ".";
}

}  // namespace pscope
