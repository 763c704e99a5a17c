#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/study/database.h"
#include "core/study/study.h"

namespace pscope {

/// Writes candidates, their measurements and the provenance these share as rows of the study.
/// @thread the study's writer
class CandidateWriter {
 public:
  static Result<CandidateWriter> create(Database& database);

  /// Inserts the candidate or replaces the one of the same id. Measurements that are not finite are left out.
  Status write(const Candidate& candidate);
  Status write(const SearchSnapshot& snapshot);
  /// Forgets what a transaction wrote that was rolled back.
  void forgetProvenance() { m_provenanceIds.clear(); }

 private:
  Status writeMeasurement(CandidateId id, std::int64_t position, const Measurement& measurement);
  Result<std::int64_t> provenanceId(const std::shared_ptr<const Provenance>& provenance);

  SqlStatement m_candidate;
  SqlStatement m_clear;
  SqlStatement m_measurement;
  SqlStatement m_findProvenance;
  SqlStatement m_addProvenance;
  SqlStatement m_snapshot;
  /// Holding the pointers keeps an address from meaning another provenance later.
  std::map<std::shared_ptr<const Provenance>, std::int64_t> m_provenanceIds;
};

/// The provenance rows read so far, so that all candidates share them. @thread any
class ProvenanceCache {
 public:
  Result<std::shared_ptr<const Provenance>> get(Database& database, std::int64_t id);

 private:
  std::mutex m_mutex;
  std::unordered_map<std::int64_t, std::shared_ptr<const Provenance>> m_rows;
};

/// Candidates with first <= id <= last, ascending, within one read transaction.
Result<std::vector<Candidate>> readCandidates(Database& database, CandidateId first, CandidateId last,
                                              ProvenanceCache& provenance);
Result<std::optional<SearchSnapshot>> readSnapshot(Database& database);

}  // namespace pscope
