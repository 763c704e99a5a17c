#include <QtTest>
#include <array>
#include <numeric>
#include <utility>

#include "core/base/rng.h"
#include "core/device/tensor_schedule.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstTensorSchedule : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void branches_data();
  void branches();
  void residual_data();
  void residual();
  void neverWorseThanAnOrder();
  void largeGraphs();
  void oneLargeScope();
  void network();
};

namespace {

/// P of the manual: x(2) -> a(4); a -> b1(8) -> c1(1); a -> b2(8) -> c2(1); (c1, c2) -> d(1).
ScheduleGraph graphP() {
  return {{2, 4, 8, 1, 8, 1, 1}, {{{0}, 1}, {{1}, 2}, {{2}, 3}, {{1}, 4}, {{4}, 5}, {{3, 5}, 6}}, {0}, {6}};
}
/// Q: x(1) -> s(6) -> p(5) -> q(5) -> r(6); (r, s) -> y(1).
ScheduleGraph graphQ() {
  return {{1, 6, 5, 5, 6, 1}, {{{0}, 1}, {{1}, 2}, {{2}, 3}, {{3}, 4}, {{4, 1}, 5}}, {0}, {5}};
}

constexpr int kInfeasible = -1;

void check(const ScheduleGraph& graph, int capacity, int expected) {
  const auto schedule = scheduleTensors(graph, capacity);
  if (expected == kInfeasible) {
    QVERIFY(!schedule.ok());
    return;
  }
  PSCOPE_VERIFY_OK(schedule);
  QCOMPARE(schedule.value().extraBytes, expected);
  QVERIFY(schedule.value().exact);
  QVERIFY(schedule.value().packed);
  const auto replayed = replaySchedule(graph, capacity, schedule.value());
  PSCOPE_VERIFY_OK(replayed);
  QCOMPARE(replayed.value(), expected);
}

ScheduleGraph randomGraph(Rng& rng, std::size_t operators) {
  ScheduleGraph graph;
  graph.sizes = {static_cast<std::int64_t>(1 + rng.below(6))};
  graph.graphInputs = {0};
  for (std::size_t o = 0; o < operators; ++o) {
    ScheduleGraph::Operator op;
    op.inputs = {o};
    if (o > 1 && rng.chance(0.4)) op.inputs.push_back(o - 1 - rng.below(std::min<std::size_t>(o - 1, 3)));
    op.output = o + 1;
    graph.sizes.push_back(static_cast<std::int64_t>(1 + rng.below(6)));
    graph.operators.push_back(op);
  }
  graph.outputs = {operators};
  return graph;
}

}  // namespace

// Hardware manual 4.12, brute-forced [D].
void TstTensorSchedule::branches_data() {
  QTest::addColumn<int>("capacity");
  QTest::addColumn<int>("optimum");
  QTest::addColumn<int>("depthFirst");
  QTest::addColumn<int>("breadthFirst");
  QTest::newRow("20") << 20 << 0 << 0 << 0;
  QTest::newRow("13") << 13 << 0 << 0 << 32;
  QTest::newRow("12") << 12 << 10 << 10 << 32;
  QTest::newRow("11") << 11 << kInfeasible << kInfeasible << kInfeasible;
}

void TstTensorSchedule::branches() {
  QFETCH(int, capacity);
  QFETCH(int, optimum);
  QFETCH(int, depthFirst);
  QFETCH(int, breadthFirst);
  check(graphP(), capacity, optimum);
  const auto extra = [&](std::array<std::size_t, 6> order) {
    const auto schedule = scheduleInOrder(graphP(), capacity, order);
    return schedule.ok() ? static_cast<int>(schedule.value().extraBytes) : kInfeasible;
  };
  QCOMPARE(extra({0, 1, 2, 3, 4, 5}), depthFirst);
  QCOMPARE(extra({0, 1, 3, 2, 4, 5}), breadthFirst);
}

void TstTensorSchedule::residual_data() {
  QTest::addColumn<int>("capacity");
  QTest::addColumn<int>("optimum");
  QTest::newRow("17") << 17 << 0;
  QTest::newRow("16") << 16 << 12;
  QTest::newRow("13") << 13 << 12;
  QTest::newRow("12") << 12 << kInfeasible;
}

void TstTensorSchedule::residual() {
  QFETCH(int, capacity);
  QFETCH(int, optimum);
  check(graphQ(), capacity, optimum);
}

