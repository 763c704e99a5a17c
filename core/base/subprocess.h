#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace pscope {

/// A child process with pipes on its standard input and output; its standard error is read too.
///
/// Spawned with posix_spawn from arguments (no shell), every other descriptor closed on exec, in its own process group
/// so that Ctrl-C in a terminal reaches only us. The destructor kills and reaps it. SIGPIPE is ignored by write().
/// All functions that wait also read what the child writes, so that neither side can block the other.
/// @thread one at a time, except kill(), which may come from any thread
class Subprocess {
 public:
  struct Options {
    std::vector<std::string> arguments;                            ///< program first; searched on PATH when without '/'
    std::vector<std::pair<std::string, std::string>> environment;  ///< added to ours
    int niceness = 0;                                              ///< added to ours
  };
  struct Exit {
    int status = 0;  ///< exit status, or 128 + signal
    int signal = 0;  ///< 0 unless a signal ended it
    long maxResidentKb = 0;
  };

  /// @error NotFound (no such program), ReadOnly (not allowed to run it), OutOfMemory, Io
  static Result<Subprocess> start(const Options& options);
  Subprocess(Subprocess&& other) noexcept;
  Subprocess& operator=(Subprocess&& other) noexcept;
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;
  ~Subprocess();

  pid_t pid() const;
  /// Writes all bytes; a negative timeout waits for ever.
  /// @error WorkerDied when the child no longer reads; Timeout (a part may have been written)
  Status write(std::string_view bytes, std::chrono::milliseconds timeout = std::chrono::milliseconds(-1));
  void closeInput();
  /// Next line of the child's standard output without its line end; nothing at a timeout (negative: none). Lines are at
  /// most 64 MiB; a last line without its end counts too.
  /// @error WorkerDied at end of output, Parse for a longer line
  Result<std::optional<std::string>> readLine(std::chrono::milliseconds timeout);
  /// What came on standard error since the last call (the newest 64 kB at most).
  std::string takeErrorOutput();
  /// SIGKILL to the child's process group. @thread any
  void kill();
  /// Waits for the end; nothing at a timeout (negative: none).
  std::optional<Exit> wait(std::chrono::milliseconds timeout);

 private:
  struct Process;  ///< pid and whether it was reaped, guarded for kill()

  Subprocess() = default;
  void drainErrorOutput();
  void readOutput();
  /// Polls until something arrived, input may be written (when asked for), the child ended, or the timeout.
  void poll(bool forWriting, std::chrono::milliseconds timeout);
  bool reap();
  std::optional<std::string> bufferedLine();
  void end();

  std::shared_ptr<Process> m_process;
  int m_input = -1;
  int m_output = -1;
  int m_errors = -1;
  int m_pidDescriptor = -1;
  std::string m_lineBuffer;
  std::size_t m_lineBegin = 0;    ///< start of the first line not yet returned
  std::size_t m_lineScanned = 0;  ///< no line end before this offset
  std::string m_errorBuffer;
  std::optional<Exit> m_exit;
};

/// Folder of the running program (/proc/self/exe): its sister programs lie beside it.
std::string programFolder();

}  // namespace pscope
