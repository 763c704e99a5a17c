#include "core/run/search_driver.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/run/exact_objectives.h"
#include "core/search/predicted_values.h"

namespace pscope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStepsAtOnce = 256;
constexpr std::int64_t kMostUnconfirmed = 8192;  ///< posted candidates that the writer has not committed yet
constexpr std::int64_t kSnapshotTells = 1000;
constexpr std::chrono::milliseconds kSnapshotTime{50};

bool allFree(const Evaluation& evaluation) {
  const auto& rungs = evaluation.rungs();
  return std::all_of(rungs.begin(), rungs.end(),
                     [](const auto& rung) { return rung.estimator->costClass() == CostClass::Free; });
}

}  // namespace

SearchDriver::SearchDriver(Study& study, const Space& space, Evaluation evaluation, const StrategyRegistry& strategies,
                           int threads, const StopConfig& stop, Owner& owner, TaskRunner* tasks)
    : m_study(study),
      m_space(space),
      m_config(study.config()),
      m_evaluation(std::move(evaluation)),
      m_strategies(strategies),
      m_owner(owner),
      m_tasks(tasks),
      m_threads(threads),
      m_stopConfig(stop),
      m_inline(allFree(m_evaluation)),
      m_stopWatch(m_config, stop),
      m_predictions(predictionProvenance(m_config)),
      m_seen(m_evaluation) {
  if (m_inline) return;
  m_jobs = std::make_unique<CandidateJobs>(
      threads,
      [this](Candidate& candidate, const JobContext& job) {
        evaluateSafely(m_evaluation, m_space, m_config, candidate, job);
      },
      listener());
}

CandidateJobs::Listener SearchDriver::listener() {
  CandidateJobs::Listener listener;
  listener.started = [this](const Candidate& candidate) {
    m_owner.post({RunEvent::JobChanged{candidate.id, candidate.design, {}, true, ""}});
  };
  listener.progress = [this](const Candidate& candidate, const pscope::Progress& progress) {
    m_owner.post({RunEvent::JobChanged{candidate.id, candidate.design, progress, true, ""}});
  };
  listener.log = [this](CandidateId id, std::string text) { m_owner.post({RunEvent::Log{id, std::move(text)}}); };
  listener.ended = [this](Candidate candidate) {
    m_owner.post({RunEvent::JobChanged{candidate.id, candidate.design, {}, false, candidate.reason}});
    m_owner.ended(std::move(candidate));
  };
  return listener;
}

std::size_t SearchDriver::window() const {
  return static_cast<std::size_t>(std::max(1, m_strategy->window()));
}

Status SearchDriver::createStrategyAnew(std::size_t focus) {
  StrategyContext context = strategyContext(m_space, m_config, m_evaluation, m_tasks);
  context.candidates = ownCandidates(m_study.config());
  // A strategy may depend on the budget: a search that is given more stays with what it began with.
  PSCOPE_TRY(const auto setting, m_study.setting(kBudgetSetting));
  if (setting) context.candidates = std::max(1, std::atoi(setting->c_str()));
  context.stop = m_strategysStop = m_stop.token();
  if (focus > 0) {
    context.region = m_foci.region(focus, m_config.objectives);
    // What earlier studies gave is no part of the budget.
    auto& before = context.region.candidatesBefore;
    before = std::max<std::int64_t>(0, before - m_config.warmStart.taken);
    context.candidates = m_foci.all()[focus].candidates.value_or(context.candidates);
  }
  PSCOPE_TRY(m_strategy, createStrategy(m_config.strategy, m_config.strategyParameters, context, m_strategies));
  m_focus = focus;
  return {};
}

/// A strategy that was interrupted stays so: its state goes on in another one.
Status SearchDriver::renewStrategy() {
  const std::string state = m_strategy->save();
  PSCOPE_CHECK(createStrategyAnew(m_focus));
  return m_strategy->load(state);
}

