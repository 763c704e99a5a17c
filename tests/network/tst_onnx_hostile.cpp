#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"
#include "core/network/seeded_tensors.h"
#include "tests/support/onnx_maker.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::OnnxMaker;

/// Files that lie about themselves: refused with a place and a mend, and before anything is allocated for them.
class TstOnnxHostile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void claims_data();
  void claims();
  void madeTensorsAreBounded();
  void repeatedWeightsAreBounded();
  void nestedAMillionTimes();
  void graphsThatAreNone_data();
  void graphsThatAreNone();
  void externalData_data();
  void externalData();
  void cutOffAnywhere();
  void bytesTurnedAnywhere();
};

namespace {

Result<ImportedModel> importedAnyway(const OnnxMaker& maker, const OnnxImportOptions& options = {}) {
  return importOnnxBytes(maker.bytes(), "test.onnx", options);
}

/// A refusal has a file, a sentence and something to do.
void checkRefused(const Result<ImportedModel>& model, const char* text) {
  QVERIFY(!model.ok());
  const auto& error = model.error();
  QVERIFY2(error.text().find(text) != std::string::npos, error.text().c_str());
  QCOMPARE(error.file, std::string("test.onnx"));
  QVERIFY2(!error.mend.empty(), error.text().c_str());
}

void appendVarint(std::string& bytes, std::uint64_t value) {
  for (; value >= 128; value >>= 7) bytes += static_cast<char>(value | 128);
  bytes += static_cast<char>(value);
}

}  // namespace

void TstOnnxHostile::claims_data() {
  QTest::addColumn<std::vector<std::int64_t>>("dims");
  QTest::addColumn<QByteArray>("text");
  using Dims = std::vector<std::int64_t>;
  QTest::newRow("4 GB in a small file") << Dims{1024, 1024, 1024} << QByteArray("claims 1073741824 elements");
  QTest::newRow("more than 2^31") << Dims{1 << 20, 1 << 20} << QByteArray("2^31");
  QTest::newRow("overflow") << Dims{1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30} << QByteArray("2^31");
  QTest::newRow("negative") << Dims{-3, 4} << QByteArray("negative");
  QTest::newRow("one too few") << Dims{1} << QByteArray("claims 1 elements");
  QTest::newRow("a thousand dimensions") << Dims(1000, 1) << QByteArray("2^31");
}

void TstOnnxHostile::claims() {
  QFETCH(std::vector<std::int64_t>, dims);
  QFETCH(QByteArray, text);
  OnnxMaker maker;
  maker.input("x", {1, 2, 4, 4}).weight("w", {2}).node("Add", {"x", "w"}, {"y"}).output("y", {1, 2, 4, 4});
  auto* tensor = maker.graph().mutable_initializer(0);
  tensor->clear_dims();
  for (const auto size : dims) tensor->add_dims(size);
  const auto asFields = importedAnyway(maker);
  checkRefused(asFields, text.constData());
  QCOMPARE(asFields.error().place, std::string("w"));
  tensor->clear_float_data();
  tensor->set_raw_data("12345678");
  checkRefused(importedAnyway(maker), text.constData());
}

void TstOnnxHostile::madeTensorsAreBounded() {
  // 16 GB of weights from a ConstantOfShape: their cost is known, but they are not made.
  OnnxMaker maker;
  maker.input("x", {1, 1 << 15}).ints("size", {1 << 15, 1 << 15}).node("ConstantOfShape", {"size"}, {"w"});
  maker.node("MatMul", {"x", "w"}, {"y"}, "large").output("y", {1, 1 << 15});
  const auto refused = importedAnyway(maker);
  checkRefused(refused, "larger than its file");
  QCOMPARE(refused.error().place, std::string("large"));
  OnnxImportOptions costs;
  costs.weights = false;
  const auto counted = importedAnyway(maker, costs);
  PSCOPE_VERIFY_OK(counted);
  QCOMPARE(staticCosts(counted.value().network).macs, std::int64_t{1} << 30);
  // Arithmetic on made tensors is bounded as well.
  OnnxMaker sums;
  sums.input("x", {1, 4}).ints("size", {1 << 14, 1 << 14}).node("ConstantOfShape", {"size"}, {"c"});
  sums.node("Add", {"c", "c"}, {"d"}).node("Add", {"d", "c"}, {"e"}, "sum").node("MatMul", {"x", "e"}, {"y"});
  sums.output("y", {1, 1 << 14});
  OnnxImportOptions little;
  little.maxMadeElements = 1 << 20;
  checkRefused(importedAnyway(sums, little), "too large");
  // Shapes beyond all measure.
  OnnxMaker huge;
  huge.input("x", {1, 4}).ints("size", {1LL << 40, 1LL << 40}).node("ConstantOfShape", {"size"}, {"c"}, "vast");
  huge.node("Add", {"x", "c"}, {"y"}).output("y", {1, 4});
  const auto vast = importedAnyway(huge);
  checkRefused(vast, "not known");
  QCOMPARE(vast.error().place, std::string("vast"));
  OnnxMaker image;
  image.input("x", {1, 1 << 15, 1 << 15, 1 << 15}).node("Relu", {"x"}, {"y"}).output("y", {1, 1, 1, 1});
  checkRefused(importedAnyway(image), "2^31");
}

