#pragma once

#include <QDialog>

#include "core/run/latency_meter.h"

namespace pscope {

/// Asks whether a program that a profile names may run on this machine; all its arguments are there to be read. Nothing
/// is run unless the dialog is accepted, which is not its default.
class RunCommandDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param device  whose profile names the program
  RunCommandDialog(const QString& device, const MeasuringCommand& command, QWidget* parent = nullptr);
};

}  // namespace pscope
