#include "core/run/worker_pool.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/number_text.h"
#include "core/base/subprocess.h"
#include "core/run/protocol.h"

namespace pscope {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPoll{50};
constexpr milliseconds kHelloTimeout{120'000};  ///< a first start reads half a gigabyte of libraries from the disk
constexpr milliseconds kCancelTimeout{2000};
constexpr milliseconds kEndTimeout{1000};
constexpr std::size_t kKeptErrorOutput = 8u << 10;

const char* signalName(int signal) {
  switch (signal) {
    case SIGSEGV:
      return "SIGSEGV, a bad memory access";
    case SIGABRT:
      return "SIGABRT";
    case SIGFPE:
      return "SIGFPE, an arithmetic error";
    case SIGILL:
      return "SIGILL, an instruction that this processor does not know";
    case SIGBUS:
      return "SIGBUS, a bad memory access";
    case SIGKILL:
      return "SIGKILL";
    case SIGTERM:
      return "SIGTERM";
    case SIGXCPU:
      return "SIGXCPU, the limit of processor time";
    default:
      return nullptr;
  }
}

/// How many processes the kernel has killed so far because memory ran out.
std::int64_t outOfMemoryKills() {
  std::ifstream file("/proc/vmstat");
  std::string name;
  std::int64_t count = 0;
  while (file >> name >> count) {
    if (name == "oom_kill") return count;
  }
  return 0;
}

Error cancelledError() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Worker", "The work was cancelled."));
}

Message sentence(std::string text) {
  return PSCOPE_TR_NOOP("Worker", "%1").arg(std::move(text));
}

/// One worker process and what is known of it.
struct Worker {
  explicit Worker(Subprocess started) : process(std::move(started)) {}
  Subprocess process;
  std::string lastWords;               ///< end of what it wrote to its standard error
  std::vector<std::string> residents;  ///< kinds that it keeps
  std::int64_t nextId = 1;
};

/// One request to one worker, from sending it to its result.
class TaskRun {
 public:
  /// @param message  the request with the id    @param deadlineSeconds  until the result
  TaskRun(Worker& worker, ProtocolMessage message, std::int64_t id, double deadlineSeconds, const JobContext& job,
          const std::function<bool()>& cancelled)
      : m_worker(worker),
        m_message(std::move(message)),
        m_deadlineSeconds(deadlineSeconds),
        m_job(job),
        m_cancelled(cancelled),
        m_id(id),
        m_begin(Clock::now()),
        m_oomKills(outOfMemoryKills()) {}

  /// Whether the worker can take another task afterwards.
  bool workerIsFine() const { return m_workerIsFine; }

  Result<std::string> run() {
    const auto deadline = milliseconds(static_cast<std::int64_t>(1000 * std::min(m_deadlineSeconds, 1e9)));
    const auto sent = m_worker.process.write(encodeMessage(m_message), deadline);
    if (!sent.ok()) return sent.error().code == ErrorCode::Timeout ? timedOut() : died();
    for (;;) {
      auto line = m_worker.process.readLine(kPoll);
      passErrorOutput();
      if (!line.ok()) return line.error().code == ErrorCode::Parse ? broken(line.error()) : died();
      if (line.value()) {
        if (auto result = handle(*line.value())) return std::move(*result);
      }
      if (m_cancelled()) return cancel();
      if (Clock::now() - m_begin > deadline) return timedOut();
    }
  }

 private:
  /// A result once the message ends the task.
  std::optional<Result<std::string>> handle(const std::string& line) {
    auto message = decodeMessage(line);
    if (!message.ok()) return broken(message.error());
    if (const auto* progress = std::get_if<ProgressMessage>(&message.value())) {
      if (progress->id != m_id) return std::nullopt;
      m_stage = progress->stage;
      m_job.report({progress->done, progress->total, progress->stage, progress->secondsLeft});
    } else if (const auto* log = std::get_if<LogMessage>(&message.value())) {
      m_job.log(log->text);
    } else if (auto* result = std::get_if<ResultMessage>(&message.value()); result != nullptr && result->id == m_id) {
      m_workerIsFine = true;
      return Result<std::string>(std::move(result->result));
    } else if (auto* failed = std::get_if<FailedMessage>(&message.value()); failed != nullptr && failed->id == m_id) {
      m_workerIsFine = true;
      auto error = makeError(failed->code, sentence(std::move(failed->text)));
      error.detail = std::move(failed->detail);
      return Result<std::string>(std::move(error));
    }
    return std::nullopt;
  }

  Result<std::string> cancel() {
    const auto begin = Clock::now();
    if (m_worker.process.write(encodeMessage(CancelMessage{m_id}), kCancelTimeout).ok()) {
      while (Clock::now() - begin < kCancelTimeout) {
        const auto line = m_worker.process.readLine(kPoll);
        if (!line.ok() || (line.value() && handle(*line.value()))) break;
      }
    }
    return cancelledError();
  }

