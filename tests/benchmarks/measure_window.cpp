// What the window promises, measured in the real window with the real runner and a real study file: candidates arrive
// at a steady rate; printed are the longest block of the window's thread, the time from the end of an evaluation (and
// from its commit) to the frame that shows it, and the time to the first frame of a study.
//
//   measure_window [candidates per second = 200] [seconds = 20] [candidates already in the study = 0]
#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "core/base/rng.h"
#include "widgets/event_loop_trace.h"
#include "widgets/front_panel.h"
#include "widgets/main_window.h"
#include "widgets/workspace.h"

using namespace pscope;
using Clock = std::chrono::steady_clock;

namespace {

/// Ends one evaluation every 1/rate seconds, whatever the number of threads.
class PacedEstimator : public Estimator {
 public:
  PacedEstimator(std::string metric, double rate) : m_metric(std::move(metric)), m_rate(rate) {}
  CostClass costClass() const override { return CostClass::Pool; }
  bool deterministic() const override { return true; }
  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    std::call_once(m_once, [this] { m_start = Clock::now(); });
    const double place = static_cast<double>(m_next.fetch_add(1));
    std::this_thread::sleep_until(
        m_start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(place / m_rate)));
    Rng rng(subject.seed());
    Measurement measurement;
    measurement.metric = m_metric;
    measurement.unit = "%";
    measurement.value = 5 + 40 * rng.uniform() * rng.uniform();
    measurement.provenance = m_provenance;
    return std::vector<Measurement>{measurement};
  }

 private:
  std::string m_metric;
  double m_rate;
  mutable std::once_flag m_once;
  mutable Clock::time_point m_start;
  mutable std::atomic<int> m_next = 0;
  std::shared_ptr<const Provenance> m_provenance = std::make_shared<Provenance>(provenanceOfThisProgram());
};

double unixNow() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Notes when the front plot paints what arrived.
class PaintWatch : public QObject {
 public:
  PaintWatch(MainWindow& window) : m_window(window) {
    for (auto* widget : window.workspace().front().plot().findChildren<QWidget*>()) widget->installEventFilter(this);
    window.workspace().front().plot().installEventFilter(this);
    connect(window.document(), &StudyDocument::candidatesChanged, this, [this](const std::vector<CandidateId>& ids) {
      const double now = unixNow();
      for (const CandidateId id : ids) {
        const Candidate* candidate = m_window.document()->candidates().candidate(id);
        if (candidate != nullptr && id.value > m_last) m_waiting.push_back({candidate->finished, now});
      }
      if (!ids.empty()) m_last = std::max(m_last, ids.back().value);
    });
  }
  std::vector<double> sinceEvaluated, sinceReported;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint && !m_waiting.empty() && !m_noted) {
      m_noted = true;
      // After the paint has happened.
      QMetaObject::invokeMethod(
          this,
          [this] {
            m_noted = false;
            const double now = unixNow();
            for (const auto& [evaluated, reported] : m_waiting) {
              sinceEvaluated.push_back((now - evaluated) * 1000);
              sinceReported.push_back((now - reported) * 1000);
            }
            m_waiting.clear();
          },
          Qt::QueuedConnection);
    }
    return false;
  }

 private:
  MainWindow& m_window;
  std::vector<std::pair<double, double>> m_waiting;
  std::int64_t m_last = 0;
  bool m_noted = false;
};

void print(const char* name, std::vector<double> values) {
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  std::printf("%s: median %.0f ms, 95 %% %.0f ms, 99 %% %.0f ms, longest %.0f ms (%zu candidates)\n", name, at(0.5),
              at(0.95), at(0.99), values.back(), values.size());
}

SearchConfig config(int candidates) {
  SearchConfig result;
  result.space = "demo";
  Objective error;
  error.name = "error";
  error.unit = "%";
  error.estimators = {{"paced", R"({"type":"paced"})"}};
  Objective latency;
  latency.name = "latency";
  latency.unit = "ms";
  latency.estimators = {{"cost-model", R"({"type":"cost-model","device":"raspberry-pi-4","metric":"latency"})"}};
  result.objectives = {error, latency};
  result.strategy = "random";
  result.candidates = candidates;
  result.workers = 4;
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer sinceStart;
  sinceStart.start();
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  const double rate = argc > 1 ? std::atof(argv[1]) : 200;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 20;
  const int candidates = static_cast<int>(rate * seconds);
  const QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
  Appearance appearance;
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  PluginInfo info;
  info.name = "paced";
  estimators.add(info, [rate](const JsonView&, const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
    return std::unique_ptr<Estimator>(std::make_unique<PacedEstimator>(context.objective->name, rate));
  });
  StrategyRegistry strategies;
  registerStrategies(strategies);
  WindowServices services;
  services.search = {&estimators, &strategies, ""};
  services.settings = &settings;
  services.appearance = &appearance;
  services.exampleFolder = folder.path();

  EventLoopTrace trace(qEnvironmentVariable("PSCOPE_TRACE"), sinceStart);
  MainWindow window(services);
  window.resize(1280, 800);
  trace.watchFirstFrame(&window);
  window.createStudy(folder.filePath(QStringLiteral("a.pscope")), config(candidates), false);
  window.show();
  PaintWatch watch(window);
  double longest = 0;
  QTimer poll;
  QObject::connect(&poll, &QTimer::timeout, &app, [&] {
    // A person who looks around: selects what came last.
    const CandidateModel& model = window.document()->candidates();
    if (model.rowCount() > 0) window.selection().set({model.idAt(model.rowCount() - 1)});
    longest = std::max(longest, trace.takeLongestBlockMs());
  });
  QTimer::singleShot(1000, &app, [&] {
    std::printf("first frame: %.0f ms after main, %.0f ms of them on the processor\n", trace.firstFrameMs(),
                trace.firstFrameCpuMs());
    trace.takeLongestBlockMs();
    window.startOrContinue();
    poll.start(1000);
  });
  QElapsedTimer running;
  running.start();
  QObject::connect(window.document(), &StudyDocument::stateChanged, &app, [&] {
    if (window.document()->state() == RunState::Finished)
      QTimer::singleShot(500, &app, [] { QCoreApplication::exit(); });
  });
  QApplication::exec();
  const auto done = window.document()->evaluations().done;
  std::printf("%lld candidates in %.1f s\n", static_cast<long long>(done),
              static_cast<double>(running.elapsed()) / 1000 - 1.5);
  longest = std::max(longest, trace.takeLongestBlockMs());
  std::printf("longest block of the window's thread: %.0f ms; blocks over 50 ms: %d\n", longest,
              trace.blocksOver50Ms());
  print("evaluated to visible", watch.sinceEvaluated);
  print("reported done to visible", watch.sinceReported);
  return 0;
}
