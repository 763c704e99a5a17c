#include <QtTest>
#include <map>

#include "tests/space/small_space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::spaceOf;

namespace {

/// All valid designs by trying every assignment: the independent count.
std::vector<Genome> everyDesign(const Space& space) {
  std::vector<Genome> designs;
  Genome genome(space.choices().size(), kInactive);
  for (;;) {
    if (space.validate(genome).ok()) designs.push_back(genome);
    std::size_t i = genome.size();
    while (i > 0) {
      --i;
      if (++genome[i] < static_cast<int>(space.choices()[i].levels.size())) break;
      genome[i] = kInactive;
      if (i == 0) return designs;
    }
  }
}

/// A random small list of choices with conditions of several kinds.
std::string randomChoices(Rng& rng) {
  const int count = 3 + rng.index(4);
  std::string list = "[";
  for (int i = 0; i < count; ++i) {
    const std::string name = "c" + std::to_string(i);
    list += std::string(i > 0 ? "," : "") + R"({"name": ")" + name + R"(", )";
    const int kind = rng.index(3);
    if (kind == 0) list += R"("type": "boolean")";
    if (kind == 1) list += R"("type": "integer", "low": 1, "high": )" + std::to_string(1 + rng.index(3));
    if (kind == 2) list += R"("type": "categorical", "levels": ["a", "b", "c"])";
    if (i > 0 && rng.chance(0.7)) {
      const std::string other = "c" + std::to_string(rng.index(static_cast<std::size_t>(i)));
      const std::string another = "c" + std::to_string(rng.index(static_cast<std::size_t>(i)));
      const char* forms[] = {"@ = 1", "@ = 'b'", "@ > 1 or # = 'a'", "not (@ = 1) and # >= 0", "@ = #", "@"};
      std::string form = forms[rng.index(6)];
      for (std::size_t at = 0; (at = form.find_first_of("@#", at)) != std::string::npos;) {
        form.replace(at, 1, form[at] == '@' ? other : another);
      }
      list += R"(, "when": ")" + form + "\"";
    }
    list += "}";
  }
  return list + "]";
}

}  // namespace

class TstCounting : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsLikeBruteForce();
  void countsBeyondSixtyFourBits();
  void countsLongChainsOfConditions();
  void refusesEntangledConditions();
  void samplesUniformly();
  void repeatsWithTheSameSeed();
  void inactiveChoicesCompareFalse();
};

void TstCounting::countsLikeBruteForce() {
  Rng rng(11);
  int withConditions = 0;
  for (int round = 0; round < 200; ++round) {
    const auto choices = randomChoices(rng);
    const auto space = spaceOf(choices);
    QVERIFY2(space.ok(), (choices + (space.ok() ? "" : space.error().text())).c_str());
    const auto all = everyDesign(space.value());
    QVERIFY2(space.value().count() == std::to_string(all.size()), choices.c_str());
    QCOMPARE(space.value().approximateCount(), static_cast<double>(all.size()));
    // The numbering is the lexicographic order that brute force finds (inactive before the first level).
    for (std::size_t i = 0; i < all.size(); ++i) QVERIFY(space.value().design(i) == all[i]);
    QVERIFY(!space.value().design(all.size()));
    if (choices.find("when") != std::string::npos) ++withConditions;
  }
  QVERIFY(withConditions > 150);
}

