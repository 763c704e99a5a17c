#include "core/study/study_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "core/base/file.h"

namespace pscope {
namespace {

std::string readText(int descriptor) {
  std::array<char, 256> buffer{};
  const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  std::string text(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Whether the path still names the open file (it may have been removed by a holder that ended).
bool isSameFile(int descriptor, const std::string& path) {
  struct stat open{};
  struct stat named{};
  return ::fstat(descriptor, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
         open.st_dev == named.st_dev;
}

}  // namespace

std::string hostName() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown";
  return name.data();
}

Result<StudyLock> StudyLock::acquire(const std::string& studyPath) {
  StudyLock lock;
  lock.m_path = studyPath + ".lock";
  for (;;) {
    const int descriptor = ::open(lock.m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be opened for writing."), studyPath);
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int errorNumber = errno;
      std::string holder = readText(descriptor);
      ::close(descriptor);
      if (errorNumber != EWOULDBLOCK) {
        return systemError(errorNumber, PSCOPE_TR_NOOP("Study", "The study cannot be locked."), studyPath);
      }
      if (holder.empty()) holder = "unknown";
      return makeError(ErrorCode::ReadOnly,
                       PSCOPE_TR_NOOP("Study", "Another program (%1) is writing the study.").arg(std::move(holder)),
                       PSCOPE_TR_NOOP("Study", "Close it there, or open it read-only here."), studyPath);
    }
    if (!isSameFile(descriptor, lock.m_path)) {
      ::close(descriptor);
      continue;
    }
    lock.m_descriptor = descriptor;
    break;
  }
  const std::string text = "process " + std::to_string(::getpid()) + " on " + hostName() + "\n";
  // The text is a courtesy to other programs: the lock holds without it.
  if (::ftruncate(lock.m_descriptor, 0) == 0) {
    [[maybe_unused]] const auto written = ::pwrite(lock.m_descriptor, text.data(), text.size(), 0);
  }
  return lock;
}

StudyLock::StudyLock(StudyLock&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)) {}

StudyLock& StudyLock::operator=(StudyLock&& other) noexcept {
  if (this == &other) return *this;
  release();
  m_path = std::move(other.m_path);
  m_descriptor = std::exchange(other.m_descriptor, -1);
  return *this;
}

StudyLock::~StudyLock() {
  release();
}

void StudyLock::release() {
  if (m_descriptor < 0) return;
  ::unlink(m_path.c_str());
  ::close(std::exchange(m_descriptor, -1));
}

}  // namespace pscope
