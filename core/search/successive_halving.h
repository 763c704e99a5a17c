#pragma once

#include <list>
#include <vector>

#include "core/search/design_sampler.h"
#include "core/search/halving_bracket.h"
#include "core/search/strategy.h"

namespace pscope {

/// Successive halving and Hyperband for several objectives, on the rungs of the objectives' ladders.
///
/// Successive halving draws brackets of `designs` random designs on the lowest rung; one in `eta` goes on to each next
/// rung, in promotionOrder(). Hyperband begins its brackets on different rungs, the lowest first, with fewer designs
/// the higher they begin; the last one is plain random search. Brackets are synchronous; while the last answers of a
/// rung are awaited, the next bracket begins, so that the window is never idle. The last bracket is as large as
/// the budget lets it come to its end; when not even a small one would, ask() has nothing until the others were told.
/// No design is drawn twice.
/// @source Jamieson, Talwalkar, AISTATS 2016; Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, JMLR 18, 2018
class SuccessiveHalving : public Strategy {
 public:
  struct Settings {
    bool hyperband = false;
    int eta = 3;
    int designs = 0;  ///< of the first bracket; 0: as many as let about two rounds of brackets fit the budget
  };
  /// @param context  topRung > 0
  SuccessiveHalving(const Settings& settings, const StrategyContext& context);

  std::optional<Proposal> ask() override;
  Status tell(const Outcome& outcome) override;
  void expect(const Genome& genome) override { m_designs.add(genome); }
  std::string save() const override;
  Status load(const std::string& state) override;
  std::string description() const override;

 private:
  const char* name() const { return m_settings.hyperband ? "hyperband" : "successive-halving"; }
  std::optional<HalvingBracket> nextBracket() const;
  std::optional<Proposal> askBrackets();

  StrategyContext m_context;
  Settings m_settings;
  Rng m_rng;
  DesignSampler m_designs;
  std::list<HalvingBracket> m_brackets;  ///< that have not ended, the oldest first
  std::int64_t m_begun = 0;
  std::int64_t m_asked = 0;
};

/// Designs on the first rung of Hyperband's brackets, those that begin on rung 0, 1 .. `topRung`:
/// ceil(designs / eta^b * (topRung + 1) / (topRung + 1 - b)) of the bracket that begins on rung b.
std::vector<int> hyperbandSizes(int designs, int eta, int topRung);

}  // namespace pscope
