#include <QClipboard>
#include <QMenu>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/test_registry.h"
#include "tests/viz/plot_driver.h"
#include "viz/calibration_plot.h"
#include "viz/comparison_plot.h"
#include "viz/front_plot.h"
#include "viz/hypervolume_plot.h"
#include "viz/roofline_plot.h"
#include "viz/scatter_plot.h"
#include "viz/timeline_plot.h"

using namespace pscope;
using namespace pscope::test;

namespace {

void fill(CalibrationPlot& plot) {
  plot.setPoints({{{1}, 10, 11, 1}, {{2}, 20, 25, 1}, {{3}, 30, 29, 1}}, QStringLiteral("error"), QStringLiteral("%"));
}
void fill(ScatterPlot& plot) {
  plot.setPoints({{10, 10.9, QStringLiteral("a")}, {20, 19, QStringLiteral("b")}}, QStringLiteral("ms"));
}
void fill(ComparisonPlot& plot) {
  plot.setCurves({{QStringLiteral("random"), {0.5, 0.7, 0.8}, {0.4, 0.6, 0.7}, {0.6, 0.8, 0.9}}}, QString());
}
void fill(RooflinePlot& plot) {
  plot.setRoofline(
      Roofline{QStringLiteral("Plain"), QStringLiteral("fp32"), 1e9, 1e8, 1e8, {{QStringLiteral("conv"), 1e9}}});
  plot.setPoints({{QStringLiteral("fast"), QStringLiteral("conv2d"), 1e6, 1e4, 1.0, false}});
}
void fill(TimelinePlot& plot) {
  Timeline timeline;
  timeline.units = {QStringLiteral("array")};
  timeline.steps = {{QStringLiteral("conv2d_1"), QStringLiteral("conv2d"), 0, 0, 2, false, 800, 0},
                    {QStringLiteral("add_1"), QStringLiteral("add"), 0, 2, 1, true, 1000, 0}};
  plot.setTimeline(timeline);
}
void fill(HypervolumePlot& plot) {
  plot.setCurve({1, 2, 4, 8});
}
void fill(FrontPlot& plot) {
  PlotPoint good{{1}, 1, 2};
  good.onFront = true;
  plot.setPoints({good, {{2}, 3, 4}});
}

/// What people may do with every plot, whatever it draws.
template <class AnyPlot>
void useWithoutAndWithTheMouse() {
  PlotDriver<AnyPlot> driver;
  fill(driver.plot);
  driver.draw();
  QTest::keyClick(driver.canvas, Qt::Key_Home);  // the first view was chosen before the height was known
  driver.draw();
  const QCPRange x = driver.x(), y = driver.y();
  const auto atHome = [&] {
    driver.draw();
    return driver.x() == x && driver.y() == y;
  };

  driver.wheel(driver.canvas->axisRect()->rect().center(), 3);
  QVERIFY(!atHome());
  QTest::keyClick(driver.canvas, Qt::Key_Escape);
  QVERIFY(atHome());
  QTest::keyClick(driver.canvas, Qt::Key_Plus);
  QVERIFY(!atHome());
  driver.doubleClick(driver.canvas->axisRect()->rect().center());
  QVERIFY(atHome());

  const QString before = driver.plot.accessibleDescription();
  QVERIFY(!before.isEmpty() && !driver.plot.accessibleName().isEmpty());
  QTest::keyClick(driver.canvas, Qt::Key_Right);
  QVERIFY2(driver.plot.accessibleDescription() != before, "what the keys came to is told");

  QApplication::clipboard()->clear();
  QTest::keyClick(driver.canvas, Qt::Key_C, Qt::ControlModifier);
  QCOMPARE(QApplication::clipboard()->text(), driver.plot.dataText());
  QVERIFY(driver.plot.dataText().count(QLatin1Char('\n')) > 1);

  QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), driver.plot.mapToGlobal(QPoint(5, 5)));
  QApplication::sendEvent(&driver.plot, &event);
  auto* menu = driver.plot.template findChild<QMenu*>();
  QVERIFY(menu != nullptr);
  QStringList entries;
  for (const QAction* action : menu->actions()) entries << action->text().section(QLatin1Char('\t'), 0, 0);
  for (const char* entry : {"Whole view", "Copy data", "Copy image", "Save image…"}) {
    QVERIFY2(entries.contains(QString::fromUtf8(entry)), entry);
  }
  menu->close();

  const QTemporaryDir folder;
  for (const char* suffix : {"png", "svg", "pdf"}) {
    QVERIFY(driver.plot.saveImage(folder.filePath(QStringLiteral("a.") + QLatin1String(suffix))));
  }
}

