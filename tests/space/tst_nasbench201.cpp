#include <QtTest>
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "core/network/network.h"
#include "core/space/space.h"
#include "core/space/unique_designs.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstNasbench201 : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void hasThePublishedSize();
  void readsAndPrintsThePublishedForm();
  void refusesOtherTexts_data();
  void refusesOtherTexts();
  void hasThePublishedExtremes();
  void matchesTheManualsRows_data();
  void matchesTheManualsRows();
  void matchesTheTableOfParameters();
  void lowersDeadCells();
  void lowersAtEveryScale();
  void namesItsParts();
  void hasThePublishedClasses();

 private:
  std::optional<Space> m_space;
};

void TstNasbench201::initTestCase() {
  auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  m_space = std::move(space).value();
}

void TstNasbench201::hasThePublishedSize() {
  QCOMPARE(m_space->count(), std::string("15625"));  // 5^6, search manual 2.1
  QCOMPARE(m_space->approximateCount(), 15625.0);
  QCOMPARE(m_space->choices().size(), std::size_t{6});
  QCOMPARE(m_space->scales().front().name, std::string("deploy"));
  QCOMPARE(m_space->scaleFor({1, 28, 28})->name, std::string("grey28"));
  QCOMPARE(m_space->scaleFor({3, 16, 16})->name, std::string("imagenet16"));
  QVERIFY(m_space->scaleFor({7, 1, 1}) == nullptr);
}

void TstNasbench201::readsAndPrintsThePublishedForm() {
  // Digits in the order of the edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3 (search manual 2.1).
  const std::string text = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|";
  const auto genome = m_space->parse(text);
  PSCOPE_VERIFY_OK(genome);
  const Genome expected{3, 0, 1, 4, 2, 0};
  QCOMPARE(genome.value(), expected);
  QCOMPARE(m_space->text(genome.value()), text);
  for (std::uint64_t i = 0; i < 15'625; ++i) {
    const auto design = m_space->design(i);
    QVERIFY(design.has_value());
    const auto again = m_space->parse(m_space->text(*design));
    QVERIFY(again.ok() && again.value() == *design);
  }
  QVERIFY(!m_space->design(15'625));
}

void TstNasbench201::refusesOtherTexts_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("place");
  QTest::newRow("empty") << QByteArray("") << QByteArray("column 1");
  QTest::newRow("unknown operation") << QByteArray("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|")
                                     << QByteArray("column 2");
  QTest::newRow("cut short") << QByteArray("|none~0|+|none~0|none~1|+|none~0|none~1|none~2") << QByteArray("column 41");
  QTest::newRow("more after the end") << QByteArray("|none~0|+|none~0|none~1|+|none~0|none~1|none~2||")
                                      << QByteArray("column 48");
  QTest::newRow("default form") << QByteArray("e01=none") << QByteArray("column 1");
}

void TstNasbench201::refusesOtherTexts() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, place);
  const auto genome = m_space->parse(text.toStdString());
  QVERIFY(!genome.ok());
  QCOMPARE(genome.error().code, ErrorCode::Parse);
  QCOMPARE(QByteArray::fromStdString(genome.error().place), place);
}

