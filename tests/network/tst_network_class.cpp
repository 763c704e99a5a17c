#include <QtTest>
#include <array>
#include <set>
#include <unordered_set>

#include "core/network/network_class.h"
#include "core/network/operator_catalogue.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

using Edges = std::vector<std::pair<int, int>>;

/// Whether every vertex lies on a path from the first to the last one.
bool isWhole(int vertices, const Edges& edges) {
  unsigned from = 1;
  unsigned to = 1u << (vertices - 1);
  for (const auto& [a, b] : edges) {  // edges ascend by their first vertex
    if ((from >> a & 1u) != 0) from |= 1u << b;
  }
  for (auto edge = edges.rbegin(); edge != edges.rend(); ++edge) {
    if ((to >> edge->second & 1u) != 0) to |= 1u << edge->first;
  }
  const unsigned all = (1u << vertices) - 1;
  return from == all && to == all;
}

/// Cells of NAS-Bench-101 of exactly that many vertices: at most nine edges, three operations, all vertices in use;
/// isomorphic ones counted once.
std::size_t uniqueCells(int vertices) {
  constexpr std::size_t kMaxEdges = 9;
  Edges possible;
  for (int a = 0; a < vertices; ++a) {
    for (int b = a + 1; b < vertices; ++b) possible.emplace_back(a, b);
  }
  int labelings = 1;
  for (int v = 2; v < vertices; ++v) labelings *= 3;
  std::unordered_set<std::uint64_t> seen;
  std::vector<std::uint64_t> labels(static_cast<std::size_t>(vertices), 0);
  labels.front() = 101;
  labels.back() = 102;
  Edges edges;
  for (std::uint32_t bits = 0; bits < 1u << possible.size(); ++bits) {
    if (static_cast<std::size_t>(__builtin_popcount(bits)) > kMaxEdges) continue;
    edges.clear();
    for (std::size_t e = 0; e < possible.size(); ++e) {
      if ((bits >> e & 1u) != 0) edges.push_back(possible[e]);
    }
    if (!isWhole(vertices, edges)) continue;
    for (int labeling = 0; labeling < labelings; ++labeling) {
      int rest = labeling;
      for (std::size_t v = 1; v + 1 < labels.size(); ++v, rest /= 3)
        labels[v] = static_cast<std::uint64_t>(rest % 3) + 1;
      seen.insert(labelledGraphHash(labels, edges));
    }
  }
  return seen.size();
}

/// input -> a, b -> sum, with what each branch does.
Network branches(const std::vector<Op>& first, const std::vector<Op>& second, bool swapped = false) {
  Network network({4, 6, 6});
  const auto branch = [&](const std::vector<Op>& ops, const char* scope) {
    network.setScope(scope);
    NodeIndex at = 0;
    for (const Op op : ops) {
      OpAttributes attributes = defaultAttributes(op);
      attributes.outChannels = 4;
      at = network.add(op, std::vector<NodeIndex>{at}, attributes).value();
    }
    return at;
  };
  const auto a = branch(swapped ? second : first, "a");
  const auto b = branch(swapped ? first : second, "b");
  network.setScope("");
  (void)network.add(Op::Add, std::vector<NodeIndex>{a, b}).value();
  return network;
}

}  // namespace

class TstNetworkClass : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void uniqueCellsOfNasbench101_data();
  void uniqueCellsOfNasbench101();
  void expressionsOfTwins();
  void graphsTellSharedPartsFromEqualOnes();
  void everyAttributeCounts();
};

// Ying et al., NAS-Bench-101, ICML 2019: 423,624 in all, of which 359,082 with seven vertices.
void TstNetworkClass::uniqueCellsOfNasbench101_data() {
  QTest::addColumn<int>("vertices");
  QTest::addColumn<std::size_t>("cells");
  QTest::newRow("2") << 2 << std::size_t{1};
  QTest::newRow("3") << 3 << std::size_t{6};
  QTest::newRow("4") << 4 << std::size_t{84};
  QTest::newRow("5") << 5 << std::size_t{2441};
  QTest::newRow("6") << 6 << std::size_t{62010};
  QTest::newRow("7") << 7 << std::size_t{359082};
}

void TstNetworkClass::uniqueCellsOfNasbench101() {
  QFETCH(int, vertices);
  QFETCH(std::size_t, cells);
  QCOMPARE(uniqueCells(vertices), cells);
}

void TstNetworkClass::expressionsOfTwins() {
  const std::vector<Op> conv{Op::Relu, Op::Conv2d, Op::BatchNorm};
  const std::vector<Op> gelu{Op::Gelu};
  const auto base = expressionClass(branches(conv, gelu));
  QCOMPARE(base.size(), std::size_t{32});
  QCOMPARE(expressionClass(branches(conv, gelu, true)), base);                // sums commute
  QCOMPARE(expressionClass(branches(conv, {Op::Identity, Op::Gelu})), base);  // skips collapse
  QVERIFY(expressionClass(branches(conv, {Op::Silu})) != base);
  const auto alone = expressionClass(branches({Op::Zero}, gelu));
  QCOMPARE(expressionClass(branches({Op::Zero, Op::Conv2d}, gelu)), alone);  // zeros go on and vanish
  QVERIFY(expressionClass(branches(gelu, gelu)) != alone);                   // a sum of two is not one
}

void TstNetworkClass::graphsTellSharedPartsFromEqualOnes() {
  Network shared({4, 6, 6});
  const auto once = shared.add(Op::Gelu, std::vector<NodeIndex>{0}).value();
  (void)shared.add(Op::Add, std::vector<NodeIndex>{once, once}).value();
  const Network twice = branches({Op::Gelu}, {Op::Gelu});
  QCOMPARE(expressionClass(shared), expressionClass(twice));
  QVERIFY(graphClass(shared) != graphClass(twice));
  QCOMPARE(graphClass(branches({Op::Gelu}, {Op::Silu})), graphClass(branches({Op::Gelu}, {Op::Silu}, true)));
  Network dead({4, 6, 6});
  const auto a = dead.add(Op::Gelu, std::vector<NodeIndex>{0}).value();
  (void)dead.add(Op::Tanh, std::vector<NodeIndex>{a}).value();  // nobody reads it
  const auto b = dead.add(Op::Silu, std::vector<NodeIndex>{0}).value();
  (void)dead.add(Op::Add, std::vector<NodeIndex>{a, b}).value();
  QCOMPARE(graphClass(dead), graphClass(branches({Op::Gelu}, {Op::Silu})));
  QCOMPARE(expressionClass(dead), expressionClass(branches({Op::Gelu}, {Op::Silu})));
}

/// No two samples of the operators are the same network, by either rule.
void TstNetworkClass::everyAttributeCounts() {
  std::set<std::string> expressions;
  std::set<std::string> graphs;
  std::size_t count = 0;
  for (const auto& sample : test::operatorSamples()) {
    if (sample.op == Op::Identity || sample.op == Op::Dropout) continue;
    ++count;
    expressions.insert(expressionClass(sample.network));
    graphs.insert(graphClass(sample.network));
  }
  QCOMPARE(graphs.size(), count);
  QCOMPARE(expressions.size(), count);
}

PSCOPE_TEST(TstNetworkClass)
#include "tst_network_class.moc"
