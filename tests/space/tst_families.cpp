#include <QtTest>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/network/network.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Genome of a space without conditions from the texts of its levels, in the order of its choices.
Genome genomeOf(const Space& space, const std::vector<std::string>& levels) {
  Genome genome;
  for (std::size_t i = 0; i < levels.size() && i < space.choices().size(); ++i) {
    const auto& known = space.choices()[i].levels;
    const auto found = std::find(known.begin(), known.end(), levels[i]);
    genome.push_back(found == known.end() ? -2 : static_cast<int>(found - known.begin()));
  }
  return genome;
}

std::vector<std::string> words(const char* text) {
  std::vector<std::string> list;
  for (const auto& word : QByteArray(text).simplified().split(' ')) list.push_back(word.toStdString());
  return list;
}

/// Every block of the five stages alike.
QByteArray onceForAll(int resolution, int depth, int kernel, int expansion) {
  QByteArray text = "resolution=" + QByteArray::number(resolution);
  for (int stage = 1; stage <= 5; ++stage) {
    const QByteArray place = ";stage" + QByteArray::number(stage);
    text += place + ".depth=" + QByteArray::number(depth);
    for (int block = 1; block <= depth; ++block) {
      const QByteArray path = place + ".block" + QByteArray::number(block);
      text += path + ".kernel=" + QByteArray::number(kernel) + path + ".expansion=" + QByteArray::number(expansion);
    }
  }
  return text;
}

}  // namespace

class TstFamilies : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void areListed();
  void haveTheirCount_data();
  void haveTheirCount();
  void areCleanDocuments_data();
  void areCleanDocuments();
  void roundTripTheirTexts_data();
  void roundTripTheirTexts();
  void lowerRandomDesignsAtEveryScale_data();
  void lowerRandomDesignsAtEveryScale();
  void haveThePublishedCosts_data();
  void haveThePublishedCosts();
  void costWhatTheirTextsSay_data();
  void costWhatTheirTextsSay();

 private:
  void everyFamily();
};

void TstFamilies::everyFamily() {
  QTest::addColumn<QByteArray>("name");
  for (const auto& family : builtInFamilies()) {
    QTest::newRow(family.name.c_str()) << QByteArray::fromStdString(family.name);
  }
}

void TstFamilies::areListed() {
  std::vector<std::string> names;
  for (const auto& family : builtInFamilies()) names.push_back(family.name);
  const std::vector<std::string> expected{"demo",      "nasbench201",     "nasbench-macro", "darts",
                                          "fbnet",     "mobilenetv3-ofa", "resnet-rs",      "nasbench101",
                                          "proxyless", "single-path",     "nasbench1shot1"};
  QCOMPARE(names, expected);
}

void TstFamilies::haveTheirCount_data() {
  QTest::addColumn<QByteArray>("count");
  QTest::newRow("nasbench-macro") << QByteArray("6561");  // 3^8, search manual 2.4
  // (prod_{n=2..5} C(n,2) 7^2)^2 = 1,037,664,180^2, search manual 2.5 and Appendix C
  QTest::newRow("darts") << QByteArray("1076746950455072400");
  QTest::newRow("fbnet") << QByteArray("984770902183611232881");  // 9^22, search manual Appendix C
  // 6 operations, and "zero" in the 15 blocks that keep their shape: 6^6 * 7^15, search manual 2.7
  QTest::newRow("proxyless") << QByteArray("221502229807900608");
  // 5 stages of a block with 4 operations and three with 5: (4 * 5^3)^5, search manual 2.7
  QTest::newRow("single-path") << QByteArray("31250000000000");
  QTest::newRow("mobilenetv3-ofa") << QByteArray("543966387314312146275");  // 7371^5 * 25, search manual 2.7
  QTest::newRow("resnet-rs") << QByteArray("210");                          // 7 depths, 5 widths, 6 resolutions
  // At most 9 of 21 edges: (C(21,0) + ... + C(21,9)) * 3^5 = 695,860 * 243. (Without the limit 2^21 * 3^5 =
  // 509,607,936, the "about 510 M" of search manual 2.2.)
  QTest::newRow("nasbench101") << QByteArray("169093980");
  // The tables of parents: 1 * 1 * 3 * 6 * 10 * 3^4 + 1 * 2 * 3 * 6 * 10 * 3^4 + 1 * 2 * 3 * 6 * 10 * 15 * 3^5 =
  // 14,580 + 29,160 + 1,312,200. The publication prints 6,240, 29,160 and 363,648.
  QTest::newRow("nasbench1shot1") << QByteArray("1355940");
}

