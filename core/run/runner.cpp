#include "core/run/runner.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "core/run/search_driver.h"
#include "core/run/worker_pool.h"

namespace pscope {
namespace {

constexpr std::chrono::milliseconds kLookAround{500};

}  // namespace

/// The owner's side: state, commands, mailbox. The search itself is SearchDriver's, on the coordinator's thread.
class Runner::Impl : public SearchDriver::Owner {
 public:
  Impl(Study& study, const Space& space, const StrategyRegistry& strategies, RunnerOptions options)
      : m_study(study), m_space(space), m_strategies(strategies), m_options(std::move(options)) {}

  ~Impl() override {
    {
      const std::scoped_lock lock(m_mutex);
      m_quit = true;
    }
    if (m_driver) m_driver->interrupt();
    m_wakeCoordinator.notify_all();
    if (m_coordinator.joinable()) m_coordinator.join();
    m_study.setCommitted({});
    m_driver.reset();  // its threads use what is below
  }

  Status create(const EstimatorRegistry& estimators) {
    const auto& config = m_study.config();
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    int workers = m_options.workers > 0 ? m_options.workers : config.workers;
    if (workers <= 0) workers = std::min(cores, 8);
    WorkerPool::Options pool;
    pool.program = m_options.workerProgram;
    pool.size = workers;
    pool.threadsPerWorker = m_options.threadsPerWorker;
    m_pool = std::make_unique<WorkerPool>(std::move(pool));
    PSCOPE_TRY(auto evaluation, Evaluation::create(m_space, config, estimators, m_pool.get()));
    m_driver = std::make_unique<SearchDriver>(m_study, m_space, std::move(evaluation), m_strategies, workers,
                                              m_options.stop.value_or(config.stop), *this, m_pool.get());
    PSCOPE_CHECK(m_driver->createStrategyAnew());
    m_study.setCommitted([this](std::vector<Candidate> candidates) {
      m_driver->committed(candidates.size());
      post({RunEvent::Committed{std::move(candidates)}});
    });
    m_coordinator = std::thread([this] { loop(); });
    return {};
  }

  // Commands, on the owner's thread.

  void start() {
    const int budget = m_study.config().candidates;
    {
      const std::scoped_lock lock(m_mutex);
      if (m_state != RunState::Idle && m_state != RunState::Finished && m_state != RunState::Failed) return;
      m_driver->rearm();
      m_budget = budget;
      m_restart = true;
      setStateLocked(RunState::Running, "");
    }
    wakeAll();
  }

  void pause() {
    {
      const std::scoped_lock lock(m_mutex);
      if (m_state != RunState::Running) return;
      setStateLocked(RunState::Paused, "");
    }
    m_driver->hold(true);
    wakeAll();
  }

  void resume() {
    {
      const std::scoped_lock lock(m_mutex);
      if (m_state != RunState::Paused) return;
      setStateLocked(RunState::Running, "");
    }
    m_driver->hold(false);
    wakeAll();
  }

  void stop() {
    {
      const std::scoped_lock lock(m_mutex);
      if (m_state != RunState::Running && m_state != RunState::Paused) return;
      setStateLocked(RunState::Stopping, "");
      m_driver->interrupt();
    }
    wakeAll();
  }

  void cancel(CandidateId id) { m_driver->cancelOne(id); }

  void retry(CandidateId id) {
    {
      const std::scoped_lock lock(m_mutex);
      m_retries.push_back(id);
      ++m_requestsOpen;
    }
    wakeAll();
  }

  void inject(Genome genome, std::vector<CandidateId> parents) {
    {
      const std::scoped_lock lock(m_mutex);
      m_injections.push_back({std::move(genome), std::move(parents)});
      ++m_requestsOpen;
    }
    wakeAll();
  }

  Status setFocus(Focus focus) {
    if (const auto part = m_space.restricted(focus.where); !part.ok()) return part.error();
    {
      const std::scoped_lock lock(m_mutex);
      m_foci.push_back(std::move(focus));
      ++m_requestsOpen;
    }
    wakeAll();
    return {};
  }

  RunState state() const {
    const std::scoped_lock lock(m_mutex);
    return m_state;
  }

