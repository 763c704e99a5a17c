#include <QtTest>

#include "core/base/rng.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstRng : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void publishedSequence();
  void sameSeedSameNumbers();
  void savesAndLoads();
  void refusesDamagedState();
  void belowIsUniform();
};

// First outputs of xoshiro256** for the state 1, 2, 3, 4 (reference implementation of Blackman and Vigna).
void TstRng::publishedSequence() {
  Rng rng;
  QVERIFY(rng.load("1 2 3 4"));
  for (const std::uint64_t expected : {11520ULL, 0ULL, 1509978240ULL, 1215971899390074240ULL}) {
    QCOMPARE(rng.next(), expected);
  }
}

void TstRng::sameSeedSameNumbers() {
  Rng a(7), b(7), c(8);
  QCOMPARE(a.next(), b.next());
  QVERIFY(a.next() != c.next());
  QVERIFY(deriveSeed(1, 2) == deriveSeed(1, 2));
  QVERIFY(deriveSeed(1, 2) != deriveSeed(2, 1));
}

void TstRng::savesAndLoads() {
  Rng a(3);
  a.next();
  Rng b(99);
  QVERIFY(b.load(a.save()));
  QCOMPARE(a.next(), b.next());
}

void TstRng::refusesDamagedState() {
  Rng rng(1);
  const Rng before = rng;
  for (const char* text : {"", "1 2 3", "1 2 3 4 5", "0 0 0 0", "1 2 3 x", "1,2,3,4"}) QVERIFY(!rng.load(text));
  QVERIFY(rng == before);
}

// Chi-square with 9 degrees of freedom: above 27.88 with probability 0.001.
void TstRng::belowIsUniform() {
  Rng rng(5);
  std::array<int, 10> counts{};
  for (int i = 0; i < 10000; ++i) ++counts[rng.below(10)];
  double chiSquare = 0;
  for (const int count : counts) chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
  QVERIFY2(chiSquare < 27.88, qPrintable(QString::number(chiSquare)));
}

PSCOPE_TEST(TstRng)
#include "tst_rng.moc"
