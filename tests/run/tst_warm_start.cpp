#include <QtTest>
#include <filesystem>
#include <set>

#include "core/pareto/front.h"
#include "core/run/search_loop.h"
#include "core/run/strategy_comparison.h"
#include "core/run/warm_start.h"
#include "tests/run/runner_bench.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

Objective tabulated(const std::string& folder, const char* name, const char* unit, const Json& parameters) {
  Json estimator = {{"type", "table"}, {"file", folder + "/nb201_hw.csv"}};
  estimator.update(parameters);
  Objective objective;
  objective.name = name;
  objective.unit = unit;
  objective.estimators = {{"table", estimator.dump()}};
  return objective;
}

/// Error and the latency of one device, from the tables of NAS-Bench-201.
SearchConfig tableConfig(const std::string& folder, const char* latencyColumn, int candidates) {
  const std::string accuracies = folder + "/nb201_cifar10.csv";
  SearchConfig config;
  config.space = "nasbench201";
  config.objectives = {
      tabulated(folder, "error", "%",
                {{"file", accuracies}, {"key", "arch"}, {"column", "test_acc_200ep_pct"}, {"transform", "100 - x"}}),
      tabulated(folder, "latency", "ms",
                {{"key", "index"},
                 {"column", latencyColumn},
                 {"join", {{"file", accuracies}, {"key", "arch"}, {"on", "index"}}}})};
  config.strategy = "nsga2";
  config.candidates = candidates;
  return config;
}

/// A search run into a study of its own.
class EarlierStudy {
 public:
  explicit EarlierStudy(const SearchConfig& config, const char* name = "old.pscope") {
    path = folder.filePath(name).toStdString();
    RunnerOptions options;
    options.workers = 2;
    auto study = createSearchStudy(path, config, space, estimators).value();
    auto runner = Runner::create(*study, space, estimators, strategies, options).value();
    runner->start();
    ended = runner->wait(kLong) && runner->state() == RunState::Finished;
    runner.reset();
    candidates = study->loadCandidates().value();
  }
  QTemporaryDir folder;
  std::string path;
  Journal journal;
  Space space = openSpace("nasbench201").value();
  EstimatorRegistry estimators = all(journal);
  StrategyRegistry strategies = fakeStrategies(journal);
  std::vector<Candidate> candidates;
  bool ended = false;

  static EstimatorRegistry all(Journal& journal) {
    EstimatorRegistry registry = fakeEstimators(journal);
    registerEstimators(registry);
    return registry;
  }
};

Result<LoopResult> searchInMemory(const WarmStart& start, const Space& space, const EstimatorRegistry& estimators,
                                  const StrategyRegistry& strategies) {
  PSCOPE_TRY(const auto evaluation, Evaluation::create(space, start.config, estimators, nullptr));
  PSCOPE_TRY(const auto strategy, createStrategy(start.config.strategy, start.config.strategyParameters,
                                                 strategyContext(space, start.config), strategies));
  return runSearchLoop(space, start.config, *strategy, evaluation, {}, {}, {}, start.candidates);
}

std::string textOf(const std::vector<Message>& notes) {
  std::string text;
  for (const auto& note : notes) text += format(note) + " ";
  return text;
}

bool notesSay(const std::vector<Message>& notes, const char* text) {
  return textOf(notes).find(text) != std::string::npos;
}

}  // namespace

class TstWarmStart : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void anotherDeviceAtNoCost();
  void beatsAColdStart();
  void otherFidelityIsMeasuredFrontFirst();
  void whatIsKnownIsNotMeasuredAgain();
  void anotherSpaceByNames();
  void severalStudies();
  void plateauOfItsOwn();
  void refusesWhatIsNoStudy();
};

