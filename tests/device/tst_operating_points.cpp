#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/device.h"
#include "core/device/dvfs.h"
#include "core/device/mcu_memory.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Clocks and voltages; memory of microcontrollers.
class TstOperatingPoints : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void identities();
  void clocks();
  void refusesStepsThatThereAreNot();
  void refNetMemory();
  void microcontrollerAnchors();
  void patches();
};

// Hardware manual 4.7 [D].
void TstOperatingPoints::identities() {
  double last = INFINITY;
  for (const double hz : {1e8, 2e8, 4e8, 8e8}) {  // fixed voltage: race to idle
    const double joule = domainJoule(1e9, hz, 0.9, 2e-9, 0.3);
    QVERIFY(joule < last);
    last = joule;
  }
  const double best = leastEnergyHz(2e-9, 1e-9, 0.3);
  QVERIFY(std::abs(best / 1e6 - 421.7) < 0.05);
  const auto at = [](double hz) { return domainJoule(1e9, hz, 1e-9 * hz, 2e-9, 0.3); };
  QVERIFY(at(best) < at(1.01 * best) && at(best) < at(0.99 * best));
  const auto expected = usageWeighted(std::array{0.5, 0.3, 0.2}, std::array{2.0, 5.0, 9.0});
  PSCOPE_VERIFY_OK(expected);
  QVERIFY(std::abs(expected.value() - 4.3) < 1e-12);
  QVERIFY(!usageWeighted(std::array{0.5, 0.3}, std::array{2.0, 5.0}).ok());
  QVERIFY(std::abs(estimatedVolt(1e9, 1e9) - 1.05) < 1e-12);
  QVERIFY(std::abs(estimatedVolt(2e8, 1e9) - 0.65) < 1e-12);
}

namespace {

CostReport atClock(const char* device, const std::string& parameters, const Network& network) {
  CostContext context;
  context.model = "dvfs";
  context.parameters = parameters;
  auto model = createCostModel(openDevice(device).value(), context);
  if (!model.ok()) qFatal("%s", model.error().text().c_str());
  return model.value()->estimate(network);
}

/// One linear layer: bound by memory at batch 1.
Network linearNetwork() {
  Network network({1024, 1, 1});
  OpAttributes a;
  a.outChannels = 1024;
  (void)network.add(Op::Linear, std::array<NodeIndex, 1>{0}, a).value();
  return network;
}

}  // namespace

void TstOperatingPoints::clocks() {
  const Network linear = linearNetwork();
  // At the highest steps it is the roofline.
  auto roofline = RooflineModel::create(openDevice("jetson-tx2").value(), {}).value();
  const CostReport highest = atClock("jetson-tx2", "{}", linear);
  QCOMPARE(highest.latencyMs, roofline.latencyMs(linear));
  // A slower GPU does not slow a layer that waits for memory, and takes less power.
  const CostReport slower = atClock("jetson-tx2", R"({"gpu_Hz": 1122e6})", linear);
  QCOMPARE(slower.latencyMs, highest.latencyMs);
  QVERIFY(slower.energyMj < highest.energyMj);
  QVERIFY(slower.energyMj > 0);
  // A slower memory does slow it.
  QVERIFY(atClock("jetson-tx2", R"({"emc_Hz": 1600e6})", linear).latencyMs > highest.latencyMs);
  // Arithmetic follows the clock.
  const double full = atClock("raspberry-pi-4", "{}", test::refNet()).latencyMs;
  const double half = atClock("raspberry-pi-4", R"({"cpu_Hz": 700e6})", test::refNet()).latencyMs;
  QVERIFY(half > full);
  QVERIFY(half < full * 1500 / 700 + 1e-12);
}

void TstOperatingPoints::refusesStepsThatThereAreNot() {
  CostContext context;
  context.model = "dvfs";
  context.parameters = R"({"gpu_Hz": 1})";
  const auto wrong = createCostModel(openDevice("jetson-tx2").value(), context);
  QVERIFY(!wrong.ok());
  QCOMPARE(wrong.error().place, std::string("/gpu_Hz"));
  QVERIFY(wrong.error().text().find("Its steps are") != std::string::npos);
  context.parameters = "{}";
  const auto none = createCostModel(openDevice("v100").value(), context);
  QVERIFY(!none.ok());
  QCOMPARE(none.error().place, std::string("/dvfs"));
}

void TstOperatingPoints::refNetMemory() {
  McuOptions bare;
  bare.codeBytes = bare.runtimeBytes = 0;
  const McuMemory memory = mcuMemory(test::refNet(), bare);
  QCOMPARE(memory.activationBytes, 704);
  QCOMPARE(memory.scratchBytes, 2 * 27 * 2);  // int16 columns of the first layer
  QCOMPARE(memory.flashBytes, 586 - 10 + 4 * 10);
  // A depthwise layer of equal shapes runs in place: (C + 1) H W instead of 2 C H W.
  Network depthwise({8, 4, 4});
  OpAttributes a;
  a.outChannels = a.groups = 8;
  a.kernelHeight = a.kernelWidth = 3;
  a.paddingHeight = a.paddingWidth = 1;
  (void)depthwise.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, a).value();
  QCOMPARE(mcuMemory(depthwise, bare).activationBytes, 9 * 16);
}

