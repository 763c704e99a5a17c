#include "viz/hypervolume_plot.h"

#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QToolTip>
#include <cmath>

#include "tests/support/test_registry.h"
#include "tests/viz/plot_driver.h"
#include "tests/viz/sample_data.h"
#include "viz/colours.h"

using namespace pscope;
using test::colourDistance;
using Driver = test::PlotDriver<HypervolumePlot>;

class TstHypervolumePlot : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void stepsAreDrawn();
  void bandIsShaded();
  void bandCanBeCleared();
  void dataNeverResetAZoom();
  void notANumberIsLeftOut();
  void emptyState();
  void hoverTells();
  void paletteChange();
  void dataAsText();
  void overTime();
  void saves_data();
  void saves();
};

namespace {

QPalette whitePalette() {
  QPalette palette;
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, Qt::black);
  return palette;
}

}  // namespace

void TstHypervolumePlot::stepsAreDrawn() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setCurve({1, 1, 1, 5, 5, 5, 9});
  const QImage image = driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  const auto drawn = [&](double x, double y) {
    int best = 1000;
    for (int d = -1; d <= 1; ++d) {
      best = std::min(best, colourDistance(image.pixelColor(driver.pixel(x, y) + QPoint(0, d)), colours.curve));
    }
    return best < 60;
  };
  QVERIFY(drawn(2.5, 1));
  QVERIFY2(drawn(3.5, 1), "a value holds until the next evaluation");
  QVERIFY2(!drawn(3.5, 3), "no slope");
  QVERIFY(drawn(5.5, 5));
  QVERIFY(driver.plot.accessibleDescription().contains("7"));
}

void TstHypervolumePlot::bandIsShaded() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setCurve(std::vector<double>(10, 9.0));
  driver.plot.setRandomBand(std::vector<double>(20, 2.0), std::vector<double>(20, 4.0), std::vector<double>(20, 6.0),
                            "20 seeds");
  const QImage image = driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  const QColor inside = image.pixelColor(driver.pixel(14.5, 3.1));
  QVERIFY(colourDistance(inside, colours.background) > 25);
  QCOMPARE(image.pixelColor(driver.pixel(14.5, 7.3)), colours.background);
  int dashes = 0;
  const int left = driver.pixel(2, 4).x();
  const int right = driver.pixel(18, 4).x();
  for (int x = left; x < right; ++x) {
    if (colourDistance(image.pixelColor(x, driver.pixel(2, 4).y()), colours.band) < 90) ++dashes;
  }
  QVERIFY2(dashes > (right - left) / 4 && dashes < right - left, "the median is dashed");
  QVERIFY(driver.x().contains(20));
}

void TstHypervolumePlot::bandCanBeCleared() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setCurve(std::vector<double>(10, 9.0));
  driver.plot.setRandomBand(std::vector<double>(20, 2.0), std::vector<double>(20, 4.0), std::vector<double>(20, 6.0),
                            "");
  driver.draw();
  driver.plot.clearRandomBand();
  driver.draw();
  QVERIFY(!driver.x().contains(20));
  QVERIFY(!driver.y().contains(2));
}

void TstHypervolumePlot::dataNeverResetAZoom() {
  Driver driver;
  driver.plot.setCurve(test::hypervolumeCurve(50, 1));
  driver.draw();
  driver.wheel(driver.canvas->axisRect()->rect().center(), 3);
  const QCPRange zoomed = driver.x();
  driver.plot.setCurve(test::hypervolumeCurve(500, 1));
  driver.draw();
  QCOMPARE(driver.x(), zoomed);
  QTest::keyClick(driver.canvas, Qt::Key_Home);
  driver.draw();
  QVERIFY(driver.x().contains(500));
}

void TstHypervolumePlot::notANumberIsLeftOut() {
  Driver driver;
  driver.plot.setCurve({std::nan(""), 2, INFINITY, 4, std::nan("")});
  driver.image();
  QVERIFY(driver.y().lower <= 2 && driver.y().upper >= 4 && driver.y().upper < 10);
  driver.plot.setCurve({std::nan("")});
  driver.image();
}

void TstHypervolumePlot::emptyState() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setEmptyText("MMMMMMMM");
  const QImage image = driver.image();
  const QRect middle = driver.canvas->axisRect()->rect().adjusted(60, 60, -60, -60);
  int dark = 0;
  for (int y = middle.top(); y < middle.bottom(); ++y) {
    for (int x = middle.left(); x < middle.right(); ++x) dark += qGray(image.pixel(x, y)) < 160 ? 1 : 0;
  }
  QVERIFY(dark > 50);
  QCOMPARE(driver.plot.accessibleDescription(), QString("MMMMMMMM"));
}

