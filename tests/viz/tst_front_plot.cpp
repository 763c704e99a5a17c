#include "viz/front_plot.h"

#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <limits>

#include "tests/support/test_registry.h"
#include "tests/viz/plot_driver.h"
#include "tests/viz/sample_data.h"
#include "viz/colours.h"

using namespace pscope;
using test::colourDistance;
using Driver = test::PlotDriver<FrontPlot>;
using Ids = std::set<CandidateId>;

Q_DECLARE_METATYPE(std::set<pscope::CandidateId>)

class TstFrontPlot : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pointsAreDrawnWhereTheyShouldBe_data();
  void pointsAreDrawnWhereTheyShouldBe();
  void infeasibleCanBeHidden();
  void addedPointsAppear();
  void hoverFindsTheRightCandidate();
  void logarithmicWithZeroAndNegative();
  void outliersStayOutsideAtFirst();
  void aViewThatFitsStays();
  void dataNeverResetAZoom();
  void wheelAndItsModifiers();
  void panAndBack();
  void thinBoxZoomsOneAxis();
  void clickSelects();
  void clickOnNothingClears();
  void doubleClickIsHome();
  void shiftDragSelectsABox();
  void keyboardWalk();
  void walkBringsIntoView();
  void escapeIsLeftToOthersAtHome();
  void boundIsDrawn();
  void staircaseIsDrawn_data();
  void staircaseIsDrawn();
  void paletteChange();
  void emptyState();
  void allNotANumber();
  void saves_data();
  void saves();
  void savesNothingBad();
  void replotsAreJoined();
  void followsThePixelRatio();
  void dataAsText();
  void accessible();
};

namespace {

PlotPoint point(int id, double x, double y, bool onFront = false, CandidateState state = CandidateState::Done) {
  return {CandidateId{id}, x, y, state, MeasurementKind::Measured, onFront};
}

std::vector<PlotPoint> fivePoints() {
  return {point(1, 1, 10, true), point(2, 4, 6, true), point(3, 10, 1, true), point(4, 7, 8), point(5, 9, 9)};
}

Ids idsOf(const QSignalSpy& spy, int index) {
  return spy.at(index).at(0).value<Ids>();
}

QPalette whitePalette() {
  QPalette palette;
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, Qt::black);
  return palette;
}

}  // namespace

void TstFrontPlot::pointsAreDrawnWhereTheyShouldBe_data() {
  QTest::addColumn<bool>("logarithmic");
  QTest::newRow("linear") << false;
  QTest::newRow("logarithmic") << true;
}

void TstFrontPlot::pointsAreDrawnWhereTheyShouldBe() {
  QFETCH(bool, logarithmic);
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setAxes({"x", logarithmic, true, {}}, {"y", logarithmic, true, {}});
  driver.plot.setPoints({point(1, 1, 100, true), point(2, 30, 300), point(3, 100, 1, true),
                         point(4, 50, 5, false, CandidateState::Infeasible)});
  const QImage image = driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(1, 100)), colours.front) < 12);
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(100, 1)), colours.front) < 12);
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(50, 5)), colours.infeasible) < 60);
  const QPoint dominated = driver.pixel(30, 300);
  QVERIFY(colourDistance(image.pixelColor(dominated), colours.background) > 80);
  for (const QPoint offset : {QPoint(6, 6), QPoint(-6, 6), QPoint(6, -6), QPoint(-6, -6)}) {
    QVERIFY2(colourDistance(image.pixelColor(dominated + offset), colours.background) < 60, "nothing beside it");
  }
}

void TstFrontPlot::infeasibleCanBeHidden() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setPoints(
      {point(1, 0, 0, true), point(2, 10, 10, true), point(3, 3.3, 7.3, false, CandidateState::Infeasible)});
  const Colours colours = Colours::of(driver.plot.palette());
  QVERIFY(colourDistance(driver.image().pixelColor(driver.pixel(3.3, 7.3)), colours.background) > 80);
  driver.plot.setInfeasibleVisible(false);
  QVERIFY(colourDistance(driver.image().pixelColor(driver.pixel(3.3, 7.3)), colours.background) < 60);
}

