#include "widgets/study_document.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/run/search_foci.h"
#include "widgets/run_state_text.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kDrainMs = 30;       ///< with the writer's 60 ms and the plot's 100 ms, visible within 200 ms of its end
constexpr int kLoadAtOnce = 2000;  ///< candidates read before the first frame; more are read in the background
constexpr std::int64_t kLateBy = 256;  ///< how far behind the newest candidate an older one may still come
constexpr std::size_t kMaxLog = 5000;

}  // namespace

Result<std::unique_ptr<StudyDocument>> StudyDocument::create(const std::string& path, const SearchConfig& config,
                                                             const SearchServices& services) {
  PSCOPE_TRY(Space space, openSpace(config.space));
  PSCOPE_TRY(auto study, Study::create(path, config, space.document().dump()));
  return std::unique_ptr<StudyDocument>(new StudyDocument(std::move(study), std::move(space), services));
}

Result<std::unique_ptr<StudyDocument>> StudyDocument::open(const std::string& path, const SearchServices& services) {
  auto study = Study::open(path, Study::Mode::ReadWrite);
  std::optional<Error> reason;
  if (!study.ok() && study.error().code == ErrorCode::ReadOnly) {
    reason = study.error();
    study = Study::open(path, Study::Mode::ReadOnly);
  }
  if (!study.ok()) return study.error();
  PSCOPE_TRY(Space space, Space::fromText(study.value()->spaceDocument(), path));
  std::unique_ptr<StudyDocument> document(new StudyDocument(std::move(study).value(), std::move(space), services));
  document->m_readOnlyReason = std::move(reason);
  document->load();
  return document;
}

StudyDocument::StudyDocument(std::unique_ptr<Study> study, Space space, const SearchServices& services)
    : m_services(services),
      m_study(std::move(study)),
      m_space(std::move(space)),
      m_front(m_study->config().objectives.size()) {
  m_candidates.reset(objectives());
  // A list of foci that cannot be read is told when the search is continued.
  const auto foci = SearchFoci::load(*m_study);
  m_focus = foci.ok() ? foci.value().newest() : config().focus;
  const auto scale = deployScale(m_space, config());
  m_scale = scale.ok() ? scale.value() : "deploy";
  m_drainTimer.setSingleShot(true);
  connect(&m_drainTimer, &QTimer::timeout, this, &StudyDocument::drain);
  m_tick.setInterval(1000);
  connect(&m_tick, &QTimer::timeout, this, &StudyDocument::evaluationsChanged);
  m_takeTimer.setInterval(0);
  connect(&m_takeTimer, &QTimer::timeout, this, &StudyDocument::takeLoaded);
  m_followTimer.setInterval(1000);
  connect(&m_followTimer, &QTimer::timeout, this, &StudyDocument::follow);
  connect(&m_loader, &BackgroundJob::succeeded, this, [this] {
    for (auto& batch : m_loadedBatches.take()) m_toTake.push_back(std::move(batch));
    m_takeTimer.start();
  });
  connect(&m_loader, &BackgroundJob::failed, this, [this](const Error& error) {
    m_loading = false;
    Q_EMIT failed(error);
  });
  connect(&m_starter, &BackgroundJob::succeeded, this, &StudyDocument::runnerMade);
  connect(&m_starter, &BackgroundJob::cancelled, this, [this] {
    m_newRunner.reset();
    setState(RunState::Idle, {});
  });
  connect(&m_starter, &BackgroundJob::failed, this, [this](const Error& error) {
    setState(RunState::Failed, error.text());
    Q_EMIT failed(error);
  });
}

StudyDocument::~StudyDocument() {
  m_runner.reset();
  // m_starter and m_loader join first among the members; m_study goes after the runner.
}

void StudyDocument::load() {
  const auto count = m_study->candidateCount();
  if (count.ok() && count.value() <= kLoadAtOnce) {
    auto all = m_study->loadCandidates();
    if (all.ok()) {
      if (!all.value().empty()) m_lastLoaded = all.value().back().id;
      ingest(std::move(all).value());
      if (readOnly()) m_followTimer.start();
      return;
    }
  }
  m_loading = true;
  follow();
}

