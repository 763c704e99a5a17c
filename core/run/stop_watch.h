#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "core/base/message.h"
#include "core/record/candidate.h"
#include "core/record/search_config.h"
#include "core/run/hypervolume_series.h"
#include "core/search/stopping_rules.h"

namespace pscope {

/// Watches the candidates that a strategy is told, in that order, and says when the rules of a search end it.
///
/// Target and plateau depend on what was told only, so a search ends after the same candidate whatever the number of
/// workers and however often it was interrupted. Time is the exception. Without a reference point in the configuration
/// the hypervolume's follows what was told.
/// @thread one at a time    @cost a told candidate: that of HypervolumeSeries::add() where there is a rule for a
/// plateau
class StopWatch {
 public:
  /// @param stop  instead of the configuration's, such as none where a person wants to go on
  StopWatch(const SearchConfig& config, const StopConfig& stop);

  void startClock() { m_start = std::chrono::steady_clock::now(); }
  void told(const Candidate& candidate);
  /// One that was taken over from an earlier study, before any other: it may reach the target, but is no evaluation of
  /// this search that a plateau could be made of.
  void known(const Candidate& candidate);
  /// The rule that says stop now, as a sentence; nothing: go on. @error those of stopReason()
  Result<std::optional<Message>> reason();

 private:
  void note(const Candidate& candidate);

  std::vector<Objective> m_objectives;
  StoppingRules m_rules;
  HypervolumeSeries m_series;
  std::vector<std::vector<double>> m_fresh;  ///< minimised values told since the target was last looked for
  std::int64_t m_told = 0;
  std::size_t m_known = 0;  ///< of the series, before the first that was told
  std::chrono::steady_clock::time_point m_start;
};

}  // namespace pscope