// Error is re-used as it was measured, the latency of the new device is looked up, and the search goes on from there
// exactly, however often it is interrupted.
void TstWarmStart::anotherDeviceAtNoCost() {
  PSCOPE_NEEDS_DATA(table, "nb201/nb201_hw.csv");
  const auto folder = std::filesystem::path(table).parent_path().string();
  EarlierStudy earlier(tableConfig(folder, "raspi4_latency_ms", 60));
  QVERIFY(earlier.ended);
  SearchConfig config = tableConfig(folder, "fpga_latency_ms", 20);
  config.warmStart.studies = {earlier.path};
  const auto start = prepareWarmStart(config, earlier.space, earlier.estimators, {});
  PSCOPE_VERIFY_OK(start);
  QCOMPARE(start.value().config.warmStart.taken, std::int64_t{60});
  QCOMPARE(start.value().config.candidates, 80);
  QVERIFY2(notesSay(start.value().notes, "Re-used: error."), textOf(start.value().notes).c_str());
  QVERIFY2(notesSay(start.value().notes, "Computed anew: latency."), textOf(start.value().notes).c_str());
  const auto cold = Evaluation::create(earlier.space, config, earlier.estimators, nullptr);
  for (std::size_t i = 0; i < 60; ++i) {
    const Candidate& taken = start.value().candidates[i];
    const Candidate& before = earlier.candidates[i];
    Candidate anew;
    anew.genome = before.genome;
    cold.value().evaluate(earlier.space, 1, anew, {});
    QCOMPARE(taken.genome, before.genome);
    QCOMPARE(taken.state, CandidateState::Done);
    QCOMPARE(taken.value("error"), before.value("error"));
    QVERIFY(*taken.measurement("error")->provenance == *before.measurement("error")->provenance);
    QCOMPARE(taken.value("latency"), anew.value("latency"));
    QVERIFY(taken.value("latency") != before.value("latency"));
    QVERIFY(taken.measurement("latency")->provenance->source.find("fpga_latency_ms") != std::string::npos);
    QCOMPARE(taken.notes, "from old.pscope, candidate " + std::to_string(before.id.value));
  }
  const auto expected = searchInMemory(start.value(), earlier.space, earlier.estimators, earlier.strategies);
  PSCOPE_VERIFY_OK(expected);
  QCOMPARE(expected.value().candidates.size(), std::size_t{80});
  // The first proposal has parents among what was taken over: nothing is drawn at random.
  QVERIFY(!expected.value().candidates[60].parents.empty());
  const auto path = earlier.folder.filePath("new.pscope").toStdString();
  PSCOPE_VERIFY_OK(createSearchStudy(path, config, earlier.space, earlier.estimators));
  std::filesystem::remove(earlier.path);  // it is not needed any more
  for (int session = 0; session < 10; ++session) {
    auto study = Study::open(path, Study::Mode::ReadWrite).value();
    auto runner = Runner::create(*study, earlier.space, earlier.estimators, earlier.strategies, {}).value();
    runner->start();
    if (session < 9) {
      runner->wait(0.001);
      runner->stop();
    }
    QVERIFY(runner->wait(kLong));
    runner.reset();
    if (session < 9) continue;
    QCOMPARE(essences(study->loadCandidates().value()), essences(expected.value().candidates));
    QCOMPARE(study->setting("search.candidates").value().value_or(""), std::string("20"));
    const auto events = study->events().value();
    QCOMPARE(std::count_if(events.begin(), events.end(), [](const auto& e) { return e.kind == kWarmStartEvent; }),
             static_cast<std::ptrdiff_t>(start.value().notes.size()));
  }
}

void TstWarmStart::beatsAColdStart() {
  PSCOPE_NEEDS_DATA(table, "nb201/nb201_hw.csv");
  const auto folder = std::filesystem::path(table).parent_path().string();
  EarlierStudy earlier(tableConfig(folder, "raspi4_latency_ms", 60));
  SearchConfig config = tableConfig(folder, "fpga_latency_ms", 20);
  const auto meanAfter20 = [&](const SearchConfig& given) {
    const auto compared =
        compareStrategies(earlier.space, given, {"nsga2"}, 3, earlier.estimators, earlier.strategies, {});
    return compared.ok() && compared.value().runs.front().ratios.size() == 20 ? meanCurves(compared.value())[0].mean[19]
                                                                              : -1;
  };
  const double cold = meanAfter20(config);
  config.warmStart.studies = {earlier.path};
  const double warm = meanAfter20(config);
  QVERIFY2(cold > 0 && warm > cold + 0.02, qPrintable(QString("%1 %2").arg(cold).arg(warm)));
}

