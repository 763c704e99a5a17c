#include <QtTest>
#include <thread>

#include "core/device/device.h"
#include "tests/estimate/estimate_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstEstimators : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void staticCosts_data();
  void staticCosts();
  void costModel();
  void severalDevices();
  void costModelFromSeveralThreads();
  void tableMeasurement();
  void tableWithoutTheDesign();
  void refusesBadParameters_data();
  void refusesBadParameters();
  void catalogueIsComplete();

 private:
  Candidate evaluated(const std::string& objectives, const char* design);
  std::string table(const std::string& text);

  std::unique_ptr<Space> m_space;
  QTemporaryDir m_folder;
};

void TstEstimators::initTestCase() {
  auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  m_space = std::make_unique<Space>(std::move(space).value());
}

Candidate TstEstimators::evaluated(const std::string& objectives, const char* design) {
  const auto evaluation = test::evaluationOf(*m_space, test::configWith(objectives));
  if (!evaluation.ok()) qFatal("%s", evaluation.error().text().c_str());
  Candidate candidate = test::candidateOf(*m_space, design);
  evaluation.value().evaluate(*m_space, 1, candidate, {});
  return candidate;
}

std::string TstEstimators::table(const std::string& text) {
  const std::string path = m_folder.filePath("t.csv").toStdString();
  if (!writeFileAtomically(path, text).ok()) qFatal("cannot write");
  return path;
}

// Search manual 2.1: the largest cell has 1,531,546 parameters and 220,119,680 MACs.
void TstEstimators::staticCosts_data() {
  QTest::addColumn<QString>("metric");
  QTest::addColumn<QString>("unit");
  QTest::addColumn<double>("expected");
  QTest::newRow("params") << "params" << "parameters" << 1531546.0;
  QTest::newRow("macs") << "macs" << "MACs" << 220119680.0;
}

void TstEstimators::staticCosts() {
  QFETCH(QString, metric);
  QFETCH(QString, unit);
  QFETCH(double, expected);
  const auto objectives =
      QString(R"([{"name": "o", "unit": "%2", "estimators": [{"type": "static", "metric": "%1"}]}])")
          .arg(metric, unit)
          .toStdString();
  const Candidate candidate = evaluated(objectives, test::kLargestCell);
  QCOMPARE(candidate.state, CandidateState::Done);
  const Measurement* measurement = candidate.measurement("o");
  QVERIFY(measurement != nullptr);
  QCOMPARE(measurement->value, expected);
  QCOMPARE(measurement->unit, unit.toStdString());
  QVERIFY(measurement->kind == MeasurementKind::Analytic);
  QCOMPARE(measurement->budget, Budget{});
  QCOMPARE(measurement->level, 0);
  QVERIFY(measurement->provenance != nullptr);
  QCOMPARE(measurement->provenance->estimator, std::string("static"));
  QCOMPARE(measurement->provenance->spaceHash, m_space->hash());
}

void TstEstimators::costModel() {
  const Candidate candidate = evaluated(
      R"([{"name": "latency", "unit": "ms", "estimators":
            [{"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency", "context": {"batch": 2}}]},
          {"name": "memory", "unit": "B", "estimators":
            [{"type": "cost-model", "device": "raspberry-pi-4", "metric": "peak_memory"}]}])",
      test::kLargestCell);
  QCOMPARE(candidate.state, CandidateState::Done);
  const auto profile = openDevice("raspberry-pi-4");
  PSCOPE_VERIFY_OK(profile);
  CostContext two;
  two.batch = 2;
  auto batched = RooflineModel::create(profile.value(), two);
  auto single = RooflineModel::create(profile.value(), CostContext{});
  PSCOPE_VERIFY_OK(batched);
  PSCOPE_VERIFY_OK(single);
  const auto network = m_space->lower(candidate.genome);
  PSCOPE_VERIFY_OK(network);
  QCOMPARE(candidate.value("latency"), batched.value().estimate(network.value()).latencyMs);
  QCOMPARE(candidate.value("memory"), static_cast<double>(single.value().estimate(network.value()).peakMemoryBytes));
  QVERIFY(candidate.measurement("latency")->kind == MeasurementKind::Analytic);
  QCOMPARE(candidate.measurement("latency")->provenance->device, std::string("raspberry-pi-4"));
  QCOMPARE(candidate.measurement("latency")->provenance->deviceVersion, profile.value().version());
  QVERIFY(!candidate.measurement("latency")->provenance->evidence.empty());
}

