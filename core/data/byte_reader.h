#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"

namespace pscope {

/// Reads a file from its beginning, plain or gzip (told by its content), and knows where it is.
///
/// Never allocates by what a file claims: read() fills what the caller gives. Offsets are those of the unpacked bytes.
/// @thread one at a time
class ByteReader {
 public:
  /// @error NotFound, ReadOnly, InvalidArgument (a folder), Io
  static Result<ByteReader> open(const std::string& path);
  ByteReader(ByteReader&& other) noexcept;
  ByteReader& operator=(ByteReader&& other) noexcept;
  ~ByteReader();

  /// Reads up to `bytes.size()` bytes; fewer only at the end of the file.
  /// @error Parse (damaged or truncated gzip, with the offset), Io
  Result<std::size_t> readSome(std::span<std::uint8_t> bytes);
  /// Fills all of `bytes`. @error Parse when the file ends before; `item` says what was being read
  Status readAll(std::span<std::uint8_t> bytes, const char* item);
  /// @error Parse when bytes follow
  Status expectEnd();

  std::int64_t offset() const;
  const std::string& path() const;
  /// Upper limit of how many unpacked bytes can follow the current offset, from the size on disk (gzip packs at most
  /// about 1032 to 1).
  std::int64_t possibleBytes() const;
  /// A Parse error at the current offset, or at another one.
  Error error(Message what, Message mend) const;
  Error errorAt(std::int64_t offset, Message what, Message mend) const;

 private:
  struct Impl;
  explicit ByteReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
