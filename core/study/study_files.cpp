#include "core/study/study_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

#include "core/base/file.h"
#include "core/study/database.h"

namespace pscope {
namespace {

namespace fs = std::filesystem;

Error notAStudy(const std::string& path, Message what) {
  return makeError(ErrorCode::Parse, std::move(what), PSCOPE_TR_NOOP("Study", "Choose a file that Paretoscope wrote."),
                   path);
}

std::uint32_t bigEndian(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

}  // namespace

std::string absolutePath(const std::string& path) {
  std::error_code error;
  const auto absolute = fs::absolute(path, error);
  return error ? path : absolute.lexically_normal().string();
}

Result<FileHeader> readHeader(const std::string& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be opened."), path);
  }
  if (S_ISDIR(info.st_mode)) return notAStudy(path, PSCOPE_TR_NOOP("Study", "This is a folder, not a study."));
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file) return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be opened."), path);
  std::array<char, 100> buffer{};
  const auto count = std::fread(buffer.data(), 1, buffer.size(), file.get());
  const std::string_view header(buffer.data(), count);
  if (header.substr(0, 16) != std::string_view("SQLite format 3\0", 16)) {
    return notAStudy(path, PSCOPE_TR_NOOP("Study", "The file is not a study."));
  }
  FileHeader result;
  result.size = static_cast<std::uintmax_t>(info.st_size);
  result.writeAheadLog = count >= 20 && header[18] == 2;
  if (count == buffer.size()) {
    const std::uintmax_t pageField = bigEndian(header, 14) & 0xffff;
    const std::uintmax_t pageSize = pageField == 1 ? 65536 : pageField;
    const bool sizeIsValid = header.substr(24, 4) == header.substr(92, 4);
    if (!sizeIsValid || pageSize * bigEndian(header, 28) <= result.size) return result;
  }
  return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Study", "The study is cut off: its end is missing."),
                   PSCOPE_TR_NOOP("Study", "Copy it again from where it is whole."), path,
                   "byte " + std::to_string(result.size));
}

bool mayWriteFolder(const std::string& path) {
  const auto folder = fs::path(path).parent_path().string();
  return ::euidaccess(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

Status recover(const std::string& path) {
  PSCOPE_TRY(auto database, Database::open(path, Database::Access::Write));
  PSCOPE_CHECK(database.integer("SELECT count(*) FROM sqlite_schema"));
  return {};
}

bool isNotEmpty(const std::string& path) {
  std::error_code error;
  return fs::file_size(path, error) > 0 && !error;
}

Result<std::unique_ptr<ScratchCopy>> ScratchCopy::make(const std::string& path) {
  const char* root = std::getenv("TMPDIR");
  std::string folder = std::string(root != nullptr && *root != '\0' ? root : "/tmp") + "/paretoscope-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) {
    return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be copied for reading."), folder);
  }
  std::unique_ptr<ScratchCopy> copy(new ScratchCopy(folder));
  std::error_code error;
  fs::copy_file(path, copy->path(), error);
  for (const char* suffix : {"-wal", "-journal"}) {
    std::error_code ignored;
    if (!error && fs::exists(path + suffix, ignored)) fs::copy_file(path + suffix, copy->path() + suffix, error);
  }
  if (error) {
    return systemError(error.value(), PSCOPE_TR_NOOP("Study", "The study cannot be copied for reading."), path);
  }
  for (const char* suffix : {"", "-wal", "-journal"}) {
    fs::permissions(copy->path() + suffix, fs::perms::owner_read | fs::perms::owner_write, error);
  }
  PSCOPE_CHECK(recover(copy->path()));
  return copy;
}

ScratchCopy::~ScratchCopy() {
  std::error_code error;
  fs::remove_all(m_folder, error);
}

Result<std::string> temporaryBeside(const std::string& path) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be written."), path);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor, static_cast<mode_t>(0666 & ~mask));
  ::close(descriptor);
  return temporary;
}

Status moveInto(const std::string& temporary, const std::string& path) {
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    return systemError(errno, PSCOPE_TR_NOOP("Study", "The study cannot be written."), path);
  }
  return {};
}

void removeDatabase(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
}

}  // namespace pscope