void TstNasbench201::hasThePublishedExtremes() {
  std::int64_t minParams = INT64_MAX, maxParams = 0, minMacs = INT64_MAX, maxMacs = 0;
  for (std::uint64_t i = 0; i < 15'625; ++i) {
    const auto network = m_space->lower(*m_space->design(i));
    QVERIFY2(network.ok(), network.ok() ? "" : network.error().text().c_str());
    const StaticCosts costs = staticCosts(network.value());
    minParams = std::min(minParams, costs.params);
    maxParams = std::max(maxParams, costs.params);
    minMacs = std::min(minMacs, costs.macs);
    maxMacs = std::max(maxMacs, costs.macs);
  }
  // Search manual 2.1, over the whole space.
  QCOMPARE(minParams, std::int64_t{73'306});
  QCOMPARE(maxParams, std::int64_t{1'531'546});
  QCOMPARE(minMacs, std::int64_t{7'783'040});
  QCOMPARE(maxMacs, std::int64_t{220'119'680});
}

void TstNasbench201::matchesTheManualsRows_data() {
  QTest::addColumn<QByteArray>("digits");
  QTest::addColumn<qint64>("params");
  QTest::addColumn<double>("megaMacs");
  // Search manual, Appendix A: all rows.
  QTest::newRow("001023") << QByteArray("001023") << qint64{344346} << 47.10;
  QTest::newRow("441000") << QByteArray("441000") << qint64{73306} << 7.78;
  QTest::newRow("144001") << QByteArray("144001") << qint64{73306} << 7.78;
  QTest::newRow("103400") << QByteArray("103400") << qint64{316346} << 43.17;
  QTest::newRow("120140") << QByteArray("120140") << qint64{101306} << 11.72;
  QTest::newRow("403021") << QByteArray("403021") << qint64{344346} << 47.10;
  QTest::newRow("104413") << QByteArray("104413") << qint64{316346} << 43.17;
  QTest::newRow("412241") << QByteArray("412241") << qint64{129306} << 15.65;
  QTest::newRow("421341") << QByteArray("421341") << qint64{344346} << 47.10;
  QTest::newRow("104341") << QByteArray("104341") << qint64{316346} << 43.17;
  QTest::newRow("433014") << QByteArray("433014") << qint64{559386} << 78.56;
  QTest::newRow("433240") << QByteArray("433240") << qint64{587386} << 82.49;
  QTest::newRow("403242") << QByteArray("403242") << qint64{372346} << 51.04;
  QTest::newRow("222244") << QByteArray("222244") << qint64{185306} << 23.51;
  QTest::newRow("431031") << QByteArray("431031") << qint64{559386} << 78.56;
  QTest::newRow("421323") << QByteArray("421323") << qint64{615386} << 86.43;
  QTest::newRow("131304") << QByteArray("131304") << qint64{559386} << 78.56;
  QTest::newRow("020003") << QByteArray("020003") << qint64{344346} << 47.10;
  QTest::newRow("330100") << QByteArray("330100") << qint64{559386} << 78.56;
  QTest::newRow("423343") << QByteArray("423343") << qint64{830426} << 117.88;
  QTest::newRow("042210") << QByteArray("042210") << qint64{129306} << 15.65;
  QTest::newRow("410310") << QByteArray("410310") << qint64{316346} << 43.17;
  QTest::newRow("321424") << QByteArray("321424") << qint64{372346} << 51.04;
  QTest::newRow("033214") << QByteArray("033214") << qint64{587386} << 82.49;
  QTest::newRow("042142") << QByteArray("042142") << qint64{129306} << 15.65;
  QTest::newRow("413313") << QByteArray("413313") << qint64{802426} << 113.95;
  QTest::newRow("200432") << QByteArray("200432") << qint64{372346} << 51.04;
  QTest::newRow("142333") << QByteArray("142333") << qint64{830426} << 117.88;
  QTest::newRow("343403") << QByteArray("343403") << qint64{802426} << 113.95;
  QTest::newRow("222112") << QByteArray("222112") << qint64{185306} << 23.51;
  QTest::newRow("344232") << QByteArray("344232") << qint64{615386} << 86.43;
  QTest::newRow("444300") << QByteArray("444300") << qint64{316346} << 43.17;
  QTest::newRow("004330") << QByteArray("004330") << qint64{559386} << 78.56;
  QTest::newRow("032302") << QByteArray("032302") << qint64{615386} << 86.43;
  QTest::newRow("244310") << QByteArray("244310") << qint64{344346} << 47.10;
  QTest::newRow("214310") << QByteArray("214310") << qint64{344346} << 47.10;
  QTest::newRow("131031") << QByteArray("131031") << qint64{559386} << 78.56;
  QTest::newRow("211103") << QByteArray("211103") << qint64{344346} << 47.10;
  QTest::newRow("312001") << QByteArray("312001") << qint64{344346} << 47.10;
  QTest::newRow("323103") << QByteArray("323103") << qint64{830426} << 117.88;
  QTest::newRow("333333") << QByteArray("333333") << qint64{1531546} << 220.12;
  QTest::newRow("111111") << QByteArray("111111") << qint64{73306} << 7.78;
}

void TstNasbench201::matchesTheManualsRows() {
  QFETCH(QByteArray, digits);
  QFETCH(qint64, params);
  QFETCH(double, megaMacs);
  Genome genome;
  for (const char digit : digits) genome.push_back(digit - '0');
  const auto network = m_space->lower(genome);
  PSCOPE_VERIFY_OK(network);
  const StaticCosts costs = staticCosts(network.value());
  QCOMPARE(qint64{costs.params}, params);
  QVERIFY(std::abs(static_cast<double>(costs.macs) / 1e6 - megaMacs) <= 0.00501);  // printed with two digits
}

void TstNasbench201::matchesTheTableOfParameters() {
  PSCOPE_NEEDS_DATA(path, "nb201/nb201_cifar10.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  QVERIFY(line.rfind("index,arch,", 0) == 0 && line.substr(line.rfind(',')) == ",params");
  std::set<Genome> seen;
  while (std::getline(file, line)) {
    const auto comma = line.find(',');
    const std::string arch = line.substr(comma + 1, line.find(',', comma + 1) - comma - 1);
    const std::int64_t params = std::stoll(line.substr(line.rfind(',') + 1));
    const auto genome = m_space->parse(arch);
    QVERIFY2(genome.ok(), arch.c_str());
    QVERIFY(seen.insert(genome.value()).second);
    const auto network = m_space->lower(genome.value());
    QVERIFY(network.ok());
    if (staticCosts(network.value()).params != params) QFAIL(("parameters differ for " + arch).c_str());
  }
  QCOMPARE(seen.size(), std::size_t{15'625});
}

void TstNasbench201::lowersDeadCells() {
  for (const Genome& genome : {Genome{0, 0, 0, 0, 0, 0}, Genome{4, 4, 1, 0, 0, 0}, Genome{0, 0, 1, 0, 2, 3}}) {
    const auto network = m_space->lower(genome);
    PSCOPE_VERIFY_OK(network);
    QCOMPARE(network.value().outputShape().text(), std::string("10x1x1"));
  }
}

void TstNasbench201::lowersAtEveryScale() {
  for (const auto& scale : m_space->scales()) {
    for (const Genome& genome : {Genome{0, 1, 2, 3, 4, 3}, Genome{3, 3, 3, 3, 3, 3}}) {
      const auto network = m_space->lower(genome, scale.name);
      PSCOPE_VERIFY_OK(network);
      QVERIFY(network.value().inputShape() == scale.input);
      QCOMPARE(network.value().outputShape().channels, scale.classes);
    }
  }
  // Closed form of 2.1 for 100 classes: 90 rows more of 64 weights and one bias each.
  const Genome genome{3, 3, 3, 3, 3, 3};
  QCOMPARE(staticCosts(m_space->lower(genome, "cifar100").value()).params, std::int64_t{1'531'546 + 90 * 65});
  QCOMPARE(m_space->lower(genome, "nowhere").error().code, ErrorCode::NotFound);
}

void TstNasbench201::namesItsParts() {
  const auto network = m_space->lower({3, 0, 1, 4, 2, 0});
  PSCOPE_VERIFY_OK(network);
  const auto names = network.value().nodeNames();
  QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  QCOMPARE(names[1], std::string("stem/conv2d"));
  QVERIFY(std::find(names.begin(), names.end(), "stage1/cell3/edge0-1/conv2d") != names.end());
  QVERIFY(std::find(names.begin(), names.end(), "stage3/reduction/conv2d_3") != names.end());
  QCOMPARE(names.back(), std::string("head/linear"));
}

/// Search manual 2.1: 5,390 cells once identities are collapsed, sums commuted, zeros propagated and dropped.
void TstNasbench201::hasThePublishedClasses() {
  const auto classes = countUnique(*m_space, {});
  PSCOPE_VERIFY_OK(classes);
  QCOMPARE(classes.value(), std::uint64_t{5390});
  const auto twins = [&](const char* a, const char* b) {
    return twinClass(*m_space, m_space->parse(a).value()).value() ==
           twinClass(*m_space, m_space->parse(b).value()).value();
  };
  // The first edge is a skip: node 1 is node 0, so an operator may start at either.
  QVERIFY(twins("|skip_connect~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|skip_connect~2|",
                "|skip_connect~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|skip_connect~2|"));
  QVERIFY(!twins("|skip_connect~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|skip_connect~2|",
                 "|skip_connect~0|+|nor_conv_1x1~0|none~1|+|none~0|none~1|skip_connect~2|"));
}

PSCOPE_TEST(TstNasbench201)
#include "tst_nasbench201.moc"
