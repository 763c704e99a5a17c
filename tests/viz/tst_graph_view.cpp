#include "viz/graph_view.h"

#include <QApplication>
#include <QGraphicsView>
#include <QLabel>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "tests/support/test_registry.h"
#include "tests/viz/plot_driver.h"
#include "tests/viz/sample_data.h"
#include "viz/graph_canvas.h"

using namespace pscope;
using test::colourDistance;

class TstGraphView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nodesAndEdgesAreThere();
  void outlines_data();
  void outlines();
  void keyboardWalk();
  void clickSetsTheCurrentNode();
  void wheelKeepsWhatIsUnderTheCursor();
  void dragPans();
  void fitShowsEverything();
  void longChainOpensReadable();
  void resizingKeepsAChosenView();
  void emptyAndBack();
  void badLayoutDoesNotCrash();
  void paletteChange();
  void saves_data();
  void saves();
  void thousandNodes();
};

namespace {

struct Shown {
  explicit Shown(const NetworkView& network, const QSize& size = QSize(500, 600)) {
    view.resize(size);
    view.setGraph(network, test::columnLayout(network), "candidate 17");
    view.show();
    canvas = view.findChild<GraphCanvas*>();
    QCoreApplication::processEvents();
  }
  void key(Qt::Key key) { QTest::keyClick(canvas, key); }
  void mouse(QEvent::Type type, const QPoint& at) {
    const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, canvas->viewport()->mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held, {});
    QApplication::sendEvent(canvas->viewport(), &event);
  }
  QPoint centreOf(int node) const {
    const auto layout = test::columnLayout(test::cellView()).centres[static_cast<std::size_t>(node)];
    return canvas->mapFromScene(layout.x, layout.y);
  }
  bool wholeGraphVisible() const {
    return canvas->viewport()
        ->rect()
        .adjusted(-1, -1, 1, 1)
        .contains(canvas->mapFromScene(canvas->graphRect()).boundingRect());
  }

  GraphView view;
  GraphCanvas* canvas = nullptr;
};

QPalette whitePalette() {
  QPalette palette;
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, Qt::black);
  return palette;
}

}  // namespace

void TstGraphView::nodesAndEdgesAreThere() {
  Shown shown(test::cellView());
  int nodes = 0;
  int edges = 0;
  for (QGraphicsItem* item : shown.canvas->items()) {
    nodes += dynamic_cast<GraphNodeItem*>(item) != nullptr ? 1 : 0;
    edges += dynamic_cast<GraphEdgeItem*>(item) != nullptr ? 1 : 0;
  }
  QCOMPARE(nodes, static_cast<int>(test::cellView().items.size()));
  QCOMPARE(edges, static_cast<int>(test::cellView().edges.size()));
  QCOMPARE(shown.view.findChild<QLabel*>("graphTitle")->text(), QString("candidate 17"));
  QVERIFY(shown.view.findChild<QLabel*>("graphEngineNote")->text().contains("layered (built in)"));
  QVERIFY(shown.view.accessibleName().contains("candidate 17"));
}

void TstGraphView::outlines_data() {
  QTest::addColumn<QString>("shape");
  QTest::addColumn<bool>("topLeftCorner");  // whether the outline covers the corners of its box
  QTest::addColumn<bool>("bottomLeftCorner");
  QTest::newRow("box") << "box" << true << true;
  QTest::newRow("unknown") << "banana" << true << true;
  QTest::newRow("ellipse") << "ellipse" << false << false;
  QTest::newRow("hexagon") << "hexagon" << false << false;
  QTest::newRow("diamond") << "diamond" << false << false;
  QTest::newRow("parallelogram") << "parallelogram" << false << true;
  QTest::newRow("trapezium") << "trapezium" << false << true;
  QTest::newRow("point") << "point" << false << false;
}

void TstGraphView::outlines() {
  QFETCH(QString, shape);
  QFETCH(bool, topLeftCorner);
  QFETCH(bool, bottomLeftCorner);
  const QRectF box(-40, -12, 80, 24);
  const QPainterPath outline = shapeOutline(shape, box);
  QVERIFY(outline.contains(box.center()));
  QVERIFY(box.adjusted(-0.01, -0.01, 0.01, 0.01).contains(outline.boundingRect()));
  QCOMPARE(outline.contains(box.topLeft() + QPointF(2, 2)), topLeftCorner);
  QCOMPARE(outline.contains(box.bottomLeft() + QPointF(3, -2)), bottomLeftCorner);
}

