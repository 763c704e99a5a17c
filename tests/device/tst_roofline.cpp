#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/device.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstRoofline : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void refNet();
  void neverSlowerWithMorePeakOrBandwidth();
  void batchAtMostDoubles();
  void refusesMissingNumbers();
  void deadCode_data();
  void deadCode();
};

namespace {

Json synthetic(double macs, double bandwidth) {
  const auto number = [](double v, const char* unit) {
    return Json{{"v", v}, {"unit", unit}, {"tag", "D"}, {"source", "test"}};
  };
  return Json{{"pscope_device", 1},
              {"name", "synthetic"},
              {"dead_code", "kept"},
              {"units",
               {{{"id", "u"},
                 {"kind", "npu"},
                 {"peak_mac_s", {{"int8", number(macs, "MAC/s")}}},
                 {"eff", {{"conv", number(1, "1")}, {"dw", number(1, "1")}, {"gemm", number(1, "1")}}},
                 {"launch_s", number(0, "s")}}}},
              {"mem", {{{"level", "dram"}, {"bw_Bps", number(bandwidth, "B/s")}, {"eff", number(1, "1")}}}}};
}

RooflineModel model(const Json& device, int batch = 1) {
  return RooflineModel::create(DeviceProfile::fromJson(device, "").value(), {batch, ""}).value();
}

}  // namespace

// Hardware manual 4.2: synthetic device 1 GMAC/s, 0.1 GB/s, efficiency 1, launch 0, int8 tensors, int32 bias:
// 13.824, 7.12, 5.12, 2.72, 2.26 us, total 31.044 us.
void TstRoofline::refNet() {
  const auto report = model(synthetic(1e9, 0.1e9)).estimate(test::refNet());
  const std::array<double, 6> microseconds = {0, 13.824, 7.12, 5.12, 2.72, 2.26};
  QCOMPARE(report.layers.size(), microseconds.size());
  for (std::size_t i = 0; i < microseconds.size(); ++i) QCOMPARE(report.layers[i].latencyMs * 1e3, microseconds[i]);
  QCOMPARE(report.latencyMs * 1e3, 31.044);
  QVERIFY(!report.layers[1].memoryBound);
  QVERIFY(report.layers[2].memoryBound);
  QCOMPARE(report.layers[1].bytes, 920.0);
  QVERIFY(std::isnan(report.energyMj));  // the profile has no power figure
  QCOMPARE(report.peakMemoryBytes, std::int64_t{704 + 586});
  QCOMPARE(report.evidence, std::string("D"));
}

void TstRoofline::neverSlowerWithMorePeakOrBandwidth() {
  const Network network = test::refNet();
  double last = INFINITY;
  for (const double factor : {1.0, 2.0, 4.0, 1e6}) {
    const double latency = model(synthetic(factor * 1e9, 0.1e9)).latencyMs(network);
    QVERIFY(latency <= last);
    last = latency;
  }
  // peak -> infinity: the memory time, 920 + 712 + 512 + 272 + 226 bytes.
  QVERIFY(std::abs(last - 2642 / 0.1e9 * 1e3) < 1e-6);
  QVERIFY(model(synthetic(1e9, 0.2e9)).latencyMs(network) <= model(synthetic(1e9, 0.1e9)).latencyMs(network));
}

void TstRoofline::batchAtMostDoubles() {
  const Network network = test::refNet();
  const double one = model(synthetic(1e9, 0.1e9), 1).latencyMs(network);
  const double two = model(synthetic(1e9, 0.1e9), 2).latencyMs(network);
  QVERIFY(two > one);
  QVERIFY(two <= 2 * one * (1 + 1e-12));
}

void TstRoofline::refusesMissingNumbers() {
  Json device = synthetic(1e9, 1e9);
  device["mem"][0].erase("eff");
  const auto result = RooflineModel::create(DeviceProfile::fromJson(device, "").value(), {});
  QVERIFY(!result.ok());
  QCOMPARE(result.error().place, std::string("/mem/0/eff"));
  const auto precision = RooflineModel::create(DeviceProfile::fromJson(synthetic(1e9, 1e9), "").value(), {1, "fp64"});
  QVERIFY(!precision.ok());
  QVERIFY(precision.error().text().find("int8") != std::string::npos);
  QCOMPARE(DeviceProfile::fromJson(synthetic(0, 1e9), "").error().place, std::string("/units/0/peak_mac_s/int8/v"));
  QVERIFY(!RooflineModel::create(DeviceProfile::fromJson(synthetic(1e9, 1e9), "").value(), {0, ""}).ok());
}

void TstRoofline::deadCode_data() {
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QList<bool>>("runs");  // of the two convolutions
  QTest::newRow("kept") << "kept" << QList<bool>{true, true};
  QTest::newRow("removed") << "removed" << QList<bool>{false, true};
  QTest::newRow("folded") << "folded" << QList<bool>{false, false};
}

// conv A -> zero -> conv B -> output: A's result reaches nothing, B's does not depend on the input.
void TstRoofline::deadCode() {
  QFETCH(QString, rule);
  QFETCH(QList<bool>, runs);
  Network network({4, 4, 4});
  OpAttributes conv;
  conv.outChannels = 4;
  NodeIndex x = network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, conv).value();
  x = network.add(Op::Zero, std::array{x}).value();
  x = network.add(Op::Conv2d, std::array{x}, conv).value();
  Json device = synthetic(1e9, 1e9);
  device["dead_code"] = rule.toStdString();
  const auto report = model(device).estimate(network);
  QCOMPARE(report.layers[1].latencyMs > 0, runs[0]);
  QCOMPARE(report.layers[3].latencyMs > 0, runs[1]);
}

PSCOPE_TEST(TstRoofline)
#include "tst_roofline.moc"
