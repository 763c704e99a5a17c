#include "core/search/halving_bracket.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/search/promotion_order.h"
#include "core/search/strategy_state.h"

namespace pscope {
namespace {

constexpr int kMostPlaces = 1'000'000;

}  // namespace

std::optional<Proposal> HalvingBracket::next() {
  if (m_asked == m_members.size()) return std::nullopt;
  const Member& member = m_members[m_asked++];
  return Proposal{member.genome, member.parents, askedRung()};
}

std::int64_t HalvingBracket::candidatesOf(int designs, int eta, int rung, int topRung) {
  std::int64_t all = 0;
  for (int places = designs; rung <= topRung; ++rung, places = std::max(1, places / eta)) all += places;
  return all;
}

std::int64_t HalvingBracket::toCome(int eta) const {
  const auto here = m_first ? m_places : static_cast<int>(m_members.size());
  return candidatesOf(m_places, eta, m_rung, m_topRung) - m_places + here - static_cast<std::int64_t>(m_asked);
}

Proposal HalvingBracket::add(Genome genome) {
  m_members.push_back({std::move(genome), {}, {}});
  return *next();
}

void HalvingBracket::closeFirstRung(int eta) {
  m_places = static_cast<int>(m_members.size());
  m_ended = m_members.empty();
  goOnWhenTold(eta);
}

bool HalvingBracket::tell(const Outcome& outcome, int eta) {
  if (outcome.rung != askedRung()) return false;
  const auto asked = m_members.begin() + static_cast<std::ptrdiff_t>(m_asked);
  const auto member = std::find_if(m_members.begin(), asked, [&](const Member& candidate) {
    return !candidate.outcome && candidate.genome == outcome.genome;
  });
  if (member == asked) return false;
  member->outcome = outcome;
  goOnWhenTold(eta);
  return true;
}

void HalvingBracket::goOnWhenTold(int eta) {
  const auto told = [](const Member& member) { return member.outcome.has_value(); };
  if (m_ended || wantsDesign() || !std::all_of(m_members.begin(), m_members.end(), told)) return;
  std::vector<Outcome> judged;
  for (const Member& member : m_members) {
    if (member.outcome->state == CandidateState::Screened) judged.push_back(*member.outcome);
  }
  m_ended = m_rung == m_topRung || judged.empty();
  if (m_ended) return;
  ++m_rung;
  m_first = false;
  m_places = std::max(1, m_places / eta);
  m_members.clear();
  m_asked = 0;
  for (const std::size_t i : promotionOrder(judged)) {
    if (static_cast<int>(m_members.size()) == m_places) break;
    m_members.push_back({judged[i].genome, {judged[i].id}, {}});
  }
}

Json HalvingBracket::save() const {
  Json members = Json::array();
  for (const Member& member : m_members) {
    members.push_back(Json::array(
        {toJson(Proposal{member.genome, member.parents}), member.outcome ? toJson(*member.outcome) : Json()}));
  }
  return {
      {"places", m_places}, {"rung", m_rung}, {"first", m_first}, {"asked", m_asked}, {"members", std::move(members)}};
}

Result<HalvingBracket> HalvingBracket::load(const JsonView& json, const StrategyContext& context) {
  PSCOPE_TRY(const std::int64_t places, json.integer("places"));
  PSCOPE_TRY(const std::int64_t rung, json.integer("rung"));
  PSCOPE_TRY(const bool first, json.booleanOr("first", false));
  PSCOPE_TRY(const std::int64_t asked, json.integer("asked"));
  PSCOPE_TRY(const auto members, json.array("members"));
  if (places < 1 || places > kMostPlaces || rung < 0 || rung > context.topRung || asked < 0 ||
      asked > static_cast<std::int64_t>(members.size())) {
    return foreignState(json);
  }
  HalvingBracket bracket(static_cast<int>(places), static_cast<int>(rung), context.topRung);
  bracket.m_first = first;
  bracket.m_asked = static_cast<std::size_t>(asked);
  for (const JsonView& item : members) {
    PSCOPE_TRY(const auto parts, item.array());
    if (parts.size() != 2) return foreignState(item);
    PSCOPE_TRY(Proposal proposal, parseProposal(parts[0], *context.space));
    Member member{std::move(proposal.genome), std::move(proposal.parents), {}};
    if (!parts[1].json().is_null()) {
      PSCOPE_TRY(member.outcome, parseOutcome(parts[1], *context.space, context.objectives));
      member.outcome->rung = bracket.askedRung();
    }
    bracket.m_members.push_back(std::move(member));
  }
  return bracket;
}

}  // namespace pscope