  Result<std::string> timedOut() {
    m_worker.process.kill();
    const std::string seconds = numberText(m_deadlineSeconds, 6);
    auto what =
        m_stage.empty()
            ? PSCOPE_TR_NOOP("Worker", "It exceeded its deadline of %1 s.").arg(seconds)
            : PSCOPE_TR_NOOP("Worker", "It exceeded its deadline of %1 s in stage \"%2\".").arg(seconds).arg(m_stage);
    auto error = makeError(ErrorCode::Timeout, std::move(what),
                           PSCOPE_TR_NOOP("Worker", "Allow more time or make the task smaller."));
    error.detail = lastWords();
    return error;
  }

  Result<std::string> broken(const Error& cause) {
    m_worker.process.kill();
    auto error = makeError(ErrorCode::WorkerDied,
                           PSCOPE_TR_NOOP("Worker", "The worker sent something that is no message, and was ended."));
    error.detail = cause.text() + "\n" + lastWords();
    return error;
  }

  Result<std::string> died() {
    auto exit = m_worker.process.wait(kEndTimeout);
    if (!exit) {
      m_worker.process.kill();
      exit = m_worker.process.wait(kEndTimeout);
    }
    const std::string words = lastWords();
    const bool noMemory = words.find("bad_alloc") != std::string::npos ||
                          words.find("out of memory") != std::string::npos ||
                          (exit && exit->signal == SIGKILL && outOfMemoryKills() > m_oomKills);
    Error error;
    if (noMemory) {
      error = makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Worker", "The worker ran out of memory."),
                        PSCOPE_TR_NOOP("Worker", "Use fewer workers or a smaller batch."));
    } else if (exit && exit->signal != 0) {
      const char* name = signalName(exit->signal);
      error = makeError(ErrorCode::WorkerDied,
                        PSCOPE_TR_NOOP("Worker", "The worker crashed (%1).")
                            .arg(name != nullptr ? name : "signal " + std::to_string(exit->signal)),
                        PSCOPE_TR_NOOP("Worker", "Its last words are in the log."));
    } else {
      error = makeError(ErrorCode::WorkerDied,
                        PSCOPE_TR_NOOP("Worker", "The worker ended with status %1 before it had answered.")
                            .arg(exit ? std::to_string(exit->status) : "unknown"),
                        PSCOPE_TR_NOOP("Worker", "Its last words are in the log."));
    }
    error.detail = words;
    return error;
  }

  void passErrorOutput() {
    const std::string text = m_worker.process.takeErrorOutput();
    if (text.empty()) return;
    m_worker.lastWords += text;
    if (m_worker.lastWords.size() > kKeptErrorOutput) {
      m_worker.lastWords.erase(0, m_worker.lastWords.size() - kKeptErrorOutput);
    }
    m_job.log(text);
  }

  std::string lastWords() {
    passErrorOutput();
    return m_worker.lastWords;
  }

  Worker& m_worker;
  const ProtocolMessage m_message;
  const double m_deadlineSeconds;
  const JobContext& m_job;
  const std::function<bool()>& m_cancelled;
  const std::int64_t m_id;
  const Clock::time_point m_begin;
  const std::int64_t m_oomKills;
  std::string m_stage;
  bool m_workerIsFine = false;
};

}  // namespace

class WorkerPool::Impl {
 public:
  explicit Impl(Options options) : m_options(std::move(options)) {
    if (m_options.program.empty()) m_options.program = programFolder() + "/paretoscope-worker";
    m_options.size = std::max(1, m_options.size);
    m_options.threadsPerWorker = std::max(1, m_options.threadsPerWorker);
  }

  ~Impl() {
    std::vector<std::unique_ptr<Worker>> idle;
    {
      std::unique_lock lock(m_mutex);
      m_closing = true;
      m_changed.notify_all();
      m_changed.wait(lock, [&] { return m_busy == 0 && m_waiting == 0; });
      idle = std::move(m_idle);
    }
    for (auto& worker : idle) worker->process.closeInput();
    // One that does not end in time is killed when it is destroyed: how it ended says nothing to anybody.
    for (auto& worker : idle) (void)worker->process.wait(kEndTimeout);
  }

  Result<std::string> run(const Task& task, const JobContext& job) {
    std::unique_ptr<Worker> worker;
    if (!takeTurn(job.stop, worker)) return cancelledError();
    const auto cancelled = cancelledBy(job);
    auto result = runOnWorker(task, job, cancelled, worker);
    giveTurn(std::move(worker));
    return result;
  }

