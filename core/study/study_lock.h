#pragma once

#include <string>

#include "core/base/result.h"

namespace pscope {

/// The right to write a study, held by one open file across all programs: a lock file beside it names the holder.
///
/// The lock ends with its process, so a killed program leaves none; its file is removed when the lock is released.
class StudyLock {
 public:
  /// @error ReadOnly (held, with process and host of the holder; or the folder may not be written), DiskFull, Io
  static Result<StudyLock> acquire(const std::string& studyPath);
  StudyLock() = default;
  StudyLock(StudyLock&& other) noexcept;
  StudyLock& operator=(StudyLock&& other) noexcept;
  StudyLock(const StudyLock&) = delete;
  StudyLock& operator=(const StudyLock&) = delete;
  ~StudyLock();

  void release();

 private:
  std::string m_path;
  int m_descriptor = -1;
};

/// Name of this machine.
std::string hostName();

}  // namespace pscope
