#include <QApplication>
#include <QTest>

#include "tests/support/test_registry.h"
#include "tests/viz/sample_data.h"
#include "viz/colours.h"
#include "viz/graph_items.h"

using namespace pscope;

class TstColours : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void darkAndLight();
  void readable_data();
  void readable();
  void contrastRatioOfWcag();
  void nodeFillKeepsTextReadable_data();
  void nodeFillKeepsTextReadable();
};

namespace {

QPalette lightPalette() {
  QPalette palette(QColor(239, 239, 239));
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::Text, Qt::black);
  return palette;
}

}  // namespace

void TstColours::darkAndLight() {
  QVERIFY(Colours::isDark(test::darkPalette()));
  QVERIFY(!Colours::isDark(lightPalette()));
  // Okabe and Ito 2008: blue (0, 114, 178), sky blue (86, 180, 233).
  QCOMPARE(Colours::of(lightPalette()).front, QColor(0, 114, 178));
  QCOMPARE(Colours::of(test::darkPalette()).front, QColor(86, 180, 233));
}

void TstColours::readable_data() {
  QTest::addColumn<QPalette>("palette");
  QTest::newRow("light") << lightPalette();
  QTest::newRow("dark") << test::darkPalette();
}

// WCAG 2.1: 4.5 for text (1.4.3), 3 for what graphics are made of (1.4.11).
void TstColours::readable() {
  QFETCH(QPalette, palette);
  const Colours c = Colours::of(palette);
  QVERIFY(contrastRatio(c.text, c.background) >= 7);
  QVERIFY(contrastRatio(c.mutedText, c.background) >= 4.5);
  QVERIFY(contrastRatio(c.bound, c.background) >= 4.5);  // its value is text
  for (const QColor& mark : {c.front, c.infeasible, c.dominated, c.curve, c.band, c.axis}) {
    QVERIFY2(contrastRatio(mark, c.background) >= 3, qPrintable(mark.name()));
  }
  QVERIFY2(contrastRatio(c.grid, c.background) < 1.6, "the grid is calm");
}

void TstColours::contrastRatioOfWcag() {
  QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
  QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
  // #777777 on white is the well-known just-too-pale grey: 4.48.
  QVERIFY(std::abs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TstColours::nodeFillKeepsTextReadable_data() {
  QTest::addColumn<QColor>("colour");
  for (const char* name : {"#000000", "#ffffff", "#0072b2", "#f2c48d", "#e8e0a0", "#ff0000", "#8fd3b6"}) {
    QTest::newRow(name) << QColor(name);
  }
}

void TstColours::nodeFillKeepsTextReadable() {
  QFETCH(QColor, colour);
  for (const QPalette& palette : {lightPalette(), test::darkPalette()}) {
    const Colours c = Colours::of(palette);
    const QColor fill = nodeFill(colour, c.background, c.text, Colours::isDark(palette));
    QVERIFY2(contrastRatio(fill, c.text) >= 4.5, qPrintable(fill.name()));
  }
}

PSCOPE_TEST(TstColours)
#include "tst_colours.moc"