QRgb cornerOf(const QImage& image) {
  return image.pixel(image.width() / 2, 1);
}

}  // namespace

class TstPlotFrame : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void calibration() { useWithoutAndWithTheMouse<CalibrationPlot>(); }
  void scatter() { useWithoutAndWithTheMouse<ScatterPlot>(); }
  void comparison() { useWithoutAndWithTheMouse<ComparisonPlot>(); }
  void roofline() { useWithoutAndWithTheMouse<RooflinePlot>(); }
  void timeline() { useWithoutAndWithTheMouse<TimelinePlot>(); }
  void hypervolume() { useWithoutAndWithTheMouse<HypervolumePlot>(); }
  void front() { useWithoutAndWithTheMouse<FrontPlot>(); }

  void focusByKeyIsSeenButNotSaved() {
    PlotDriver<ScatterPlot> driver;
    fill(driver.plot);
    const QRgb plain = cornerOf(driver.image());
    QFocusEvent byKey(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(driver.canvas, &byKey);
    QVERIFY(cornerOf(driver.image()) != plain);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.png"));
    QVERIFY(driver.plot.saveImage(file));
    QCOMPARE(cornerOf(QImage(file)), plain);
    QFocusEvent away(QEvent::FocusOut);
    QApplication::sendEvent(driver.canvas, &away);
    QFocusEvent byMouse(QEvent::FocusIn, Qt::MouseFocusReason);
    QApplication::sendEvent(driver.canvas, &byMouse);
    QCOMPARE(cornerOf(driver.image()), plain);
  }

  /// New predictions come while somebody walks along the old ones with the keys.
  void predictionsKeepThePointThatIsLookedAt() {
    PlotDriver<CalibrationPlot> driver;
    fill(driver.plot);
    CandidateId chosen;
    QObject::connect(&driver.plot, &CalibrationPlot::chosen, [&chosen](CandidateId id) { chosen = id; });
    QTest::keyClick(driver.canvas, Qt::Key_Right);
    QTest::keyClick(driver.canvas, Qt::Key_Right);
    QCOMPARE(chosen, CandidateId{2});
    driver.plot.setPoints({{{1}, 10, 11, 1}, {{4}, 15, 14, 1}, {{2}, 20, 25, 1}, {{3}, 30, 29, 1}},
                          QStringLiteral("error"), QStringLiteral("%"));
    QTest::keyClick(driver.canvas, Qt::Key_Right);
    QCOMPARE(chosen, CandidateId{3});
  }

  /// Forty designs between 10 and 20 and one at 90 that was predicted as 15: a fifth of the axis would be left to the
  /// forty.
  void predictionsShowTheBulk() {
    std::vector<CalibrationPoint> points;
    for (int i = 0; i < 40; ++i) points.push_back({{i + 1}, 10 + 0.25 * i, 10.1 + 0.25 * i, 0.2});
    points.push_back({{41}, 90, 15, 1});
    PlotDriver<CalibrationPlot> driver;
    driver.plot.setPoints(points, QStringLiteral("error"), QStringLiteral("%"));
    driver.draw();
    QVERIFY(driver.x().upper > 19.75 && driver.x().upper < 30);
    QVERIFY(driver.plot.accessibleDescription().contains(QStringLiteral("1 design(s) outside this view")));
    QTest::keyClick(driver.canvas, Qt::Key_Left);  // from none: the last
    driver.draw();
    QVERIFY2(driver.x().contains(90), "the keys bring it into view");
    QTest::keyClick(driver.canvas, Qt::Key_Home);
    driver.draw();
    QVERIFY2(driver.x().contains(90) && driver.x().contains(10), "home again: everything");
    QTest::keyClick(driver.canvas, Qt::Key_Home);
    driver.draw();
    QVERIFY(driver.x().upper < 30);
  }
};

PSCOPE_TEST(TstPlotFrame)
#include "tst_plot_frame.moc"
