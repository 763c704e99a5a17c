#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/base/number_text.h"
#include "core/run/search_driver.h"
#include "core/search/focused_strategy.h"
#include "core/space/feasible_designs.h"

namespace pscope {
namespace {

/// A sentence where few designs keep the constraints over costs; empty where they do not matter.
std::string rareDesigns(const Space& space) {
  constexpr std::uint64_t kSamples = 400;
  constexpr double kRareShare = 0.02;
  if (!space.hasCostConstraints()) return {};
  const auto estimate = estimateFeasible(space, kSamples, 1, {});
  if (!estimate.ok() || estimate.value().samples == 0) return {};  // what cannot be lowered is told by its candidates
  const Share share = wilsonShare(estimate.value().feasible, kSamples);
  if (share.high > kRareShare) return {};
  return "Designs that keep the constraints over costs are rare: " + std::to_string(estimate.value().feasible) +
         " of " + std::to_string(kSamples) + " drawn, between " + numberText(100 * share.low, 2) + " and " +
         numberText(100 * share.high, 2) +
         " % of the space. Proposals take long, and some break a constraint; narrow the choices or relax it.";
}

Error damagedSearch(const std::string& file) {
  return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Run", "The state of the search in the study is damaged."),
                   PSCOPE_TR_NOOP("Run", "Start a new study; the candidates of this one can still be read."), file);
}

}  // namespace

Status SearchDriver::load() {
  PSCOPE_TRY(const auto snapshot, m_study.loadSnapshot());
  PSCOPE_TRY(auto candidates, m_study.loadCandidates());
  PSCOPE_TRY(const auto setting, m_study.setting(kBudgetSetting));
  if (!setting) PSCOPE_CHECK(m_study.setSetting(kBudgetSetting, std::to_string(ownCandidates(m_study.config()))));
  PSCOPE_TRY(m_foci, SearchFoci::load(m_study));
  PSCOPE_CHECK(createStrategyAnew());
  PSCOPE_TRY(m_injected, InjectedDesigns::load(m_study, m_space));
  PSCOPE_TRY(m_toldFailures, ToldFailures::load(m_study));
  m_slots.clear();
  m_stored.clear();
  m_seen = SeenDesigns(m_evaluation);
  m_stopWatch = StopWatch(m_config, m_stopConfig);
  m_asked = m_told = 0;
  m_snapshotTold = m_snapshotAsked = -1;
  PSCOPE_CHECK(loadPast(candidates, snapshot.has_value()));
  if (snapshot) PSCOPE_CHECK(loadPending(*snapshot));
  const auto& past = m_config.warmStart;
  const auto count = static_cast<std::int64_t>(candidates.size());
  for (auto& candidate : candidates) {
    if (!hasEnded(candidate.state)) {
      if (!candidate.measurements.empty()) m_seen.knows(std::move(candidate));
      continue;
    }
    m_seen.ended(candidate);
    const auto id = candidate.id.value;
    if (id > m_asked || m_slots.count(id) > 0) {
      m_stored.emplace(id, std::move(candidate));
    } else if (id <= past.taken) {
      m_stopWatch.known(candidate);
    } else {
      m_stopWatch.told(m_toldFailures.asTold(std::move(candidate)));
    }
  }
  if (count > past.taken + past.first || snapshot) {
    PSCOPE_CHECK(m_study.addEvent(
        "resumed", "The search was continued with " + std::to_string(count) + " candidates in the study."));
  }
  if (std::string rare = rareDesigns(m_space); !rare.empty()) m_owner.post({RunEvent::Log{{}, std::move(rare)}});
  m_loaded = true;
  return {};
}

/// What earlier studies gave: the strategy of a search that has not `begun` is told of it, and the designs that are
/// evaluated first get their places.
Status SearchDriver::loadPast(const std::vector<Candidate>& candidates, bool begun) {
  const auto& past = m_config.warmStart;
  if (past.taken + past.first == 0) return {};
  const auto known = std::min(static_cast<std::size_t>(past.taken + past.first), candidates.size());
  const std::span taken = std::span(candidates).first(std::min(known, static_cast<std::size_t>(past.taken)));
  const std::span first = std::span(candidates).subspan(taken.size(), known - taken.size());
  bool sound = known == static_cast<std::size_t>(past.taken + past.first);
  std::int64_t id = 0;
  for (const Candidate& candidate : taken) sound = sound && candidate.id.value == ++id && hasEnded(candidate.state);
  for (const Candidate& candidate : first) {
    sound = sound && candidate.id.value == ++id && m_space.validate(candidate.genome).ok();
    m_injected.addFirst(candidate);
  }
  if (!sound) return damagedSearch(m_study.path());
  if (begun) return {};
  PSCOPE_CHECK(takePast(*m_strategy, taken, m_config.objectives));
  m_asked = m_told = past.taken;
  return {};
}

Status SearchDriver::loadPending(const SearchSnapshot& snapshot) {
  const auto damaged = [&] { return damagedSearch(m_study.path()); };
  if (snapshot.told + static_cast<std::int64_t>(snapshot.pending.size()) != snapshot.asked) return damaged();
  const std::size_t focus = FocusedStrategy::focusOf(snapshot.strategyState);
  if (focus >= m_foci.all().size()) return damaged();
  if (focus > 0) PSCOPE_CHECK(createStrategyAnew(focus));
  PSCOPE_CHECK(m_strategy->load(snapshot.strategyState));
  m_asked = snapshot.asked;
  m_told = snapshot.told;
  m_snapshotAsked = m_asked;
  m_snapshotTold = m_told;
  for (const auto& pending : snapshot.pending) {
    const bool inOrder = m_config.async || pending.id.value == m_told + static_cast<std::int64_t>(m_slots.size()) + 1;
    if (!inOrder || !m_space.validate(pending.genome).ok()) return damaged();
    Candidate& candidate = m_slots[pending.id.value].candidate;
    candidate = pending;
    for (auto& predicted : candidate.measurements) predicted.provenance = m_predictions;
    if (const Candidate* injected = m_injected.at(pending.id.value)) candidate.notes = injected->notes;
  }
  return {};
}

}  // namespace pscope
