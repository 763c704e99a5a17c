#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/rng.h"
#include "core/device/device.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// What a context (batch, precision, threads, statistic) does to every cost model: it counts, or it is refused.
class TstCostContexts : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void memory_data();
  void memory();
  void refusals_data();
  void refusals();
  void percentiles();
  void threads();
  void windowsOfTwoSides();
  void energyTablesPriceNothing();
  void decoratorsTellGaps();
};

namespace {

/// A device that every model has numbers for.
Json everything() {
  Json document = openDevice("edge-tpu").value().document();
  document["name"] = "everything";
  for (const char* precision : {"fp32", "int8"}) {
    document["units"][0]["peak_mac_s"][precision] = {{"v", 1e9}, {"unit", "MAC/s"}, {"tag", "user"}};
  }
  const Json row = {{"op", "conv2d"}, {"kernel", 3}, {"hw", 8}, {"cin", 3}, {"cout", 8}, {"v", 1}};
  document["tables"] = Json::array();
  for (const int batch : {1, 2}) {
    document["tables"].push_back({{"kind", "operators"},
                                  {"name", "t" + std::to_string(batch)},
                                  {"metric", "latency"},
                                  {"unit", "ms"},
                                  {"tag", "user"},
                                  {"source", "test"},
                                  {"batch", batch},
                                  {"rows", Json::array({row})}});
  }
  return document;
}

/// Learned from convolutions of growing width; latencies of one input, whatever the batch.
DeviceFit fitOf(int batch, const std::string& statistic) {
  std::vector<Network> networks;
  std::vector<double> latencies;
  for (int width = 1; width <= 8; ++width) {
    Network network({3, 8, 8});
    OpAttributes a;
    a.outChannels = 4 * width;
    (void)network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, a).value();
    networks.push_back(network);
    latencies.push_back(width);
  }
  LatencyFit::Options options;
  options.folds = 0;
  DeviceFit fit{batch, "", "s", "", "deploy", "test", {}, LatencyFit::fit(networks, latencies, options).value()};
  fit.statistic = statistic;
  return fit;
}

CostContext contextOf(const std::string& model, int batch = 1, const std::string& precision = "") {
  CostContext context(batch, precision);
  context.model = model;
  return context;
}

}  // namespace

void TstCostContexts::memory_data() {
  QTest::addColumn<QString>("model");
  for (const char* model : {"roofline", "operators", "fitted", "systolic", "train-step"}) QTest::newRow(model) << model;
}

// RefNet: 586 weights and, at the peak, 704 live values an input; a value has 4 bytes in fp32 and 1 in int8.
void TstCostContexts::memory() {
  QFETCH(QString, model);
  DeviceProfile profile = DeviceProfile::fromJson(everything(), "").value();
  for (const int batch : {1, 2}) profile = profile.withFit(fitOf(batch, "")).value();
  const auto bytes = [&](int batch, const char* precision) {
    auto made = createCostModel(profile, contextOf(model.toStdString(), batch, precision));
    if (!made.ok()) qFatal("%s", made.error().text().c_str());
    const CostReport report = made.value()->estimate(test::refNet());
    return report.peakMemoryBytes;
  };
  const auto one = bytes(1, "int8"), two = bytes(2, "int8");
  QCOMPARE(bytes(1, "fp32"), 4 * one);
  QVERIFY(two > one);
  if (model != "train-step") {
    QCOMPARE(one, 586 + 704);
    QCOMPARE(two, 586 + 2 * 704);
  } else {  // weights and gradients, and what the four products read: 192 + 512 + 128 + 16 values an input
    QCOMPARE(one, 2 * 586 + 848);
    QCOMPARE(two, 2 * 586 + 2 * 848);
  }
}