// Another estimator of the same objective is another fidelity: its values are not taken, the designs of its front are
// evaluated first, and no more of them than half of the budget.
void TstWarmStart::otherFidelityIsMeasuredFrontFirst() {
  EarlierStudy earlier(fakeConfig("pool", 40));
  SearchConfig config = fakeConfig("pool", 20);
  config.objectives[0].estimators = fakeConfig("ladder", 1).objectives[0].estimators;
  config.objectives[0].estimators.erase(config.objectives[0].estimators.begin());
  config.strategy = "nsga2";
  config.warmStart.studies = {earlier.path};
  const auto start = prepareWarmStart(config, earlier.space, earlier.estimators, {});
  PSCOPE_VERIFY_OK(start);
  const auto& past = start.value().config.warmStart;
  QVERIFY(notesSay(start.value().notes, "first is not re-used from old.pscope: it was obtained in another way there."));
  IncrementalFront front(2);
  for (const auto& candidate : earlier.candidates) {
    if (candidate.state == CandidateState::Done) {
      front.insert(candidate.id, minimizedValues(candidate, config.objectives));
    }
  }
  QVERIFY(front.size() > 2 && front.size() <= 10);
  QCOMPARE(past.first, static_cast<std::int64_t>(front.size()));
  // Only what misses the bound of the free objective is known without measuring.
  for (std::int64_t i = 0; i < past.taken; ++i) {
    const auto& taken = start.value().candidates[static_cast<std::size_t>(i)];
    QCOMPARE(taken.state, CandidateState::Infeasible);
    QVERIFY(taken.measurement("first") == nullptr);
  }
  const auto expected = searchInMemory(start.value(), earlier.space, earlier.estimators, earlier.strategies);
  PSCOPE_VERIFY_OK(expected);
  QCOMPARE(static_cast<std::int64_t>(expected.value().candidates.size()), past.taken + 20);
  std::set<Genome> first;
  for (const auto& point : front.points()) {
    first.insert(earlier.candidates[static_cast<std::size_t>(point.id.value) - 1].genome);
  }
  for (std::int64_t i = past.taken; i < past.taken + past.first; ++i) {
    QVERIFY(first.contains(expected.value().candidates[static_cast<std::size_t>(i)].genome));
  }
  // The study's search is the one in memory; it was interrupted in the middle of the earlier front.
  const auto path = earlier.folder.filePath("new.pscope").toStdString();
  auto study = createSearchStudy(path, config, earlier.space, earlier.estimators).value();
  for (const double seconds : {0.001, kLong}) {
    auto runner = Runner::create(*study, earlier.space, earlier.estimators, earlier.strategies, {}).value();
    runner->start();
    runner->wait(seconds);
    runner->stop();
    QVERIFY(runner->wait(kLong));
  }
  QCOMPARE(essences(study->loadCandidates().value()), essences(expected.value().candidates));
  config.candidates = 6;
  const auto few = prepareWarmStart(config, earlier.space, earlier.estimators, {});
  QCOMPARE(few.value().config.warmStart.first, std::int64_t{3});
  config.warmStart.evaluate = WarmStartConfig::Evaluate::None;
  QCOMPARE(prepareWarmStart(config, earlier.space, earlier.estimators, {}).value().config.warmStart.first,
           std::int64_t{0});
}

// Of a ladder the rung that was measured before is served, wherever it stood; only the new one is measured.
void TstWarmStart::whatIsKnownIsNotMeasuredAgain() {
  EarlierStudy earlier(fakeConfig("pool", 30));
  SearchConfig config = fakeConfig("ladder", 10);
  std::swap(config.objectives[0].estimators[0], config.objectives[0].estimators[1]);
  config.strategy = "random";
  config.warmStart.studies = {earlier.path};
  auto study =
      createSearchStudy(earlier.folder.filePath("new.pscope").toStdString(), config, earlier.space, earlier.estimators)
          .value();
  const auto past = study->config().warmStart;
  QVERIFY(past.first > 0);
  const auto queued = study->loadCandidate(CandidateId{past.taken + 1}).value();
  QCOMPARE(queued->state, CandidateState::Queued);
  QCOMPARE(queued->measurement("first")->level, 1);
  std::set<std::string> first;
  const auto given = study->loadCandidates(CandidateId{past.taken});
  for (const auto& candidate : given.value()) first.insert(candidate.design);
  earlier.journal.estimates = 0;
  auto runner = Runner::create(*study, earlier.space, earlier.estimators, earlier.strategies, {}).value();
  runner->start();
  QVERIFY(runner->wait(kLong));
  // Three rungs of the new designs, two of those from the front; the second objective is known of those, too.
  int expected = 0;
  const auto evaluated = study->loadCandidates(CandidateId{past.taken});
  for (const auto& candidate : evaluated.value()) {
    if (first.contains(candidate.design)) {
      expected += 2;
      QCOMPARE(candidate.notes.rfind("from old.pscope, candidate ", 0), std::size_t{0});
      QCOMPARE(candidate.value("first"), fakeValue(candidate.design, 4));
    } else {
      expected += candidate.state == CandidateState::Infeasible ? 1 : 4;
    }
  }
  QCOMPARE(earlier.journal.estimates.load(), expected);
}

