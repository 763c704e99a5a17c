#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/pareto/front.h"
#include "core/run/runner.h"
#include "core/study/study.h"
#include "widgets/background_job.h"
#include "widgets/candidate_model.h"
#include "widgets/jobs_model.h"

namespace pscope {

/// What a document needs to run a search; made by main.
struct SearchServices {
  const EstimatorRegistry* estimators = nullptr;
  const StrategyRegistry* strategies = nullptr;
  std::string workerProgram;  ///< empty: beside this program
};

/// An open study: the file, its space, its candidates, the front kept up to date, and the search that runs on it.
///
/// News of the runner are taken in batches, at most every 50 ms; one candidatesChanged() a batch. Nothing here blocks
/// longer than opening the file: long reading and the making of the runner happen in background jobs.
/// @thread the window's
class StudyDocument : public QObject {
  Q_OBJECT
 public:
  /// @error those of Study::create and openSpace
  static Result<std::unique_ptr<StudyDocument>> create(const std::string& path, const SearchConfig& config,
                                                       const SearchServices& services);
  /// Opens for writing, or, where that is not possible (another program writes, read-only place), for reading.
  /// @error those of Study::open that reading does not help against
  static Result<std::unique_ptr<StudyDocument>> open(const std::string& path, const SearchServices& services);
  ~StudyDocument() override;

  QString title() const;
  const std::string& path() const { return m_study->path(); }
  bool readOnly() const { return m_study->readOnly(); }
  /// Why the study is read-only, if it is.
  const std::optional<Error>& readOnlyReason() const { return m_readOnlyReason; }
  const SearchConfig& config() const { return m_study->config(); }
  const std::vector<Objective>& objectives() const { return m_study->config().objectives; }
  const Space& space() const { return m_space; }
  const std::string& scale() const { return m_scale; }  ///< that will run: costs and graphs are of it
  CandidateModel& candidates() { return m_candidates; }
  const CandidateModel& candidates() const { return m_candidates; }
  JobsModel& jobs() { return m_jobs; }
  const IncrementalFront& front() const { return m_front; }
  const std::vector<QString>& log() const { return m_log; }
  const EstimatorRegistry* estimators() const { return m_services.estimators; }
  const StrategyRegistry* strategies() const { return m_services.strategies; }

  RunState state() const { return m_state; }
  /// A search runs, is paused, or is starting or stopping: the file must not be closed yet.
  bool busy() const;
  bool starting() const { return m_starter.running(); }
  struct Evaluations {
    qint64 done = 0;  ///< ended: done, infeasible or failed
    qint64 total = 0;
    qint64 failed = 0;
    double secondsLeft = -1;  ///< < 0: unknown
  };
  Evaluations evaluations() const;

  /// Also continues a stopped search. @param byItsRules  false: no rule ends it this time but the number of candidates
  void start(bool byItsRules = true);
  /// The rule that ended the last run before all candidates were evaluated; nothing if none did.
  const std::optional<Message>& stopRule() const { return m_stopRule; }
  void pause();
  void resume();
  void stop();
  /// Cancels one running candidate; the search goes on without it.
  void cancel(CandidateId id);
  /// Evaluates a failed candidate again, whether or not the search runs.
  void retry(CandidateId id);
  /// Evaluates a design that a person made, whether or not a search runs; it is next, and the search learns from it. A
  /// design that was screened only is evaluated on all rungs.
  /// @return the candidate that is this design already: nothing is evaluated (a failed one again). None: addedByHand()
  ///         tells which candidate it became, once it has ended.
  CandidateId evaluate(const Genome& genome, std::vector<CandidateId> parents);
  /// The candidate with this design, the newest of several (a screened one only without another); none if there is
  /// none. @cost O(candidates)
  CandidateId candidateOf(const Genome& genome) const;
  /// From the next candidate on the search looks at this region, whether it runs or is continued later; an empty one
  /// ends the focus that holds. @error those of Space::restricted(); ReadOnly
  Status setFocus(const Focus& focus);
  /// What the search looks at, or will when it goes on.
  const Focus& focus() const { return m_focus; }
  /// More (or fewer) candidates for the next start.
  Status setCandidates(int candidates);

  Status saveCopy(const std::string& path);
  Status setSetting(const std::string& name, const std::string& value);
  std::optional<std::string> setting(const std::string& name) const;
  /// Commits and closes the file; busy() must be false. The document is of no use afterwards.
  Status close();

 Q_SIGNALS:
  /// New or changed candidates, and those that left or entered the front.
  void candidatesChanged(const std::vector<pscope::CandidateId>& ids);
  /// A design that was given to evaluate() has ended, and is among the candidates.
  void addedByHand(pscope::CandidateId id);
  void stateChanged();
  void focusChanged();
  void evaluationsChanged();
  void logged(const QString& line);
  void failed(const pscope::Error& error);
  void loaded();  ///< everything that was in the file has been read

 private:
  StudyDocument(std::unique_ptr<Study> study, Space space, const SearchServices& services);
  void load();
  void follow();
  void takeLoaded();
  void makeRunner();
  void runnerMade();
  void wake();
  void drain();
  void ingest(std::vector<Candidate> candidates);
  void setState(RunState state, const std::string& reason);
  void addLog(const QString& line);

  SearchServices m_services;
  std::unique_ptr<Study> m_study;
  Space m_space;
  std::string m_scale;
  std::optional<Error> m_readOnlyReason;
  CandidateModel m_candidates;
  JobsModel m_jobs;
  IncrementalFront m_front;
  std::vector<QString> m_log;

  RunState m_state = RunState::Idle;
  std::optional<Message> m_stopRule;
  bool m_byItsRules = true;
  bool m_startWanted = false;  ///< once the runner is made
  std::vector<CandidateId> m_retries;
  struct Injection {
    Genome genome;
    std::vector<CandidateId> parents;
  };
  std::vector<Injection> m_injections;  ///< wait for the runner
  Focus m_focus;
  bool m_focusWaits = false;       ///< for the runner
  std::set<CandidateId> m_byHand;  ///< evaluated by hand, not ended yet
  std::set<Genome> m_wanted;       ///< their designs: pressing twice makes no second candidate
  qint64 m_done = 0;
  qint64 m_failed = 0;
  qint64 m_doneAtStart = 0;
  QElapsedTimer m_running;

  std::unique_ptr<Runner> m_runner;
  std::unique_ptr<Runner> m_newRunner;  ///< made by m_starter
  std::atomic<bool> m_woken = false;
  QTimer m_drainTimer;
  QElapsedTimer m_sinceDrain;
  QTimer m_tick;  ///< time left, once a second while running

  Mailbox<std::vector<Candidate>> m_loadedBatches;
  std::deque<std::vector<Candidate>> m_toTake;
  QTimer m_takeTimer;
  bool m_loading = false;
  QTimer m_followTimer;
  CandidateId m_lastLoaded;
  BackgroundJob m_loader;  // last: joined before what they write to dies
  BackgroundJob m_starter;
};

}  // namespace pscope
