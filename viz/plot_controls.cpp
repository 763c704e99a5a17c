#include "viz/plot_controls.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QRubberBand>
#include <cmath>
#include <vector>

namespace pscope {
namespace {

constexpr int kDragDistance = 5;       ///< pixels before a press becomes a drag
constexpr int kThinBox = 12;           ///< a zoom box thinner than this zooms the other axis only
constexpr double kWheelFactor = 0.85;  ///< per notch
constexpr std::size_t kHistory = 50;

}  // namespace

struct PlotControls::View {
  struct Ranges {
    QCPRange x, y;
    bool zoomed = false;
  };
  std::vector<Ranges> history;
};

PlotControls::PlotControls(QCustomPlot& plot, QObject* parent)
    : QObject(parent), m_plot(plot), m_view(std::make_unique<View>()) {
  m_plot.setMouseTracking(true);
  m_plot.setFocusPolicy(Qt::StrongFocus);
  m_plot.installEventFilter(this);
}

PlotControls::~PlotControls() {
  m_plot.removeEventFilter(this);
}

bool PlotControls::eventFilter(QObject* watched, QEvent* event) {
  if (watched != &m_plot) return QObject::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      return mousePress(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
      mouseMove(*static_cast<QMouseEvent*>(event));
      return true;
    case QEvent::MouseButtonRelease:
      return mouseRelease(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick:
      m_drag = Drag::None;
      if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) {
        Q_EMIT doubleClicked();
        goHome();
      }
      return true;
    case QEvent::Wheel:
      return wheel(*static_cast<QWheelEvent*>(event));
    case QEvent::KeyPress:
      return key(*static_cast<QKeyEvent*>(event));
    case QEvent::ShortcutOverride:
      // Whoever has the focus copies, not an action of the window around.
      if (!static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) return false;
      event->accept();
      return true;
    case QEvent::FocusIn: {
      const auto reason = static_cast<QFocusEvent*>(event)->reason();
      Q_EMIT focusShown(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                        reason == Qt::ShortcutFocusReason);
      return false;
    }
    case QEvent::FocusOut:
      Q_EMIT focusShown(false);
      return false;
    case QEvent::Leave:
      Q_EMIT left();
      return false;
    case QEvent::Paint:
      followPixelRatio();
      return false;
    default:
      return false;
  }
}

void PlotControls::goHome() {
  const bool wasZoomed = std::exchange(m_zoomed, false);
  if (wasZoomed) remember(true);
  Q_EMIT homeRequested(wasZoomed);
}

bool PlotControls::mousePress(const QMouseEvent& event) {
  if (event.button() == Qt::BackButton) {
    goBack();
    return true;
  }
  const bool left = event.button() == Qt::LeftButton;
  if (!left && event.button() != Qt::MiddleButton) return event.button() == Qt::RightButton;
  m_pressed = m_last = event.position().toPoint();
  if (!left || (event.modifiers() & Qt::ControlModifier) != 0) {
    remember(m_zoomed);
    m_drag = Drag::Pan;
    m_plot.setCursor(Qt::ClosedHandCursor);
  } else {
    m_drag = Drag::Pending;
  }
  m_plot.setFocus(Qt::MouseFocusReason);
  return true;
}

void PlotControls::mouseMove(const QMouseEvent& event) {
  const QPoint position = event.position().toPoint();
  if (m_drag == Drag::Pending && (position - m_pressed).manhattanLength() >= kDragDistance) {
    m_drag = (event.modifiers() & Qt::ShiftModifier) != 0 ? Drag::Select : Drag::Zoom;
    if (!m_band) m_band = std::make_unique<QRubberBand>(QRubberBand::Rectangle, &m_plot);
    m_band->show();
  }
  if (m_drag == Drag::Zoom || m_drag == Drag::Select) {
    m_band->setGeometry(QRect(m_pressed, position).normalized() & m_plot.axisRect()->rect());
  } else if (m_drag == Drag::Pan) {
    pan(m_last, position);
    m_last = position;
  } else if (m_drag == Drag::None) {
    Q_EMIT hovered(position);
  }
}

bool PlotControls::mouseRelease(const QMouseEvent& event) {
  const Drag drag = std::exchange(m_drag, Drag::None);
  if (m_band) m_band->hide();
  if (drag == Drag::Pan) m_plot.unsetCursor();
  const QPoint position = event.position().toPoint();
  const QRect box = QRect(m_pressed, position).normalized() & m_plot.axisRect()->rect();
  if (drag == Drag::Pending) {
    Q_EMIT clicked(position, (event.modifiers() & Qt::ShiftModifier) != 0);
  } else if (drag == Drag::Select) {
    Q_EMIT boxSelected(box);
  } else if (drag == Drag::Zoom) {
    zoomTo(box);
  }
  return true;
}

bool PlotControls::wheel(const QWheelEvent& event) {
  // Some platforms turn a wheel with Alt or Shift into a horizontal one.
  const QPoint delta = event.angleDelta();
  const double notches = (delta.y() != 0 ? delta.y() : delta.x()) / 120.0;
  if (notches == 0) return true;
  const double factor = std::pow(kWheelFactor, notches);
  const bool onlyX = (event.modifiers() & Qt::ControlModifier) != 0;
  const bool onlyY = (event.modifiers() & Qt::ShiftModifier) != 0;
  zoomAt(event.position(), onlyY ? 1 : factor, onlyX ? 1 : factor);
  return true;
}

bool PlotControls::key(const QKeyEvent& event) {
  if (event.matches(QKeySequence::Copy)) {
    Q_EMIT copyRequested();
    return true;
  }
  const QPointF centre = QRectF(m_plot.axisRect()->rect()).center();
  switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoomAt(centre, kWheelFactor, kWheelFactor);
      return true;
    case Qt::Key_Minus:
      zoomAt(centre, 1 / kWheelFactor, 1 / kWheelFactor);
      return true;
    case Qt::Key_Home:
      goHome();
      return true;
    case Qt::Key_Escape:
      if (m_drag != Drag::None) {
        m_drag = Drag::None;
        if (m_band) m_band->hide();
        m_plot.unsetCursor();
        return true;
      }
      if (!m_zoomed) return false;  // a dialog around the plot may want it
      goHome();
      return true;
    case Qt::Key_Backspace:
      goBack();
      return true;
    case Qt::Key_Left:
      Q_EMIT walked(-1, 0);
      return true;
    case Qt::Key_Right:
      Q_EMIT walked(1, 0);
      return true;
    case Qt::Key_Up:
      Q_EMIT walked(0, 1);
      return true;
    case Qt::Key_Down:
      Q_EMIT walked(0, -1);
      return true;
    default:
      return false;
  }
}

