#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/space/space.h"
#include "core/study/study.h"

namespace pscope {

/// Notes of a candidate that a person put into the search.
inline constexpr const char* kByHandNotes = "by hand";

/// The designs that persons, or earlier studies, put into a search, each with its place in the order of asking.
///
/// Of those put in by hand a place is written to the study before the design is evaluated: whoever resumes the search
/// takes the design there instead of asking the strategy, so that all other candidates stay what they were.
/// @thread one at a time
class InjectedDesigns {
 public:
  /// Reads those of a study. @error Database  they are damaged: no list, a place or parent below 1, no design of
  /// `space`
  static Result<InjectedDesigns> load(const Study& study, const Space& space);

  /// Takes a candidate (id, genome, parents) over, without a study.
  void add(const Candidate& candidate) { m_byPlace[candidate.id.value] = candidate; }
  /// One that a study was made with: it stands there as a candidate, whatever became of it. Its values are left out.
  void addFirst(const Candidate& candidate);
  /// Like add(), and writes it to the study before it returns. @error those of Study::setSetting(); it is not taken
  /// over
  Status add(const Candidate& candidate, Study& study);

  /// nullptr: the strategy is asked at this place.
  const Candidate* at(std::int64_t place) const;
  std::int64_t last() const { return m_byPlace.empty() ? 0 : m_byPlace.rbegin()->first; }

 private:
  std::map<std::int64_t, Candidate> m_byPlace;
};

}  // namespace pscope
