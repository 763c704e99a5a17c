#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/rng.h"
#include "core/device/asic_template.h"
#include "core/device/device.h"
#include "core/device/phase_change.h"
#include "core/device/spiking.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Templates of dataflow, crossbars of phase-change cells, spiking networks.
class TstAccelerators : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void templates();
  void reuseEqualsSimulatedLoops();
  void assignment();
  void phaseChangeCells();
  void crossbars();
  void spikingEnergy();
  void models();
  void deadOperators();
  void decorators();
};

// Hardware manual 4.5, worked table [D]: RefNet on 64 elements.
void TstAccelerators::templates() {
  const auto layers = asicLayers(test::refNet());
  QCOMPARE(layers.size(), std::size_t{4});
  const std::array<std::pair<AsicTemplate, std::array<int, 4>>, 3> table = {
      {{AsicTemplate::Nvdla, {576, 1152, 32, 4}},
       {AsicTemplate::ShiDianNao, {216, 72, 128, 160}},
       {AsicTemplate::Eyeriss, {288, 24, 32, 16}}}};
  std::array<std::int64_t, 4> best = {1 << 20, 1 << 20, 1 << 20, 1 << 20};
  for (const auto& [shape, cycles] : table) {
    for (std::size_t l = 0; l < 4; ++l) {
      const std::int64_t own = asicCycles(shape, 64, layers[l]);
      QCOMPARE(own, cycles[l]);
      QVERIFY(own * 64 >= layers[l].macs());
      best[l] = std::min(best[l], own);
    }
  }
  QCOMPARE(best[0] + best[1] + best[2] + best[3], 276);
  QVERIFY(std::abs(asicAreaUm2(64, 512, 0) - 64 * (283 + 8 * 0.104 * 512)) < 1e-9);
}

// The closed form against loops that are really run, remembering the tile that is there.
void TstAccelerators::reuseEqualsSimulatedLoops() {
  Rng rng(7);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<ReuseLoop> nest(1 + rng.below(5));
    for (ReuseLoop& loop : nest) loop = {static_cast<std::int64_t>(1 + rng.below(4)), rng.chance(0.5)};
    std::vector<std::int64_t> at(nest.size(), 0), held(nest.size(), -1);
    std::int64_t fetches = 0;
    bool first = true, done = false;
    while (!done) {
      std::vector<std::int64_t> wanted;
      for (std::size_t i = 0; i < nest.size(); ++i) wanted.push_back(nest[i].indexes ? at[i] : 0);
      if (first || wanted != held) ++fetches;
      held = wanted;
      first = false;
      std::size_t i = nest.size();
      while (i > 0 && ++at[i - 1] == nest[i - 1].tiles) at[--i] = 0;
      done = i == 0;
    }
    QCOMPARE(reuseFetches(nest), fetches);
  }
}

void TstAccelerators::assignment() {
  Rng rng(3);
  std::vector<LayerOnUnits> layers(8);
  double fastest = 0;
  for (LayerOnUnits& layer : layers) {
    layer.seconds = {1 + rng.uniform(), 0.5 + 2 * rng.uniform()};
    layer.joules = {1 + rng.uniform(), 0.5 + 2 * rng.uniform()};
    fastest += std::min(layer.seconds[0], layer.seconds[1]);
  }
  double last = 0;
  for (const double slack : {2.0, 1.2, 1.05, 1.0 + 1e-9}) {
    const Assignment heuristic = assignLayers(layers, fastest * slack), exact = bestAssignment(layers, fastest * slack);
    QVERIFY(heuristic.inTime && exact.inTime);
    QVERIFY(exact.joules <= heuristic.joules + 1e-12);
    QVERIFY(exact.joules >= last - 1e-12);  // a tighter deadline never saves energy
    last = exact.joules;
  }
  QVERIFY(!bestAssignment(layers, fastest / 2).inTime && !assignLayers(layers, fastest / 2).inTime);
  // One unit: the plain sum.
  for (LayerOnUnits& layer : layers) {
    layer.seconds.resize(1);
    layer.joules.resize(1);
  }
  double sum = 0;
  for (const LayerOnUnits& layer : layers) sum += layer.seconds[0];
  QVERIFY(std::abs(assignLayers(layers, 1e9).seconds - sum) < 1e-12);
  QCOMPARE(specPenalty(1, 2, 4), 0.0);
  QCOMPARE(specPenalty(3, 2, 4), 0.5);
}

