#include "app/cli/search_run.h"

#include <iostream>
#include <map>

#include "app/cli/candidate_text.h"
#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "core/base/number_text.h"
#include "core/data/dataset.h"
#include "core/estimate/estimator.h"
#include "core/run/energy_meter.h"
#include "core/run/hypervolume_series.h"
#include "core/run/worker_pool.h"
#include "core/search/search_cost.h"
#include "core/search/strategy.h"

namespace pscope {
namespace {

constexpr double kPollSeconds = 0.05;
constexpr double kWorthTelling = 1;  ///< CPU-seconds; less is no cost

Error inFile(Error error, const std::string& file) {
  if (error.file.empty()) error.file = file;
  return error;
}

// What the mailbox says, on standard error.
class Reporter {
 public:
  explicit Reporter(const Study& study)
      : m_objectives(study.config().objectives), m_total(study.config().candidates), m_bar("Search") {
    if (const auto candidates = study.loadCandidates(); candidates.ok()) {
      for (const auto& candidate : candidates.value()) count(candidate);
    }
    redraw();
  }

  void take(Mailbox<RunEvent>& events) {
    for (const auto& event : events.take()) std::visit([this](const auto& e) { on(e); }, event.event);
    redraw();
  }
  const std::string& reason() const { return m_reason; }
  const std::optional<Message>& rule() const { return m_rule; }

 private:
  void on(const RunEvent::StateChanged& event) {
    if (!event.reason.empty()) m_reason = event.reason;
    m_rule = event.stop;
  }
  void on(const RunEvent::Committed& event) {
    for (const auto& candidate : event.candidates) {
      count(candidate);
      if (candidate.state == CandidateState::Failed) {
        m_bar.message("Candidate " + std::to_string(candidate.id.value) + " failed: " + candidate.reason);
      }
    }
  }
  void on(const RunEvent::JobChanged& event) {
    if (event.running)
      m_jobs[event.id] = event.progress.stage;
    else
      m_jobs.erase(event.id);
  }
  void on(const RunEvent::Injected&) {}  // nobody puts designs in from here
  void on(const RunEvent::Focused& event) {
    m_bar.message("From candidate " + std::to_string(event.from) +
                  " on the search looks at: " + focusText(event.focus, m_objectives) + ".");
  }
  void on(const RunEvent::Log& event) {
    if (!event.id) m_bar.message(event.text);
  }
  void count(const Candidate& candidate) {
    const bool ended = candidate.state != CandidateState::Queued && candidate.state != CandidateState::Running;
    if (!ended) return;
    if (m_ended.insert_or_assign(candidate.id, candidate.state).second) m_seconds += secondsOf(candidate);
  }
  void redraw() {
    std::size_t failed = 0;
    for (const auto& [id, state] : m_ended) failed += state == CandidateState::Failed ? 1 : 0;
    std::string note;
    if (failed > 0) note += std::to_string(failed) + " failed";
    if (!m_jobs.empty()) note += (note.empty() ? "" : ", ") + std::to_string(m_jobs.size()) + " running";
    if (m_seconds >= kWorthTelling) {
      note += (note.empty() ? "" : ", ") + numberText(m_seconds / 3600, 2) + " CPU-hours";
    }
    m_bar.update(static_cast<std::int64_t>(m_ended.size()), m_total, note);
  }

