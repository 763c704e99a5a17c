#include "core/run/stop_watch.h"

namespace pscope {
StopWatch::StopWatch(const SearchConfig& config, const StopConfig& stop)
    : m_objectives(config.objectives),
      m_rules(stoppingRules(stop, config.objectives)),
      m_series(minimizedReference(config)) {
  startClock();
}

void StopWatch::told(const Candidate& candidate) {
  ++m_told;
  if (!m_rules.target && !m_rules.plateau) return;
  if (candidate.state == CandidateState::Screened) return;  // a lower rung says nothing of the hypervolume
  auto evaluated = evaluatedOf(candidate, m_objectives);
  if (m_rules.target && !evaluated.values.empty()) m_fresh.push_back(evaluated.values);
  if (m_rules.plateau) m_series.add({std::move(evaluated)});
}

Result<std::optional<Message>> StopWatch::reason() {
  StoppingState state;
  state.evaluations = m_told;
  state.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
  state.front = m_fresh;
  state.hypervolume = m_series.curve();
  PSCOPE_TRY(auto reason, stopReason(m_rules, state));
  if (!reason) m_fresh.clear();
  return reason;
}

}  // namespace pscope
