#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/study/database.h"

namespace pscope {

/// "PScp", in the header of every study file.
inline constexpr std::int64_t kStudyApplicationId = 0x50536370;

/// One step of the schema: from version - 1 to version.
struct Migration {
  std::int64_t version = 0;
  const char* sql = "";
};
/// All steps, ascending from 1 without gaps; the last one is the version that this program writes.
std::span<const Migration> studyMigrations();
std::int64_t studySchemaVersion();
/// Studies from this version on can be read as they are.
inline constexpr std::int64_t kOldestReadableVersion = 1;
/// From this version on a candidate has a rung.
inline constexpr std::int64_t kRungVersion = 2;

/// Brings a study to the newest of `migrations`, one transaction a step. A failed step leaves the version before it.
/// @error NewerVersion  the file is newer than the last step; nothing is changed
Status migrate(Database& database, std::span<const Migration> migrations);
/// @error Parse (no study), NewerVersion
Status checkStudy(Database& database, std::int64_t newestVersion);

}  // namespace pscope
