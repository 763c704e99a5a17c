#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/job.h"
#include "core/base/result.h"

namespace pscope {

/// The only way in which a panel starts a thread: one function of a JobContext, one run at a time.
///
/// Exactly one of succeeded(), failed(), cancelled() is emitted for each run, on the window's thread; a run that was
/// asked to stop ends as cancelled() whatever its function returned. An exception becomes a failure. progressed() is
/// merged: the newest value once an event-loop turn. The destructor requests stop and joins, and emits nothing. Declare
/// what the function uses before the job, so that it dies after it.
/// @thread the window's
class BackgroundJob : public QObject {
  Q_OBJECT
 public:
  using Function = std::function<Status(const JobContext&)>;

  explicit BackgroundJob(QObject* parent = nullptr);
  ~BackgroundJob() override;

  /// False (and nothing happens) while a run is under way.
  bool start(Function function);
  void cancel();
  bool running() const { return m_running; }

 Q_SIGNALS:
  void succeeded();
  void failed(const pscope::Error& error);
  void cancelled();
  void progressed(const pscope::Progress& progress);

 private:
  void run(const std::stop_token& stop, const Function& function);
  void finish();
  void deliverProgress();

  bool m_running = false;
  std::optional<Status> m_outcome;  ///< written by the thread before finish() is queued
  std::mutex m_mutex;
  std::optional<Progress> m_progress;  ///< guarded by m_mutex
  std::jthread m_thread;               ///< last: joined before the rest goes
};

}  // namespace pscope
