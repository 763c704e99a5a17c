#include "viz/graph_heat.h"

#include <QLocale>
#include <QTest>
#include <cmath>

#include "tests/support/test_registry.h"
#include "viz/graph_items.h"

using namespace pscope;

class TstGraphHeat : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void texts_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << std::nan("") << "ms" << QString(QChar(0x2013));
    QTest::newRow("zero") << 0.0 << "MACs" << "0 MACs";
    QTest::newRow("ones") << 464.0 << "params" << "464 params";
    QTest::newRow("thousands") << 2336.0 << "params" << "2.34 k params";
    QTest::newRow("rounds up") << 999'900.0 << "MACs" << "1 M MACs";
    QTest::newRow("billions") << 4.089e9 << "MACs" << "4.09 G MACs";
    QTest::newRow("bytes") << 1'468'006.4 << "B" << "1.4 MiB";
    QTest::newRow("milliseconds") << 14.13 << "ms" << "14.1 ms";
    QTest::newRow("hundreds") << 502.4 << "ms" << "502 ms";
    QTest::newRow("microseconds") << 0.00477 << "ms" << QString::fromUtf8("4.77 \u00b5s");
  }
  void texts() {
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QCOMPARE(heatText(value, unit).replace(QChar(QChar::Nbsp), QLatin1Char(' ')), text);
  }

  // One way from the ground to the other end: readable without colour vision, and in print.
  void luminanceIsMonotone_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void luminanceIsMonotone() {
    QFETCH(bool, dark);
    const QColor ground = dark ? QColor(Qt::black) : QColor(Qt::white);
    double before = 0;
    for (int i = 0; i <= 50; ++i) {
      const double contrast = contrastRatio(heatColour(i / 50.0, dark), ground);
      QVERIFY(contrast > before);
      before = contrast;
    }
    QCOMPARE(heatColour(-3, dark), heatColour(0, dark));
    QCOMPARE(heatColour(7, dark), heatColour(1, dark));
    QCOMPARE(heatColour(std::nan(""), dark), heatColour(0, dark));
  }

  void legendSaysTitleScaleTotalAndKind() {
    GraphHeat heat;
    heat.title = "Latency on a device";
    heat.unit = "ms";
    heat.kind = "analytic";
    heat.values = {1, std::nan(""), 4.5};
    heat.total = 5.5;
    QCOMPARE(largestHeat(heat), 4.5);
    const QString text = heatLegendText(heat).replace(QChar(QChar::Nbsp), QLatin1Char(' '));
    QCOMPARE(text, QString("Latency on a device: from 0 to 4.5 ms; whole network 5.5 ms; analytic"));
  }
};

PSCOPE_TEST(TstGraphHeat)
#include "tst_graph_heat.moc"
