#include <QtTest>
#include <set>

#include "core/space/feasible_designs.h"
#include "core/space/variation.h"
#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::spaceOf;

namespace {

const char* const kMixed = R"([
  {"name": "a", "type": "integer", "low": 1, "high": 4},
  {"name": "b", "type": "boolean"},
  {"name": "c", "type": "categorical", "levels": ["x", "y", "z"], "when": "b"},
  {"name": "s", "type": "repeat", "count": 3, "choices": [
    {"name": "k", "type": "categorical", "levels": [1, 3, 5], "when": "index < a"}
  ]}
])";

std::string constrained(const std::string& list) {
  return R"("constraints": [)" + list + "]";
}

/// Every genome of the space without constraints.
std::vector<Genome> all(const Space& space) {
  std::vector<Genome> designs;
  for (std::uint64_t i = 0;; ++i) {
    auto design = space.design(i);
    if (!design) return designs;
    designs.push_back(std::move(*design));
  }
}

}  // namespace

class TstConstraints : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsLikeFiltering_data();
  void countsLikeFiltering();
  void countsManyChoicesByTheirSum();
  void samplesUniformly();
  void repairKeepsWhatItCan();
  void variationStaysValid();
  void refusesWhatCannotBe_data();
  void refusesWhatCannotBe();
  void costsAreCheckedOnTheNetwork();
};

void TstConstraints::countsLikeFiltering_data() {
  QTest::addColumn<QByteArray>("constraint");
  QTest::addColumn<QByteArray>("same");  // the same requirement in one piece, for validate()'s independent path
  QTest::newRow("sum") << QByteArray("s1.k + s2.k + s3.k <= 7") << QByteArray("not (s1.k + s2.k + s3.k > 7)");
  QTest::newRow("sum of a repeat") << QByteArray("sum(s.k) >= 4") << QByteArray("not (s1.k + s2.k + s3.k < 4)");
  QTest::newRow("difference") << QByteArray("2 * a - s1.k > 1") << QByteArray("not (2 * a - s1.k <= 1)");
  QTest::newRow("depth") << QByteArray("depth(s) = 2") << QByteArray("min(a, 3) = 2");
  QTest::newRow("two in one") << QByteArray("a >= 2 and s2.k != 3") << QByteArray("not (a < 2 or s2.k = 3)");
  QTest::newRow("or") << QByteArray("a = 1 or c = 'z'") << QByteArray("not (a != 1 and c != 'z')");
  QTest::newRow("text") << QByteArray("c != 'x'") << QByteArray("not (c = 'x')");
  QTest::newRow("active") << QByteArray("c.active + b = 2 or a = 3") << QByteArray("b or a = 3");
  QTest::newRow("negative term") << QByteArray("-a + sum(s.k) <= 2") << QByteArray("not (s1.k + s2.k + s3.k - a > 2)");
  QTest::newRow("product") << QByteArray("a * s1.k = s2.k") << QByteArray("not (a * s1.k != s2.k)");
}

void TstConstraints::countsLikeFiltering() {
  QFETCH(QByteArray, constraint);
  QFETCH(QByteArray, same);
  const auto free = spaceOf(kMixed);
  PSCOPE_VERIFY_OK(free);
  QCOMPARE(free.value().count(), std::string("264"));  // (1 + 3) * (3 + 9 + 27 + 27)
  const auto bound = spaceOf(kMixed, "", constrained("\"" + constraint.toStdString() + "\""));
  PSCOPE_VERIFY_OK(bound);
  const auto predicate = spaceOf(kMixed, "", constrained("\"" + same.toStdString() + "\""));
  PSCOPE_VERIFY_OK(predicate);
  std::vector<Genome> expected;
  for (const auto& genome : all(free.value())) {
    QCOMPARE(bound.value().validate(genome).ok(), predicate.value().validate(genome).ok());
    if (bound.value().validate(genome).ok()) expected.push_back(genome);
  }
  QVERIFY(!expected.empty() && expected.size() < 264);
  QCOMPARE(bound.value().count(), std::to_string(expected.size()));
  QVERIFY(all(bound.value()) == expected);
}

/// At most nine of the 21 edges of a NAS-Bench-101 cell: 2^20 - C(21, 10) = 695,860.
void TstConstraints::countsManyChoicesByTheirSum() {
  const auto space = spaceOf(R"([{"name": "e", "type": "repeat", "count": 21, "choices": [
      {"name": "on", "type": "boolean"}]}])",
                             "", constrained(R"("sum(e.on) <= 9")"));
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("695860"));
  Rng rng(3);
  for (int i = 0; i < 200; ++i) PSCOPE_VERIFY_OK(space.value().validate(space.value().sample(rng)));
}

void TstConstraints::samplesUniformly() {
  const auto space = spaceOf(kMixed, "", constrained(R"("s1.k + s2.k + s3.k <= 5")"));
  PSCOPE_VERIFY_OK(space);
  const auto designs = all(space.value());
  std::map<Genome, int> seen;
  Rng rng(5);
  const int draws = 200 * static_cast<int>(designs.size());
  for (int i = 0; i < draws; ++i) ++seen[space.value().sample(rng)];
  QCOMPARE(seen.size(), designs.size());
  double chi = 0;
  for (const auto& [genome, count] : seen) chi += (count - 200.0) * (count - 200.0) / 200.0;
  const double freedom = static_cast<double>(designs.size()) - 1;
  QVERIFY(std::abs(chi - freedom) < 5 * std::sqrt(2 * freedom));
}