void TstFrontPlot::addedPointsAppear() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setPoints({point(1, 0, 10), point(2, 10, 0)});
  driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  driver.plot.updatePoints({point(3, 3.3, 3.3)});  // inside: stamped into the image that is there
  QVERIFY(colourDistance(driver.image().pixelColor(driver.pixel(3.3, 3.3)), colours.background) > 80);
  driver.plot.updatePoints({point(3, 7.3, 7.3)});  // moved: the old stamp goes
  const QImage image = driver.image();
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(3.3, 3.3)), colours.background) < 60);
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(7.3, 7.3)), colours.background) > 80);
  driver.plot.updatePoints({point(4, 100, 100)});  // outside: the axes grow
  driver.draw();
  QVERIFY(driver.x().contains(100) && driver.y().contains(100));
}

void TstFrontPlot::hoverFindsTheRightCandidate() {
  Driver driver(QSize(900, 600));
  CandidateId shown;
  driver.plot.setTooltip([&shown](CandidateId id) {
    shown = id;
    return QString::number(id.value);
  });
  std::vector<PlotPoint> points;  // 10,000 points on a grid of 125 x 80, a few pixels apart
  for (int i = 0; i < 10000; ++i) points.push_back(point(i + 1, i % 125, i / 125));
  driver.plot.setPoints(points);
  driver.draw();
  for (int i = 3; i < 10000; i += 97) {
    shown = CandidateId{};
    driver.hover(QPoint(2, 2));  // nowhere
    driver.hover(driver.pixel(points[static_cast<std::size_t>(i)].x, points[static_cast<std::size_t>(i)].y));
    QCOMPARE(shown.value, static_cast<std::int64_t>(i + 1));
  }
}

void TstFrontPlot::logarithmicWithZeroAndNegative() {
  Driver driver;
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.plot.setAxes({"x", true, true, -5.0}, {"y", false, true, {}});
  driver.plot.setPoints({point(1, 0, 1), point(2, -4, 2), point(3, 10, 3, true), point(4, 1000, 1, true)});
  driver.draw();
  QVERIFY2(driver.x().lower > 0 && driver.x().lower < 10 && driver.x().upper > 1000, "range of the positive ones");
  driver.click(driver.pixel(1000, 1));
  QCOMPARE(idsOf(selected, 0), (Ids{CandidateId{4}}));
  driver.wheel(driver.pixel(10, 2), 3);
  driver.wheel(driver.pixel(10, 2), -30);
  driver.image();
  QVERIFY(driver.x().lower > 0);
  driver.plot.setAxes({"x", false, true, {}}, {"y", false, true, {}});
  driver.draw();
  QVERIFY2(driver.x().contains(-4), "all are back on the linear axis");
}

void TstFrontPlot::outliersStayOutsideAtFirst() {
  Driver driver;
  std::vector<PlotPoint> points = test::searchPoints(300, 1);  // errors of 6 to 40 %
  points.push_back(point(1001, 5, 5000, false, CandidateState::Infeasible));
  points.push_back(point(1002, 0.1, 5000));
  driver.plot.setPoints(points);
  driver.draw();
  const QCPRange home = driver.y();
  QVERIFY2(home.upper < 100, "two designs that learnt nothing do not squeeze the front");
  for (const PlotPoint& p : points) QVERIFY(!p.onFront || (driver.x().contains(p.x) && driver.y().contains(p.y)));
  QTest::keyClick(driver.canvas, Qt::Key_Home);
  driver.draw();
  QVERIFY2(driver.y().contains(5000), "Home at home shows them");
  driver.wheel(driver.canvas->rect().center(), 1);
  QTest::keyClick(driver.canvas, Qt::Key_Home);
  driver.draw();
  QCOMPARE(driver.y(), home);
}

void TstFrontPlot::aViewThatFitsStays() {
  Driver driver;
  std::vector<PlotPoint> points = test::searchPoints(300, 1);
  driver.plot.setPoints(points);
  driver.draw();
  const QCPRange x = driver.x();
  const QCPRange y = driver.y();
  for (PlotPoint& p : points) p.id = CandidateId{p.id.value + 1000}, p.x = 8 + p.x * 0.3, p.onFront = false;
  driver.plot.updatePoints(points);
  driver.draw();
  QCOMPARE(driver.x(), x);
  QCOMPARE(driver.y(), y);
}

