#include "core/study/import_study.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/hash.h"
#include "core/study/database.h"
#include "core/study/study.h"
#include "core/study/study_files.h"

namespace pscope {
namespace {

constexpr std::int64_t kReportEvery = 1000;

Status fill(Study& study, const ImportedStudy& imported, const JobContext& job) {
  std::vector<std::string> notes;
  for (const auto& note : imported.notes) notes.push_back(format(note));
  PSCOPE_CHECK(study.addEvents(imported.notesKind, notes));
  const auto total = static_cast<std::int64_t>(imported.candidates.size());
  std::int64_t done = 0;
  for (const auto& candidate : imported.candidates) {
    PSCOPE_CHECK(checkNotStopped(job));
    study.post(candidate);
    if (++done % kReportEvery != 0) continue;
    PSCOPE_CHECK(study.flush());  // bounds what waits in memory
    job.report({done, total, "write"});
  }
  return study.close();
}

/// While no study has the file open.
Status addOriginals(const std::string& path, const ImportedStudy& imported) {
  if (imported.originals.empty()) return {};
  PSCOPE_TRY(auto database, Database::open(path, Database::Access::Write));
  PSCOPE_TRY(auto row,
             SqlStatement::prepare(database,
                                   "INSERT INTO artifact(hash, kind, created, bytes) "
                                   "VALUES (?1, ?2, unixepoch(), CAST(?3 AS BLOB)) ON CONFLICT(hash) DO NOTHING"));
  for (const auto& original : imported.originals) {
    const std::string hash = hashText(original.bytes);
    row.bind(1, hash);
    row.bind(2, original.kind);
    row.bind(3, original.bytes);
    PSCOPE_CHECK(row.run());
  }
  return {};
}

Error existsAlready(const std::string& path) {
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Study", "The file exists already."),
                   PSCOPE_TR_NOOP("Study", "Choose another name, or open the study."), path);
}

}  // namespace

Status checkNotStopped(const JobContext& job) {
  if (!job.stop.stop_requested()) return {};
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Import", "The import was stopped; nothing was written."));
}

EstimatorSpec importedEstimator(const std::string& source) {
  const Json parameters = {{"type", "imported"}, {"source", source}};
  return {"imported", parameters.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

std::shared_ptr<const Provenance> importedProvenance(const std::string& reader, const std::string& source,
                                                     const std::string& fileHash, const std::string& spaceHash) {
  Provenance provenance = provenanceOfThisProgram();
  provenance.estimator = reader;
  provenance.estimatorVersion = "1";
  // The numbers were not made on this machine.
  provenance.hostCpu.clear();
  provenance.instructionSet.clear();
  provenance.spaceHash = spaceHash;
  provenance.dataHash = fileHash;
  provenance.source = source;
  provenance.evidence = "user";
  return std::make_shared<const Provenance>(std::move(provenance));
}

Result<std::vector<StudyArtifact>> listArtifacts(const std::string& studyPath) {
  PSCOPE_TRY(auto database, Database::open(studyPath, Database::Access::Read));
  PSCOPE_TRY(auto row,
             SqlStatement::prepare(database, "SELECT hash, kind, length(bytes) FROM artifact ORDER BY created, hash"));
  std::vector<StudyArtifact> artifacts;
  for (;;) {
    PSCOPE_TRY(const bool more, row.step());
    if (!more) return artifacts;
    artifacts.push_back({std::string(row.text(0)), std::string(row.text(1)), row.integer(2)});
  }
}

Result<std::string> readArtifact(const std::string& studyPath, const std::string& hash) {
  PSCOPE_TRY(auto database, Database::open(studyPath, Database::Access::Read));
  PSCOPE_TRY(auto row, SqlStatement::prepare(database, "SELECT bytes FROM artifact WHERE hash = ?1"));
  row.bind(1, hash);
  PSCOPE_TRY(const bool found, row.step());
  if (found) return std::string(row.text(0));
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Study", "The study keeps no bytes of this name."), {},
                   studyPath, hash);
}

Status writeImportedStudy(const ImportedStudy& study, const std::string& givenPath, const JobContext& job) {
  const std::string path = absolutePath(givenPath);
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return existsAlready(path);
  PSCOPE_TRY(const std::string temporary, temporaryBeside(path));
  removeDatabase(temporary);
  Status status;
  {
    auto created = Study::create(temporary, study.config, study.spaceDocument);
    status = created.ok() ? fill(*created.value(), study, job) : Status(created.error());
  }
  if (status.ok()) status = addOriginals(temporary, study);
  if (status.ok() && std::filesystem::exists(path, ignored)) status = existsAlready(path);
  if (status.ok()) status = moveInto(temporary, path);
  if (status.ok()) return status;
  removeDatabase(temporary);
  auto error = std::move(status).error();
  if (error.file == temporary) error.file = path;
  return error;
}

}  // namespace pscope