void TstCostContexts::refusals_data() {
  QTest::addColumn<QString>("model");
  QTest::addColumn<int>("batch");
  QTest::addColumn<QString>("precision");
  QTest::addColumn<int>("threads");
  QTest::addColumn<QString>("statistic");
  QTest::addColumn<QString>("mentions");
  const QString asic = R"({"name": "asic", "clock_Hz": 1e9, "units": [{"template": "nvdla", "elements": 64}]})";
  QTest::newRow("batch") << "roofline" << 100'000 << "" << 0 << "" << "100000";
  QTest::newRow("no batch") << "" << 0 << "" << 0 << "" << "batch of 0";
  QTest::newRow("batch of a microcontroller") << "mcu" << 2 << "" << 0 << "" << "batches up to 1";
  QTest::newRow("batch of a chip") << asic << 2 << "" << 0 << "" << "batches up to 1";
  QTest::newRow("buffer of a chip")
      << R"({"name": "asic", "clock_Hz": 1e9, "l2_B": -1, "units": [{"template": "nvdla", "elements": 64}]})" << 1 << ""
      << 0 << "" << "0 to 1e12 bytes";
  QTest::newRow("precision of a chip") << asic << 1 << "fp32" << 0 << "" << "int8";
  QTest::newRow("precision of spikes") << "spiking" << 1 << "int8" << 0 << "" << "fp32";
  QTest::newRow("threads of an array") << "systolic" << 1 << "" << 2 << "" << "threads";
  QTest::newRow("percentiles of an array") << "systolic" << 1 << "" << 0 << "p95" << "p95";
  QTest::newRow("unknown statistic") << "" << 1 << "" << 0 << "p99" << "median, p95";
  QTest::newRow("percentiles under a decorator")
      << R"({"name": "train-step", "of": "roofline"})" << 1 << "" << 0 << "p95" << "typical";
}

void TstCostContexts::refusals() {
  QFETCH(QString, model);
  QFETCH(int, batch);
  QFETCH(QString, precision);
  QFETCH(int, threads);
  QFETCH(QString, statistic);
  QFETCH(QString, mentions);
  CostContext context(batch, precision.toStdString());
  if (model.startsWith('{')) {
    const Json json = Json::parse(model.toStdString());
    PSCOPE_VERIFY_OK(readModel(JsonView(json, ""), context));
  } else {
    context.model = model.toStdString();
  }
  context.threads = threads;
  context.statistic = statistic.toStdString();
  Json document = everything();
  document.erase("tables");
  const auto made = createCostModel(DeviceProfile::fromJson(document, "").value(), context);
  QVERIFY(!made.ok());
  QVERIFY2(QString::fromStdString(made.error().text()).contains(mentions), made.error().text().c_str());
}

// A percentile is served by a fit to percentiles, and never by one to medians.
void TstCostContexts::percentiles() {
  Json document = everything();
  document.erase("tables");
  DeviceProfile profile = DeviceProfile::fromJson(document, "").value().withFit(fitOf(1, "median")).value();
  CostContext context;
  QCOMPARE(createCostModel(profile, context).value()->estimate(test::refNet()).model, std::string("fitted"));
  context.statistic = "p95";
  const auto refused = createCostModel(profile, context);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("measured with: batch 1, median") != std::string::npos);
  profile = profile.withFit(fitOf(1, "p95")).value();
  QCOMPARE(profile.fits().size(), std::size_t{2});
  const DeviceProfile read = DeviceProfile::fromJson(profile.document(), "").value();
  QCOMPARE(createCostModel(read, context).value()->estimate(test::refNet()).model, std::string("fitted"));
}

// Peak of four threads; two of them are half as fast when four are 3.2 times and two 1.6 times one.
void TstCostContexts::threads() {
  Json document = everything();
  document.erase("tables");
  const auto number = [](double v) { return Json{{"v", v}, {"unit", "1"}, {"tag", "user"}}; };
  document["units"][0]["threads_speedup"] = {{"1", number(1)}, {"2", number(1.6)}, {"4", number(3.2)}};
  document["units"][0]["launch_s"]["v"] = 0;
  document["mem"][0]["bw_Bps"]["v"] = 1e15;  // arithmetic alone counts
  const DeviceProfile profile = DeviceProfile::fromJson(document, "").value();
  const auto latency = [&](int threads) {
    CostContext context = contextOf("roofline");
    context.threads = threads;
    return createCostModel(profile, context).value()->latencyMs(test::refNet());
  };
  QCOMPARE(latency(4), latency(0));
  QVERIFY(std::abs(latency(2) / latency(4) - 2) < 1e-6);
  QVERIFY(std::abs(latency(1) / latency(4) - 3.2) < 1e-6);
  CostContext three = contextOf("roofline");
  three.threads = 3;
  const auto refused = createCostModel(profile, three);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("1, 2, 4") != std::string::npos);
}

