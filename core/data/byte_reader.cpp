#include "core/data/byte_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "core/base/file.h"

namespace pscope {
namespace {

/// Deflate packs a run of equal bytes at most this well (RFC 1951: 258 bytes in two bits).
constexpr std::int64_t kGzipRatio = 1032;

}  // namespace

struct ByteReader::Impl {
  std::string path;
  gzFile file = nullptr;
  std::int64_t diskBytes = 0;
  std::int64_t offset = 0;
  bool packed = false;

  ~Impl() {
    if (file != nullptr) gzclose(file);
  }
};

ByteReader::ByteReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ByteReader::ByteReader(ByteReader&& other) noexcept = default;
ByteReader& ByteReader::operator=(ByteReader&& other) noexcept = default;
ByteReader::~ByteReader() = default;

Result<ByteReader> ByteReader::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return systemError(errno, PSCOPE_TR_NOOP("Data", "The data file cannot be opened."), path);
  struct stat info{};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(descriptor);
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Data", "This is not a file."),
                     PSCOPE_TR_NOOP("Data", "Name a data file or a folder that holds some."), path);
  }
  std::array<unsigned char, 2> magic{};
  const bool packed = ::pread(descriptor, magic.data(), 2, 0) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->diskBytes = info.st_size;
  impl->packed = packed;
  impl->file = gzdopen(descriptor, "rb");
  if (impl->file == nullptr) {
    ::close(descriptor);
    return systemError(ENOMEM, PSCOPE_TR_NOOP("Data", "The data file cannot be opened."), path);
  }
  gzbuffer(impl->file, 1u << 18);
  return ByteReader(std::move(impl));
}

Result<std::size_t> ByteReader::readSome(std::span<std::uint8_t> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto piece = static_cast<unsigned>(std::min<std::size_t>(bytes.size() - filled, 1u << 24));
    const int count = gzread(m_impl->file, bytes.data() + filled, piece);
    int problem = Z_OK;
    const char* text = gzerror(m_impl->file, &problem);
    if (count < 0 || problem == Z_BUF_ERROR) {
      if (problem == Z_ERRNO) {
        return systemError(errno, PSCOPE_TR_NOOP("Data", "The data file cannot be read."), m_impl->path);
      }
      m_impl->offset += std::max(count, 0);
      auto damaged = error(PSCOPE_TR_NOOP("Data", "The compressed data are damaged or end too early."),
                           PSCOPE_TR_NOOP("Data", "Get the file again, or unpack it with gzip to see what is left."));
      damaged.detail = text;
      return damaged;
    }
    filled += static_cast<std::size_t>(count);
    m_impl->offset += count;
    if (count < static_cast<int>(piece)) break;
  }
  return filled;
}

Status ByteReader::readAll(std::span<std::uint8_t> bytes, const char* item) {
  PSCOPE_TRY(const std::size_t count, readSome(bytes));
  if (count == bytes.size()) return {};
  return error(PSCOPE_TR_NOOP("Data", "The file ends here, %1 bytes too early, within %2.")
                   .arg(std::to_string(bytes.size() - count))
                   .arg(item),
               PSCOPE_TR_NOOP("Data", "The file is truncated: get it again."));
}

Status ByteReader::expectEnd() {
  std::array<std::uint8_t, 1> byte{};
  const std::int64_t end = m_impl->offset;
  PSCOPE_TRY(const std::size_t count, readSome(byte));
  if (count == 0) return {};
  return errorAt(end, PSCOPE_TR_NOOP("Data", "Bytes follow here, after everything that the header promises."),
                 PSCOPE_TR_NOOP("Data", "Check that it is the right file; cut it off here if it is."));
}

std::int64_t ByteReader::offset() const {
  return m_impl->offset;
}
const std::string& ByteReader::path() const {
  return m_impl->path;
}

std::int64_t ByteReader::possibleBytes() const {
  const std::int64_t whole = m_impl->packed ? m_impl->diskBytes * kGzipRatio : m_impl->diskBytes;
  return std::max<std::int64_t>(0, whole - m_impl->offset);
}

Error ByteReader::error(Message what, Message mend) const {
  return errorAt(m_impl->offset, std::move(what), std::move(mend));
}

Error ByteReader::errorAt(std::int64_t offset, Message what, Message mend) const {
  return makeError(ErrorCode::Parse, std::move(what), std::move(mend), m_impl->path, "byte " + std::to_string(offset));
}

}  // namespace pscope
