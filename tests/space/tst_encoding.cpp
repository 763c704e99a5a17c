#include <QtTest>

#include "core/space/encoding.h"
#include "core/space/space_difference.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::spaceOf;

class TstEncoding : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void oneHotAndOrdinalByHand();
  void pathsOfACell();
  void graphHasItsCosts();
  void differenceOfTwoSpaces();
};

void TstEncoding::oneHotAndOrdinalByHand() {
  const auto space = spaceOf(R"([{"name": "w", "type": "categorical", "levels": [8, 16, 48]},
      {"name": "op", "type": "categorical", "levels": ["a", "b"]},
      {"name": "k", "type": "boolean", "when": "op = 'b'"}])");
  PSCOPE_VERIFY_OK(space);
  const Genome full = space.value().parse("w=16;op=b;k=true").value();
  const Genome part = space.value().parse("w=48;op=a").value();
  QVERIFY((oneHotEncoding(space.value(), full) == std::vector<double>{0, 1, 0, 0, 1, 0, 1}));
  QVERIFY((oneHotEncoding(space.value(), part) == std::vector<double>{0, 0, 1, 1, 0, 0, 0}));
  QVERIFY((oneHotNames(space.value()) ==
           std::vector<std::string>{"w=8", "w=16", "w=48", "op=a", "op=b", "k=false", "k=true"}));
  QVERIFY((ordinalEncoding(space.value(), full) == std::vector<double>{0.2, 1, 1}));
  QVERIFY((ordinalEncoding(space.value(), part) == std::vector<double>{1, 0, -1}));
}

/// A cell of NAS-Bench-201 has the paths 0-3, 0-1-3, 0-2-3 and 0-1-2-3; `none` breaks one, skips shorten them.
void TstEncoding::pathsOfACell() {
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const auto pathsOf = [&](const char* design) {
    const auto network = space.value().lower(space.value().parse(design).value(), "small");
    return pathEncoding(network.value()).value();
  };
  // One cell a stage, three stages: each of the ways through the cells, times two through each reduction.
  const auto straight = pathsOf("|none~0|+|none~0|none~1|+|avg_pool_3x3~0|none~1|none~2|");
  QCOMPARE(straight.size(), std::size_t{4});
  for (const auto& path : straight) {
    QVERIFY2(path.starts_with("conv2d 3x3>batch_norm>avg_pool 3x3>"), path.c_str());
    QVERIFY(path.ends_with("global_avg_pool>linear"));
  }
  // Two different ways through each cell.
  QCOMPARE(pathsOf("|none~0|+|none~0|none~1|+|avg_pool_3x3~0|none~1|none~2|").size(), std::size_t{4});
  QCOMPARE(pathsOf("|skip_connect~0|+|none~0|none~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|").size(), std::size_t{32});
  const auto network = space.value().lower(
      space.value()
          .parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|avg_pool_3x3~2|")
          .value());
  QVERIFY(!pathEncoding(network.value(), 1000).ok());  // 4^15 ways
}

void TstEncoding::graphHasItsCosts() {
  const auto space = openSpace("demo");
  PSCOPE_VERIFY_OK(space);
  Rng rng(2);
  const auto network = space.value().lower(space.value().sample(rng));
  PSCOPE_VERIFY_OK(network);
  const auto graph = graphEncoding(network.value());
  QCOMPARE(graph.labels.size(), network.value().nodes().size());
  double params = 0;
  double macs = 0;
  for (const auto& cost : graph.costs) {
    params += cost[0];
    macs += cost[1];
  }
  const auto costs = staticCosts(network.value());
  QCOMPARE(params, static_cast<double>(costs.params));
  QCOMPARE(macs, static_cast<double>(costs.macs));
  for (const auto& [from, to] : graph.edges) QVERIFY(from < to);
}

void TstEncoding::differenceOfTwoSpaces() {
  const auto before = spaceOf(R"([{"name": "w", "type": "categorical", "levels": [8, 16]},
      {"name": "k", "type": "boolean"}, {"name": "old", "type": "boolean"}])");
  const auto after = spaceOf(R"([{"name": "w", "type": "categorical", "levels": [16, 32]},
      {"name": "k", "type": "boolean", "when": "w = 16"}, {"name": "fresh", "type": "integer", "low": 1, "high": 3}])",
                             "", R"("constraints": ["fresh >= 2"])");
  PSCOPE_VERIFY_OK(before);
  PSCOPE_VERIFY_OK(after);
  QVERIFY(difference(before.value(), before.value()).empty());
  const auto change = difference(before.value(), after.value());
  QVERIFY((change.added == std::vector<std::string>{"fresh"}));
  QVERIFY((change.removed == std::vector<std::string>{"old"}));
  QCOMPARE(change.changed.size(), std::size_t{2});
  QCOMPARE(change.changed[0].path, std::string("w"));
  QVERIFY((change.changed[0].addedLevels == std::vector<std::string>{"32"}));
  QVERIFY((change.changed[0].removedLevels == std::vector<std::string>{"8"}));
  QCOMPARE(change.changed[1].conditionAfter, std::string("w = 16"));
  QVERIFY(change.constraintsDiffer && !change.templateDiffers && !change.scalesDiffer);
  const Genome moved = transferred(before.value(), before.value().parse("w=16;k=true;old=true").value(), after.value());
  QCOMPARE(after.value().text(moved), std::string("w=16;k=true;fresh=2"));
}

PSCOPE_TEST(TstEncoding)
#include "tst_encoding.moc"
