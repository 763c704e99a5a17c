#pragma once

#include <QWidget>
#include <functional>

#include "core/space/space.h"

class QHBoxLayout;
class QLabel;

namespace pscope {

/// One choice as a control: a check box, a row of buttons for a few levels, a combo box for many, a slider with a
/// number for numeric ranges. It shows what it is told and asks for changes; it changes nothing itself.
/// @thread the window's
class KnobRow : public QWidget {
  Q_OBJECT
 public:
  KnobRow(std::size_t index, const Choice& choice, QWidget* parent = nullptr);

  std::size_t index() const { return m_index; }
  /// @param level  kInactive: the control is off, and the tooltip says why
  /// @param start  level in the starting design: a differing one is marked
  void showLevel(int level, int start);
  /// Whether a filter's words are found in path, title or levels.
  static bool matches(const Choice& choice, const QString& words);

 Q_SIGNALS:
  void levelWanted(std::size_t index, int level, bool moving);
  void moveEnded();

 private:
  void makeCheckBox(QHBoxLayout* layout);
  void makeButtons(QHBoxLayout* layout);
  void makeComboBox(QHBoxLayout* layout);
  void makeSlider(QHBoxLayout* layout);
  void ask(int level, bool moving = false);

  std::size_t m_index;
  Choice m_choice;
  bool m_echo = false;  ///< the control follows the design: nothing is asked
  QWidget* m_control = nullptr;
  std::function<void(int)> m_setLevel;  ///< of the control
  QLabel* m_marker;
  QLabel* m_before;
};

}  // namespace pscope
