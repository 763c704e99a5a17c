#include "widgets/latest_job.h"

#include <utility>

namespace pscope {

LatestJob::LatestJob(QObject* parent) : QObject(parent) {
  connect(&m_job, &BackgroundJob::succeeded, this, &LatestJob::done);
  connect(&m_job, &BackgroundJob::failed, this, &LatestJob::failed);
  connect(&m_job, &BackgroundJob::cancelled, this, [this] {
    if (m_next) m_job.start(std::exchange(m_next, nullptr));
  });
}

void LatestJob::start(BackgroundJob::Function function) {
  if (!m_job.running()) {
    m_job.start(std::move(function));
    return;
  }
  m_next = std::move(function);
  m_job.cancel();  // ends as cancelled() whatever it had reached
}

void LatestJob::cancel() {
  m_next = nullptr;
  m_job.cancel();
}

}  // namespace pscope
