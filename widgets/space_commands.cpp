#include "widgets/space_commands.h"

#include <utility>

#include "widgets/space_document.h"

namespace pscope {

SpaceTextCommand::SpaceTextCommand(SpaceDocument& document, const QString& text, Step step)
    : QUndoCommand(text), m_document(document), m_step(std::move(step)) {}

void SpaceTextCommand::undo() {
  m_document.apply(m_step.edit.inverse(), m_step.placeBefore);
}
void SpaceTextCommand::redo() {
  m_document.apply(m_step.edit, m_step.placeAfter);
}

bool SpaceTextCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const SpaceTextCommand*>(other);
  if (next->m_step.mergeKey != m_step.mergeKey) return false;
  // Both are done: the text before is the present one with both taken back.
  const std::string& after = m_document.text();
  std::string before = after;
  next->m_step.edit.inverse().applyTo(before);
  m_step.edit.inverse().applyTo(before);
  m_step.edit = editBetween(before, after);
  m_step.placeAfter = next->m_step.placeAfter;
  setObsolete(m_step.edit.empty());
  return true;
}

}  // namespace pscope
