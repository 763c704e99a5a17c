#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "tests/support/test_registry.h"
#include "tests/viz/plot_driver.h"
#include "viz/roofline_plot.h"
#include "viz/scatter_plot.h"
#include "viz/timeline_plot.h"

using namespace pscope;
using namespace pscope::test;

namespace {

/// 1 GMAC/s and 0.1 GB/s, all of which is reached: the ridge is at 10 MAC/B.
Roofline plainRoof() {
  return {QStringLiteral("Plain"), QStringLiteral("fp32"), 1e9, 1e8, 1e8, {{QStringLiteral("convolution"), 1e9}}};
}

std::vector<RooflinePoint> threePoints() {
  return {{QStringLiteral("fast"), QStringLiteral("conv2d"), 1e6, 1e4, 1.0, false},
          {QStringLiteral("slow"), QStringLiteral("conv2d"), 1e4, 1e4, 0.1, true},
          {QStringLiteral("pool"), QStringLiteral("avg_pool"), 0, 1e4, 0.1, true}};
}

/// Two operators on one unit and a stage on another; the second operator's input was moved out and comes again.
Timeline threeSteps() {
  Timeline timeline;
  timeline.units = {QStringLiteral("array"), QStringLiteral("link")};
  timeline.steps = {{QStringLiteral("stage1/conv2d_1"), QStringLiteral("conv2d"), 0, 0, 2, false, 800, 0},
                    {QStringLiteral("send"), QString(), 1, 2, 1, false, 800, 0},
                    {QStringLiteral("stage1/add_1"), QStringLiteral("add"), 0, 3, 1, true, 1000, 300}};
  timeline.tensors = {{QStringLiteral("input"), 0, 0, 300, 0, false},
                      {QStringLiteral("stage1/conv2d_1"), 0, 2, 500, 300, false},
                      {QStringLiteral("input"), 2, 2, 300, 0, true}};
  timeline.limitBytes = 1000;
  return timeline;
}

}  // namespace

