#include <QtTest>
#include <set>

#include "core/base/rng.h"
#include "core/network/network_diff.h"
#include "core/network/operator_catalogue.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstNetworkDiff : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void identicalNetworksAreKept();
  void namesAndOrderOfBranchesDoNotMatter();
  void oneReplacedOperatorChanged_data();
  void oneReplacedOperatorChanged();
  void insertedBlockIsAdded_data();
  void insertedBlockIsAdded();
  void movedBlockMoved();
  void vanishedActivationDidNotMove();
  void widerNetworkChangedItsWeights();
  void operatorReplacedByAnother();
  void everyNodeIsInOneList();
};

namespace {

/// A chain of blocks: letters are blocks of three operators, digits single ones.
struct Chain {
  explicit Chain(const std::string& blocks, int channels = 16) : network(TensorShape{3, 16, 16}) {
    add(Op::Conv2d, channels, 3);
    for (const char block : blocks) {
      network.setScope(std::string("block_") + block);
      switch (block) {
        case 'a':  // conv-bn-relu
          add(Op::Conv2d, channels, 3);
          add(Op::BatchNorm);
          add(Op::Relu);
          break;
        case 'b':
          add(Op::Conv2d, channels, 5);
          add(Op::BatchNorm);
          add(Op::Gelu);
          break;
        case 'c':
          add(Op::Conv2d, channels, 1);
          add(Op::BatchNorm);
          add(Op::HardSwish);
          break;
        case 's': {  // with a sum around it
          const NodeIndex before = last;
          add(Op::Conv2d, channels, 3);
          add(Op::Silu);
          const auto sum = network.add(Op::Add, std::vector<NodeIndex>{last, before});
          last = sum.value();
          break;
        }
        case 'R':
          add(Op::Relu);
          break;
        case 'T':
          add(Op::Tanh);
          break;
        default:
          qFatal("no such block");
      }
    }
    network.setScope("head");
    add(Op::GlobalAvgPool);
    add(Op::Linear, 10, 1);
  }
  void add(Op op, int channels = 0, int kernel = 1) {
    OpAttributes a = defaultAttributes(op);
    a.outChannels = channels;
    a.kernelHeight = a.kernelWidth = static_cast<std::int16_t>(kernel);
    a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(kernel / 2);
    const auto node = network.add(op, std::vector<NodeIndex>{last}, a);
    if (!node.ok()) qFatal("%s", node.error().text().c_str());
    last = node.value();
  }
  Network network;
  NodeIndex last = 0;
};

/// "kept 12, changed 1, moved 0, added 0, removed 0"
QString summary(const NetworkDiff& diff) {
  return QStringLiteral("kept %1, changed %2, moved %3, added %4, removed %5")
      .arg(diff.kept.size())
      .arg(diff.changed.size())
      .arg(diff.moved.size())
      .arg(diff.added.size())
      .arg(diff.removed.size());
}

QString compare(const std::string& from, const std::string& to) {
  return summary(networkDiff(Chain(from).network, Chain(to).network));
}

/// Two branches of an image: one of them first.
Network branchesOf(bool leftFirst, const std::string& scope) {
  Network network({4, 8, 8});
  network.setScope(scope);
  OpAttributes a = defaultAttributes(Op::Conv2d);
  a.outChannels = 4;
  const auto branch = [&](bool left) {
    const auto conv = network.add(Op::Conv2d, std::vector<NodeIndex>{0}, a).value();
    return network.add(left ? Op::Relu : Op::Gelu, std::vector<NodeIndex>{conv}).value();
  };
  const auto first = branch(leftFirst);
  const auto second = branch(!leftFirst);
  const std::vector<NodeIndex> sum =
      leftFirst ? std::vector<NodeIndex>{first, second} : std::vector<NodeIndex>{second, first};
  static_cast<void>(network.add(Op::Add, sum).value());
  return network;
}

}  // namespace

void TstNetworkDiff::identicalNetworksAreKept() {
  const auto diff = networkDiff(Chain("aabsca").network, Chain("aabsca").network);
  QVERIFY(diff.same());
  QCOMPARE(diff.kept.size(), Chain("aabsca").network.nodes().size());
  for (const auto& [a, b] : diff.kept) QCOMPARE(a, b);
}

void TstNetworkDiff::namesAndOrderOfBranchesDoNotMatter() {
  const auto diff = networkDiff(branchesOf(true, "left"), branchesOf(false, "other"));
  QVERIFY2(diff.same(), qPrintable(summary(diff)));
  QVERIFY((diff.kept == std::vector<NetworkDiff::Pair>{{0, 0}, {1, 3}, {2, 4}, {3, 1}, {4, 2}, {5, 5}}));
}

void TstNetworkDiff::oneReplacedOperatorChanged_data() {
  QTest::addColumn<std::string>("from");
  QTest::addColumn<std::string>("to");
  QTest::newRow("among others") << std::string("abRca") << std::string("abTca");
  QTest::newRow("between equal blocks") << std::string("aaRaa") << std::string("aaTaa");
  QTest::newRow("at the start") << std::string("Rabs") << std::string("Tabs");
  QTest::newRow("at the end") << std::string("absR") << std::string("absT");
}

