#pragma once

#include <QGroupBox>
#include <string>
#include <vector>

#include "core/record/objective.h"
#include "core/record/stop_config.h"

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace pscope {

/// "Stop when": the rules that may end a search before its budget of candidates; all of them off unless chosen.
class StopGroup : public QGroupBox {
  Q_OBJECT
 public:
  explicit StopGroup(QWidget* parent = nullptr);

  /// Shows rules; what was typed stays where they and the objectives are those that are shown.
  /// @param objectives  those of the search: each may have a value in the target
  void load(const StopConfig& rules, const std::vector<Objective>& objectives);
  StopConfig rules() const;
  /// What is chosen and says nothing yet, and how to mend it; empty: all is well.
  QString problem() const;

 Q_SIGNALS:
  void edited();

 private:
  void makeTargets(const StopConfig& rules, const std::vector<Objective>& objectives);
  void changed();

  QCheckBox* m_plateau;
  QSpinBox* m_window;
  QCheckBox* m_time;
  QDoubleSpinBox* m_minutes;
  QCheckBox* m_target;
  QGridLayout* m_targets;
  std::vector<std::pair<std::string, QLineEdit*>> m_wishes;
  std::vector<Objective> m_objectives;  ///< that have fields
  PlateauRule m_rule;                   ///< what of it has no field here
  bool m_loaded = false, m_loading = false;
};

}  // namespace pscope