void TstFamilies::haveTheirCount() {
  QFETCH(QByteArray, count);
  const auto space = openSpace(QTest::currentDataTag());
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(QByteArray::fromStdString(space.value().count()), count);
}

void TstFamilies::areCleanDocuments_data() {
  everyFamily();
}

void TstFamilies::areCleanDocuments() {
  QFETCH(QByteArray, name);
  const auto space = openSpace(name.toStdString());
  PSCOPE_VERIFY_OK(space);
  QVERIFY(Space::check(space.value().document().dump(), "family").empty());
  QCOMPARE(QByteArray::fromStdString(space.value().name()), name);
  QVERIFY(!space.value().title().empty() && !space.value().source().empty());
  QVERIFY(space.value().summary().ends_with('.'));
  QVERIFY((std::set<std::string>{"V", "P", "R", "D"}.contains(space.value().evidence())));
  QCOMPARE(space.value().scales().front().name, std::string("deploy"));
  // One scale that trains in seconds, one for grey images.
  QVERIFY(space.value().scaleFor({1, 28, 28}) != nullptr);
  QVERIFY(std::any_of(space.value().scales().begin(), space.value().scales().end(), [](const ScaleInfo& scale) {
    return scale.input.channels == 3 && scale.input.height <= 32 && scale.classes == 10;
  }));
}

void TstFamilies::roundTripTheirTexts_data() {
  everyFamily();
}

void TstFamilies::roundTripTheirTexts() {
  QFETCH(QByteArray, name);
  const auto space = openSpace(name.toStdString()).value();
  Rng rng(11);
  for (int i = 0; i < 200; ++i) {
    const Genome genome = space.sample(rng);
    PSCOPE_VERIFY_OK(space.validate(genome));
    const auto again = space.parse(space.text(genome));
    PSCOPE_VERIFY_OK(again);
    QCOMPARE(again.value(), genome);
  }
}

void TstFamilies::lowerRandomDesignsAtEveryScale_data() {
  everyFamily();
}

void TstFamilies::lowerRandomDesignsAtEveryScale() {
  QFETCH(QByteArray, name);
  const auto space = openSpace(name.toStdString()).value();
  Rng rng(12);
  for (int i = 0; i < 200; ++i) {
    const Genome genome = space.sample(rng);
    for (const auto& scale : space.scales()) {
      const auto network = space.lower(genome, scale.name);
      QVERIFY2(network.ok(), network.ok() ? "" : (scale.name + ": " + network.error().text()).c_str());
      QCOMPARE(network.value().outputShape().elements(), std::int64_t{scale.classes});
      QVERIFY(staticCosts(network.value()).params > 0);
    }
  }
}

