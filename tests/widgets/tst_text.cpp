#include <QLocale>
#include <QTest>
#include <cmath>

#include "tests/support/test_registry.h"
#include "widgets/text.h"

using namespace pscope;

class TstText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

  void values_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("small") << 0.00012345 << "0.0001234";
    QTest::newRow("percent") << 7.8125 << "7.813";
    QTest::newRow("thousands") << 1234.56 << "1,234.6";
    QTest::newRow("whole thousands") << 1500.0 << "1,500";
    QTest::newRow("parameters") << 1234567.0 << "1,234,567";
    QTest::newRow("nan") << std::nan("") << "–";
    QTest::newRow("infinity") << HUGE_VAL << "–";
  }
  void values() {
    QFETCH(const double, value);
    QTEST(valueText(value), "text");
  }

  void durations_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << -1.0 << "";
    QTest::newRow("moment") << 0.2 << "less than a second";
    QTest::newRow("seconds") << 41.5 << "42 s";
    QTest::newRow("minutes") << 130.0 << "2 min 10 s";
    QTest::newRow("many minutes") << 1800.0 << "30 min";
    QTest::newRow("hours") << 3900.0 << "1 h 05 min";
    QTest::newRow("days") << 864000.0 << "10 days";
  }
  void durations() {
    QFETCH(const double, seconds);
    QTEST(durationText(seconds), "text");
  }

  void expressionNames() {
    QCOMPARE(expressionName("latency"), std::string("latency"));
    QCOMPARE(expressionName("stage1.kernel"), std::string("stage1.kernel"));
    QCOMPARE(expressionName("peak memory-b"), std::string("peak_memory_b"));
    QCOMPARE(expressionName("0-1"), std::string("_0_1"));
  }
};

PSCOPE_TEST(TstText)
#include "tst_text.moc"
