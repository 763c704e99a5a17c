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

/// Twelve equal layers of 192 channels, three heads and a hidden layer of four times the channels.
QByteArray visionTransformer(const QByteArray& mixer) {
  QByteArray text = "embed=192;depth=12";
  for (int layer = 1; layer <= 12; ++layer) {
    const QByteArray path = ";layer" + QByteArray::number(layer);
    text += path + ".mixer=" + mixer;
    if (mixer != "state_space") text += path + ".heads=3";
    text += path + ".hidden=4";
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
  void countsEachOneShotSpace_data();
  void countsEachOneShotSpace();
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
  const std::vector<std::string> expected{"demo",        "nasbench201",     "nasbench-macro", "darts",
                                          "fbnet",       "mobilenetv3-ofa", "resnet-rs",      "nasbench101",
                                          "proxyless",   "hytnas",          "autoformer-vit", "analognas",
                                          "single-path", "nasbench1shot1",  "nasnet"};
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
  QTest::newRow("nasbench1shot1") << QByteArray("386520");  // see countsEachOneShotSpace()
  QTest::newRow("hytnas") << QByteArray("396718580736");  // 4^4 * 3^5 * 4 * 3^4 * 3^9, search manual 2.9 and Appendix C
  // Widths * sum over depths 12, 13, 14 of (5 mixers with 2 numbers of heads, one without; 2 hidden layers)^depth
  QTest::newRow("autoformer-vit") << QByteArray("19552459001825857536");  // 3 * (22^12 + 22^13 + 22^14)
  // Stems * sum over groups of 15 * 2 * 7 * 4 for the first, and as much or nothing for each later one
  QTest::newRow("analognas") << QByteArray("2524243399801200");  // 6 * 840 * (1 + 841 + 841^2 + 841^3 + 841^4)
  // (prod_{b=0..4} (b+2)^2 * 13^2 * 2)^2 = 2,286,906,949,584,691,200^2, search manual 2.6
  QTest::newRow("nasnet") << QByteArray("5229943396058757337940161399357440000");
}

void TstFamilies::haveTheirCount() {
  QFETCH(QByteArray, count);
  const auto space = openSpace(QTest::currentDataTag());
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(QByteArray::fromStdString(space.value().count()), count);
}

void TstFamilies::countsEachOneShotSpace_data() {
  QTest::addColumn<QByteArray>("count");
  // Search manual 2.3: 6,240, 29,160 and 363,648 "with loose ends". That is the sum over all parents of
  // 3^(nodes that another reads) for spaces 1 and 3, but 1 * 2 * 3 * 6 * 10 * 3^4 = 29,160 with the operations of
  // unread nodes for space 2; the same sum is 16,632 there.
  QTest::newRow("1") << QByteArray("6240");
  QTest::newRow("2") << QByteArray("16632");
  QTest::newRow("3") << QByteArray("363648");
}

void TstFamilies::countsEachOneShotSpace() {
  QFETCH(QByteArray, count);
  Json document = openSpace("nasbench1shot1").value().document();
  document["constraints"] = Json::array({std::string("space = ") + QTest::currentDataTag()});
  const auto space = Space::fromJson(document, "part");
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
  // One scale that is cheap to train, one for grey images.
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
  // DARTS V1 and V2, published with 3.3 M parameters (the auxiliary head left out); from an independent sum over the
  // layers of the published evaluation network.
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
  // FBNet-C: published with 5.5 M parameters; a public re-implementation asserts 5,572,200. MACs from an independent
  // sum.
  row("fbnet C", "fbnet", "deploy", "0 3 8 0 0 7 6 7 3 7 6 7 7 7 7 7 6 7 7 7 7 3", 5'572'200, 384'960'160);
  // ProxylessNAS: parameters as a public re-implementation asserts them for the published networks, whose one for
  // phones has 320 M MACs in the publication; MACs from an independent sum.
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
  // Published (millions of parameters): 36, 64, 87, 93, 130, 164, 192; all digits and MACs from an independent sum.
  row("rs50", "resnet-rs", "depth=50;width=1;resolution=160", 35'691'912, 2'278'629'376);
  row("rs101", "resnet-rs", "depth=101;width=1;resolution=192", 63'618'696, 6'012'157'952);
  row("rs152", "resnet-rs", "depth=152;width=1;resolution=256", 86'621'576, 15'527'886'848);
  row("rs200", "resnet-rs", "depth=200;width=1;resolution=256", 93'209'992, 20'093'386'752);
  row("rs270", "resnet-rs", "depth=270;width=1;resolution=256", 129'861'448, 26'950'189'056);
  row("rs420", "resnet-rs", "depth=420;width=1;resolution=320", 191'891'656, 63'942'344'704);
  // 2,694,282 is what the benchmark answers for the Inception-like cell of its documentation, 49,979,274 its largest
  // number of parameters; the least was found by enumerating all cells of pools.
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
  // From an independent sum over the layers.
  row("hytnas", "hytnas",
      "width=16;expansion1=2;blocks2=2;expansion2=2;growth2=1.5;hybrid1.blocks=2;hybrid1.expansion=2;hybrid1.growth=2;"
      "hybrid1.heads=4;hybrid1.feed=2;hybrid1.patch=2;hybrid2.blocks=3;hybrid2.expansion=4;hybrid2.growth=1.5;"
      "hybrid2.heads=4;hybrid2.feed=1;hybrid2.patch=4;hybrid3.blocks=1;hybrid3.expansion=1;hybrid3.growth=1.5;"
      "hybrid3.heads=2;hybrid3.feed=1.5;hybrid3.patch=8",
      760'666, 210'254'904);
  // All softmax: DeiT-Ti, published with 5.7 M parameters and 1.3 G MACs. A layer has
  // 4 (192^2 + 192) in its mixer, 4 T 192^2 + 2 T^2 192 MACs at T = 197 (search manual 2.13); the rest of the network
  // 3,938,728 parameters and 726,265,344 MACs.
  row("vit softmax", "autoformer-vit", visionTransformer("softmax"), 5'717'416, 1'253'683'200);
  // Windows of 7x7 for the 196, all tokens for the last: 196 * 49 * 384 + 197 * 384 instead of 2 * 197^2 * 192.
  row("vit window", "autoformer-vit", visionTransformer("window"), 5'717'416, 1'120'014'336);
  // 2 * 197 * 192 * 64 MACs instead of 2 * 197^2 * 192, and 2 * 197 * 192 for the sums of the weights.
  row("vit linear", "autoformer-vit", visionTransformer("linear"), 5'717'416, 1'133'856'768);
  // Four layers of 192^2 (query and key of half the width make one), 3,072 + 1,632 for the gates, 192 + 128 more; scan
  // 2 * 197 * 96 * 64.
  row("vit gated linear", "autoformer-vit", visionTransformer("gated_linear"), 5'768'488, 1'114'793'472);
  // Mamba at d = 192: 147,456 + 1,920 + 4,608 + 4,992 + 12,288 + 6,528 + 73,728 = 251,520 a layer; scan
  // 2 * 197 * 384 * 16 MACs.
  row("vit state space", "autoformer-vit", visionTransformer("state_space"), 6'956'968, 1'332'659'712);
  // Four times 192 keys and 192 values of 192: 294,912 a layer.
  row("vit token", "autoformer-vit", visionTransformer("token"), 7'477'672, 1'602'269'184);
  // By hand: stem 2,352 + 32; branch 4,608 + 64 + 9,216 + 64; shortcut 512 + 64; an average over 8x8 leaves 21x21x32,
  // classifier 141,130. MACs 28^2 (2,352 + 4,608 + 9,216 + 512) + 141,120.
  row("analognas one block", "analognas",
      "stem=16;groups=1;first.blocks=1;first.kind=basic;first.widen=0.5;first.branches=1", 158'042, 13'224'512);
  // By hand: stem 1,192; 16 channels: 1,184 + 2,336 + 160; 20 channels at 14x14: two branches of 90 + 235 + 140 and a
  // shortcut of 360; classifier of 7x7x20. The second group has no blocks.
  row("analognas two groups", "analognas",
      "stem=8;groups=3;first.blocks=1;first.kind=basic;first.widen=0.5;first.branches=1;later1.blocks=0;later2.blocks="
      "1;"
      "later2.kind=bottleneck;later2.widen=0.8;later2.branches=2",
      15'972, 4'057'200);
  // NASNet-A as DARTS writes it down, from an independent sum. Published with 3.3 M: 3,287,274 if every normal cell
  // also passed one of its inputs on.
  row("nasnet A", "nasnet",
      "normal.block2.in1=1;normal.block2.in2=0;normal.block2.op1=sep_conv_5x5;normal.block2.op2=sep_conv_3x3;"
      "normal.block2.combine=add;normal.block3.in1=0;normal.block3.in2=0;normal.block3.op1=sep_conv_5x5;"
      "normal.block3.op2=sep_conv_3x3;normal.block3.combine=add;normal.block4.in1=1;normal.block4.in2=0;"
      "normal.block4.op1=avg_pool_3x3;normal.block4.op2=identity;normal.block4.combine=add;"
      "normal.block5.in1=0;normal.block5.in2=0;normal.block5.op1=avg_pool_3x3;normal.block5.op2=avg_pool_3x3;"
      "normal.block5.combine=add;normal.block6.in1=1;normal.block6.in2=1;normal.block6.op1=sep_conv_3x3;"
      "normal.block6.op2=identity;normal.block6.combine=add;reduction.block2.in1=1;reduction.block2.in2=0;"
      "reduction.block2.op1=sep_conv_5x5;reduction.block2.op2=sep_conv_7x7;reduction.block2.combine=add;"
      "reduction.block3.in1=1;reduction.block3.in2=0;reduction.block3.op1=max_pool_3x3;reduction.block3.op2=sep_conv_"
      "7x7;"
      "reduction.block3.combine=add;reduction.block4.in1=1;reduction.block4.in2=0;reduction.block4.op1=avg_pool_3x3;"
      "reduction.block4.op2=sep_conv_5x5;reduction.block4.combine=add;reduction.block5.in1=3;"
      "reduction.block5.in2=2;reduction.block5.op1=identity;reduction.block5.op2=avg_pool_3x3;"
      "reduction.block5.combine=add;reduction.block6.in1=2;reduction.block6.in2=1;reduction.block6.op1=sep_conv_3x3;"
      "reduction.block6.op2=max_pool_3x3;reduction.block6.combine=add",
      3'061'738, 483'842'304);
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