// Each cost divided by the bound of its device, then the worst or the mean of them.
void TstEstimators::severalDevices() {
  const Candidate candidate = evaluated(
      R"([{"name": "worst", "unit": "1", "estimators": [{"type": "cost-model", "devices":
            [{"device": "raspberry-pi-4", "bound": 40}, {"device": "jetson-nano", "bound": 2}]}]},
          {"name": "mean", "unit": "1", "estimators": [{"type": "cost-model", "combine": "mean", "devices":
            [{"device": "raspberry-pi-4", "bound": 40}, {"device": "jetson-nano", "bound": 2}]}]},
          {"name": "least", "unit": "1", "direction": "maximize", "estimators": [{"type": "cost-model", "devices":
            [{"device": "raspberry-pi-4", "bound": 40}, {"device": "jetson-nano", "bound": 2}]}]},
          {"name": "plain", "unit": "ms", "estimators": [{"type": "cost-model", "combine": "mean", "model": "roofline",
            "devices": ["raspberry-pi-4", "jetson-nano"]}]}])",
      test::kLargestCell);
  QCOMPARE(candidate.state, CandidateState::Done);
  const auto network = m_space->lower(candidate.genome);
  PSCOPE_VERIFY_OK(network);
  const auto latency = [&](const char* device) {
    return RooflineModel::create(openDevice(device).value(), {}).value().latencyMs(network.value());
  };
  const double pi = latency("raspberry-pi-4"), nano = latency("jetson-nano");
  QCOMPARE(candidate.value("worst"), std::max(pi / 40, nano / 2));
  QCOMPARE(candidate.value("least"), std::min(pi / 40, nano / 2));  // where more is better, the least is the worst
  QCOMPARE(candidate.value("mean"), (pi / 40 + nano / 2) / 2);
  QCOMPARE(candidate.value("plain"), (pi + nano) / 2);
  QCOMPARE(candidate.measurement("worst")->provenance->device, std::string("raspberry-pi-4, jetson-nano"));
}

void TstEstimators::costModelFromSeveralThreads() {
  const auto evaluation =
      test::evaluationOf(*m_space, test::configWith(R"([{"name": "latency", "unit": "ms", "estimators":
                                       [{"type": "cost-model", "device": "raspberry-pi-4"}]}])"));
  PSCOPE_VERIFY_OK(evaluation);
  const auto latencies = [&](std::vector<double>& values) {
    for (std::uint64_t index = 0; index < 15625; index += 97) {
      Candidate candidate;
      candidate.genome = *m_space->design(index);
      evaluation.value().evaluate(*m_space, 1, candidate, {});
      values.push_back(candidate.value("latency"));
    }
  };
  std::vector<std::vector<double>> results(4);
  std::vector<std::thread> threads;
  for (auto& values : results) threads.emplace_back([&] { latencies(values); });
  for (auto& thread : threads) thread.join();
  for (const auto& values : results) {
    QCOMPARE(values, results[0]);
    QVERIFY(std::all_of(values.begin(), values.end(), [](double value) { return value > 0; }));
  }
}

void TstEstimators::tableMeasurement() {
  const std::string path = table(std::string("arch,acc\n") + test::kCell0 + ",90\n");
  const Candidate candidate = evaluated(
      R"([{"name": "error", "unit": "%", "estimators": [{"type": "table", "file": ")" + path +
          R"(", "key": "arch", "column": "acc", "transform": "100 - x", "source": "a paper", "evidence": "P"}]}])",
      test::kCell0);
  QCOMPARE(candidate.state, CandidateState::Done);
  const Measurement* measurement = candidate.measurement("error");
  QCOMPARE(measurement->value, 10.0);
  QVERIFY(measurement->kind == MeasurementKind::Tabulated);
  QCOMPARE(measurement->provenance->source, std::string("a paper"));
  QCOMPARE(measurement->provenance->evidence, std::string("P"));
  QCOMPARE(measurement->provenance->dataHash.size(), std::size_t{32});
}

void TstEstimators::tableWithoutTheDesign() {
  const std::string path = table(std::string("arch,acc\n") + test::kCell0 + ",\n");
  const std::string objectives = R"([{"name": "error", "unit": "%", "estimators": [{"type": "table", "file": ")" +
                                 path + R"(", "key": "arch", "column": "acc"}]}])";
  const Candidate unmeasured = evaluated(objectives, test::kCell0);
  QCOMPARE(unmeasured.state, CandidateState::Failed);
  QCOMPARE(unmeasured.errorCode, std::string("not-found"));
  QVERIFY(unmeasured.reason.find("not measured") != std::string::npos);
  QVERIFY(unmeasured.reason.find("line 2") != std::string::npos);
  const Candidate missing = evaluated(objectives, test::kLargestCell);
  QCOMPARE(missing.state, CandidateState::Failed);
  QVERIFY(missing.reason.find("does not hold") != std::string::npos);
}

