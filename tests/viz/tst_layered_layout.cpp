#include <QTest>
#include <cmath>
#include <utility>

#include "core/base/rng.h"
#include "tests/support/test_registry.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/layered_order.h"

using pscope::GraphLayout;
using pscope::LayoutGraph;
using Point = GraphLayout::Point;

namespace {

bool overlap(const Point& a, const LayoutGraph::Box& boxA, const Point& b, const LayoutGraph::Box& boxB) {
  return std::abs(a.x - b.x) < (boxA.width + boxB.width) / 2 - 1e-6 &&
         std::abs(a.y - b.y) < (boxA.height + boxB.height) / 2 - 1e-6;
}

Point onCurve(const std::vector<Point>& route, std::size_t piece, double t) {
  const double s = 1 - t;
  const double b[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
  Point p;
  for (std::size_t i = 0; i < 4; ++i) {
    p.x += b[i] * route[3 * piece + i].x;
    p.y += b[i] * route[3 * piece + i].y;
  }
  return p;
}

// A random acyclic graph: edges go from lower to higher numbers.
LayoutGraph randomGraph(int nodes, int edges, std::uint64_t seed) {
  pscope::Rng rng(seed);
  LayoutGraph graph;
  for (int i = 0; i < nodes; ++i) graph.nodes.push_back({20 + 100 * rng.uniform(), 15 + 30 * rng.uniform()});
  for (int i = 0; i < edges; ++i) {
    const int a = rng.index(static_cast<std::size_t>(nodes));
    const int b = rng.index(static_cast<std::size_t>(nodes));
    if (a != b) graph.edges.push_back({std::min(a, b), std::max(a, b)});
  }
  return graph;
}

}  // namespace

class TstLayeredLayout : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void emptyGraph() {
    const auto layout = pscope::layeredLayout({});
    QVERIFY(layout.centres.empty());
    QVERIFY(layout.routes.empty());
    QCOMPARE(layout.engine, std::string("layered (built in)"));
  }

  void twoNodes() {
    const auto layout = pscope::layeredLayout({{{100, 40}, {60, 20}}, {{0, 1}}});
    QCOMPARE(layout.centres.size(), 2U);
    QCOMPARE(layout.centres[0].x, layout.centres[1].x);  // one under the other
    QVERIFY(layout.centres[1].y - layout.centres[0].y >= 30 + 20);
    QCOMPARE(layout.routes[0].size(), 4U);
    QCOMPARE(layout.routes[0].front().y, layout.centres[0].y + 20);
    QCOMPARE(layout.routes[0].back().y, layout.centres[1].y - 10);
    QVERIFY(layout.width >= 100);
  }