  /// Starts a process for a resident task, with one thread; the caller ends it by endResident().
  Result<std::unique_ptr<Worker>> startResident(const std::string& kind, const JobContext& job) {
    std::unique_ptr<Worker> worker;
    auto started = startWorker(1, cancelledBy(job), worker);
    if (started.ok() &&
        std::find(worker->residents.begin(), worker->residents.end(), kind) == worker->residents.end()) {
      started = makeError(ErrorCode::Unsupported,
                          PSCOPE_TR_NOOP("Worker", "The worker keeps no tasks of the kind \"%1\".").arg(kind),
                          PSCOPE_TR_NOOP("Worker", "Use programs of the same version together."));
    }
    if (started.ok()) return worker;
    drop(worker);
    return started.error();
  }

  /// One request to a resident; a worker that is no longer fine is ended.
  Result<std::string> request(std::unique_ptr<Worker>& worker, ProtocolMessage message, std::int64_t id,
                              double deadlineSeconds, const JobContext& job) {
    if (job.stop.stop_requested()) return cancelledError();
    const auto cancelled = cancelledBy(job);
    worker->lastWords.clear();
    TaskRun taskRun(*worker, std::move(message), id, deadlineSeconds, job, cancelled);
    auto result = taskRun.run();
    const bool stopped = !result.ok() && result.error().code == ErrorCode::Cancelled;
    if (!taskRun.workerIsFine() || stopped) drop(worker);
    return result;
  }

  void endResident(std::unique_ptr<Worker>& worker) {
    if (!worker) return;
    worker->process.closeInput();
    (void)worker->process.wait(kEndTimeout);  // one that does not end in time is killed by drop()
    drop(worker);
  }

  std::vector<int> processIds() const {
    const std::scoped_lock lock(m_mutex);
    return m_processIds;
  }

 private:
  std::function<bool()> cancelledBy(const JobContext& job) const {
    return [this, stop = job.stop] { return stop.stop_requested() || closing(); };
  }

  bool closing() const {
    const std::scoped_lock lock(m_mutex);
    return m_closing;
  }

  /// Waits for one of the pool's places; `worker` is an idle process, if there is one.
  bool takeTurn(const std::stop_token& stop, std::unique_ptr<Worker>& worker) {
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    m_changed.wait(lock, stop, [&] { return m_closing || m_busy < m_options.size; });
    --m_waiting;
    if (m_closing || stop.stop_requested()) {
      m_changed.notify_all();
      return false;
    }
    ++m_busy;
    if (!m_idle.empty()) {
      worker = std::move(m_idle.back());
      m_idle.pop_back();
    }
    return true;
  }

  void giveTurn(std::unique_ptr<Worker> worker) {
    const std::scoped_lock lock(m_mutex);
    --m_busy;
    if (worker) m_idle.push_back(std::move(worker));
    m_changed.notify_all();
  }

  Result<std::string> runOnWorker(const Task& task, const JobContext& job, const std::function<bool()>& cancelled,
                                  std::unique_ptr<Worker>& worker) {
    // One that died while it had nothing to do costs nobody anything.
    if (worker && worker->process.wait(milliseconds(0))) drop(worker);
    if (!worker) {
      auto started = startWorker(m_options.threadsPerWorker, cancelled, worker);
      if (!started.ok()) {
        drop(worker);
        return std::move(started).error();
      }
    }
    worker->lastWords.clear();
    const auto id = worker->nextId++;
    TaskRun taskRun(*worker, TaskMessage{id, task.kind, task.parameters}, id, task.deadlineSeconds, job, cancelled);
    auto result = taskRun.run();
    if (!taskRun.workerIsFine()) drop(worker);
    return result;
  }

  Status startWorker(int threadCount, const std::function<bool()>& cancelled, std::unique_ptr<Worker>& worker) {
    const std::string threads = std::to_string(threadCount);
    Subprocess::Options options;
    options.arguments = {m_options.program};
    options.niceness = m_options.niceness;
    // Waiting threads sleep: spinning costs most of the time as soon as other programs need the cores too.
    options.environment = {{"LC_ALL", "C"},
                           {"OMP_NUM_THREADS", threads},
                           {"OPENBLAS_NUM_THREADS", threads},
                           {"MKL_NUM_THREADS", threads},
                           {"OMP_WAIT_POLICY", "passive"}};
    auto started = Subprocess::start(options);
    if (!started.ok()) {
      auto error = std::move(started).error();
      error.what = PSCOPE_TR_NOOP("Worker", "The worker program %1 cannot be started.").arg(m_options.program);
      if (error.code == ErrorCode::NotFound) {
        error.mend = PSCOPE_TR_NOOP("Worker", "Build or install paretoscope-worker beside this program.");
      }
      error.file.clear();
      return error;
    }
    worker = std::make_unique<Worker>(std::move(started).value());
    {
      const std::scoped_lock lock(m_mutex);
      m_processIds.push_back(worker->process.pid());
    }
    return greet(*worker, cancelled);
  }

