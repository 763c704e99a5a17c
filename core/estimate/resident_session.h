#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/estimate/task.h"

namespace pscope {

/// A resident task that survives its process: what it was told is remembered, and told again to a new one.
///
/// The task is opened by the first call. When its process dies, another one is opened from the last checkpoint, the
/// calls made since are repeated (they are deterministic) and then the call itself, once. A checkpoint is taken every
/// 128 calls, so that the state stays short and a repetition quick.
/// @thread one at a time
class ResidentSession {
 public:
  /// @param tasks  outlives the session
  ResidentSession(TaskRunner& tasks, ResidentSpec spec) : m_tasks(tasks), m_spec(std::move(spec)) {}

  /// @error what the task answers; WorkerDied or OutOfMemory when two processes in a row died: nothing changes
  Result<std::string> call(const std::string& request, const JobContext& job = {});
  /// A call after which nothing that was told before counts, such as to learn anew: a new process is told this one
  /// only.
  /// @error as call()
  Result<std::string> callAnew(const std::string& request, const JobContext& job = {});
  /// A call that changes nothing in the task: it need not be repeated to a new one. @error as call()
  Result<std::string> query(const std::string& request, const JobContext& job = {});
  /// Saves the task's state and forgets the calls before. @error as call(): the calls are kept
  Status checkpoint(const JobContext& job = {});

  /// The last checkpoint and the calls since, and back: the next call continues exactly from there.
  Json state() const;
  /// @error Parse  it is no state of a session: nothing changes
  Status load(const JsonView& state);

 private:
  Status ensureOpen(const JobContext& job);

  TaskRunner& m_tasks;
  ResidentSpec m_spec;
  std::unique_ptr<ResidentTask> m_task;
  int m_opened = 0;                  ///< tasks so far
  std::string m_checkpoint;          ///< empty: from the start
  std::vector<std::string> m_calls;  ///< since then
};

}  // namespace pscope
