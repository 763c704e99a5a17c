#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace pscope {

/// The path from the root, so that it means the same after the program changes its folder.
std::string absolutePath(const std::string& path);

/// What the header of a study's file says before SQLite opens it.
struct FileHeader {
  bool writeAheadLog = false;
  std::uintmax_t size = 0;
};
/// @error NotFound, ReadOnly, Io, Parse (no database), Database (its end is missing; place: the byte it ends at)
Result<FileHeader> readHeader(const std::string& path);

bool mayWriteFolder(const std::string& path);  ///< the one in which `path` lies
bool isNotEmpty(const std::string& path);

/// Lets SQLite undo what a killed program left half done; a connection for reading may not.
Status recover(const std::string& path);

/// A copy of a study and its log in a temporary folder, removed with the object: for a study that was not closed and
/// lies where nothing may be written.
class ScratchCopy {
 public:
  static Result<std::unique_ptr<ScratchCopy>> make(const std::string& path);
  ScratchCopy(const ScratchCopy&) = delete;
  ScratchCopy& operator=(const ScratchCopy&) = delete;
  ~ScratchCopy();
  std::string path() const { return m_folder + "/study.pscope"; }

 private:
  explicit ScratchCopy(std::string folder) : m_folder(std::move(folder)) {}
  std::string m_folder;
};

/// Path of a new, empty file beside `path`. @error ReadOnly, NotFound, DiskFull, Io
Result<std::string> temporaryBeside(const std::string& path);
/// Renames; what was at `path` is replaced.
Status moveInto(const std::string& temporary, const std::string& path);
/// The file and what SQLite may have left beside it.
void removeDatabase(const std::string& path);

}  // namespace pscope
