#pragma once

#include <QUndoCommand>
#include <string>

#include "core/space/document_edit.h"

namespace pscope {

class SpaceDocument;

/// What kind of edit a command is; those but None merge with the one before while they are about the same place.
enum class SpaceCommandId : int {
  None = -1,
  Value = 1,  ///< a field: typing and turning a wheel are one step
  Text = 2,   ///< typing in the JSON text
};

/// One edit of a space's document: a replacement in its text, and what is selected before and after.
class SpaceTextCommand : public QUndoCommand {
 public:
  struct Step {
    TextEdit edit;
    std::string placeBefore, placeAfter;  ///< of the cursor
    SpaceCommandId id = SpaceCommandId::None;
    std::string mergeKey;  ///< commands of one id and key merge; a new key for each visit to a field
  };
  SpaceTextCommand(SpaceDocument& document, const QString& text, Step step);

  void undo() override;
  void redo() override;
  int id() const override { return static_cast<int>(m_step.id); }
  bool mergeWith(const QUndoCommand* other) override;

 private:
  SpaceDocument& m_document;
  Step m_step;
};

}  // namespace pscope
