#include "widgets/background_job.h"

#include <exception>

namespace pscope {

BackgroundJob::BackgroundJob(QObject* parent) : QObject(parent) {}

BackgroundJob::~BackgroundJob() {
  m_thread.request_stop();
  if (m_thread.joinable()) m_thread.join();
}

bool BackgroundJob::start(Function function) {
  if (m_running) return false;
  m_running = true;
  m_outcome.reset();
  m_thread = std::jthread([this, function = std::move(function)](const std::stop_token& stop) { run(stop, function); });
  return true;
}

void BackgroundJob::cancel() {
  if (m_running) m_thread.request_stop();
}

void BackgroundJob::run(const std::stop_token& stop, const Function& function) {
  JobContext job;
  job.stop = stop;
  job.report = [this](Progress progress) {
    const std::scoped_lock lock(m_mutex);
    const bool queued = m_progress.has_value();
    m_progress = std::move(progress);
    if (!queued) QMetaObject::invokeMethod(this, &BackgroundJob::deliverProgress, Qt::QueuedConnection);
  };
  const Message what = PSCOPE_TR_NOOP("BackgroundJob", "An unexpected failure ended this work.");
  const Message mend =
      PSCOPE_TR_NOOP("BackgroundJob", "Try again; if it happens again, please report it with the log.");
  try {
    m_outcome = function(job);
  } catch (const std::exception& exception) {
    Error error = makeError(ErrorCode::External, what, mend);
    error.detail = exception.what();
    m_outcome = Status(std::move(error));
  } catch (...) {
    m_outcome = Status(makeError(ErrorCode::External, what, mend));
  }
  QMetaObject::invokeMethod(this, &BackgroundJob::finish, Qt::QueuedConnection);
}

void BackgroundJob::finish() {
  const bool stopped = m_thread.get_stop_token().stop_requested();
  m_thread.join();
  m_running = false;
  const Status outcome = *m_outcome;
  if (stopped || (!outcome.ok() && outcome.error().code == ErrorCode::Cancelled)) {
    Q_EMIT cancelled();
  } else if (outcome.ok()) {
    Q_EMIT succeeded();
  } else {
    Q_EMIT failed(outcome.error());
  }
}

void BackgroundJob::deliverProgress() {
  Progress progress;
  {
    const std::scoped_lock lock(m_mutex);
    if (!m_progress) return;
    progress = std::move(*m_progress);
    m_progress.reset();
  }
  Q_EMIT progressed(progress);
}

}  // namespace pscope
