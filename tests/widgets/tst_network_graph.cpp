#include "widgets/network_graph.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <condition_variable>
#include <mutex>

#include "core/space/space.h"
#include "tests/support/test_registry.h"
#include "viz/graph_canvas.h"
#include "viz/graph_view.h"

using namespace pscope;

namespace {

// Five equal cells a stage: NAS-Bench-201 with convolutions of 3x3 and 1x1 (Dong and Yang, ICLR 2020).
constexpr const char* kDesign = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";

std::shared_ptr<const Network> cellNetwork() {
  const Space space = openSpace("nasbench201").value();
  return std::make_shared<const Network>(space.lower(space.parse(kDesign).value()).value());
}

struct Shown {
  Shown() : graph("/nowhere/paretoscope-layout"), spy(&graph, &NetworkGraph::shown) {
    graph.resize(900, 700);
    graph.show();
    canvas = graph.findChild<GraphCanvas*>();
  }
  bool draw() {
    graph.draw(cellNetwork(), "cell");
    return spy.wait();
  }
  std::size_t items() const { return graph.drawnView().items.size(); }

  NetworkGraph graph;
  QSignalSpy spy;
  GraphCanvas* canvas = nullptr;
};

}  // namespace

class TstNetworkGraph : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void drawsAndNamesTheEngine() {
    Shown shown;
    QVERIFY(shown.draw());
    QVERIFY(shown.items() > 10);
    QVERIFY(shown.graph.findChild<QLabel*>("graphEngineNote")->text().contains("layered (built in)"));
  }

  void blocksOpenByEnterAndCloseAgain() {
    Shown shown;
    QVERIFY(shown.draw());
    const auto once = shown.items();
    const auto& blocks = shown.graph.drawnView().blocks;
    QCOMPARE(blocks.size(), 3U);
    QCOMPARE(blocks[0].times, 5);
    const auto inBlock = blocks[0].items.size();
    shown.canvas->setCurrentNode(blocks[0].items.front());
    QTest::keyClick(shown.canvas, Qt::Key_Return);
    QVERIFY(shown.spy.wait());
    QCOMPARE(shown.items(), once + 4 * inBlock);
    QVERIFY(shown.graph.drawnView().blocks[0].opened);
    QVERIFY2(shown.canvas->currentNode() >= 0, "the place is kept");
    QTest::keyClick(shown.canvas, Qt::Key_Return);
    QVERIFY(shown.spy.wait());
    QCOMPARE(shown.items(), once);
  }

  void blocksOpenByTheirButton() {
    Shown shown;
    QVERIFY(shown.draw());
    const auto once = shown.items();
    GraphBlockButton* button = nullptr;
    for (QGraphicsItem* item : shown.canvas->items()) {
      if (auto* found = dynamic_cast<GraphBlockButton*>(item); found != nullptr && found->block() == 1) button = found;
    }
    QVERIFY(button != nullptr);
    shown.canvas->ensureVisible(button);
    QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, shown.canvas->mapFromScene(button->pos()));
    QVERIFY(shown.spy.wait());
    QVERIFY(shown.items() > once);
    QVERIFY(shown.graph.drawnView().blocks[1].opened);
  }

  void allOpenAndAllClosed() {
    Shown shown;
    QVERIFY(shown.draw());
    const auto once = shown.items();
    QTest::mouseClick(shown.graph.findChild<QToolButton*>("graphOpenAll"), Qt::LeftButton);
    QVERIFY(shown.spy.wait());
    std::size_t nodes = 0;
    for (const auto& item : shown.graph.drawnView().items) nodes += item.nodes.size();
    QCOMPARE(nodes, shown.graph.network()->nodes().size());
    QTest::mouseClick(shown.graph.findChild<QToolButton*>("graphCloseAll"), Qt::LeftButton);
    QVERIFY(shown.spy.wait());
    QCOMPARE(shown.items(), once);
  }

  void aScopeBecomesOneBoxAndOpensAgain() {
    Shown shown;
    QVERIFY(shown.draw());
    const auto once = shown.items();
    std::string stage;
    for (const auto& item : shown.graph.drawnView().items) {
      if (item.block == 0) stage = item.scope.substr(0, item.scope.find('/'));
    }
    QVERIFY(!stage.empty());
    Q_EMIT shown.graph.view().scopeClosed(QString::fromStdString(stage));
    QVERIFY(shown.spy.wait());
    QVERIFY(shown.items() < once);
    int closed = -1;
    std::size_t nodes = 0;
    for (std::size_t i = 0; i < shown.items(); ++i) {
      const auto& item = shown.graph.drawnView().items[i];
      if (item.closedScope == stage) closed = static_cast<int>(i);
      nodes += item.nodes.size();
    }
    QVERIFY(closed >= 0);
    shown.canvas->setCurrentNode(closed);
    QTest::keyClick(shown.canvas, Qt::Key_Enter);
    QVERIFY(shown.spy.wait());
    QCOMPARE(shown.items(), once);
  }

  void heatHasALegendAndNumbers() {
    Shown shown;
    QVERIFY(shown.draw());
    auto* legend = shown.graph.findChild<QWidget*>("graphHeatLegend");
    QVERIFY(!legend->isVisible());
    shown.graph.setCostKind({CostKind::What::Params, ""});
    QVERIFY(shown.spy.wait());
    QVERIFY(legend->isVisible());
    QVERIFY(legend->accessibleName().contains("params"));
    double sum = 0;
    const auto& heat = *shown.canvas->look().heat;
    for (std::size_t i = 0; i < shown.items(); ++i) sum += heat.values[i] * shown.graph.drawnView().items[i].repeat;
    QCOMPARE(sum, heat.total);
    QCOMPARE(heat.total, static_cast<double>(staticCosts(*shown.graph.network()).params));
    shown.graph.setCostKind({CostKind::What::Latency, "raspberry-pi-4"});
    QVERIFY(shown.spy.wait());
    QVERIFY(legend->accessibleName().contains("Raspberry Pi 4"));
    QVERIFY2(legend->accessibleName().contains("roofline"), "the kind of the number");
    QCOMPARE(shown.graph.findChild<QComboBox*>("graphCosts")->currentText(), QString("Latency: Raspberry Pi 4B"));
    shown.graph.setCostKind({});
    QVERIFY(shown.spy.wait());
    QVERIFY(!legend->isVisible());
  }

  void aNewerWishCancelsAnOlderOne() {
    Shown shown;
    std::mutex mutex;
    std::condition_variable_any changed;
    bool began = false;
    shown.graph.draw(
        [&](const JobContext& job) -> Result<Network> {
          std::unique_lock lock(mutex);
          began = true;
          changed.notify_all();
          changed.wait(lock, job.stop, [] { return false; });  // until it is asked to stop
          return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Test", "Stopped."));
        },
        "never");
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return began; });
    }
    QVERIFY(shown.draw());
    QCOMPARE(shown.graph.findChild<QLabel*>("graphTitle")->text(), QString("cell"));
    QCOMPARE(shown.spy.size(), 1);
  }

  void whatFailsSaysWhy() {
    Shown shown;
    QSignalSpy failed(&shown.graph, &NetworkGraph::failed);
    shown.graph.draw(
        [](const JobContext&) -> Result<Network> {
          return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Test", "Shapes do not fit."),
                           PSCOPE_TR_NOOP("Test", "Take others."));
        },
        "broken");
    QVERIFY(failed.wait());
    const QString text = shown.graph.findChild<QLabel*>("graphEmptyText")->text();
    QVERIFY(text.contains("Shapes do not fit.") && text.contains("Take others."));
  }
};

PSCOPE_TEST(TstNetworkGraph)
#include "tst_network_graph.moc"
