#include "widgets/event_loop_trace.h"

#include <QEvent>
#include <QWidget>
#include <algorithm>
#include <ctime>
#include <utility>

namespace pscope {

namespace {

constexpr int kBeatMs = 5;
constexpr double kBlockMs = 50;

}  // namespace

EventLoopTrace::EventLoopTrace(const QString& path, const QElapsedTimer& sinceStart, QObject* parent)
    : QObject(parent), m_sinceStart(sinceStart) {
  if (!path.isEmpty()) m_file = std::fopen(path.toLocal8Bit().constData(), "w");
  m_timer.setTimerType(Qt::PreciseTimer);
  m_timer.setInterval(kBeatMs);
  connect(&m_timer, &QTimer::timeout, this, &EventLoopTrace::beat);
  m_timer.start();
}

EventLoopTrace::~EventLoopTrace() {
  if (m_file != nullptr) std::fclose(m_file);
}

void EventLoopTrace::watchFirstFrame(QWidget* window) {
  m_window = window;
  window->installEventFilter(this);
}

double EventLoopTrace::takeLongestBlockMs() {
  return std::exchange(m_longestMs, 0);
}

bool EventLoopTrace::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_window && event->type() == QEvent::Paint && m_firstFrameMs < 0) {
    m_firstFrameMs = 0;
    // The frame is on the screen when the event loop comes round again.
    QMetaObject::invokeMethod(
        this,
        [this] {
          m_firstFrameMs = static_cast<double>(m_sinceStart.nsecsElapsed()) / 1e6;
          m_firstFrameCpuMs = 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
          write("first frame", m_firstFrameMs);
          write("processor time until then", m_firstFrameCpuMs);
        },
        Qt::QueuedConnection);
  }
  return QObject::eventFilter(watched, event);
}

void EventLoopTrace::beat() {
  if (m_sinceBeat.isValid()) {
    const double gap = static_cast<double>(m_sinceBeat.nsecsElapsed()) / 1e6 - kBeatMs;
    m_longestMs = std::max(m_longestMs, gap);
    if (gap > kBlockMs) {
      ++m_blocks;
      write("block", gap);
    }
  }
  m_sinceBeat.start();
}

void EventLoopTrace::write(const char* what, double ms) {
  if (m_file == nullptr) return;
  std::fprintf(m_file, "%.1f ms: %s %.1f ms\n", static_cast<double>(m_sinceStart.nsecsElapsed()) / 1e6, what, ms);
  std::fflush(m_file);
}

}  // namespace pscope
