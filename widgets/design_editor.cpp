#include "widgets/design_editor.h"

#include <QUndoCommand>
#include <utility>

#include "widgets/text.h"

namespace pscope {

class DesignCommand : public QUndoCommand {
 public:
  /// @param mergeKey  commands of the same key become one; -1: never
  DesignCommand(DesignEditor& editor, DesignEditor::State before, DesignEditor::State after, int mergeKey,
                const QString& text)
      : QUndoCommand(text),
        m_editor(editor),
        m_before(std::move(before)),
        m_after(std::move(after)),
        m_mergeKey(mergeKey) {}

  void undo() override { m_editor.set(m_before); }
  void redo() override { m_editor.set(m_after); }
  int id() const override { return m_mergeKey; }
  bool mergeWith(const QUndoCommand* other) override {
    m_after = static_cast<const DesignCommand*>(other)->m_after;
    setObsolete(m_after == m_before);
    return true;
  }

 private:
  DesignEditor& m_editor;
  DesignEditor::State m_before, m_after;
  int m_mergeKey;
};

namespace {

constexpr int kBeginKey = 1;      ///< walking through candidates is one entry
constexpr int kFirstMoveKey = 2;  ///< of sliders

}  // namespace

DesignEditor::DesignEditor(QObject* parent) : QObject(parent) {}

void DesignEditor::setSpace(const std::optional<Space>& space) {
  m_history.clear();
  m_space = space;
  m_lastLevels.assign(space ? space->choices().size() : 0, -1);
  m_state = {};
  Q_EMIT changed();
}

void DesignEditor::set(const State& state) {
  m_state = state;
  for (std::size_t i = 0; i < m_state.genome.size() && i < m_lastLevels.size(); ++i) {
    if (m_state.genome[i] != kInactive) m_lastLevels[i] = m_state.genome[i];
  }
  Q_EMIT changed();
}

void DesignEditor::push(State after, const QString& text, int mergeKey) {
  if (after == m_state) return;
  m_history.push(new DesignCommand(*this, m_state, std::move(after), mergeKey, text));
}

Status DesignEditor::begin(const Genome& genome, const QString& name) {
  if (!m_space) return {};
  PSCOPE_CHECK(m_space->validate(genome));
  if (!hasDesign()) {
    set({genome, name, genome});  // nothing to go back to
    return {};
  }
  push({genome, name, genome}, tr("Begin with %1").arg(name), kBeginKey);
  return {};
}

bool DesignEditor::setLevel(std::size_t choice, int level, bool moving) {
  if (!m_space || !hasDesign() || m_state.genome[choice] == kInactive) return false;
  if (m_state.genome[choice] == level) return true;
  Genome wanted = m_state.genome;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == kInactive) wanted[i] = m_lastLevels[i];
  }
  wanted[choice] = level;
  State after = m_state;
  after.genome = m_space->completed(wanted);
  if (after.genome[choice] != level) return false;
  push(std::move(after), tr("Change of %1").arg(toQString(m_space->choices()[choice].path)),
       moving ? kFirstMoveKey + m_moves : -1);
  return true;
}

Status DesignEditor::setGenome(const Genome& genome, const QString& what) {
  if (!m_space) return {};
  PSCOPE_CHECK(m_space->validate(genome));
  if (!hasDesign()) return begin(genome, what);
  State after = m_state;
  after.genome = genome;
  push(std::move(after), what);
  return {};
}

void DesignEditor::reset() {
  if (!hasDesign()) return;
  State after = m_state;
  after.genome = m_state.start;
  push(std::move(after), tr("Back to %1").arg(m_state.name));
}

}  // namespace pscope
