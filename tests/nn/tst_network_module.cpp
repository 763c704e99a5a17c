#include <torch/types.h>
#include <QtTest>
#include <cmath>
#include <set>

#include "core/network/operator_catalogue.h"
#include "core/nn/network_module.h"
#include "core/nn/operator_forms.h"
#include "tests/nn/networks.h"
#include "tests/support/operator_samples.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;
using namespace pscope::test;

class TstNetworkModule : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void convolutionByHand();
  void groupedAndStridedConvolutionByHand();
  void linearByHand();
  void batchNormByHand();
  void activationsByHand();
  void poolsByHand();
  void joinsByHand();
  void dropoutOnlyWhileTraining();
  void everyOperatorHasAForm();
  void parameterCountIsTheStaticCost();
  void deadOperatorsAreNotRun();
  void channelsLastChangesNothing();
  void gradientsMatchDifferences();
  void seedDecidesTheWeights();
  void weightsByName();
};

namespace {

NetworkModule moduleOf(const NetworkBuilder& builder, std::uint64_t seed = 1) {
  auto module = NetworkModule::create(builder.network(), seed);
  if (!module.ok()) qFatal("%s", module.error().text().c_str());
  return std::move(module).value();
}

/// Values 1, 2, 3 ... of the input's shape.
at::Tensor counting(const TensorShape& shape, std::int64_t batch = 1) {
  return at::arange(1, 1 + batch * shape.elements(), at::kFloat)
      .view({batch, shape.channels, shape.height, shape.width});
}

std::vector<float> valuesOf(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.detach().contiguous().flatten();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

std::vector<float> outputOf(const NetworkBuilder& builder, const at::Tensor& input,
                            const std::vector<std::vector<float>>& weights = {}, bool training = false) {
  auto module = moduleOf(builder);
  if (!weights.empty()) {
    auto tensors = module.tensors();
    for (std::size_t i = 0; i < weights.size(); ++i) tensors.at(i).values = weights[i];
    const auto status = module.setTensors(tensors);
    if (!status.ok()) qFatal("%s", status.error().text().c_str());
  }
  return valuesOf(module.forward(input, training));
}

bool near(const std::vector<float>& a, const std::vector<float>& b, double tolerance = 1e-5) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i) same = std::abs(a[i] - b[i]) <= tolerance;
  if (!same) qDebug() << QList<float>(a.begin(), a.end()) << QList<float>(b.begin(), b.end());
  return same;
}

at::Tensor input1x1(std::initializer_list<float> values) {
  return at::tensor(std::vector<float>(values)).view({1, static_cast<std::int64_t>(values.size()), 1, 1});
}

}  // namespace

// Input 1 2 3 / 4 5 6 / 7 8 9, kernel all ones, padding 1: sums of each pixel's neighbourhood.
void TstNetworkModule::convolutionByHand() {
  NetworkBuilder builder({1, 3, 3});
  builder.conv(1, 3, 1, 1, true);
  const auto output = outputOf(builder, counting({1, 3, 3}), {std::vector<float>(9, 1), {0.5F}});
  QVERIFY(near(output, {12.5F, 21.5F, 16.5F, 27.5F, 45.5F, 33.5F, 24.5F, 39.5F, 28.5F}));
}

// Depthwise, kernel 1, stride 2: channel c of pixel (0, 0), (0, 2), (2, 0), (2, 2) times weight c.
void TstNetworkModule::groupedAndStridedConvolutionByHand() {
  NetworkBuilder builder({2, 3, 3});
  builder.conv(2, 1, 2, 2);
  const auto output = outputOf(builder, counting({2, 3, 3}), {{2, -1}});
  QVERIFY(near(output, {2, 6, 14, 18, -10, -12, -16, -18}));
}

void TstNetworkModule::linearByHand() {
  NetworkBuilder builder({3, 1, 1});
  builder.linear(2);
  // [1 2 3] . [1 0 -1] + 10 = 8, [1 2 3] . [2 2 2] + 20 = 32
  QVERIFY(near(outputOf(builder, input1x1({1, 2, 3}), {{1, 0, -1, 2, 2, 2}, {10, 20}}), {8, 32}));
}