void TstCounting::countsBeyondSixtyFourBits() {
  // Once-for-all MobileNetV3 without resolution: five stages of depth 2..4 with 9 kinds of layer, 7,371^5
  // = 21,758,655,492,572,485,851 (search manual, Appendix C).
  const auto space = spaceOf(R"([{"name": "stage", "type": "repeat", "count": 5, "choices": [
      {"name": "depth", "type": "integer", "low": 2, "high": 4},
      {"name": "layer", "type": "repeat", "count": 4, "when": "index < depth", "choices": [
        {"name": "kernel", "type": "categorical", "levels": [3, 5, 7]},
        {"name": "expansion", "type": "categorical", "levels": [3, 4, 6]}]}]}])");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("21758655492572485851"));
  QCOMPARE(space.value().approximateCount(), 21758655492572485851.0);
  QVERIFY(space.value().design(~std::uint64_t{0}).has_value());
  QVERIFY(space.value().validate(*space.value().design(12'345'678'901'234'567'890u)).ok());
  // FBNet: 9^22 = 984,770,902,183,611,232,881 (same appendix).
  const auto fbnet = spaceOf(R"([{"name": "layer", "type": "repeat", "count": 22, "choices": [
      {"name": "block", "type": "integer", "low": 1, "high": 9}]}])");
  PSCOPE_VERIFY_OK(fbnet);
  QCOMPARE(fbnet.value().count(), std::string("984770902183611232881"));
  const auto huge = spaceOf(R"([{"name": "layer", "type": "repeat", "count": 5000, "choices": [
      {"name": "block", "type": "integer", "low": 1, "high": 10}]}])");
  PSCOPE_VERIFY_OK(huge);
  QCOMPARE(huge.value().count(), "1" + std::string(5000, '0'));
  QVERIFY(std::isinf(huge.value().approximateCount()));
}

void TstCounting::countsLongChainsOfConditions() {
  // Each is only active when the one before is on: n + 1 designs of n booleans.
  std::string choices = R"([{"name": "c0", "type": "boolean"})";
  for (int i = 1; i < 300; ++i) {
    choices += R"(, {"name": "c)" + std::to_string(i) + R"(", "type": "boolean", "when": "c)" + std::to_string(i - 1) +
               R"("})";
  }
  const auto space = spaceOf(choices + "]");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("301"));
}

void TstCounting::refusesEntangledConditions() {
  // The last choice reads 30 booleans: 2^30 states would have to be told apart.
  std::string choices =
      R"([{"name": "b", "type": "repeat", "count": 30, "choices": [{"name": "on", "type": "boolean"}]},
      {"name": "last", "type": "boolean", "when": "b1.on)";
  for (int i = 2; i <= 30; ++i) choices += " + b" + std::to_string(i) + ".on";
  const auto space = spaceOf(choices + R"( > 15"}])");
  QVERIFY(!space.ok());
  QCOMPARE(space.error().code, ErrorCode::Unsupported);
  QCOMPARE(space.error().place, std::string("/choices"));
}

void TstCounting::samplesUniformly() {
  // 1 + 2 * 3 = 7 designs: choosing level by level would give the first one half of all samples.
  const auto space = spaceOf(R"([{"name": "on", "type": "boolean"},
      {"name": "a", "type": "boolean", "when": "on"},
      {"name": "b", "type": "categorical", "levels": [1, 2, 3], "when": "on"}])");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("7"));
  Rng rng(5);
  std::map<Genome, int> counts;
  constexpr int kSamples = 70'000;
  for (int i = 0; i < kSamples; ++i) ++counts[space.value().sample(rng)];
  QCOMPARE(counts.size(), std::size_t{7});
  double chiSquare = 0;
  for (const auto& [genome, count] : counts) chiSquare += (count - 1e4) * (count - 1e4) / 1e4;
  QVERIFY2(chiSquare < 22.46, std::to_string(chiSquare).c_str());  // 99.9 % quantile with 6 degrees of freedom
}

void TstCounting::repeatsWithTheSameSeed() {
  const auto space = openSpace("demo").value();
  const auto sequence = [&](std::uint64_t seed) {
    Rng rng(seed);
    std::vector<Genome> genomes;
    for (int i = 0; i < 20; ++i) genomes.push_back(space.sample(rng));
    return genomes;
  };
  QCOMPARE(sequence(1), sequence(1));
  QVERIFY(sequence(1) != sequence(2));
}

void TstCounting::inactiveChoicesCompareFalse() {
  // b is only there when a is; c asks b = 1 or not: without b neither holds.
  const auto space = spaceOf(R"([{"name": "a", "type": "boolean"},
      {"name": "b", "type": "integer", "low": 0, "high": 1, "when": "a"},
      {"name": "c", "type": "boolean", "when": "b = 1 or b = 0"}])");
  PSCOPE_VERIFY_OK(space);
  QCOMPARE(space.value().count(), std::string("5"));  // a off: 1; a on: 2 * 2
}

PSCOPE_TEST(TstCounting)
#include "tst_counting.moc"
