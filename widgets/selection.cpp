#include "widgets/selection.h"

namespace pscope {

void Selection::set(std::set<CandidateId> ids, CandidateId current) {
  if (!ids.contains(current)) current = ids.contains(m_current) ? m_current : CandidateId{};
  if (!current && !ids.empty()) current = *ids.begin();
  const bool sameIds = ids == m_ids;
  const bool sameCurrent = current == m_current;
  if (sameIds && sameCurrent) return;
  m_ids = std::move(ids);
  m_current = current;
  if (!sameIds) Q_EMIT changed();
  if (!sameCurrent) Q_EMIT currentChanged();
}

}  // namespace pscope