Status SearchDriver::begin(int budget) {
  hold(false);
  m_budget = budget;
  m_exhausted = false;
  if (!m_loaded) {
    PSCOPE_CHECK(load());
  } else if (m_strategysStop.stop_requested()) {
    PSCOPE_CHECK(renewStrategy());
  }
  m_running = true;
  m_stopReason.reset();
  m_stopWatch.startClock();
  PSCOPE_CHECK(lookAtRules());
  std::vector<std::int64_t> open;
  for (const auto& [id, slot] : m_slots) {
    if (!slot.ended) open.push_back(id);
  }
  for (const auto id : open) {
    const auto slot = m_slots.find(id);
    if (slot != m_slots.end() && !slot->second.ended) PSCOPE_CHECK(place(slot->second));
  }
  return {};
}

Result<SearchDriver::Progress> SearchDriver::advance() {
  for (int step = 0; step < kStepsAtOnce; ++step) {
    if (m_unconfirmed > kMostUnconfirmed || m_strategysStop.stop_requested()) return Progress::Waits;
    // A design put in by hand keeps its place whatever the window, the budget and the strategy say.
    if (m_injected.at(m_asked + 1) != nullptr) {
      PSCOPE_CHECK(askOne());
      continue;
    }
    if (m_exhausted && !m_stopReason && m_asked < m_budget && !m_slots.empty()) {
      // What the strategy has not heard yet may bring it on.
      if (m_config.async || !m_slots.begin()->second.ended) return Progress::Waits;
      PSCOPE_CHECK(tellFront());
      PSCOPE_CHECK(lookAtRules());
      m_exhausted = false;
    }
    if (m_asked >= m_budget || m_exhausted || m_stopReason) {
      const bool open = std::any_of(m_slots.begin(), m_slots.end(), [](const auto& s) { return !s.second.ended; });
      if (open) return Progress::Waits;
      PSCOPE_CHECK(endSearch());
      return Progress::Finished;
    }
    if (m_config.async) {
      if (m_slots.size() >= std::max(window(), static_cast<std::size_t>(m_threads))) return Progress::Waits;
    } else {
      while (m_slots.size() >= window() && !m_stopReason) {
        if (!m_slots.begin()->second.ended) return Progress::Waits;
        PSCOPE_CHECK(tellFront());
        PSCOPE_CHECK(lookAtRules());
      }
    }
    if (m_stopConfig.seconds || m_config.async) PSCOPE_CHECK(lookAtRules());
    if (m_stopReason) continue;
    PSCOPE_CHECK(askOne());
  }
  return Progress::GoesOn;
}

/// A rule that depends on candidates is looked at after each that was told, and never in between: the search then ends
/// after the same one whatever the number of threads, and after any interruption.
Status SearchDriver::lookAtRules() {
  if (m_stopReason || m_stopConfig.empty()) return {};
  PSCOPE_TRY(m_stopReason, m_stopWatch.reason());
  return {};
}

Status SearchDriver::endSearch() {
  m_running = false;
  snapshot();
  if (m_stopReason && m_asked < m_budget) {
    m_endReason = format(*m_stopReason);
    return m_study.addEvent("stopped", m_endReason);
  }
  m_stopReason.reset();
  m_endReason = m_asked >= m_budget ? allCandidatesReason(m_asked) : exhaustedReason(m_foci.all()[m_focus].focus);
  return {};
}

