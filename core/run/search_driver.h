#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/run/candidate_jobs.h"
#include "core/run/injected_designs.h"
#include "core/run/runner.h"
#include "core/run/search_foci.h"
#include "core/run/search_loop.h"
#include "core/run/stop_switch.h"
#include "core/run/stop_watch.h"
#include "core/run/told_failures.h"
#include "core/search/strategy.h"
#include "core/study/study.h"

namespace pscope {

/// The search of a study, step by step: asks, evaluates (free estimators at once, others on pool threads), writes and
/// tells in the order of asking, so that candidate n is asked after exactly 1..n-window were told.
///
/// Nothing is told that need not be: at the end the last `window` candidates stay untold, so that a search that is
/// continued with more candidates equals one that had them from the start.
/// @thread the coordinator's, except hold() and committed()
class SearchDriver {
 public:
  /// Who drives; its functions may be called from any thread.
  class Owner {
   public:
    virtual ~Owner() = default;
    virtual void post(RunEvent event) = 0;
    virtual void ended(Candidate candidate) = 0;  ///< to be handed to onEnded() on the coordinator's thread
    virtual void poke() = 0;                      ///< advance() may go on
    virtual void requestDone() = 0;               ///< a retry or an injection has come to its end
  };
  enum class Progress { Waits, GoesOn, Finished };

  /// @param tasks  for strategies that need a worker; outlives the driver
  SearchDriver(Study& study, const Space& space, Evaluation evaluation, const StrategyRegistry& strategies, int threads,
               const StopConfig& stop, Owner& owner, TaskRunner* tasks);

  /// Of a focus of the search. @param focus  its number; 0: the one that the search began with
  Status createStrategyAnew(std::size_t focus = 0);
  /// Loads what the study holds (the first time) and goes on towards `budget` candidates, until a rule says stop.
  Status begin(int budget);
  /// Asks and tells as far as it can without waiting, but not for long.
  Result<Progress> advance();
  Status onEnded(Candidate candidate);
  Status retry(CandidateId id);
  /// Evaluates a design that a person wants at once, whether or not the search goes on: it takes the next free place in
  /// the order of asking, which is written down first; the strategy is told of it in its turn.
  Status inject(Genome genome, std::vector<CandidateId> parents);
  /// From the next candidate on the search looks there: a fresh strategy of the same name is told everything that is
  /// known. Its place is written down first. What is pending is told to it in its turn.
  Status setFocus(Focus focus);
  /// Cancels what runs; true once nothing does any more, and the snapshot is posted.
  bool cancel();
  /// After a failure: cancels and forgets, so that begin() loads again.
  void giveUp();
  /// The study's writer's failure, if it had one.
  Status check() const;
  void snapshot();
  const std::string& endReason() const { return m_endReason; }
  /// The rule that ended the search; nothing: it went to its end.
  const std::optional<Message>& stopReason() const { return m_stopReason; }

  /// Ends a strategy's waiting for its worker, until rearm(): then advance() waits for cancel().
  void interrupt() { m_stop.request(); }  ///< @thread any
  void rearm() { m_stop.rearm(); }        ///< before begin(), while no search runs    @thread any
  void hold(bool held);                   ///< @thread any
  void cancelOne(CandidateId id);         ///< @thread any
  void committed(std::size_t count);      ///< @thread any

 private:
  struct Slot {
    Candidate candidate;
    bool ended = false;
  };
  /// Setting of the study: the budget that the strategy was made for.
  static constexpr const char* kBudgetSetting = "search.candidates";

  Status load();
  Status loadPending(const SearchSnapshot& snapshot);
  Status loadPast(const std::vector<Candidate>& candidates, bool begun);
  Status renewStrategy();
  Status askOne();
  Status refocus(std::size_t focus);
  Status place(Slot& slot);
  Status tellFront();
  Status lookAtRules();
  Status endSearch();
  Status tell(const Candidate& candidate);
  Status endSlot(Slot& slot, bool post);
  Status serveWaiting(const Genome& genome);
  Status takeStored(Slot& slot, Candidate stored);
  void evaluateHere(Candidate& candidate);
  void dispatch(Candidate candidate, bool first = false);
  Status endOutside(Candidate candidate);
  void closeInjection(std::int64_t id);
  void write(const Candidate& candidate);
  void snapshotNowAndThen();
  std::size_t window() const;
  CandidateJobs::Listener listener();

  Study& m_study;
  const Space& m_space;
  const SearchConfig m_config;
  const Evaluation m_evaluation;
  const StrategyRegistry& m_strategies;
  Owner& m_owner;
  TaskRunner* const m_tasks;
  const int m_threads;
  const StopConfig m_stopConfig;
  bool m_inline = false;  ///< all estimators are free: no pool threads
  StopSwitch m_stop;
  std::stop_token m_strategysStop;  ///< that m_strategy was made with
  std::unique_ptr<Strategy> m_strategy;
  bool m_loaded = false;
  bool m_running = false;  ///< begun, and not ended, cancelled or given up
  std::int64_t m_budget = 0;
  std::int64_t m_asked = 0;
  std::int64_t m_told = 0;
  bool m_exhausted = false;
  std::string m_endReason;
  StopWatch m_stopWatch;
  std::optional<Message> m_stopReason;
  const std::shared_ptr<const Provenance> m_predictions;  ///< of what the strategy expects
  std::map<std::int64_t, Slot> m_slots;                   ///< asked, not told
  std::map<std::int64_t, Candidate> m_stored;             ///< ended in an earlier session, not asked again yet
  std::set<std::int64_t> m_outstanding;                   ///< on pool threads
  std::map<std::int64_t, bool> m_retried;                 ///< retries under way; true: the strategy was told before
  ToldFailures m_toldFailures;
  SearchFoci m_foci;
  std::size_t m_focus = 0;  ///< number of the one that m_strategy works under
  InjectedDesigns m_injected;
  std::set<std::int64_t> m_injections;  ///< of them, under way
  std::deque<Candidate> m_endedInline;
  SeenDesigns m_seen;
  std::int64_t m_snapshotTold = -1;
  std::int64_t m_snapshotAsked = -1;
  std::chrono::steady_clock::time_point m_nextSnapshot;
  std::atomic<std::int64_t> m_unconfirmed = 0;  ///< posted, not committed
  std::unique_ptr<CandidateJobs> m_jobs;
};

}  // namespace pscope
