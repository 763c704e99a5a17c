#pragma once

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

/// Whoever runs tasks. run() blocks until the result is there, the deadline passed, or stop is requested.
/// @thread any, several at once
/// @error WorkerDied, OutOfMemory, Timeout, NonFinite, Cancelled, or what the task reports
class TaskRunner {
 public:
  virtual ~TaskRunner() = default;
  virtual Result<std::string> run(const Task& task, const JobContext& job) = 0;
};

}  // namespace pscope
