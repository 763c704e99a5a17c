#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

namespace pscope {

/// A design with the latency that was measured and the one that a fit predicted without having seen it.
struct ScatterPoint {
  double measured = 0;
  double predicted = 0;
  QString label;  ///< for the tooltip: the design
};

/// Predicted against measured, both axes logarithmic and alike, with the bands of 5 % and 10 % error around the
/// diagonal. Same zooming as FrontPlot; Left and Right walk from point to point in the order of the measured value.
/// @thread the window's    @cost drawing O(points)
class ScatterPlot : public QWidget {
  Q_OBJECT
 public:
  explicit ScatterPlot(QWidget* parent = nullptr);
  ~ScatterPlot() override;

  /// Points whose values are not positive are left out. @param unit  "ms"
  void setPoints(std::vector<ScatterPoint> points, const QString& unit);
  void setEmptyText(const QString& text);
  bool saveImage(const QString& path);  ///< PNG, SVG or PDF by suffix
  /// The points as a table: tabs between the columns, numbers in the C locale.
  QString dataText() const;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
