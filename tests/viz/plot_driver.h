#pragma once

#include <qcustomplot.h>

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

namespace pscope::test {

/// Shows a plot, drives its canvas with synthetic events and reads its pixels.
template <class Plot>
class PlotDriver {
 public:
  explicit PlotDriver(const QSize& size = QSize(600, 400)) {
    plot.resize(size);
    plot.show();
    canvas = plot.template findChild<QCustomPlot*>();
  }
  /// Draws now what waits to be drawn.
  void draw() { canvas->replot(); }
  QImage image() {
    draw();
    return canvas->grab().toImage();
  }
  QPoint pixel(double x, double y) const {
    return {qRound(canvas->xAxis->coordToPixel(x)), qRound(canvas->yAxis->coordToPixel(y))};
  }
  void mouse(QEvent::Type type, const QPoint& at, Qt::MouseButton button = Qt::LeftButton,
             Qt::KeyboardModifiers modifiers = {}) {
    const bool held = type == QEvent::MouseButtonPress || (type == QEvent::MouseMove && button != Qt::NoButton);
    QMouseEvent event(type, at, canvas->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                      held ? button : Qt::NoButton, modifiers);
    QApplication::sendEvent(canvas, &event);
  }
  void click(const QPoint& at, Qt::KeyboardModifiers modifiers = {}) {
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, modifiers);
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, modifiers);
  }
  void doubleClick(const QPoint& at) {
    click(at);
    mouse(QEvent::MouseButtonDblClick, at);
    mouse(QEvent::MouseButtonRelease, at);
  }
  void drag(const QPoint& from, const QPoint& to, Qt::MouseButton button = Qt::LeftButton,
            Qt::KeyboardModifiers modifiers = {}) {
    mouse(QEvent::MouseButtonPress, from, button, modifiers);
    mouse(QEvent::MouseMove, (from + to) / 2, button, modifiers);
    mouse(QEvent::MouseMove, to, button, modifiers);
    mouse(QEvent::MouseButtonRelease, to, button, modifiers);
  }
  void hover(const QPoint& at) { mouse(QEvent::MouseMove, at, Qt::NoButton); }
  void wheel(const QPoint& at, int notches, Qt::KeyboardModifiers modifiers = {}) {
    QWheelEvent event(at, canvas->mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas, &event);
  }
  QCPRange x() const { return canvas->xAxis->range(); }
  QCPRange y() const { return canvas->yAxis->range(); }

  Plot plot;
  QCustomPlot* canvas = nullptr;
};

inline int colourDistance(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

}  // namespace pscope::test
