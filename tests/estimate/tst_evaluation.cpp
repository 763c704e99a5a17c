#include <QtTest>
#include <limits>

#include "tests/estimate/estimate_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Gives a fixed number, or an error, and notes that it was asked.
class FakeEstimator : public Estimator {
 public:
  FakeEstimator(std::string metric, int level, CostClass cost, double value, double epochs,
                std::vector<std::string>* asked)
      : m_metric(std::move(metric)), m_level(level), m_cost(cost), m_value(value), m_epochs(epochs), m_asked(asked) {}
  CostClass costClass() const override { return m_cost; }
  bool deterministic() const override { return m_cost != CostClass::Worker; }
  Result<std::vector<Measurement>> estimate(const Subject& subject, const JobContext&) const override {
    m_asked->push_back(m_metric + std::to_string(m_level));
    if (m_value == -1) return makeError(ErrorCode::WorkerDied, PSCOPE_TR_NOOP("Test", "The worker died."));
    if (m_value == -2) return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Stopped."));
    Measurement measurement;
    measurement.metric = m_metric;
    measurement.level = m_level;
    measurement.value = m_value == -3 ? static_cast<double>(subject.seed() >> 11) : m_value;
    measurement.budget.epochs = m_epochs;
    measurement.seconds = 2;
    if (m_epochs == 0) return std::vector{measurement};
    Measurement beside = measurement;
    beside.metric = "seen";
    beside.level = -1;
    return std::vector{measurement, beside};
  }

 private:
  std::string m_metric;
  int m_level;
  CostClass m_cost;
  double m_value;
  double m_epochs;
  std::vector<std::string>* m_asked;
};

}  // namespace

class TstEvaluation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init() { m_asked.clear(); }
  void wayOfACandidate_data();
  void wayOfACandidate();
  void failuresCostTime();
  void lowerRungs_data();
  void lowerRungs();
  void earlierMeasurementsServe();
  void reasonNamesTheBound();
  void everyStateStartsAfresh();
  void stopsWhenAskedTo();
  void seedBelongsToTheDesign();
  void subjectLowersOnce();
  void scaleThatWillRun();

 private:
  Result<Evaluation> make(const std::string& objectives) {
    EstimatorRegistry registry;
    PluginInfo info;
    info.name = "fake";
    registry.add(info,
                 [this](const JsonView& json, const EstimatorContext& context) -> Result<std::unique_ptr<Estimator>> {
                   PSCOPE_TRY(const double value, json.numberOr("value", 1));
                   PSCOPE_TRY(const auto cost, json.integerOr("cost", 0));
                   PSCOPE_TRY(const double epochs, json.numberOr("epochs", 0));
                   return std::unique_ptr<Estimator>(std::make_unique<FakeEstimator>(
                       context.objective->name, context.level, static_cast<CostClass>(cost), value, epochs, &m_asked));
                 });
    return Evaluation::create(*m_space, test::configWith(objectives), registry, nullptr);
  }

  std::unique_ptr<Space> m_space;
  std::vector<std::string> m_asked;
};

void TstEvaluation::initTestCase() {
  auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  m_space = std::make_unique<Space>(std::move(space).value());
}

void TstEvaluation::wayOfACandidate_data() {
  QTest::addColumn<QString>("first");   // estimators of "a", bound 10, minimised: free, then a worker
  QTest::addColumn<QString>("second");  // of "b", bound 5, maximised: pool
  QTest::addColumn<QString>("state");
  QTest::addColumn<QString>("asked");
  QTest::addColumn<int>("measurements");
  QTest::newRow("all well") << "4 5" << "6" << "done" << "a0 b0 a1" << 3;
  QTest::newRow("free one breaks its bound") << "11 5" << "6" << "infeasible" << "a0" << 1;
  QTest::newRow("pool breaks its bound") << "4 5" << "4" << "infeasible" << "a0 b0" << 2;
  QTest::newRow("worker breaks the bound") << "4 12" << "6" << "infeasible" << "a0 b0 a1" << 3;
  QTest::newRow("on the bound") << "10 10" << "5" << "done" << "a0 b0 a1" << 3;
  QTest::newRow("worker died") << "4 -1" << "6" << "failed" << "a0 b0 a1" << 3;
  QTest::newRow("not a number") << "4 nan" << "6" << "failed" << "a0 b0 a1" << 3;
  QTest::newRow("infinite") << "inf 4" << "6" << "failed" << "a0" << 1;
  QTest::newRow("cancelled") << "4 -2" << "6" << "queued" << "a0 b0 a1" << 0;
}