void StudyDocument::follow() {
  if (m_loader.running() || !m_toTake.empty()) return;
  // Candidates of another program are committed as they end, not quite in the order of asking.
  const CandidateId after{std::max<std::int64_t>(0, m_lastLoaded.value - kLateBy)};
  m_loader.start([this, after](const JobContext&) -> Status {
    PSCOPE_TRY(auto all, m_study->loadCandidates(after));
    for (std::size_t begin = 0; begin < all.size(); begin += kLoadAtOnce) {
      const auto end = std::min(all.size(), begin + kLoadAtOnce);
      m_loadedBatches.post({std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(begin)),
                            std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(end))});
    }
    return {};
  });
}

void StudyDocument::takeLoaded() {
  if (m_toTake.empty()) {
    m_takeTimer.stop();
    if (readOnly()) m_followTimer.start();
    if (std::exchange(m_loading, false)) Q_EMIT loaded();
    return;
  }
  auto batch = std::move(m_toTake.front());
  m_toTake.pop_front();
  if (!batch.empty()) m_lastLoaded = std::max(m_lastLoaded, batch.back().id);
  // What the runner reported meanwhile is newer than the file.
  std::erase_if(batch, [this](const Candidate& candidate) { return m_candidates.rowOf(candidate.id) >= 0; });
  ingest(std::move(batch));
}

QString StudyDocument::title() const {
  if (!config().name.empty()) return toQString(config().name);
  return QFileInfo(toQString(path())).completeBaseName();
}

bool StudyDocument::busy() const {
  return m_starter.running() || m_state == RunState::Running || m_state == RunState::Paused ||
         m_state == RunState::Stopping;
}

StudyDocument::Evaluations StudyDocument::evaluations() const {
  Evaluations result;
  result.done = m_done;
  result.failed = m_failed;
  result.total = std::max<qint64>(config().candidates, m_done);
  const qint64 sinceStart = m_done - m_doneAtStart;
  if (m_state == RunState::Running && sinceStart > 0 && m_running.isValid()) {
    const double secondsEach = static_cast<double>(m_running.elapsed()) / 1000.0 / static_cast<double>(sinceStart);
    result.secondsLeft = secondsEach * static_cast<double>(result.total - m_done);
  }
  return result;
}

void StudyDocument::start(bool byItsRules) {
  if (busy() || readOnly()) return;
  m_byItsRules = byItsRules;
  m_stopRule.reset();
  m_startWanted = true;
  m_jobs.endRunning();
  m_runner.reset();  // made anew: the configuration may have grown
  makeRunner();
}

void StudyDocument::makeRunner() {
  std::erase_if(m_wanted, [this](const Genome& genome) {
    return std::none_of(m_injections.begin(), m_injections.end(),
                        [&](const auto& each) { return each.genome == genome; });
  });
  RunnerOptions options;
  options.workerProgram = m_services.workerProgram;
  if (!m_byItsRules) options.stop = StopConfig{};
  m_starter.start([this, options](const JobContext&) -> Status {
    PSCOPE_TRY(m_newRunner, Runner::create(*m_study, m_space, *m_services.estimators, *m_services.strategies, options));
    return {};
  });
  Q_EMIT stateChanged();
}

void StudyDocument::runnerMade() {
  m_runner = std::move(m_newRunner);
  m_runner->setWake([this] {
    if (!m_woken.exchange(true)) QMetaObject::invokeMethod(this, &StudyDocument::wake, Qt::QueuedConnection);
  });
  if (std::exchange(m_focusWaits, false)) (void)m_runner->setFocus(m_focus);  // it was checked
  if (m_startWanted) {
    m_doneAtStart = m_done;
    m_running.start();
    m_runner->start();
  }
  for (const CandidateId id : std::exchange(m_retries, {})) m_runner->retry(id);
  for (auto& injection : std::exchange(m_injections, {})) {
    m_runner->inject(std::move(injection.genome), std::move(injection.parents));
  }
  setState(m_startWanted ? RunState::Running : RunState::Idle, {});
  wake();
}

void StudyDocument::pause() {
  if (m_runner && m_state == RunState::Running) m_runner->pause();
}

