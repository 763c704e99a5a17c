#include <QtTest>
#include <numeric>

#include "core/data/data_source.h"
#include "core/data/dataset.h"
#include "tests/data/data_files.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstIdx : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsAFolder();
  void readsPackedFilesAndOneFileWithItsLabels();
  void neverOpensTheTestFilesUnlessAsked();
  void damageIsLocated_data();
  void damageIsLocated();
  void missingFilesAreNamed();
  void fashionMnist();
  void cancels();
};

void TstIdx::readsAFolder() {
  const Folder folder;
  writeBytes(folder.path("train-images-idx3-ubyte"), idxImages(20));
  writeBytes(folder.path("train-labels-idx1-ubyte"), idxLabels(20));
  writeBytes(folder.path("t10k-images-idx3-ubyte"), idxImages(4));
  writeBytes(folder.path("t10k-labels-idx1-ubyte"), idxLabels(4));
  const auto source = readIdx(folder.path(), true, {});
  PSCOPE_VERIFY_OK(source);
  QCOMPARE(source.value().train.shape, (TensorShape{1, 2, 3}));
  QCOMPARE(source.value().train.count(), std::size_t{20});
  QCOMPARE(int{source.value().train.pixels[6 * 7 + 5]}, 75);  // image 7, pixel 5
  QCOMPARE(int{source.value().train.labels[7]}, 1);
  QCOMPARE(source.value().classes, (std::vector<std::string>{"0", "1"}));
  QVERIFY(source.value().hasTest);
  QCOMPARE(source.value().test->count(), std::size_t{4});

  // 18 for training and 2 for validation, one of each class; the test split only when asked for.
  DataOptions options;
  const auto data = loadDataset({"idx", folder.path()}, options);
  PSCOPE_VERIFY_OK(data);
  QCOMPARE(data.value().train.count(), std::size_t{18});
  QCOMPARE(data.value().validation.count(), std::size_t{2});
  QVERIFY(data.value().validation.labels[0] != data.value().validation.labels[1]);
  QVERIFY(!data.value().test);
  options.withTest = true;
  const auto whole = loadDataset({"idx", folder.path()}, options);
  PSCOPE_VERIFY_OK(whole);
  QCOMPARE(whole.value().test->count(), std::size_t{4});
  QCOMPARE(whole.value().hash, data.value().hash);
  const auto info = describeDataset({"idx", folder.path()});
  PSCOPE_VERIFY_OK(info);
  QCOMPARE(info.value().shape, (TensorShape{1, 2, 3}));
  QCOMPARE(info.value().classes, 2);
}

void TstIdx::readsPackedFilesAndOneFileWithItsLabels() {
  const Folder folder;
  writePacked(folder.path("letters-images-idx3-ubyte.gz"), idxImages(20));
  writeBytes(folder.path("letters-labels-idx1-ubyte"), idxLabels(20));
  DataOptions options;
  options.withTest = true;
  const auto data = loadDataset({"idx", folder.path("letters-images-idx3-ubyte.gz")}, options);
  PSCOPE_VERIFY_OK(data);
  // No test split of its own: 80/10/10.
  QCOMPARE(data.value().train.count(), std::size_t{16});
  QCOMPARE(data.value().validation.count(), std::size_t{2});
  QCOMPARE(data.value().test->count(), std::size_t{2});
}

void TstIdx::neverOpensTheTestFilesUnlessAsked() {
  const Folder folder;
  writeBytes(folder.path("train-images-idx3-ubyte"), idxImages(20));
  writeBytes(folder.path("train-labels-idx1-ubyte"), idxLabels(20));
  // Anyone who opens these fails: they are no IDX files.
  writeBytes(folder.path("t10k-images-idx3-ubyte"), {1, 2, 3});
  writeBytes(folder.path("t10k-labels-idx1-ubyte"), {1, 2, 3});
  DataOptions options;
  const auto data = loadDataset({"idx", folder.path()}, options);
  PSCOPE_VERIFY_OK(data);
  QCOMPARE(data.value().train.count(), std::size_t{18});
  options.withTest = true;
  QVERIFY(!loadDataset({"idx", folder.path()}, options).ok());

  QVERIFY(QFile::remove(QString::fromStdString(folder.path("t10k-images-idx3-ubyte"))));
  QVERIFY(QFile::remove(QString::fromStdString(folder.path("t10k-labels-idx1-ubyte"))));
  PSCOPE_VERIFY_OK(loadDataset({"idx", folder.path()}, {}));
}

