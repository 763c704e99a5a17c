#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/device.h"
#include "core/space/space.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Models that compose others: schedules, compiler options, volumes, pipelines, leakage. What the command line reaches
/// of them is in tests/app.
class TstComposedModels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void schedules_data();
  void schedules();
  void scheduleOfFamilies();
  void scheduleStops();
  void tiles();
  void volumes();
  void pipelines();
  void leakage();
  void serialPlan();
};

namespace {

/// int8 values are bytes; one MAC and one byte take a nanosecond each, starting takes no time.
DeviceProfile plain() {
  const auto number = [](double v, const char* unit) { return Json{{"v", v}, {"unit", unit}, {"tag", "user"}}; };
  const Json unit = {{"peak_mac_s", {{"int8", number(1e9, "MAC/s")}}},
                     {"eff", {{"conv", number(1, "1")}, {"dw", number(1, "1")}, {"gemm", number(1, "1")}}},
                     {"launch_s", number(0, "s")},
                     {"options", {{"layout", {{"nhwc", number(2, "1")}, {"nchw", number(1, "1")}}}}}};
  const Json document = {{"name", "plain"},
                         {"dead_code", "removed"},
                         {"units", Json::array({unit})},
                         {"mem", Json::array({Json{{"bw_Bps", number(1e9, "B/s")}, {"eff", number(1, "1")}}})},
                         {"power", {{"max_W", number(1, "W")}}}};
  return DeviceProfile::fromJson(document, "").value();
}

Result<std::unique_ptr<CostModel>> made(const Json& model, int batch = 1, const std::string& statistic = "") {
  CostContext context;
  context.batch = batch;
  context.statistic = statistic;
  PSCOPE_CHECK(readModel(JsonView(model, ""), context));
  return createCostModel(plain(), context);
}

NodeIndex conv(Network& network, NodeIndex input, int channels) {
  OpAttributes a;
  a.outChannels = channels;
  return network.add(Op::Conv2d, std::array{input}, a).value();
}

/// Q of the manual: x(1) -> s(6) -> p(5) -> q(5) -> r(6); (r, s) -> y; here y has 6 values, so that they add up.
Network residual() {
  Network network({1, 1, 1});
  const NodeIndex s = conv(network, 0, 6);
  const NodeIndex r = conv(network, conv(network, conv(network, s, 5), 5), 6);
  (void)network.add(Op::Add, std::array{r, s}).value();
  return network;
}

}  // namespace

void TstComposedModels::schedules_data() {
  QTest::addColumn<int>("memory");
  QTest::addColumn<int>("moved");
  // The sum needs 6 + 6 + 6; before it, s waits beside q and r (or p and q): 6 + 5 + 6.
  QTest::newRow("room") << 18 << 0;
  QTest::newRow("much room") << 1000 << 0;
  QTest::newRow("too small") << 17 << -1;
}

void TstComposedModels::schedules() {
  QFETCH(int, memory);
  QFETCH(int, moved);
  const Network network = residual();
  auto model = made({{"name", "schedule"}, {"memory_B", memory}});
  PSCOPE_VERIFY_OK(model);
  const CostReport report = model.value()->estimate(network);
  if (moved < 0) {
    QVERIFY(std::isnan(report.latencyMs));
    QVERIFY(format(report.notes.front()).find("add") != std::string::npos);
    return;
  }
  // Arithmetic and the roofline's own traffic as before; compulsory bytes are input, output and weights.
  const CostReport base = made("roofline").value()->estimate(network);
  QCOMPARE(report.latencyMs, base.latencyMs + moved * 1e-6);
  QCOMPARE(report.trafficBytes, 1.0 + 6 + (6 + 30 + 25 + 30) + moved);
  QVERIFY(report.peakMemoryBytes <= memory);
  double sum = 0;
  for (const LayerCost& layer : report.layers) sum += layer.latencyMs;
  QVERIFY(std::abs(sum - report.latencyMs) < 1e-12);
  QVERIFY(report.plan != nullptr);
  QCOMPARE(report.plan->limitBytes, memory);
  for (const auto& step : report.plan->steps) QVERIFY(step.memoryBytes <= memory);
  for (const auto& stay : report.plan->stays) QVERIFY(stay.address >= 0 && stay.address + stay.bytes <= memory);
}