void TstEstimators::refusesBadParameters_data() {
  QTest::addColumn<QString>("unit");
  QTest::addColumn<QString>("estimator");
  QTest::addColumn<QString>("mentions");
  QTest::newRow("unknown type") << "ms" << R"({"type": "oracle"})" << "table, static, cost-model, train";
  QTest::newRow("misspelt") << "parameters" << R"({"type": "static", "metric": "params", "scle": "deploy"})" << "scle";
  QTest::newRow("metric") << "parameters" << R"({"type": "static", "metric": "flops"})" << "peak_activation_bytes";
  QTest::newRow("no metric") << "parameters" << R"({"type": "static"})" << "metric";
  QTest::newRow("unit of params") << "M" << R"({"type": "static", "metric": "params"})" << "\"unit\": \"parameters\"";
  QTest::newRow("unit of latency") << "s" << R"({"type": "cost-model", "device": "raspberry-pi-4"})" << "\"ms\"";
  QTest::newRow("unit of energy") << "J" << R"({"type": "cost-model", "device": "raspberry-pi-4", "metric": "energy"})"
                                  << "\"mJ\"";
  QTest::newRow("scale") << "parameters" << R"({"type": "static", "metric": "params", "scale": "huge"})" << "deploy";
  QTest::newRow("device") << "ms" << R"({"type": "cost-model", "device": "raspberry-pi-9"})" << "raspberry-pi-4";
  QTest::newRow("batch") << "ms" << R"({"type": "cost-model", "device": "raspberry-pi-4", "context": {"batch": 0}})"
                         << "/objectives/0/estimators/0/context/batch";
  QTest::newRow("model") << "ms" << R"({"type": "cost-model", "device": "raspberry-pi-4", "model": "oracle"})"
                         << "/objectives/0/estimators/0/model";
  QTest::newRow("parameter of a model")
      << "ms" << R"({"type": "cost-model", "device": "raspberry-pi-4", "model": {"name": "roofline", "speed": 2}})"
      << "speed";
  QTest::newRow("no bound") << "1" << R"({"type": "cost-model", "devices": ["raspberry-pi-4"]})" << "bound";
  QTest::newRow("bound of 0") << "1" << R"({"type": "cost-model", "devices": [{"device": "v100", "bound": 0}]})"
                              << "/objectives/0/estimators/0/devices/0/bound";
  QTest::newRow("combination") << "1" << R"({"type": "cost-model", "devices": ["v100"], "combine": "best"})"
                               << "\"mean\"";
  QTest::newRow("unit of bounded costs") << "ms"
                                         << R"({"type": "cost-model", "devices": [{"device": "v100", "bound": 1}]})"
                                         << "\"unit\": \"1\"";
  QTest::newRow("figure that a model lacks") << "mm2" << R"({"type": "cost-model", "device": "v100", "metric": "area"})"
                                             << "does not hold the figures";
  QTest::newRow("training without workers") << "%" << R"({"type": "train"})" << "worker";
  QTest::newRow("no file") << "ms" << R"({"type": "table", "key": "a", "column": "b"})" << "file";
  QTest::newRow("missing file") << "ms" << R"({"type": "table", "file": "/nowhere.csv", "key": "a", "column": "b"})"
                                << "/nowhere.csv";
  QTest::newRow("transform") << "ms"
                             << R"({"type": "table", "file": "t", "key": "a", "column": "b", "transform": "100 - y"})"
                             << "/objectives/0/estimators/0/transform";
  QTest::newRow("keys are no designs") << "ms" << R"({"type": "table", "file": "KEYS", "key": "k", "column": "v"})"
                                       << "text form";
}

void TstEstimators::refusesBadParameters() {
  QFETCH(QString, unit);
  QFETCH(QString, estimator);
  QFETCH(QString, mentions);
  estimator.replace("KEYS", QString::fromStdString(table("k,v\n17,1\n")));
  const auto objectives = QString(R"([{"name": "cost", "unit": "%1", "estimators": [%2]}])").arg(unit, estimator);
  const auto evaluation = test::evaluationOf(*m_space, test::configWith(objectives.toStdString()));
  QVERIFY(!evaluation.ok());
  const QString text = QString::fromStdString(evaluation.error().text());
  QVERIFY2(text.contains(mentions), qPrintable(text));
  QVERIFY2(text.contains("\"cost\""), qPrintable(text));
}

void TstEstimators::catalogueIsComplete() {
  EstimatorRegistry registry;
  registerEstimators(registry);
  for (const char* name : {"table", "static", "cost-model", "train"}) {
    const auto* entry = registry.find(name);
    QVERIFY2(entry != nullptr, name);
    QVERIFY(!entry->info.summary.empty() && !entry->info.source.empty() && !entry->info.evidence.empty());
    const auto schema = parseJson(entry->info.parameterSchema, name);
    PSCOPE_VERIFY_OK(schema);
    QCOMPARE(schema.value().at("type").get<std::string>(), std::string("object"));
  }
  QVERIFY(registry.find("train")->info.runsIn == RunsIn::Worker);
}

PSCOPE_TEST(TstEstimators)
#include "tst_estimators.moc"
