#include <QtTest>
#include <cmath>

#include "core/search/design_encoder.h"
#include "core/search/network_features.h"
#include "tests/search/search_fixture.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

std::vector<double> part(const std::vector<double>& row, DesignEncoder::Block block) {
  const auto first = row.begin() + static_cast<std::ptrdiff_t>(block.first);
  return {first, first + static_cast<std::ptrdiff_t>(block.columns)};
}

}  // namespace

class TstDesignEncoder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void twinsAreAlikeWhereItMatters();
  void columnsAreStandardised();
  void everyFamilyHasFeatures_data();
  void everyFamilyHasFeatures();
};

// Two cells with equal expressions (a convolution that only reads zeros; an edge that leads nowhere): what is effective
// is equal, the operators that are called are not.
void TstDesignEncoder::twinsAreAlikeWhereItMatters() {
  const auto space = openSpace("nasbench201");
  PSCOPE_VERIFY_OK(space);
  const DesignEncoder encoder(space.value(), 300);
  const auto rowOf = [&](const char* text) { return encoder.encode(space.value().parse(text).value()); };
  const auto plain = rowOf("|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|");
  const auto fromZero = rowOf("|none~0|+|none~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|none~2|");
  const auto nowhere = rowOf("|nor_conv_3x3~0|+|avg_pool_3x3~0|none~1|+|nor_conv_3x3~0|none~1|none~2|");
  const auto other = rowOf("|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|");
  for (const auto& twin : {fromZero, nowhere}) {
    QCOMPARE(part(twin, encoder.effective()), part(plain, encoder.effective()));
    QCOMPARE(part(twin, encoder.neighbourhoods()), part(plain, encoder.neighbourhoods()));
    QVERIFY(part(twin, encoder.whole()) != part(plain, encoder.whole()));
  }
  QVERIFY(part(other, encoder.effective()) != part(plain, encoder.effective()));
}

void TstDesignEncoder::columnsAreStandardised() {
  const auto space = openSpace("nasbench-macro");
  PSCOPE_VERIFY_OK(space);
  const DesignEncoder encoder(space.value(), 6561);
  std::vector<double> sums(encoder.columns()), squares(encoder.columns());
  double count = 0;
  for (std::uint64_t i = 0; const auto genome = space.value().design(i); i += 7) {
    const auto row = encoder.encode(*genome);
    QCOMPARE(row.size(), encoder.columns());
    for (std::size_t k = 0; k < row.size(); ++k) {
      sums[k] += row[k];
      squares[k] += row[k] * row[k];
    }
    ++count;
  }
  for (std::size_t k = encoder.whole().first; k < encoder.columns(); ++k) {
    QVERIFY(std::abs(sums[k] / count) < 0.2);
    QVERIFY(std::abs(squares[k] / count - 1) < 0.3);
  }
}

void TstDesignEncoder::everyFamilyHasFeatures_data() {
  QTest::addColumn<QString>("name");
  for (const auto& family : builtInFamilies())
    QTest::newRow(family.name.c_str()) << QString::fromStdString(family.name);
}

void TstDesignEncoder::everyFamilyHasFeatures() {
  QFETCH(QString, name);
  const auto space = openSpace(name.toStdString());
  PSCOPE_VERIFY_OK(space);
  const DesignEncoder encoder(space.value(), 20);
  QVERIFY(encoder.effective().columns > 0);
  Rng rng(1);
  const Genome genome = space.value().sample(rng);
  const auto row = encoder.encode(genome);
  QCOMPARE(row.size(), encoder.columns());
  for (const double value : row) QVERIFY(std::isfinite(value));
  QCOMPARE(DesignEncoder(space.value(), 20).encode(genome), row);
}

PSCOPE_TEST(TstDesignEncoder)
#include "tst_design_encoder.moc"