void TstOnnxHostile::repeatedWeightsAreBounded() {
  OnnxMaker maker;  // one weight of 4 MB, used by many layers: a copy for each would be large
  maker.input("x", {1, 1024}).weight("w", {1024, 1024});
  std::string last = "x";
  for (int i = 0; i < 100; ++i) {
    const std::string next = "v" + std::to_string(i);
    maker.node("MatMul", {last, "w"}, {next});
    last = next;
  }
  maker.output(last, {1, 1024});
  OnnxImportOptions options;
  options.maxMadeElements = 1 << 22;
  checkRefused(importedAnyway(maker, options), "larger than its file");
  options.weights = false;
  PSCOPE_VERIFY_OK(importedAnyway(maker, options));
}

void TstOnnxHostile::nestedAMillionTimes() {
  // model.graph(7).node(1).attribute(5).g(6).node(1)... written from the inside, each layer before the last.
  std::string reversed;
  const auto wrap = [&](int number) {
    std::string head(1, static_cast<char>(number << 3 | 2));
    appendVarint(head, reversed.size());
    std::reverse(head.begin(), head.end());
    reversed += head;
  };
  for (int i = 0; i < 1'000'000; ++i) {
    for (const int number : {6, 5, 1}) wrap(number);
  }
  wrap(7);
  const std::string bytes(reversed.rbegin(), reversed.rend());
  QVERIFY(bytes.size() > 9'000'000);
  checkRefused(importOnnxBytes(bytes, "test.onnx"), "nested too deeply");
}

void TstOnnxHostile::graphsThatAreNone_data() {
  QTest::addColumn<int>("way");
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("cycle") << 0 << QByteArray("cycle");
  QTest::newRow("reads itself") << 1 << QByteArray("cycle");
  QTest::newRow("reads nothing") << 2 << QByteArray("Nothing gives the value ghost");
  QTest::newRow("given twice") << 3 << QByteArray("given twice");
  QTest::newRow("no output") << 4 << QByteArray("no output");
  QTest::newRow("output from nowhere") << 5 << QByteArray("cannot be worked out");
  QTest::newRow("negative size") << 6 << QByteArray("negative");
  QTest::newRow("weights that do not fit") << 7 << QByteArray("do not fit");
  QTest::newRow("reshape that does not fit") << 8 << QByteArray("do not fit");
  QTest::newRow("shapes that do not go together") << 9 << QByteArray("along one axis");
  QTest::newRow("no graph") << 10 << QByteArray("no graph");
}

void TstOnnxHostile::graphsThatAreNone() {
  QFETCH(int, way);
  QFETCH(QByteArray, text);
  OnnxMaker maker;
  maker.input("x", {1, 3, way == 6 ? -8 : 8, 8});
  switch (way) {
    case 0:
      maker.node("Add", {"x", "b"}, {"a"}).node("Relu", {"a"}, {"b"}).node("Relu", {"b"}, {"y"});
      break;
    case 1:
      maker.node("Add", {"x", "y"}, {"y"});
      break;
    case 2:
      maker.node("Add", {"x", "ghost"}, {"y"});
      break;
    case 3:
      maker.node("Relu", {"x"}, {"y"}).node("Sigmoid", {"x"}, {"y"});
      break;
    case 7:
      maker.weight("w", {4, 2, 1, 1}).node("Conv", {"x", "w"}, {"y"});
      break;
    case 8:
      maker.ints("s", {1, 7, -1}).node("Reshape", {"x", "s"}, {"y"});
      break;
    case 9:
      maker.weight("w", {5, 1, 1}).node("Add", {"x", "w"}, {"y"});
      break;
    default:
      maker.node("Relu", {"x"}, {"y"});
      break;
  }
  if (way != 4) maker.output(way == 5 ? "elsewhere" : "y", {1, 3, 8, 8});
  if (way == 10) maker.model.clear_graph();
  checkRefused(importedAnyway(maker), text.constData());
}

