#include <QtTest>
#include <cmath>

#include "core/base/number_text.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstNumberText : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void roundTrips();
  void nonFinite();
  void digits();
  void refusesRubbish();
};

void TstNumberText::roundTrips() {
  for (const double value : {0.0, -1.5, 0.1, 1e300, 5e-324, 123456789.125})
    QCOMPARE(*parseNumber(numberText(value)), value);
}

void TstNumberText::nonFinite() {
  QCOMPARE(numberText(std::nan("")), std::string("nan"));
  QCOMPARE(numberText(-INFINITY), std::string("-inf"));
  QVERIFY(std::isnan(*parseNumber("nan")));
}

void TstNumberText::digits() {
  QCOMPARE(numberText(12.3456, 3), std::string("12.3"));
  QCOMPARE(numberText(2.0, 4), std::string("2"));
}

void TstNumberText::refusesRubbish() {
  for (const char* text : {"", "1,5", "1 ", " 1", "1e999", "0x10", "--1"}) QVERIFY2(!parseNumber(text), text);
  QCOMPARE(*parseNumber("+2"), 2.0);
}

PSCOPE_TEST(TstNumberText)
#include "tst_number_text.moc"
