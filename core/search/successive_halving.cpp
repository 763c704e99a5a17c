#include "core/search/successive_halving.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/search/random_search.h"
#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr int kMostDesigns = 100'000;
constexpr int kRoundsInBudget = 2;

std::int64_t candidatesOfRound(const SuccessiveHalving::Settings& settings, int designs, int topRung) {
  if (!settings.hyperband) return HalvingBracket::candidatesOf(designs, settings.eta, 0, topRung);
  std::int64_t all = 0;
  const auto sizes = hyperbandSizes(designs, settings.eta, topRung);
  for (int rung = 0; rung <= topRung; ++rung) {
    all += HalvingBracket::candidatesOf(sizes[static_cast<std::size_t>(rung)], settings.eta, rung, topRung);
  }
  return all;
}

/// The largest bracket, one of whole thirds down to the top, of which a few rounds fit the budget.
int designsFor(const SuccessiveHalving::Settings& settings, const StrategyContext& context) {
  std::int64_t unit = 1;
  for (int rung = 0; rung < context.topRung && unit < kMostDesigns; ++rung) unit *= settings.eta;
  const auto fits = [&](std::int64_t designs) {
    return kRoundsInBudget * candidatesOfRound(settings, static_cast<int>(designs), context.topRung) <=
           context.candidates;
  };
  if (unit > context.candidates) return std::max(settings.eta, context.candidates / kRoundsInBudget);
  std::int64_t designs = unit;
  while (designs + unit <= kMostDesigns && fits(designs + unit)) designs += unit;
  return static_cast<int>(designs);
}

}  // namespace

std::vector<int> hyperbandSizes(int designs, int eta, int topRung) {
  std::vector<int> sizes;
  std::int64_t shrunk = 1;
  for (int rung = 0; rung <= topRung; ++rung) {
    const std::int64_t wanted = std::int64_t{designs} * (topRung + 1);
    const std::int64_t share = shrunk * (topRung + 1 - rung);
    sizes.push_back(static_cast<int>((wanted + share - 1) / share));
    shrunk = std::min<std::int64_t>(shrunk * eta, kMostDesigns);
  }
  return sizes;
}

