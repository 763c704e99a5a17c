#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <QtTest>
#include <algorithm>
#include <set>

#include "core/network/node_parameters.h"
#include "core/network/onnx_export.h"
#include "core/network/operator_catalogue.h"
#include "core/network/seeded_tensors.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// What is written, seen with ONNX's own eyes; that it computes the same is in tests/nn, that it comes back in
/// tst_onnx_import.cpp.
class TstOnnxExport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void coversTheCatalogue();
  void everyOperatorPassesTheChecker_data();
  void everyOperatorPassesTheChecker();
  void namesVersionsAndMetadata();
  void severalOutputs();
  void leavesOutWhatReachesNothing();
  void constantsAreRepeatedOverTheBatch();
  void refusesWeightsThatDoNotFit();
  void refusesUnknownOperators();
  void seededWeightsAreReproducible();
};

namespace {

onnx::ModelProto parsed(const Result<std::string>& bytes) {
  onnx::ModelProto model;
  if (!bytes.ok()) throw std::runtime_error(bytes.error().text() + bytes.error().detail);
  if (!model.ParseFromString(bytes.value())) throw std::runtime_error("not a protocol buffer");
  return model;
}

NodeIndex addTo(Network& network, Op op, const std::vector<NodeIndex>& inputs, const OpAttributes& attributes = {}) {
  return network.add(op, inputs, attributes).value();
}

OpAttributes channels(int count) {
  OpAttributes attributes;
  attributes.outChannels = count;
  return attributes;
}

std::multiset<std::string> typesOf(const onnx::ModelProto& model) {
  std::multiset<std::string> types;
  for (const auto& node : model.graph().node()) types.insert(node.op_type());
  return types;
}

}  // namespace

void TstOnnxExport::coversTheCatalogue() {
  const auto written = onnxOperators();
  const auto samples = test::operatorSamples();
  for (const auto& info : operatorCatalogue()) {
    if (info.op == Op::Unknown) continue;
    QVERIFY2(std::find(written.begin(), written.end(), info.op) != written.end(), info.name.data());
    if (info.op == Op::Input) continue;
    const bool sampled = std::any_of(samples.begin(), samples.end(), [&](auto& each) { return each.op == info.op; });
    QVERIFY2(sampled, info.name.data());
  }
}

void TstOnnxExport::everyOperatorPassesTheChecker_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const auto& sample : test::operatorSamples()) QTest::newRow(sample.name.c_str()) << index++;
}

void TstOnnxExport::everyOperatorPassesTheChecker() {
  QFETCH(int, index);
  const auto sample = test::operatorSamples()[static_cast<std::size_t>(index)];
  auto model = parsed(exportOnnx(sample.network, seededTensors(sample.network, 1)));
  onnx::checker::check_model(model);
  // The shapes that ONNX derives by itself are those of our shape rules.
  auto* claimed = model.mutable_graph()->mutable_output(0)->mutable_type()->mutable_tensor_type();
  const auto shape = claimed->shape();
  claimed->clear_shape();
  model.mutable_graph()->clear_value_info();
  onnx::shape_inference::InferShapes(model, onnx::OpSchemaRegistry::Instance(), {true, 1, true});
  const auto& inferred = model.graph().output(0).type().tensor_type().shape();
  QCOMPARE(inferred.dim_size(), shape.dim_size());
  QCOMPARE(shape.dim(0).dim_param(), std::string("N"));
  for (int i = 1; i < shape.dim_size(); ++i) QCOMPARE(inferred.dim(i).dim_value(), shape.dim(i).dim_value());
  std::int64_t weights = 0;
  std::int64_t expected = 0;
  for (const auto& tensor : model.graph().initializer())
    weights += static_cast<std::int64_t>(tensor.raw_data().size()) / 4;
  for (const auto& node : sample.network.nodes()) {
    for (const auto& info : nodeParameters(sample.network, node)) expected += info.elements();
  }
  QCOMPARE(weights, expected);
}

void TstOnnxExport::namesVersionsAndMetadata() {
  Network network({3, 8, 8});
  network.setScope("stem");
  const auto conv = addTo(network, Op::Conv2d, {0}, channels(4));
  const auto pooled = addTo(network, Op::GlobalAvgPool, {addTo(network, Op::Relu, {conv})});
  network.setScope("head");
  addTo(network, Op::Linear, {pooled}, channels(5));
  OnnxExportOptions options;
  options.name = "small";
  options.description = "A small network.";
  options.metadata = {{"design", "a=1;b=2"}, {"seed", "7"}};
  const auto model = parsed(exportOnnx(network, seededTensors(network, 7), options));
  QCOMPARE(model.ir_version(), 8);
  QCOMPARE(model.opset_import(0).version(), 17);
  QCOMPARE(model.producer_name(), std::string("paretoscope"));
  QCOMPARE(model.doc_string(), options.description);
  QCOMPARE(model.graph().name(), options.name);
  std::map<std::string, std::string> metadata;
  for (const auto& entry : model.metadata_props()) metadata[entry.key()] = entry.value();
  QCOMPARE(metadata["design"], std::string("a=1;b=2"));
  QCOMPARE(metadata["seed"], std::string("7"));
  QVERIFY(!metadata["commit"].empty());
  QCOMPARE(model.graph().input_size(), 1);
  QCOMPARE(model.graph().input(0).name(), std::string("input"));
  QCOMPARE(model.graph().input(0).type().tensor_type().shape().dim(0).dim_param(), std::string("N"));
  QCOMPARE(model.graph().output(0).name(), std::string("output"));
  QCOMPARE(model.graph().output(0).type().tensor_type().shape().dim_size(), 2);  // [N, classes]
  std::set<std::string> nodes, weights;
  for (const auto& node : model.graph().node()) nodes.insert(node.name());
  for (const auto& tensor : model.graph().initializer()) weights.insert(tensor.name());
  for (const char* name : {"stem/conv2d", "stem/relu", "head/linear"}) QVERIFY2(nodes.count(name) == 1, name);
  QVERIFY(weights == (std::set<std::string>{"stem/conv2d.weight", "head/linear.weight"}));
}

