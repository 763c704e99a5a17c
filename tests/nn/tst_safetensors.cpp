#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/network/tensors.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstSafetensors : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void roundTrip();
  void bytesByHand();
  void damageIsRefused_data();
  void damageIsRefused();
  void badTensorsAreNotWritten();
};

namespace {

std::string withHeader(const std::string& header, const std::string& values) {
  std::string bytes(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + values;
}

}  // namespace

void TstSafetensors::roundTrip() {
  const QTemporaryDir folder;
  const std::string path = folder.filePath("w.safetensors").toStdString();
  TensorFile file;
  file.tensors = {{"a.weight", {2, 3}, {1, -2, 3.5F, 0, 1e-30F, 6}}, {"b", {}, {7}}, {"empty", {0, 4}, {}}};
  file.metadata = {{"design", "width=8;\"quoted\""}};
  PSCOPE_VERIFY_OK(writeSafetensors(path, file));
  const auto back = readSafetensors(path);
  PSCOPE_VERIFY_OK(back);
  QVERIFY(back.value() == file);
  QVERIFY(!readSafetensors(path + "x").ok());
}

// The example of the format's description: 8 bytes of length, the header, the values.
void TstSafetensors::bytesByHand() {
  const std::string values("\0\0\x80\x3f\0\0\0\xc0", 8);  // 1, -2
  const auto file =
      parseSafetensors(withHeader(R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  )", values), "hand");
  PSCOPE_VERIFY_OK(file);
  QCOMPARE(file.value().tensors[0].values, (std::vector<float>{1, -2}));
}

void TstSafetensors::damageIsRefused_data() {
  QTest::addColumn<QByteArray>("bytes");
  const auto row = [](const char* name, const std::string& bytes) {
    QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
  };
  const std::string good = R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  row("empty", "");
  row("length cut", "abc");
  row("header of 2^63 bytes", std::string("\0\0\0\0\0\0\0\x80", 8) + good);
  row("header beyond the file", std::string("\xff\0\0\0\0\0\0\0", 8) + good);
  row("no JSON", withHeader("{\"t\":", "12345678"));
  row("a list", withHeader("[]", ""));
  row("values cut", withHeader(good, "1234567"));
  row("values beyond", withHeader(good, "123456789"));
  row("offsets reversed", withHeader(R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", "12345678"));
  row("offsets negative", withHeader(R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}})", "12345678"));
  row("shape too large",
      withHeader(R"({"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}})", "12345678"));
  row("shape negative", withHeader(R"({"t":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", "12345678"));
  row("another type", withHeader(R"({"t":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}})", "12345678"));
  row("overlap", withHeader(R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                            R"("u":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
                            "12345678"));
}

void TstSafetensors::damageIsRefused() {
  QFETCH(const QByteArray, bytes);
  const auto file = parseSafetensors(bytes.toStdString(), "damaged.safetensors");
  QVERIFY(!file.ok());
  QCOMPARE(file.error().file, std::string("damaged.safetensors"));
  QVERIFY(!file.error().place.empty());
}

void TstSafetensors::badTensorsAreNotWritten() {
  const QTemporaryDir folder;
  const std::string path = folder.filePath("w.safetensors").toStdString();
  QVERIFY(!writeSafetensors(path, {{{"a", {2}, {1}}}, {}}).ok());
  QVERIFY(!writeSafetensors(path, {{{"a", {1}, {1}}, {"a", {1}, {1}}}, {}}).ok());
  QVERIFY(!QFile::exists(QString::fromStdString(path)));
}

PSCOPE_TEST(TstSafetensors)
#include "tst_safetensors.moc"
