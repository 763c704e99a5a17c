#pragma once

#include <memory>
#include <string>

#include "core/base/job.h"
#include "core/base/result.h"

namespace pscope {

/// Work that needs weights: answered by a worker process (or, later, a cluster). Parameters and result are JSON objects
/// as text.
struct Task {
  std::string kind;  ///< "train" ...
  std::string parameters;
  double deadlineSeconds = 600;
  std::string title;  ///< for the jobs panel
};

/// Work that outlives a request and keeps weights between them: a controller, a predictor, later a supernet.
struct ResidentSpec {
  std::string kind;               ///< "controller", "predictor" ...
  std::string parameters = "{}";  ///< JSON object as text
  double deadlineSeconds = 600;   ///< of opening, of each call and of saving
};

/// A resident task that was opened; the destructor closes it.
///
/// Calls are answered one after another. They are deterministic: the same parameters, checkpoint and calls give the
/// same answers. A call that fails in words changes nothing; after WorkerDied, OutOfMemory, Timeout and Cancelled the
/// task is gone, and every later call fails with WorkerDied (ResidentSession opens another one).
/// @thread one at a time
class ResidentTask {
 public:
  virtual ~ResidentTask() = default;
  /// @param request  JSON object as text    @return JSON object as text
  /// @error as TaskRunner::run()
  virtual Result<std::string> call(const std::string& request, const JobContext& job) = 0;
  /// The whole state, with which openResident() goes on. @return JSON object as text    @error as call()
  virtual Result<std::string> save(const JobContext& job) = 0;
};

/// Whoever runs tasks. run() blocks until the result is there, the deadline passed, or stop is requested.
/// @thread any, several at once
/// @error WorkerDied, OutOfMemory, Timeout, NonFinite, Cancelled, or what the task reports
class TaskRunner {
 public:
  virtual ~TaskRunner() = default;
  virtual Result<std::string> run(const Task& task, const JobContext& job) = 0;
  /// Opens a resident task, which must not outlive this runner.
  /// @param checkpoint  of ResidentTask::save() with the same kind and parameters; empty: from the start
  /// @error as run(); Unsupported  whoever runs tasks here has no such residents
  virtual Result<std::unique_ptr<ResidentTask>> openResident(const ResidentSpec& spec, const std::string& checkpoint,
                                                             const JobContext& job);
};

}  // namespace pscope