// Evaluation: (x - 2) / sqrt(4 + 1e-5) * 3 + 1. Training: batch 1..4 has mean 2.5 and variance 1.25 (biased).
void TstNetworkModule::batchNormByHand() {
  NetworkBuilder builder({1, 2, 2});
  builder.then(Op::BatchNorm);
  const std::vector<std::vector<float>> weights{{3}, {1}, {2}, {4}};
  QVERIFY(near(outputOf(builder, counting({1, 2, 2}), weights), {-0.5F, 1, 2.5F, 4}));
  auto module = moduleOf(builder);
  const auto output = valuesOf(module.forward(counting({1, 2, 2}), true));
  const auto unit = static_cast<float>(1 / std::sqrt(1.25 + 1e-5));
  QVERIFY(near(output, {-1.5F * unit, -0.5F * unit, 0.5F * unit, 1.5F * unit}));
  // Running averages: 0.9 x 0 + 0.1 x 2.5, and 0.9 x 1 + 0.1 x (unbiased 5/3).
  const auto tensors = module.tensors();
  QCOMPARE(tensors[2].name, std::string("batch_norm.running_mean"));
  QVERIFY(near(tensors[2].values, {0.25F}));
  QVERIFY(near(tensors[3].values, {0.9F + 0.1F * 5 / 3}));
}

void TstNetworkModule::activationsByHand() {
  const auto apply = [](Op op) {
    NetworkBuilder builder({5, 1, 1});
    builder.then(op);
    return outputOf(builder, input1x1({-4, -1, 0, 2, 8}));
  };
  QVERIFY(near(apply(Op::Relu), {0, 0, 0, 2, 8}));
  QVERIFY(near(apply(Op::Relu6), {0, 0, 0, 2, 6}));
  QVERIFY(near(apply(Op::HardSwish), {0, -1.0F / 3, 0, 5.0F / 3, 8}));  // x relu6(x + 3) / 6
  QVERIFY(near(apply(Op::Sigmoid), {0.0179862F, 0.2689414F, 0.5F, 0.8807971F, 0.9996646F}));
  QVERIFY(near(apply(Op::Identity), {-4, -1, 0, 2, 8}));
  QVERIFY(near(apply(Op::Zero), {0, 0, 0, 0, 0}));
}

void TstNetworkModule::poolsByHand() {
  const auto apply = [](Op op, const OpAttributes& attributes) {
    NetworkBuilder builder({1, 3, 3});
    builder.then(op, attributes);
    return outputOf(builder, counting({1, 3, 3}));
  };
  QVERIFY(near(apply(Op::MaxPool, window(2, 1, 0)), {5, 6, 8, 9}));
  QVERIFY(near(apply(Op::MaxPool, window(3, 2, 1)), {5, 6, 8, 9}));
  QVERIFY(near(apply(Op::AvgPool, window(2, 1, 0)), {3, 4, 6, 7}));
  // 3x3 windows of stride 2 on the four corners: 1 2 4 5 / 2 3 5 6 / 4 5 7 8 / 5 6 8 9
  QVERIFY(near(apply(Op::AvgPool, window(3, 2, 1)), {3, 4, 6, 7}));
  QVERIFY(near(apply(Op::AvgPool, window(3, 2, 1, true)), {12.0F / 9, 16.0F / 9, 24.0F / 9, 28.0F / 9}));
  QVERIFY(near(apply(Op::GlobalAvgPool, {}), {5}));
  NetworkBuilder flat({2, 2, 1});
  flat.then(Op::Flatten);
  QVERIFY(near(outputOf(flat, counting({2, 2, 1})), {1, 2, 3, 4}));
}