void TstOnnxHostile::externalData_data() {
  QTest::addColumn<QByteArray>("location");
  QTest::addColumn<QByteArray>("offset");
  QTest::addColumn<QByteArray>("text");  // of the refusal; empty: it is read
  QTest::newRow("beside the model") << QByteArray("weights.bin") << QByteArray("4") << QByteArray();
  QTest::newRow("in a folder below") << QByteArray("sub/weights.bin") << QByteArray("4") << QByteArray();
  QTest::newRow("absolute") << QByteArray("/etc/passwd") << QByteArray("0") << QByteArray("outside");
  QTest::newRow("above") << QByteArray("../secret.bin") << QByteArray("0") << QByteArray("outside");
  QTest::newRow("above by a detour") << QByteArray("sub/../../secret.bin") << QByteArray("0") << QByteArray("outside");
  QTest::newRow("through a link") << QByteArray("link/secret.bin") << QByteArray("0") << QByteArray("outside");
  QTest::newRow("missing") << QByteArray("nothing.bin") << QByteArray("0") << QByteArray("missing");
  QTest::newRow("a folder") << QByteArray("sub") << QByteArray("0") << QByteArray("missing");
  QTest::newRow("beyond its end") << QByteArray("weights.bin") << QByteArray("8") << QByteArray("claims 3 elements");
  QTest::newRow("offset that is none") << QByteArray("weights.bin") << QByteArray("-4")
                                       << QByteArray("claims 3 elements");
  QTest::newRow("nowhere") << QByteArray() << QByteArray("0") << QByteArray("outside");
}

void TstOnnxHostile::externalData() {
  QFETCH(QByteArray, location);
  QFETCH(QByteArray, offset);
  QFETCH(QByteArray, text);
  QTemporaryDir folder;
  const auto put = [&](const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  };
  QVERIFY(QDir(folder.path()).mkpath("model/sub"));
  const std::array<float, 4> values{9, 1, 2, 3};
  const QByteArray bytes(reinterpret_cast<const char*>(values.data()), sizeof(values));
  put("model/weights.bin", bytes);
  put("model/sub/weights.bin", bytes);
  put("secret.bin", bytes);
  QVERIFY(QFile::link(folder.path(), folder.filePath("model/link")));
  OnnxMaker maker;
  maker.input("x", {1, 3, 2, 2}).weight("w", {3, 1, 1}).node("Add", {"x", "w"}, {"y"}).output("y", {1, 3, 2, 2});
  auto* tensor = maker.graph().mutable_initializer(0);
  tensor->clear_float_data();
  tensor->set_data_location(onnx::TensorProto::EXTERNAL);
  for (const auto& [key, value] : {std::pair("location", location), std::pair("offset", offset)}) {
    auto* entry = tensor->add_external_data();
    entry->set_key(key);
    entry->set_value(value.toStdString());
  }
  put("model/m.onnx", QByteArray::fromStdString(maker.bytes()));
  const auto model = importOnnx(folder.filePath("model/m.onnx").toStdString());
  if (text.isEmpty()) {
    PSCOPE_VERIFY_OK(model);
    QVERIFY(model.value().tensors.at(0).values == (std::vector<float>{1, 2, 3}));
    QVERIFY(!importedAnyway(maker).ok());  // from memory there is no folder
    return;
  }
  QVERIFY(!model.ok());
  QVERIFY2(model.error().text().find(text.toStdString()) != std::string::npos, model.error().text().c_str());
  QCOMPARE(model.error().place, std::string("w"));
}

// Whatever is left of a model is refused or read, but never more.
void TstOnnxHostile::cutOffAnywhere() {
  const auto samples = test::operatorSamples();
  const auto& network = samples[0].network;
  const auto bytes = exportOnnx(network, seededTensors(network, 1));
  PSCOPE_VERIFY_OK(bytes);
  int refused = 0;
  for (std::size_t length = 0; length < bytes.value().size(); ++length) {
    const auto model = importOnnxBytes(std::string_view(bytes.value()).substr(0, length), "test.onnx");
    if (model.ok()) continue;
    QVERIFY(!model.error().what.empty());
    ++refused;
  }
  QVERIFY(refused > 0.9 * static_cast<double>(bytes.value().size()));
}

void TstOnnxHostile::bytesTurnedAnywhere() {
  for (const auto& sample : test::operatorSamples()) {
    const auto bytes = exportOnnx(sample.network, seededTensors(sample.network, 1));
    PSCOPE_VERIFY_OK(bytes);
    for (std::size_t at = 0; at < bytes.value().size(); at += 1 + bytes.value().size() / 300) {
      std::string turned = bytes.value();
      turned[at] = static_cast<char>(turned[at] ^ (at % 2 == 0 ? 0x01 : 0x80));
      const auto model = importOnnxBytes(turned, "test.onnx");
      if (!model.ok()) QVERIFY(!model.error().text().empty());
      if (model.ok()) QVERIFY(staticCosts(model.value().network).params >= 0);
    }
  }
}

PSCOPE_TEST(TstOnnxHostile)
#include "tst_onnx_hostile.moc"