void TstIdx::damageIsLocated_data() {
  QTest::addColumn<QByteArray>("images");
  QTest::addColumn<QByteArray>("labels");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("place");
  const auto array = [](const Bytes& bytes) {
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
  };
  const QByteArray images = array(idxImages(4));
  const QByteArray labels = array(idxLabels(4));
  const auto with = [](QByteArray bytes, qsizetype offset, const char* hex) {
    const QByteArray part = QByteArray::fromHex(hex);
    return bytes.replace(offset, part.size(), part);
  };
  const QString images3 = "images-idx3";
  const QString labels1 = "labels-idx1";
  QTest::newRow("images: empty file") << QByteArray() << labels << images3 << "byte 0";
  QTest::newRow("images: header cut") << images.left(10) << labels << images3 << "byte 10";
  QTest::newRow("images: wrong magic") << with(images, 0, "00000801") << labels << images3 << "byte 0";
  QTest::newRow("images: claims 4 GB") << with(images, 4, "0001000000000100000001") << labels << images3 << "byte 4";
  QTest::newRow("images: claims 2^32 - 1") << with(images, 4, "ffffffff") << labels << images3 << "byte 4";
  QTest::newRow("images: height 0") << with(images, 8, "00000000") << labels << images3 << "byte 8";
  QTest::newRow("images: width 2^31") << with(images, 12, "80000000") << labels << images3 << "byte 12";
  QTest::newRow("images: truncated") << images.left(39) << labels << images3 << "byte 4";
  QTest::newRow("images: trailing byte") << images + 'x' << labels << images3 << "byte 40";
  QTest::newRow("images: one less than labels") << array(idxImages(3)) << labels << images3 << "byte 4";
  QTest::newRow("labels: wrong magic") << images << with(labels, 0, "00000803") << labels1 << "byte 0";
  QTest::newRow("labels: claims 4 G") << images << with(labels, 4, "ffffffff") << labels1 << "byte 4";
  QTest::newRow("labels: truncated") << images << labels.left(11) << labels1 << "byte 4";
  QTest::newRow("labels: out of range") << images << with(labels, 10, "c8") << labels1 << "byte 10";
  QTest::newRow("labels: trailing bytes") << images << labels + "yz" << labels1 << "byte 12";
}

void TstIdx::damageIsLocated() {
  QFETCH(const QByteArray, images);
  QFETCH(const QByteArray, labels);
  QFETCH(const QString, file);
  QFETCH(const QString, place);
  const Folder folder;
  const std::string path = folder.path("d-images-idx3");
  writeBytes(path, Bytes(images.begin(), images.end()));
  writeBytes(folder.path("d-labels-idx1"), Bytes(labels.begin(), labels.end()));
  const auto data = loadDataset({"idx", path}, {});
  QVERIFY(!data.ok());
  QCOMPARE(data.error().code, ErrorCode::Parse);
  QVERIFY2(data.error().file.ends_with(file.toStdString()), data.error().text().c_str());
  QCOMPARE(QString::fromStdString(data.error().place), place);
  QVERIFY(!data.error().mend.empty());

  // The same damage inside gzip is found at the same offset, except that what packed data may hold is not known
  // beforehand: there the end of the data tells.
  const std::string packed = folder.path("p-images-idx3.gz");
  writePacked(packed, Bytes(images.begin(), images.end()));
  writePacked(folder.path("p-labels-idx1.gz"), Bytes(labels.begin(), labels.end()));
  const auto unpacked = loadDataset({"idx", packed}, {});
  QVERIFY(!unpacked.ok());
  QCOMPARE(unpacked.error().code, ErrorCode::Parse);
}