  bool wait(std::optional<double> seconds) {
    std::unique_lock lock(m_mutex);
    const auto settled = [&] {
      return m_requestsOpen == 0 &&
             (m_state == RunState::Finished || m_state == RunState::Failed || m_state == RunState::Idle);
    };
    if (!seconds) {
      m_stateChanged.wait(lock, settled);
      return true;
    }
    return m_stateChanged.wait_for(lock, std::chrono::duration<double>(*seconds), settled);
  }

  void setWake(std::function<void()> wake) {
    const std::scoped_lock lock(m_wakeMutex);
    m_wake = std::move(wake);
  }

  Mailbox<RunEvent> m_events;

  // What the driver tells, from any thread.

  void post(RunEvent event) override {
    m_events.post(std::move(event));
    callWake();
  }
  void ended(Candidate candidate) override {
    {
      const std::scoped_lock lock(m_mutex);
      m_ended.push_back(std::move(candidate));
    }
    m_wakeCoordinator.notify_all();
  }
  void poke() override {
    {
      const std::scoped_lock lock(m_mutex);
      m_poked = true;
    }
    m_wakeCoordinator.notify_all();
  }
  void requestDone() override {
    {
      const std::scoped_lock lock(m_mutex);
      --m_requestsOpen;
    }
    m_stateChanged.notify_all();
  }

 private:
  void setStateLocked(RunState state, std::string reason, std::optional<Message> stop = {}) {
    m_state = state;
    m_poked = true;
    m_events.post({RunEvent::StateChanged{state, std::move(reason), std::move(stop)}});
  }

  /// The coordinator's own change, unless the owner's last command came in between.
  void settle(RunState from, RunState to, std::string reason, std::optional<Message> stop = {}) {
    {
      const std::scoped_lock lock(m_mutex);
      if (m_state != from) return;
      setStateLocked(to, std::move(reason), std::move(stop));
    }
    wakeAll();
  }

  void wakeAll() {
    m_wakeCoordinator.notify_all();
    m_stateChanged.notify_all();
    callWake();
  }

  void callWake() {
    const std::scoped_lock lock(m_wakeMutex);
    if (m_wake) m_wake();
  }

  struct Injection {
    Genome genome;
    std::vector<CandidateId> parents;
  };
  struct Turn {
    bool quit = false;
    bool restart = false;
    int budget = 0;
    RunState state = RunState::Idle;
    std::deque<Candidate> ended;
    std::deque<CandidateId> retries;
    std::deque<Injection> injections;
    std::deque<Focus> foci;
  };

  Turn nextTurn(bool atOnce, bool quitting) {
    std::unique_lock lock(m_mutex);
    // While a search is being stopped everything is cancelled: an injection waits for its end.
    const auto injects = [&] { return !m_injections.empty() && m_state != RunState::Stopping; };
    const auto asked = [&] { return !m_retries.empty() || !m_foci.empty() || injects(); };
    const auto called = [&] { return (m_quit && !quitting) || m_poked || !m_ended.empty() || asked(); };
    // Now and then it looks whether the writer of the study has failed.
    if (!atOnce) m_wakeCoordinator.wait_for(lock, kLookAround, called);
    m_poked = false;
    // A start that was paused at once begins when it is resumed.
    const bool restart = m_state == RunState::Running && std::exchange(m_restart, false);
    Turn turn{m_quit,
              restart,
              m_budget,
              m_state,
              std::exchange(m_ended, {}),
              std::exchange(m_retries, {}),
              {},
              std::exchange(m_foci, {})};
    if (injects()) turn.injections = std::exchange(m_injections, {});
    return turn;
  }

