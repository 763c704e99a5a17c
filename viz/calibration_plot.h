#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

#include "core/base/ids.h"

namespace pscope {

/// A design as it was predicted before it was measured.
struct CalibrationPoint {
  CandidateId id;
  double measured = 0;
  double predicted = 0;
  double deviation = 0;  ///< half of the 68 % interval; the bar that is drawn is 1.96 of it to each side
};

/// Predicted values with their 95 % intervals against measured ones, both axes alike, and the diagonal on which every
/// prediction would be exact. Same zooming as FrontPlot; arrow keys walk from point to point in the order of the
/// measured value and choose it; so does a click.
/// @thread the window's    @cost drawing O(points)
class CalibrationPlot : public QWidget {
  Q_OBJECT
 public:
  explicit CalibrationPlot(QWidget* parent = nullptr);
  ~CalibrationPlot() override;

  /// @param name, unit  of the objective
  void setPoints(std::vector<CalibrationPoint> points, const QString& name, const QString& unit);
  void setEmptyText(const QString& text);
  bool saveImage(const QString& path);  ///< PNG, SVG or PDF by suffix
  /// The points as a table: tabs between the columns, numbers in the C locale.
  QString dataText() const;

 Q_SIGNALS:
  void chosen(pscope::CandidateId id);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
