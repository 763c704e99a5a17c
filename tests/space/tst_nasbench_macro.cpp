#include <QtTest>

#include "core/network/network.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstNasbenchMacro : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void readsAndPrintsEightDigits();
  void refusesOtherTexts();
  void hasThePublishedExtremes();
  void matchesTheManualsRows_data();
  void matchesTheManualsRows();

 private:
  std::optional<Space> m_space;
};

void TstNasbenchMacro::initTestCase() {
  auto space = openSpace("nasbench-macro");
  PSCOPE_VERIFY_OK(space);
  m_space = std::move(space).value();
}

void TstNasbenchMacro::readsAndPrintsEightDigits() {
  const auto genome = m_space->parse("20102022");
  PSCOPE_VERIFY_OK(genome);
  const Genome expected{2, 0, 1, 0, 2, 0, 2, 2};
  QCOMPARE(genome.value(), expected);
  for (std::uint64_t i = 0; i < 6'561; ++i) {
    const auto design = m_space->design(i);
    QVERIFY(design.has_value());
    const auto again = m_space->parse(m_space->text(*design));
    QVERIFY(again.ok() && again.value() == *design);
  }
  QVERIFY(!m_space->design(6'561));
}

void TstNasbenchMacro::refusesOtherTexts() {
  for (const char* text : {"", "0000000", "000000000", "00000003", "layer1=0"}) {
    QVERIFY(!m_space->parse(text).ok());
  }
}

void TstNasbenchMacro::hasThePublishedExtremes() {
  std::int64_t maxParams = 0, maxMacs = 0;
  for (std::uint64_t i = 0; i < 6'561; ++i) {
    const auto network = m_space->lower(*m_space->design(i));
    QVERIFY2(network.ok(), network.ok() ? "" : network.error().text().c_str());
    const StaticCosts costs = staticCosts(network.value());
    maxParams = std::max(maxParams, costs.params);
    maxMacs = std::max(maxMacs, costs.macs);
  }
  QCOMPARE(maxParams, std::int64_t{2'932'586});  // search manual 2.4
  QCOMPARE(maxMacs, std::int64_t{105'660'928});
  // By hand: stem 864 + 64; pointwise layers 2,048 + 8,192 + 32,768 with 2 * (64 + 128 + 256) of normalisation; head
  // 327,680 + 2,560; classifier 12,810. MACs 864 * 1024 + 2,048 * 256 + 8,192 * 64 + 32,768 * 16 + 327,680 * 16 +
  // 12,800.
  const StaticCosts least = staticCosts(m_space->lower(*m_space->design(0)).value());
  QCOMPARE(least.params, std::int64_t{387'882});
  QCOMPARE(least.macs, std::int64_t{7'713'280});
}

void TstNasbenchMacro::matchesTheManualsRows_data() {
  QTest::addColumn<qint64>("params");
  QTest::addColumn<double>("megaMacs");
  // Search manual, Appendix B: all rows.
  QTest::newRow("00000000") << qint64{387882} << 7.71;
  QTest::newRow("20100001") << qint64{844714} << 28.56;
  QTest::newRow("00102022") << qint64{2301162} << 52.22;
  QTest::newRow("01022002") << qint64{1684842} << 55.27;
  QTest::newRow("00120212") << qint64{2157802} << 54.65;
  QTest::newRow("02020221") << qint64{2187050} << 65.38;
  QTest::newRow("20020111") << qint64{1556074} << 48.72;
  QTest::newRow("00212222") << qint64{2734634} << 73.18;
  QTest::newRow("20102022") << qint64{2323114} << 62.37;
  QTest::newRow("01222012") << qint64{2165226} << 71.20;
  QTest::newRow("02221012") << qint64{2082858} << 72.20;
  QTest::newRow("10212011") << qint64{1603082} << 54.78;
  QTest::newRow("01222202") << qint64{2045930} << 74.02;
  QTest::newRow("20102221") << qint64{2179754} << 64.79;
  QTest::newRow("11211021") << qint64{1942474} << 61.01;
  QTest::newRow("22111021") << qint64{1943722} << 69.83;
  QTest::newRow("21200122") << qint64{2296362} << 64.76;
  QTest::newRow("11111202") << qint64{1777674} << 58.61;
  QTest::newRow("22210211") << qint64{1742314} << 70.96;
  QTest::newRow("22212202") << qint64{1985514} << 85.16;
  QTest::newRow("22212220") << qint64{1985514} << 85.16;  // section 2.4: ties with the row before
}

void TstNasbenchMacro::matchesTheManualsRows() {
  QFETCH(qint64, params);
  QFETCH(double, megaMacs);
  const auto genome = m_space->parse(QTest::currentDataTag());
  PSCOPE_VERIFY_OK(genome);
  const auto network = m_space->lower(genome.value());
  PSCOPE_VERIFY_OK(network);
  const StaticCosts costs = staticCosts(network.value());
  QCOMPARE(qint64{costs.params}, params);
  QVERIFY(std::abs(static_cast<double>(costs.macs) / 1e6 - megaMacs) <= 0.00501);  // printed with two digits
}

PSCOPE_TEST(TstNasbenchMacro)
#include "tst_nasbench_macro.moc"