  void loop() {
    bool goesOn = false;
    bool quitting = false;
    for (;;) {
      auto turn = nextTurn(goesOn, quitting);
      goesOn = false;
      quitting = turn.quit;
      Status status;
      for (auto& candidate : turn.ended) {
        if (status.ok()) status = m_driver->onEnded(std::move(candidate));
      }
      for (const auto id : turn.retries) {
        const auto retried = m_driver->retry(id);
        if (status.ok()) status = retried;
      }
      for (auto& focus : turn.foci) {
        const auto focused = m_driver->setFocus(std::move(focus));
        if (status.ok()) status = focused;
      }
      for (auto& injection : turn.injections) {
        const auto injected = m_driver->inject(std::move(injection.genome), std::move(injection.parents));
        if (status.ok()) status = injected;
      }
      if (turn.quit) {
        if (m_driver->cancel()) break;
        continue;
      }
      if (status.ok()) status = m_driver->check();
      if (status.ok() && turn.state == RunState::Running) status = run(turn, goesOn);
      if (status.ok() && turn.state != RunState::Running && turn.state != RunState::Stopping) m_driver->snapshot();
      if (status.ok() && turn.state == RunState::Stopping && m_driver->cancel()) {
        status = m_study.flush();
        if (status.ok()) settle(RunState::Stopping, RunState::Idle, "stopped");
      }
      if (!status.ok()) fail(turn.state, status.error());
    }
    (void)m_study.flush();
  }

  Status run(const Turn& turn, bool& goesOn) {
    if (turn.restart) PSCOPE_CHECK(m_driver->begin(turn.budget));
    PSCOPE_TRY(const auto progress, m_driver->advance());
    goesOn = progress == SearchDriver::Progress::GoesOn;
    if (progress == SearchDriver::Progress::Finished) {
      PSCOPE_CHECK(m_study.flush());
      settle(RunState::Running, RunState::Finished, m_driver->endReason(), m_driver->stopReason());
    }
    return {};
  }

  void fail(RunState from, const Error& error) {
    m_driver->giveUp();
    if (from == RunState::Failed) return;
    if (!error.detail.empty()) post({RunEvent::Log{{}, error.detail}});
    {
      const std::scoped_lock lock(m_mutex);
      setStateLocked(RunState::Failed, error.text());
    }
    wakeAll();
  }

  Study& m_study;
  const Space m_space;
  const StrategyRegistry m_strategies;
  RunnerOptions m_options;
  std::unique_ptr<WorkerPool> m_pool;
  std::unique_ptr<SearchDriver> m_driver;

  mutable std::mutex m_mutex;
  std::condition_variable m_wakeCoordinator;
  std::condition_variable m_stateChanged;
  RunState m_state = RunState::Idle;
  bool m_quit = false;
  bool m_poked = false;
  bool m_restart = false;
  int m_budget = 0;
  int m_requestsOpen = 0;
  std::deque<Candidate> m_ended;
  std::deque<CandidateId> m_retries;
  std::deque<Injection> m_injections;
  std::deque<Focus> m_foci;

  std::mutex m_wakeMutex;
  std::function<void()> m_wake;
  std::thread m_coordinator;
};

Runner::Runner(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Runner::~Runner() = default;

Result<std::unique_ptr<Runner>> Runner::create(Study& study, const Space& space, const EstimatorRegistry& estimators,
                                               const StrategyRegistry& strategies, RunnerOptions options) {
  if (study.readOnly()) {
    return makeError(ErrorCode::ReadOnly, PSCOPE_TR_NOOP("Run", "The study is open for reading only."),
                     PSCOPE_TR_NOOP("Run", "Save a copy and search in that."), study.path());
  }
  auto impl = std::make_unique<Impl>(study, space, strategies, std::move(options));
  PSCOPE_CHECK(impl->create(estimators));
  return std::unique_ptr<Runner>(new Runner(std::move(impl)));
}

void Runner::start() {
  m_impl->start();
}
void Runner::pause() {
  m_impl->pause();
}
void Runner::resume() {
  m_impl->resume();
}
void Runner::stop() {
  m_impl->stop();
}
void Runner::cancel(CandidateId id) {
  m_impl->cancel(id);
}
void Runner::retry(CandidateId id) {
  m_impl->retry(id);
}
void Runner::inject(Genome genome, std::vector<CandidateId> parents) {
  m_impl->inject(std::move(genome), std::move(parents));
}
Status Runner::setFocus(Focus focus) {
  return m_impl->setFocus(std::move(focus));
}
RunState Runner::state() const {
  return m_impl->state();
}
bool Runner::wait(std::optional<double> seconds) {
  return m_impl->wait(seconds);
}
Mailbox<RunEvent>& Runner::events() {
  return m_impl->m_events;
}
void Runner::setWake(std::function<void()> wake) {
  m_impl->setWake(std::move(wake));
}

}  // namespace pscope