void TstFrontPlot::dataNeverResetAZoom() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange home = driver.x();
  driver.drag(driver.pixel(2, 9), driver.pixel(8, 3));
  driver.draw();
  QVERIFY(std::abs(driver.x().lower - 2) < 0.1 && std::abs(driver.x().upper - 8) < 0.1);
  QVERIFY(std::abs(driver.y().lower - 3) < 0.1 && std::abs(driver.y().upper - 9) < 0.1);
  const QCPRange zoomed = driver.x();
  driver.plot.updatePoints({point(6, 100, 100)});
  driver.draw();
  QCOMPARE(driver.x(), zoomed);
  driver.plot.setPoints({point(1, -50, -50), point(2, 3, 4)});
  driver.draw();
  QCOMPARE(driver.x(), zoomed);
  driver.plot.setPoints(fivePoints());
  driver.plot.home();
  driver.draw();
  QCOMPARE(driver.x(), home);
  driver.plot.updatePoints({point(6, 100, 100)});
  driver.draw();
  QVERIFY2(driver.x().contains(100), "from home on, the axes follow the data again");
}

void TstFrontPlot::wheelAndItsModifiers() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange x = driver.x();
  const QCPRange y = driver.y();
  const QPoint at = driver.pixel(3, 7);
  driver.wheel(at, 1);
  QVERIFY(driver.x().size() < x.size() && driver.y().size() < y.size());
  QVERIFY2((driver.pixel(3, 7) - at).manhattanLength() <= 1, "what is under the cursor stays there");
  driver.plot.home();
  driver.draw();
  driver.wheel(at, 1, Qt::ControlModifier);
  QVERIFY(driver.x().size() < x.size());
  QCOMPARE(driver.y(), y);
  driver.plot.home();
  driver.draw();
  driver.wheel(at, -1, Qt::ShiftModifier);
  QCOMPARE(driver.x(), x);
  QVERIFY(driver.y().size() > y.size());
}

void TstFrontPlot::panAndBack() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange home = driver.x();
  const QPoint from = driver.pixel(5, 5);
  driver.drag(from, from + QPoint(40, 0), Qt::MiddleButton);
  QVERIFY(driver.x().lower < home.lower);
  QVERIFY(qFuzzyCompare(driver.x().size(), home.size()));
  const QCPRange panned = driver.x();
  driver.drag(from, from + QPoint(-20, 0), Qt::LeftButton, Qt::ControlModifier);
  QVERIFY(driver.x().lower > panned.lower);
  QTest::keyClick(driver.canvas, Qt::Key_Backspace);
  QCOMPARE(driver.x(), panned);
  QTest::keyClick(driver.canvas, Qt::Key_Backspace);
  driver.draw();
  QCOMPARE(driver.x(), home);
}

void TstFrontPlot::thinBoxZoomsOneAxis() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange y = driver.y();
  driver.drag(driver.pixel(2, 5), driver.pixel(8, 5) + QPoint(0, 3));
  QVERIFY(std::abs(driver.x().lower - 2) < 0.1 && std::abs(driver.x().upper - 8) < 0.1);
  QCOMPARE(driver.y(), y);
}

void TstFrontPlot::clickSelects() {
  Driver driver;
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.plot.setPoints(fivePoints());
  driver.draw();
  driver.click(driver.pixel(7, 8) + QPoint(4, -3));  // near is enough
  QCOMPARE(selected.size(), 1);
  QCOMPARE(idsOf(selected, 0), (Ids{CandidateId{4}}));
  driver.plot.setSelection(idsOf(selected, 0));
  driver.click(driver.pixel(4, 6), Qt::ShiftModifier);
  QCOMPARE(idsOf(selected, 1), (Ids{CandidateId{2}, CandidateId{4}}));
  driver.plot.setSelection(idsOf(selected, 1));
  driver.click(driver.pixel(7, 8), Qt::ShiftModifier);
  QCOMPARE(idsOf(selected, 2), (Ids{CandidateId{2}}));
  const Colours colours = Colours::of(driver.plot.palette());
  QVERIFY(colourDistance(driver.image().pixelColor(driver.pixel(7, 8)), colours.selection) < 12);
}

