#pragma once

#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/estimate/estimator.h"
#include "core/search/strategy.h"
#include "widgets/main_window.h"

namespace pscope::test {

/// Lets candidates through only while it is open; a cancelled one comes back at once.
class Gate {
 public:
  void open() { set(true); }
  void close() { set(false); }
  /// False when stop was requested.
  bool pass(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    const bool passed = m_changed.wait(lock, stop, [this] { return m_open; });
    --m_waiting;
    return passed;
  }
  int waiting() {
    const std::scoped_lock lock(m_mutex);
    return m_waiting;
  }

 private:
  void set(bool open) {
    {
      const std::scoped_lock lock(m_mutex);
      m_open = open;
    }
    m_changed.notify_all();
  }
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  bool m_open = true;
  int m_waiting = 0;
};

/// An estimator whose value is the sum of the levels, behind a gate; every seventh design fails if told so.
class GatedEstimator : public Estimator {
 public:
  GatedEstimator(Gate& gate, bool failing, std::string metric)
      : m_gate(gate), m_failing(failing), m_metric(std::move(metric)) {}
  CostClass costClass() const override { return CostClass::Pool; }
  bool deterministic() const override { return true; }
  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext& job) const override {
    if (!m_gate.pass(job.stop)) return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled."));
    double sum = 0;
    for (const int level : subject.genome()) sum += level;
    if (m_failing) return makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Test", "Out of memory."));
    Measurement measurement;
    measurement.metric = m_metric;
    measurement.value = 100 - sum;
    measurement.unit = "%";
    measurement.provenance = std::make_shared<Provenance>(provenanceOfThisProgram());
    return std::vector<Measurement>{measurement};
  }

 private:
  Gate& m_gate;
  bool m_failing;
  std::string m_metric;
};

/// Registries with the program's own plug-ins and "gated", settings in a temporary folder.
class WindowFixture {
 public:
  WindowFixture() {
    registerEstimators(m_estimators);
    registerStrategies(m_strategies);
    PluginInfo info;
    info.name = "gated";
    m_estimators.add(
        info, [this](const JsonView&, const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
          return std::unique_ptr<Estimator>(std::make_unique<GatedEstimator>(gate, failing, context.objective->name));
        });
    settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
  }

  SearchServices services() const { return {&m_estimators, &m_strategies, ""}; }
  WindowServices windowServices() const {
    WindowServices result;
    result.search = services();
    result.settings = settings.get();
    result.exampleFolder = folder.filePath(QStringLiteral("data"));
    return result;
  }
  /// Two analytic objectives of the demo space: nothing is trained.
  SearchConfig freeConfig(int candidates) const {
    return config(candidates, {"static", R"({"type":"static","metric":"params"})"});
  }
  /// The first objective waits at the gate.
  SearchConfig gatedConfig(int candidates) const { return config(candidates, {"gated", R"({"type":"gated"})"}); }
  std::string path(const char* name) const { return folder.filePath(QLatin1String(name)).toStdString(); }

  Gate gate;
  bool failing = false;
  QTemporaryDir folder;
  std::unique_ptr<QSettings> settings;

 private:
  SearchConfig config(int candidates, const EstimatorSpec& first) const {
    SearchConfig result;
    result.space = "demo";
    Objective a;
    a.name = first.type == "gated" ? "error" : "size";
    a.unit = first.type == "gated" ? "%" : "parameters";
    a.estimators = {first};
    Objective b;
    b.name = "macs";
    b.unit = "MACs";
    b.estimators = {{"static", R"({"type":"static","metric":"macs"})"}};
    result.objectives = {a, b};
    result.strategy = "random";
    result.candidates = candidates;
    result.workers = 2;
    return result;
  }

  EstimatorRegistry m_estimators;
  StrategyRegistry m_strategies;
};

}  // namespace pscope::test
