#pragma once

#include <QObject>
#include <QPoint>
#include <QRect>
#include <memory>

class QCustomPlot;
class QEvent;
class QKeyEvent;
class QMouseEvent;
class QRubberBand;
class QWheelEvent;

namespace pscope {

/// Mouse and keyboard of every plot: drag = zoom box, wheel zooms at the cursor (Ctrl: x only, Shift: y only), middle
/// or Ctrl-drag pans, double-click, Esc or Home = home, + and - zoom, Backspace goes one view back. Clicks,
/// Shift-drags, resting positions, arrow keys and Ctrl+C are passed on as signals, and whether the keyboard's focus is
/// to be seen. Follows a changed pixel ratio of the screen.
/// @thread the window's
class PlotControls : public QObject {
  Q_OBJECT
 public:
  /// Filters the events of `plot`, which must outlive this object.
  explicit PlotControls(QCustomPlot& plot, QObject* parent = nullptr);
  ~PlotControls() override;

  /// True from the first zoom or pan by hand until home: data that arrive leave the view alone.
  bool isZoomed() const { return m_zoomed; }
  /// Forgets the zoom and asks for home.
  void goHome();
  /// Forgets the zoom: the caller chooses the view.
  void forgetZoom() { m_zoomed = false; }
  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void homeRequested(bool wasZoomed);
  void clicked(const QPoint& position, bool extend);  ///< extend: with Shift
  void doubleClicked();
  void boxSelected(const QRect& box);  ///< Shift-drag
  void hovered(const QPoint& position);
  void left();
  void walked(int dx, int dy);  ///< arrow keys; y upwards
  void copyRequested();
  void focusShown(bool shown);  ///< reached by a key, or left

 private:
  enum class Drag { None, Pending, Zoom, Select, Pan };
  bool mousePress(const QMouseEvent& event);
  void mouseMove(const QMouseEvent& event);
  bool mouseRelease(const QMouseEvent& event);
  bool wheel(const QWheelEvent& event);
  bool key(const QKeyEvent& event);
  void zoomAt(const QPointF& position, double xFactor, double yFactor);
  void zoomTo(const QRect& box);
  void pan(const QPoint& from, const QPoint& to);
  void remember(bool zoomed);
  void goBack();
  void changed();
  void followPixelRatio();

  struct View;
  QCustomPlot& m_plot;
  std::unique_ptr<QRubberBand> m_band;
  std::unique_ptr<View> m_view;
  Drag m_drag = Drag::None;
  QPoint m_pressed, m_last;
  bool m_zoomed = false;
};

}  // namespace pscope
