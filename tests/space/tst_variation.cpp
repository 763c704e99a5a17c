#include "core/space/variation.h"

#include <QtTest>
#include <set>

#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::spaceOf;

class TstVariation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void mutationStaysValidAndChanges();
  void mutationChangesAboutTheRate();
  void mutationOfTheOnlyDesignReturnsIt();
  void crossoverTakesFromParents();
  void neighboursAreComplete();
  void repairKeepsWhatIsValid();
  void refusesInvalidGenomes();
};

void TstVariation::mutationStaysValidAndChanges() {
  const auto space = openSpace("demo").value();
  Rng rng(1);
  for (int i = 0; i < 1000; ++i) {
    const Genome parent = space.sample(rng);
    const Genome child = mutated(space, parent, i % 2 == 0 ? 0.0 : 0.3, rng);
    PSCOPE_VERIFY_OK(space.validate(child));
    QVERIFY(child != parent);
  }
}

void TstVariation::mutationChangesAboutTheRate() {
  const auto space = openSpace("nasbench201").value();
  Rng rng(2);
  int changed = 0;
  for (int i = 0; i < 2000; ++i) {
    const Genome parent = space.sample(rng);
    const Genome child = mutated(space, parent, 0.5, rng);
    for (std::size_t k = 0; k < parent.size(); ++k) changed += parent[k] != child[k] ? 1 : 0;
  }
  // 6 * 0.5 = 3 on average, and 1 instead of 0 in 1/64 of the cases: 3 + 1/64 = 3.0156; sigma of the mean 0.027.
  QVERIFY(std::abs(changed / 2000.0 - 3.0156) < 0.11);
}

void TstVariation::mutationOfTheOnlyDesignReturnsIt() {
  const auto space = spaceOf(R"([{"name": "a", "type": "categorical", "levels": [1]}])");
  PSCOPE_VERIFY_OK(space);
  Rng rng(1);
  QCOMPARE(mutated(space.value(), {0}, 1.0, rng), Genome{0});
  QVERIFY(neighbours(space.value(), {0}).empty());
}

void TstVariation::crossoverTakesFromParents() {
  const auto space = openSpace("demo").value();
  Rng rng(3);
  bool differsFromBoth = false;
  for (int i = 0; i < 500; ++i) {
    const Genome a = space.sample(rng);
    const Genome b = space.sample(rng);
    const Genome child = uniformCrossover(space, a, b, rng);
    PSCOPE_VERIFY_OK(space.validate(child));
    for (std::size_t k = 0; k < child.size(); ++k) {
      const bool neither = a[k] == kInactive && b[k] == kInactive;
      QVERIFY(child[k] == kInactive || neither || child[k] == a[k] || child[k] == b[k]);
    }
    differsFromBoth = differsFromBoth || (child != a && child != b);
  }
  QVERIFY(differsFromBoth);
}

void TstVariation::neighboursAreComplete() {
  const auto nasbench = openSpace("nasbench201").value();
  const Genome genome{3, 0, 1, 4, 2, 0};
  const auto near = neighbours(nasbench, genome);
  QCOMPARE(near.size(), std::size_t{24});  // 6 edges, 4 other operations each
  QCOMPARE(std::set<Genome>(near.begin(), near.end()).size(), std::size_t{24});
  const auto demo = openSpace("demo").value();
  const auto smallest = *demo.design(0);
  const auto around = neighbours(demo, smallest);
  QCOMPARE(around.size(), std::size_t{5 + 3 * 2});  // other widths, and two other depths a stage
  for (const auto& neighbour : around) PSCOPE_VERIFY_OK(demo.validate(neighbour));
  QCOMPARE(demo.text(around[5]),
           std::string("width=4;stage1.depth=1;stage1.kernel=3;stage1.expansion=1;stage1.skip=false;"
                       "stage2.depth=0;stage3.depth=0"));
}

void TstVariation::repairKeepsWhatIsValid() {
  const auto space = openSpace("demo").value();
  Rng rng(4);
  const Genome valid = space.sample(rng);
  QCOMPARE(space.repaired(valid, rng), valid);
  const Genome wild(space.choices().size(), 99);
  PSCOPE_VERIFY_OK(space.validate(space.repaired(wild, rng)));
  PSCOPE_VERIFY_OK(space.validate(space.repaired({}, rng)));
  QCOMPARE(space.completed({}), *space.design(0));
}

void TstVariation::refusesInvalidGenomes() {
  const auto space = openSpace("demo").value();
  QVERIFY(!space.validate({}).ok());
  Genome genome = *space.design(0);
  genome[2] = 0;  // the kernel of a stage without blocks
  const auto status = space.validate(genome);
  QVERIFY(!status.ok());
  QVERIFY(status.error().text().find("stage1.kernel") != std::string::npos);
  QVERIFY(!space.lower(genome).ok());
  genome[0] = 6;
  QVERIFY(space.validate(genome).error().text().find("width") != std::string::npos);
}

PSCOPE_TEST(TstVariation)
#include "tst_variation.moc"
