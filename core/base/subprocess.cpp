#include "core/base/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <mutex>
#include <utility>

#include "core/base/file.h"

extern char** environ;

namespace pscope {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMaxLine = 64u << 20;
constexpr std::size_t kMaxErrorOutput = 64u << 10;
constexpr std::size_t kChunk = 64u << 10;
constexpr int kPollSlice = 20;  ///< ms between looks at the child where the kernel has no process descriptors

void closeDescriptor(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

/// Both ends are above 2, so that placing them at 0, 1 and 2 of the child cannot overwrite one another.
struct Pipe {
  int read = -1;
  int write = -1;

  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    closeDescriptor(read);
    closeDescriptor(write);
  }
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    for (int& end : ends) {
      if (end > 2) continue;
      const int moved = ::fcntl(end, F_DUPFD_CLOEXEC, 3);
      ::close(end);
      end = moved;
    }
    read = ends[0];
    write = ends[1];
    return read > 2 && write > 2;
  }
};

void setNonBlocking(int descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

std::vector<std::string> mergedEnvironment(const std::vector<std::pair<std::string, std::string>>& added) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto name = text.substr(0, text.find('='));
    const bool replaced = std::any_of(added.begin(), added.end(), [&](const auto& pair) { return pair.first == name; });
    if (!replaced) merged.emplace_back(text);
  }
  for (const auto& [name, value] : added) merged.push_back(name + "=" + value);
  return merged;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// File actions and attributes of the child, released with the object.
class SpawnSettings {
 public:
  SpawnSettings(int input, int output, int errors) {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    sigset_t none;
    sigset_t defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) sigaddset(&defaults, signal);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

/// Keeps SIGPIPE from this thread while it writes, whatever the program does with the signal.
class PipeSignalBlock {
 public:
  PipeSignalBlock() {
    sigemptyset(&m_pipe);
    sigaddset(&m_pipe, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    m_wasPending = sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_old);
  }
  PipeSignalBlock(const PipeSignalBlock&) = delete;
  PipeSignalBlock& operator=(const PipeSignalBlock&) = delete;
  ~PipeSignalBlock() {
    const timespec now{};
    if (!m_wasPending) {
      while (::sigtimedwait(&m_pipe, nullptr, &now) < 0 && errno == EINTR) {
      }
    }
    ::pthread_sigmask(SIG_SETMASK, &m_old, nullptr);
  }

 private:
  sigset_t m_pipe{};
  sigset_t m_old{};
  bool m_wasPending = false;
};

Error diedError() {
  return makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Subprocess", "The program ended unexpectedly."));
}

milliseconds remaining(Clock::time_point begin, milliseconds timeout) {
  if (timeout < milliseconds(0)) return timeout;
  const auto gone = std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
  return std::max(milliseconds(0), timeout - gone);
}

bool expired(Clock::time_point begin, milliseconds timeout) {
  return timeout >= milliseconds(0) && Clock::now() - begin >= timeout;
}

}  // namespace

struct Subprocess::Process {
  std::mutex mutex;
  pid_t pid = -1;
  bool reaped = false;
};

Result<Subprocess> Subprocess::start(const Options& options) {
  if (options.arguments.empty() || options.arguments.front().empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Subprocess", "No program is named."));
  }
  const std::string& program = options.arguments.front();
  const auto failure = [&](int errorNumber) {
    auto error = systemError(errorNumber,
                             PSCOPE_TR_NOOP("Subprocess", "The program %1 cannot be started.").arg(program), program);
    if (error.code == ErrorCode::NotFound) {
      error.mend = PSCOPE_TR_NOOP("Subprocess", "Check that it is installed and that its path is right.");
    }
    return error;
  };
  Pipe input;
  Pipe output;
  Pipe errors;
  if (!input.open() || !output.open() || !errors.open()) return failure(errno);
  const SpawnSettings settings(input.read, output.write, errors.write);
  auto arguments = options.arguments;
  auto environment = mergedEnvironment(options.environment);
  const auto argumentPointers = pointersTo(arguments);
  const auto environmentPointers = pointersTo(environment);
  pid_t pid = -1;
  const int status = ::posix_spawnp(&pid, program.c_str(), &settings.actions, &settings.attributes,
                                    argumentPointers.data(), environmentPointers.data());
  if (status != 0) return failure(status);
  if (options.niceness != 0) {
    errno = 0;
    const int own = ::getpriority(PRIO_PROCESS, 0);
    if (errno == 0) ::setpriority(PRIO_PROCESS, static_cast<id_t>(pid), std::min(19, own + options.niceness));
  }
  Subprocess child;
  child.m_process = std::make_shared<Process>();
  child.m_process->pid = pid;
  child.m_input = std::exchange(input.write, -1);
  child.m_output = std::exchange(output.read, -1);
  child.m_errors = std::exchange(errors.read, -1);
#ifdef SYS_pidfd_open
  child.m_pidDescriptor = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
#endif
  for (const int descriptor : {child.m_input, child.m_output, child.m_errors}) setNonBlocking(descriptor);
  return child;
}