  Status greet(Worker& worker, const std::function<bool()>& cancelled) {
    const auto begin = Clock::now();
    for (;;) {
      auto line = worker.process.readLine(kPoll);
      if (!line.ok()) return noHello(worker, PSCOPE_TR_NOOP("Worker", "The worker ended while it started."));
      if (line.value()) {
        const auto message = decodeMessage(*line.value());
        const auto* hello = message.ok() ? std::get_if<HelloMessage>(&message.value()) : nullptr;
        if (hello == nullptr) {
          return noHello(worker, PSCOPE_TR_NOOP("Worker", "The worker did not say hello: it is another program."));
        }
        if (hello->protocol == kProtocolVersion) {
          worker.residents = hello->residents;
          return {};
        }
        auto error = noHello(worker, PSCOPE_TR_NOOP("Worker", "The worker speaks version %1 of the protocol, not %2.")
                                         .arg(std::to_string(hello->protocol))
                                         .arg(std::to_string(kProtocolVersion)));
        error.code = ErrorCode::Unsupported;
        return error;
      }
      if (cancelled()) return cancelledError();
      if (Clock::now() - begin > kHelloTimeout) {
        auto error = noHello(worker, PSCOPE_TR_NOOP("Worker", "The worker did not start within %1 s.")
                                         .arg(std::to_string(kHelloTimeout.count() / 1000)));
        error.code = ErrorCode::Timeout;
        return error;
      }
    }
  }

  Error noHello(Worker& worker, Message what) const {
    auto error =
        makeError(ErrorCode::WorkerDied, std::move(what),
                  PSCOPE_TR_NOOP("Worker", "Check the installation of paretoscope-worker."), m_options.program);
    error.detail = worker.process.takeErrorOutput();
    return error;
  }

  void drop(std::unique_ptr<Worker>& worker) {
    if (!worker) return;
    {
      const std::scoped_lock lock(m_mutex);
      std::erase(m_processIds, worker->process.pid());
    }
    worker.reset();
  }

  Options m_options;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::vector<std::unique_ptr<Worker>> m_idle;
  std::vector<int> m_processIds;
  int m_busy = 0;
  int m_waiting = 0;
  bool m_closing = false;
};

/// A resident task in a process of its own.
class WorkerPool::PooledResident : public ResidentTask {
 public:
  PooledResident(Impl& pool, std::unique_ptr<Worker> worker, double deadlineSeconds)
      : m_pool(pool), m_worker(std::move(worker)), m_deadlineSeconds(deadlineSeconds) {}
  ~PooledResident() override { m_pool.endResident(m_worker); }

  Status open(const ResidentSpec& spec, const std::string& checkpoint, const JobContext& job) {
    m_name = m_worker->nextId++;
    PSCOPE_CHECK(m_pool.request(m_worker, OpenMessage{m_name, spec.kind, spec.parameters, checkpoint}, m_name,
                                m_deadlineSeconds, job));
    return {};
  }
  Result<std::string> call(const std::string& request, const JobContext& job) override {
    if (!m_worker) return gone();
    const auto id = m_worker->nextId++;
    return m_pool.request(m_worker, CallMessage{id, m_name, request}, id, m_deadlineSeconds, job);
  }
  Result<std::string> save(const JobContext& job) override {
    if (!m_worker) return gone();
    const auto id = m_worker->nextId++;
    return m_pool.request(m_worker, SaveMessage{id, m_name}, id, m_deadlineSeconds, job);
  }

 private:
  static Error gone() {
    return makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Worker", "The worker that kept the task has ended."));
  }

  Impl& m_pool;
  std::unique_ptr<Worker> m_worker;
  const double m_deadlineSeconds;
  std::int64_t m_name = 0;
};

WorkerPool::WorkerPool(Options options) : m_impl(std::make_unique<Impl>(std::move(options))) {}
WorkerPool::~WorkerPool() = default;

Result<std::string> WorkerPool::run(const Task& task, const JobContext& job) {
  return m_impl->run(task, job);
}
Result<std::unique_ptr<ResidentTask>> WorkerPool::openResident(const ResidentSpec& spec, const std::string& checkpoint,
                                                               const JobContext& job) {
  PSCOPE_TRY(auto worker, m_impl->startResident(spec.kind, job));
  auto resident = std::make_unique<PooledResident>(*m_impl, std::move(worker), spec.deadlineSeconds);
  PSCOPE_CHECK(resident->open(spec, checkpoint, job));
  return std::unique_ptr<ResidentTask>(std::move(resident));
}

std::vector<int> WorkerPool::processIds() const {
  return m_impl->processIds();
}

}  // namespace pscope
