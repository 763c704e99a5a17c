#pragma once

#include <QWidget>

#include "core/run/latency_meter.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace pscope {

/// The program that another device is asked with: its arguments, one a line, and how the figure is found in what it
/// prints. Kept as the JSON file that the command line takes, too.
/// @thread the window's
class MeasuringCommandEditor : public QWidget {
  Q_OBJECT
 public:
  explicit MeasuringCommandEditor(QWidget* parent = nullptr);

  /// @error those of parseMeasuringCommand()
  Result<MeasuringCommand> command() const;
  void setCommand(const MeasuringCommand& command);
  /// @error those of readJsonFile() and parseMeasuringCommand(); nothing is changed then
  Status open(const QString& path);

 Q_SIGNALS:
  void changed();
  void failed(const pscope::Error& error);

 private:
  void chooseFile(bool saving);

  QPlainTextEdit* m_arguments;
  QComboBox* m_how;
  QLineEdit* m_place;
  QComboBox* m_unit;
  QSpinBox* m_timeout;
};

}  // namespace pscope