// Less memory never moves less, and whatever is found runs when it is replayed (the model replays each).
void TstComposedModels::scheduleOfFamilies() {
  const Space space = openSpace("nasbench201").value();
  Rng rng(5);
  for (int trial = 0; trial < 3; ++trial) {
    const Network network = space.lower(space.sample(rng)).value();
    double last = 0;
    for (const int memory : {1 << 18, 80'000, 1 << 16}) {
      const CostReport report = made({{"name", "schedule"}, {"memory_B", memory}}).value()->estimate(network);
      QVERIFY2(std::isfinite(report.latencyMs), report.notes.empty() ? "" : format(report.notes.front()).c_str());
      QVERIFY(report.trafficBytes >= last);
      last = report.trafficBytes;
      QVERIFY(report.peakMemoryBytes <= memory);
      QCOMPARE(report.plan->steps.empty(), false);
    }
  }
}

// Cancelled at once, the network's own order stands in, and says so.
void TstComposedModels::scheduleStops() {
  std::stop_source stop;
  stop.request_stop();
  CostContext context;
  context.model = "schedule";
  context.parameters = R"({"memory_B": 18})";
  context.stop = stop.get_token();
  auto model = createCostModel(plain(), context);
  PSCOPE_VERIFY_OK(model);
  const CostReport report = model.value()->estimate(residual());
  QVERIFY(std::isfinite(report.latencyMs));
  QVERIFY(format(report.notes[1]).find("(1 states") != std::string::npos);
}

// Best tiles are never worse than chosen ones; fusion never costs; factors divide the arithmetic.
void TstComposedModels::tiles() {
  const Network network = test::refNet();
  const auto price = [&](Json options) {
    options["name"] = "compiler";
    options["memory_B"] = 64;
    auto model = made(options);
    if (!model.ok()) qFatal("%s", model.error().text().c_str());
    return model.value()->estimate(network);
  };
  const CostReport best = price(Json::object());
  for (const int rows : {1, 4, 7}) {
    const CostReport fixed = price({{"tile_rows", rows}, {"tile_columns", 4}});
    QVERIFY(best.trafficBytes <= fixed.trafficBytes && best.latencyMs <= fixed.latencyMs);
  }
  QVERIFY(std::isnan(price({{"tile_rows", 8}, {"tile_columns", 8}}).latencyMs));  // 80 words in 64
  const double slow = price({{"options", {{"layout", "nchw"}}}}).latencyMs;
  QVERIFY(price({{"options", {{"layout", "nhwc"}}}}).latencyMs < slow);
  QVERIFY(!made({{"name", "compiler"}, {"memory_B", 64}, {"options", {{"layout", "nchw4"}}}}).ok());
  Network normed({4, 8, 8});
  const NodeIndex x = conv(normed, 0, 4);
  (void)normed.add(Op::BatchNorm, std::array{x}).value();
  const auto traffic = [&](bool fusion) {
    return made({{"name", "compiler"}, {"memory_B", 1 << 20}, {"fusion", fusion}})
        .value()
        ->estimate(normed)
        .trafficBytes;
  };
  QCOMPARE(traffic(false) - traffic(true), 2.0 * 4 * 64);  // the manual's 2 x out of the edge
  QCOMPARE(best.evidence, std::string("R"));
}

// With small tensors one after the other is the best; the report's layers add up to it.
void TstComposedModels::volumes() {
  const Network network = test::refNet();
  const CostReport report = made({{"name", "intar"}, {"on_chip_B", 1e6}, {"fill_s", 1e-6}}).value()->estimate(network);
  QVERIFY(std::abs(report.latencyMs - 17184e-6) < 1e-12);
  for (const auto& step : report.plan->steps) QCOMPARE(step.unit, std::size_t{0});
  const CostReport small = made({{"name", "intar"}, {"on_chip_B", 300}, {"fill_s", 0}}).value()->estimate(network);
  double sum = 0;
  for (const LayerCost& layer : small.layers) sum += layer.latencyMs;
  QVERIFY(std::abs(sum - small.latencyMs) < 1e-12);
  QVERIFY(small.latencyMs <= 17184e-6 + 2 * 512e-6);
}

// M/M/1: 1 / (mu - lambda); percentiles come from the queue; too many arrivals are refused.
void TstComposedModels::pipelines() {
  const Network network = test::refNet();
  const double serviceMs = made("roofline").value()->latencyMs(network);
  const double mu = 1e3 / serviceMs;
  const auto served = [&](double rate, const char* service, const std::string& statistic) {
    return made({{"name", "pipeline"}, {"arrivals_per_s", rate}, {"service", service}}, 1, statistic)
        .value()
        ->estimate(network);
  };
  const double mean = served(mu / 2, "exponential", "").latencyMs;
  QVERIFY(std::abs(mean / (1e3 / (mu - mu / 2)) - 1) < 0.1);
  QVERIFY(served(mu / 2, "exponential", "p95").latencyMs > 2 * mean);
  QVERIFY(served(mu / 2, "constant", "").latencyMs < mean);
  QVERIFY(std::isnan(served(2 * mu, "constant", "").latencyMs));
  QVERIFY(!made({{"name", "pipeline"}}, 1, "p95").ok());  // without a queue the inference itself needs percentiles
  QVERIFY(!made({{"name", "pipeline"}, {"stages", Json::array({Json{{"name", "decode"}, {"s", 0}}})}}).ok());
}

// All told apart without noise, nothing at all under great noise; less noise never tells less (the same runs).
void TstComposedModels::leakage() {
  const Space space = openSpace("nasbench-macro").value();
  Rng rng(9);
  const Genome genome = space.sample(rng);
  const Network network = space.lower(genome).value();
  const auto bits = [&](double noise, int designs) {
    auto model = made({{"name", "leakage"}, {"noise", noise}, {"designs", designs}});
    if (!model.ok()) qFatal("%s", model.error().text().c_str());
    return model.value()->estimateDesign({space, genome, network}).value().leakageBits;
  };
  QVERIFY(std::abs(bits(0, 7) - 3) < 1e-12);
  QVERIFY(std::abs(bits(0, 15) - 4) < 1e-12);
  QVERIFY(bits(1000, 7) < 1.5);
  QVERIFY(std::isnan(made({{"name", "leakage"}}).value()->estimate(network).leakageBits));
}

// A model without a plan of its own runs operator after operator; the memory is what is live.
void TstComposedModels::serialPlan() {
  const Network network = test::refNet();
  const CostReport report = made("roofline").value()->estimate(network);
  const ExecutionPlan plan = executionPlan(report, network, 2, 1);
  QCOMPARE(plan.steps.size(), std::size_t{5});
  QCOMPARE(plan.steps.front().memoryBytes, std::int64_t{2 * 704});
  QVERIFY(std::abs(plan.steps.back().startMs + plan.steps.back().latencyMs - report.latencyMs) < 1e-12);
}

PSCOPE_TEST(TstComposedModels)
#include "tst_composed_models.moc"
