#include <QTest>

#include "core/run/hypervolume_series.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstHypervolumeSeries : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // By hand, reference (4, 4): (1,3) gives 3*1 = 3; (3,1) adds 1*3 - overlap 1*1 = 2; (2,2) adds 4 - 2 - 2 + 1 = 1.
  void curveByHand() {
    HypervolumeSeries series({4, 4});
    series.add({{{1}, {1, 3}}, {{2}, {3, 1}}});
    QCOMPARE(series.curve(), (std::vector<double>{3, 5}));
    series.add({{{3}, {}}, {{4}, {2, 2}}});  // 3 was infeasible: it counts as an evaluation
    QCOMPARE(series.curve(), (std::vector<double>{3, 5, 5, 6}));
  }

  void lateCandidateTakesItsPlace() {
    HypervolumeSeries late({4, 4});
    late.add({{{1}, {1, 3}}, {{3}, {2, 2}}});
    late.add({{{2}, {3, 1}}});
    HypervolumeSeries inOrder({4, 4});
    inOrder.add({{{1}, {1, 3}}, {{2}, {3, 1}}, {{3}, {2, 2}}});
    QCOMPARE(late.curve(), inOrder.curve());
    late.add({{{2}, {3, 1}}});  // told again: nothing changes
    QCOMPARE(late.curve(), inOrder.curve());
  }

  void referenceFollowsTheWorst() {
    HypervolumeSeries series({});
    series.add({{{1}, {1, 3}}, {{2}, {3, 1}}});
    // Worst (3, 3) plus a tenth of the range 2.
    QCOMPARE(series.reference(), (std::vector<double>{3.2, 3.2}));
    series.add({{{3}, {11, 11}}});
    QCOMPARE(series.reference(), (std::vector<double>{12, 12}));
    QCOMPARE(series.curve().size(), std::size_t{3});
    QCOMPARE(series.curve().front(), 11.0 * 9.0);
  }

  void nothingFeasible() {
    HypervolumeSeries series({});
    series.add({{{1}, {}}, {{2}, {}}});
    QCOMPARE(series.curve(), (std::vector<double>{0, 0}));
  }

  void bandOfThreeRuns() {
    const std::vector<std::vector<std::vector<double>>> runs{{{1, 3}}, {{2, 2}}, {{3, 1}, {1, 3}}};
    const RandomBand band = bandOfRuns(runs, {4, 4}, 2, {});
    // After one evaluation 3, 4, 3; after two 3, 4, 5. Percentiles linear between the ranks.
    QCOMPARE(band.median, (std::vector<double>{3, 4}));
    QCOMPARE(band.low, (std::vector<double>{3, 3.2}));
    QCOMPARE(band.high, (std::vector<double>{3.8, 4.8}));
  }

  void bootstrapIsSeeded() {
    const std::vector<std::vector<double>> pool{{1, 3}, {2, 2}, {3, 1}};
    QCOMPARE(bootstrapRuns(pool, 10, 3, 1), bootstrapRuns(pool, 10, 3, 1));
    QVERIFY(bootstrapRuns(pool, 10, 3, 1) != bootstrapRuns(pool, 10, 3, 2));
    QVERIFY(bootstrapRuns({}, 10, 3, 1).empty());
  }
};

PSCOPE_TEST(TstHypervolumeSeries)
#include "tst_hypervolume_series.moc"
