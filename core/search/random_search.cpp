#include "core/search/random_search.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr const char* kRandomName = "random";

}  // namespace

Status checkOutcome(const Outcome& outcome, const Space& space, std::size_t objectives) {
  if (outcome.genome.size() != space.choices().size()) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Search", "The design of an outcome has %1 choices, the space has %2.")
                         .arg(std::to_string(outcome.genome.size()))
                         .arg(std::to_string(space.choices().size())),
                     PSCOPE_TR_NOOP("Search", "Tell only designs of the space that is searched."));
  }
  if (outcome.state == CandidateState::Failed) return {};
  if (outcome.values.size() != objectives) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Search", "An outcome has %1 values for %2 objectives.")
                         .arg(std::to_string(outcome.values.size()))
                         .arg(std::to_string(objectives)),
                     PSCOPE_TR_NOOP("Search", "Tell one value for every objective."));
  }
  if (outcome.state != CandidateState::Done && outcome.state != CandidateState::Screened) return {};
  if (!std::all_of(outcome.values.begin(), outcome.values.end(), [](double value) { return std::isfinite(value); })) {
    return makeError(ErrorCode::NonFinite,
                     PSCOPE_TR_NOOP("Search", "An outcome has a value that is not a finite number."),
                     PSCOPE_TR_NOOP("Search", "Tell it as failed."));
  }
  return {};
}

RandomSearch::RandomSearch(const StrategyContext& context)
    : m_space(*context.space),
      m_objectives(context.objectives),
      m_rng(deriveSeed(context.seed, 0x7261'6e64)),
      m_designs(*context.space, context.seed) {}

std::optional<Proposal> RandomSearch::ask() {
  auto genome = m_designs.draw(m_rng);
  if (!genome) return std::nullopt;
  m_designs.add(*genome);
  return Proposal{std::move(*genome), {}};
}

Status RandomSearch::tell(const Outcome& outcome) {
  PSCOPE_CHECK(checkOutcome(outcome, m_space, m_objectives));
  m_designs.add(outcome.genome);  // of an injected design; otherwise it is known
  return {};
}

std::string RandomSearch::save() const {
  const Json state = {{"strategy", kRandomName}, {"version", 1}, {"rng", m_rng.save()}, {"proposed", m_designs.save()}};
  return state.dump();
}

Status RandomSearch::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  const JsonView view(json, "state of the strategy");
  PSCOPE_CHECK(checkStateOf(view, kRandomName));
  PSCOPE_TRY(const std::string rngText, view.string("rng"));
  PSCOPE_TRY(const std::string proposed, view.string("proposed"));
  Rng rng;
  DesignSampler designs = m_designs;
  if (!rng.load(rngText) || !designs.load(proposed)) return damagedState(view, kRandomName);
  m_rng = rng;
  m_designs.load(proposed);
  return {};
}

std::string RandomSearch::description() const {
  return "Random search without replacement.";
}

}  // namespace pscope
