#include <QtTest>

#include "core/estimate/train_task.h"
#include "tests/estimate/estimate_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

class FakeRunner : public TaskRunner {
 public:
  Result<std::string> run(const Task& task, const JobContext&) override {
    tasks.push_back(task);
    if (failure) return *failure;
    return toJson(result).dump();
  }

  std::vector<Task> tasks;
  TrainResult result;
  std::optional<Error> failure;
};

}  // namespace

class TstTrainEstimator : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void measures();
  void accuracyWhenMaximised();
  void oneProvenanceForAll();
  void failsWithTheWorker();
  void failsWhenItDiverges();
  void refusesBadParameters_data();
  void refusesBadParameters();

 private:
  Result<Evaluation> make(const QString& estimator, FakeRunner& runner, const QString& direction = "minimize",
                          const QString& data = R"({"main": {"format": "glyphs"}})", const QString& unit = "%") {
    const auto objectives = QString(R"([{"name": "quality", "unit": "%3", "direction": "%1", "estimators": [%2]}])")
                                .arg(direction, estimator, unit);
    auto config = test::configWith(objectives.toStdString(), ", \"data\": " + data.toStdString());
    config.deadlineSeconds = 77;
    return test::evaluationOf(*m_space, config, &runner);
  }
  Candidate candidate() {
    Candidate result;
    Rng rng(1);
    result.genome = m_space->sample(rng);
    return result;
  }

  std::unique_ptr<Space> m_space;
};

void TstTrainEstimator::initTestCase() {
  auto space = openSpace("demo");
  PSCOPE_VERIFY_OK(space);
  m_space = std::make_unique<Space>(std::move(space).value());
}

void TstTrainEstimator::measures() {
  FakeRunner runner;
  runner.result.trainAccuracy = 95;
  runner.result.validationAccuracy = 91.5;
  runner.result.validationStandardError = 0.8;
  runner.result.epochs = 2;
  runner.result.seconds = 3.5;
  runner.result.dataHash = "abc";
  runner.result.libraries = {{"libtorch", "1.13"}};
  const auto evaluation = make(R"({"type": "train", "epochs": 2, "learning_rate": 0.05, "data_share": 0.5})", runner);
  PSCOPE_VERIFY_OK(evaluation);
  QVERIFY(evaluation.value().needsWorker());
  Candidate trained = candidate();
  evaluation.value().evaluate(*m_space, 1, trained, {});
  QCOMPARE(trained.state, CandidateState::Done);
  QCOMPARE(trained.measurements.size(), std::size_t{2});
  const Measurement& error = trained.measurements[0];
  QCOMPARE(error.metric, std::string("quality"));
  QCOMPARE(error.value, 8.5);
  QVERIFY(error.kind == MeasurementKind::Measured);
  QCOMPARE(*error.standardError, 0.8);
  QCOMPARE(error.seconds, 3.5);
  QCOMPARE(error.budget, (Budget{"deploy", 2, 0.5, WeightsOrigin::Own}));
  QCOMPARE(error.provenance->dataHash, std::string("abc"));
  QCOMPARE(error.provenance->libraries.at("libtorch"), std::string("1.13"));
  QCOMPARE(trained.measurements[1].metric, std::string("train_accuracy"));
  QCOMPARE(trained.measurements[1].value, 95.0);
  QCOMPARE(trained.measurements[1].level, -1);

  QCOMPARE(runner.tasks.size(), std::size_t{1});
  QCOMPARE(runner.tasks[0].kind, std::string("train"));
  QCOMPARE(runner.tasks[0].deadlineSeconds, 77.0);
  const auto json = parseJson(runner.tasks[0].parameters, "task");
  PSCOPE_VERIFY_OK(json);
  const auto task = parseTrainTask(JsonView(json.value(), "task"));
  PSCOPE_VERIFY_OK(task);
  QCOMPARE(task.value().design, trained.design);
  QCOMPARE(task.value().recipe.learningRate, 0.05);
  QCOMPARE(task.value().data.format, std::string("glyphs"));
  QVERIFY(!task.value().readTest);  // a search never reads the test split
  const auto sent = Space::fromText(task.value().spaceDocument, "sent");
  PSCOPE_VERIFY_OK(sent);
  QCOMPARE(sent.value().hash(), m_space->hash());
}

void TstTrainEstimator::accuracyWhenMaximised() {
  FakeRunner runner;
  runner.result.validationAccuracy = 91.5;
  const auto evaluation = make(R"({"type": "train"})", runner, "maximize");
  PSCOPE_VERIFY_OK(evaluation);
  Candidate trained = candidate();
  evaluation.value().evaluate(*m_space, 1, trained, {});
  QCOMPARE(trained.value("quality"), 91.5);
  QVERIFY(!trained.measurements[0].standardError);
}

