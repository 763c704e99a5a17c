#include <QFile>
#include <QtTest>
#include <algorithm>
#include <map>

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/network/fold_batch_norm.h"
#include "core/network/node_parameters.h"
#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"
#include "core/network/seeded_tensors.h"
#include "tests/support/onnx_maker.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using pscope::test::OnnxMaker;

/// Models from elsewhere as networks of ours.
class TstOnnxImport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void publishedModels_data();
  void publishedModels();
  void foldingEqualsTheSimplifiedTwin();
  void roundTripKeepsTheCosts_data();
  void roundTripKeepsTheCosts();
  void metadataAndSeveralOutputsComeBack();
  void windows_data();
  void windows();
  void channelShuffles_data();
  void channelShuffles();
  void linearLayersOnAnyAxis();
  void patternsOfExporters();
  void constantsAreWorkedOut();
  void unknownOperatorsAreNamed();
  void openSizes();
  void canBeGivenUp();
};

namespace {

Result<ImportedModel> imported(const OnnxMaker& maker) {
  return importOnnxBytes(maker.bytes(), "test.onnx");
}

std::vector<Op> opsOf(const Network& network) {
  std::vector<Op> ops;
  for (const auto& node : network.nodes()) ops.push_back(node.op);
  return ops;
}

std::int64_t countOf(const Network& network, Op op) {
  const auto ops = opsOf(network);
  return std::count(ops.begin(), ops.end(), op);
}

/// Elements of weight, bias and BN tensors of convolutions, linear layers and batch norms (../data/README.md: onnx).
std::int64_t layerParameters(const Network& network) {
  std::int64_t count = 0;
  for (const auto& node : network.nodes()) {
    if (node.op != Op::Conv2d && node.op != Op::Linear && node.op != Op::BatchNorm) continue;
    for (const auto& info : nodeParameters(network, node)) count += info.elements();
  }
  return count;
}

}  // namespace

void TstOnnxImport::publishedModels_data() {
  QTest::addColumn<QByteArray>("file");
  for (const char* file : {"ultraface_rfb320", "ultraface_rfb320_simplified", "fastestdet_352",
                           "proxyless_landmark_112", "light_resnet50", "light_squeezenet", "light_vgg19"}) {
    QTest::newRow(file) << QByteArray(file) + ".onnx";
  }
}

// MACs and parameters of models.csv, exactly.
void TstOnnxImport::publishedModels() {
  QFETCH(QByteArray, file);
  PSCOPE_NEEDS_DATA(path, ("onnx/" + file).constData());
  PSCOPE_NEEDS_DATA(tablePath, "onnx/models.csv");
  const auto table = CsvTable::read(tablePath);
  PSCOPE_VERIFY_OK(table);
  OnnxImportOptions options;
  options.weights = !file.startsWith("light");  // those make theirs, up to 575 MB
  const auto model = importOnnx(path, options);
  PSCOPE_VERIFY_OK(model);
  const auto costs = staticCosts(model.value().network);
  QVERIFY(costs.complete);
  QVERIFY(model.value().unknown.empty());
  bool found = false;
  const auto& rows = table.value();
  for (std::size_t row = 0; row < rows.rowCount(); ++row) {
    if (rows.cell(row, 0) != file.toStdString()) continue;
    const auto number = [&](const char* column) {
      const auto& names = rows.columns();
      const auto at = std::find(names.begin(), names.end(), column) - names.begin();
      return std::stoll(std::string(rows.cell(row, static_cast<std::size_t>(at))));
    };
    QCOMPARE(costs.macs, number("conv_gemm_matmul_macs"));
    QCOMPARE(layerParameters(model.value().network), number("layer_parameters"));
    QCOMPARE(countOf(model.value().network, Op::Conv2d), number("conv_nodes"));
    QCOMPARE(countOf(model.value().network, Op::BatchNorm), number("batchnorm_nodes"));
    QCOMPARE(countOf(model.value().network, Op::Linear), number("gemm_matmul_nodes"));
    found = true;
  }
  QVERIFY(found);
  QCOMPARE(model.value().tensors.empty(), !options.weights);
}