// Hardware manual 4.9, generic model [D]: drift factor and read noise at 1 s, 1 h, 1 day, 30 days.
void TstAccelerators::phaseChangeCells() {
  const PhaseChangeCell cell;
  struct Row {
    double g, sigma, mu, sd;
    std::array<double, 4> factor, read;
  };
  const std::array<double, 4> seconds = {1, 3600, 86400, 30 * 86400.0};
  const std::array<Row, 3> rows = {
      {{1.0, 1.0554, 0.0490, 0.008, {0.9976, 0.7751, 0.6635, 0.5617}, {0.0369, 0.0419, 0.0448, 0.0476}},
       {0.5, 0.9527, 0.0490, 0.008, {0.9976, 0.7751, 0.6635, 0.5617}, {0.0579, 0.0658, 0.0702, 0.0747}},
       {0.1, 0.4482, 0.0601, 0.0229, {0.9971, 0.7317, 0.6047, 0.4929}, {0.165, 0.187, 0.200, 0.213}}}};
  for (const Row& row : rows) {
    QVERIFY(std::abs(cell.programmingSigma(row.g) - row.sigma) <= 5e-5);
    QVERIFY(std::abs(cell.driftMean(row.g) - row.mu) <= 5e-5);
    QVERIFY(std::abs(cell.driftSigma(row.g) - row.sd) <= 5e-5);
    for (std::size_t t = 0; t < seconds.size(); ++t) {
      QVERIFY(std::abs(cell.driftFactor(row.g, seconds[t]) - row.factor[t]) <= 5.1e-5);
      const double read = cell.readSigma(row.g, seconds[t]);
      QVERIFY2(std::abs(read - row.read[t]) <= (row.g < 0.2 ? 5.1e-4 : 5.1e-5), std::to_string(read).c_str());
    }
  }
  QVERIFY(std::abs(cell.residualFactor(1, 86400) - 1.069) < 5e-4);
}

// RefNet on 16x16 tiles: 2, 5, 1, 1 of them, 42, 5.6, 50 and 62.5 % used.
void TstAccelerators::crossbars() {
  const Network network = test::refNet();
  const std::array<std::pair<int, double>, 4> expected = {{{2, 42.2}, {5, 5.6}, {1, 50}, {1, 62.5}}};
  std::size_t next = 0;
  for (const Node& node : network.nodes()) {
    const auto gemm = gemmView(network, node, 1);
    if (!gemm) continue;
    const CrossbarMapping mapping = crossbarMapping(*gemm, 16, 16);
    QCOMPARE(mapping.tiles, expected[next].first);
    QVERIFY(std::abs(100 * mapping.cellsUsed - expected[next].second) < 0.05);
    ++next;
  }
  QCOMPARE(next, std::size_t{4});
  // 64 channels of a depthwise 3 x 3: a column of tiles holds 16 of them, 144 rows, nine tiles; four columns.
  QCOMPARE(crossbarMapping({1, 9, 1, 64}, 16, 16).tiles, 36);
  // Three groups of 10 x 10: columns 0 to 15 hold groups 0 and 1 (rows 0 to 19), 16 to 29 hold 1 and 2 (10 to 29).
  QCOMPARE(crossbarMapping({1, 10, 10, 3}, 16, 16).tiles, 4);
}

// Hardware manual 4.10 [D]: 79.05 nJ dense; 256.8 with the input re-applied in each of 4 steps, 66.0 with it cached.
void TstAccelerators::spikingEnergy() {
  const Network network = test::refNet();
  SpikingOptions options;
  QVERIFY(std::abs(denseNanojoule(network, options) - 79.05) < 0.005);
  QVERIFY(std::abs(spikingNanojoule(network, options) - 256.8) < 0.05);
  options.cachedInput = true;
  QVERIFY(std::abs(spikingNanojoule(network, options) - 66.0) < 0.05);
  QVERIFY(std::abs(spikingBreakEven(options) - 5.11) < 0.005);
  options.rate = 0;  // only the first layer is left
  QVERIFY(std::abs(spikingNanojoule(network, options) - 13824 * 4.6e-3) < 1e-9);
}

