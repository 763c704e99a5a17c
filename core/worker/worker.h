#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/run/protocol.h"

namespace pscope {

/// What a handler gets besides the parameters: stop, and ways to speak while it works.
struct TaskContext {
  std::stop_token stop;
  std::function<void(ProgressMessage)> report = [](ProgressMessage) {};  ///< the id is filled in
  std::function<void(std::string)> log = [](std::string) {};
};

/// Answers one kind of task. Parameters and result are JSON objects as text.
/// @thread the worker's main thread
using TaskHandler = std::function<Result<std::string>(const std::string& parameters, const TaskContext& context)>;

/// What stays in the worker between requests, with its weights.
class Resident {
 public:
  virtual ~Resident() = default;
  /// Deterministic; one that fails changes nothing. @param request, return  JSON objects as text
  virtual Result<std::string> call(const std::string& request, const TaskContext& context) = 0;
  /// The whole state as a JSON object: a factory that gets it goes on exactly.
  virtual Result<std::string> save() const = 0;
};
/// @param checkpoint  of save(); empty: from the start
using ResidentFactory = std::function<Result<std::unique_ptr<Resident>>(
    const std::string& parameters, const std::string& checkpoint, const TaskContext& context)>;

/// The other end of core/run's pool: reads messages from a descriptor, runs one task at a time, answers on another.
///
/// A thread of its own reads, so that cancels and the end of input are seen while a task runs. At the end of input the
/// running task is stopped and run() returns; a task that does not stop within two seconds is left behind by ending
/// the process.
class Worker {
 public:
  /// @param input, output  descriptors of the protocol; not closed here
  Worker(int input, int output);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// @param hidden  not among the capabilities that hello lists
  void addHandler(const std::string& kind, TaskHandler handler, bool hidden = false);
  void addResident(const std::string& kind, ResidentFactory factory);
  /// Says hello, answers tasks until the end of input. @return the process's exit status
  int run();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Registers "measure", "train", the residents "controller" and "predictor", and for tests of the pool the hidden
/// "selftest".
void registerHandlers(Worker& worker);
/// JSON of what this worker can do: protocol, versions, task kinds, operators that it has modules for.
std::string describeWorker();

/// Takes standard input and output for the protocol: copies of them are returned, standard input becomes /dev/null and
/// standard output standard error, so that no library can write between the messages.
struct ProtocolDescriptors {
  int input = -1;
  int output = -1;
};
Result<ProtocolDescriptors> claimStandardStreams();
/// Threads of LibTorch, OpenMP and OpenBLAS. Call first.
void limitThreads(int threads);
/// Makes an allocation beyond `bytes` fail (RLIMIT_DATA) instead of the whole machine: a task that needs more becomes
/// "out-of-memory". 0: four fifths of the machine's memory.
void limitMemory(std::int64_t bytes);

}  // namespace pscope