void TstFrontPlot::clickOnNothingClears() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.plot.setSelection({CandidateId{4}});
  driver.draw();
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.click(driver.pixel(2, 2));
  QTRY_COMPARE_WITH_TIMEOUT(selected.size(), 1, 60'000);
  QVERIFY(idsOf(selected, 0).empty());
}

void TstFrontPlot::doubleClickIsHome() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.plot.setSelection({CandidateId{4}});
  driver.draw();
  const QCPRange home = driver.x();
  driver.wheel(driver.pixel(5, 5), 4);
  QVERIFY(driver.x() != home);
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.doubleClick(driver.canvas->axisRect()->rect().bottomLeft() + QPoint(60, -5));
  driver.draw();
  QCOMPARE(driver.x(), home);
  QTest::qWait(QApplication::doubleClickInterval() + 50);
  QVERIFY2(selected.isEmpty(), "going home keeps the selection");
}

void TstFrontPlot::shiftDragSelectsABox() {
  Driver driver;
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange home = driver.x();
  driver.drag(driver.pixel(6, 9.5), driver.pixel(9.5, 7), Qt::LeftButton, Qt::ShiftModifier);
  QCOMPARE(selected.size(), 1);
  QCOMPARE(idsOf(selected, 0), (Ids{CandidateId{4}, CandidateId{5}}));
  QCOMPARE(driver.x(), home);
}

void TstFrontPlot::keyboardWalk() {
  Driver driver;
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  QObject::connect(&driver.plot, &FrontPlot::selectionRequested, &driver.plot, &FrontPlot::setSelection);
  driver.plot.setPoints(fivePoints());
  driver.draw();
  for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Up, Qt::Key_Left}) {
    QTest::keyClick(driver.canvas, key);
  }
  std::vector<std::int64_t> visited;
  for (int i = 0; i < selected.size(); ++i) visited.push_back(idsOf(selected, i).begin()->value);
  QCOMPARE(visited, (std::vector<std::int64_t>{1, 2, 3, 3, 2, 1}));
  QVERIFY2(driver.plot.accessibleDescription().contains("1"), "the candidate is announced");
  const QCPRange x = driver.x();
  QTest::keyClick(driver.canvas, Qt::Key_Plus);
  QVERIFY(driver.x().size() < x.size());
  QTest::keyClick(driver.canvas, Qt::Key_Minus);
  QVERIFY(qFuzzyCompare(driver.x().size(), x.size()));
  QTest::keyClick(driver.canvas, Qt::Key_Plus);
  QTest::keyClick(driver.canvas, Qt::Key_Home);
  driver.draw();
  QCOMPARE(driver.x(), x);
}

void TstFrontPlot::walkBringsIntoView() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  driver.drag(driver.pixel(0.8, 10.2), driver.pixel(2, 9));
  QVERIFY(!driver.x().contains(4));
  QTest::keyClick(driver.canvas, Qt::Key_Right);  // candidate 1, in view
  QObject::connect(&driver.plot, &FrontPlot::selectionRequested, &driver.plot, &FrontPlot::setSelection);
  QTest::keyClick(driver.canvas, Qt::Key_Right);
  QVERIFY(driver.x().contains(4) && driver.y().contains(6));
}

void TstFrontPlot::escapeIsLeftToOthersAtHome() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  const QCPRange home = driver.x();
  QKeyEvent atHome(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
  atHome.accept();
  QApplication::sendEvent(driver.canvas, &atHome);
  QVERIFY2(!atHome.isAccepted(), "a dialog around the plot gets it");
  driver.wheel(driver.pixel(5, 5), 2);
  QTest::keyClick(driver.canvas, Qt::Key_Escape);
  driver.draw();
  QCOMPARE(driver.x(), home);
}

void TstFrontPlot::boundIsDrawn() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setAxes({"x", false, true, 7.0}, {"y", false, true, {}});
  driver.plot.setPoints({point(1, 0, 0, true), point(2, 10, 10)});
  const QImage image = driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  int dashes = 0;
  const QPoint top = driver.pixel(7, 9);
  const QPoint bottom = driver.pixel(7, 3);
  for (int y = top.y(); y < bottom.y(); ++y) {
    if (colourDistance(image.pixelColor(top.x(), y), colours.bound) < 90) ++dashes;
  }
  QVERIFY2(dashes > (bottom.y() - top.y()) / 4 && dashes < bottom.y() - top.y(), "a dashed line");
  QVERIFY2(image.pixelColor(driver.pixel(8.5, 4.5)) != colours.background, "the infeasible side is shaded");
  QCOMPARE(image.pixelColor(driver.pixel(5.5, 4.5)), colours.background);
}

