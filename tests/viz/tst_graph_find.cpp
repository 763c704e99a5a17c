#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_registry.h"
#include "tests/viz/sample_data.h"
#include "viz/graph_canvas.h"
#include "viz/graph_find_bar.h"
#include "viz/graph_overview.h"
#include "viz/graph_view.h"

using namespace pscope;

namespace {

struct Shown {
  explicit Shown(const NetworkView& network, const QSize& size = QSize(600, 600)) {
    view.resize(size);
    view.setGraph(network, layeredLayout(network.layoutGraph()), "a network");
    view.show();
    canvas = view.findChild<GraphCanvas*>();
    bar = view.findChild<GraphFindBar*>();
    map = view.findChild<GraphOverview*>();
    QCoreApplication::processEvents();
  }
  void type(const QString& text) {
    QTest::keyClick(canvas, Qt::Key_F, Qt::ControlModifier);
    auto* line = view.findChild<QLineEdit*>("graphFindText");
    line->clear();
    QTest::keyClicks(line, text);
  }
  QString count() const { return view.findChild<QLabel*>("graphFindCount")->text(); }
  void mapMouse(QEvent::Type type, const QPoint& at) {
    QMouseEvent event(type, at, map->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(map, &event);
  }

  GraphView view;
  GraphCanvas* canvas = nullptr;
  GraphFindBar* bar = nullptr;
  GraphOverview* map = nullptr;
};

}  // namespace

class TstGraphFind : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyWordCounts() {
    const auto view = networkView(test::residualNetwork());
    const auto all = findItems(view, "conv");
    QVERIFY(all.size() > 5);
    const auto first = findItems(view, "Convolution STAGE2/block1");
    QCOMPARE(first.size(), 3U);  // two in the body, one in the skip
    QCOMPARE(findItems(view, "conv 3\u00d73").size(), findItems(view, "conv 3x3").size());
    QVERIFY(findItems(view, "").empty());
    QVERIFY(findItems(view, "nothing of the kind").empty());
  }

  void keysWalkThroughTheHits() {
    Shown shown(networkView(test::residualNetwork()));
    QVERIFY(!shown.bar->isVisible());
    shown.type("add");
    QVERIFY(shown.bar->isVisible());
    const auto hits = shown.bar->hits();
    QVERIFY(hits.size() >= 3);
    QCOMPARE(shown.count(), QString("1 of %1").arg(hits.size()));
    QCOMPARE(shown.canvas->currentNode(), hits[0]);
    auto* line = shown.view.findChild<QLineEdit*>("graphFindText");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.canvas->currentNode(), hits[1]);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.canvas->currentNode(), hits.back());
    QCOMPARE(shown.count(), QString("%1 of %1").arg(hits.size()));
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!shown.bar->isVisible());
    QVERIFY(shown.bar->hits().empty());
  }

  void nothingFoundIsSaid() {
    Shown shown(networkView(test::residualNetwork()));
    shown.type("xyz");
    QCOMPARE(shown.count(), QString("Nothing found"));
    QVERIFY(shown.bar->hits().empty());
  }

  void hitsFollowTheGraph() {
    Shown shown(networkView(test::residualNetwork()));
    shown.type("linear");
    QCOMPARE(shown.bar->hits().size(), 1U);
    shown.view.setGraph(test::chainView(12), test::columnLayout(test::chainView(12)), "another");
    QVERIFY(shown.bar->hits().empty());
    QCOMPARE(shown.count(), QString("Nothing found"));
  }

  void mapShowsWhatTheCanvasShows() {
    Shown shown(test::chainView(300));
    QVERIFY(shown.map->isVisible());
    const QRectF frame = shown.map->visibleFrame();
    QVERIFY(frame.top() < shown.map->height() / 4.0);
    shown.mapMouse(QEvent::MouseButtonPress, QPoint(shown.map->width() / 2, shown.map->height() / 4));
    shown.mapMouse(QEvent::MouseMove, QPoint(shown.map->width() / 2, shown.map->height() * 3 / 4));
    const QRectF moved = shown.map->visibleFrame();
    QVERIFY(std::abs(moved.center().y() - shown.map->height() * 0.75) < 3);
    shown.view.fit();
    QVERIFY2(!shown.map->isVisible(), "everything is visible: no map");
  }

  void mapIsHiddenByKey() {
    Shown shown(test::chainView(300));
    QVERIFY(shown.map->isVisible());
    QTest::keyClick(shown.canvas, Qt::Key_M);
    QVERIFY(!shown.map->isVisible());
    QTest::keyClick(shown.canvas, Qt::Key_M);
    QVERIFY(shown.map->isVisible());
  }

  void aWideWindowFoldsAChain() {
    Shown narrow(test::chainView(40), QSize(200, 700));
    QCOMPARE(narrow.canvas->columns(), 1);
    Shown wide(test::chainView(40), QSize(1400, 700));
    QVERIFY(wide.canvas->columns() >= 4);
    QVERIFY(wide.view.findChild<QLabel*>("graphEngineNote")->text().contains("column"));
    wide.view.resize(200, 700);
    QCoreApplication::processEvents();
    QCOMPARE(wide.canvas->columns(), 1);
  }

  void naturalSize() {
    Shown shown(test::chainView(300));
    shown.view.fit();
    QTest::keyClick(shown.canvas, Qt::Key_0);
    QCOMPARE(shown.canvas->transform().m11(), 1.0);
  }
};

PSCOPE_TEST(TstGraphFind)
#include "tst_graph_find.moc"
