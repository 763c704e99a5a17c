#include <QtTest>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/search/design_sampler.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstDesignSampler : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void drawsEveryDesignOnce_data();
  void drawsEveryDesignOnce();
  void isUniform();
  void continuesAfterLoading();
  void refusesDamagedText();
  void rareFeasibleDesigns();
};

void TstDesignSampler::drawsEveryDesignOnce_data() {
  QTest::addColumn<QString>("name");
  QTest::newRow("nasbench201") << "nasbench201";
  QTest::newRow("with conditions") << "demo";
}

void TstDesignSampler::drawsEveryDesignOnce() {
  QFETCH(QString, name);
  const auto space = openSpace(name.toStdString());
  PSCOPE_VERIFY_OK(space);
  DesignSampler sampler(space.value(), 3);
  Rng rng(3);
  std::set<Genome> drawn;
  while (auto genome = sampler.draw(rng)) {
    PSCOPE_VERIFY_OK(space.value().validate(*genome));
    QVERIFY(sampler.add(*genome));
    QVERIFY(drawn.insert(*genome).second);
  }
  QCOMPARE(QString::number(drawn.size()), QString::fromStdString(space.value().count()));
  QVERIFY(!sampler.draw(rng));
}

// Chi-squared with 15 degrees of freedom: 37.7 is the 0.1 % point. Half of the space comes before the change of method.
void TstDesignSampler::isUniform() {
  const Space space = test::smallSpace(2, 4);
  for (const int position : {0, 7, 8, 14}) {
    std::map<Genome, int> counts;
    constexpr int kRepeats = 1600;
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
      const auto seed = static_cast<std::uint64_t>(repeat + 1);
      DesignSampler sampler(space, seed);
      Rng rng(seed);
      for (int i = 0; i < position; ++i) sampler.add(*sampler.draw(rng));
      ++counts[*sampler.draw(rng)];
    }
    QCOMPARE(counts.size(), std::size_t{16});
    double chiSquared = 0;
    for (const auto& [genome, count] : counts) chiSquared += std::pow(count - kRepeats / 16.0, 2) / (kRepeats / 16.0);
    QVERIFY2(chiSquared < 37.7, qPrintable(QString("%1 at %2").arg(chiSquared).arg(position)));
  }
}

void TstDesignSampler::continuesAfterLoading() {
  const Space space = test::smallSpace(3, 4);
  DesignSampler sampler(space, 5);
  Rng rng(5);
  for (int i = 0; i < 64; ++i) {
    DesignSampler other(space, 6);
    QVERIFY(other.load(sampler.save()));
    QCOMPARE(other.size(), sampler.size());
    Rng otherRng = rng;
    const auto genome = sampler.draw(rng);
    QVERIFY(genome.has_value());
    QCOMPARE(*other.draw(otherRng), *genome);
    sampler.add(*genome);
  }
  QVERIFY(!sampler.draw(rng));
}

void TstDesignSampler::refusesDamagedText() {
  const Space space = test::smallSpace(2, 4);
  DesignSampler sampler(space, 1);
  sampler.add({0, 0});
  const std::string text = sampler.save();
  QVERIFY(!sampler.load(text.substr(1)));
  QVERIFY(!sampler.load("x" + text.substr(1)));
  QVERIFY(sampler.contains({0, 0}));
  QVERIFY(!sampler.load(""));
  QVERIFY(sampler.load(DesignSampler(space, 1).save()));
  QVERIFY(!sampler.contains({0, 0}));
}

// A constraint over costs that no design keeps: the first draw may look long, later ones have what they spare; the text
// holds how much, and the space is not taken for exhausted.
void TstDesignSampler::rareFeasibleDesigns() {
  Json document = openSpace("demo").value().document();
  document["constraints"].push_back("params < 1");
  const auto space = Space::fromJson(document, "");
  PSCOPE_VERIFY_OK(space);
  DesignSampler sampler(space.value(), 5);
  const std::string fresh = sampler.save();
  Rng rng(5);
  QVERIFY(sampler.draw(rng).has_value());
  const std::string text = sampler.save();
  QCOMPARE(text, fresh + "+1000");
  DesignSampler other(space.value(), 6);
  QVERIFY(!other.load(fresh + "+-1") && !other.load(fresh + "+99999") && !other.load(fresh + "+"));
  QVERIFY(other.load(text));
  Rng otherRng = rng;
  const auto genome = sampler.draw(rng);
  QVERIFY(genome.has_value());
  QCOMPARE(*other.draw(otherRng), *genome);
  QCOMPARE(other.save(), sampler.save());
  QVERIFY(rng.save() == otherRng.save());
}

PSCOPE_TEST(TstDesignSampler)
#include "tst_design_sampler.moc"