void TstTensorSchedule::neverWorseThanAnOrder() {
  Rng rng(11);
  for (int trial = 0; trial < 30; ++trial) {
    const ScheduleGraph graph = randomGraph(rng, 7);
    std::vector<std::size_t> order(7);
    for (std::size_t i = 0; i < 7; ++i) order[i] = i;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (const int capacity : {18, 20, 24, 40}) {
      const auto exact = scheduleTensors(graph, capacity);
      const auto ordered = scheduleInOrder(graph, capacity, order);
      PSCOPE_VERIFY_OK(exact);
      PSCOPE_VERIFY_OK(ordered);
      if (!exact.value().exact) continue;
      QVERIFY(exact.value().extraBytes <= ordered.value().extraBytes);
      QVERIFY(exact.value().extraBytes <= last);  // more memory never costs
      last = exact.value().extraBytes;
      const auto replayed = replaySchedule(graph, capacity, exact.value());
      PSCOPE_VERIFY_OK(replayed);
      QCOMPARE(replayed.value(), exact.value().extraBytes);
    }
  }
}

// Past the exact solver the graph is cut where one tensor crosses; what comes out runs, and costs what it says.
void TstTensorSchedule::largeGraphs() {
  Rng rng(2);
  for (const std::size_t operators : {20u, 60u}) {
    const ScheduleGraph graph = randomGraph(rng, operators);
    const auto schedule = scheduleTensors(graph, 24);
    PSCOPE_VERIFY_OK(schedule);
    QCOMPARE(schedule.value().steps.size(), operators);
    QVERIFY(!schedule.value().exact);
    const auto replayed = replaySchedule(graph, 24, schedule.value());
    PSCOPE_VERIFY_OK(replayed);
    QCOMPARE(replayed.value(), schedule.value().extraBytes);
  }
}

// P twice, in the order that moves 32 where 10 are enough, and between them 16 operators of which two tensors cross at
// every point: too large to be searched, but nothing moves there. Only it keeps its order: 10 + 0 + 10, not 32 + 32.
void TstTensorSchedule::oneLargeScope() {
  constexpr std::array<std::size_t, 6> kBreadthFirst = {0, 1, 3, 2, 4, 5};
  constexpr std::size_t kLong = 16;
  ScheduleGraph graph;
  graph.sizes = {2};
  graph.graphInputs = {0};
  const auto addP = [&](std::size_t input) {
    const ScheduleGraph p = graphP();
    const auto name = [&](std::size_t t) { return t == 0 ? input : graph.sizes.size() - p.sizes.size() + t; };
    graph.sizes.insert(graph.sizes.end(), p.sizes.begin() + 1, p.sizes.end());
    for (const std::size_t o : kBreadthFirst) {
      ScheduleGraph::Operator op{{}, name(p.operators[o].output)};
      for (const std::size_t t : p.operators[o].inputs) op.inputs.push_back(name(t));
      graph.operators.push_back(op);
    }
    return graph.sizes.size() - 1;
  };
  std::size_t last = addP(0), before = last;
  for (std::size_t i = 0; i < kLong; ++i) {
    graph.sizes.push_back(2);
    graph.operators.push_back({before == last ? std::vector{last} : std::vector{last, before}, graph.sizes.size() - 1});
    before = std::exchange(last, graph.sizes.size() - 1);
  }
  graph.outputs = {addP(last)};
  const auto schedule = scheduleTensors(graph, 12);
  PSCOPE_VERIFY_OK(schedule);
  QCOMPARE(schedule.value().extraBytes, 20);
  QCOMPARE(schedule.value().method, ScheduleMethod::Parts);
  QCOMPARE(schedule.value().parts, std::size_t{3});
  QCOMPARE(schedule.value().orderedParts, std::size_t{1});
  const auto replayed = replaySchedule(graph, 12, schedule.value());
  PSCOPE_VERIFY_OK(replayed);
  QCOMPARE(replayed.value(), 20);
  std::vector<std::size_t> order(graph.operators.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  QCOMPARE(scheduleInOrder(graph, 12, order).value().extraBytes, 64);
}

void TstTensorSchedule::network() {
  const ScheduleGraph graph = scheduleGraph(test::refNet(), 1);
  QCOMPARE(graph.operators.size(), std::size_t{5});
  const auto fits = scheduleTensors(graph, 704);
  PSCOPE_VERIFY_OK(fits);
  QCOMPARE(fits.value().extraBytes, 0);
  const auto small = scheduleTensors(graph, 703);
  QVERIFY(!small.ok());
  QVERIFY(small.error().text().find("704") != std::string::npos);
}

PSCOPE_TEST(TstTensorSchedule)
#include "tst_tensor_schedule.moc"