void TstHypervolumePlot::hoverTells() {
  Driver driver;
  driver.plot.setUnit("% x ms");
  driver.plot.setCurve({1, 2, 3, 4, 5.25, 6});
  driver.draw();
  driver.hover(driver.pixel(5, 3));
  QVERIFY(QToolTip::text().contains("5.25"));
  QVERIFY(QToolTip::text().contains("% x ms"));
}

void TstHypervolumePlot::paletteChange() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setCurve({1, 2, 3});
  QCOMPARE(driver.image().pixelColor(1, 1), QColor(Qt::white));
  driver.plot.setPalette(test::darkPalette());
  QCOMPARE(driver.image().pixelColor(1, 1), Colours::of(test::darkPalette()).background);
}

// Three evaluations of 10, 20 and 270 minutes: 5 hours in all.
void TstHypervolumePlot::overTime() {
  Driver driver;
  driver.plot.setCurve({1, 2, 4});
  driver.plot.setRandomBand({0.5, 1, 1.5}, {1, 2, 3}, {2, 3, 4}, "3 seeds");
  driver.plot.setSeconds({600, 1800, 18000});
  driver.draw();
  QVERIFY(driver.x().contains(3) && !driver.x().contains(5));
  QCOMPARE(driver.plot.dataText().split('\n').at(2), QString("2\t2\t1\t2\t3\t1800"));
  driver.plot.setAcross(HypervolumePlot::Across::Time);
  driver.draw();
  QVERIFY(driver.x().contains(5) && !driver.x().contains(6));
  // A search goes on from 100 seconds to 10 minutes: who looks at a part of it goes on looking at that.
  driver.plot.setSeconds({10, 50, 100});
  driver.draw();
  driver.wheel(driver.pixel(50, 2), 2);
  const QCPRange seconds = driver.x();
  driver.plot.setSeconds({10, 100, 600});
  driver.draw();
  QVERIFY(std::abs(driver.x().lower * 60 - seconds.lower) < 1e-6);
  QVERIFY(std::abs(driver.x().upper * 60 - seconds.upper) < 1e-6);
  driver.plot.setSeconds({600, 1800, 18000});
  driver.doubleClick(driver.pixel(driver.x().center(), driver.y().center()));
  driver.draw();
  driver.hover(driver.pixel(2, 3));  // two hours: the third evaluation has not ended
  QVERIFY2(QToolTip::text().contains("0.5 CPU-hours"), qPrintable(QToolTip::text()));
  QVERIFY(!QToolTip::text().contains("random"));
  driver.plot.setAcross(HypervolumePlot::Across::Evaluations);
  driver.draw();
  QVERIFY(driver.x().contains(3) && !driver.x().contains(5));
}

void TstHypervolumePlot::dataAsText() {
  Driver driver;
  driver.plot.setCurve({1, 2.5});
  driver.plot.setRandomBand({0.5, 1, 1.5}, {1, 2, 3}, {2, 3, 4}, "3 seeds");
  const QStringList lines = driver.plot.dataText().split('\n');
  QCOMPARE(lines.at(2), QString("2\t2.5\t1\t2\t3"));
  QCOMPARE(lines.at(3), QString("3\t\t1.5\t3\t4"));
}

void TstHypervolumePlot::saves_data() {
  QTest::addColumn<QString>("suffix");
  for (const char* suffix : {"png", "svg", "pdf"}) QTest::newRow(suffix) << QString(suffix);
}

void TstHypervolumePlot::saves() {
  QFETCH(QString, suffix);
  Driver driver;
  driver.plot.setCurve(test::hypervolumeCurve(50, 1));
  driver.plot.setRandomBand(test::hypervolumeCurve(50, 0.8), test::hypervolumeCurve(50, 0.9),
                            test::hypervolumeCurve(50, 0.95), "20 seeds");
  const QTemporaryDir folder;
  const QString path = folder.filePath("hypervolume." + suffix);
  QVERIFY(driver.plot.saveImage(path));
  if (suffix == "png") QCOMPARE(QImage(path).size(), driver.canvas->size() * 2);
  if (suffix == "svg") QVERIFY(QSvgRenderer(path).isValid());
  QVERIFY(QFile(path).size() > 1000);
}

PSCOPE_TEST(TstHypervolumePlot)
#include "tst_hypervolume_plot.moc"
