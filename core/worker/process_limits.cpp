#include <dlfcn.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "core/base/file.h"
#include "core/nn/trainer.h"
#include "core/worker/worker.h"

namespace pscope {

Result<ProtocolDescriptors> claimStandardStreams() {
  const auto fail = [] {
    return systemError(errno, PSCOPE_TR_NOOP("Worker", "Standard input and output cannot be used for the protocol."),
                       "");
  };
  ProtocolDescriptors descriptors;
  descriptors.input = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  descriptors.output = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (descriptors.input < 0 || descriptors.output < 0) return fail();
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return fail();
  ::close(nothing);
  return descriptors;
}

void limitThreads(int threads) {
  const std::string text = std::to_string(threads);
  for (const char* name : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
    ::setenv(name, text.c_str(), 1);
  }
  // OpenBLAS has read its environment when it was loaded, before main: tell it, if it is the BLAS in use.
  using SetThreads = void (*)(int);
  if (auto set = reinterpret_cast<SetThreads>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")); set != nullptr) {
    set(threads);
  }
  setTrainingThreads(threads);
}

void limitMemory(std::int64_t bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  (void)bytes;  // their shadow memory counts too
#else
  if (bytes <= 0) {
    const auto pages = static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES));
    bytes = pages * static_cast<std::int64_t>(::sysconf(_SC_PAGESIZE)) / 5 * 4;
  }
  rlimit limit{};
  if (bytes <= 0 || ::getrlimit(RLIMIT_DATA, &limit) != 0) return;
  const auto wanted = static_cast<rlim_t>(bytes);
  if (limit.rlim_max == RLIM_INFINITY || wanted < limit.rlim_max) {
    limit.rlim_cur = wanted;
    ::setrlimit(RLIMIT_DATA, &limit);
  }
#endif
}

}  // namespace pscope