  const std::vector<Objective> m_objectives;
  std::int64_t m_total;
  ProgressBar m_bar;
  std::map<CandidateId, CandidateState> m_ended;
  std::map<CandidateId, std::string> m_jobs;
  std::string m_reason;
  std::optional<Message> m_rule;
  double m_seconds = 0;  ///< of all evaluations
};

// What the evaluations took, and what more of them would bring.
void printSearchCost(const std::vector<Candidate>& candidates, const SearchConfig& config,
                     std::optional<double> joules) {
  HypervolumeSeries series(minimizedReference(config));
  std::vector<Evaluated> evaluations;
  double seconds = 0;
  for (const auto& candidate : candidates) {
    seconds += secondsOf(candidate);
    evaluations.push_back(evaluatedOf(candidate, config.objectives));
  }
  if (seconds >= kWorthTelling) {
    series.add(std::move(evaluations));
    std::cout << format(costMessage(searchCost(series.seconds(), series.curve()))) << std::endl;
  }
  if (joules && seconds >= kWorthTelling) std::cout << format(energyMessage(*joules)) << std::endl;
}

}  // namespace

Result<Space> checkSearch(const SearchConfig& config, const std::string& file) {
  auto space = openSpace(config.space);
  if (!space.ok()) return inFile(std::move(space).error(), file);
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  WorkerPool pool({});  // starts no process until a task is run
  const auto evaluation = Evaluation::create(space.value(), config, estimators, &pool);
  if (!evaluation.ok()) return inFile(evaluation.error(), file);
  if (evaluation.value().needsWorker()) {
    // Read once here, so that a truncated file is refused now and not by every candidate; drawn glyphs are cached. A
    // search over tables and static costs alone never reads its data, so it does not need them.
    for (const auto& [name, data] : config.data) {
      if (auto loaded = loadDataset(data); !loaded.ok()) return inFile(std::move(loaded).error(), file);
    }
  }
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const StrategyContext context = strategyContext(space.value(), config, &pool);
  auto strategy = createStrategy(config.strategy, config.strategyParameters, context, strategies);
  if (!strategy.ok()) return inFile(std::move(strategy).error(), file);
  return space;
}

Result<Space> spaceOf(const Study& study) {
  return Space::fromText(study.spaceDocument(), study.path());
}

Result<int> runSearch(std::unique_ptr<Study> study, const Space& space, int workers, const StopConfig& stop,
                      std::optional<Focus> focus) {
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry strategies;
  registerStrategies(strategies);
  RunnerOptions options;
  options.workers = workers;
  options.stop = stop;
  const Interrupt interrupt;
  bool stopped = false;
  RunState state = RunState::Idle;
  std::string reason;
  std::optional<Message> rule;
  EnergyMeter energy;
  {
    auto made = Runner::create(*study, space, estimators, strategies, options);
    if (!made.ok()) return std::move(made).error();
    auto runner = std::move(made).value();
    Reporter reporter(*study);
    if (focus) PSCOPE_CHECK(runner->setFocus(std::move(*focus)));
    runner->start();
    while (!runner->wait(kPollSeconds)) {
      reporter.take(runner->events());
      (void)energy.joules();  // the sum is read at the end; often enough here not to miss a wrap of the counter
      if (Interrupt::requested() && !stopped) {
        stopped = true;
        std::cerr << "\nStopping: what was finished is kept.\n";
        runner->stop();
      }
    }
    reporter.take(runner->events());
    state = runner->state();
    reason = reporter.reason();
    rule = reporter.rule();
  }
  const std::string path = study->path();
  PSCOPE_TRY(const auto candidates, study->loadCandidates());
  const SearchConfig config = study->config();
  if (auto closed = study->close(); !closed.ok()) return printFailure(closed.error());
  std::cout << frontTable(candidates, config.objectives) << countsText(candidates) << ". Study: " << path << std::endl;
  printSearchCost(candidates, config, energy.joules());
  if (state == RunState::Failed) {
    std::cerr << "paretoscope-cli: The search failed: " << reason << std::endl;
    return kWorkFailed;
  }
  if (rule && state == RunState::Finished) {
    std::cout << format(*rule) << " \"paretoscope-cli resume " << path << " --ignore-stop\" goes on." << std::endl;
  }
  const bool early = static_cast<int>(candidates.size()) < config.candidates;
  if (early && !rule && state == RunState::Finished)
    std::cout << "The search ended early: " << reason << "." << std::endl;
  if (stopped && state != RunState::Finished) {
    std::cerr << "Stopped. \"paretoscope-cli resume " << path << "\" goes on." << std::endl;
    return kWorkFailed;
  }
  return kDone;
}

}  // namespace pscope