void TstFrontPlot::staircaseIsDrawn_data() {
  QTest::addColumn<bool>("minimizeX");
  QTest::addColumn<bool>("minimizeY");
  QTest::addColumn<QPointF>("on");   // a place on the staircase between (2, .) and (8, .)
  QTest::addColumn<QPointF>("off");  // the corner it must not take
  QTest::newRow("less, less") << true << true << QPointF(5, 8) << QPointF(5, 2);
  QTest::newRow("less, more") << true << false << QPointF(5, 2) << QPointF(5, 8);
  QTest::newRow("more, less") << false << true << QPointF(5, 8) << QPointF(5, 2);
  QTest::newRow("more, more") << false << false << QPointF(5, 2) << QPointF(5, 8);
}

void TstFrontPlot::staircaseIsDrawn() {
  QFETCH(bool, minimizeX);
  QFETCH(bool, minimizeY);
  QFETCH(QPointF, on);
  QFETCH(QPointF, off);
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setAxes({"x", false, minimizeX, {}}, {"y", false, minimizeY, {}});
  const bool falling = minimizeX == minimizeY;
  driver.plot.setPoints(
      {point(1, 2, falling ? 8 : 2, true), point(2, 8, falling ? 2 : 8, true), point(3, 0, 0), point(4, 10, 10)});
  const QImage image = driver.image();
  const Colours colours = Colours::of(driver.plot.palette());
  const auto drawn = [&](const QPointF& at) {
    int best = 1000;
    for (int d = -1; d <= 1; ++d) {
      best =
          std::min(best, colourDistance(image.pixelColor(driver.pixel(at.x(), at.y()) + QPoint(0, d)), colours.front));
    }
    return best < 90;
  };
  QVERIFY(drawn(on));
  QVERIFY(!drawn(off));
}

void TstFrontPlot::paletteChange() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setPoints(fivePoints());
  QCOMPARE(driver.image().pixelColor(1, 1), QColor(Qt::white));
  driver.plot.setPalette(test::darkPalette());
  const QImage image = driver.image();
  const Colours colours = Colours::of(test::darkPalette());
  QCOMPARE(image.pixelColor(1, 1), colours.background);
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(4, 6)), colours.front) < 12);
  QVERIFY(colourDistance(image.pixelColor(driver.pixel(7, 8)), colours.background) > 80);
}

void TstFrontPlot::emptyState() {
  Driver driver;
  driver.plot.setPalette(whitePalette());
  driver.plot.setEmptyText("MMMMMMMM MMMMMMMM");
  const auto darkInTheMiddle = [&driver] {
    const QImage image = driver.image();
    const QRect middle = driver.canvas->axisRect()->rect().adjusted(40, 60, -40, -60);
    int dark = 0;
    for (int y = middle.top(); y < middle.bottom(); ++y) {
      for (int x = middle.left(); x < middle.right(); ++x) dark += qGray(image.pixel(x, y)) < 160 ? 1 : 0;
    }
    return dark;
  };
  QVERIFY2(darkInTheMiddle() > 50, "the text is there");
  driver.plot.setPoints({point(1, 0, 0), point(2, 10, 10)});
  QCOMPARE(darkInTheMiddle(), 0);
  driver.plot.setPoints({});
  QVERIFY(darkInTheMiddle() > 50);
}

void TstFrontPlot::allNotANumber() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Driver driver;
  QSignalSpy selected(&driver.plot, &FrontPlot::selectionRequested);
  driver.plot.setPoints({point(1, nan, nan, true), point(2, nan, 1), point(3, 1, nan)});
  driver.image();
  QTest::keyClick(driver.canvas, Qt::Key_Right);
  driver.click(driver.canvas->rect().center());
  QVERIFY(selected.isEmpty());
  driver.plot.updatePoints({point(2, 5, 5)});
  driver.draw();
  QVERIFY(driver.x().contains(5));
}

