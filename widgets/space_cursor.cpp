#include "widgets/space_cursor.h"

namespace pscope {

void SpaceCursor::set(const std::string& pointer, const std::optional<std::string>& member) {
  const bool moved = pointer != m_current || m_gap.has_value();
  m_current = pointer;
  m_gap.reset();
  m_member = member.value_or(std::string());
  if (moved) Q_EMIT changed();
  if (member) Q_EMIT memberRequested();
}

void SpaceCursor::setGap(const std::string& array, std::size_t index) {
  if (array == m_current && m_gap == index) return;
  m_current = array;
  m_gap = index;
  m_member.clear();
  Q_EMIT changed();
}

}  // namespace pscope
