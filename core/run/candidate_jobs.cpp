#include "core/run/candidate_jobs.h"

#include <chrono>
#include <optional>
#include <utility>

#include "core/base/result.h"

namespace pscope {
namespace {

constexpr std::chrono::milliseconds kProgressTime{100};

}  // namespace

CandidateJobs::CandidateJobs(int threads, Evaluate evaluate, Listener listener)
    : m_evaluate(std::move(evaluate)), m_listener(std::move(listener)) {
  for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { loop(); });
}

CandidateJobs::~CandidateJobs() {
  cancelAll();
  {
    const std::scoped_lock lock(m_mutex);
    m_closing = true;
  }
  m_wake.notify_all();
  for (auto& thread : m_threads) thread.join();
}

void CandidateJobs::add(Candidate candidate, bool first) {
  {
    const std::scoped_lock lock(m_mutex);
    m_waiting.insert(first ? m_waiting.begin() : m_waiting.end(), std::move(candidate));
  }
  m_wake.notify_one();
}

void CandidateJobs::hold(bool held) {
  {
    const std::scoped_lock lock(m_mutex);
    m_held = held;
  }
  m_wake.notify_all();
}

void CandidateJobs::cancel(CandidateId id) {
  std::stop_source stop(std::nostopstate);
  {
    const std::scoped_lock lock(m_mutex);
    const auto running = m_running.find(id);
    if (running == m_running.end()) return;
    m_byHand.insert(id);
    stop = running->second;
  }
  stop.request_stop();
}

std::vector<CandidateId> CandidateJobs::cancelAll() {
  std::vector<CandidateId> forgotten;
  std::vector<std::stop_source> running;
  {
    const std::scoped_lock lock(m_mutex);
    for (const auto& candidate : m_waiting) forgotten.push_back(candidate.id);
    m_waiting.clear();
    for (const auto& [id, stop] : m_running) running.push_back(stop);
  }
  for (auto& stop : running) stop.request_stop();
  return forgotten;
}

void CandidateJobs::loop() {
  for (;;) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return m_closing || (!m_held && !m_waiting.empty()); });
    if (m_closing) return;
    Candidate candidate = std::move(m_waiting.front());
    m_waiting.pop_front();
    const auto stop = m_running[candidate.id].get_token();
    lock.unlock();
    evaluate(std::move(candidate), stop);
  }
}

void CandidateJobs::evaluate(Candidate candidate, std::stop_token stop) {
  const auto id = candidate.id;
  m_listener.started(candidate);
  // A job may report from several threads; what it is called for is read only.
  struct Throttle {
    std::mutex mutex;
    std::optional<std::chrono::steady_clock::time_point> last;
  } throttle;
  const Candidate shown = candidate;
  JobContext job;
  job.stop = std::move(stop);
  job.report = [&](Progress progress) {
    const auto now = std::chrono::steady_clock::now();
    {
      const std::scoped_lock lock(throttle.mutex);
      if (throttle.last && now - *throttle.last < kProgressTime) return;
      throttle.last = now;
    }
    m_listener.progress(shown, progress);
  };
  job.log = [&](std::string text) { m_listener.log(id, std::move(text)); };
  m_evaluate(candidate, job);
  {
    const std::scoped_lock lock(m_mutex);
    m_running.erase(id);
    // What had come to its end by then keeps its result.
    if (m_byHand.erase(id) > 0 && candidate.state == CandidateState::Queued) {
      candidate.state = CandidateState::Failed;
      candidate.reason = "cancelled by hand";
      candidate.errorCode = errorCodeName(ErrorCode::Cancelled);
    }
  }
  m_listener.ended(std::move(candidate));
}

}  // namespace pscope
