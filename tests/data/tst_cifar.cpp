#include <QtTest>

#include "core/data/data_source.h"
#include "core/data/dataset.h"
#include "tests/data/data_files.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstCifar : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsAFolderOfBatches();
  void readsTheReferenceFile();
  void damageIsLocated_data();
  void damageIsLocated();
  void missingBatchesAreNamed();
};

void TstCifar::readsAFolderOfBatches() {
  const Folder folder;
  writeBytes(folder.path("data_batch_1.bin"), cifarRecords(20));
  writePacked(folder.path("data_batch_2.bin.gz"), cifarRecords(30));
  writeBytes(folder.path("test_batch.bin"), {1, 2, 3});  // whoever opens it unasked fails
  const auto source = readCifar(folder.path(), false, {});
  PSCOPE_VERIFY_OK(source);
  QCOMPARE(source.value().train.count(), std::size_t{50});
  QCOMPARE(source.value().train.shape, (TensorShape{3, 32, 32}));
  const auto& pixels = source.value().train.pixels;
  QCOMPARE(int{pixels[3072 * 7]}, 7);                   // red
  QCOMPARE(int{pixels[3072 * 7 + 2 * 1024 + 5]}, 107);  // blue
  QVERIFY(source.value().hasTest);
  QVERIFY(!source.value().test);
  QCOMPARE(source.value().classes.front(), std::string("airplane"));
  QCOMPARE(source.value().classes.back(), std::string("truck"));
  QVERIFY(!readCifar(folder.path(), true, {}).ok());
  writeBytes(folder.path("test_batch.bin"), cifarRecords(10));
  const auto whole = readCifar(folder.path(), true, {});
  PSCOPE_VERIFY_OK(whole);
  QCOMPARE(whole.value().test->count(), std::size_t{10});
}

// First labels as in the reference data's README.
void TstCifar::readsTheReferenceFile() {
  PSCOPE_NEEDS_DATA(path, "images/cifar10/cifar10_first1000.bin.gz");
  const auto source = readCifar(path, false, {});
  PSCOPE_VERIFY_OK(source);
  const auto& labels = source.value().train.labels;
  QCOMPARE(std::vector<std::uint8_t>(labels.begin(), labels.begin() + 10),
           (std::vector<std::uint8_t>{6, 9, 9, 4, 1, 1, 2, 7, 8, 3}));
  QCOMPARE(labels.size(), std::size_t{1000});
  const auto data = loadDataset({"cifar-binary", path}, {});
  PSCOPE_VERIFY_OK(data);
  QCOMPARE(data.value().mean.size(), std::size_t{3});
  const auto info = describeDataset({"cifar-binary", path});
  PSCOPE_VERIFY_OK(info);
  QCOMPARE(info.value().classes, 10);
}

void TstCifar::damageIsLocated_data() {
  QTest::addColumn<int>("bytes");
  QTest::addColumn<int>("wrongLabel");  // record, or -1
  QTest::addColumn<QString>("place");
  QTest::newRow("empty") << 0 << -1 << "byte 0";
  QTest::newRow("cut within the first record") << 100 << -1 << "byte 100";
  QTest::newRow("cut within the third record") << 2 * 3073 + 5 << -1 << "byte 6151";
  QTest::newRow("label 10") << 4 * 3073 << 2 << "byte 6146";
}

void TstCifar::damageIsLocated() {
  QFETCH(const int, bytes);
  QFETCH(const int, wrongLabel);
  QFETCH(const QString, place);
  Bytes records = cifarRecords(4);
  records.resize(static_cast<std::size_t>(bytes));
  if (wrongLabel >= 0) records[static_cast<std::size_t>(wrongLabel) * 3073] = 10;
  const Folder folder;
  for (const bool packed : {false, true}) {
    const std::string path = folder.path(packed ? "batch.bin.gz" : "batch.bin");
    packed ? writePacked(path, records) : writeBytes(path, records);
    const auto data = loadDataset({"cifar-binary", path}, {});
    QVERIFY(!data.ok());
    QCOMPARE(data.error().code, ErrorCode::Parse);
    QCOMPARE(data.error().file, path);
    QCOMPARE(QString::fromStdString(data.error().place), place);
  }
}

void TstCifar::missingBatchesAreNamed() {
  const Folder folder;
  const auto data = loadDataset({"cifar-binary", folder.path()}, {});
  QVERIFY(!data.ok());
  QCOMPARE(data.error().code, ErrorCode::NotFound);
  QVERIFY(data.error().text().find("data_batch_1.bin") != std::string::npos);
}

PSCOPE_TEST(TstCifar)
#include "tst_cifar.moc"
