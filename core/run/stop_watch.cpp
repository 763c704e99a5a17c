#include "core/run/stop_watch.h"

#include <span>

namespace pscope {
StopWatch::StopWatch(const SearchConfig& config, const StopConfig& stop)
    : m_objectives(config.objectives),
      m_rules(stoppingRules(stop, config.objectives)),
      m_series(minimizedReference(config)) {
  startClock();
}

void StopWatch::told(const Candidate& candidate) {
  ++m_told;
  note(candidate);
}

void StopWatch::known(const Candidate& candidate) {
  note(candidate);
  m_known = m_series.curve().size();
}

void StopWatch::note(const Candidate& candidate) {
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
  // What was taken over is where the curve begins.
  state.hypervolume = std::span(m_series.curve()).subspan(m_known == 0 ? 0 : m_known - 1);
  PSCOPE_TRY(auto reason, stopReason(m_rules, state));
  if (!reason) m_fresh.clear();
  return reason;
}

}  // namespace pscope