// Choices by path and levels by text; what does not fit is counted, and told once. Where the networks are made in one
// way the values hold, too.
void TstWarmStart::anotherSpaceByNames() {
  const auto from = spaceOf(R"([{"name": "depth", "type": "integer", "low": 1, "high": 4},
                                {"name": "op", "type": "categorical", "levels": ["conv", "pool", "none"]}])");
  const auto to = spaceOf(R"([{"name": "op", "type": "categorical", "levels": ["conv", "pool"]},
                              {"name": "depth", "type": "integer", "low": 2, "high": 6}])");
  PSCOPE_VERIFY_OK(from);
  PSCOPE_VERIFY_OK(to);
  const QTemporaryDir folder;
  Journal journal;
  const auto estimators = fakeEstimators(journal);
  const auto strategies = fakeStrategies(journal);
  SearchConfig config = fakeConfig("pool", 12);
  for (auto& objective : config.objectives) objective.bound.reset();
  config.strategy = "random";
  const auto path = folder.filePath("old.pscope").toStdString();
  {
    auto study = createSearchStudy(path, config, from.value(), estimators).value();
    auto runner = Runner::create(*study, from.value(), estimators, strategies, {}).value();
    runner->start();
    QVERIFY(runner->wait(kLong));
  }
  config.warmStart.studies = {path};
  const auto start = prepareWarmStart(config, to.value(), estimators, {});
  PSCOPE_VERIFY_OK(start);
  // Of 4 x 3 designs those of depth 2 to 4 with conv or pool. "pool" is another number to the network's template than
  // in a list that begins otherwise, but here it is the second in both.
  QVERIFY2(notesSay(start.value().notes, "Designs of old.pscope that fit this space: 6 of 12."),
           textOf(start.value().notes).c_str());
  QCOMPARE(start.value().config.warmStart.taken, std::int64_t{6});
  for (const auto& candidate : start.value().candidates) {
    // The values are those of the design as it was written there.
    const auto depth = to.value().choices()[1].levels[static_cast<std::size_t>(candidate.genome[1])];
    const auto op = to.value().choices()[0].levels[static_cast<std::size_t>(candidate.genome[0])];
    QCOMPARE(candidate.value("first"), fakeValue("depth=" + depth + ";op=" + op, 1));
  }
  // A new choice: nothing fits, and it is said why. Another network: the designs fit, the values do not hold.
  const auto more = spaceOf(R"([{"name": "depth", "type": "integer", "low": 1, "high": 4},
                                {"name": "op", "type": "categorical", "levels": ["conv", "pool", "none"]},
                                {"name": "width", "type": "integer", "low": 1, "high": 2}])");
  const auto none = prepareWarmStart(config, more.value(), estimators, {});
  QVERIFY(!none.ok() && none.error().code == ErrorCode::InvalidArgument);
  QVERIFY2(none.error().text().find("The choice \"width\" is new.") != std::string::npos, none.error().text().c_str());
  const auto other = spaceOf(R"([{"name": "depth", "type": "integer", "low": 1, "high": 4},
                                 {"name": "op", "type": "categorical", "levels": ["conv", "pool", "none"]}])",
                             R"([{"op": "relu"}, {"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}])");
  const auto networks = prepareWarmStart(config, other.value(), estimators, {});
  PSCOPE_VERIFY_OK(networks);
  QCOMPARE(networks.value().config.warmStart.taken, std::int64_t{0});
  QVERIFY(networks.value().config.warmStart.first > 0);
  QVERIFY(notesSay(networks.value().notes, "Networks of this space are made in another way than those of old.pscope"));
  for (const auto& candidate : networks.value().candidates) QVERIFY(candidate.measurements.empty());
}

// What the first lacks the second gives; the same design is one candidate.
void TstWarmStart::severalStudies() {
  EarlierStudy first(fakeConfig("pool", 30));
  EarlierStudy second(fakeConfig("pool", 50));  // the same seed: the first 30 designs again
  SearchConfig config = fakeConfig("pool", 10);
  config.warmStart.studies = {first.path, second.path};
  const auto start = prepareWarmStart(config, first.space, first.estimators, {});
  PSCOPE_VERIFY_OK(start);
  QCOMPARE(start.value().config.warmStart.taken, std::int64_t{50});
  QCOMPARE(start.value().candidates[29].notes, std::string("from old.pscope, candidate 30"));
  const auto& last = start.value().candidates[49].notes;
  QVERIFY2(last.ends_with("old.pscope, candidate 50") && last != "from old.pscope, candidate 50", last.c_str());
}

