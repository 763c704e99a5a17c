#pragma once

#include <QWidget>
#include <optional>

#include "core/run/measuring_setup.h"
#include "core/space/space.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QStackedWidget;

namespace pscope {

class MeasuringCommandEditor;

/// What is measured where: space, device, numbers of designs, and the folder of the measurements.
/// @thread the window's
class DeviceMeasureForm : public QWidget {
  Q_OBJECT
 public:
  /// @param space  of the open study, offered first; may be nullptr    @param root  folder for folders of measurements
  DeviceMeasureForm(const Space* space, QString root, QWidget* parent = nullptr);

  /// How the chosen space is opened, for another thread.
  std::function<Result<Space>()> space() const;
  MeasuringPlan plan() const;
  /// @error those of parseMeasuringCommand()
  Result<MeasuringSetup> setup() const;
  QString folder() const;
  /// What the name of a suggested folder begins with; empty: the user named one.
  QString folderStem() const { return m_named ? QString() : m_stem; }
  /// A folder that is free, or goes on with the same measurement; a name of the user's stays.
  void suggestFolder(const QString& folder);
  bool elsewhere() const;  ///< another device

  void setSpaceName(const QString& name);  ///< of a built-in family, or a file
  void setCommand(const MeasuringCommand& command);
  void setPlan(const MeasuringPlan& plan);
  void setFolder(const QString& folder);

 Q_SIGNALS:
  void changed();
  void failed(const pscope::Error& error);

 private:
  void addSpaceRow(QFormLayout* layout);
  void addDeviceRows(QFormLayout* layout);
  void addPlanRows(QFormLayout* layout);
  void addFolderRow(QFormLayout* layout);
  void chooseSpaceFile();
  void chooseFolder();
  void updateStem();
  void nameFolder(const QString& folder);

  std::optional<Space> m_studySpace;
  QString m_root, m_stem;
  bool m_named = false;  ///< the folder is the user's choice
  QComboBox* m_space;
  int m_lastSpace = 0;
  QComboBox* m_device;
  QStackedWidget* m_where;
  QDoubleSpinBox* m_seconds;
  QSpinBox* m_threads;
  QCheckBox* m_operators;
  MeasuringCommandEditor* m_command;
  QSpinBox* m_designs;
  QSpinBox* m_check;
  QSpinBox* m_rounds;
  QSpinBox* m_batch;
  QCheckBox* m_active;
  QLineEdit* m_folder;
};

}  // namespace pscope
