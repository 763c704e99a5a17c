#include <QTest>
#include <limits>

#include "tests/support/test_registry.h"
#include "viz/staircase.h"

using namespace pscope;
using Points = std::vector<QPointF>;

class TstStaircase : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void directions_data();
  void directions();
  void dominatedInThePlane();
  void notFiniteAndEqual();
  void empty();
  void single();
};

// Three points a = (1, .), b = (2, .), c = (4, .) of a front in each direction; corners drawn by hand on paper. Between
// two points the line runs along what the one that is better in x attains in y.
void TstStaircase::directions_data() {
  QTest::addColumn<bool>("minimizeX");
  QTest::addColumn<bool>("minimizeY");
  QTest::addColumn<Points>("front");
  QTest::addColumn<Points>("corners");
  QTest::addColumn<QPointF>("before");
  QTest::addColumn<QPointF>("after");
  QTest::newRow("less, less") << true << true << Points{{2, 3}, {4, 1}, {1, 7}}
                              << Points{{1, 7}, {2, 7}, {2, 3}, {4, 3}, {4, 1}} << QPointF(0, 1) << QPointF(1, 0);
  QTest::newRow("less, more") << true << false << Points{{2, 5}, {4, 9}, {1, 2}}
                              << Points{{1, 2}, {2, 2}, {2, 5}, {4, 5}, {4, 9}} << QPointF(0, -1) << QPointF(1, 0);
  QTest::newRow("more, less") << false << true << Points{{2, 3}, {4, 6}, {1, 1}}
                              << Points{{1, 1}, {1, 3}, {2, 3}, {2, 6}, {4, 6}} << QPointF(-1, 0) << QPointF(0, 1);
  QTest::newRow("more, more") << false << false << Points{{2, 5}, {4, 2}, {1, 8}}
                              << Points{{1, 8}, {1, 5}, {2, 5}, {2, 2}, {4, 2}} << QPointF(-1, 0) << QPointF(0, -1);
}

void TstStaircase::directions() {
  QFETCH(bool, minimizeX);
  QFETCH(bool, minimizeY);
  QFETCH(Points, front);
  QFETCH(Points, corners);
  QFETCH(QPointF, before);
  QFETCH(QPointF, after);
  const Staircase stairs = staircase(front, minimizeX, minimizeY);
  QCOMPARE(stairs.corners, corners);
  QCOMPARE(stairs.before, before);
  QCOMPARE(stairs.after, after);
}

void TstStaircase::dominatedInThePlane() {
  // (3, 4) is on a front of three objectives, but not on the one of this plane.
  QCOMPARE(staircase({{1, 7}, {2, 3}, {3, 4}}, true, true).corners, (Points{{1, 7}, {2, 7}, {2, 3}}));
}

void TstStaircase::notFiniteAndEqual() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  QCOMPARE(staircase({{1, 7}, {nan, 1}, {1, 7}, {2, 3}, {2, 3}, {-inf, 9}, {5, nan}}, true, true).corners,
           (Points{{1, 7}, {2, 7}, {2, 3}}));
}

void TstStaircase::empty() {
  QVERIFY(staircase({}, true, false).corners.empty());
}

void TstStaircase::single() {
  QCOMPARE(staircase({{3, 4}}, false, false).corners, (Points{{3, 4}}));
}

PSCOPE_TEST(TstStaircase)
#include "tst_staircase.moc"
