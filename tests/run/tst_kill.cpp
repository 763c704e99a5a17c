#include <QtTest>
#include <atomic>
#include <csignal>
#include <set>
#include <thread>

#include "core/base/subprocess.h"
#include "core/run/runner.h"
#include "core/run/search_loop.h"
#include "tests/run/fakes.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;
using std::chrono::milliseconds;

namespace {

constexpr int kKills = 20;

/// Workers of this process that live now.
std::vector<pid_t> fakeWorkersOfThisProcess() {
  std::vector<pid_t> workers;
  const auto own = QByteArray::number(QCoreApplication::applicationPid());
  for (const auto& entry : QDir("/proc").entryList(QDir::Dirs)) {
    QFile file("/proc/" + entry + "/stat");
    if (!file.open(QIODevice::ReadOnly)) continue;
    const auto stat = file.readAll();
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (stat.contains("(fake_worker)") && fields.size() > 1 && fields[1] == own && fields[0] != "Z") {
      workers.push_back(entry.toInt());
    }
  }
  return workers;
}

}  // namespace

class TstKill : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void programKilledAtTwentyMoments_data();
  void programKilledAtTwentyMoments();
  void workersKilledAtTwentyMoments();
};

void TstKill::programKilledAtTwentyMoments_data() {
  QTest::addColumn<QByteArray>("cost");
  QTest::addColumn<int>("candidates");
  QTest::addColumn<int>("workers");
  QTest::addColumn<bool>("injects");
  QTest::newRow("free") << QByteArray("free") << 4000 << 1 << false;
  QTest::newRow("pool") << QByteArray("pool") << 600 << 3 << false;
  QTest::newRow("rungs") << QByteArray("ladder") << 600 << 3 << false;
  QTest::newRow("pool, designs put in by hand") << QByteArray("pool") << 600 << 3 << true;
}

// kill -9 at random moments: what was reported done is in the file, and the search ends as if nothing had happened.
void TstKill::programKilledAtTwentyMoments() {
  QFETCH(QByteArray, cost);
  QFETCH(int, candidates);
  QFETCH(int, workers);
  QFETCH(bool, injects);
  const QTemporaryDir folder;
  const auto path = folder.filePath("a.pscope").toStdString();
  Subprocess::Options options;
  options.arguments = {PSCOPE_BIN_DIR "/kill_child", path, cost.toStdString(), std::to_string(candidates),
                       std::to_string(workers)};
  Rng rng(11);
  std::set<std::int64_t> reported;
  int kills = 0;
  bool finished = false;
  for (int session = 0; !finished; ++session) {
    QVERIFY(session < 10 * kKills);
    options.arguments.resize(5);
    if (injects) options.arguments.push_back(std::to_string(session + 1));
    auto child = Subprocess::start(options);
    PSCOPE_VERIFY_OK(child);
    // The first session lives long enough to make a study; the later ones die anywhere: while opening, loading,
    // replaying, evaluating, committing or closing.
    const auto life = std::chrono::microseconds(rng.below(kills == 0 ? 300'000 : 120'000));
    const auto end = std::chrono::steady_clock::now() + life;
    bool killed = false;
    for (;;) {
      const auto left = std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
      const auto line =
          child.value().readLine(killed || kills == kKills ? milliseconds(-1) : std::max(left, milliseconds(0)));
      if (!line.ok()) break;
      if (!line.value()) {
        child.value().kill();
        killed = true;
      } else if (line.value()->rfind("done ", 0) == 0 && line.value()->size() > 5) {
        reported.insert(std::stoll(line.value()->substr(5)));
      } else if (*line.value() == "finished") {
        finished = true;
      }
    }
    const auto exit = child.value().wait(milliseconds(-1));
    QVERIFY2(exit->signal == SIGKILL || exit->status == 0, child.value().takeErrorOutput().c_str());
    if (killed) ++kills;
    if (!QFile::exists(QString::fromStdString(path))) continue;
    auto study = Study::open(path, Study::Mode::ReadOnly);
    PSCOPE_VERIFY_OK(study);
    const auto stored = study.value()->loadCandidates();
    PSCOPE_VERIFY_OK(stored);
    std::set<std::int64_t> present;
    for (const auto& candidate : stored.value()) present.insert(candidate.id.value);
    for (const auto id : reported) QVERIFY2(present.count(id) > 0, std::to_string(id).c_str());
  }
  qInfo("%d kills, %d candidates", kills, candidates);
  auto study = Study::open(path, Study::Mode::ReadWrite);
  PSCOPE_VERIFY_OK(study);
  Journal journal;
  auto config = fakeConfig(cost.toStdString(), candidates);
  if (cost != "ladder") config.strategy = "nsga2";
  const auto space = openSpace("nasbench201");
  const auto injected = InjectedDesigns::load(*study.value(), space.value());
  PSCOPE_VERIFY_OK(injected);
  QCOMPARE(injected.value().last() > 0, injects);
  const auto evaluation = Evaluation::create(space.value(), config, fakeEstimators(journal), nullptr);
  const StrategyContext context = strategyContext(space.value(), config);
  const auto strategy = createStrategy(config.strategy, config.strategyParameters, context, fakeStrategies(journal));
  const auto expected =
      runSearchLoop(space.value(), config, *strategy.value(), evaluation.value(), {}, {}, injected.value());
  PSCOPE_VERIFY_OK(expected);
  QVERIFY(essences(study.value()->loadCandidates().value()) == essences(expected.value().candidates));
}

