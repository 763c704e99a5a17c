#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pscope {

/// The bytes of a file of at most `maxBytes`. @error NotFound, Io, InvalidArgument (too large or a folder)
Result<std::string> readFile(const std::string& path, std::size_t maxBytes = 1u << 30);

/// Writes a file so that readers see the old text or the whole new one: temporary file beside it, fsync, rename.
/// @error ReadOnly, DiskFull, Io; the old file is untouched then
Status writeFileAtomically(const std::string& path, std::string_view bytes);

/// The error for a failed system call on `path`: `errorNumber` (errno) decides code and mend.
Error systemError(int errorNumber, Message what, const std::string& path);

}  // namespace pscope
