#include <QtTest>
#include <csignal>
#include <deque>
#include <set>

#include "core/run/worker_pool.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Asks as the runner does: up to window() are pending, told in the order of asking.
class AskingRunner {
 public:
  AskingRunner(const Space& space, TaskRunner& tasks, std::uint64_t seed) : m_space(space), m_tasks(tasks) {
    start(seed);
  }
  void start(std::uint64_t seed) {
    StrategyContext context{&m_space, 2, seed, 100};
    context.tasks = &m_tasks;
    StrategyRegistry registry;
    registerStrategies(registry);
    strategy = std::move(createStrategy("reinforce", R"({"batch": 4, "memory": 0.2})", context, registry)).value();
  }
  bool step() {
    if (static_cast<int>(m_pending.size()) >= strategy->window()) {
      if (!strategy->tell(test::outcomeFor(m_pending.front(), ++m_told)).ok()) return false;
      m_pending.pop_front();
    }
    auto proposal = strategy->ask();
    if (!proposal) return false;
    asked.push_back(proposal->genome);
    m_pending.push_back(std::move(*proposal));
    return true;
  }

  std::unique_ptr<Strategy> strategy;
  std::vector<Genome> asked;

 private:
  const Space& m_space;
  TaskRunner& m_tasks;
  std::deque<Proposal> m_pending;
  std::int64_t m_told = 0;
};

}  // namespace

/// The strategy with the worker program: what tests/search asks of every strategy, and the death of the worker.
class TstReinforce : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameSequenceWhateverDies();
  void endsWhenTheSpaceDoes();
  void saysWhyThereIsNoProposal();
};

// The same seed gives the same sequence: undisturbed; with the worker killed; saved, killed and loaded in the middle of
// a batch.
void TstReinforce::sameSequenceWhateverDies() {
  const Space space = openSpace("demo").value();
  WorkerPool pool({});
  constexpr std::size_t kCount = 36;
  AskingRunner plain(space, pool, 4);
  while (plain.asked.size() < kCount) QVERIFY(plain.step());
  QCOMPARE(std::set<Genome>(plain.asked.begin(), plain.asked.end()).size(), kCount);
  const auto ids = pool.processIds();
  AskingRunner killed(space, pool, 4);
  AskingRunner other(space, pool, 5);
  while (killed.asked.size() < kCount) {
    if (killed.asked.size() == 18) {
      for (const int id : pool.processIds()) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ::kill(id, SIGKILL);
      }
    }
    if (killed.asked.size() == 27) {
      const std::string state = killed.strategy->save();
      killed.start(99);
      PSCOPE_VERIFY_OK(killed.strategy->load(state));
      QCOMPARE(killed.strategy->save(), state);
    }
    QVERIFY(killed.step());
  }
  QVERIFY(killed.asked == plain.asked);
  for (int i = 0; i < 8; ++i) QVERIFY(other.step());
  QVERIFY(!std::equal(other.asked.begin(), other.asked.end(), plain.asked.begin()));
}

void TstReinforce::endsWhenTheSpaceDoes() {
  const Space space = test::smallSpace(2, 4);
  WorkerPool pool({});
  AskingRunner runner(space, pool, 1);
  while (runner.step()) QVERIFY(runner.asked.size() <= 16);
  QVERIFY(!runner.strategy->failure());
  QCOMPARE(std::set<Genome>(runner.asked.begin(), runner.asked.end()).size(), std::size_t{16});
}

void TstReinforce::saysWhyThereIsNoProposal() {
  const Space space = test::smallSpace(2, 4);
  WorkerPool::Options options;
  options.program = "/no/such/worker";
  WorkerPool pool(options);
  AskingRunner runner(space, pool, 1);
  QVERIFY(!runner.step());
  QVERIFY(runner.strategy->failure().has_value());
  QCOMPARE(runner.strategy->failure()->code, ErrorCode::NotFound);
}

PSCOPE_TEST(TstReinforce)
#include "tst_reinforce.moc"