// Bit for bit in single precision (../data/README.md: onnx).
void TstOnnxImport::foldingEqualsTheSimplifiedTwin() {
  PSCOPE_NEEDS_DATA(path, "onnx/ultraface_rfb320.onnx");
  PSCOPE_NEEDS_DATA(twinPath, "onnx/ultraface_rfb320_simplified.onnx");
  const auto model = importOnnx(path);
  const auto twin = importOnnx(twinPath);
  PSCOPE_VERIFY_OK(model);
  PSCOPE_VERIFY_OK(twin);
  const auto folded = foldBatchNorm(model.value().network, model.value().tensors);
  PSCOPE_VERIFY_OK(folded);
  QCOMPARE(folded.value().folded, 35);
  QCOMPARE(countOf(folded.value().network, Op::BatchNorm), 0);
  const auto convolutions = [](const std::vector<NamedTensor>& tensors) {
    std::vector<NamedTensor> chosen;
    for (const auto& tensor : tensors) {
      if (tensor.name.find("conv2d") != std::string::npos) chosen.push_back({"", tensor.shape, tensor.values});
    }
    return chosen;
  };
  const auto ours = convolutions(folded.value().tensors);
  const auto theirs = convolutions(twin.value().tensors);
  QCOMPARE(ours.size(), 104U);  // 52 weights and biases
  QVERIFY(ours == theirs);
  QCOMPARE(layerParameters(folded.value().network), 273888);
}

void TstOnnxImport::roundTripKeepsTheCosts_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const auto& sample : test::operatorSamples()) QTest::newRow(sample.name.c_str()) << index++;
}

void TstOnnxImport::roundTripKeepsTheCosts() {
  QFETCH(int, index);
  const auto sample = test::operatorSamples()[static_cast<std::size_t>(index)];
  const auto bytes = exportOnnx(sample.network, seededTensors(sample.network, 1));
  PSCOPE_VERIFY_OK(bytes);
  const auto model = importOnnxBytes(bytes.value(), "sample.onnx");
  PSCOPE_VERIFY_OK(model);
  const auto before = staticCosts(sample.network);
  const auto after = staticCosts(model.value().network);
  QVERIFY(model.value().network.outputShape() == sample.network.outputShape());
  QVERIFY(after.complete && model.value().unknown.empty());
  QCOMPARE(after.params, before.params);
  QCOMPARE(after.macs, before.macs);
  QCOMPARE(after.peakActivationBytes, before.peakActivationBytes);
}

void TstOnnxImport::metadataAndSeveralOutputsComeBack() {
  Network network({3, 8, 8});
  network.setScope("stem");
  OpAttributes conv;
  conv.outChannels = 4;
  const NodeIndex input = 0;
  const auto a = network.add(Op::Conv2d, std::span(&input, 1), conv).value();
  const auto b = network.add(Op::GlobalAvgPool, std::span(&a, 1)).value();
  network.setOutputs({b, a});
  OnnxExportOptions options;
  options.metadata = {{"design", "x=1"}};
  const auto tensors = seededTensors(network, 1);
  const auto bytes = exportOnnx(network, tensors, options);
  PSCOPE_VERIFY_OK(bytes);
  const auto model = importOnnxBytes(bytes.value(), "test.onnx");
  PSCOPE_VERIFY_OK(model);
  QVERIFY(std::count(model.value().metadata.begin(), model.value().metadata.end(),
                     std::pair<std::string, std::string>("design", "x=1")) == 1);
  QCOMPARE(model.value().producer, std::string("paretoscope"));
  QCOMPARE(model.value().opset, 17);
  const auto outputs = model.value().network.outputs();
  QCOMPARE(outputs.size(), 2U);
  QVERIFY((model.value().network.node(outputs[0]).shape == TensorShape{4, 1, 1}));
  QVERIFY((model.value().network.node(outputs[1]).shape == TensorShape{4, 8, 8}));
  QVERIFY(model.value().tensors == tensors);  // with the names of the scopes
}

