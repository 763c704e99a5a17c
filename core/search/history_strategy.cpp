#include "core/search/history_strategy.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/pareto/dominance.h"
#include "core/search/outcome_ranks.h"
#include "core/search/random_search.h"
#include "core/search/strategy_state.h"
#include "core/space/variation.h"

namespace pscope {
namespace {

constexpr int kAttempts = 20;
constexpr double kMutatedCrossings = 0.5;

double oneGene(const Genome& genome) {
  const auto active = std::count_if(genome.begin(), genome.end(), [](int level) { return level != kInactive; });
  return 1.0 / static_cast<double>(std::max<std::ptrdiff_t>(1, active));
}

}  // namespace

double violationOf(const Outcome& outcome) {
  if (outcome.state == CandidateState::Done) return 0;
  return outcome.violation > 0 ? outcome.violation : std::numeric_limits<double>::infinity();
}

bool beats(const Outcome& a, const Outcome& b) {
  const double ofA = violationOf(a), ofB = violationOf(b);
  if (ofA > 0 || ofB > 0) return ofA < ofB;
  return dominates(a.values, b.values);
}

HistoryStrategy::HistoryStrategy(const char* name, const StrategyContext& context, std::uint64_t seedKey)
    : m_name(name),
      m_space(*context.space),
      m_context(context),
      m_rng(deriveSeed(context.seed, seedKey)),
      m_designs(*context.space, context.seed) {}

std::optional<Proposal> HistoryStrategy::ask() {
  auto proposal = next();
  if (!proposal && failure()) return std::nullopt;
  if (!proposal || m_designs.contains(proposal->genome)) {
    auto genome = m_designs.draw(m_rng);
    if (!genome) return std::nullopt;
    proposal = Proposal{std::move(*genome), {}};
  }
  ++m_asked;
  m_designs.add(proposal->genome);
  return proposal;
}

Status HistoryStrategy::tell(const Outcome& outcome) {
  PSCOPE_CHECK(checkOutcome(outcome, m_space, m_context.objectives));
  m_designs.add(outcome.genome);
  m_told.push_back(outcome);
  m_told.back().values.resize(m_context.objectives, std::numeric_limits<double>::quiet_NaN());
  learn(m_told.back());
  return {};
}

Status HistoryStrategy::takePast(std::span<const Outcome> past) {
  for (const Outcome& outcome : past) PSCOPE_CHECK(checkOutcome(outcome, m_space, m_context.objectives));
  for (const Outcome& outcome : past) m_designs.add(outcome.genome);
  for (const Outcome& outcome : ofPast(past)) PSCOPE_CHECK(tell(outcome));
  m_known = static_cast<std::int64_t>(past.size());
  return {};
}

std::vector<Outcome> HistoryStrategy::ofPast(std::span<const Outcome> past) const {
  std::vector<Outcome> kept;
  for (const std::size_t place : representativePlaces(past, kMostPast)) kept.push_back(past[place]);
  return kept;
}

std::optional<Proposal> HistoryStrategy::child(const Outcome& a, const Outcome& b, double crossover) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Proposal proposal{a.genome, {a.id}};
    bool mutate = true;
    if (a.id != b.id && m_rng.chance(crossover)) {
      proposal.genome = uniformCrossover(m_space, a.genome, b.genome, m_rng);
      proposal.parents.push_back(b.id);
      mutate = m_rng.chance(kMutatedCrossings);
    }
    if (mutate) proposal.genome = mutated(m_space, proposal.genome, oneGene(proposal.genome), m_rng);
    if (!isProposed(proposal.genome)) return proposal;
  }
  return std::nullopt;
}

Json HistoryStrategy::extra() const {
  return nullptr;
}

Status HistoryStrategy::loadExtra(const JsonView&) {
  return {};
}

std::string HistoryStrategy::save() const {
  Json state = {{"strategy", m_name},           {"version", 1},          {"rng", m_rng.save()}, {"asked", m_asked},
                {"proposed", m_designs.save()}, {"told", Json::array()}, {"extra", extra()}};
  if (m_known > 0) state["known"] = m_known;
  for (const Outcome& outcome : m_told) state["told"].push_back(toJson(outcome));
  return state.dump();
}

Status HistoryStrategy::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  const JsonView view(json, "state of the strategy");
  PSCOPE_CHECK(checkStateOf(view, m_name));
  PSCOPE_TRY(const std::string rngText, view.string("rng"));
  PSCOPE_TRY(const std::string proposed, view.string("proposed"));
  PSCOPE_TRY(const std::int64_t asked, integerWithin(view, "asked", 0, kMostCounted));
  std::int64_t known = 0;
  if (view.has("known")) {
    PSCOPE_TRY(known, integerWithin(view, "known", 0, kMostCounted));
  }
  PSCOPE_TRY(const auto outcomes, view.array("told"));
  std::vector<Outcome> told;
  for (const JsonView& item : outcomes) {
    PSCOPE_TRY(Outcome outcome, parseOutcome(item, whole(), m_context.objectives));
    told.push_back(std::move(outcome));
  }
  PSCOPE_TRY(const JsonView extraView, view.member("extra"));
  Rng rng;
  DesignSampler designs = m_designs;
  if (!rng.load(rngText) || !designs.load(proposed)) return damagedState(view, m_name);
  PSCOPE_CHECK(loadExtra(extraView));
  m_rng = rng;
  m_designs.load(proposed);
  m_asked = asked;
  m_known = known;
  m_told = std::move(told);
  forget();
  for (const Outcome& outcome : m_told) learn(outcome);
  return {};
}

}  // namespace pscope
