#include <QtTest>
#include <cmath>

#include "core/base/csv.h"
#include "tests/estimate/estimate_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Tables with several training seeds: a search sees one of each design, the mean stands beside it.
class TstTableReplicates : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void drawsOnePerDesign();
  void countsMeasuredOnes();
  void refusesBadLists_data();
  void refusesBadLists();
  void publishedTable();

 private:
  Result<Evaluation> evaluation(const std::string& columns, const std::string& text = "") {
    const std::string cells =
        text.empty() ? std::string("arch,s1,s2,s3\n") + test::kCell0 + ",80,82,90\n" + test::kLargestCell + ",70,,\n"
                     : text;
    m_path = m_folder.filePath("table.csv").toStdString();
    if (!writeFileAtomically(m_path, cells).ok()) qFatal("cannot write");
    m_config = test::configWith(R"([{"name": "error", "unit": "%", "estimators": [{"type": "table", "file": ")" +
                                m_path + R"(", "key": "arch", "transform": "100 - x", )" + columns + "}]}]");
    return test::evaluationOf(m_space, m_config);
  }
  Candidate evaluated(const Evaluation& evaluation, std::uint64_t seed, const char* cell) {
    auto candidate = test::candidateOf(m_space, cell);
    evaluation.evaluate(m_space, seed, candidate, {});
    return candidate;
  }

  QTemporaryDir m_folder;
  std::string m_path;
  SearchConfig m_config;
  const Space m_space = openSpace("nasbench201").value();
};

void TstTableReplicates::drawsOnePerDesign() {
  const auto made = evaluation(R"("columns": ["s1", "s2", "s3"], "epochs": 12)");
  PSCOPE_VERIFY_OK(made);
  std::map<double, int> drawn;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto candidate = evaluated(made.value(), seed, test::kCell0);
    QCOMPARE(candidate.state, CandidateState::Done);
    QCOMPARE(candidate.value("error"), evaluated(made.value(), seed, test::kCell0).value("error"));
    ++drawn[candidate.value("error")];
    const Measurement* mean = candidate.measurement("error_mean");
    QVERIFY(mean != nullptr && mean->level == -1 && mean->standardError);
    QCOMPARE(mean->budget.epochs, 12.0);
    QCOMPARE(candidate.measurement("error")->budget.epochs, 12.0);
    QCOMPARE(mean->value, 16.0);                                            // of 20, 18 and 10
    QVERIFY(std::abs(*mean->standardError - std::sqrt(28.0 / 3)) < 1e-12);  // s^2 = (16 + 4 + 36) / 2 = 28
    QVERIFY(mean->provenance->source.find("columns s1, s2, s3") != std::string::npos);
  }
  QCOMPARE(drawn.size(), std::size_t{3});
  for (const auto& [value, times] : drawn) QVERIFY2(times > 70, qPrintable(QString::number(value)));
}

void TstTableReplicates::countsMeasuredOnes() {
  const auto made = evaluation(R"("columns": ["s1", "s2", "s3"])");
  PSCOPE_VERIFY_OK(made);
  const auto candidate = evaluated(made.value(), 1, test::kLargestCell);
  QCOMPARE(candidate.value("error"), 30.0);
  QVERIFY(!candidate.measurement("error_mean")->standardError);
  const auto empty = evaluation(R"("columns": ["s2", "s3"])");
  PSCOPE_VERIFY_OK(empty);
  const auto missing = evaluated(empty.value(), 1, test::kLargestCell);
  QCOMPARE(missing.state, CandidateState::Failed);
  QVERIFY(missing.reason.find("was not measured") != std::string::npos);
}

void TstTableReplicates::refusesBadLists_data() {
  QTest::addColumn<QString>("columns");
  QTest::newRow("epochs") << R"("column": "s1", "epochs": -1)";
  QTest::newRow("both") << R"("column": "s1", "columns": ["s1", "s2"])";
  QTest::newRow("one") << R"("columns": ["s1"])";
  QTest::newRow("twice") << R"("columns": ["s1", "s1"])";
  QTest::newRow("unknown") << R"("columns": ["s1", "s9"])";
  QTest::newRow("no list") << R"("columns": "s1")";
  QTest::newRow("neither") << R"("source": "x")";
}

void TstTableReplicates::refusesBadLists() {
  QFETCH(QString, columns);
  const auto made = evaluation(columns.toStdString());
  QVERIFY(!made.ok());
  QVERIFY(!made.error().text().empty());
}

void TstTableReplicates::publishedTable() {
  PSCOPE_NEEDS_DATA(file, "nb201/nb201_cifar10.csv");
  m_config = test::configWith(R"([{"name": "error", "unit": "%", "estimators": [{"type": "table", "file": ")" + file +
                              R"(", "key": "arch", "transform": "100 - x", "columns":
         ["test_acc_200ep_seed1_pct", "test_acc_200ep_seed2_pct", "test_acc_200ep_seed3_pct"]}]}])");
  const auto made = test::evaluationOf(m_space, m_config);
  PSCOPE_VERIFY_OK(made);
  const auto table = CsvTable::read(file);
  PSCOPE_VERIFY_OK(table);
  const auto mean = table.value().column("test_acc_200ep_pct").value();
  const auto arch = table.value().column("arch").value();
  std::size_t near = 0, differs = 0;
  for (std::size_t row = 0; row < table.value().rowCount(); row += 5) {
    const std::string cell(table.value().cell(row, arch));
    const auto candidate = evaluated(made.value(), 3, cell.c_str());
    QCOMPARE(candidate.state, CandidateState::Done);
    const double difference =
        std::abs(candidate.value("error_mean") - (100 - std::stod(std::string(table.value().cell(row, mean)))));
    QVERIFY(difference < 2.31);  // the data's README: within 2.3 for all, within 0.01 for 13,298 of 15,625
    near += difference <= 0.0101 ? 1 : 0;
    differs += candidate.value("error") != candidate.value("error_mean") ? 1 : 0;
  }
  QVERIFY(near > 2500 && near < 2812);  // 85 % of 3,125 cells
  QVERIFY(differs > 3125 / 2);
}

PSCOPE_TEST(TstTableReplicates)
#include "tst_table_replicates.moc"