Status SearchDriver::askOne() {
  if (const std::size_t focus = m_foci.at(m_asked + 1); focus > m_focus) PSCOPE_CHECK(refocus(focus));
  if (const Candidate* injected = m_injected.at(m_asked + 1)) {
    Slot& slot = m_slots[++m_asked];
    slot.candidate = *injected;
    slot.candidate.design = m_space.text(injected->genome);
    return place(slot);
  }
  auto proposal = m_strategy->ask();
  if (!proposal) {
    if (auto failure = m_strategy->failure()) {
      const bool interrupted = failure->code == ErrorCode::Cancelled && m_strategysStop.stop_requested();
      return interrupted ? Status() : Status(*failure);
    }
    m_exhausted = true;
    return {};
  }
  Slot& slot = m_slots[++m_asked];
  slot.candidate.id = CandidateId{m_asked};
  slot.candidate.genome = std::move(proposal->genome);
  slot.candidate.measurements = predictedMeasurements(*proposal, m_config.objectives, m_predictions);
  slot.candidate.parents = std::move(proposal->parents);
  slot.candidate.rung = rungBelowTop(proposal->rung, m_config.objectives);
  slot.candidate.design = m_space.text(slot.candidate.genome);
  return place(slot);
}

Status SearchDriver::place(Slot& slot) {
  const auto id = slot.candidate.id.value;
  if (m_outstanding.count(id) > 0) return {};
  if (auto stored = m_stored.extract(id)) return takeStored(slot, std::move(stored.mapped()));
  const auto source = m_seen.find(slot.candidate);
  if (source && source != slot.candidate.id) {
    if (m_seen.serve(source, slot.candidate)) return endSlot(slot, true);
    // The same design is being evaluated: its result will serve, whatever the number of threads.
    if (m_slots.count(source.value) > 0) return {};
  }
  m_seen.asked(slot.candidate);
  if (!m_inline) {
    dispatch(slot.candidate, m_injections.count(id) > 0);
    return {};
  }
  evaluateHere(slot.candidate);
  return endSlot(slot, true);
}

Status SearchDriver::takeStored(Slot& slot, Candidate stored) {
  const bool same = stored.genome == slot.candidate.genome && stored.rung == slot.candidate.rung;
  if (!m_config.async && !same) {
    return makeError(
        ErrorCode::Database,
        PSCOPE_TR_NOOP("Run",
                       "Candidate %1 of the study is %2, but the strategy now proposes %3: the search cannot be "
                       "continued exactly.")
            .arg(std::to_string(stored.id.value))
            .arg(stored.design)
            .arg(slot.candidate.design),
        PSCOPE_TR_NOOP("Run", "Continue it with the program that wrote it, or start a new study."), m_study.path());
  }
  slot.candidate = std::move(stored);
  return endSlot(slot, false);
}

void SearchDriver::evaluateHere(Candidate& candidate) {
  m_seen.prefill(candidate);
  evaluateSafely(m_evaluation, m_space, m_config, candidate, {});
}

void SearchDriver::dispatch(Candidate candidate, bool first) {
  m_seen.prefill(candidate);
  m_outstanding.insert(candidate.id.value);
  m_jobs->add(std::move(candidate), first);
}

Status SearchDriver::endSlot(Slot& slot, bool post) {
  slot.ended = true;
  const auto id = slot.candidate.id.value;
  const Genome genome = slot.candidate.genome;
  m_seen.ended(slot.candidate);
  if (post) write(slot.candidate);
  if (m_config.async) {
    PSCOPE_CHECK(tell(slot.candidate));
    ++m_told;
    m_exhausted = false;
    m_slots.erase(id);
    snapshot();
  }
  closeInjection(id);  // who waits for it finds it with the writer
  return m_inline ? Status() : serveWaiting(genome);
}

Status SearchDriver::serveWaiting(const Genome& genome) {
  std::vector<std::int64_t> waiting;
  for (const auto& [id, slot] : m_slots) {
    if (!slot.ended && m_outstanding.count(id) == 0 && slot.candidate.genome == genome) waiting.push_back(id);
  }
  for (const auto id : waiting) {
    const auto slot = m_slots.find(id);
    if (slot != m_slots.end() && !slot->second.ended) PSCOPE_CHECK(place(slot->second));
  }
  return {};
}

Status SearchDriver::tell(const Candidate& candidate) {
  m_stopWatch.told(candidate);
  return m_strategy->tell(outcomeOf(candidate, m_config.objectives));
}