void TstFamilies::haveThePublishedCosts_data() {
  QTest::addColumn<QByteArray>("space");
  QTest::addColumn<QByteArray>("scale");
  QTest::addColumn<QByteArray>("levels");  // of all choices in order, separated by spaces
  QTest::addColumn<qint64>("params");
  QTest::addColumn<qint64>("macs");
  const auto row = [](const char* tag, const char* space, const char* scale, const char* levels, qint64 params,
                      qint64 macs) {
    QTest::newRow(tag) << QByteArray(space) << QByteArray(scale) << QByteArray(levels) << params << macs;
  };
  // DARTS: 3.349342 M and 3.169414 M are what the authors' program prints for DARTS_V2 and DARTS_V1 (the auxiliary head
  // left out); MACs from an independent sum over the layers.
  row("darts V2", "darts", "deploy",
      "0+1 sep_conv_3x3 sep_conv_3x3 0+1 sep_conv_3x3 sep_conv_3x3 0+1 skip_connect sep_conv_3x3 0+2 skip_connect "
      "dil_conv_3x3 0+1 max_pool_3x3 max_pool_3x3 1+2 max_pool_3x3 skip_connect 0+2 max_pool_3x3 skip_connect 1+2 "
      "max_pool_3x3 skip_connect",
      3'349'342, 528'359'040);
  row("darts V1", "darts", "deploy",
      "0+1 sep_conv_3x3 sep_conv_3x3 0+1 skip_connect sep_conv_3x3 0+1 skip_connect sep_conv_3x3 0+2 sep_conv_3x3 "
      "skip_connect 0+1 max_pool_3x3 max_pool_3x3 0+2 max_pool_3x3 skip_connect 0+2 max_pool_3x3 skip_connect 0+2 "
      "avg_pool_3x3 skip_connect",
      3'169'414, 500'987'520);
  // FBNet-C: published 5.5 M parameters; 5,572,200 in two independent public programs (one at exactly this number).
  row("fbnet C", "fbnet", "deploy", "0 3 8 0 0 7 6 7 3 7 6 7 7 7 7 7 6 7 7 7 7 3", 5'572'200, 384'960'160);
  // ProxylessNAS: parameters as a public re-implementation asserts them for the published networks; published: 4.1 M
  // and 320 M MACs for the phone, 465 M for the GPU, 439 M for the CPU.
  row("proxyless mobile", "proxyless", "mobile",
      "k5_e3 k3_e3 zero zero k7_e3 k3_e3 k5_e3 k5_e3 k7_e6 k5_e3 k5_e3 k5_e3 k5_e6 k5_e3 k5_e3 k5_e3 k7_e6 k7_e6 k7_e3 "
      "k7_e3 k7_e6",
      4'080'512, 320'427'584);
  row("proxyless gpu", "proxyless", "gpu",
      "k5_e3 zero zero zero k7_e3 zero zero k3_e3 k7_e6 zero zero k5_e3 k5_e6 zero k3_e3 k5_e3 k7_e6 k7_e6 k7_e6 k5_e6 "
      "k7_e6",
      7'119'848, 465'260'160);
  row("proxyless cpu", "proxyless", "cpu",
      "k3_e6 k3_e3 k3_e3 k3_e3 k3_e6 k3_e3 k3_e3 k5_e3 k3_e6 zero zero k3_e3 k5_e6 k3_e3 k3_e3 k3_e3 k5_e6 k5_e3 k5_e3 "
      "k3_e3 k5_e6",
      4'361'648, 439'243'864);
  // Single-Path NAS: parameters as a public re-implementation asserts them for the published network.
  row("single-path", "single-path", "deploy",
      "k3_e3 k3_e3 k3_e3 skip k5_e6 k3_e3 k3_e3 k3_e3 k5_e6 k3_e3 k3_e3 k3_e3 k5_e6 k5_e3 k5_e3 k5_e3 k5_e6 k5_e6 "
      "k5_e6 "
      "k5_e6",
      4'421'616, 333'467'072);
}

void TstFamilies::haveThePublishedCosts() {
  QFETCH(QByteArray, space);
  QFETCH(QByteArray, scale);
  QFETCH(QByteArray, levels);
  QFETCH(qint64, params);
  QFETCH(qint64, macs);
  const auto family = openSpace(space.toStdString()).value();
  const Genome genome = genomeOf(family, words(levels));
  PSCOPE_VERIFY_OK(family.validate(genome));
  const auto network = family.lower(genome, scale.toStdString());
  PSCOPE_VERIFY_OK(network);
  QCOMPARE(qint64{staticCosts(network.value()).params}, params);
  QCOMPARE(qint64{staticCosts(network.value()).macs}, macs);
}

