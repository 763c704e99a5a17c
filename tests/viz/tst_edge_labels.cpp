#include "viz/layout/edge_labels.h"

#include <QTest>
#include <cmath>

#include "core/space/space.h"
#include "tests/support/test_registry.h"
#include "viz/layout/route_ends.h"

using namespace pscope;

namespace {

struct Drawing {
  explicit Drawing(const char* family) {
    const Space space = openSpace(family).value();
    Rng rng(5);
    view = networkView(space.lower(space.sample(rng)).value());
    layout = layeredLayout(view.layoutGraph());
  }
  NetworkView view;
  GraphLayout layout;
};

bool overlap(const EdgeLabel& a, double left, double top, double right, double bottom) {
  return a.x < right && left < a.x + a.width && a.y < bottom && top < a.y + a.height;
}

}  // namespace

class TstEdgeLabels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void labelsLieOnNothing_data() {
    QTest::addColumn<QString>("family");
    for (const char* family : {"nasbench201", "mobilenetv3-ofa", "darts", "autoformer-vit"}) {
      QTest::newRow(family) << QString(family);
    }
  }
  void labelsLieOnNothing() {
    QFETCH(QString, family);
    const Drawing drawing(qPrintable(family));
    const auto labels = placeEdgeLabels(drawing.view, drawing.layout);
    QVERIFY2(labels.size() > drawing.view.items.size() / 2, "most tensors are named");
    for (std::size_t i = 0; i < labels.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const auto& b = labels[j];
        QVERIFY(!overlap(labels[i], b.x, b.y, b.x + b.width, b.y + b.height));
      }
      for (std::size_t k = 0; k < drawing.view.items.size(); ++k) {
        const auto& item = drawing.view.items[k];
        const auto [x, y] = drawing.layout.centres[k];
        QVERIFY(!overlap(labels[i], x - item.width / 2, y - item.height / 2, x + item.width / 2, y + item.height / 2));
      }
      const auto source = static_cast<std::size_t>(drawing.view.edges[labels[i].edge].from);
      QCOMPARE(labels[i].text, drawing.view.items[source].detail);
    }
  }

  void obstaclesAreKeptFree() {
    const Drawing drawing("nasbench201");
    const double all = 1e6;
    QVERIFY(placeEdgeLabels(drawing.view, drawing.layout, {{-all, -all, all, all}}).empty());
  }

  void nothingWithoutALayout() {
    const Drawing drawing("nasbench201");
    QVERIFY(placeEdgeLabels(drawing.view, {}).empty());
    QVERIFY(placeEdgeLabels({}, {}).empty());
  }

  // A diamond of 100 x 40: an edge that ends at the corner of its box goes on to the side.
  void edgesReachTheOutlines() {
    NetworkView view;
    view.items.resize(2);
    view.items[0].shape = "box";
    view.items[1].shape = "diamond";
    for (auto& item : view.items) {
      item.width = 100;
      item.height = 40;
    }
    view.edges = {{0, 1}};
    GraphLayout layout;
    layout.centres = {{0, 0}, {60, 100}};
    layout.routes = {{{0, 20}, {0, 50}, {10, 60}, {10, 80}}};  // to the upper left corner of the box
    attachRoutes(view, layout);
    const auto end = layout.routes[0].back();
    const double reach = std::abs(end.x - 60) / 50 + std::abs(end.y - 100) / 20;
    QVERIFY(std::abs(reach - 1) < 0.01);
    QCOMPARE(layout.routes[0].front().y, 20.0);  // on the box already
  }
};

PSCOPE_TEST(TstEdgeLabels)
#include "tst_edge_labels.moc"