void TstGraphView::keyboardWalk() {
  Shown shown(test::cellView());
  const auto press = [&shown](Qt::Key key) {
    shown.key(key);
    return shown.canvas->currentNode();
  };
  QCOMPARE(press(Qt::Key_Down), 0);  // the first key enters the graph
  QCOMPARE(press(Qt::Key_Down), 1);
  QCOMPARE(press(Qt::Key_Down), 2);
  QCOMPARE(press(Qt::Key_Down), 4);  // of three successors, the one straight below
  QCOMPARE(press(Qt::Key_Left), 3);
  QCOMPARE(press(Qt::Key_Right), 4);
  QCOMPARE(press(Qt::Key_Right), 5);
  QCOMPARE(press(Qt::Key_Down), 6);
  QCOMPARE(press(Qt::Key_Up), 4);
  QCOMPARE(press(Qt::Key_End), 10);
  QCOMPARE(press(Qt::Key_Down), 10);
  QVERIFY2(shown.view.accessibleDescription().contains("linear, 10"), "announced");
  QCOMPARE(press(Qt::Key_Home), 0);
}

void TstGraphView::clickSetsTheCurrentNode() {
  Shown shown(test::cellView());
  shown.mouse(QEvent::MouseButtonPress, shown.centreOf(6));
  shown.mouse(QEvent::MouseButtonRelease, shown.centreOf(6));
  QCOMPARE(shown.canvas->currentNode(), 6);
  shown.mouse(QEvent::MouseButtonPress, QPoint(3, 3));
  shown.mouse(QEvent::MouseButtonRelease, QPoint(3, 3));
  QCOMPARE(shown.canvas->currentNode(), -1);
}