void PlotControls::zoomAt(const QPointF& position, double xFactor, double yFactor) {
  remember(m_zoomed);
  if (xFactor != 1) m_plot.xAxis->scaleRange(xFactor, m_plot.xAxis->pixelToCoord(position.x()));
  if (yFactor != 1) m_plot.yAxis->scaleRange(yFactor, m_plot.yAxis->pixelToCoord(position.y()));
  changed();
}

void PlotControls::zoomTo(const QRect& box) {
  if (box.width() < kThinBox && box.height() < kThinBox) return;
  remember(m_zoomed);
  if (box.width() >= kThinBox) {
    m_plot.xAxis->setRange(m_plot.xAxis->pixelToCoord(box.left()), m_plot.xAxis->pixelToCoord(box.right()));
  }
  if (box.height() >= kThinBox) {
    m_plot.yAxis->setRange(m_plot.yAxis->pixelToCoord(box.bottom()), m_plot.yAxis->pixelToCoord(box.top()));
  }
  changed();
}

void PlotControls::pan(const QPoint& from, const QPoint& to) {
  if (from == to) return;
  const auto move = [](QCPAxis& axis, int start, int end) {
    const double a = axis.pixelToCoord(start);
    const double b = axis.pixelToCoord(end);
    if (axis.scaleType() == QCPAxis::stLinear) {
      axis.moveRange(a - b);
    } else if (b != 0) {
      axis.setRange(axis.range().lower * a / b, axis.range().upper * a / b);
    }
  };
  move(*m_plot.xAxis, from.x(), to.x());
  move(*m_plot.yAxis, from.y(), to.y());
  changed();
}

void PlotControls::remember(bool zoomed) {
  auto& history = m_view->history;
  if (history.size() == kHistory) history.erase(history.begin());
  history.push_back({m_plot.xAxis->range(), m_plot.yAxis->range(), zoomed});
}

void PlotControls::goBack() {
  auto& history = m_view->history;
  if (history.empty()) return;
  const View::Ranges ranges = history.back();
  history.pop_back();
  if (!ranges.zoomed) {
    m_zoomed = false;
    Q_EMIT homeRequested(true);
    return;
  }
  m_plot.xAxis->setRange(ranges.x);
  m_plot.yAxis->setRange(ranges.y);
  changed();
}

void PlotControls::changed() {
  m_zoomed = true;
  m_plot.replot(QCustomPlot::rpQueuedReplot);
}

void PlotControls::followPixelRatio() {
  // QCustomPlot 2.1.0 takes the ratio once, in its constructor.
  const double ratio = m_plot.devicePixelRatioF();
  if (qFuzzyCompare(ratio, m_plot.bufferDevicePixelRatio())) return;
  m_plot.setBufferDevicePixelRatio(ratio);
  m_plot.replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace pscope