void TstEvaluation::wayOfACandidate() {
  QFETCH(QString, first);
  QFETCH(QString, second);
  QFETCH(QString, state);
  QFETCH(QString, asked);
  QFETCH(int, measurements);
  const auto values = first.split(' ');
  const auto objectives = QString(R"([{"name": "a", "unit": "ms", "bound": 10, "estimators":
                     [{"type": "fake", "value": "%1"}, {"type": "fake", "value": "%2", "cost": 2}]},
                  {"name": "b", "unit": "%", "direction": "maximize", "bound": 5, "estimators":
                     [{"type": "fake", "value": "%3", "cost": 1}]}])");
  QString filled = objectives;
  const QStringList numbers = {values[0], values[1], second};
  for (int i = 0; i < 3; ++i) {
    const bool finite = numbers[i] != "nan" && numbers[i] != "inf";
    filled.replace(QString("\"%%1\"").arg(i + 1), finite ? numbers[i] : "\"" + numbers[i] + "\"");
  }
  const auto evaluation = make(filled.toStdString());
  PSCOPE_VERIFY_OK(evaluation);
  QVERIFY(evaluation.value().needsWorker());
  QVERIFY(!evaluation.value().deterministic());
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(QString(stateName(candidate.state)), state);
  QStringList order;
  for (const auto& name : m_asked) order << QString::fromStdString(name);
  QCOMPARE(order.join(' '), asked);
  QCOMPARE(static_cast<int>(candidate.measurements.size()), measurements);
  QCOMPARE(candidate.reason.empty(), state == "done" || state == "queued");
  QCOMPARE(candidate.errorCode.empty(), state != "failed");
  QCOMPARE(QString::fromStdString(candidate.design), QString(test::kCell0));
}

// Of an error after 3 and after 30 epochs, or of a cost estimated and measured; bound 10; the upper one needs a worker.
// The fake takes two seconds for a value; a value that is no number took them, too, and a worker that died took some.
void TstEvaluation::failuresCostTime() {
  for (const char* value : {"\"nan\"", "-1"}) {
    const auto evaluation = make(R"([{"name": "a", "unit": "ms", "estimators": [{"type": "fake", "value": 4},
                                    {"type": "fake", "cost": 2, "value": )" +
                                 std::string(value) + "}]}]");
    PSCOPE_VERIFY_OK(evaluation);
    Candidate candidate = test::candidateOf(*m_space, test::kCell0);
    evaluation.value().evaluate(*m_space, 1, candidate, {});
    QCOMPARE(candidate.state, CandidateState::Failed);
    QCOMPARE(candidate.measurements.size(), std::size_t{2});
    const Measurement& lost = candidate.measurements.back();
    QCOMPARE(lost.metric, std::string(kFailedAfter));
    QCOMPARE(lost.unit, std::string("s"));
    QCOMPARE(lost.level, -1);
    QCOMPARE(lost.value, lost.seconds);
    QVERIFY(value[0] == '-' ? lost.seconds >= 0 && lost.seconds < 60 : lost.seconds == 2);
    QVERIFY(lost.provenance && lost.provenance->spaceHash == m_space->hash());
  }
}

void TstEvaluation::lowerRungs_data() {
  QTest::addColumn<double>("lower");
  QTest::addColumn<double>("upper");
  QTest::addColumn<int>("epochs");  // of the lower one
  QTest::addColumn<int>("rung");    // -1: whole
  QTest::addColumn<QString>("state");
  QTest::addColumn<QString>("asked");
  QTest::newRow("whole") << 5.0 << 5.0 << 3 << -1 << "done" << "a0 a1";
  QTest::newRow("little training does not decide") << 20.0 << 5.0 << 3 << -1 << "done" << "a0 a1";
  QTest::newRow("the top does") << 5.0 << 20.0 << 3 << -1 << "infeasible" << "a0 a1";
  QTest::newRow("a cost decides on any rung") << 20.0 << 5.0 << 0 << -1 << "infeasible" << "a0";
  QTest::newRow("lower rung only") << 5.0 << 5.0 << 3 << 0 << "screened" << "a0";
  QTest::newRow("lower rung, beyond the bound") << 20.0 << 5.0 << 3 << 0 << "screened" << "a0";
  QTest::newRow("lower rung of a cost") << 20.0 << 5.0 << 0 << 0 << "infeasible" << "a0";
}

void TstEvaluation::lowerRungs() {
  QFETCH(double, lower);
  QFETCH(double, upper);
  QFETCH(int, epochs);
  QFETCH(int, rung);
  QFETCH(QString, state);
  QFETCH(QString, asked);
  const auto objective = QString(R"([{"name": "a", "unit": "%", "bound": 10, "estimators":
      [{"type": "fake", "value": %1, "epochs": %2}, {"type": "fake", "value": %3, "epochs": 30, "cost": 2}]}])");
  const auto evaluation = make(objective.arg(lower).arg(epochs).arg(upper).toStdString());
  PSCOPE_VERIFY_OK(evaluation);
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  if (rung >= 0) candidate.rung = rung;
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(QString(stateName(candidate.state)), state);
  QStringList order;
  for (const auto& name : m_asked) order << QString::fromStdString(name);
  QCOMPARE(order.join(' '), asked);
}