Subprocess::Subprocess(Subprocess&& other) noexcept {
  *this = std::move(other);
}

Subprocess& Subprocess::operator=(Subprocess&& other) noexcept {
  if (this == &other) return *this;
  end();
  m_process = std::move(other.m_process);
  m_input = std::exchange(other.m_input, -1);
  m_output = std::exchange(other.m_output, -1);
  m_errors = std::exchange(other.m_errors, -1);
  m_pidDescriptor = std::exchange(other.m_pidDescriptor, -1);
  m_lineBuffer = std::move(other.m_lineBuffer);
  m_lineBegin = std::exchange(other.m_lineBegin, 0);
  m_lineScanned = std::exchange(other.m_lineScanned, 0);
  m_errorBuffer = std::move(other.m_errorBuffer);
  m_exit = std::exchange(other.m_exit, std::nullopt);
  return *this;
}

Subprocess::~Subprocess() {
  end();
}

void Subprocess::end() {
  if (m_process) {
    kill();
    closeInput();
    while (!reap()) poll(false, milliseconds(kPollSlice));
  }
  m_process.reset();
  closeDescriptor(m_input);
  closeDescriptor(m_output);
  closeDescriptor(m_errors);
  closeDescriptor(m_pidDescriptor);
}

pid_t Subprocess::pid() const {
  return m_process ? m_process->pid : -1;
}

Status Subprocess::write(std::string_view bytes, milliseconds timeout) {
  const PipeSignalBlock block;
  const auto begin = Clock::now();
  while (!bytes.empty()) {
    if (m_input < 0) return diedError();
    const ssize_t count = ::write(m_input, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
      closeInput();
      drainErrorOutput();
      return diedError();
    }
    if (expired(begin, timeout)) {
      return makeError(ErrorCode::Timeout, PSCOPE_TR_NOOP("Subprocess", "The program does not read its input."));
    }
    poll(true, remaining(begin, timeout));
  }
  return {};
}

void Subprocess::closeInput() {
  closeDescriptor(m_input);
}

std::optional<std::string> Subprocess::bufferedLine() {
  const auto end = m_lineBuffer.find('\n', std::max(m_lineBegin, m_lineScanned));
  if (end == std::string::npos) {
    m_lineScanned = m_lineBuffer.size();
    return std::nullopt;
  }
  std::string line = m_lineBuffer.substr(m_lineBegin, end - m_lineBegin);
  m_lineBegin = end + 1;
  if (m_lineBegin == m_lineBuffer.size() || m_lineBegin > kMaxLine) {
    m_lineBuffer.erase(0, m_lineBegin);
    m_lineBegin = 0;
  }
  m_lineScanned = m_lineBegin;
  return line;
}

Result<std::optional<std::string>> Subprocess::readLine(milliseconds timeout) {
  const auto begin = Clock::now();
  for (;;) {
    if (auto line = bufferedLine()) return line;
    if (m_lineBuffer.size() - m_lineBegin > kMaxLine) {
      return makeError(ErrorCode::Parse, PSCOPE_TR_NOOP("Subprocess", "The program wrote a line of more than 64 MiB."));
    }
    if (m_output < 0) {
      drainErrorOutput();
      if (m_lineBegin == m_lineBuffer.size()) return diedError();
      std::string rest = m_lineBuffer.substr(m_lineBegin);
      m_lineBuffer.clear();
      m_lineBegin = m_lineScanned = 0;
      return std::optional<std::string>(std::move(rest));
    }
    const auto before = m_lineBuffer.size();
    readOutput();
    if (m_output < 0 || m_lineBuffer.size() != before) continue;
    if (expired(begin, timeout)) return std::optional<std::string>();
    poll(false, remaining(begin, timeout));
  }
}

