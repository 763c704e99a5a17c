#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/estimate/task.h"

namespace pscope {

/// Supervised worker processes that answer tasks over JSON lines (core/run/protocol.h).
///
/// Processes start when first needed and live as long as the pool. One that dies, hangs past its deadline or ignores a
/// cancel is killed and replaced; only its own task fails. At most `size` tasks run at once, the others wait their
/// turn.
///
/// A resident task has a process of its own, with one thread, beyond those `size`: it mostly waits, and a pool of one
/// must still answer tasks meanwhile. The process ends with it.
/// @thread run() and openResident() from any thread, several at once
class WorkerPool : public TaskRunner {
 public:
  struct Options {
    std::string program;  ///< path of paretoscope-worker; empty: beside this program
    int size = 1;
    int threadsPerWorker = 1;
    int niceness = 10;
  };
  explicit WorkerPool(Options options);
  ~WorkerPool() override;  ///< cancels and ends all

  Result<std::string> run(const Task& task, const JobContext& job) override;
  Result<std::unique_ptr<ResidentTask>> openResident(const ResidentSpec& spec, const std::string& checkpoint,
                                                     const JobContext& job) override;
  /// Process ids of the living workers, for tests and the jobs panel.
  std::vector<int> processIds() const;

 private:
  class Impl;
  class PooledResident;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
