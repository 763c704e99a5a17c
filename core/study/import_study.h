#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"
#include "core/study/import_names.h"

namespace pscope {

/// What a reader made of a file from elsewhere, before anything is written.
struct ImportedStudy {
  /// Bytes that are kept in the study as they came.
  struct Original {
    std::string kind;  ///< "optuna-sqlite", "csv"
    std::string bytes;
  };
  SearchConfig config;
  std::string spaceDocument;
  std::vector<Candidate> candidates;   ///< ids ascending from 1
  std::vector<Message> notes;          ///< what was guessed, renamed or left out: for people, and for the study's log
  std::string notesKind = "imported";  ///< of the lines in that log
  std::vector<Original> originals;
};

/// @error Cancelled  `job` was asked to stop
Status checkNotStopped(const JobContext& job);

/// Estimator of an objective whose values came from a file: says from where, and that it cannot measure more.
EstimatorSpec importedEstimator(const std::string& source);
/// Name of the strategy in the configuration of a study that no search made.
inline constexpr const char* kImportedStrategy = "imported";

/// Program, time and file of imported numbers; `source` such as "nb201_cifar10.csv, column params".
std::shared_ptr<const Provenance> importedProvenance(const std::string& reader, const std::string& source,
                                                     const std::string& fileHash, const std::string& spaceHash);

/// Bytes that a study keeps, under the hash of their content.
struct StudyArtifact {
  std::string hash;
  std::string kind;
  std::int64_t bytes = 0;
};
/// In the order of their making. @error those of opening a database
Result<std::vector<StudyArtifact>> listArtifacts(const std::string& studyPath);
/// @error NotFound (no such artifact), those of opening a database
Result<std::string> readArtifact(const std::string& studyPath, const std::string& hash);

/// Writes a new study; it appears at `path` whole or not at all.
/// @error InvalidArgument (exists already), ReadOnly, DiskFull, Io, Cancelled; nothing is left behind then
/// @thread any; `job` is polled and told the progress
Status writeImportedStudy(const ImportedStudy& study, const std::string& path, const JobContext& job);

}  // namespace pscope