void TstTrainEstimator::oneProvenanceForAll() {
  FakeRunner runner;
  const auto evaluation = make(R"({"type": "train"})", runner);
  PSCOPE_VERIFY_OK(evaluation);
  Candidate a = candidate(), b = candidate(), c = candidate();
  evaluation.value().evaluate(*m_space, 1, a, {});
  evaluation.value().evaluate(*m_space, 1, b, {});
  QCOMPARE(a.measurements[0].provenance, b.measurements[0].provenance);
  runner.result.threads = 2;
  evaluation.value().evaluate(*m_space, 1, c, {});
  QCOMPARE(c.measurements[0].provenance->threads, 2);
  QCOMPARE(a.measurements[0].provenance->threads, 1);
}

void TstTrainEstimator::failsWithTheWorker() {
  FakeRunner runner;
  runner.failure = makeError(ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Test", "The worker ran out of memory."));
  const auto evaluation = make(R"({"type": "train"})", runner);
  PSCOPE_VERIFY_OK(evaluation);
  Candidate failed = candidate();
  evaluation.value().evaluate(*m_space, 1, failed, {});
  QCOMPARE(failed.state, CandidateState::Failed);
  QCOMPARE(failed.errorCode, std::string("out-of-memory"));
  QCOMPARE(failed.reason, std::string("The worker ran out of memory."));
  runner.failure = makeError(ErrorCode::Cancelled, {});
  evaluation.value().evaluate(*m_space, 1, failed, {});
  QCOMPARE(failed.state, CandidateState::Queued);
}

void TstTrainEstimator::failsWhenItDiverges() {
  FakeRunner runner;
  runner.result.validationAccuracy = std::numeric_limits<double>::quiet_NaN();
  const auto evaluation = make(R"({"type": "train"})", runner);
  PSCOPE_VERIFY_OK(evaluation);
  Candidate failed = candidate();
  evaluation.value().evaluate(*m_space, 1, failed, {});
  QCOMPARE(failed.state, CandidateState::Failed);
  QCOMPARE(failed.errorCode, std::string(errorCodeName(ErrorCode::NonFinite)));
  QCOMPARE(failed.measurements.size(), std::size_t{1});  // the time that it took, no value
  QCOMPARE(failed.measurements[0].metric, std::string(kFailedAfter));
  QVERIFY(failed.measurements[0].seconds > 0);
}

void TstTrainEstimator::refusesBadParameters_data() {
  QTest::addColumn<QString>("estimator");
  QTest::addColumn<QString>("direction");
  QTest::addColumn<QString>("data");
  QTest::addColumn<QString>("unit");
  QTest::addColumn<QString>("mentions");
  const QString glyphs = R"({"main": {"format": "glyphs"}})";
  QTest::newRow("misspelt") << R"({"type": "train", "epoch": 3})" << "minimize" << glyphs << "%" << "epoch";
  QTest::newRow("recipe") << R"({"type": "train", "epochs": -3})" << "minimize" << glyphs << "%" << "epochs";
  QTest::newRow("metric") << R"({"type": "train", "metric": "loss"})" << "minimize" << glyphs << "%"
                          << "validation_error";
  QTest::newRow("direction") << R"({"type": "train", "metric": "validation_error"})" << "maximize" << glyphs << "%"
                             << "direction";
  QTest::newRow("unit") << R"({"type": "train"})" << "minimize" << glyphs << "ms" << "\"%\"";
  QTest::newRow("no data") << R"({"type": "train"})" << "minimize" << "{}" << "%" << "glyphs";
  QTest::newRow("other data") << R"({"type": "train", "data": "mine"})" << "minimize" << glyphs << "%" << "main";
  QTest::newRow("scale") << R"({"type": "train", "scale": "huge"})" << "minimize" << glyphs << "%" << "rgb";
  QTest::newRow("shape") << R"({"type": "train", "scale": "rgb"})" << "minimize" << glyphs << "%" << "3x32x32";
  QTest::newRow("missing data") << R"({"type": "train"})" << "minimize"
                                << R"({"main": {"format": "idx", "path": "/nowhere"}})" << "%" << "/nowhere";
}

void TstTrainEstimator::refusesBadParameters() {
  QFETCH(QString, estimator);
  QFETCH(QString, direction);
  QFETCH(QString, data);
  QFETCH(QString, unit);
  QFETCH(QString, mentions);
  FakeRunner runner;
  const auto evaluation = make(estimator, runner, direction, data, unit);
  QVERIFY(!evaluation.ok());
  const QString text = QString::fromStdString(evaluation.error().text());
  QVERIFY2(text.contains(mentions), qPrintable(text));
}

PSCOPE_TEST(TstTrainEstimator)
#include "tst_train_estimator.moc"