std::string Subprocess::takeErrorOutput() {
  drainErrorOutput();
  return std::exchange(m_errorBuffer, {});
}

void Subprocess::kill() {
  const auto process = m_process;
  if (!process) return;
  const std::scoped_lock lock(process->mutex);
  if (!process->reaped) ::kill(-process->pid, SIGKILL);
}

std::optional<Subprocess::Exit> Subprocess::wait(milliseconds timeout) {
  const auto begin = Clock::now();
  while (!reap()) {
    if (expired(begin, timeout)) return std::nullopt;
    readOutput();
    poll(false, remaining(begin, timeout));
  }
  return m_exit;
}

bool Subprocess::reap() {
  if (m_exit || !m_process) return true;
  const std::scoped_lock lock(m_process->mutex);
  int status = 0;
  rusage usage{};
  const pid_t result = ::wait4(m_process->pid, &status, WNOHANG, &usage);
  if (result == 0 || (result < 0 && errno == EINTR)) return false;
  m_process->reaped = true;
  Exit exit;
  exit.maxResidentKb = usage.ru_maxrss;
  if (result > 0 && WIFSIGNALED(status)) {
    exit.signal = WTERMSIG(status);
    exit.status = 128 + exit.signal;
  } else {
    exit.status = result > 0 ? WEXITSTATUS(status) : 255;
  }
  m_exit = exit;
  drainErrorOutput();
  return true;
}

void Subprocess::poll(bool forWriting, milliseconds timeout) {
  const bool ended = m_exit.has_value();
  std::array<pollfd, 4> polled{};
  const bool outputFits = m_lineBuffer.size() - m_lineBegin <= kMaxLine;
  polled[0] = {forWriting ? m_input : -1, POLLOUT, 0};
  polled[1] = {outputFits ? m_output : -1, POLLIN, 0};
  polled[2] = {m_errors, POLLIN, 0};
  polled[3] = {ended ? -1 : m_pidDescriptor, POLLIN, 0};
  int wait = timeout < milliseconds(0) ? -1 : static_cast<int>(std::min<std::int64_t>(timeout.count(), INT_MAX));
  if (m_pidDescriptor < 0 && (wait < 0 || wait > kPollSlice)) wait = kPollSlice;
  if (::poll(polled.data(), polled.size(), wait) <= 0) return;
  if (polled[1].revents != 0) readOutput();
  if (polled[2].revents != 0) drainErrorOutput();
  if (polled[3].revents != 0 && polled[1].revents == 0) reap();
}

void Subprocess::readOutput() {
  std::array<char, kChunk> chunk;
  while (m_output >= 0 && m_lineBuffer.size() - m_lineBegin <= kMaxLine) {
    const ssize_t count = ::read(m_output, chunk.data(), chunk.size());
    if (count > 0) {
      m_lineBuffer.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      closeDescriptor(m_output);
    } else if (errno != EINTR) {
      return;
    }
  }
}

void Subprocess::drainErrorOutput() {
  std::array<char, kChunk> chunk;
  // Bounded, so that a child that never stops talking cannot hold us here.
  for (int turn = 0; turn < 64 && m_errors >= 0; ++turn) {
    const ssize_t count = ::read(m_errors, chunk.data(), chunk.size());
    if (count > 0) {
      m_errorBuffer.append(chunk.data(), static_cast<std::size_t>(count));
      if (m_errorBuffer.size() > kMaxErrorOutput) m_errorBuffer.erase(0, m_errorBuffer.size() - kMaxErrorOutput);
    } else if (count == 0) {
      closeDescriptor(m_errors);
    } else if (errno != EINTR) {
      return;
    }
  }
}

std::string programFolder() {
  std::array<char, PATH_MAX> path{};
  const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return ".";
  const std::string_view text(path.data(), static_cast<std::size_t>(size));
  const auto slash = text.rfind('/');
  return std::string(slash == 0 ? "/" : text.substr(0, slash));
}

}  // namespace pscope
