#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <cstdio>

class QWidget;

namespace pscope {

/// Writes to a file how long the window's thread was away from its event loop (more than 50 ms), and when the first
/// frame was painted: the measure behind "never blocks longer than 50 ms".
///
/// A timer of the window beats every 5 ms; a gap between two beats is a block.
/// @thread the window's
class EventLoopTrace : public QObject {
  Q_OBJECT
 public:
  /// @param sinceStart  running since the program started
  EventLoopTrace(const QString& path, const QElapsedTimer& sinceStart, QObject* parent = nullptr);
  ~EventLoopTrace() override;

  /// The first paint of this window is logged.
  void watchFirstFrame(QWidget* window);
  /// Longest gap since the last call, in ms.
  double takeLongestBlockMs();
  double firstFrameMs() const { return m_firstFrameMs; }
  /// Processor time until the first frame: what it would take on an idle machine.
  double firstFrameCpuMs() const { return m_firstFrameCpuMs; }
  int blocksOver50Ms() const { return m_blocks; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void beat();
  void write(const char* what, double ms);

  std::FILE* m_file = nullptr;
  QElapsedTimer m_sinceStart;
  QElapsedTimer m_sinceBeat;
  QTimer m_timer;
  double m_longestMs = 0;
  double m_firstFrameMs = -1;
  double m_firstFrameCpuMs = 0;
  int m_blocks = 0;
  QWidget* m_window = nullptr;
};

}  // namespace pscope
