#include <algorithm>
#include <utility>
#include <vector>

#include "core/run/search_driver.h"

namespace pscope {

Status SearchDriver::setFocus(Focus focus) {
  Status status;
  if (!m_loaded) status = load();
  if (status.ok()) {
    // After whatever may have been reported, as those candidates were asked under the focus before.
    const std::int64_t stored = m_stored.empty() ? 0 : m_stored.rbegin()->first;
    const std::int64_t from = std::max(m_asked, stored) + 1;
    status = m_foci.add(from, focus, m_study);
    m_exhausted = false;
    if (status.ok()) m_owner.post({RunEvent::Focused{from, std::move(focus)}});
  }
  m_owner.requestDone();
  return status;
}

/// The strategy begins anew in the region, with everything that was told so far. Those that wait are told later, but it
/// must know of them now, so that it does not propose them.
Status SearchDriver::refocus(std::size_t focus) {
  PSCOPE_TRY(const bool first, m_foci.begin(focus, ownCandidates(m_study.config()), m_study));
  PSCOPE_CHECK(m_study.flush());
  PSCOPE_TRY(const auto candidates, m_study.loadCandidates());
  PSCOPE_CHECK(createStrategyAnew(focus));
  std::vector<Outcome> told;
  for (const Candidate& candidate : candidates) {
    const auto id = candidate.id.value;
    if (id > m_asked || m_slots.count(id) > 0 || !hasEnded(candidate.state)) continue;
    told.push_back(outcomeOf(m_toldFailures.asTold(candidate), m_config.objectives));
  }
  PSCOPE_CHECK(m_strategy->takePast(told));
  for (const auto& [id, slot] : m_slots) m_strategy->expect(slot.candidate.genome);
  if (!first) return {};
  const auto& [from, now, budget] = m_foci.all()[focus];
  return m_study.addEvent("focus", "From candidate " + std::to_string(from) +
                                       " on the search looks at: " + focusText(now, m_config.objectives) + ".");
}

}  // namespace pscope
