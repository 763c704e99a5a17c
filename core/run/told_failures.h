#pragma once

#include <cstdint>
#include <set>

#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/study/study.h"

namespace pscope {

/// Candidates that were evaluated again after the strategy had been told of their failure: whatever follows what was
/// told (the rules that stop a search) must see the failure again when the search is resumed. Kept in the study.
class ToldFailures {
 public:
  static Result<ToldFailures> load(const Study& study);
  /// @error those of Study::setSetting()
  Status add(CandidateId id, Study& study);
  /// The candidate as the strategy was told of it.
  Candidate asTold(Candidate candidate) const;

 private:
  std::set<std::int64_t> m_ids;
};

}  // namespace pscope