Status SearchDriver::tellFront() {
  const auto front = m_slots.begin();
  PSCOPE_CHECK(tell(front->second.candidate));
  ++m_told;
  m_slots.erase(front);
  snapshotNowAndThen();
  return {};
}

void SearchDriver::write(const Candidate& candidate) {
  ++m_unconfirmed;
  m_study.post(candidate);
}

void SearchDriver::committed(std::size_t count) {
  m_unconfirmed -= static_cast<std::int64_t>(count);
  m_owner.poke();
}

void SearchDriver::snapshotNowAndThen() {
  const auto now = Clock::now();
  if (now < m_nextSnapshot && m_told - m_snapshotTold < kSnapshotTells) return;
  snapshot();
  // A strategy with a large state is not saved more often than it can afford.
  const auto cost = Clock::now() - now;
  m_nextSnapshot = now + std::max<Clock::duration>(kSnapshotTime, 20 * cost);
}

void SearchDriver::snapshot() {
  if (!m_loaded || (m_told == m_snapshotTold && m_asked == m_snapshotAsked)) return;
  SearchSnapshot snapshot;
  snapshot.asked = m_asked;
  snapshot.told = m_told;
  snapshot.strategyState = m_strategy->save();
  for (const auto& [id, slot] : m_slots) {
    Candidate& pending = snapshot.pending.emplace_back();
    pending.id = slot.candidate.id;
    pending.genome = slot.candidate.genome;
    pending.design = slot.candidate.design;
    pending.parents = slot.candidate.parents;
    pending.rung = slot.candidate.rung;
    std::copy_if(slot.candidate.measurements.begin(), slot.candidate.measurements.end(),
                 std::back_inserter(pending.measurements), isPrediction);
  }
  m_study.post(std::move(snapshot));
  m_snapshotTold = m_told;
  m_snapshotAsked = m_asked;
}

Status SearchDriver::onEnded(Candidate candidate) {
  const auto retried = m_retried.extract(candidate.id.value);
  m_outstanding.erase(candidate.id.value);
  Status status;
  if (!hasEnded(candidate.state)) {
    // Cancelled: what is stored stays, and a pending candidate is evaluated when the search goes on.
    closeInjection(candidate.id.value);
    // It was cancelled by a search that failed, and another one waits for it already.
    const auto slot = m_slots.find(candidate.id.value);
    if (m_running && slot != m_slots.end() && !slot->second.ended) status = place(slot->second);
  } else if (retried && retried.mapped()) {
    status = m_toldFailures.add(candidate.id, m_study);
    m_seen.ended(candidate);
    write(candidate);
  } else if (const auto slot = m_slots.find(candidate.id.value); slot != m_slots.end()) {
    slot->second.candidate = std::move(candidate);
    status = endSlot(slot->second, true);
  } else if (m_injected.at(candidate.id.value) != nullptr) {
    status = endOutside(std::move(candidate));
  }
  if (retried) m_owner.requestDone();
  return status;
}

Status SearchDriver::inject(Genome genome, std::vector<CandidateId> parents) {
  if (!m_loaded) {
    if (auto loaded = load(); !loaded.ok()) {
      m_owner.requestDone();
      return loaded;
    }
  }
  if (const auto valid = m_space.validate(genome); !valid.ok()) {
    m_owner.post({RunEvent::Log{{}, valid.error().text()}});
    m_owner.requestDone();
    return {};
  }
  // After whatever may have been reported: what was asked, and what an earlier session left that is not asked again
  // yet.
  const std::int64_t stored = m_stored.empty() ? 0 : m_stored.rbegin()->first;
  Candidate candidate;
  candidate.id = CandidateId{std::max({m_asked, stored, m_injected.last()}) + 1};
  candidate.genome = std::move(genome);
  candidate.parents = std::move(parents);
  candidate.notes = kByHandNotes;
  if (auto written = m_injected.add(candidate, m_study); !written.ok()) {
    m_owner.requestDone();
    return written;
  }
  m_injections.insert(candidate.id.value);
  m_owner.post({RunEvent::Injected{candidate.id, candidate.genome}});
  if (candidate.id.value == m_asked + 1) return askOne();
  // The search has not come back to this place yet: the result waits there for it.
  candidate.design = m_space.text(candidate.genome);
  if (!m_inline) {
    dispatch(std::move(candidate), true);
    return {};
  }
  evaluateHere(candidate);
  return endOutside(std::move(candidate));
}

