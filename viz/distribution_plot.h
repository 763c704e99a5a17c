#pragma once

#include <QWidget>
#include <optional>
#include <vector>

namespace pscope {

/// Histogram of one quantity over sampled designs, with a bound that is dragged, typed elsewhere, or moved by keys: the
/// designs that keep it are full, those that do not are hatched.
///
/// A logarithmic axis where the values need one. Left and Right move the bound by a bar, with Shift by a tenth of one,
/// Home and End to the ends, Delete takes it away, a double-click sets it. One of a set of small multiples: no zoom.
/// @thread the window's    @cost setValues: O(values log values); drawing O(bars)
class DistributionPlot : public QWidget {
  Q_OBJECT
 public:
  struct Quantity {
    QString title;      ///< "Latency on Raspberry Pi 4B"
    QString unit;       ///< "ms"; of everything given here
    QString axis;       ///< "latency (ms)"; empty: the unit
    bool upper = true;  ///< the bound is an upper one: less is better
  };
  /// A design among the others, drawn as a sign on the axis.
  struct Mark {
    double value = 0;
    QString label;
  };

  explicit DistributionPlot(QWidget* parent = nullptr);

  void setQuantity(const Quantity& quantity);
  const Quantity& quantity() const { return m_quantity; }
  /// Not finite ones are left out.
  void setValues(std::vector<double> values);
  const std::vector<double>& values() const { return m_values; }
  /// Does not emit boundChanged().
  void setBound(std::optional<double> bound);
  std::optional<double> bound() const { return m_bound; }
  void setMarks(std::vector<Mark> marks);
  void setEmptyText(const QString& text);

  bool saveImage(const QString& path);  ///< PNG, SVG or PDF by suffix
  /// The bars as a table: from, to, number of designs; tabs between the columns, numbers in the C locale.
  QString dataText() const;
  /// Where a value lies, in pixels of this widget; for tests and for guidance.
  double pixelOf(double value) const;

  QSize sizeHint() const override { return {260, 150}; }
  QSize minimumSizeHint() const override { return {170, 110}; }

 Q_SIGNALS:
  /// The bound was moved or taken away here; while it is dragged, at every step.
  void boundChanged(std::optional<double> bound);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Bar {
    double low = 0;
    double high = 0;
    int count = 0;
  };
  struct Scale;
  void rebuild();
  void describe();
  void moveBound(std::optional<double> bound);
  double barShare() const;
  bool isNearBound(const QPointF& position) const;
  bool keeps(double value) const { return !m_bound || (m_quantity.upper ? value <= *m_bound : value >= *m_bound); }
  Scale scale() const;
  QRectF area() const;
  double valueAt(double pixel) const;
  void paint(QPainter& painter) const;
  void paintBars(QPainter& painter, const QRectF& area, const Scale& scale) const;
  void paintAxis(QPainter& painter, const QRectF& area, const Scale& scale) const;
  void paintBound(QPainter& painter, const QRectF& area, const Scale& scale) const;
  void paintMarks(QPainter& painter, const QRectF& area, const Scale& scale) const;
  QString tooltipAt(const QPointF& position) const;
  QString number(double value) const;

  Quantity m_quantity;
  std::vector<double> m_values;  ///< sorted, finite
  std::vector<Bar> m_bars;
  bool m_logarithmic = false;
  std::optional<double> m_bound;
  std::vector<Mark> m_marks;
  QString m_emptyText;
  bool m_dragging = false;
};

}  // namespace pscope
