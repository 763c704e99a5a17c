#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <optional>
#include <vector>

#include "core/space/space.h"

namespace pscope {

/// A design that is changed choice by choice, with undo: the document behind the knobs.
///
/// It is always a valid design of the space. Levels of choices that become inactive are remembered and come back.
/// @thread the window's
class DesignEditor : public QObject {
  Q_OBJECT
 public:
  explicit DesignEditor(QObject* parent = nullptr);

  /// Another space: what was edited, and its history, are gone.
  void setSpace(const std::optional<Space>& space);
  const std::optional<Space>& space() const { return m_space; }

  /// Begins anew from this design; undo goes back to the one before. @error InvalidArgument  no design of the space
  Status begin(const Genome& genome, const QString& name);
  bool hasDesign() const { return !m_state.genome.empty(); }
  const Genome& genome() const { return m_state.genome; }
  const Genome& start() const { return m_state.start; }
  const QString& startName() const { return m_state.name; }
  bool isChanged() const { return m_state.genome != m_state.start; }
  /// Whether a choice differs from the starting design.
  bool isChangedAt(std::size_t choice) const { return m_state.genome[choice] != m_state.start[choice]; }

  /// Turns one choice. Choices that the new level switches on get the level they last had, or the first possible one; a
  /// constraint may change choices after it.
  /// @param moving  one of many steps of a slider: they become one entry of the history, until endMove()
  /// @return false: with what the choices before it say, a constraint does not allow this level; nothing changes
  bool setLevel(std::size_t choice, int level, bool moving = false);
  void endMove() { ++m_moves; }
  /// All choices at once. @error InvalidArgument  no design of the space
  Status setGenome(const Genome& genome, const QString& what);
  void reset();  ///< back to the starting design

  QUndoStack& history() { return m_history; }

 Q_SIGNALS:
  void changed();

 private:
  friend class DesignCommand;
  struct State {
    Genome start;
    QString name;
    Genome genome;
    bool operator==(const State&) const = default;
  };
  void set(const State& state);
  void push(State after, const QString& text, int mergeKey = -1);

  std::optional<Space> m_space;
  State m_state;
  std::vector<int> m_lastLevels;  ///< of each choice when it was active last; -1: never
  int m_moves = 0;
  QUndoStack m_history;
};

}  // namespace pscope