// A promoted design: what the lower rung measured is there without being asked for again, and without its time.
void TstEvaluation::earlierMeasurementsServe() {
  const auto evaluation = make(R"([{"name": "a", "unit": "%", "estimators":
      [{"type": "fake", "value": 7, "epochs": 3}, {"type": "fake", "value": 5, "epochs": 30}]},
    {"name": "b", "unit": "ms", "estimators": [{"type": "fake", "value": 1}]}])");
  PSCOPE_VERIFY_OK(evaluation);
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  candidate.rung = 0;
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(candidate.state, CandidateState::Screened);
  QVERIFY(m_asked == (std::vector<std::string>{"a0", "b0"}));
  m_asked.clear();
  candidate.rung.reset();
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(candidate.state, CandidateState::Done);
  QVERIFY(m_asked == std::vector<std::string>{"a1"});
  QStringList made;
  for (const Measurement& m : candidate.measurements) {
    made << QString("%1%2 %3 s").arg(m.metric.c_str()).arg(m.level).arg(m.seconds);
  }
  QCOMPARE(made.join(", "), QString("a0 0 s, seen-1 0 s, a1 2 s, seen-1 2 s, b0 0 s"));
}

void TstEvaluation::reasonNamesTheBound() {
  const auto evaluation = make(
      R"([{"name": "latency", "unit": "ms", "bound": 40, "estimators": [{"type": "fake", "value": 45.5}]},
          {"name": "accuracy", "unit": "%", "direction": "maximize", "bound": 90, "estimators": [{"type": "fake", "value": 81}]}])");
  PSCOPE_VERIFY_OK(evaluation);
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(QString::fromStdString(candidate.reason),
           QString("latency is 45.5 ms, above its bound of 40 ms. accuracy is 81 %, below its bound of 90 %."));
}

void TstEvaluation::everyStateStartsAfresh() {
  const auto evaluation = make(R"([{"name": "a", "unit": "ms", "estimators": [{"type": "fake", "value": 3}]}])");
  PSCOPE_VERIFY_OK(evaluation);
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  candidate.state = CandidateState::Failed;
  candidate.reason = "It crashed.";
  candidate.errorCode = "worker-died";
  candidate.measurements.resize(2);
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  QCOMPARE(candidate.state, CandidateState::Done);
  QVERIFY(candidate.reason.empty() && candidate.errorCode.empty());
  QCOMPARE(candidate.measurements.size(), std::size_t{1});
}

void TstEvaluation::stopsWhenAskedTo() {
  const auto evaluation = make(R"([{"name": "a", "unit": "ms", "estimators": [{"type": "fake"}]}])");
  PSCOPE_VERIFY_OK(evaluation);
  std::stop_source source;
  source.request_stop();
  JobContext job;
  job.stop = source.get_token();
  Candidate candidate = test::candidateOf(*m_space, test::kCell0);
  evaluation.value().evaluate(*m_space, 1, candidate, job);
  QCOMPARE(candidate.state, CandidateState::Queued);
  QVERIFY(m_asked.empty());
}

void TstEvaluation::seedBelongsToTheDesign() {
  const auto evaluation = make(R"([{"name": "a", "unit": "ms", "estimators": [{"type": "fake", "value": -3}]}])");
  PSCOPE_VERIFY_OK(evaluation);
  const auto seedOf = [&](const char* design, std::uint64_t searchSeed, std::int64_t id) {
    Candidate candidate = test::candidateOf(*m_space, design);
    candidate.id = {id};
    evaluation.value().evaluate(*m_space, searchSeed, candidate, {});
    return candidate.value("a");
  };
  QCOMPARE(seedOf(test::kCell0, 1, 1), seedOf(test::kCell0, 1, 9));
  QVERIFY(seedOf(test::kCell0, 1, 1) != seedOf(test::kCell0, 2, 1));
  QVERIFY(seedOf(test::kCell0, 1, 1) != seedOf(test::kLargestCell, 1, 1));
}

void TstEvaluation::subjectLowersOnce() {
  const Genome genome = m_space->parse(test::kCell0).value();
  const Subject subject(*m_space, genome, test::kCell0, 1);
  const auto first = subject.network("deploy");
  const auto second = subject.network("deploy");
  PSCOPE_VERIFY_OK(first);
  QCOMPARE(first.value().get(), second.value().get());
  QVERIFY(subject.network("huge").error().code == ErrorCode::NotFound);
}

void TstEvaluation::scaleThatWillRun() {
  const auto demo = openSpace("demo");
  PSCOPE_VERIFY_OK(demo);
  SearchConfig config;
  QCOMPARE(deployScale(demo.value(), config).value(), std::string("deploy"));
  PSCOPE_NEEDS_DATA(cifar, "images/cifar10/cifar10_first1000.bin.gz");
  config.data = {{"main", {"cifar-binary", cifar}}};
  QCOMPARE(deployScale(demo.value(), config).value(), std::string("rgb"));
  config.scale = "deploy";
  QCOMPARE(deployScale(demo.value(), config).value(), std::string("deploy"));
  config.scale = "huge";
  QVERIFY(deployScale(demo.value(), config).error().code == ErrorCode::NotFound);
  config.scale.clear();
  config.data = {{"main", {"idx", "/nowhere"}}};  // only a training would miss them
  QCOMPARE(deployScale(demo.value(), config).value(), std::string("deploy"));
}

PSCOPE_TEST(TstEvaluation)
#include "tst_evaluation.moc"