SuccessiveHalving::SuccessiveHalving(const Settings& settings, const StrategyContext& context)
    : m_context(context),
      m_settings(settings),
      m_rng(deriveSeed(context.seed, 0x6861'6c76)),
      m_designs(*context.space, context.seed) {
  const auto left = std::max<std::int64_t>(1, context.candidates - context.candidatesBefore);
  m_context.candidates = static_cast<int>(left);
  if (m_settings.designs == 0) m_settings.designs = designsFor(m_settings, m_context);
}

std::optional<HalvingBracket> SuccessiveHalving::nextBracket() const {
  const int top = m_context.topRung, eta = m_settings.eta;
  const int rung = m_settings.hyperband ? static_cast<int>(m_begun % (top + 1)) : 0;
  int designs = m_settings.designs;
  if (m_settings.hyperband) designs = hyperbandSizes(designs, eta, top)[static_cast<std::size_t>(rung)];
  if (m_asked >= m_context.candidates) return HalvingBracket(designs, rung, top);  // it was given more than planned
  std::int64_t left = m_context.candidates - m_asked;
  for (const HalvingBracket& bracket : m_brackets) left -= bracket.toCome(eta);
  const auto fits = [&](int some) { return HalvingBracket::candidatesOf(some, eta, rung, top) <= left; };
  while (designs > 1 && !fits(designs)) --designs;
  // Too little is left for a bracket: it goes to what is promised; with nothing promised, to a first rung without an
  // end.
  if (!fits(designs) && !m_brackets.empty()) return std::nullopt;
  return HalvingBracket(designs, rung, top);
}

std::optional<Proposal> SuccessiveHalving::ask() {
  auto proposal = askBrackets();
  if (proposal) ++m_asked;
  return proposal;
}

std::optional<Proposal> SuccessiveHalving::askBrackets() {
  for (auto bracket = m_brackets.begin(); bracket != m_brackets.end();) {
    if (auto promoted = bracket->next()) return promoted;
    if (!bracket->wantsDesign()) {
      ++bracket;
      continue;
    }
    if (auto genome = m_designs.draw(m_rng)) {
      m_designs.add(*genome);
      return bracket->add(std::move(*genome));
    }
    bracket->closeFirstRung(m_settings.eta);
    if (bracket->ended()) bracket = m_brackets.erase(bracket);
  }
  auto begun = nextBracket();
  if (!begun) return std::nullopt;
  auto genome = m_designs.draw(m_rng);
  if (!genome) return std::nullopt;
  m_designs.add(*genome);
  ++m_begun;
  m_brackets.push_back(std::move(*begun));
  return m_brackets.back().add(std::move(*genome));
}

Status SuccessiveHalving::tell(const Outcome& outcome) {
  PSCOPE_CHECK(checkOutcome(outcome, *m_context.space, m_context.objectives));
  m_designs.add(outcome.genome);  // of an injected design; otherwise it is known
  Outcome known = outcome;
  known.values.resize(m_context.objectives, std::numeric_limits<double>::quiet_NaN());
  for (auto bracket = m_brackets.begin(); bracket != m_brackets.end(); ++bracket) {
    if (!bracket->tell(known, m_settings.eta)) continue;
    if (bracket->ended()) m_brackets.erase(bracket);
    break;
  }
  return {};
}

std::string SuccessiveHalving::save() const {
  Json state = {{"strategy", name()},
                {"version", 1},
                {"rng", m_rng.save()},
                {"proposed", m_designs.save()},
                {"eta", m_settings.eta},
                {"designs", m_settings.designs},
                {"begun", m_begun},
                {"asked", m_asked},
                {"candidates", m_context.candidates},
                {"brackets", Json::array()}};
  for (const HalvingBracket& bracket : m_brackets) state["brackets"].push_back(bracket.save());
  return state.dump();
}

Status SuccessiveHalving::load(const std::string& state) {
  PSCOPE_TRY(const Json json, parseJson(state, "state of the strategy"));
  const JsonView view(json, "state of the strategy");
  PSCOPE_CHECK(checkStateOf(view, name()));
  PSCOPE_TRY(const std::string rngText, view.string("rng"));
  PSCOPE_TRY(const std::string proposed, view.string("proposed"));
  PSCOPE_TRY(const std::int64_t eta, view.integer("eta"));
  PSCOPE_TRY(const std::int64_t designs, view.integer("designs"));
  PSCOPE_TRY(const std::int64_t begun, integerWithin(view, "begun", 0, kMostCounted));
  PSCOPE_TRY(const std::int64_t asked, integerWithin(view, "asked", 0, kMostCounted));
  PSCOPE_TRY(const std::int64_t candidates, view.integer("candidates"));
  PSCOPE_TRY(const auto items, view.array("brackets"));
  std::list<HalvingBracket> brackets;
  for (const JsonView& item : items) {
    PSCOPE_TRY(HalvingBracket bracket, HalvingBracket::load(item, m_context));
    brackets.push_back(std::move(bracket));
  }
  Rng rng;
  DesignSampler sampler = m_designs;
  const bool sound = eta > 1 && eta <= kMostDesigns && designs > 0 && designs <= kMostDesigns && candidates >= 0 &&
                     candidates <= std::numeric_limits<int>::max();
  if (!sound || !rng.load(rngText) || !sampler.load(proposed)) return damagedState(view, name());
  m_rng = rng;
  m_designs.load(proposed);
  m_settings.eta = static_cast<int>(eta);
  m_settings.designs = static_cast<int>(designs);
  m_begun = begun;
  m_asked = asked;
  m_context.candidates = static_cast<int>(candidates);
  m_brackets = std::move(brackets);
  return {};
}

std::string SuccessiveHalving::description() const {
  const std::string designs = std::to_string(m_settings.designs);
  const std::string share = "one in " + std::to_string(m_settings.eta) + " goes on to each of the next " +
                            std::to_string(m_context.topRung) + " rungs";
  if (!m_settings.hyperband) return "Successive halving: brackets of " + designs + " random designs, " + share + ".";
  return "Hyperband: brackets that begin on each rung, the first with " + designs + " random designs; " + share + ".";
}

}  // namespace pscope
