#include "viz/layout/column_fold.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

LayoutGraph chain(int nodes, bool skips = false) {
  LayoutGraph graph;
  graph.nodes.assign(static_cast<std::size_t>(nodes), {100, 36});
  for (int i = 1; i < nodes; ++i) graph.edges.push_back({i - 1, i});
  for (int i = 4; skips && i < nodes; i += 4) graph.edges.push_back({i - 4, i});
  return graph;
}

bool apart(const GraphLayout& layout, const LayoutGraph& graph) {
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& a = layout.centres[i];
      const auto& b = layout.centres[j];
      if (std::abs(a.x - b.x) < 100 && std::abs(a.y - b.y) < 36) return false;
    }
  }
  return true;
}

}  // namespace

class TstColumnFold : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void oneColumnIsTheDrawingItself() {
    const auto graph = chain(10);
    const auto layout = layeredLayout(graph);
    const auto folded = ColumnFold(graph, layout).fold(1);
    QVERIFY(folded.column.empty());
    QCOMPARE(folded.centres[7].y, layout.centres[7].y);
  }

  void chainsBecomeColumnsOfEqualHeight_data() {
    QTest::addColumn<int>("columns");
    QTest::addColumn<bool>("skips");
    QTest::newRow("two") << 2 << false;
    QTest::newRow("five") << 5 << false;
    QTest::newRow("with skips") << 3 << true;
  }
  void chainsBecomeColumnsOfEqualHeight() {
    QFETCH(int, columns);
    QFETCH(bool, skips);
    const auto graph = chain(60, skips);
    const auto layout = layeredLayout(graph);
    const ColumnFold fold(graph, layout);
    const auto folded = fold.fold(columns);
    const auto size = fold.size(columns);
    QCOMPARE(size.columns, columns);
    QCOMPARE(folded.width, size.width);
    QCOMPARE(folded.height, size.height);
    QVERIFY(folded.height < 1.4 * layout.height / columns + 80);
    QCOMPARE(folded.column.front(), 0);
    QCOMPARE(folded.column.back(), columns - 1);
    QVERIFY(apart(folded, graph));
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      QVERIFY(folded.centres[i].x >= 50 && folded.centres[i].x <= folded.width - 50);
      QVERIFY(folded.centres[i].y >= 18 && folded.centres[i].y <= folded.height - 18);
    }
  }

  // A cut edge still leads from the foot of its tail to the top of its head, in one piece.
  void cutEdgesKeepTheirEnds() {
    const auto graph = chain(40, true);
    const auto layout = layeredLayout(graph);
    const auto folded = ColumnFold(graph, layout).fold(4);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      const auto& route = folded.routes[e];
      QVERIFY(route.size() >= 4 && route.size() % 3 == 1);
      const auto& from = folded.centres[static_cast<std::size_t>(graph.edges[e].from)];
      const auto& to = folded.centres[static_cast<std::size_t>(graph.edges[e].to)];
      QVERIFY(std::abs(route.front().x - from.x) < 1e-6 && std::abs(route.front().y - (from.y + 18)) < 1e-6);
      QVERIFY(std::abs(route.back().x - to.x) < 1e-6 && std::abs(route.back().y - (to.y - 18)) < 1e-6);
      for (const auto& point : route) {
        QVERIFY(point.x >= -1 && point.x <= folded.width + 1 && point.y >= -1 && point.y <= folded.height + 1);
      }
    }
  }

  void framesAreNotCut() {
    const auto graph = chain(20);
    const auto layout = layeredLayout(graph);
    // The middle, where two columns would be cut, lies in a frame around nodes 8 to 11.
    const double top = layout.centres[8].y - 18;
    const double bottom = layout.centres[11].y + 18;
    const auto folded = ColumnFold(graph, layout, {{top, bottom}}).fold(2);
    QCOMPARE(folded.column[8], folded.column[11]);
    const auto plain = ColumnFold(graph, layout).fold(2);
    QVERIFY(plain.column[8] != plain.column[11]);
  }

  void columnsFollowTheWindow() {
    const auto graph = chain(40);
    const auto layout = layeredLayout(graph);  // 116 wide, about 2,550 high
    const ColumnFold fold(graph, layout);
    QCOMPARE(fold.columnsFor(200, 4000), 1);
    const int wide = fold.columnsFor(1200, 700);
    QVERIFY2(wide >= 4 && wide <= 6, qPrintable(QString::number(wide)));
    QCOMPARE(fold.columnsFor(160, 300), 1);  // nothing fits: one readable column
    QCOMPARE(fold.columnsFor(400, 100), 4);
  }

  void denseGraphsStayWhole() {
    LayoutGraph graph;
    graph.nodes.assign(30, {100, 36});
    for (int a = 0; a < 30; ++a) {
      for (int b = a + 1; b < 30; ++b) graph.edges.push_back({a, b});
    }
    const auto layout = layeredLayout(graph);
    QVERIFY2(ColumnFold(graph, layout).fold(3).column.empty(), "hundreds of edges pass every gap");
  }

  void emptyAndUpwards() {
    QVERIFY(ColumnFold({}, {}).fold(3).centres.empty());
    LayoutGraph graph = chain(12);
    graph.edges.push_back({11, 0});  // a loop back to the start
    const auto layout = layeredLayout(graph);
    const auto folded = ColumnFold(graph, layout).fold(3);
    const auto& back = folded.routes.back();
    QVERIFY(std::abs(back.front().x - folded.centres[11].x) < 1e-6);
    QVERIFY(std::abs(back.back().x - folded.centres[0].x) < 1e-6);
  }
};

PSCOPE_TEST(TstColumnFold)
#include "tst_column_fold.moc"