void TstNetworkModule::joinsByHand() {
  NetworkBuilder sum({2, 1, 1});
  const auto relu = sum.add(Op::Relu, {0});
  const auto same = sum.add(Op::Identity, {0});
  sum.add(Op::Add, {0, relu, same});
  QVERIFY(near(outputOf(sum, input1x1({-1, 2})), {-2, 6}));

  NetworkBuilder concat({2, 1, 1});
  concat.add(Op::Concat, {0, concat.add(Op::Relu, {0})});
  QVERIFY(near(outputOf(concat, input1x1({-1, 2})), {-1, 2, 0, 2}));

  // Squeeze and excite: each channel times its own mean. Channel 0: 1..4, mean 2.5; channel 1: 5..8, mean 6.5.
  NetworkBuilder gate({2, 2, 2});
  gate.add(Op::Multiply, {0, gate.add(Op::GlobalAvgPool, {0})});
  QVERIFY(near(outputOf(gate, counting({2, 2, 2})), {2.5F, 5, 7.5F, 10, 32.5F, 39, 45.5F, 52}));
}

void TstNetworkModule::dropoutOnlyWhileTraining() {
  NetworkBuilder builder({1000, 1, 1});
  OpAttributes attributes;
  attributes.value = 0.25F;
  builder.then(Op::Dropout, attributes);
  const at::Tensor ones = at::ones({1, 1000, 1, 1});
  auto module = moduleOf(builder);
  QVERIFY(near(valuesOf(module.forward(ones, false)), std::vector<float>(1000, 1)));
  const auto dropped = valuesOf(module.forward(ones, true));
  const auto zeros = std::count(dropped.begin(), dropped.end(), 0.0F);
  QVERIFY(zeros > 180 && zeros < 320);  // binomial: 250 +- 5 standard deviations of 13.7
  QVERIFY(std::all_of(dropped.begin(), dropped.end(),
                      [](float value) { return value == 0 || std::abs(value - 4.0F / 3) < 1e-6F; }));
  auto again = moduleOf(builder);
  QVERIFY(near(valuesOf(again.forward(ones, true)), dropped, 0));
  auto other = moduleOf(builder, 2);
  QVERIFY(!std::equal(dropped.begin(), dropped.end(), valuesOf(other.forward(ones, true)).begin()));
}

/// Every operator runs; its output has the shape that the catalogue promises, and all that it owns gets a gradient.
void TstNetworkModule::everyOperatorHasAForm() {
  const auto offered = moduleOperators();
  QCOMPARE(std::set<Op>(offered.begin(), offered.end()).size(), operatorCatalogue().size() - 1);  // all but Unknown
  std::set<Op> seen{Op::Input};
  for (const auto& sample : operatorSamples()) {
    seen.insert(sample.op);
    auto made = NetworkModule::create(sample.network, 1);
    PSCOPE_VERIFY_OK(made);
    const auto& in = sample.network.inputShape();
    const auto& out = sample.network.outputShape();
    for (const bool training : {false, true}) {
      const auto output = made.value().forward(at::randn({2, in.channels, in.height, in.width}), training);
      QVERIFY2(output.sizes() == at::IntArrayRef({2, out.channels, out.height, out.width}), sample.name.c_str());
      QVERIFY2(output.isfinite().all().item<bool>(), sample.name.c_str());
      if (training && made.value().parameterCount() > 0) output.square().sum().backward();
    }
    QCOMPARE(made.value().parameterCount(), staticCosts(sample.network).params);
    for (const auto& tensor : made.value().tensors()) QVERIFY(!tensor.values.empty());
  }
  QCOMPARE(seen.size(), operatorCatalogue().size() - 1);
}

void TstNetworkModule::parameterCountIsTheStaticCost() {
  const Network network = barsNetwork();
  const auto module = NetworkModule::create(network, 1);
  PSCOPE_VERIFY_OK(module);
  QCOMPARE(module.value().parameterCount(), staticCosts(network).params);
  QCOMPARE(module.value().decayCount(), std::int64_t{6 * 9 + 8 * 6 * 9 + 2 * 8});
}

void TstNetworkModule::deadOperatorsAreNotRun() {
  NetworkBuilder builder({1, 4, 4});
  builder.add(Op::BatchNorm, {0});  // its output reaches nothing
  builder.add(Op::Relu, {0});
  auto module = moduleOf(builder);
  module.forward(counting({1, 4, 4}), true);
  QCOMPARE(module.tensors()[2].values, std::vector<float>{0});  // running mean: never touched
  QCOMPARE(module.parameterCount(), std::int64_t{2});
}