void TstOnnxImport::windows_data() {
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<int>("size");
  QTest::addColumn<int>("kernel");
  QTest::addColumn<int>("stride");
  QTest::addColumn<std::vector<std::int64_t>>("pads");
  QTest::addColumn<QByteArray>("autoPad");
  QTest::addColumn<int>("ceil");
  QTest::addColumn<int>("expected");
  QTest::addColumn<bool>("padNode");
  using Pads = std::vector<std::int64_t>;
  QTest::newRow("symmetric") << QByteArray("Conv") << 8 << 3 << 2 << Pads{1, 1, 1, 1} << QByteArray() << 0 << 4
                             << false;
  QTest::newRow("no need of the end") << QByteArray("Conv") << 8 << 3 << 2 << Pads{1, 1, 0, 0} << QByteArray() << 0 << 4
                                      << false;
  QTest::newRow("only after") << QByteArray("Conv") << 8 << 3 << 2 << Pads{0, 0, 1, 1} << QByteArray() << 0 << 4
                              << true;
  QTest::newRow("same upper") << QByteArray("Conv") << 8 << 3 << 2 << Pads{0, 0, 0, 0} << QByteArray("SAME_UPPER") << 0
                              << 4 << true;
  QTest::newRow("same lower") << QByteArray("Conv") << 8 << 3 << 2 << Pads{0, 0, 0, 0} << QByteArray("SAME_LOWER") << 0
                              << 4 << false;
  QTest::newRow("valid") << QByteArray("Conv") << 8 << 3 << 2 << Pads{1, 1, 1, 1} << QByteArray("VALID") << 0 << 3
                         << false;
  QTest::newRow("pool rounded up") << QByteArray("MaxPool") << 8 << 3 << 2 << Pads{0, 0, 0, 0} << QByteArray() << 1 << 4
                                   << false;
  QTest::newRow("pool padded instead") << QByteArray("AveragePool") << 8 << 3 << 2 << Pads{0, 0, 1, 1} << QByteArray()
                                       << 0 << 4 << false;
  QTest::newRow("pool padded before") << QByteArray("MaxPool") << 8 << 2 << 2 << Pads{1, 1, 1, 1} << QByteArray() << 0
                                      << 5 << false;
}

void TstOnnxImport::windows() {
  QFETCH(QByteArray, type);
  QFETCH(int, size);
  QFETCH(int, kernel);
  QFETCH(int, stride);
  QFETCH(std::vector<std::int64_t>, pads);
  QFETCH(QByteArray, autoPad);
  QFETCH(int, ceil);
  QFETCH(int, expected);
  QFETCH(bool, padNode);
  OnnxMaker maker;
  maker.input("x", {-1, 3, size, size}).weight("w", {4, 3, kernel, kernel});
  maker.node(type.toStdString(), type == "Conv" ? std::vector<std::string>{"x", "w"} : std::vector<std::string>{"x"},
             {"y"});
  maker.list("kernel_shape", {kernel, kernel}).list("strides", {stride, stride});
  if (autoPad.isEmpty()) maker.list("pads", pads);
  if (!autoPad.isEmpty()) maker.text("auto_pad", autoPad.constData());
  if (ceil != 0) maker.set("ceil_mode", std::int64_t{ceil});
  maker.output("y", {-1, 4, expected, expected});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  QVERIFY(model.value().unknown.empty());
  QCOMPARE(model.value().network.outputShape().height, expected);
  QCOMPARE(countOf(model.value().network, Op::Pad) == 1, padNode);
}

void TstOnnxImport::channelShuffles_data() {
  QTest::addColumn<int>("way");
  QTest::newRow("reshape, transpose, reshape") << 0;
  QTest::newRow("without the batch") << 1;
  QTest::newRow("gather with a list") << 2;
}

void TstOnnxImport::channelShuffles() {
  QFETCH(int, way);
  OnnxMaker maker;
  maker.input("x", {1, 6, 4, 5});
  if (way == 0) {
    maker.ints("cut", {1, 2, 3, 4, 5}).ints("back", {1, 6, 4, 5});
    maker.node("Reshape", {"x", "cut"}, {"a"}).node("Transpose", {"a"}, {"b"}).list("perm", {0, 2, 1, 3, 4});
    maker.node("Reshape", {"b", "back"}, {"s"});
  } else if (way == 1) {
    maker.ints("cut", {2, 3, 20}).ints("back", {1, -1, 4, 5});
    maker.node("Reshape", {"x", "cut"}, {"a"}).node("Transpose", {"a"}, {"b"}).list("perm", {1, 0, 2});
    maker.node("Reshape", {"b", "back"}, {"s"});
  } else {
    maker.ints("list", {0, 3, 1, 4, 2, 5}).node("Gather", {"x", "list"}, {"s"}).set("axis", 1);
  }
  maker.node("Relu", {"s"}, {"y"}).output("y", {1, 6, 4, 5});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  QVERIFY((opsOf(model.value().network) == std::vector<Op>{Op::Input, Op::ChannelShuffle, Op::Relu}));
  QCOMPARE(model.value().network.node(1).attributes.groups, 2);
  QVERIFY((model.value().network.outputShape() == TensorShape{6, 4, 5}));
}

