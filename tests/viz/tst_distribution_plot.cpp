#include <QtTest>
#include <cmath>

#include "tests/support/test_registry.h"
#include "viz/distribution_plot.h"

using namespace pscope;

class TstDistributionPlot : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup() { m_plot.reset(); }
  void barsHoldEveryValue();
  void logarithmicOverDecades();
  void dragsTheBound();
  void doubleClickSetsAndKeysMoveTheBound();
  void setBoundIsQuiet();
  void farBoundDoesNotPressTheBarsTogether();
  void oneValueOrNone();
  void savesImages();

 private:
  std::unique_ptr<DistributionPlot> m_plot;
};

void TstDistributionPlot::init() {
  m_plot = std::make_unique<DistributionPlot>();
  m_plot->resize(400, 200);
  m_plot->setQuantity({QStringLiteral("Latency"), QStringLiteral("ms"), {}, true});
  std::vector<double> values;
  for (int i = 0; i <= 100; ++i) values.push_back(i);
  values.push_back(std::nan(""));
  m_plot->setValues(values);
  m_plot->show();
}

void TstDistributionPlot::barsHoldEveryValue() {
  QCOMPARE(m_plot->values().size(), std::size_t{101});
  int all = 0;
  const QStringList lines = m_plot->dataText().trimmed().split(QLatin1Char('\n'));
  for (const QString& line : lines.mid(1)) all += line.section(QLatin1Char('\t'), 2).toInt();
  QCOMPARE(all, 101);
  QCOMPARE(lines.first().section(QLatin1Char('\t'), 0, 0), QStringLiteral("from (ms)"));
}

// Equal ratios are equally far apart.
void TstDistributionPlot::logarithmicOverDecades() {
  m_plot->setValues({1, 10, 100, 1000, 10000});
  const double step = m_plot->pixelOf(100) - m_plot->pixelOf(10);
  QVERIFY(step > 20);
  QVERIFY(std::abs(m_plot->pixelOf(1000) - m_plot->pixelOf(100) - step) < 1);
}

void TstDistributionPlot::dragsTheBound() {
  m_plot->setBound(50);
  QSignalSpy moved(m_plot.get(), &DistributionPlot::boundChanged);
  const int y = 90;
  const QPoint from(static_cast<int>(std::lround(m_plot->pixelOf(50))), y);
  const QPoint to(static_cast<int>(std::lround(m_plot->pixelOf(70))), y);
  QTest::mousePress(m_plot.get(), Qt::LeftButton, {}, from);
  QTest::mouseMove(m_plot.get(), (from + to) / 2);
  QTest::mouseMove(m_plot.get(), to);
  QTest::mouseRelease(m_plot.get(), Qt::LeftButton, {}, to);
  QVERIFY(moved.count() >= 2);
  QVERIFY(std::abs(*m_plot->bound() - 70) < 1);
  // Beside the line nothing is grabbed.
  moved.clear();
  QTest::mousePress(m_plot.get(), Qt::LeftButton, {}, from - QPoint(30, 0));
  QTest::mouseMove(m_plot.get(), from);
  QTest::mouseRelease(m_plot.get(), Qt::LeftButton, {}, from);
  QCOMPARE(moved.count(), 0);
}

void TstDistributionPlot::doubleClickSetsAndKeysMoveTheBound() {
  QSignalSpy moved(m_plot.get(), &DistributionPlot::boundChanged);
  QTest::mouseDClick(m_plot.get(), Qt::LeftButton, {}, QPoint(static_cast<int>(m_plot->pixelOf(40)), 80));
  QCOMPARE(moved.count(), 1);
  const double before = *m_plot->bound();
  QVERIFY(std::abs(before - 40) < 1);
  QTest::keyClick(m_plot.get(), Qt::Key_Right);
  const double step = *m_plot->bound() - before;
  QVERIFY(step > 1 && step < 5);
  QTest::keyClick(m_plot.get(), Qt::Key_Left, Qt::ShiftModifier);
  QVERIFY(std::abs(*m_plot->bound() - before - 0.9 * step) < 1e-6);
  QTest::keyClick(m_plot.get(), Qt::Key_Home);
  QCOMPARE(*m_plot->bound(), 0.0);
  QTest::keyClick(m_plot.get(), Qt::Key_End);
  QCOMPARE(*m_plot->bound(), 100.0);
  QTest::keyClick(m_plot.get(), Qt::Key_Delete);
  QVERIFY(!m_plot->bound());
  QTest::keyClick(m_plot.get(), Qt::Key_Left);
  QCOMPARE(*m_plot->bound(), 50.0);  // begins at the median
}

void TstDistributionPlot::setBoundIsQuiet() {
  QSignalSpy moved(m_plot.get(), &DistributionPlot::boundChanged);
  m_plot->setBound(30);
  QCOMPARE(moved.count(), 0);
  QVERIFY(m_plot->accessibleDescription().contains(QStringLiteral("30.7")));  // 31 of 101 keep it
  m_plot->setQuantity({QStringLiteral("Accuracy"), QStringLiteral("%"), {}, false});
  QVERIFY(m_plot->accessibleDescription().contains(QStringLiteral("70.3")));
}

void TstDistributionPlot::farBoundDoesNotPressTheBarsTogether() {
  const double width = m_plot->pixelOf(100) - m_plot->pixelOf(0);
  m_plot->setBound(110);  // near: the axis reaches out
  QVERIFY(m_plot->pixelOf(100) - m_plot->pixelOf(0) < width);
  m_plot->setBound(1e9);  // far: an arrow stands for it
  QVERIFY(m_plot->pixelOf(100) - m_plot->pixelOf(0) > 0.8 * width);
  m_plot->grab();
}

void TstDistributionPlot::oneValueOrNone() {
  m_plot->setValues({7, 7, 7});
  QCOMPARE(m_plot->dataText().trimmed().split(QLatin1Char('\n')).size(), 2);
  m_plot->setBound(6);
  m_plot->grab();
  m_plot->setValues({});
  m_plot->setEmptyText(QStringLiteral("Nothing here."));
  QCOMPARE(m_plot->accessibleDescription(), QStringLiteral("Nothing here."));
  QTest::keyClick(m_plot.get(), Qt::Key_Right);
  m_plot->grab();
}

void TstDistributionPlot::savesImages() {
  const QTemporaryDir folder;
  for (const char* suffix : {"png", "svg", "pdf"}) {
    const QString path = folder.filePath(QStringLiteral("a.") + QLatin1String(suffix));
    QVERIFY(m_plot->saveImage(path));
    QVERIFY(QFileInfo(path).size() > 500);
  }
  QVERIFY(!m_plot->saveImage(folder.filePath(QStringLiteral("a.txt"))));
}

PSCOPE_TEST(TstDistributionPlot)
#include "tst_distribution_plot.moc"