void TstAccelerators::models() {
  const DeviceProfile bare = DeviceProfile::fromJson(Json{{"name", "bare"}}, "").value();
  const Network network = test::refNet();
  const auto estimate = [&](const char* name, const std::string& parameters) {
    CostContext context;
    context.model = name;
    context.parameters = parameters;
    auto model = createCostModel(bare, context);
    if (!model.ok()) qFatal("%s", model.error().text().c_str());
    return model.value()->estimate(network);
  };
  const CostReport asic = estimate("asic", R"({"clock_Hz": 1e9, "units": [{"template": "nvdla", "elements": 64},
      {"template": "shidiannao", "elements": 64}, {"template": "rs", "elements": 64}]})");
  QVERIFY(std::abs(asic.latencyMs * 1e6 - 276) < 1e-6);
  QVERIFY(std::abs(asic.areaMm2 * 1e6 - (3 * asicAreaUm2(64, 512, 0) + asicAreaUm2(0, 0, 131072))) < 1e-3);
  const CostReport analog = estimate("analog", R"({"rows": 16, "columns": 16, "mvm_s": 1e-6, "pJ_per_MAC": 1})");
  QVERIFY(std::abs(analog.latencyMs * 1e3 - (64 + 16 + 16 + 1)) < 1e-9);
  QVERIFY(std::abs(analog.energyMj - (64 * 2 + 16 * 5 + 16 + 1) * 256e-12 * 1e3) < 1e-12);
  const CostReport spiking = estimate("spiking", R"({"cached_input": true})");
  QVERIFY(std::isnan(spiking.latencyMs));
  QVERIFY(std::abs(spiking.energyMj * 1e6 - 66.0) < 0.05);
}

// conv A -> zero -> conv B: the runtime removes A, whose result reaches nothing, or folds B, too. Each has 16 pixels.
void TstAccelerators::deadOperators() {
  Network network({4, 4, 4});
  OpAttributes conv;
  conv.outChannels = 4;
  NodeIndex x = network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, conv).value();
  x = network.add(Op::Zero, std::array{x}).value();
  (void)network.add(Op::Conv2d, std::array{x}, conv).value();
  for (const auto& [rule, convolutions] : {std::pair("kept", 2), std::pair("removed", 1), std::pair("folded", 0)}) {
    const DeviceProfile chip = DeviceProfile::fromJson(Json{{"name", "chip"}, {"dead_code", rule}}, "").value();
    const auto latencyMs = [&](const char* name, const char* parameters) {
      CostContext context;
      context.model = name;
      context.parameters = parameters;
      return createCostModel(chip, context).value()->latencyMs(network);
    };
    const double reads = latencyMs("analog", R"({"rows": 16, "columns": 16, "mvm_s": 1e-6, "pJ_per_MAC": 1})");
    QVERIFY(std::abs(reads - convolutions * 16e-3) < 1e-12);
    const double cycles = latencyMs("asic", R"({"clock_Hz": 1e6, "units": [{"template": "nvdla", "elements": 64}]})");
    QVERIFY(std::abs(cycles - convolutions * 16e-3) < 1e-12);
  }
}

// A step of training is 37,728 / 17,184 forward passes; a cut sends one tensor and leaves the rest to a server.
void TstAccelerators::decorators() {
  const DeviceProfile pi = openDevice("raspberry-pi-4").value();
  const Network network = test::refNet();
  const auto model = [&](const char* name, const std::string& parameters) {
    CostContext context;
    context.model = name;
    context.parameters = parameters;
    return createCostModel(pi, context);
  };
  const auto forward = model("roofline", ""), step = model("train-step", R"({"of": "roofline"})");
  PSCOPE_VERIFY_OK(step);
  const double forwardMs = forward.value()->latencyMs(network);
  QVERIFY(std::abs(step.value()->latencyMs(network) / forwardMs - 37728.0 / 17184) < 1e-12);
  const auto split = [&](const char* more) {
    return model("split", std::string(R"({"server": "v100", "rate_bps": 1e6)") + more + "}");
  };
  const auto all = split(R"(, "share": 0)"), none = split(R"(, "share": 1)");
  PSCOPE_VERIFY_OK(all);
  PSCOPE_VERIFY_OK(none);
  // Nothing on the device: the input crosses, 192 values and 5 bytes at 1 Mb/s.
  QVERIFY(all.value()->latencyMs(network) > (192 + 5) * 8e-3);
  QVERIFY(std::abs(none.value()->latencyMs(network) - forwardMs - (10 + 5) * 8e-3) < 1e-9);
  QVERIFY(!split(R"(, "loss": 1)").ok());
  QVERIFY(!model("split", R"({"rate_bps": 1e6})").ok());
  const auto oracle = model("train-step", R"({"of": "oracle"})");
  QVERIFY(!oracle.ok());
  QCOMPARE(oracle.error().place, std::string("/of"));
}

PSCOPE_TEST(TstAccelerators)
#include "tst_accelerators.moc"