void TstOnnxImport::linearLayersOnAnyAxis() {
  OnnxMaker maker;  // tokens [1, T, d], as transformers have them
  maker.input("x", {-1, 9, 8}).weight("w", {8, 5}).weight("b", {5}).weight("v", {5, 7});
  maker.node("MatMul", {"x", "w"}, {"a"}).node("Add", {"a", "b"}, {"c"}).node("Relu", {"c"}, {"d"});
  maker.node("MatMul", {"d", "v"}, {"y"}).output("y", {-1, 9, 7});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  const auto costs = staticCosts(model.value().network);
  QCOMPARE(costs.macs, 9 * (8 * 5 + 5 * 7));
  QCOMPARE(costs.params, 8 * 5 + 5 + 5 * 7);
  QVERIFY((model.value().network.outputShape() == TensorShape{9, 7, 1}));
  QCOMPARE(countOf(model.value().network, Op::Permute), 2);  // in and out, none between the layers
  OnnxMaker gemm;
  gemm.input("x", {4, 8}).weight("w", {5, 8}).weight("b", {5});
  gemm.node("Gemm", {"x", "w", "b"}, {"y"}).set("transB", 1).output("y", {4, 5});
  const auto one = imported(gemm);
  PSCOPE_VERIFY_OK(one);
  QVERIFY((opsOf(one.value().network) == std::vector<Op>{Op::Input, Op::Linear}));
  QCOMPARE(one.value().tensors.size(), 2U);
  QVERIFY((one.value().network.inputShape() == TensorShape{8, 1, 1}));
}

// How PyTorch writes layer normalisation, GELU and attention before ONNX had operators for them.
void TstOnnxImport::patternsOfExporters() {
  OnnxMaker maker(13);
  maker.input("x", {1, 9, 8}).weight("scale", {8}).weight("shift", {8});
  const auto scalar = [&](const char* name, float value) { maker.weight(name, {}, value); };
  scalar("two", 2);
  scalar("eps", 1e-6F);
  scalar("root2", 1.41421356F);
  scalar("one", 1);
  scalar("half", 0.5F);
  scalar("eight", 2);
  maker.node("ReduceMean", {"x"}, {"m"}).list("axes", {-1});
  maker.node("Sub", {"x", "m"}, {"c"}).node("Pow", {"c", "two"}, {"p"});
  maker.node("ReduceMean", {"p"}, {"v"}).list("axes", {-1});
  maker.node("Add", {"v", "eps"}, {"e"}).node("Sqrt", {"e"}, {"r"}).node("Div", {"c", "r"}, {"n"});
  maker.node("Mul", {"n", "scale"}, {"ns"}).node("Add", {"ns", "shift"}, {"norm"});
  maker.node("Div", {"norm", "root2"}, {"g1"}).node("Erf", {"g1"}, {"g2"}).node("Add", {"g2", "one"}, {"g3"});
  maker.node("Mul", {"norm", "g3"}, {"g4"}).node("Mul", {"g4", "half"}, {"g"});
  maker.ints("cut", {1, 9, 2, 4}).ints("back", {1, 9, 8});
  for (const char* part : {"q", "k", "w"}) {
    const std::string name(part);
    maker.node("Reshape", {"g", "cut"}, {name + "1"});
    maker.node("Transpose", {name + "1"}, {name})
        .list("perm", name == "k" ? OnnxMaker::Dims{0, 2, 3, 1} : OnnxMaker::Dims{0, 2, 1, 3});
  }
  maker.node("MatMul", {"q", "k"}, {"s"})
      .node("Div", {"s", "eight"}, {"s1"})
      .node("Softmax", {"s1"}, {"s2"})
      .set("axis", -1);
  maker.node("MatMul", {"s2", "w"}, {"o"}).node("Transpose", {"o"}, {"o1"}).list("perm", {0, 2, 1, 3});
  maker.node("Reshape", {"o1", "back"}, {"y"}).output("y", {1, 9, 8});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  const auto& network = model.value().network;
  QVERIFY(
      (opsOf(network) == std::vector<Op>{Op::Input, Op::Permute, Op::LayerNorm, Op::Gelu, Op::Attention, Op::Permute}));
  QCOMPARE(network.node(4).attributes.groups, 2);
  QCOMPARE(network.node(2).attributes.value, 1e-6F);
  QCOMPARE(staticCosts(network).macs, 2 * 9 * 9 * 8);  // 2 T^2 d
  QCOMPARE(staticCosts(network).params, 16);
}

