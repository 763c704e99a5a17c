#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include <QFile>
#include <QtTest>

#include "core/network/fold_batch_norm.h"
#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"
#include "core/network/seeded_tensors.h"
#include "core/nn/network_module.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// What comes in as ONNX computes what it computed elsewhere; what went out and came back computes the same.
class TstOnnxValues : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void operatorTestsOfOnnx_data();
  void operatorTestsOfOnnx();
  void roundTripComputesTheSame_data();
  void roundTripComputesTheSame();
  void simplifiedTwinComputesTheSame();
  void foldedNormsComputeTheSame();
};

namespace {

at::Tensor randomInput(const TensorShape& shape, std::int64_t batch, std::uint64_t seed) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  return at::randn({batch, shape.channels, shape.height, shape.width}, generator);
}

Result<NetworkModule> moduleOf(const Network& network, const std::vector<NamedTensor>& tensors) {
  PSCOPE_TRY(auto module, NetworkModule::create(network, 1, false));
  PSCOPE_CHECK(module.setTensors(tensors));
  return module;
}

/// Largest difference, as a share of max(1, |expected|max); infinity when the sizes differ.
double difference(const at::Tensor& actual, const at::Tensor& expected) {
  if (actual.numel() != expected.numel()) return std::numeric_limits<double>::infinity();
  const auto distance = (actual.reshape(-1) - expected.reshape(-1)).abs().max().item<double>();
  return distance / std::max(1.0, expected.abs().max().item<double>());
}

at::Tensor tensorOf(const NamedTensor& tensor) {
  return at::tensor(tensor.values).reshape(tensor.shape);
}

}  // namespace

void TstOnnxValues::operatorTestsOfOnnx_data() {
  QTest::addColumn<QByteArray>("name");
  for (const char* name : {"AvgPool2d", "BatchNorm2d_eval", "Conv2d", "Conv2d_depthwise", "Conv2d_no_bias",
                           "Conv2d_padding", "Linear", "MaxPool2d", "ReLU", "Softmax"}) {
    QTest::newRow(name) << QByteArray(name);
  }
}

// The single-operator tests of onnx/onnx (../data/README.md: onnx): opset 6, inputs and outputs of PyTorch.
void TstOnnxValues::operatorTestsOfOnnx() {
  QFETCH(QByteArray, name);
  const QByteArray folder = "onnx/op_tests/test_" + name + "/";
  PSCOPE_NEEDS_DATA(model, (folder + "model.onnx").constData());
  const auto input = readOnnxTensor(pscope::test::testData((folder + "test_data_set_0/input_0.pb").constData()));
  const auto output = readOnnxTensor(pscope::test::testData((folder + "test_data_set_0/output_0.pb").constData()));
  PSCOPE_VERIFY_OK(input);
  PSCOPE_VERIFY_OK(output);
  const auto imported = importOnnx(model);
  PSCOPE_VERIFY_OK(imported);
  QVERIFY(imported.value().unknown.empty());
  auto module = moduleOf(imported.value().network, imported.value().tensors);
  PSCOPE_VERIFY_OK(module);
  const TensorShape shape = imported.value().network.inputShape();
  const at::Tensor x = tensorOf(input.value()).reshape({-1, shape.channels, shape.height, shape.width});
  const double distance = difference(module.value().forward(x, false), tensorOf(output.value()));
  QVERIFY2(distance <= 1e-4, std::to_string(distance).c_str());
}

void TstOnnxValues::roundTripComputesTheSame_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const auto& sample : test::operatorSamples()) QTest::newRow(sample.name.c_str()) << index++;
}

void TstOnnxValues::roundTripComputesTheSame() {
  QFETCH(int, index);
  const auto sample = test::operatorSamples()[static_cast<std::size_t>(index)];
  auto tensors = seededTensors(sample.network, 1);
  for (auto& tensor : tensors) {  // no neutral scales, shifts or statistics
    if (tensor.shape.size() > 2) continue;
    for (std::size_t i = 0; i < tensor.values.size(); ++i) tensor.values[i] += 0.1F + 0.05F * static_cast<float>(i % 7);
  }
  const auto bytes = exportOnnx(sample.network, tensors);
  PSCOPE_VERIFY_OK(bytes);
  const auto imported = importOnnxBytes(bytes.value(), "sample.onnx");
  PSCOPE_VERIFY_OK(imported);
  QVERIFY(imported.value().unknown.empty());
  auto before = moduleOf(sample.network, tensors);
  auto after = moduleOf(imported.value().network, imported.value().tensors);
  PSCOPE_VERIFY_OK(before);
  PSCOPE_VERIFY_OK(after);
  const at::Tensor x = randomInput(sample.network.inputShape(), sample.op == Op::Constant ? 1 : 2, 3);
  const double distance = difference(after.value().forward(x, false), before.value().forward(x, false));
  QVERIFY2(distance <= 1e-5, std::to_string(distance).c_str());
}

// Two files of one network, the second one simplified by others: shape arithmetic, anchors and all.
void TstOnnxValues::simplifiedTwinComputesTheSame() {
  PSCOPE_NEEDS_DATA(file, "onnx/ultraface_rfb320.onnx");
  PSCOPE_NEEDS_DATA(twinFile, "onnx/ultraface_rfb320_simplified.onnx");
  const auto imported = importOnnx(file);
  const auto twin = importOnnx(twinFile);
  PSCOPE_VERIFY_OK(imported);
  PSCOPE_VERIFY_OK(twin);
  auto a = moduleOf(imported.value().network, imported.value().tensors);
  auto b = moduleOf(twin.value().network, twin.value().tensors);
  PSCOPE_VERIFY_OK(a);
  PSCOPE_VERIFY_OK(b);
  const at::Tensor x = randomInput(imported.value().network.inputShape(), 1, 5);
  const auto outputs = a.value().forwardAll(x, false);
  const auto expected = b.value().forwardAll(x, false);
  QCOMPARE(outputs.size(), 2U);
  QCOMPARE(outputs[0].numel(), 4420 * 2);
  QVERIFY(difference(outputs[0], expected[0]) <= 1e-4);
  // The simplified file lacks the decoding of the boxes against the anchors, so only the scores are comparable.
  QCOMPARE(outputs[1].numel(), 4420 * 4);
}

void TstOnnxValues::foldedNormsComputeTheSame() {
  PSCOPE_NEEDS_DATA(file, "onnx/ultraface_rfb320.onnx");
  const auto imported = importOnnx(file);
  PSCOPE_VERIFY_OK(imported);
  const auto folded = foldBatchNorm(imported.value().network, imported.value().tensors);
  PSCOPE_VERIFY_OK(folded);
  QCOMPARE(folded.value().folded, 35);
  auto a = moduleOf(imported.value().network, imported.value().tensors);
  auto b = moduleOf(folded.value().network, folded.value().tensors);
  PSCOPE_VERIFY_OK(a);
  PSCOPE_VERIFY_OK(b);
  const at::Tensor x = randomInput(imported.value().network.inputShape(), 1, 5);
  const auto outputs = a.value().forwardAll(x, false);
  const auto expected = b.value().forwardAll(x, false);
  for (std::size_t i = 0; i < outputs.size(); ++i) QVERIFY(difference(outputs[i], expected[i]) <= 1e-4);
}

PSCOPE_TEST(TstOnnxValues)
#include "tst_onnx_values.moc"