void TstGraphView::wheelKeepsWhatIsUnderTheCursor() {
  Shown shown(test::cellView());
  const QPoint at(150, 200);
  const QPointF before = shown.canvas->mapToScene(at);
  const double scale = shown.canvas->transform().m11();
  QWheelEvent event(at, shown.canvas->viewport()->mapToGlobal(at), QPoint(), QPoint(0, 360), Qt::NoButton, {},
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(shown.canvas->viewport(), &event);
  QVERIFY(shown.canvas->transform().m11() > scale * 1.4);
  const QPointF after = shown.canvas->mapToScene(at);
  QVERIFY2((after - before).manhattanLength() < 2, "within a pixel");
}

void TstGraphView::dragPans() {
  Shown shown(test::cellView());
  const QPointF before = shown.canvas->mapToScene(QPoint(0, 0));
  shown.mouse(QEvent::MouseButtonPress, QPoint(200, 200));
  shown.mouse(QEvent::MouseMove, QPoint(230, 220));
  shown.mouse(QEvent::MouseButtonRelease, QPoint(230, 220));
  const QPointF moved = before - shown.canvas->mapToScene(QPoint(0, 0));
  const double scale = shown.canvas->transform().m11();
  QVERIFY(std::abs(moved.x() * scale - 30) < 1.5 && std::abs(moved.y() * scale - 20) < 1.5);
  QCOMPARE(shown.canvas->currentNode(), -1);
}

void TstGraphView::fitShowsEverything() {
  Shown shown(test::chainView(60), QSize(300, 300));
  QVERIFY(!shown.wholeGraphVisible());
  shown.view.fit();
  QVERIFY(shown.wholeGraphVisible());
  shown.key(Qt::Key_Plus);
  shown.key(Qt::Key_Plus);
  QVERIFY(!shown.wholeGraphVisible());
  shown.key(Qt::Key_F);
  QVERIFY(shown.wholeGraphVisible());
}

void TstGraphView::longChainOpensReadable() {
  Shown shown(test::chainView(200), QSize(400, 400));
  QVERIFY2(shown.canvas->transform().m11() >= 0.7, "text of 11 points stays readable");
  const auto first = test::columnLayout(test::chainView(200)).centres.front();
  QVERIFY(shown.canvas->viewport()->rect().contains(shown.canvas->mapFromScene(first.x, first.y)));
}

void TstGraphView::resizingKeepsAChosenView() {
  Shown shown(test::cellView());
  shown.view.resize(700, 800);
  QCoreApplication::processEvents();
  QVERIFY2(shown.wholeGraphVisible(), "an unchanged view follows the size");
  shown.key(Qt::Key_Plus);
  const double scale = shown.canvas->transform().m11();
  shown.view.resize(500, 500);
  QCoreApplication::processEvents();
  QCOMPARE(shown.canvas->transform().m11(), scale);
}

void TstGraphView::emptyAndBack() {
  Shown shown(test::cellView());
  shown.view.clear("Select one candidate to see its network.");
  const auto* empty = shown.view.findChild<QLabel*>("graphEmptyText");
  QVERIFY(empty->isVisible());
  QCOMPARE(empty->text(), QString("Select one candidate to see its network."));
  const QTemporaryDir folder;
  QVERIFY2(!shown.view.saveImage(folder.filePath("graph.png")), "there is nothing to save");
  shown.view.setGraph(NetworkView{}, GraphLayout{}, "nothing");
  QVERIFY(empty->isVisible());
  shown.view.setGraph(test::cellView(), test::columnLayout(test::cellView()), "again");
  QVERIFY(!empty->isVisible());
  shown.key(Qt::Key_Left);  // nothing current: enters the graph
  QCOMPARE(shown.canvas->currentNode(), 0);
}

void TstGraphView::badLayoutDoesNotCrash() {
  Shown shown(test::cellView());
  const NetworkView view = test::cellView();
  shown.view.setGraph(view, GraphLayout{}, "no coordinates");
  shown.key(Qt::Key_Down);
  QCOMPARE(shown.canvas->currentNode(), -1);
  GraphLayout noRoutes = test::columnLayout(view);
  noRoutes.routes.clear();
  shown.view.setGraph(view, noRoutes, "no routes");
  NetworkView wrongEdge = view;
  wrongEdge.edges.push_back({0, 99});
  wrongEdge.edges.push_back({-1, 2});
  shown.view.setGraph(wrongEdge, test::columnLayout(view), "an edge to nowhere");
  shown.view.grab();
  shown.key(Qt::Key_Down);
  QCOMPARE(shown.canvas->currentNode(), 0);
}

void TstGraphView::paletteChange() {
  Shown shown(test::cellView());
  shown.view.setPalette(whitePalette());
  QCOMPARE(shown.canvas->grab().toImage().pixelColor(2, 2), QColor(Qt::white));
  shown.view.setPalette(test::darkPalette());
  QCOMPARE(shown.canvas->grab().toImage().pixelColor(2, 2), Colours::of(test::darkPalette()).background);
}

void TstGraphView::saves_data() {
  QTest::addColumn<QString>("suffix");
  for (const char* suffix : {"png", "svg", "pdf"}) QTest::newRow(suffix) << QString(suffix);
}

void TstGraphView::saves() {
  QFETCH(QString, suffix);
  Shown shown(test::cellView());
  shown.view.setPalette(whitePalette());
  const QTemporaryDir folder;
  const QString path = folder.filePath("graph." + suffix);
  QVERIFY(shown.view.saveImage(path));
  QVERIFY(QFile(path).size() > 2000);
  if (suffix == "svg") {
    QVERIFY(QSvgRenderer(path).isValid());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("global average pool"));
  }
  if (suffix == "png") {
    const QImage image(path);
    QCOMPARE(image.pixelColor(1, image.height() - 2), QColor(Qt::white));
    QVERIFY(image.width() > 400 && image.height() > 800);
  }
  QVERIFY(!shown.view.saveImage(folder.filePath("graph.doc")));
}

void TstGraphView::thousandNodes() {
  Shown shown(test::chainView(1000));
  shown.view.fit();
  QVERIFY(shown.wholeGraphVisible());
  QVERIFY(!shown.view.grab().isNull());
  for (int i = 0; i < 50; ++i) shown.key(Qt::Key_Down);
  QVERIFY(shown.canvas->currentNode() > 0);
}

PSCOPE_TEST(TstGraphView)
#include "tst_graph_view.moc"
