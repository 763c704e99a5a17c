#include <QtTest>
#include <deque>

#include "core/estimate/task.h"
#include "core/search/controller_task.h"
#include "core/search/predictor_task.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// Answers for the worker, and is interrupted in one of the calls. The state of a resident follows from its calls.
class InterruptedTasks : public TaskRunner {
 public:
  explicit InterruptedTasks(const Space& space) : m_space(space) {}
  Result<std::string> run(const Task&, const JobContext&) override {
    return makeError(ErrorCode::Unsupported, PSCOPE_TR_NOOP("Test", "There are no such tasks."));
  }
  Result<std::unique_ptr<ResidentTask>> openResident(const ResidentSpec&, const std::string&,
                                                     const JobContext&) override {
    return std::unique_ptr<ResidentTask>(std::make_unique<Answers>(*this));
  }

  int calls = 0;
  int interruptAt = 0;  ///< number of a call

 private:
  class Answers : public ResidentTask {
   public:
    explicit Answers(InterruptedTasks& owner) : m_owner(owner) {}
    Result<std::string> call(const std::string& request, const JobContext&) override {
      if (++m_owner.calls == m_owner.interruptAt) {
        return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Cancelled."));
      }
      const Json json = Json::parse(request);
      if (json.contains("sample")) return samples(json["sample"].get<int>());
      if (json.contains("fit")) {
        m_factor = json["targets"].back().get<double>();
        return std::string("{}");
      }
      std::vector<double> mean;
      for (const Json& design : json["predict"]) {
        double sum = 0;
        for (const Json& level : design) sum = sum * 1.3 + m_factor * level.get<double>();
        mean.push_back(sum);
      }
      return Json{{"mean", mean}, {"deviation", mean}}.dump();
    }
    Result<std::string> save(const JobContext&) override { return std::string("{}"); }

   private:
    /// Every other time nothing that is new, so that larger batches are drawn.
    std::string samples(int count) {
      Json list = Json::array();
      for (int i = 0; i < count; ++i) {
        const ControllerSample sample{m_draws % 2 == 0 ? m_owner.m_space.sample(m_rng) : m_first, {0.5, 0.5}, {}, 0};
        if (m_first.empty()) m_first = sample.genome;
        list.push_back(toJson(sample));
      }
      ++m_draws;
      return Json{{"samples", std::move(list)}}.dump();
    }

    InterruptedTasks& m_owner;
    double m_factor = 1;
    int m_draws = 0;
    Genome m_first;
    Rng m_rng{7};
  };

  const Space& m_space;
};

struct Sequence {
  std::vector<Genome> designs;
  int interruptions = 0;
};

/// 50 designs, asked as the runner does: an interrupted strategy is saved, and its state goes on in another one.
Sequence sequenceOf(const Space& space, const char* name, const char* parameters, InterruptedTasks& tasks) {
  StrategyRegistry registry;
  registerStrategies(registry);
  StrategyContext context{&space, 2, 3, 60};
  context.tasks = &tasks;
  auto strategy = createStrategy(name, parameters, context, registry).value();
  Sequence sequence;
  std::deque<Proposal> pending;
  std::int64_t told = 0;
  while (sequence.designs.size() < 50) {
    if (static_cast<int>(pending.size()) >= strategy->window()) {
      if (!strategy->tell(outcomeFor(pending.front(), ++told)).ok()) return {};
      pending.pop_front();
    }
    auto proposal = strategy->ask();
    if (proposal) {
      sequence.designs.push_back(proposal->genome);
      pending.push_back(std::move(*proposal));
      continue;
    }
    if (!strategy->failure() || strategy->failure()->code != ErrorCode::Cancelled) return {};
    if (++sequence.interruptions > 1) return {};
    const std::string state = strategy->save();
    strategy = createStrategy(name, parameters, context, registry).value();
    if (!strategy->load(state).ok()) return {};
  }
  return sequence;
}

}  // namespace

/// Strategies that wait for a worker when the search is stopped.
class TstInterruptedWorker : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void goesOnAsIfNothingHadBeen_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("parameters");
    QTest::newRow("linas") << QByteArray("linas") << QByteArray(R"({"predictor": "renas", "inner": 200, "batch": 8})");
    QTest::newRow("reinforce") << QByteArray("reinforce") << QByteArray(R"({"batch": 4})");
  }
  void goesOnAsIfNothingHadBeen() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, parameters);
    const Space space = smallSpace(6, 5);
    InterruptedTasks whole(space);
    const Sequence expected = sequenceOf(space, name, parameters, whole);
    QCOMPARE(expected.designs.size(), std::size_t{50});
    QVERIFY(whole.calls > 12);
    for (int at = 1; at <= std::min(whole.calls, 40); at += at < 15 ? 1 : 5) {
      InterruptedTasks tasks(space);
      tasks.interruptAt = at;
      const Sequence sequence = sequenceOf(space, name, parameters, tasks);
      QCOMPARE(sequence.interruptions, 1);
      QVERIFY2(sequence.designs == expected.designs, qPrintable(QStringLiteral("call %1").arg(at)));
    }
  }
};

PSCOPE_TEST(TstInterruptedWorker)
#include "tst_interrupted_worker.moc"
