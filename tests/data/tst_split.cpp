#include <QtTest>
#include <algorithm>
#include <set>

#include "core/data/data_source.h"
#include "core/data/dataset.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstSplit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void isStratifiedAndComplete();
  void seedMovesValidationButNeverTest();
  void fewImages();
  void shareIsStratified();
  void unknownFormatListsTheKnown();
};

namespace {

/// 50 images of class 0, 30 of class 1, 14 of class 2, mixed.
std::vector<std::uint8_t> labels() {
  std::vector<std::uint8_t> all;
  for (int i = 0; i < 50; ++i) {
    all.push_back(0);
    if (i < 30) all.push_back(1);
    if (i < 14) all.push_back(2);
  }
  return all;
}

std::vector<int> perClass(const std::vector<std::size_t>& indexes) {
  std::vector<int> counts(3);
  const auto all = labels();
  for (const auto index : indexes) ++counts[all[index]];
  return counts;
}

}  // namespace

void TstSplit::isStratifiedAndComplete() {
  const auto split = stratifiedSplit(labels(), 1, true);
  QCOMPARE(perClass(split.validation), (std::vector<int>{5, 3, 1}));
  QCOMPARE(perClass(split.test), (std::vector<int>{5, 3, 1}));
  std::set<std::size_t> all(split.train.begin(), split.train.end());
  all.insert(split.validation.begin(), split.validation.end());
  all.insert(split.test.begin(), split.test.end());
  QCOMPARE(all.size(), labels().size());
  QCOMPARE(split.train.size() + split.validation.size() + split.test.size(), labels().size());
  QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
}

void TstSplit::seedMovesValidationButNeverTest() {
  const auto one = stratifiedSplit(labels(), 1, true);
  const auto again = stratifiedSplit(labels(), 1, true);
  const auto two = stratifiedSplit(labels(), 2, true);
  QCOMPARE(again.validation, one.validation);
  QVERIFY(two.validation != one.validation);
  QCOMPARE(two.test, one.test);
}

void TstSplit::fewImages() {
  const std::vector<std::uint8_t> one{0};
  QCOMPARE(stratifiedSplit(one, 1, true).train.size(), std::size_t{1});
  const std::vector<std::uint8_t> three{0, 0, 0};
  const auto split = stratifiedSplit(three, 1, true);
  QCOMPARE(split.train.size(), std::size_t{1});
  QCOMPARE(split.validation.size(), std::size_t{1});
  QCOMPARE(split.test.size(), std::size_t{1});
}

void TstSplit::shareIsStratified() {
  const auto half = stratifiedShare(labels(), 0.5, 7);
  QCOMPARE(perClass(half), (std::vector<int>{25, 15, 7}));
  QCOMPARE(stratifiedShare(labels(), 0.5, 7), half);
  QVERIFY(stratifiedShare(labels(), 0.5, 8) != half);
  QCOMPARE(stratifiedShare(labels(), 1e-9, 7).size(), std::size_t{3});
  QCOMPARE(stratifiedShare(labels(), 1, 7).size(), labels().size());
}

void TstSplit::unknownFormatListsTheKnown() {
  const auto data = loadDataset({"parquet", "x"}, {});
  QVERIFY(!data.ok());
  QCOMPARE(data.error().code, ErrorCode::Unsupported);
  QVERIFY(data.error().text().find("glyphs, idx, cifar-binary") != std::string::npos);
  QVERIFY(!describeDataset({"parquet", "x"}).ok());
}

PSCOPE_TEST(TstSplit)
#include "tst_split.moc"