class TstDevicePlots : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ridgeIsPeakOverBandwidth() {
    RooflinePlot plot;
    QVERIFY(std::isnan(plot.ridge()));
    plot.setRoofline(plainRoof());
    QVERIFY(std::abs(plot.ridge() - 10) < 1e-12);
    QVERIFY(plot.accessibleDescription().contains(QStringLiteral("10")));
  }

  void hoverFindsTheOperator() {
    PlotDriver<RooflinePlot> driver;
    driver.plot.setRoofline(plainRoof());
    driver.plot.setPoints(threePoints());
    driver.draw();
    QSignalSpy changed(&driver.plot, &RooflinePlot::currentChanged);
    // 1e6 MACs over 1e4 B in 1 ms: 100 MAC/B, 1e9 MAC/s.
    driver.hover(driver.pixel(100, 1e9));
    QTRY_COMPARE(driver.plot.current(), 0);
    driver.hover(driver.pixel(1, 1e8));
    QTRY_COMPARE(driver.plot.current(), 1);
    QCOMPARE(changed.count(), 2);
    driver.plot.setCurrent(0);
    QCOMPARE(changed.count(), 2);  // quiet
  }

  void keysWalkOverThoseWithMacs() {
    PlotDriver<RooflinePlot> driver;
    driver.plot.setRoofline(plainRoof());
    driver.plot.setPoints(threePoints());
    driver.draw();
    for (const int expected : {0, 1, 1}) {
      QTest::keyClick(driver.canvas, Qt::Key_Right);
      QCOMPARE(driver.plot.current(), expected);
    }
    QTest::keyClick(driver.canvas, Qt::Key_Left);
    QCOMPARE(driver.plot.current(), 0);
  }

  void rooflineTableHoldsAllOperators() {
    RooflinePlot plot;
    plot.setPoints(threePoints());
    QCOMPARE(plot.dataText().trimmed().split(QLatin1Char('\n')).size(), 4);
    QVERIFY(plot.dataText().contains(QStringLiteral("pool\t0\t10000\t0.1")));
  }

  void drawsWithoutADevice() {
    PlotDriver<RooflinePlot> driver;
    driver.plot.setEmptyText(QStringLiteral("Nothing here."));
    driver.image();
    QCOMPARE(driver.plot.accessibleDescription(), QStringLiteral("Nothing here."));
  }

  void scatterCountsThoseWithinTheBand() {
    PlotDriver<ScatterPlot> driver;
    driver.plot.setPoints({{10, 10.9, QStringLiteral("a")},
                           {20, 19, QStringLiteral("b")},
                           {30, 40, QStringLiteral("c")},
                           {-1, 2, QStringLiteral("no")}},
                          QStringLiteral("ms"));
    driver.image();
    QVERIFY(driver.plot.accessibleDescription().startsWith(QStringLiteral("2 of 3")));
    QCOMPARE(driver.plot.dataText().trimmed().split(QLatin1Char('\n')).size(), 4);
    QTest::keyClick(driver.canvas, Qt::Key_Right);
    driver.image();
    driver.plot.setPoints({}, QStringLiteral("ms"));
    driver.image();
  }

  void timelineTellsSteps() {
    PlotDriver<TimelinePlot> driver;
    driver.plot.setTimeline(threeSteps());
    driver.draw();
    QCOMPARE(driver.plot.timeline().endMs(), 4.0);
    QCOMPARE(driver.plot.timeline().peakBytes(), 1000.0);
    QVERIFY(driver.plot.accessibleDescription().contains(QStringLiteral("3 step")));
    QSignalSpy changed(&driver.plot, &TimelinePlot::currentChanged);
    // The memory below tells the step of its time, the lanes above their own.
    driver.hover(driver.pixel(3.5, 0.2));
    QTRY_COMPARE(driver.plot.current(), 2);
    driver.hover(driver.pixel(1, 0.9));
    QTRY_COMPARE(driver.plot.current(), 0);
    driver.hover(driver.pixel(1, 0.7));  // the link's lane is empty then
    QTRY_COMPARE(driver.plot.current(), -1);
    QCOMPARE(changed.count(), 3);
    for (const int expected : {0, 1, 2, 2}) {
      QTest::keyClick(driver.canvas, Qt::Key_Right);
      QCOMPARE(driver.plot.current(), expected);
    }
    driver.plot.setCurrent(1);
    QCOMPARE(changed.count(), 6);  // quiet
    // Zooming is along the time.
    driver.wheel(driver.pixel(2, 0.5), 3);
    QVERIFY(driver.x().size() < 4);
    QCOMPARE(driver.y().lower, 0.0);
    QCOMPARE(driver.y().upper, 1.0);
    QCOMPARE(driver.plot.dataText().trimmed().split(QLatin1Char('\n')).size(), 4);
    QVERIFY(driver.plot.dataText().contains(QStringLiteral("stage1/add_1\tarray\t3\t1\t1000\t300")));
    driver.image();
    Timeline sums = threeSteps();
    sums.tensors.clear();
    driver.plot.setTimeline(sums);
    driver.image();
    driver.plot.setTimeline({});
    driver.plot.setEmptyText(QStringLiteral("Nothing here."));
    driver.image();
    QCOMPARE(driver.plot.accessibleDescription(), QStringLiteral("Nothing here."));
  }

  void savesImages() {
    const QTemporaryDir folder;
    RooflinePlot roofline;
    roofline.resize(400, 300);
    roofline.setRoofline(plainRoof());
    roofline.setPoints(threePoints());
    TimelinePlot timeline;
    timeline.resize(400, 300);
    timeline.setTimeline(threeSteps());
    ScatterPlot scatter;
    scatter.resize(400, 300);
    scatter.setPoints({{1, 1, QStringLiteral("a")}}, QStringLiteral("ms"));
    for (const char* suffix : {"png", "svg", "pdf"}) {
      const QString path = folder.filePath(QStringLiteral("a.") + QLatin1String(suffix));
      QVERIFY(roofline.saveImage(path));
      QVERIFY(scatter.saveImage(path));
      QVERIFY(timeline.saveImage(path));
      QVERIFY(QFileInfo(path).size() > 500);
    }
  }
};

PSCOPE_TEST(TstDevicePlots)
#include "tst_device_plots.moc"