  void randomGraphs_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("edges");
    QTest::newRow("sparse") << 40 << 50;
    QTest::newRow("dense") << 60 << 400;
    QTest::newRow("unconnected") << 25 << 6;
    QTest::newRow("large") << 500 << 900;
  }
  void randomGraphs() {
    QFETCH(int, nodes);
    QFETCH(int, edges);
    const auto graph = randomGraph(nodes, edges, 7);
    const auto layout = pscope::layeredLayout(graph);
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    QCOMPARE(layout.routes.size(), graph.edges.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      const auto& p = layout.centres[i];
      QVERIFY(p.x - graph.nodes[i].width / 2 >= 0 && p.x + graph.nodes[i].width / 2 <= layout.width);
      QVERIFY(p.y - graph.nodes[i].height / 2 >= 0 && p.y + graph.nodes[i].height / 2 <= layout.height);
      for (std::size_t j = 0; j < i; ++j) {
        QVERIFY2(!overlap(p, graph.nodes[i], layout.centres[j], graph.nodes[j]),
                 qPrintable(QString("boxes %1 and %2 overlap").arg(i).arg(j)));
      }
    }
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      const auto& route = layout.routes[e];
      QVERIFY(route.size() >= 4 && route.size() % 3 == 1);
      const auto from = static_cast<std::size_t>(graph.edges[e].from);
      const auto to = static_cast<std::size_t>(graph.edges[e].to);
      QVERIFY(layout.centres[from].y < layout.centres[to].y);  // downwards
      QVERIFY(std::abs(route.front().x - layout.centres[from].x) < 1e-6);
      QVERIFY(std::abs(route.back().y - (layout.centres[to].y - graph.nodes[to].height / 2)) < 1e-6);
    }
  }

  void edgesPassBesideOtherBoxes() {
    const auto graph = randomGraph(40, 70, 3);
    const auto layout = pscope::layeredLayout(graph);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      const auto& route = layout.routes[e];
      for (std::size_t piece = 0; piece < (route.size() - 1) / 3; ++piece) {
        for (int step = 0; step <= 20; ++step) {
          const auto p = onCurve(route, piece, step / 20.0);
          for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            const auto index = static_cast<int>(i);
            if (index == graph.edges[e].from || index == graph.edges[e].to) continue;
            const bool inside = std::abs(p.x - layout.centres[i].x) < graph.nodes[i].width / 2 - 0.5 &&
                                std::abs(p.y - layout.centres[i].y) < graph.nodes[i].height / 2 - 0.5;
            QVERIFY2(!inside, qPrintable(QString("edge %1 runs through box %2").arg(e).arg(i)));
          }
        }
      }
    }
  }

  // A skip past a chain of five runs straight between its bends.
  void longEdgesAreStraight() {
    LayoutGraph graph;
    graph.nodes.assign(6, {60, 30});
    graph.edges = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {0, 5}};
    const auto layout = pscope::layeredLayout(graph);
    const auto& skip = layout.routes[5];
    const double x = skip[3].x;  // end of the first piece, where the dummies begin
    QVERIFY(std::abs(x - layout.centres[1].x) > 30);
    for (std::size_t i = 3; i + 3 < skip.size(); i += 3) QVERIFY(std::abs(skip[i].x - x) < 1e-6);
    for (std::size_t i = 2; i < 5; ++i) QVERIFY(std::abs(layout.centres[i].x - layout.centres[1].x) < 1e-6);
  }

  // Two chains whose ends are exchanged: the first order has crossings, the sweeps find none.
  void sweepsRemoveCrossings() {
    LayoutGraph graph;
    graph.nodes.assign(6, {40, 20});
    graph.edges = {{0, 5}, {1, 4}, {2, 3}};
    auto layers = pscope::makeLayers(graph);
    std::vector<int> lower = {3, 4, 5};
    layers.layers[1] = lower;
    layers.layers[0] = {0, 1, 2};
    QCOMPARE(pscope::countCrossings(layers), 3U);
    pscope::reduceCrossings(layers);
    QCOMPARE(pscope::countCrossings(layers), 0U);
  }

  void cyclesLoopsAndBadEdges() {
    LayoutGraph graph;
    graph.nodes.assign(3, {40, 20});
    graph.edges = {{0, 1}, {1, 2}, {2, 0}, {1, 1}, {0, 9}, {-1, 2}};
    const auto layout = pscope::layeredLayout(graph);
    QCOMPARE(layout.routes.size(), 6U);
    const auto& back = layout.routes[2];  // turned round for the ranks, drawn from node 2 to node 0
    QVERIFY(std::abs(back.front().y - (layout.centres[2].y - 10)) < 1e-6);
    QVERIFY(std::abs(back.back().y - (layout.centres[0].y + 10)) < 1e-6);
    QCOMPARE(layout.routes[3].size(), 4U);
    QVERIFY(layout.routes[4].empty());
    QVERIFY(layout.routes[5].empty());
  }

  // Who cancels gets a drawing all the same, at once: without the sweeps.
  void stoppedLayoutsAreComplete() {
    const auto graph = randomGraph(300, 900, 5);
    std::stop_source stop;
    stop.request_stop();
    const auto layout = pscope::layeredLayout(graph, stop.get_token());
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    for (const auto& route : layout.routes) QVERIFY(route.size() >= 4);
  }

  void sameGraphSameLayout() {
    const auto graph = randomGraph(50, 90, 11);
    const auto a = pscope::layeredLayout(graph);
    const auto b = pscope::layeredLayout(graph);
    for (std::size_t i = 0; i < a.centres.size(); ++i) QCOMPARE(a.centres[i].x, b.centres[i].x);
  }
};

PSCOPE_TEST(TstLayeredLayout)
#include "tst_layered_layout.moc"