void TstOnnxImport::constantsAreWorkedOut() {
  OnnxMaker maker(11);  // a flatten as older PyTorch wrote it: shape arithmetic
  maker.input("x", {-1, 6, 4, 5}).ints("zero", {0}, true).ints("minus", {-1}).ints("first", {0});
  maker.node("Shape", {"x"}, {"shape"}).node("Gather", {"shape", "zero"}, {"batch"}).set("axis", 0);
  maker.node("Unsqueeze", {"batch"}, {"batch1"}).list("axes", {0});
  maker.node("Concat", {"batch1", "minus"}, {"target"}).set("axis", 0);
  maker.node("Reshape", {"x", "target"}, {"flat"});
  maker.ints("size", {120, 3}).node("ConstantOfShape", {"size"}, {"w"});
  maker.node("MatMul", {"flat", "w"}, {"y"}).output("y", {-1, 3});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  QVERIFY((opsOf(model.value().network) == std::vector<Op>{Op::Input, Op::Reshape, Op::Linear}));
  QCOMPARE(model.value().tensors.size(), 1U);
  QVERIFY(model.value().tensors[0].values == std::vector<float>(360, 0));
}

void TstOnnxImport::unknownOperatorsAreNamed() {
  OnnxMaker maker;
  maker.input("x", {-1, 3, 8, 8}).weight("w", {4, 5, 1, 1});
  maker.node("Magic", {"x"}, {"m"}, "the magic one");
  maker.graph().mutable_node(0)->set_domain("com.example");
  maker.claim("m", {-1, 5, 4, 4}).node("Conv", {"m", "w"}, {"c"}).node("Erf", {"c"}, {"e"}, "error function");
  maker.node("Wonder", {"e"}, {"y"}, "no shape");
  maker.graph().mutable_node(3)->set_domain("com.example");
  maker.output("z", {-1, 4, 4, 4}).node("Relu", {"y"}, {"z"});
  const auto model = imported(maker);
  PSCOPE_VERIFY_OK(model);
  const auto& unknown = model.value().unknown;
  QCOMPARE(unknown.size(), 3U);
  QCOMPARE(unknown[0].type, std::string("com.example.Magic"));
  QCOMPARE(unknown[0].name, std::string("the magic one"));
  QVERIFY(!unknown[0].shapeAssumed);
  QCOMPARE(unknown[1].type, std::string("Erf"));
  QCOMPARE(unknown[1].name, std::string("error function"));
  QVERIFY(unknown[2].shapeAssumed);
  const auto costs = staticCosts(model.value().network);
  QVERIFY(!costs.complete);
  QCOMPARE(costs.macs, 5 * 4 * 4 * 4);
  // The same without any word on the shape of a generated value cannot be read.
  OnnxMaker mute;
  mute.input("x", {-1, 3, 8, 8}).node("RandomNormal", {}, {"r"}, "noise").node("Add", {"x", "r"}, {"y"});
  mute.output("y", {-1, 3, 8, 8});
  const auto refused = imported(mute);
  QVERIFY(!refused.ok());
  QCOMPARE(refused.error().place, std::string("noise"));
}

void TstOnnxImport::openSizes() {
  OnnxMaker maker;
  maker.input("x", {-1, 3, -1, 8}).node("Relu", {"x"}, {"y"}).output("y", {-1, 3, -1, 8});
  const auto open = imported(maker);
  QVERIFY(!open.ok());
  QCOMPARE(open.error().code, ErrorCode::Unsupported);
  QVERIFY(open.error().text().find("[N, 3, N, 8]") != std::string::npos);
  OnnxMaker two;
  two.input("a", {1, 3, 8, 8}).input("b", {1, 3, 8, 8}).node("Add", {"a", "b"}, {"y"}).output("y", {1, 3, 8, 8});
  const auto several = imported(two);
  QVERIFY(!several.ok());
  QVERIFY(several.error().text().find("a, b") != std::string::npos);
}

// A token that nobody pulls changes nothing; one that was pulled ends the reading, and no other error hides it.
void TstOnnxImport::canBeGivenUp() {
  PSCOPE_NEEDS_DATA(path, "onnx/ultraface_rfb320.onnx");
  std::stop_source stop;
  OnnxImportOptions options;
  options.stop = stop.get_token();
  const auto whole = importOnnx(path, options);
  PSCOPE_VERIFY_OK(whole);
  QCOMPARE(staticCosts(whole.value().network).macs, staticCosts(importOnnx(path).value().network).macs);
  stop.request_stop();
  const auto given = importOnnx(path, options);
  QVERIFY(!given.ok() && given.error().code == ErrorCode::Cancelled);
  QCOMPARE(given.error().file, path);
  const std::string bytes = readFile(path).value();
  QCOMPARE(importOnnxBytes(bytes, "test.onnx", options).error().code, ErrorCode::Cancelled);
}

PSCOPE_TEST(TstOnnxImport)
#include "tst_onnx_import.moc"