void TstConstraints::repairKeepsWhatItCan() {
  const auto space = spaceOf(kMixed, "", constrained(R"("s1.k + s2.k + s3.k <= 7")"));
  PSCOPE_VERIFY_OK(space);
  Rng rng(1);
  const Genome tooMuch{3, 0, kInactive, 2, 2, 2};  // 5 + 5 + 5
  const Genome repaired = space.value().repaired(tooMuch, rng);
  PSCOPE_VERIFY_OK(space.value().validate(repaired));
  QVERIFY((std::vector<int>(repaired.begin(), repaired.begin() + 4) == std::vector<int>{3, 0, kInactive, 2}));
  QVERIFY((space.value().completed(tooMuch) == Genome{3, 0, kInactive, 2, 0, 0}));
  const Genome fine{2, 1, 2, 0, 1, 1};
  QVERIFY(space.value().repaired(fine, rng) == fine);
}

void TstConstraints::variationStaysValid() {
  const auto space = spaceOf(kMixed, "", constrained(R"("s1.k + s2.k + s3.k <= 7", "a + b >= 2")"));
  PSCOPE_VERIFY_OK(space);
  Rng rng(9);
  Genome parent = space.value().sample(rng);
  for (int i = 0; i < 300; ++i) {
    const Genome child = mutated(space.value(), parent, 0.2, rng);
    PSCOPE_VERIFY_OK(space.value().validate(child));
    QVERIFY(child != parent);
    PSCOPE_VERIFY_OK(space.value().validate(uniformCrossover(space.value(), parent, child, rng)));
    for (const auto& neighbour : neighbours(space.value(), child)) PSCOPE_VERIFY_OK(space.value().validate(neighbour));
    parent = child;
  }
  // Of a = 2, b = false, all k = 1: a may become 1? no (a + b >= 2); 3 and 4 yes; b; s1.k and s2.k to 3 and 5.
  const auto around = neighbours(
      space.value(), *[&] {
        auto parsed = space.value().parse("a=2;b=false;s1.k=1;s2.k=1");
        return parsed.ok() ? std::optional(parsed.value()) : std::nullopt;
      }());
  QCOMPARE(around.size(), std::size_t{7});
}

void TstConstraints::refusesWhatCannotBe_data() {
  QTest::addColumn<QByteArray>("constraint");
  QTest::addColumn<QByteArray>("says");
  QTest::newRow("unknown name") << QByteArray("\"widht <= 3\"") << QByteArray("widht");
  QTest::newRow("nothing left") << QByteArray("\"a >= 5\"") << QByteArray("No design");
  QTest::newRow("constant false") << QByteArray("\"1 = 2\"") << QByteArray("No design");
  QTest::newRow("no repeat") << QByteArray("\"sum(a.k) <= 3\"") << QByteArray("a.k");
  QTest::newRow("syntax") << QByteArray("\"a <= \"") << QByteArray("a <=");
  QTest::newRow("no text") << QByteArray("7") << QByteArray("");
}

void TstConstraints::refusesWhatCannotBe() {
  QFETCH(QByteArray, constraint);
  QFETCH(QByteArray, says);
  const auto space = spaceOf(kMixed, "", constrained(constraint.toStdString()));
  QVERIFY(!space.ok());
  QVERIFY2(space.error().text().find(says.toStdString()) != std::string::npos, space.error().text().c_str());
}

void TstConstraints::costsAreCheckedOnTheNetwork() {
  // 1x1 convolution of a channel to n, then to two classes: n + 2 n + 2 parameters, 64 n + 2 n MACs.
  const auto space = spaceOf(R"([{"name": "n", "type": "integer", "low": 1, "high": 10}])", R"([
    {"op": "conv2d", "channels": "n", "kernel": 1}, {"op": "global_avg_pool"},
    {"op": "linear", "channels": "classes"}])",
                             constrained(R"("params <= 17 and n != 3", "macs > 66")"));
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("9"));  // costs are not counted
  QVERIFY(space.value().hasCostConstraints());
  std::set<std::string> feasible;
  for (const auto& genome : all(space.value())) {
    const auto network = space.value().lower(genome);
    PSCOPE_VERIFY_OK(network);
    if (space.value().checkCosts(genome, staticCosts(network.value())).ok())
      feasible.insert(space.value().text(genome));
  }
  QVERIFY((feasible == std::set<std::string>{"n=2", "n=4", "n=5"}));
  Rng rng(4);
  for (int i = 0; i < 50; ++i) {
    const auto drawn = sampleFeasible(space.value(), rng);
    PSCOPE_VERIFY_OK(drawn);
    QVERIFY(feasible.contains(space.value().text(drawn.value())));
  }
  const auto estimate = estimateFeasible(space.value(), 3000, 1, {});
  PSCOPE_VERIFY_OK(estimate);
  QVERIFY(estimate.value().low < 3 && 3 < estimate.value().high && estimate.value().high - estimate.value().low < 0.5);
}

PSCOPE_TEST(TstConstraints)
#include "tst_constraints.moc"