void TstNetworkDiff::oneReplacedOperatorChanged() {
  QFETCH(std::string, from);
  QFETCH(std::string, to);
  const Chain a(from);
  const Chain b(to);
  const auto diff = networkDiff(a.network, b.network);
  QCOMPARE(diff.kept.size(), a.network.nodes().size() - 1);
  QVERIFY2(diff.changed.size() == 1 && diff.moved.empty() && diff.added.empty() && diff.removed.empty(),
           qPrintable(summary(diff)));
  QVERIFY(a.network.node(diff.changed[0].first).op == Op::Relu);
  QVERIFY(b.network.node(diff.changed[0].second).op == Op::Tanh);
}

void TstNetworkDiff::insertedBlockIsAdded_data() {
  QTest::addColumn<std::string>("shorter");
  QTest::addColumn<std::string>("longer");
  QTest::newRow("another one") << std::string("aac") << std::string("aabc");
  QTest::newRow("an equal one") << std::string("aac") << std::string("aaac");
  QTest::newRow("first") << std::string("aac") << std::string("baac");
  QTest::newRow("last") << std::string("aac") << std::string("aacb");
  QTest::newRow("with a sum") << std::string("abc") << std::string("absc");
}

void TstNetworkDiff::insertedBlockIsAdded() {
  QFETCH(std::string, shorter);
  QFETCH(std::string, longer);
  const auto kept = Chain(shorter).network.nodes().size();
  QCOMPARE(compare(shorter, longer), QStringLiteral("kept %1, changed 0, moved 0, added 3, removed 0").arg(kept));
  QCOMPARE(compare(longer, shorter), QStringLiteral("kept %1, changed 0, moved 0, added 0, removed 3").arg(kept));
}

void TstNetworkDiff::movedBlockMoved() {
  const Chain a("abcsa");
  const Chain b("acsba");
  const auto diff = networkDiff(a.network, b.network);
  QCOMPARE(summary(diff), QStringLiteral("kept 16, changed 0, moved 3, added 0, removed 0"));
  for (const auto& [from, to] : diff.moved) {
    QCOMPARE(a.network.scope(a.network.node(from)), std::string("block_b"));
    QCOMPARE(b.network.scope(b.network.node(to)), std::string("block_b"));
  }
}

void TstNetworkDiff::vanishedActivationDidNotMove() {
  QCOMPARE(compare("aTbc", "abcT"), QStringLiteral("kept 13, changed 0, moved 0, added 1, removed 1"));
}

void TstNetworkDiff::widerNetworkChangedItsWeights() {
  // Chain("aa"): input, conv, (conv, bn, relu) x 2, mean, linear: all with weights change, the others stay.
  const auto diff = networkDiff(Chain("aa", 16).network, Chain("aa", 24).network);
  QCOMPARE(summary(diff), QStringLiteral("kept 4, changed 6, moved 0, added 0, removed 0"));
}

void TstNetworkDiff::operatorReplacedByAnother() {
  Network pooled({4, 8, 8});
  OpAttributes pool;
  pool.kernelHeight = pool.kernelWidth = 3;
  pool.paddingHeight = pool.paddingWidth = 1;
  Network convolved = pooled;
  static_cast<void>(pooled.add(Op::AvgPool, std::vector<NodeIndex>{0}, pool).value());
  pool.outChannels = 4;
  static_cast<void>(convolved.add(Op::Conv2d, std::vector<NodeIndex>{0}, pool).value());
  for (Network* network : {&pooled, &convolved}) {
    static_cast<void>(network->add(Op::Relu, std::vector<NodeIndex>{1}).value());
  }
  QCOMPARE(summary(networkDiff(pooled, convolved)), QStringLiteral("kept 2, changed 1, moved 0, added 0, removed 0"));
}

// Random chains, some of 1,000 nodes: each node once, kept and moved ones are the same operator, and back is the
// mirror.
void TstNetworkDiff::everyNodeIsInOneList() {
  Rng rng(3);
  const auto draw = [&](int length) {
    std::string blocks;
    for (int i = 0; i < length; ++i) blocks += "abcsRT"[rng.below(6)];
    return blocks;
  };
  for (int round = 0; round < 60; ++round) {
    const int length = round < 58 ? 1 + static_cast<int>(rng.below(12)) : 1000;
    const Chain from(draw(length));
    const Chain to(draw(length));
    const auto diff = networkDiff(from.network, to.network);
    std::set<NodeIndex> first(diff.removed.begin(), diff.removed.end());
    std::set<NodeIndex> second(diff.added.begin(), diff.added.end());
    std::size_t pairs = 0;
    for (const auto* list : {&diff.kept, &diff.changed, &diff.moved}) {
      for (const auto& [a, b] : *list) {
        QVERIFY(first.insert(a).second && second.insert(b).second);
        if (list != &diff.changed) QVERIFY(from.network.node(a).attributes == to.network.node(b).attributes);
        ++pairs;
      }
    }
    QCOMPARE(first.size(), from.network.nodes().size());
    QCOMPARE(second.size(), to.network.nodes().size());
    QCOMPARE(pairs + diff.added.size(), second.size());
    QVERIFY(networkDiff(from.network, from.network).same());
  }
}

PSCOPE_TEST(TstNetworkDiff)
#include "tst_network_diff.moc"