void TstFamilies::costWhatTheirTextsSay_data() {
  QTest::addColumn<QByteArray>("space");
  QTest::addColumn<QByteArray>("design");
  QTest::addColumn<qint64>("params");
  QTest::addColumn<qint64>("macs");
  const auto row = [](const char* tag, const char* space, const QByteArray& design, qint64 params, qint64 macs) {
    QTest::newRow(tag) << QByteArray(space) << design << params << macs;
  };
  // From an independent sum over the layers of the published network.
  row("ofa largest", "mobilenetv3-ofa", onceForAll(224, 4, 7, 6), 7'664'760, 566'170'656);
  row("ofa smallest", "mobilenetv3-ofa", onceForAll(128, 2, 3, 3), 3'410'792, 41'476'224);
  // Published (millions of parameters): 36, 64, 87, 93, 130, 164, 192; a public re-implementation prints 35.69, 63.62,
  // 86.62, 93.21, 129.86, 163.96 and 191.89. MACs from an independent sum.
  row("rs50", "resnet-rs", "depth=50;width=1;resolution=160", 35'691'912, 2'278'629'376);
  row("rs101", "resnet-rs", "depth=101;width=1;resolution=192", 63'618'696, 6'012'157'952);
  row("rs152", "resnet-rs", "depth=152;width=1;resolution=256", 86'621'576, 15'527'886'848);
  row("rs200", "resnet-rs", "depth=200;width=1;resolution=256", 93'209'992, 20'093'386'752);
  row("rs270", "resnet-rs", "depth=270;width=1;resolution=256", 129'861'448, 26'950'189'056);
  row("rs420", "resnet-rs", "depth=420;width=1;resolution=320", 191'891'656, 63'942'344'704);
  // Published: 2,694,282 parameters for the Inception-like cell of the benchmark's documentation, and 227,274 to
  // 49,979,274 over the whole benchmark.
  row("101 Inception", "nasbench101",
      "111010/00001/0001/100/01/1:conv1x1-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:maxpool3x3",
      2'694'282, 402'002'944);
  row("101 least", "nasbench101", "100000/10001/1001/101/01/0:maxpool3x3:maxpool3x3:maxpool3x3:maxpool3x3:maxpool3x3",
      227'274, 37'098'496);
  row("101 most", "nasbench101",
      "111100/10000/1000/100/10/1:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu",
      49'979'274, 7'335'187'456);
  // Vertices 2 to 5 lead nowhere: a projection and a pool.
  row("101 loose ends", "nasbench101",
      "110000/01001/0000/000/00/0:maxpool3x3:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu", 882'570,
      137'761'792);
  // The output reads nothing that comes from the input: only the projection is left.
  row("101 no path", "nasbench101",
      "111110/00000/0000/000/00/0:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu:conv3x3-bn-relu",
      882'570, 137'761'792);
  // The same as a cell of NAS-Bench-101, by an independent sum: 0-1, 0-2, 1-2, 0-3, 2-3, 1-4, 3-4, 2-output, 4-output.
  row("1shot1 space 1", "nasbench1shot1",
      "space=1;node3=0+2;node4=1+3;output1=2+4;op1=maxpool3x3;op2=conv3x3-bn-relu;op3=conv1x1-bn-relu;"
      "op4=conv3x3-bn-relu",
      6'230'410, 922'096'640);
}

void TstFamilies::costWhatTheirTextsSay() {
  QFETCH(QByteArray, space);
  QFETCH(QByteArray, design);
  QFETCH(qint64, params);
  QFETCH(qint64, macs);
  const auto family = openSpace(space.toStdString()).value();
  const auto genome = family.parse(design.toStdString());
  PSCOPE_VERIFY_OK(genome);
  const auto network = family.lower(genome.value());
  PSCOPE_VERIFY_OK(network);
  QCOMPARE(qint64{staticCosts(network.value()).params}, params);
  QCOMPARE(qint64{staticCosts(network.value()).macs}, macs);
}

PSCOPE_TEST(TstFamilies)
#include "tst_families.moc"
