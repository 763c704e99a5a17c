#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/record/candidate.h"
#include "core/search/strategy.h"
#include "core/study/study.h"

namespace pscope {

enum class RunState { Idle, Running, Paused, Stopping, Finished, Failed };

/// What the runner tells its owner, in order, through the mailbox.
struct RunEvent {
  struct StateChanged {
    RunState state;
    std::string reason;                          ///< why it finished or failed, in English
    std::optional<Message> stop = std::nullopt;  ///< the rule that ended it before its budget
  };
  struct Committed {
    std::vector<Candidate> candidates;  ///< reported done: in the file
  };
  struct JobChanged {
    CandidateId id;
    std::string title;
    Progress progress;
    bool running = true;
    std::string reason;  ///< of a failure, once it is not running
  };
  struct Log {
    CandidateId id;  ///< none: the search
    std::string text;
  };
  /// A design that was put in by hand has its place: as this candidate it will be evaluated.
  struct Injected {
    CandidateId id;
    Genome genome;
  };
  /// From this place in the order of asking on the search looks there.
  struct Focused {
    std::int64_t from;
    Focus focus;
  };
  std::variant<StateChanged, Committed, JobChanged, Log, Injected, Focused> event;
};

struct RunnerOptions {
  std::string workerProgram;  ///< empty: beside this program
  int workers = 0;            ///< 0: the configuration's, else one per core, at most 8
  int threadsPerWorker = 1;
  std::optional<StopConfig> stop = std::nullopt;  ///< instead of the configuration's; an empty one: none stops it
};

/// Drives the search of a study on background threads: asks the strategy, evaluates candidates on pool threads and
/// workers, writes them, tells the strategy in the order of asking (design: candidate n is asked after
/// exactly 1..n-window were told).
///
/// A resumed search continues from the snapshot and ends with the candidates of an uninterrupted one.
/// @thread owner's thread for the functions; events() is a mailbox
class Runner {
 public:
  /// @param study  opened for writing; outlives the runner
  /// @error what Evaluation::create and createStrategy say, and the study's reading errors
  static Result<std::unique_ptr<Runner>> create(Study& study, const Space& space, const EstimatorRegistry& estimators,
                                                const StrategyRegistry& strategies, RunnerOptions options);
  ~Runner();  ///< stops and joins

  void start();  ///< from Idle; also continues after a stop
  void pause();  ///< running candidates go on, no new ones are asked
  void resume();
  void stop();  ///< cancels running candidates (they are evaluated again on resume), commits, ends
  /// Cancels one running candidate, the search goes on: it fails with the reason "cancelled by hand", the strategy is
  /// told so in its turn, and retry() evaluates it again. One that does not run is left alone.
  void cancel(CandidateId id);
  /// Evaluates a failed candidate again; the strategy has been told the failure and is not told again.
  void retry(CandidateId id);
  /// Evaluates a design that a person wants, before whatever waits, whether or not the search runs (a paused one does
  /// it when it is resumed). It becomes the next candidate in the order of asking, with the notes "by hand"; the
  /// strategy is told of it in its turn, and a resumed search has it at the same place.
  void inject(Genome genome, std::vector<CandidateId> parents);
  /// From the next candidate on the search looks at this region, whether it runs or goes on later; an empty focus ends
  /// the one that holds. What was found so far is told to the strategy, candidates under way count too, and none of
  /// them changes. A resumed search changes its focus at the same candidate.
  /// @error those of Space::restricted(): nothing changes    @cost that of counting the designs of the region
  Status setFocus(Focus focus);
  RunState state() const;
  /// Waits until the state is Finished, Failed or, after stop(), Idle, and all retries, injections and changes of the
  /// focus have ended; false at a timeout.
  bool wait(std::optional<double> seconds = std::nullopt);

  Mailbox<RunEvent>& events();
  /// Called (any thread) when something was posted; must return at once. Optional.
  void setWake(std::function<void()> wake);

 private:
  class Impl;
  explicit Runner(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