void StudyDocument::resume() {
  if (!m_runner || m_state != RunState::Paused) return;
  m_doneAtStart = m_done;
  m_running.restart();
  m_runner->resume();
}

void StudyDocument::stop() {
  m_startWanted = false;
  if (m_starter.running()) {
    m_retries.clear();
    m_injections.clear();
    m_wanted.clear();
    m_starter.cancel();
    return;
  }
  if (!m_runner || !busy()) return;
  setState(RunState::Stopping, {});
  m_runner->stop();
}

void StudyDocument::cancel(CandidateId id) {
  if (m_runner) m_runner->cancel(id);
}

void StudyDocument::retry(CandidateId id) {
  if (readOnly()) return;
  m_jobs.removeFailed(id);
  if (m_runner) return m_runner->retry(id);
  m_retries.push_back(id);
  if (m_starter.running()) return;
  m_startWanted = false;
  makeRunner();
}

CandidateId StudyDocument::candidateOf(const Genome& genome) const {
  CandidateId screened;
  for (int row = m_candidates.rowCount() - 1; row >= 0; --row) {
    if (m_candidates.candidateAt(row).genome != genome) continue;
    if (m_candidates.candidateAt(row).state != CandidateState::Screened) return m_candidates.idAt(row);
    if (!screened) screened = m_candidates.idAt(row);
  }
  return screened;
}

CandidateId StudyDocument::evaluate(const Genome& genome, std::vector<CandidateId> parents) {
  if (readOnly()) return {};
  const CandidateId known = candidateOf(genome);
  const bool screened = known && m_candidates.candidate(known)->state == CandidateState::Screened;
  if (screened) {
    if (parents.empty()) parents.push_back(known);
  } else if (known) {
    if (m_candidates.candidate(known)->state == CandidateState::Failed) retry(known);
    return known;
  }
  if (!m_wanted.insert(genome).second) return {};
  if (m_runner) {
    m_runner->inject(genome, std::move(parents));
    return {};
  }
  m_injections.push_back({genome, std::move(parents)});
  if (!m_starter.running()) {
    m_startWanted = false;
    makeRunner();
  }
  return {};
}

Status StudyDocument::setFocus(const Focus& focus) {
  if (readOnly()) {
    return makeError(ErrorCode::ReadOnly,
                     PSCOPE_TR_NOOP("StudyDocument", "This study is open for reading only: its search cannot change."),
                     PSCOPE_TR_NOOP("StudyDocument", "Save a copy and open that."), path());
  }
  if (m_runner) {
    PSCOPE_CHECK(m_runner->setFocus(focus));
  } else {
    PSCOPE_CHECK(m_space.restricted(focus.where));
    m_focusWaits = true;
    if (!m_starter.running()) {
      m_startWanted = false;
      makeRunner();
    }
  }
  m_focus = focus;
  Q_EMIT focusChanged();
  return {};
}

Status StudyDocument::setCandidates(int candidates) {
  const Status status = m_study->setCandidates(candidates);
  Q_EMIT evaluationsChanged();
  return status;
}

Status StudyDocument::saveCopy(const std::string& path) {
  return m_study->saveCopy(path);
}

Status StudyDocument::setSetting(const std::string& name, const std::string& value) {
  return readOnly() ? Status() : m_study->setSetting(name, value);
}

std::optional<std::string> StudyDocument::setting(const std::string& name) const {
  auto value = m_study->setting(name);
  return value.ok() ? value.value() : std::nullopt;
}

Status StudyDocument::close() {
  m_runner.reset();
  m_followTimer.stop();
  return m_study->close();
}

void StudyDocument::wake() {
  m_woken = false;
  if (m_drainTimer.isActive()) return;
  const qint64 since = m_sinceDrain.isValid() ? m_sinceDrain.elapsed() : kDrainMs;
  m_drainTimer.start(static_cast<int>(std::max<qint64>(0, kDrainMs - since)));
}

