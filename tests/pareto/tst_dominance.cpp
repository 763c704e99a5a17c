#include <QtTest>
#include <limits>

#include "core/base/rng.h"
#include "core/pareto/dominance.h"
#include "tests/pareto/special_numbers.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

using Points = std::vector<std::vector<double>>;

/// Peels fronts by the definition.
std::vector<int> ranksByDefinition(const Points& points) {
  std::vector<int> ranks(points.size(), -1);
  for (int rank = 0; std::count(ranks.begin(), ranks.end(), -1) > 0; ++rank) {
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < points.size(); ++i) {
      bool dominated = false;
      for (std::size_t j = 0; j < points.size(); ++j) {
        dominated = dominated || (ranks[j] == -1 && dominates(points[j], points[i]));
      }
      if (ranks[i] == -1 && !dominated) front.push_back(i);
    }
    for (const std::size_t i : front) ranks[i] = rank;
  }
  return ranks;
}

}  // namespace

class TstDominance : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void definition();
  void ranksEqualTheDefinition_data();
  void ranksEqualTheDefinition();
  void constrainedRanks();
  void nanPointsStayApart();
  void crowdingByHand();
  void crowdingOfTinyAndFlatFronts();
  void crowdingOfHugeRange();
  void crowdingRefusesBadInput();
};

void TstDominance::definition() {
  const std::vector<double> a = {1, 2}, b = {1, 3}, c = {2, 1}, nan = {0, kNan}, best = {0, -kInfinity};
  QVERIFY(dominates(a, b));
  QVERIFY(!dominates(b, a));
  QVERIFY(!dominates(a, a));
  QVERIFY(!dominates(a, c) && !dominates(c, a));
  QVERIFY(!dominates(nan, b) && !dominates(b, nan));
  QVERIFY(dominates(best, a));
}

void TstDominance::ranksEqualTheDefinition_data() {
  QTest::addColumn<int>("objectives");
  QTest::addColumn<int>("levels");
  QTest::newRow("one objective") << 1 << 8;
  QTest::newRow("two, many ties") << 2 << 5;
  QTest::newRow("two, few ties") << 2 << 1000;
  QTest::newRow("three, many ties") << 3 << 4;
  QTest::newRow("three, few ties") << 3 << 1000;
  QTest::newRow("five") << 5 << 3;
}

void TstDominance::ranksEqualTheDefinition() {
  QFETCH(int, objectives);
  QFETCH(int, levels);
  Rng rng(static_cast<std::uint64_t>(10 * objectives + levels));
  for (int repeat = 0; repeat < 20; ++repeat) {
    Points points(60);
    for (auto& point : points) {
      for (int k = 0; k < objectives; ++k) {
        point.push_back(static_cast<double>(rng.below(static_cast<std::uint64_t>(levels))));
      }
    }
    QCOMPARE(nonDominatedRanks(points), ranksByDefinition(points));
  }
}

// Deb et al. 2002, Sect. VI: feasible before infeasible, then the smaller violation; equal violations do not differ.
void TstDominance::constrainedRanks() {
  const Points points = {{5, 5}, {1, 1}, {0, 0}, {0, 0}, {6, 6}, {9, 9}};
  const std::vector<double> violations = {0, 0.5, 0.2, 0.5, 0, kNan};
  QCOMPARE(nonDominatedRanks(points, violations), (std::vector<int>{0, 3, 2, 3, 1, 4}));
  const std::vector<double> none = {0.3, 0.2, 0.1, 0.1, 0.4, 0.5};
  QCOMPARE(nonDominatedRanks(points, none), (std::vector<int>{2, 1, 0, 0, 3, 4}));
}

void TstDominance::nanPointsStayApart() {
  QCOMPARE(nonDominatedRanks({{1, 1}, {kNan, 0}, {2, 2}}), (std::vector<int>{0, 0, 1}));
  QCOMPARE(nonDominatedRanks({}), std::vector<int>{});
}

// By hand: sorted in f1 the points are (0,10) (1,5) (4,2) (10,0); of (1,5): (4-0)/10 + (10-2)/10 = 1.2.
void TstDominance::crowdingByHand() {
  const Points front = {{4, 2}, {0, 10}, {10, 0}, {1, 5}};
  const auto result = crowdingDistance(front);
  PSCOPE_VERIFY_OK(result);
  const auto& distances = result.value();
  QCOMPARE(distances[0], 0.9 + 0.5);
  QCOMPARE(distances[1], kInfinity);
  QCOMPARE(distances[2], kInfinity);
  QCOMPARE(distances[3], 0.4 + 0.8);
}

void TstDominance::crowdingOfTinyAndFlatFronts() {
  QVERIFY(crowdingDistance(Points{}).value().empty());
  QCOMPARE(crowdingDistance(Points{{1, 2}}).value(), std::vector<double>{kInfinity});
  QCOMPARE(crowdingDistance(Points{{1, 2}, {2, 1}}).value(), (std::vector<double>{kInfinity, kInfinity}));
  // Three equal points: no objective has a range, so nothing is added.
  QCOMPARE(crowdingDistance(Points{{1, 2}, {1, 2}, {1, 2}}).value(), (std::vector<double>{0, 0, 0}));
  // The middle one of three equal points among others has no free space around it.
  const auto twins = crowdingDistance(Points{{0, 3}, {1, 1}, {1, 1}, {1, 1}, {3, 0}}).value();
  QCOMPARE(twins[2], 0.0);
}

void TstDominance::crowdingOfHugeRange() {
  constexpr double kLargest = std::numeric_limits<double>::max();
  const auto result = crowdingDistance(Points{{-kLargest, 1}, {0, 1}, {kLargest, 1}});
  PSCOPE_VERIFY_OK(result);
  QCOMPARE(result.value()[1], 1.0);
}

void TstDominance::crowdingRefusesBadInput() {
  QVERIFY(crowdingDistance(Points{{1, 2}, {1}}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(crowdingDistance(Points{{1, 2}, {1, kNan}}).error().code == ErrorCode::InvalidArgument);
  QVERIFY(crowdingDistance(Points{{kInfinity, 2}}).error().code == ErrorCode::InvalidArgument);
}

PSCOPE_TEST(TstDominance)
#include "tst_dominance.moc"