namespace {

/// MobileNetV2 with channels rounded to eights and a head of 1280 times the width.
Network mobileNetV2(double width, int resolution) {
  Network network({3, resolution, resolution});
  const auto rounded = [&](double channels) {  // to eights, at most a tenth below
    const int eights = std::max(8, static_cast<int>(channels * width / 8 + 0.5) * 8);
    return eights < 0.9 * channels * width ? eights + 8 : eights;
  };
  const auto conv = [&](NodeIndex x, int out, int kernel, int stride, int groups) {
    OpAttributes a;
    a.outChannels = out;
    a.kernelHeight = a.kernelWidth = static_cast<std::int16_t>(kernel);
    a.stride = static_cast<std::int16_t>(stride);
    a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(kernel / 2);
    a.groups = groups;
    x = network.add(Op::Conv2d, std::array{x}, a).value();
    return network.add(Op::BatchNorm, std::array{x}).value();
  };
  NodeIndex x = conv(0, rounded(32), 3, 2, 1);
  struct Stage {
    int expansion, channels, blocks, stride;
  };
  for (const Stage& stage : {Stage{1, 16, 1, 1},
                             {6, 24, 2, 2},
                             {6, 32, 3, 2},
                             {6, 64, 4, 2},
                             {6, 96, 3, 1},
                             {6, 160, 3, 2},
                             {6, 320, 1, 1}}) {
    for (int block = 0; block < stage.blocks; ++block) {
      const NodeIndex input = x;
      const int in = network.node(x).shape.channels, out = rounded(stage.channels);
      const int stride = block == 0 ? stage.stride : 1;
      const int hidden = in * stage.expansion;
      if (stage.expansion > 1) x = conv(x, hidden, 1, 1, 1);
      x = conv(x, hidden, 3, stride, hidden);
      x = conv(x, out, 1, 1, 1);
      if (stride == 1 && in == out) x = network.add(Op::Add, std::array{x, input}).value();
    }
  }
  x = conv(x, rounded(1280), 1, 1, 1);
  x = network.add(Op::GlobalAvgPool, std::array{x}).value();
  OpAttributes linear;
  linear.outChannels = 1000;
  linear.bias = true;
  (void)network.add(Op::Linear, std::array{x}, linear).value();
  return network;
}

}  // namespace

// MCUNet's list [C]: mbv2-w0.35 at 144 pixels has 23.5 M MACs, 0.75 M parameters, 308 kB SRAM and 862 kB flash on an
// STM32F746. A model off by more than a factor of two would be wrong.
void TstOperatingPoints::microcontrollerAnchors() {
  const Network network = mobileNetV2(0.35, 144);
  const StaticCosts costs = staticCosts(network, 1);
  QVERIFY2(std::abs(static_cast<double>(costs.macs) / 23.5e6 - 1) < 0.1, std::to_string(costs.macs).c_str());
  QVERIFY2(std::abs(static_cast<double>(costs.params) / 0.75e6 - 1) < 0.1, std::to_string(costs.params).c_str());
  CostContext context;
  context.model = "mcu";
  auto model = createCostModel(openDevice("stm32f746").value(), context);
  PSCOPE_VERIFY_OK(model);
  const CostReport report = model.value()->estimate(network);
  QVERIFY2(report.peakMemoryBytes > 308'000 / 2 && report.peakMemoryBytes < 2 * 308'000,
           std::to_string(report.peakMemoryBytes).c_str());
  QVERIFY2(report.flashBytes > 862'000 / 2 && report.flashBytes < 2 * 862'000,
           std::to_string(report.flashBytes).c_str());
  QVERIFY(report.latencyMs > 0);
}

void TstOperatingPoints::patches() {
  const Network network = mobileNetV2(0.35, 144);
  McuOptions options;
  const McuMemory whole = mcuMemory(network, options);
  options.patches = 3;
  const McuMemory patched = mcuMemory(network, options);
  QVERIFY(patched.patchedUntil > 0);
  QVERIFY(patched.activationBytes < whole.activationBytes);
  QVERIFY(patched.recompute[1] > 1);
  QCOMPARE(patched.recompute.back(), 1.0);
  CostContext context;
  context.model = "mcu";
  const DeviceProfile device = openDevice("stm32f746").value();
  const double plain = createCostModel(device, context).value()->latencyMs(network);
  context.parameters = R"({"patches": 3})";
  QVERIFY(createCostModel(device, context).value()->latencyMs(network) > plain);
  context.parameters = R"({"patches": 0})";
  const auto refused = createCostModel(device, context);
  QVERIFY(!refused.ok());
  QCOMPARE(refused.error().place, std::string("/patches"));
}

PSCOPE_TEST(TstOperatingPoints)
#include "tst_operating_points.moc"