void StudyDocument::drain() {
  if (!m_runner) return;
  m_sinceDrain.start();
  std::vector<Candidate> candidates;
  std::vector<RunEvent::JobChanged> jobs;
  std::optional<RunEvent::StateChanged> state;
  for (auto& item : m_runner->events().take()) {
    if (auto* committed = std::get_if<RunEvent::Committed>(&item.event)) {
      std::move(committed->candidates.begin(), committed->candidates.end(), std::back_inserter(candidates));
    } else if (auto* job = std::get_if<RunEvent::JobChanged>(&item.event)) {
      jobs.push_back(std::move(*job));
    } else if (auto* changed = std::get_if<RunEvent::StateChanged>(&item.event)) {
      state = std::move(*changed);
    } else if (const auto* injected = std::get_if<RunEvent::Injected>(&item.event)) {
      m_byHand.insert(injected->id);
      addLog(tr("Candidate %1 was put in by hand.").arg(injected->id.value));
    } else if (const auto* focused = std::get_if<RunEvent::Focused>(&item.event)) {
      addLog(tr("From candidate %1 on the search looks at: %2")
                 .arg(focused->from)
                 .arg(focusWords(focused->focus, objectives())));
    } else if (const auto* log = std::get_if<RunEvent::Log>(&item.event)) {
      addLog(log->id ? tr("Candidate %1: %2").arg(log->id.value).arg(toQString(log->text)) : toQString(log->text));
    }
  }
  m_jobs.update(jobs);
  if (!candidates.empty()) ingest(std::move(candidates));
  if (state) {
    m_stopRule = state->stop;
    if (m_stopRule) addLog(stopRuleText(*m_stopRule));
    setState(state->state, m_stopRule ? std::string() : state->reason);
  }
}

void StudyDocument::ingest(std::vector<Candidate> candidates) {
  if (candidates.empty()) return;
  std::vector<CandidateId> changed, entered, left;
  changed.reserve(candidates.size());
  for (const auto& candidate : candidates) {
    changed.push_back(candidate.id);
    m_wanted.erase(candidate.genome);
    const Candidate* before = m_candidates.candidate(candidate.id);
    const bool wasDone = before != nullptr && before->state == CandidateState::Done;
    if (before != nullptr && hasEnded(before->state)) --m_done;
    if (before != nullptr && before->state == CandidateState::Failed) --m_failed;
    if (hasEnded(candidate.state)) ++m_done;
    if (candidate.state == CandidateState::Failed) ++m_failed;
    if (candidate.state != CandidateState::Done || wasDone) continue;
    auto values = minimizedValues(candidate, objectives());
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) continue;
    const auto change = m_front.insert(candidate.id, std::move(values));
    if (change.entered) entered.push_back(candidate.id);
    left.insert(left.end(), change.left.begin(), change.left.end());
  }
  m_candidates.update(std::move(candidates));
  m_candidates.setOnFront(entered, true);
  m_candidates.setOnFront(left, false);
  changed.insert(changed.end(), left.begin(), left.end());
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  Q_EMIT candidatesChanged(changed);
  Q_EMIT evaluationsChanged();
  for (const CandidateId id : changed) {
    if (m_byHand.erase(id) > 0) Q_EMIT addedByHand(id);
  }
}

void StudyDocument::setState(RunState state, const std::string& reason) {
  m_state = state;
  if (state == RunState::Running) {
    m_tick.start();
  } else {
    m_tick.stop();
  }
  if (!busy()) m_jobs.endRunning();
  if (!reason.empty()) addLog(toQString(reason));
  if (state == RunState::Failed) m_wanted.clear();
  if (state == RunState::Failed && m_runner) {
    const auto writer = m_study->writerError();
    Error error =
        writer
            ? *writer
            : makeError(ErrorCode::External,
                        PSCOPE_TR_NOOP("StudyDocument", "The search ended with a failure: %1").arg(reason),
                        PSCOPE_TR_NOOP("StudyDocument", "What was finished is in the study. Start again to continue."));
    Q_EMIT failed(error);
  }
  Q_EMIT stateChanged();
  Q_EMIT evaluationsChanged();
}

void StudyDocument::addLog(const QString& line) {
  if (line.isEmpty()) return;
  if (m_log.size() >= kMaxLog) m_log.erase(m_log.begin(), m_log.begin() + kMaxLog / 5);
  m_log.push_back(line);
  Q_EMIT logged(line);
}

}  // namespace pscope