void TstNetworkModule::channelsLastChangesNothing() {
  NetworkBuilder builder({3, 9, 9});
  builder.conv(8, 3, 2).then(Op::BatchNorm).then(Op::Relu).conv(8, 5, 1, 8).then(Op::HardSwish);
  builder.then(Op::MaxPool, window(3, 2, 1)).then(Op::Flatten).linear(4);
  auto last = NetworkModule::create(builder.network(), 3, true);
  auto first = NetworkModule::create(builder.network(), 3, false);
  PSCOPE_VERIFY_OK(last);
  PSCOPE_VERIFY_OK(first);
  const auto input = counting({3, 9, 9}, 2) / 200;
  QVERIFY(near(valuesOf(last.value().forward(input, true)), valuesOf(first.value().forward(input, true)), 1e-4));
}

// Central differences of a small network's sum of outputs, at a few parameters.
void TstNetworkModule::gradientsMatchDifferences() {
  NetworkBuilder builder({2, 5, 5});
  builder.conv(4, 3).then(Op::BatchNorm).then(Op::HardSwish).then(Op::AvgPool, window(2, 2, 0));
  builder.then(Op::Flatten).linear(3).then(Op::Sigmoid);
  auto module = moduleOf(builder);
  const auto input = at::sin(counting({2, 5, 5}, 3));
  module.forward(input, true).sum().backward();
  const auto gradients = valuesOf(module.flatGradients());
  const auto count = module.parameterCount();
  for (std::int64_t i = 0; i < count; i += 17) {
    const auto lossAt = [&](float change) {
      const at::NoGradGuard noGradients;
      module.flatParameters()[i].add_(change);
      const auto loss = module.forward(input, true).sum().item<double>();
      module.flatParameters()[i].sub_(change);
      return loss;
    };
    const double difference = (lossAt(0.01F) - lossAt(-0.01F)) / 0.02;
    QVERIFY(std::abs(difference - gradients[static_cast<std::size_t>(i)]) < 2e-3);
  }
}

void TstNetworkModule::seedDecidesTheWeights() {
  NetworkBuilder builder({16, 8, 8});
  builder.conv(64, 3);
  const auto weights = moduleOf(builder, 5).tensors()[0].values;
  torch::manual_seed(99);  // the global generator has no say
  QCOMPARE(moduleOf(builder, 5).tensors()[0].values, weights);
  QVERIFY(moduleOf(builder, 6).tensors()[0].values != weights);
  double sum = 0;
  double squares = 0;
  for (const float w : weights) {
    sum += w;
    squares += double{w} * w;
  }
  const auto count = static_cast<double>(weights.size());  // 9216: five standard errors below
  QVERIFY(std::abs(sum / count) < 5 * std::sqrt(2.0 / 144 / count));
  QVERIFY(std::abs(squares / count / (2.0 / 144) - 1) < 5 * std::sqrt(2 / count));  // He: 2 / fan-in
}

void TstNetworkModule::weightsByName() {
  auto module = NetworkModule::create(barsNetwork(), 1);
  PSCOPE_VERIFY_OK(module);
  auto tensors = module.value().tensors();
  std::set<std::string> names;
  for (const auto& tensor : tensors) names.insert(tensor.name);
  QCOMPARE(names.size(), std::size_t{2 + 2 * 4 + 2});
  QVERIFY(names.contains("conv2d_1.weight"));
  QVERIFY(names.contains("linear.bias"));
  auto other = NetworkModule::create(barsNetwork(), 2);
  PSCOPE_VERIFY_OK(other);
  PSCOPE_VERIFY_OK(other.value().setTensors(tensors));
  QVERIFY(other.value().tensors() == tensors);
  const auto input = counting({1, 8, 8}, 2) / 64;
  QVERIFY(near(valuesOf(other.value().forward(input, false)), valuesOf(module.value().forward(input, false)), 0));

  tensors[0].name = "elsewhere";
  const auto missing = other.value().setTensors(tensors);
  QVERIFY(!missing.ok());
  QCOMPARE(missing.error().code, ErrorCode::InvalidArgument);
  QVERIFY(missing.error().text().find("conv2d_1.weight") != std::string::npos);
}

PSCOPE_TEST(TstNetworkModule)
#include "tst_network_module.moc"
