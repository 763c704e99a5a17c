#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace pscope {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  int get() const { return m_fd; }
  int release() { return std::exchange(m_fd, -1); }

 private:
  int m_fd;
};

}  // namespace

Error systemError(int errorNumber, Message what, const std::string& path) {
  ErrorCode code = ErrorCode::Io;
  Message mend = PSCOPE_TR_NOOP("File", "Check the path and its permissions.");
  switch (errorNumber) {
    case ENOENT:
    case ENOTDIR:
      code = ErrorCode::NotFound;
      mend = PSCOPE_TR_NOOP("File", "Check that the path exists.");
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      code = ErrorCode::ReadOnly;
      mend = PSCOPE_TR_NOOP("File", "Choose a place that you may read and write.");
      break;
    case ENOSPC:
    case EDQUOT:
      code = ErrorCode::DiskFull;
      mend = PSCOPE_TR_NOOP("File", "Free some space or choose another disk.");
      break;
    case ENOMEM:
      code = ErrorCode::OutOfMemory;
      break;
    default:
      break;
  }
  auto error = makeError(code, std::move(what), std::move(mend), path);
  error.detail = std::strerror(errorNumber);
  return error;
}

Result<std::string> readFile(const std::string& path, std::size_t maxBytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return systemError(errno, PSCOPE_TR_NOOP("File", "The file cannot be opened."), path);
  struct stat info{};
  if (::fstat(file.get(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("File", "This is a folder, not a file."),
                     PSCOPE_TR_NOOP("File", "Name a file in it."), path);
  }
  std::string bytes;
  std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return systemError(errno, PSCOPE_TR_NOOP("File", "The file cannot be read."), path);
    if (count == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(count) > maxBytes) {
      return makeError(ErrorCode::InvalidArgument,
                       PSCOPE_TR_NOOP("File", "The file is larger than %1 bytes.").arg(std::to_string(maxBytes)),
                       PSCOPE_TR_NOOP("File", "Check that it is the right file."), path);
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Status writeFileAtomically(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return systemError(errno, PSCOPE_TR_NOOP("File", "The file cannot be written."), path);
  const auto fail = [&](int errorNumber) {
    ::unlink(temporary.c_str());
    return systemError(errorNumber, PSCOPE_TR_NOOP("File", "The file cannot be written."), path);
  };
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  struct stat old{};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : static_cast<mode_t>(0666 & ~mask);
  if (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0) return fail(errno);
  if (::close(file.release()) != 0) return fail(errno);
  if (::rename(temporary.c_str(), path.c_str()) != 0) return fail(errno);
  return {};
}

}  // namespace pscope