// A worker's death costs its one candidate, which can be retried; nobody else notices.
void TstKill::workersKilledAtTwentyMoments() {
  const QTemporaryDir folder;
  auto config = fakeConfig("worker", 400, 500);
  config.objectives.pop_back();
  config.strategy = "random";
  auto study = Study::create(folder.filePath("a.pscope").toStdString(), config, "{}");
  PSCOPE_VERIFY_OK(study);
  Journal journal;
  const auto space = openSpace("nasbench201");
  RunnerOptions options;
  options.workers = 2;
  options.workerProgram = PSCOPE_BIN_DIR "/fake_worker";
  auto made = Runner::create(*study.value(), space.value(), fakeEstimators(journal), fakeStrategies(journal), options);
  PSCOPE_VERIFY_OK(made);
  Runner& runner = *made.value();
  runner.start();
  Rng rng(3);
  int kills = 0;
  while (kills < kKills && !runner.wait(static_cast<double>(rng.below(8000)) * 1e-6)) {
    const auto workers = fakeWorkersOfThisProcess();
    if (workers.empty()) continue;
    ::kill(workers[rng.below(workers.size())], SIGKILL);
    ++kills;
  }
  QVERIFY(runner.wait(60));
  QCOMPARE(runner.state(), RunState::Finished);
  const auto candidates = study.value()->loadCandidates();
  PSCOPE_VERIFY_OK(candidates);
  QCOMPARE(candidates.value().size(), std::size_t{400});
  int failed = 0;
  for (const auto& candidate : candidates.value()) {
    if (candidate.state == CandidateState::Failed) {
      ++failed;
      QCOMPARE(candidate.errorCode, std::string("worker-died"));
      runner.retry(candidate.id);
    } else {
      QCOMPARE(candidate.value("first"), fakeValue(candidate.design, 1));
    }
  }
  qInfo("%d kills, %d candidates failed", kills, failed);
  QCOMPARE(kills, kKills);
  QVERIFY(failed <= kills);
  QVERIFY(runner.wait(60));
  PSCOPE_VERIFY_OK(study.value()->flush());
  const auto after = study.value()->loadCandidates();
  PSCOPE_VERIFY_OK(after);
  for (const auto& candidate : after.value()) QCOMPARE(candidate.state, CandidateState::Done);
}

PSCOPE_TEST(TstKill)
#include "tst_kill.moc"
