#include <QtTest>
#include <set>

#include "core/network/network.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstDemoSpace : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void hasItsSize();
  void everyFamilyOpens();
  void roundTripsItsText();
  void lowersRandomDesigns();
  void staysCheapToTrain();
  void namesAnUnknownFamily();
};

void TstDemoSpace::hasItsSize() {
  const auto space = openSpace("demo");
  PSCOPE_VERIFY_OK(space);
  // 6 widths; a stage has depth 0 (nothing else chosen) or 2 depths x 2 kernels x 3 expansions x 2: (1 + 24)^3 * 6.
  QCOMPARE(space.value().count(), std::string("93750"));
  QCOMPARE(space.value().choices().size(), std::size_t{13});
  QCOMPARE(space.value().choices()[2].path, std::string("stage1.kernel"));
  QCOMPARE(space.value().choices()[2].condition, std::string("stage1.depth > 0"));
  QCOMPARE(space.value().scaleFor({1, 28, 28})->name, std::string("deploy"));
  QCOMPARE(space.value().scaleFor({3, 32, 32})->name, std::string("rgb"));
}

void TstDemoSpace::everyFamilyOpens() {
  const auto families = builtInFamilies();
  QVERIFY(families.size() > 2);
  for (const auto& family : families) {
    const auto space = openSpace(family.name);
    PSCOPE_VERIFY_OK(space);
    QCOMPARE(space.value().count(), family.size);
    QVERIFY(!family.summary.empty() && !space.value().source().empty() && !space.value().evidence().empty());
    QCOMPARE(space.value().hash().size(), std::size_t{32});
  }
  QVERIFY(openSpace("demo").value().hash() != openSpace("nasbench201").value().hash());
}

void TstDemoSpace::roundTripsItsText() {
  for (const auto& family : builtInFamilies()) {
    const auto space = openSpace(family.name).value();
    Rng rng(7);
    for (int i = 0; i < 500; ++i) {
      const Genome genome = space.sample(rng);
      QVERIFY(space.validate(genome).ok());
      const auto again = space.parse(space.text(genome));
      PSCOPE_VERIFY_OK(again);
      QCOMPARE(again.value(), genome);
    }
  }
  const auto demo = openSpace("demo").value();
  QCOMPARE(demo.text(*demo.design(0)), std::string("width=4;stage1.depth=0;stage2.depth=0;stage3.depth=0"));
}

void TstDemoSpace::lowersRandomDesigns() {
  const auto space = openSpace("demo").value();
  Rng rng(3);
  for (int i = 0; i < 200; ++i) {
    const Genome genome = space.sample(rng);
    for (const auto& scale : space.scales()) {
      const auto network = space.lower(genome, scale.name);
      PSCOPE_VERIFY_OK(network);
      const auto names = network.value().nodeNames();
      QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
    }
  }
}

void TstDemoSpace::staysCheapToTrain() {
  const auto space = openSpace("demo").value();
  const auto macsOf = [&](const std::string& text) {
    const auto genome = space.parse(text);
    return genome.ok() ? staticCosts(space.lower(genome.value()).value()).macs : -1;
  };
  // By hand: 14*14*9*4 + 7*7*9*4*4 + 4*4*9*4*8 + 4*4*9*8*8 + 8*10 = 7,056 + 7,056 + 4,608 + 9,216 + 80.
  QCOMPARE(macsOf("width=4;stage1.depth=0;stage2.depth=0;stage3.depth=0"), std::int64_t{28'016});
  const std::string most = "depth=2;@.kernel=5;@.expansion=4;@.skip=true";
  std::string text = "width=24";
  for (const char stage : {'1', '2', '3'}) {
    std::string part = ";@." + most;
    for (auto at = part.find('@'); at != std::string::npos; at = part.find('@')) {
      part.replace(at, 1, std::string("stage") + stage);
    }
    text += part;
  }
  const auto largest = macsOf(text);
  QVERIFY(largest > 6'000'000 && largest < 8'000'000);
}

void TstDemoSpace::namesAnUnknownFamily() {
  const auto space = openSpace("nasbench301");
  QVERIFY(!space.ok());
  QCOMPARE(space.error().code, ErrorCode::NotFound);
  QVERIFY(space.error().text().find("demo, nasbench201") != std::string::npos);
}

PSCOPE_TEST(TstDemoSpace)
#include "tst_demo_space.moc"
