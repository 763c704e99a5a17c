#pragma once

#include <QWidget>

#include "core/run/device_measuring.h"

class QLabel;

namespace pscope {

class ScatterPlot;

/// What a measurement is worth, before it is used: how well the fit predicts networks that it did not see, and how well
/// the machine repeats itself.
/// @thread the window's
class DeviceMeasureResult : public QWidget {
  Q_OBJECT
 public:
  explicit DeviceMeasureResult(QWidget* parent = nullptr);

  /// @param here  whether this machine was measured: its clock and load tell something then
  void showReport(const MeasuringReport& report, bool here);

 private:
  QLabel* m_text;
  ScatterPlot* m_plot;
};

}  // namespace pscope