/// An injected candidate ended whose place is not reached yet.
Status SearchDriver::endOutside(Candidate candidate) {
  m_seen.ended(candidate);
  write(candidate);
  const auto id = candidate.id.value;
  m_stored.emplace(id, std::move(candidate));
  closeInjection(id);
  return {};
}

void SearchDriver::closeInjection(std::int64_t id) {
  if (m_injections.erase(id) > 0) m_owner.requestDone();
}

Status SearchDriver::retry(CandidateId id) {
  const auto refuse = [&](const char* why) -> Status {
    m_owner.post({RunEvent::Log{id, why}});
    m_owner.requestDone();
    return {};
  };
  if (m_outstanding.count(id.value) > 0) return refuse("The candidate is being evaluated already.");
  if (!m_loaded) {
    if (auto loaded = load(); !loaded.ok()) {
      m_owner.requestDone();
      return loaded;
    }
  }
  Candidate candidate;
  if (id.value > m_told && !m_stored.empty() && m_stored.rbegin()->first > m_asked) {
    return refuse("Continue the search first: candidates after this one rest on its failure.");
  }
  const auto slot = m_slots.find(id.value);
  m_stored.erase(id.value);
  if (slot != m_slots.end() && slot->second.ended) {
    if (slot->second.candidate.state != CandidateState::Failed) return refuse("Only failed candidates can be retried.");
    // Not told yet: the search waits for it and the strategy hears the new outcome only.
    slot->second.ended = false;
    candidate = slot->second.candidate;
  } else {
    (void)m_study.flush();
    const auto stored = m_study.loadCandidate(id);
    if (!stored.ok() || !stored.value() || stored.value()->state != CandidateState::Failed) {
      return refuse("Only failed candidates can be retried.");
    }
    candidate = *stored.value();
    // What the strategy was told must be in the file before the new outcome is.
    snapshot();
  }
  m_retried[id.value] = slot == m_slots.end();
  if (!m_inline) {
    dispatch(std::move(candidate));
    return {};
  }
  evaluateHere(candidate);
  return onEnded(std::move(candidate));
}

bool SearchDriver::cancel() {
  m_running = false;
  if (m_jobs) {
    for (const auto id : m_jobs->cancelAll()) {
      m_outstanding.erase(id.value);
      if (m_retried.erase(id.value) > 0) m_owner.requestDone();
    }
  }
  if (!m_outstanding.empty()) return false;
  // One that waited for the result of another is evaluated when the search goes on.
  while (!m_injections.empty()) closeInjection(*m_injections.begin());
  snapshot();
  hold(false);
  return true;
}

void SearchDriver::giveUp() {
  m_running = false;
  if (m_jobs) {
    for (const auto id : m_jobs->cancelAll()) {
      m_outstanding.erase(id.value);
      if (m_retried.erase(id.value) > 0) m_owner.requestDone();
    }
  }
  while (!m_injections.empty()) closeInjection(*m_injections.begin());
  m_loaded = false;
  m_slots.clear();
  m_stored.clear();
}

Status SearchDriver::check() const {
  if (auto error = m_study.writerError()) return *error;
  return {};
}

void SearchDriver::hold(bool held) {
  if (m_jobs) m_jobs->hold(held);
}

void SearchDriver::cancelOne(CandidateId id) {
  if (m_jobs) m_jobs->cancel(id);
}

}  // namespace pscope