// A 1x7 window is neither a 1x1 nor a 7x7 one, and a dilated one is none that was measured.
void TstCostContexts::windowsOfTwoSides() {
  Json document = everything();
  Json& rows = document["tables"][0]["rows"];
  rows = Json::array(
      {Json{{"op", "conv2d"}, {"kernel", 1}, {"hw", 8}, {"cin", 3}, {"cout", 8}, {"v", 1}},
       Json{{"op", "conv2d"}, {"kernel", 7}, {"hw", 8}, {"cin", 3}, {"cout", 8}, {"v", 2}},
       Json{{"op", "conv2d"}, {"kernel", 1}, {"kernel_w", 3}, {"hw", 8}, {"cin", 3}, {"cout", 8}, {"v", 4}}});
  auto model = createCostModel(DeviceProfile::fromJson(document, "").value(), contextOf("operators")).value();
  const auto one = [&](std::int16_t height, std::int16_t width, std::int16_t dilation) {
    Network network({3, 8, 8});
    OpAttributes a;
    a.outChannels = 8;
    a.kernelHeight = height;
    a.kernelWidth = width;
    a.dilation = dilation;
    (void)network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, a).value();
    return network;
  };
  QCOMPARE(model->latencyMs(one(7, 7, 1)), 2.0);
  QCOMPARE(model->latencyMs(one(1, 3, 1)), 4.0);
  QCOMPARE(model->unseenOperators(one(1, 7, 1)), std::size_t{1});
  QCOMPARE(model->unseenOperators(one(7, 7, 1)), std::size_t{0});
  QCOMPARE(model->unseenOperators(one(1, 1, 2)), std::size_t{1});
}

void TstCostContexts::energyTablesPriceNothing() {
  Json document = everything();
  document["tables"].erase(1);
  document["tables"][0]["metric"] = "energy";
  document["tables"][0]["unit"] = "mJ";
  const DeviceProfile profile = DeviceProfile::fromJson(document, "").value();
  QVERIFY(!createCostModel(profile, contextOf("operators")).ok());
  CostContext named = contextOf("operators");
  named.parameters = R"({"table": "t1"})";
  QVERIFY(!createCostModel(profile, named).ok());
  QCOMPARE(createCostModel(profile, {}).value()->estimate(test::refNet()).model, std::string("roofline"));
}

// Three of RefNet's operators have no rows; the head of a cut after all arithmetic has the same gaps.
void TstCostContexts::decoratorsTellGaps() {
  const DeviceProfile profile = DeviceProfile::fromJson(everything(), "").value();
  const auto gaps = [&](const std::string& model, const std::string& parameters) {
    CostContext context = contextOf(model);
    context.parameters = parameters;
    return createCostModel(profile, context).value()->unseenOperators(test::refNet());
  };
  const std::size_t plain = gaps("operators", "");
  QVERIFY(plain > 0);
  QCOMPARE(gaps("train-step", R"({"of": "operators"})"), plain);
  QCOMPARE(gaps("split", R"({"of": "operators", "server": "v100", "rate_bps": 1e6, "share": 1})"), plain);
  QCOMPARE(gaps("split", R"({"of": "operators", "server": "v100", "rate_bps": 1e6, "share": 0})"), std::size_t{0});
  // Cut in the middle, the device holds the head: 13,824 of 17,184 products are in the first layer.
  CostContext context = contextOf("split");
  context.parameters = R"({"of": "roofline", "server": "v100", "rate_bps": 1e6, "share": 0.8})";
  context.precision = "int8";
  const CostReport head = createCostModel(profile, context).value()->estimate(test::refNet());
  QCOMPARE(head.peakMemoryBytes, 216 + 704);
}

PSCOPE_TEST(TstCostContexts)
#include "tst_cost_contexts.moc"
