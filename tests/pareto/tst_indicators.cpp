#include <QtTest>
#include <cmath>
#include <limits>

#include "core/pareto/indicators.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

using Points = std::vector<std::vector<double>>;

}  // namespace

class TstIndicators : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void igdPlusByHand();
  void epsilonByHand();
  void theFrontItselfIsAtNoDistance();
  void refusesBadSets();
  void kneeByHand();
  void noKneeOnALine();
  void pseudoWeightsByHand();
};

// Reference (0,2), (2,0); the point (1,1) lacks (1,0) of the first and (0,1) of the second: mean 1. The point (0,3)
// lacks (0,1) of the first: 1, and (0,3) of the second: 3.
void TstIndicators::igdPlusByHand() {
  const Points reference = {{0, 2}, {2, 0}};
  QCOMPARE(igdPlus(Points{{1, 1}}, reference).value(), 1.0);
  QCOMPARE(igdPlus(Points{{0, 3}}, reference).value(), 2.0);
  QCOMPARE(igdPlus(Points{{0, 3}, {1, 1}}, reference).value(), 1.0);
  QCOMPARE(igdPlus(Points{{3, 4}}, Points{{0, 0}}).value(), 5.0);
  QCOMPARE(igdPlus(Points{{-1, -1}}, reference).value(), 0.0);
}

void TstIndicators::epsilonByHand() {
  const Points reference = {{0, 2}, {2, 0}};
  QCOMPARE(additiveEpsilon(Points{{1, 1}}, reference).value(), 1.0);
  QCOMPARE(additiveEpsilon(Points{{0, 3}}, reference).value(), 3.0);
  QCOMPARE(additiveEpsilon(Points{{0, 3}, {1, 1}}, reference).value(), 1.0);
  QCOMPARE(additiveEpsilon(Points{{-1, -1}}, reference).value(), -1.0);
}

void TstIndicators::theFrontItselfIsAtNoDistance() {
  const Points front = {{1, 5, 2}, {2, 3, 3}, {4, 1, 1}};
  QCOMPARE(igdPlus(front, front).value(), 0.0);
  QCOMPARE(additiveEpsilon(front, front).value(), 0.0);
}

void TstIndicators::refusesBadSets() {
  const Points good = {{1, 2}};
  const Points bad = {{1, std::numeric_limits<double>::quiet_NaN()}};
  for (const auto& indicator : {igdPlus, additiveEpsilon}) {
    QVERIFY(indicator(Points{}, good).error().code == ErrorCode::InvalidArgument);
    QVERIFY(!indicator(good, Points{}).ok());
    QVERIFY(!indicator(good, Points{{1, 2, 3}}).ok());
    QVERIFY(!indicator(bad, good).ok());
    QVERIFY(!indicator(good, bad).ok());
  }
}

// From (0,10) to (10,0): (2,3) has the normalised sum 0.5, (1,7) has 0.8, (6,2) has 0.8; the ends have 1.
void TstIndicators::kneeByHand() {
  const Points front = {{0, 10}, {1, 7}, {2, 3}, {6, 2}, {10, 0}};
  QCOMPARE(kneePoint(front), std::optional<std::size_t>(2));
  // The units do not matter.
  Points scaled = front;
  for (auto& point : scaled) point = {1000 * point[0] + 7, 0.001 * point[1]};
  QCOMPARE(kneePoint(scaled), std::optional<std::size_t>(2));
}

void TstIndicators::noKneeOnALine() {
  QVERIFY(!kneePoint(Points{{0, 2}, {1, 1}, {2, 0}}));
  QVERIFY(!kneePoint(Points{{0, 2}, {1.5, 1.5}, {2, 0}}));  // bulges away from the ideal point
  QVERIFY(!kneePoint(Points{{0, 2}, {2, 0}}));
  QVERIFY(!kneePoint(Points{}));
}

// (2,3) between (0,10) and (10,0): goodness 0.8 and 0.7, so weights 8/15 and 7/15.
void TstIndicators::pseudoWeightsByHand() {
  const auto weights = pseudoWeights(Points{{0, 10}, {2, 3}, {10, 0}});
  QCOMPARE(weights[0], (std::vector<double>{1, 0}));
  QVERIFY(std::abs(weights[1][0] - 8.0 / 15) < 1e-12);
  QVERIFY(std::abs(weights[1][1] - 7.0 / 15) < 1e-12);
  QCOMPARE(weights[2], (std::vector<double>{0, 1}));
  QCOMPARE(pseudoWeights(Points{{1, 2}})[0], (std::vector<double>{0.5, 0.5}));
  QCOMPARE(pseudoWeights(Points{{1, 2}, {2, 2}})[0], (std::vector<double>{1, 0}));
  QVERIFY(pseudoWeights(Points{}).empty());
}

PSCOPE_TEST(TstIndicators)
#include "tst_indicators.moc"
