#pragma once

#include <QObject>

#include "widgets/background_job.h"

namespace pscope {

/// A BackgroundJob of which only the newest wish counts: a new one cancels the one that runs and follows it.
///
/// done() or failed() come for the newest wish only. Declare what the function uses before it, as with BackgroundJob.
/// @thread the window's
class LatestJob : public QObject {
  Q_OBJECT
 public:
  explicit LatestJob(QObject* parent = nullptr);

  void start(BackgroundJob::Function function);
  /// Nothing will be reported of what was wished so far.
  void cancel();
  bool running() const { return m_job.running(); }

 Q_SIGNALS:
  void done();
  void failed(const pscope::Error& error);

 private:
  BackgroundJob::Function m_next;  ///< waits for the end of the one that was cancelled
  BackgroundJob m_job;
};

}  // namespace pscope
