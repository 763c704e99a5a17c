#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"
#include "widgets/candidate_filter.h"
#include "widgets/candidate_model.h"

using namespace pscope;

namespace {

std::vector<Objective> objectives() {
  Objective error;
  error.name = "error";
  error.unit = "%";
  Objective latency;
  latency.name = "latency-ms";
  latency.unit = "ms";
  return {error, latency};
}

Candidate candidate(std::int64_t id, double error, double latency, CandidateState state = CandidateState::Done) {
  Candidate result;
  result.id = {id};
  result.genome = {static_cast<int>(id % 3)};
  result.design = "kernel=" + std::to_string(3 + 2 * (id % 3));
  result.state = state;
  for (const auto& [name, value] : {std::pair{"error", error}, std::pair{"latency-ms", latency}}) {
    if (std::isnan(value)) continue;
    Measurement measurement;
    measurement.metric = name;
    measurement.value = value;
    measurement.unit = name == std::string("error") ? "%" : "ms";
    result.measurements.push_back(measurement);
  }
  return result;
}

std::vector<Choice> choices() {
  Choice kernel;
  kernel.path = "kernel";
  kernel.levels = {"3", "5", "7"};
  kernel.numbers = {0, 1, 2};
  return {kernel};
}

}  // namespace

class TstCandidateModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rowsComeInBatches() {
    CandidateModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset(objectives());
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update({candidate(1, 10, 5), candidate(2, 8, 9), candidate(3, NAN, NAN, CandidateState::Failed)});
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 9);
    model.update({candidate(2, 7, 9), candidate(4, 6, 20)});
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.value(model.rowOf({2}), 0), 7.0);
    model.setOnFront({{1}, {2}, {99}}, true);
    QVERIFY(model.onFront({2}));
    QVERIFY(!model.onFront({4}));
  }

  void aMissingValueIsNoNumber() {
    CandidateModel model;
    model.reset(objectives());
    model.update({candidate(1, NAN, 5, CandidateState::Failed)});
    const QModelIndex error = model.index(0, CandidateModel::FirstObjectiveColumn);
    QCOMPARE(error.data().toString(), QStringLiteral("–"));
    QVERIFY(std::isnan(error.data(CandidateModel::SortRole).toDouble()));
    QCOMPARE(model.headerData(CandidateModel::FirstObjectiveColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("error (%)"));
  }

  void sortsByNumber() {
    CandidateModel model;
    model.reset(objectives());
    CandidateFilter filter;
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setCandidates(&model, choices());
    model.update({candidate(1, 10, 5), candidate(2, 9, 9), candidate(3, NAN, NAN, CandidateState::Failed),
                  candidate(4, 100, 1)});
    const int column = CandidateModel::FirstObjectiveColumn;
    filter.sort(column, Qt::AscendingOrder);
    QCOMPARE(ids(filter), (std::vector<qlonglong>{2, 1, 4, 3}));
    filter.sort(column, Qt::DescendingOrder);
    QCOMPARE(ids(filter), (std::vector<qlonglong>{4, 1, 2, 3}));  // what is missing stays last
    model.update({candidate(5, 50, 1)});
    QCOMPARE(ids(filter), (std::vector<qlonglong>{4, 5, 1, 2, 3}));
  }

  void filters_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<qlonglong>>("expected");
    QTest::newRow("empty") << "" << std::vector<qlonglong>{1, 2, 3, 4};
    QTest::newRow("comparison") << "error < 10" << std::vector<qlonglong>{2};
    QTest::newRow("a name that is no identifier") << "latency_ms <= 5 and error <= 10" << std::vector<qlonglong>{1};
    QTest::newRow("state") << "state == 'failed'" << std::vector<qlonglong>{3};
    QTest::newRow("front") << "front" << std::vector<qlonglong>{2};
    QTest::newRow("gene") << "kernel == 5" << std::vector<qlonglong>{1, 4};
    QTest::newRow("part of the design") << "NEL" << std::vector<qlonglong>{1, 2, 3, 4};
    QTest::newRow("nothing") << "nowhere" << std::vector<qlonglong>{};
  }
  void filters() {
    QFETCH(const QString, text);
    QFETCH(const std::vector<qlonglong>, expected);
    CandidateModel model;
    model.reset(objectives());
    CandidateFilter filter;
    filter.setCandidates(&model, choices());
    model.update({candidate(1, 10, 5), candidate(2, 9, 9), candidate(3, NAN, NAN, CandidateState::Failed),
                  candidate(4, 100, 6)});
    model.setOnFront({{2}}, true);
    const Status status = filter.setFilter(text);
    PSCOPE_VERIFY_OK(status);
    filter.sort(0, Qt::AscendingOrder);
    QCOMPARE(ids(filter), expected);
  }

  void aWrongFilterSaysWhere() {
    CandidateModel model;
    model.reset(objectives());
    CandidateFilter filter;
    filter.setCandidates(&model, choices());
    model.update({candidate(1, 10, 5)});
    const Status status = filter.setFilter(QStringLiteral("eror < 10"));
    QVERIFY(!status.ok());
    QCOMPARE(status.error().code, ErrorCode::Parse);
    QCOMPARE(filter.rowCount(), 1);
  }

  void aHundredThousandRows() {
    CandidateModel model;
    model.reset(objectives());
    CandidateFilter filter;
    filter.setCandidates(&model, choices());
    filter.sort(CandidateModel::FirstObjectiveColumn, Qt::AscendingOrder);
    for (int batch = 0; batch < 50; ++batch) {
      std::vector<Candidate> rows;
      for (int i = 0; i < 2000; ++i) rows.push_back(candidate(batch * 2000 + i + 1, (i * 7919) % 1000, i));
      model.update(std::move(rows));
    }
    QCOMPARE(filter.rowCount(), 100'000);
    PSCOPE_VERIFY_OK(filter.setFilter(QStringLiteral("error < 10")));
    QCOMPARE(filter.rowCount(), 1000);
  }

 private:
  static std::vector<qlonglong> ids(const QAbstractItemModel& model) {
    std::vector<qlonglong> result;
    for (int row = 0; row < model.rowCount(); ++row) {
      result.push_back(model.index(row, 0).data(CandidateModel::IdRole).toLongLong());
    }
    return result;
  }
};

PSCOPE_TEST(TstCandidateModel)
#include "tst_candidate_model.moc"