void TstFrontPlot::saves_data() {
  QTest::addColumn<QString>("suffix");
  QTest::addColumn<QByteArray>("start");
  QTest::newRow("PNG") << "png" << QByteArray("\x89PNG");
  QTest::newRow("SVG") << "svg" << QByteArray("<?xml");
  QTest::newRow("PDF") << "pdf" << QByteArray("%PDF-");
}

void TstFrontPlot::saves() {
  QFETCH(QString, suffix);
  QFETCH(QByteArray, start);
  Driver driver;
  driver.plot.setAxes({"latency (ms)", false, true, 8.0}, {"error (%)", false, true, {}});
  driver.plot.setPoints(fivePoints());
  const QTemporaryDir folder;
  const QString path = folder.filePath("front." + suffix);
  QVERIFY(driver.plot.saveImage(path));
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray content = file.readAll();
  QVERIFY(content.startsWith(start));
  if (suffix == "png") {
    const QImage image = QImage::fromData(content);
    QCOMPARE(image.size(), driver.canvas->size() * 2);
    const Colours colours = Colours::of(driver.plot.palette());
    QVERIFY(colourDistance(image.pixelColor(driver.pixel(4, 6) * 2), colours.front) < 12);
    QVERIFY(colourDistance(image.pixelColor(driver.pixel(7, 8) * 2), colours.background) > 80);
  } else if (suffix == "svg") {
    QVERIFY(QSvgRenderer(content).isValid());
    QVERIFY2(content.contains("latency (ms)"), "text stays text");
    QVERIFY2(!content.contains("<image"), "few points are real shapes");
  } else {
    QVERIFY(content.trimmed().endsWith("%%EOF"));
  }
}

void TstFrontPlot::savesNothingBad() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  const QTemporaryDir folder;
  QVERIFY(!driver.plot.saveImage(folder.filePath("front.xyz")));
  QVERIFY(!driver.plot.saveImage(folder.filePath("no such folder/front.png")));
  QVERIFY(!driver.plot.saveImage({}));
  QVERIFY(QDir(folder.path()).isEmpty());
}

void TstFrontPlot::replotsAreJoined() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  QTest::qWait(120);
  int replots = 0;
  QObject::connect(driver.canvas, &QCustomPlot::afterReplot, &driver.plot, [&replots] { ++replots; });
  QElapsedTimer timer;
  timer.start();
  int id = 10;
  while (timer.elapsed() < 350) {
    driver.plot.updatePoints({point(++id, 5, 5)});
    QCoreApplication::processEvents();
  }
  // One at once and then one every 100 ms, whatever the number of arrivals.
  QVERIFY2(replots >= 1 && replots <= timer.elapsed() / 100 + 2, qPrintable(QString::number(replots)));
}

void TstFrontPlot::followsThePixelRatio() {
  Driver driver;
  driver.plot.setPoints(fivePoints());
  driver.draw();
  driver.canvas->setBufferDevicePixelRatio(2.0);  // as left behind by another screen
  driver.image();
  QCOMPARE(driver.canvas->bufferDevicePixelRatio(), driver.canvas->devicePixelRatioF());
}

void TstFrontPlot::dataAsText() {
  Driver driver;
  driver.plot.setAxes({"latency (ms)", false, true, {}}, {"error (%)", false, true, {}});
  driver.plot.setPoints({point(7, 1.5, 0.1, true), point(8, std::nan(""), 2), point(9, 3, 1e-7)});
  QCOMPARE(driver.plot.dataText(), QString("candidate\tlatency (ms)\terror (%)\tstate\tkind\ton the front\n"
                                           "7\t1.5\t0.1\tdone\tmeasured\tyes\n9\t3\t1e-07\tdone\tmeasured\tno\n"));
}

void TstFrontPlot::accessible() {
  Driver driver;
  driver.plot.setAxes({"latency (ms)", false, true, {}}, {"error (%)", false, true, {}});
  driver.plot.setPoints(fivePoints());
  driver.draw();
  QVERIFY(driver.plot.accessibleName().contains("latency (ms)"));
  QVERIFY(driver.plot.accessibleDescription().contains("3 on the front"));
  QCOMPARE(driver.plot.focusProxy(), driver.canvas);
}

PSCOPE_TEST(TstFrontPlot)
#include "tst_front_plot.moc"
