#pragma once

#include <QTemporaryDir>
#include <memory>
#include <string>
#include <vector>

#include "core/run/runner.h"
#include "tests/run/fakes.h"

namespace pscope::test {

inline constexpr double kLong = 60;  ///< seconds; only ever reached when something hangs

/// A study in a temporary folder with fakes around it.
struct Bench {
  QTemporaryDir folder;
  std::string path = folder.filePath("a.pscope").toStdString();
  Journal journal;
  Space space = openSpace("nasbench201").value();
  EstimatorRegistry estimators = fakeEstimators(journal);
  StrategyRegistry strategies = fakeStrategies(journal);
  std::unique_ptr<Study> study;
  std::unique_ptr<Runner> runner;
  std::vector<RunEvent> events;

  explicit Bench(const SearchConfig& config) { study = Study::create(path, config, "{}").value(); }
  ~Bench() { runner.reset(); }

  void makeRunner(int workers) {
    RunnerOptions options;
    options.workers = workers;
    options.workerProgram = PSCOPE_BIN_DIR "/fake_worker";
    runner = Runner::create(*study, space, estimators, strategies, options).value();
  }
  bool run(int workers) {
    makeRunner(workers);
    runner->start();
    return runner->wait(kLong);
  }
  /// Ends everything and opens the file again.
  void reopen() {
    runner.reset();
    study.reset();
    study = Study::open(path, Study::Mode::ReadWrite).value();
  }
  std::vector<RunEvent>& takeEvents() {
    for (auto& event : runner->events().take()) events.push_back(std::move(event));
    return events;
  }
  template <class T>
  std::vector<T> eventsOf() {
    std::vector<T> found;
    for (const auto& event : takeEvents()) {
      if (const auto* match = std::get_if<T>(&event.event)) found.push_back(*match);
    }
    return found;
  }
  std::vector<std::string> stored() { return essences(study->loadCandidates().value()); }
  std::string failure() {
    const auto states = eventsOf<RunEvent::StateChanged>();
    return states.empty() ? "" : states.back().reason;
  }
};

}  // namespace pscope::test