// 300 candidates without a gain are no plateau of a search that has not begun; its own 60 are. Whatever was told by
// whom, the study and the loop in memory end after the same candidate.
void TstWarmStart::plateauOfItsOwn() {
  EarlierStudy earlier(fakeConfig("pool", 300));
  SearchConfig config = fakeConfig("pool", 500);
  config.stop.plateau = PlateauRule{};
  config.warmStart.studies = {earlier.path};
  const auto start = prepareWarmStart(config, earlier.space, earlier.estimators, {});
  PSCOPE_VERIFY_OK(start);
  const auto expected = searchInMemory(start.value(), earlier.space, earlier.estimators, earlier.strategies);
  PSCOPE_VERIFY_OK(expected);
  const auto own = static_cast<std::int64_t>(expected.value().candidates.size()) - start.value().config.warmStart.taken;
  QVERIFY2(own >= 60 && own < 500, std::to_string(own).c_str());
  auto study =
      createSearchStudy(earlier.folder.filePath("new.pscope").toStdString(), config, earlier.space, earlier.estimators)
          .value();
  auto runner = Runner::create(*study, earlier.space, earlier.estimators, earlier.strategies, {}).value();
  runner->start();
  QVERIFY(runner->wait(kLong));
  QCOMPARE(essences(study->loadCandidates().value()), essences(expected.value().candidates));
}

void TstWarmStart::refusesWhatIsNoStudy() {
  EarlierStudy earlier(fakeConfig("free", 20));
  const auto inFolder = [&](const char* name) { return earlier.folder.filePath(name).toStdString(); };
  const auto refused = [&](const std::string& study, const std::string& as) {
    SearchConfig config = fakeConfig("free", 10);
    config.warmStart.studies = {study};
    const auto made = createSearchStudy(as, config, earlier.space, earlier.estimators);
    return made.ok() ? std::string("it was made") : std::string(errorCodeName(made.error().code));
  };
  std::filesystem::copy_file(earlier.path, inFolder("newer.pscope"));
  QFile newer(earlier.folder.filePath("newer.pscope"));
  QVERIFY(newer.open(QIODevice::ReadWrite) && newer.seek(60));  // user_version in the header of SQLite, big-endian
  newer.write(QByteArray("\x00\x00\x03\xe7", 4));
  newer.close();
  std::filesystem::copy_file(earlier.path, inFolder("cut.pscope"));
  std::filesystem::resize_file(inFolder("cut.pscope"), std::filesystem::file_size(earlier.path) / 2);
  QFile foreign(earlier.folder.filePath("foreign.pscope"));
  QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write("no study") > 0);
  foreign.close();
  const auto before = QDir(earlier.folder.path()).entryList(QDir::Files | QDir::Hidden);
  const std::string output = inFolder("new.pscope");
  QCOMPARE(refused(inFolder("newer.pscope"), output), std::string(errorCodeName(ErrorCode::NewerVersion)));
  QCOMPARE(refused(inFolder("cut.pscope"), output), std::string(errorCodeName(ErrorCode::Database)));
  QCOMPARE(refused(inFolder("foreign.pscope"), output), std::string(errorCodeName(ErrorCode::Parse)));
  QCOMPARE(refused(inFolder("nowhere.pscope"), output), std::string(errorCodeName(ErrorCode::NotFound)));
  QCOMPARE(refused(earlier.path, earlier.path), std::string(errorCodeName(ErrorCode::InvalidArgument)));
  std::stop_source stop;
  stop.request_stop();
  SearchConfig config = fakeConfig("free", 10);
  config.warmStart.studies = {earlier.path};
  JobContext job;
  job.stop = stop.get_token();
  QCOMPARE(createSearchStudy(output, config, earlier.space, earlier.estimators, job).error().code,
           ErrorCode::Cancelled);
  QCOMPARE(QDir(earlier.folder.path()).entryList(QDir::Files | QDir::Hidden), before);
}

PSCOPE_TEST(TstWarmStart)
#include "tst_warm_start.moc"