void TstOnnxExport::severalOutputs() {
  Network network({3, 8, 8});
  const auto a = addTo(network, Op::Relu, {0});
  const auto b = addTo(network, Op::GlobalAvgPool, {a});
  network.setOutputs({b, a, 0, a});
  const auto model = parsed(exportOnnx(network, {}));
  QCOMPARE(model.graph().output_size(), 4);
  QCOMPARE(model.graph().output(0).name(), std::string("output"));
  QCOMPARE(model.graph().output(3).name(), std::string("output_3"));
  QCOMPARE(model.graph().output(0).type().tensor_type().shape().dim_size(), 2);
  QCOMPARE(model.graph().output(1).type().tensor_type().shape().dim_size(), 4);
  QCOMPARE(model.graph().output(2).type().tensor_type().shape().dim(1).dim_value(), 3);
}

void TstOnnxExport::leavesOutWhatReachesNothing() {
  Network network({3, 8, 8});
  addTo(network, Op::Conv2d, {0}, channels(4));
  addTo(network, Op::Sigmoid, {addTo(network, Op::Relu, {0})});
  const auto model = parsed(exportOnnx(network, seededTensors(network, 1)));
  QVERIFY(typesOf(model) == (std::multiset<std::string>{"Relu", "Sigmoid"}));
  QCOMPARE(model.graph().initializer_size(), 0);
}

void TstOnnxExport::constantsAreRepeatedOverTheBatch() {
  Network network({8, 9, 1});
  OpAttributes token;
  token.bias = true;
  token.dims = {8, 1, 1, 0};
  const auto constant = addTo(network, Op::Constant, {}, token);
  OpAttributes along;
  along.dims[0] = 1;
  addTo(network, Op::Concat, {constant, 0}, along);
  const auto model = parsed(exportOnnx(network, seededTensors(network, 1)));
  QCOMPARE(typesOf(model).count("Expand"), 1U);
  QCOMPARE(model.graph().output(0).type().tensor_type().shape().dim(2).dim_value(), 10);
}

void TstOnnxExport::refusesWeightsThatDoNotFit() {
  Network network({3, 8, 8});
  addTo(network, Op::Conv2d, {0}, channels(4));
  const auto fitting = seededTensors(network, 1);
  PSCOPE_VERIFY_OK(exportOnnx(network, fitting));
  const auto refusal = [&](std::vector<NamedTensor> tensors) {
    const auto bytes = exportOnnx(network, tensors);
    return bytes.ok() ? std::string() : bytes.error().text();
  };
  QVERIFY(refusal({}).find("conv2d.weight") != std::string::npos);
  auto wrong = fitting;
  wrong[0].shape = {4, 3};
  QVERIFY(refusal(wrong).find("conv2d.weight") != std::string::npos);
  wrong = fitting;
  wrong.push_back({"stranger.bias", {1}, {0}});
  QVERIFY(refusal(wrong).find("stranger.bias") != std::string::npos);
}

void TstOnnxExport::refusesUnknownOperators() {
  Network network({3, 8, 8});
  OpAttributes shape;
  shape.dims = {3, 8, 8, 0};
  addTo(network, Op::Unknown, {0}, shape);
  const auto bytes = exportOnnx(network, {});
  QVERIFY(!bytes.ok());
  QCOMPARE(bytes.error().code, ErrorCode::Unsupported);
  QVERIFY(bytes.error().text().find("unknown") != std::string::npos);
}

void TstOnnxExport::seededWeightsAreReproducible() {
  Network network({16, 8, 8});
  OpAttributes attributes = channels(64);
  attributes.kernelHeight = attributes.kernelWidth = 3;
  attributes.bias = true;
  addTo(network, Op::BatchNorm, {addTo(network, Op::Conv2d, {0}, attributes)});
  const auto tensors = seededTensors(network, 3);
  QVERIFY(tensors == seededTensors(network, 3));
  QVERIFY(!(tensors == seededTensors(network, 4)));
  QCOMPARE(tensors.size(), 6U);
  QCOMPARE(tensors[0].name, std::string("conv2d.weight"));
  QVERIFY((tensors[0].shape == std::vector<std::int64_t>{64, 16, 3, 3}));
  double sum = 0;
  double squares = 0;
  for (const float value : tensors[0].values) {
    sum += static_cast<double>(value);
    squares += static_cast<double>(value) * static_cast<double>(value);
  }
  const auto count = static_cast<double>(tensors[0].values.size());
  QVERIFY(std::abs(sum / count) < 0.01);
  QVERIFY(std::abs(squares / count / (2.0 / 144) - 1) < 0.05);  // He: variance 2 / fan-in, fan-in 16 * 9
  QVERIFY(tensors[1].values == std::vector<float>(64, 0));
  QCOMPARE(tensors[2].name, std::string("batch_norm.weight"));
  QVERIFY(tensors[2].values == std::vector<float>(64, 1));
  QVERIFY(tensors[4].values == std::vector<float>(64, 0));
  QVERIFY(tensors[5].values == std::vector<float>(64, 1));
}

PSCOPE_TEST(TstOnnxExport)
#include "tst_onnx_export.moc"
