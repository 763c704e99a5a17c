#include "core/estimate/resident_session.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace pscope {
namespace {

constexpr std::size_t kCallsBetweenCheckpoints = 128;
constexpr int kAttempts = 2;

bool endsTheTask(ErrorCode code) {
  return code == ErrorCode::WorkerDied || code == ErrorCode::OutOfMemory || code == ErrorCode::Timeout ||
         code == ErrorCode::Cancelled;
}

bool isWorthRepeating(ErrorCode code) {
  return code == ErrorCode::WorkerDied || code == ErrorCode::OutOfMemory;
}

}  // namespace

Status ResidentSession::ensureOpen(const JobContext& job) {
  if (m_task) return {};
  PSCOPE_TRY(auto task, m_tasks.openResident(m_spec, m_checkpoint, job));
  for (const std::string& request : m_calls) PSCOPE_CHECK(task->call(request, job));
  m_task = std::move(task);
  ++m_opened;
  return {};
}

Result<std::string> ResidentSession::call(const std::string& request, const JobContext& job) {
  auto answer = query(request, job);
  if (!answer.ok()) return answer;
  m_calls.push_back(request);
  if (m_calls.size() < kCallsBetweenCheckpoints) return answer;
  // Without a checkpoint the calls serve as well, only slower; the next call tries again.
  if (const Status saved = checkpoint(job); !saved.ok()) {
    job.log("The state of the task \"" + m_spec.kind + "\" was not saved: " + saved.error().text());
  }
  return answer;
}

Result<std::string> ResidentSession::callAnew(const std::string& request, const JobContext& job) {
  std::string checkpoint = std::exchange(m_checkpoint, {});
  std::vector<std::string> calls = std::exchange(m_calls, {});
  const int opened = m_opened;
  auto answer = query(request, job);
  if (answer.ok()) {
    m_calls.push_back(request);
    return answer;
  }
  m_checkpoint = std::move(checkpoint);
  m_calls = std::move(calls);
  if (m_opened != opened) m_task.reset();  // one that was opened for this call knows nothing of those before it
  return answer;
}

Result<std::string> ResidentSession::query(const std::string& request, const JobContext& job) {
  for (int attempt = 1;; ++attempt) {
    const Status open = ensureOpen(job);
    auto answer = open.ok() ? m_task->call(request, job) : Result<std::string>(open.error());
    if (answer.ok()) return answer;
    if (endsTheTask(answer.error().code)) m_task.reset();
    if (attempt == kAttempts || !isWorthRepeating(answer.error().code)) return answer;
  }
}

Status ResidentSession::checkpoint(const JobContext& job) {
  PSCOPE_CHECK(ensureOpen(job));
  auto saved = m_task->save(job);
  if (!saved.ok()) {
    if (endsTheTask(saved.error().code)) m_task.reset();
    return saved.error();
  }
  m_checkpoint = std::move(saved).value();
  m_calls.clear();
  return {};
}

Json ResidentSession::state() const {
  return {{"checkpoint", m_checkpoint}, {"calls", m_calls}};
}

Status ResidentSession::load(const JsonView& state) {
  PSCOPE_TRY(std::string checkpoint, state.string("checkpoint"));
  PSCOPE_TRY(const auto items, state.array("calls"));
  std::vector<std::string> calls;
  for (const JsonView& item : items) {
    PSCOPE_TRY(std::string call, item.string());
    calls.push_back(std::move(call));
  }
  m_checkpoint = std::move(checkpoint);
  m_calls = std::move(calls);
  m_task.reset();
  return {};
}

}  // namespace pscope
