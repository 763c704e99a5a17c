#include <QtTest>
#include <algorithm>
#include <limits>

#include "core/base/rng.h"
#include "core/pareto/dominance.h"
#include "core/pareto/front.h"
#include "tests/pareto/special_numbers.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstFront : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void entersAndLeaves();
  void keepsTwins();
  void refusesWhatCannotBeCompared();
  void equalsTheDefinition_data();
  void equalsTheDefinition();
};

void TstFront::entersAndLeaves() {
  IncrementalFront front(2);
  QVERIFY(front.insert({1}, {2, 2}).entered);
  QVERIFY(!front.insert({2}, {3, 2}).entered);
  QVERIFY(!front.insert({3}, {2, 3}).entered);
  QVERIFY(front.insert({4}, {3, 1}).entered);
  QVERIFY(front.insert({5}, {1, 3}).entered);
  const auto change = front.insert({6}, {1, 1});
  QVERIFY(change.entered);
  auto left = change.left;
  std::sort(left.begin(), left.end());
  QCOMPARE(left, (std::vector<CandidateId>{{1}, {4}, {5}}));
  QCOMPARE(front.size(), std::size_t{1});
  QVERIFY(front.contains({6}) && !front.contains({1}));
}

void TstFront::keepsTwins() {
  for (const std::size_t objectives : {std::size_t{2}, std::size_t{3}}) {
    IncrementalFront front(objectives);
    QVERIFY(front.insert({7}, std::vector<double>(objectives, 1.0)).entered);
    QVERIFY(front.insert({3}, std::vector<double>(objectives, 1.0)).entered);
    const auto points = front.points();
    QCOMPARE(points.size(), std::size_t{2});
    QCOMPARE(points[0].id, CandidateId{3});
    QCOMPARE(front.insert({9}, std::vector<double>(objectives, 0.5)).left.size(), std::size_t{2});
  }
}

void TstFront::refusesWhatCannotBeCompared() {
  IncrementalFront front(2);
  QVERIFY(!front.insert({1}, {kNan, 1}).entered);
  QVERIFY(!front.insert({2}, {1, -kInfinity}).entered);
  QVERIFY(!front.insert({3}, {1, 1, 1}).entered);
  QCOMPARE(front.size(), std::size_t{0});
  QVERIFY(front.points().empty());
}

void TstFront::equalsTheDefinition_data() {
  QTest::addColumn<int>("objectives");
  QTest::addColumn<int>("levels");
  for (int objectives = 1; objectives <= 4; ++objectives) {
    for (const int levels : {4, 20, 100000}) {
      QTest::addRow("%d objectives, %d levels", objectives, levels) << objectives << levels;
    }
  }
}

void TstFront::equalsTheDefinition() {
  QFETCH(int, objectives);
  QFETCH(int, levels);
  Rng rng(static_cast<std::uint64_t>(levels + objectives));
  IncrementalFront front(static_cast<std::size_t>(objectives));
  std::vector<std::vector<double>> points;
  std::vector<bool> known;
  for (std::int64_t id = 1; id <= 300; ++id) {
    std::vector<double> point;
    for (int k = 0; k < objectives; ++k) {
      point.push_back(static_cast<double>(rng.below(static_cast<std::uint64_t>(levels))));
    }
    points.push_back(point);
    const auto change = front.insert({id}, point);
    known.push_back(change.entered);
    for (const auto left : change.left) known[static_cast<std::size_t>(left.value - 1)] = false;

    if (id % 50 != 0) continue;
    std::size_t expected = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool dominated =
          std::any_of(points.begin(), points.end(), [&](const auto& other) { return dominates(other, points[i]); });
      QCOMPARE(front.contains({static_cast<std::int64_t>(i + 1)}), !dominated);
      QCOMPARE(static_cast<bool>(known[i]), !dominated);
      expected += dominated ? 0 : 1;
    }
    QCOMPARE(front.size(), expected);
    const auto sorted = front.points();
    QCOMPARE(sorted.size(), expected);
    QVERIFY(std::is_sorted(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return a.values != b.values ? a.values < b.values : a.id < b.id;
    }));
  }
}

PSCOPE_TEST(TstFront)
#include "tst_front.moc"