void TstIdx::missingFilesAreNamed() {
  const Folder folder;
  const auto empty = loadDataset({"idx", folder.path()}, {});
  QVERIFY(!empty.ok());
  QCOMPARE(empty.error().code, ErrorCode::NotFound);
  QVERIFY(empty.error().text().find("train-images-idx3-ubyte") != std::string::npos);
  const auto nowhere = loadDataset({"idx", folder.path("none")}, {});
  QVERIFY(!nowhere.ok());
  QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
  QCOMPARE(nowhere.error().file, folder.path("none"));
  writeBytes(folder.path("a-images"), idxImages(4));
  const auto alone = loadDataset({"idx", folder.path("a-images")}, {});
  QVERIFY(!alone.ok());
  QCOMPARE(alone.error().code, ErrorCode::NotFound);
  QVERIFY(alone.error().text().find("labels") != std::string::npos);

  // gzip that ends too early, and gzip with a flipped bit
  writePacked(folder.path("b-images-idx3-ubyte.gz"), idxImages(200));
  Bytes whole = readBytes(folder.path("b-images-idx3-ubyte.gz"));
  writeBytes(folder.path("b-labels-idx1-ubyte"), idxLabels(200));
  writeBytes(folder.path("b-images-idx3-ubyte.gz"), Bytes(whole.begin(), whole.end() - 12));
  const auto cut = loadDataset({"idx", folder.path("b-images-idx3-ubyte.gz")}, {});
  QVERIFY(!cut.ok());
  QCOMPARE(cut.error().code, ErrorCode::Parse);
  whole[whole.size() - 6] ^= 1;  // of the checksum
  writeBytes(folder.path("b-images-idx3-ubyte.gz"), whole);
  const auto flipped = loadDataset({"idx", folder.path("b-images-idx3-ubyte.gz")}, {});
  QVERIFY(!flipped.ok());
  QCOMPARE(flipped.error().code, ErrorCode::Parse);
  QVERIFY(flipped.error().place.starts_with("byte "));
}

// Figures of the reference data's README: md5 of the decompressed files, mean, deviation, first labels.
void TstIdx::fashionMnist() {
  PSCOPE_NEEDS_DATA(folder, "images/fashion-mnist");
  const std::vector<std::pair<const char*, const char*>> sums{
      {"/train-images-idx3-ubyte.gz", "f4a8712d7a061bf5bd6d2ca38dc4d50a"},
      {"/train-labels-idx1-ubyte.gz", "9018921c3c673c538a1fc5bad174d6f9"},
      {"/t10k-images-idx3-ubyte.gz", "8181f5470baa50b63fa0f6fddb340f0a"},
      {"/t10k-labels-idx1-ubyte.gz", "15d484375f8d13e6eb1aabb0c3f46965"}};
  for (const auto& [name, md5] : sums) QCOMPARE(md5OfUnpacked(folder + name), std::string(md5));

  const auto source = readIdx(folder, true, {});
  PSCOPE_VERIFY_OK(source);
  const auto& train = source.value().train;
  QCOMPARE(train.shape, (TensorShape{1, 28, 28}));
  QCOMPARE(train.count(), std::size_t{60'000});
  QCOMPARE(source.value().test->count(), std::size_t{10'000});
  QCOMPARE(std::vector<std::uint8_t>(train.labels.begin(), train.labels.begin() + 5),
           (std::vector<std::uint8_t>{9, 0, 0, 3, 0}));
  double sum = 0;
  double squares = 0;
  for (const auto pixel : train.pixels) {
    sum += pixel;
    squares += double{static_cast<double>(pixel)} * pixel;
  }
  const auto count = static_cast<double>(train.pixels.size());
  const double mean = sum / count / 255;
  QVERIFY(std::abs(mean - 0.28604) < 5e-6);
  QVERIFY(std::abs(std::sqrt(squares / count / 255 / 255 - mean * mean) - 0.35302) < 5e-6);

  const auto data = loadDataset({"idx", folder}, {});
  PSCOPE_VERIFY_OK(data);
  QCOMPARE(data.value().train.count(), std::size_t{54'000});
  QCOMPARE(data.value().validation.count(), std::size_t{6'000});
  QCOMPARE(data.value().name, std::string("fashion-mnist"));
  for (int label = 0; label < 10; ++label) {
    const auto& labels = data.value().validation.labels;
    QCOMPARE(std::count(labels.begin(), labels.end(), label), std::ptrdiff_t{600});
  }
  QVERIFY(std::abs(data.value().mean[0] - 0.286) < 0.001);
}

void TstIdx::cancels() {
  const Folder folder;
  writeBytes(folder.path("train-images-idx3-ubyte"), idxImages(20));
  writeBytes(folder.path("train-labels-idx1-ubyte"), idxLabels(20));
  std::stop_source stop;
  stop.request_stop();
  DataOptions options;
  options.job.stop = stop.get_token();
  const auto data = loadDataset({"idx", folder.path()}, options);
  QVERIFY(!data.ok());
  QCOMPARE(data.error().code, ErrorCode::Cancelled);
}

PSCOPE_TEST(TstIdx)
#include "tst_idx.moc"
