#pragma once

#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/search/strategy.h"

namespace pscope {

/// One bracket of successive halving: designs on a rung of which, once all of them were told, one in `eta` goes on to
/// the next rung, up to the top. Failed and infeasible ones never go on.
/// @thread one at a time
class HalvingBracket {
 public:
  /// @param designs  on the first rung, > 0    @param rung  the first one, 0 .. topRung
  HalvingBracket(int designs, int rung, int topRung) : m_places(designs), m_rung(rung), m_topRung(topRung) {}

  /// A promoted design that was not asked yet.
  std::optional<Proposal> next();
  /// The first rung has a free place.
  bool wantsDesign() const { return m_first && static_cast<int>(m_members.size()) < m_places; }
  /// Takes a free place, asked at once.
  Proposal add(Genome genome);
  /// The space holds no more designs: the bracket goes on with those that it has.
  void closeFirstRung(int eta);
  /// @return false when the outcome is of none of its designs on this rung
  bool tell(const Outcome& outcome, int eta);
  /// Candidates that it is still going to ask for, at most: free places here, and those on the rungs above.
  std::int64_t toCome(int eta) const;
  /// Its last rung was told, or nobody could go on.
  bool ended() const { return m_ended; }

  /// Candidates of a whole bracket on all its rungs.
  static std::int64_t candidatesOf(int designs, int eta, int rung, int topRung);

  Json save() const;
  /// @error Parse  another space's, or damaged
  static Result<HalvingBracket> load(const JsonView& json, const StrategyContext& context);

 private:
  struct Member {
    Genome genome;
    std::vector<CandidateId> parents;
    std::optional<Outcome> outcome;
  };
  std::optional<int> askedRung() const { return m_rung < m_topRung ? std::optional<int>(m_rung) : std::nullopt; }
  void goOnWhenTold(int eta);

  int m_places;  ///< on this rung
  int m_rung;
  int m_topRung;
  bool m_first = true;
  bool m_ended = false;
  std::vector<Member> m_members;
  std::size_t m_asked = 0;  ///< of them, the first ones
};

}  // namespace pscope
