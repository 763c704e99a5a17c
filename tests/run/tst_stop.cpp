#include <QtTest>

#include "core/run/energy_meter.h"
#include "core/run/search_loop.h"
#include "tests/run/runner_bench.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstStop : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void plateauWhateverTheWorkersAndInterruptions_data();
  void plateauWhateverTheWorkersAndInterruptions();
  void followsWhatWasTold();
  void time();
  void energy();
};

static SearchConfig plateauSearch() {
  auto config = fakeConfig("pool", 600, 100);
  config.stop.plateau = PlateauRule{};
  return config;
}

void TstStop::plateauWhateverTheWorkersAndInterruptions_data() {
  QTest::addColumn<int>("workers");
  QTest::addColumn<bool>("interrupted");
  QTest::newRow("1 worker") << 1 << false;
  QTest::newRow("4 workers") << 4 << false;
  QTest::newRow("3 workers, interrupted again and again") << 3 << true;
}

void TstStop::plateauWhateverTheWorkersAndInterruptions() {
  QFETCH(int, workers);
  QFETCH(bool, interrupted);
  Journal journal;
  const auto space = openSpace("nasbench201");
  const auto expected = runSearchLoop(space.value(), plateauSearch(), fakeEstimators(journal), fakeStrategies(journal));
  PSCOPE_VERIFY_OK(expected);
  const std::size_t count = expected.value().candidates.size();
  QVERIFY(count > 68 && count < 600);
  Bench bench(plateauSearch());
  if (interrupted) {
    int interruptions = 0;
    for (;;) {
      bench.makeRunner(workers);
      bench.runner->start();
      if (bench.runner->wait(0.004 * (1 + interruptions % 3))) break;
      ++interruptions;
      bench.reopen();
    }
    QVERIFY(interruptions > 0);
  } else {
    QVERIFY(bench.run(workers));
  }
  QCOMPARE(bench.runner->state(), RunState::Finished);
  const auto states = bench.eventsOf<RunEvent::StateChanged>();
  QVERIFY(states.back().stop.has_value());
  QCOMPARE(states.back().reason, expected.value().endReason);
  QVERIFY2(states.back().reason.find("plateau") != std::string::npos, states.back().reason.c_str());
  QVERIFY(bench.stored() == essences(expected.value().candidates));
  const auto events = bench.study->events();
  QCOMPARE(events.value().back().kind, std::string("stopped"));
  // The same rule ends it at once again; without it the search goes on as if there had been none.
  bench.reopen();
  QVERIFY(bench.run(workers));
  QCOMPARE(bench.stored().size(), count);
  bench.reopen();
  RunnerOptions options;
  options.workers = workers;
  options.stop = StopConfig{};
  bench.runner = Runner::create(*bench.study, bench.space, bench.estimators, bench.strategies, options).value();
  bench.runner->start();
  QVERIFY(bench.runner->wait(kLong));
  QVERIFY(!bench.eventsOf<RunEvent::StateChanged>().back().stop);
  auto whole = plateauSearch();
  whole.stop = {};
  const auto all = runSearchLoop(space.value(), whole, fakeEstimators(journal), fakeStrategies(journal));
  QVERIFY(bench.stored() == essences(all.value().candidates));
}

// A candidate that was told as failed and evaluated again later does not end a search that did not know of it, whether
// the search was interrupted in between or not.
void TstStop::followsWhatWasTold() {
  auto config = fakeConfig("pool", 20);
  config.objectives.pop_back();
  config.stop.target = {{"first", 100.0}};  // that any design reaches which does not fail
  Bench bench(config);
  std::atomic<bool> fails = true;
  bench.journal.before = [&](const Subject&, const JobContext&) -> std::optional<Result<double>> {
    if (fails) return Result<double>(makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Test", "Died.")));
    return std::nullopt;
  };
  QVERIFY(bench.run(2));
  QCOMPARE(bench.stored().size(), std::size_t{20});
  fails = false;
  bench.runner->retry(CandidateId{3});
  QVERIFY(bench.runner->wait(kLong));
  fails = true;
  bench.reopen();
  QCOMPARE(bench.study->loadCandidate(CandidateId{3}).value()->state, CandidateState::Done);
  PSCOPE_VERIFY_OK(bench.study->setCandidates(40));
  QVERIFY(bench.run(2));
  QCOMPARE(bench.failure(), std::string("all 40 candidates"));
}

void TstStop::time() {
  auto config = fakeConfig("pool", 1'000'000, 2000);
  config.stop.seconds = 0.05;
  Bench bench(config);
  QVERIFY(bench.run(2));
  QVERIFY2(bench.failure().find("0.05 s") != std::string::npos, bench.failure().c_str());
  QVERIFY(bench.stored().size() < 100'000);
}

// A counter that wraps: 900 of 1000 microjoules to 300 are 400.
void TstStop::energy() {
  const QTemporaryDir folder;
  const auto write = [&](const QString& name, const char* text) {
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
  };
  QVERIFY(!EnergyMeter(folder.path().toStdString()).joules());
  for (const char* name : {"intel-rapl:0", "intel-rapl:0:0", "other"}) QVERIFY(QDir(folder.path()).mkdir(name));
  for (const char* name : {"intel-rapl:0", "intel-rapl:0:0"}) {
    write(QString(name) + "/energy_uj", "900\n");
    write(QString(name) + "/max_energy_range_uj", "1000\n");
  }
  EnergyMeter meter(folder.path().toStdString());
  QCOMPARE(meter.joules().value_or(-1), 0.0);
  write("intel-rapl:0/energy_uj", "300\n");
  QCOMPARE(meter.joules().value_or(-1), 400e-6);
  write("intel-rapl:0/energy_uj", "350\n");
  QCOMPARE(meter.joules().value_or(-1), 450e-6);
  // Without the number at which it wraps, a fall says nothing: no figure, neither then nor later.
  QVERIFY(QFile::remove(folder.filePath("intel-rapl:0/max_energy_range_uj")));
  EnergyMeter unknown(folder.path().toStdString());
  write("intel-rapl:0/energy_uj", "400\n");
  QCOMPARE(unknown.joules().value_or(-1), 50e-6);
  write("intel-rapl:0/energy_uj", "10\n");
  QVERIFY(!unknown.joules());
  write("intel-rapl:0/energy_uj", "500\n");
  QVERIFY(!unknown.joules());
}

PSCOPE_TEST(TstStop)
#include "tst_stop.moc"
