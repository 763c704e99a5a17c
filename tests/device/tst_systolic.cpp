#include <QtTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/device/device.h"
#include "core/device/systolic.h"
#include "core/space/space.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

class TstSystolic : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void table_data();
  void table();
  void firstGeneration();
  void groupSizes_data();
  void groupSizes();
  void reads();
  void refNet();
  void refuses_data();
  void refuses();
  void geometryIsChosenByTheDesign();
};

// Hardware manual 4.4, worked table [D].
void TstSystolic::table_data() {
  QTest::addColumn<QList<int>>("gemm");  // E, N, K
  QTest::addColumn<int>("side");
  QTest::addColumn<QList<int>>("cycles");  // os, os drained-R, ws, is
  QTest::addColumn<double>("weightStationaryPercent");
  QTest::newRow("7x7x3") << QList{25, 8, 27} << 4 << QList{518, 462, 490, 882} << -1.0;
  QTest::newRow("16x16x16") << QList{196, 32, 144} << 8 << QList{16600, 15800, 15696, 24300} << -1.0;
  QTest::newRow("14x14x64") << QList{196, 128, 64} << 16 << QList{11440, 9776, 7744, 9048} << 80.99;
  QTest::newRow("linear") << QList{1, 64, 256} << 16 << QList{1208, 1144, 3008, 1760} << 2.13;
  QTest::newRow("depthwise slice") << QList{196, 1, 9} << 8 << QList{775, 575, 436, 1150} << 6.32;
  QTest::newRow("32x32x3") << QList{225, 16, 27} << 32 << QList{968, 712, 319, 880} << 29.8;
}

void TstSystolic::table() {
  QFETCH(QList<int>, gemm);
  QFETCH(int, side);
  QFETCH(QList<int>, cycles);
  QFETCH(double, weightStationaryPercent);
  const GemmView layer{gemm[0], gemm[2], gemm[1], 1};
  const auto cost = [&](Dataflow flow, FoldMode mode) { return systolicCost({side, side, flow, mode}, layer); };
  QCOMPARE(cost(Dataflow::OutputStationary, FoldMode::Drained2R).cycles, cycles[0]);
  QCOMPARE(cost(Dataflow::OutputStationary, FoldMode::DrainedR).cycles, cycles[1]);
  const SystolicCost held = cost(Dataflow::WeightStationary, FoldMode::Drained2R);
  QCOMPARE(held.cycles, cycles[2]);
  QCOMPARE(cost(Dataflow::WeightStationary, FoldMode::DrainedR).cycles, cycles[2]);
  QCOMPARE(cost(Dataflow::InputStationary, FoldMode::Drained2R).cycles, cycles[3]);
  if (weightStationaryPercent > 0) {
    const double digits = weightStationaryPercent == 29.8 ? 0.05 : 0.005;
    QVERIFY(std::abs(100 * held.utilisation - weightStationaryPercent) <= digits);
  }
}

// Cross-check run with the first-generation simulator (same section).
void TstSystolic::firstGeneration() {
  const GemmView three{196, 64, 128, 1}, two{196, 144, 32, 1};
  QCOMPARE(systolicCost({16, 16, Dataflow::WeightStationary, FoldMode::Pipelined}, three).cycles, 7808);
  QCOMPARE(systolicCost({16, 16, Dataflow::OutputStationary, FoldMode::Pipelined}, three).cycles, 6671);
  QCOMPARE(systolicCost({8, 8, Dataflow::WeightStationary, FoldMode::Pipelined}, two).cycles, 15840);
}

// DRACO's hand case: 32 channels, 112x112, 3x3, on 64x64, by channels a group.
void TstSystolic::groupSizes_data() {
  QTest::addColumn<int>("channels");
  QTest::addColumn<int>("cycles");
  QTest::addColumn<double>("megaMacs");
  QTest::addColumn<double>("percent");
  QTest::newRow("1") << 1 << 407488 << 3.61 << 0.22;
  QTest::newRow("2") << 2 << 203744 << 7.23 << 0.87;
  QTest::newRow("4") << 4 << 101872 << 14.45 << 3.46;
  QTest::newRow("8") << 8 << 101872 << 28.90 << 6.93;
  QTest::newRow("16") << 16 << 76404 << 57.80 << 18.5;
  QTest::newRow("32") << 32 << 63670 << 115.6 << 44.3;
}

void TstSystolic::groupSizes() {
  QFETCH(int, channels);
  QFETCH(int, cycles);
  QFETCH(double, megaMacs);
  QFETCH(double, percent);
  const GemmView layer{112 * 112, 9 * channels, channels, 32 / channels};
  const SystolicCost cost = systolicCost({64, 64, Dataflow::WeightStationary, FoldMode::Drained2R}, layer);
  QCOMPARE(cost.cycles, cycles);
  QVERIFY(std::abs(static_cast<double>(layer.macs()) / 1e6 - megaMacs) < (megaMacs > 100 ? 0.05 : 0.0051));
  QVERIFY(std::abs(100 * cost.utilisation - percent) <= (percent > 10 ? 0.05 : 0.005));
}

void TstSystolic::reads() {
  const GemmView layer{196, 64, 128, 1};
  const SystolicCost ws = systolicCost({16, 16, Dataflow::WeightStationary}, layer);
  QCOMPARE(ws.weightReads, 64 * 128);
  QCOMPARE(ws.inputReads, 196 * 64 * 8);
  QCOMPARE(ws.outputWrites, 196 * 128 * 4);
  QCOMPARE(ws.mappingEfficiency, 1.0);
  const SystolicCost os = systolicCost({16, 16, Dataflow::OutputStationary}, layer);
  QCOMPARE(os.inputReads, 196 * 64 * 8);
  QCOMPARE(os.weightReads, 64 * 128 * 13);
  QCOMPARE(os.outputWrites, 196 * 128);
  QVERIFY(std::abs(os.mappingEfficiency - 196.0 / 208) < 1e-12);
}

namespace {

CostContext systolic(const std::string& parameters) {
  CostContext context;
  context.model = "systolic";
  context.parameters = parameters;
  return context;
}

constexpr const char* kEightByEight =
    R"({"rows": 8, "columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": 1e15, "dataflow": ")";

}  // namespace

// 8x8: ws 344 + 608 + 76 + 92 = 1,120 cycles at 23.97 %; os drained-R 844; is 1,836.
void TstSystolic::refNet() {
  const DeviceProfile bare = DeviceProfile::fromJson(Json{{"name", "bare"}}, "").value();
  const Network network = test::refNet();
  const auto report = [&](const char* flow, const char* folds) {
    auto model =
        createCostModel(bare, systolic(std::string(kEightByEight) + flow + "\", \"folds\": \"" + folds + "\"}"));
    if (!model.ok()) qFatal("%s", model.error().text().c_str());
    return model.value()->estimate(network);
  };
  const CostReport ws = report("ws", "drained-2R");
  const std::array<double, 6> cycles = {0, 344, 608, 76, 0, 92};
  for (std::size_t i = 0; i < cycles.size(); ++i) {
    if (i != 4) QVERIFY(std::abs(ws.layers[i].latencyMs * 1e6 - cycles[i]) < 1e-6);
  }
  QVERIFY(std::abs(ws.latencyMs * 1e6 - 1120) < 1e-3);
  QVERIFY(std::abs(100 * ws.utilisation - 23.97) < 0.005);
  QVERIFY(std::abs(report("os", "drained-R").latencyMs * 1e6 - 844) < 1e-3);
  QVERIFY(std::abs(report("is", "drained-2R").latencyMs * 1e6 - 1836) < 1e-3);
  QCOMPARE(ws.evidence, std::string("user"));
}

void TstSystolic::refuses_data() {
  QTest::addColumn<QString>("parameters");
  QTest::addColumn<QString>("mentions");
  QTest::newRow("no rows") << R"({"columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": 1e9})" << "\"rows\"";
  QTest::newRow("half a row") << R"({"rows": 1.5, "columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": 1e9})"
                              << "1 to 65536";
  QTest::newRow("clock of 0") << R"({"rows": 8, "columns": 8, "clock_Hz": 0, "bandwidth_Bps": 1e9})" << "is 0";
  QTest::newRow("negative") << R"({"rows": 8, "columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": -1})" << "not negative";
  QTest::newRow("dataflow") << R"({"rows": 8, "columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": 1e9, "dataflow": "xs"})"
                            << "os, ws, is";
  QTest::newRow("folds") << R"({"rows": 8, "columns": 8, "clock_Hz": 1e9, "bandwidth_Bps": 1e9, "folds": "x"})"
                         << "drained-2R";
  QTest::newRow("misspelt") << R"({"row": 8})" << "row";
}

void TstSystolic::refuses() {
  QFETCH(QString, parameters);
  QFETCH(QString, mentions);
  const DeviceProfile bare = DeviceProfile::fromJson(Json{{"name", "bare"}}, "").value();
  const auto model = createCostModel(bare, systolic(parameters.toStdString()));
  QVERIFY(!model.ok());
  const QString text = QString::fromStdString(model.error().text());
  QVERIFY2(text.contains(mentions), qPrintable(text));
}

// Co-search: the design chooses the side of the array, an ordinary choice of the deployment layer.
void TstSystolic::geometryIsChosenByTheDesign() {
  const auto space = Space::fromText(
      R"({"pscope_space": 1, "name": "codesign", "title": "t", "summary": "s", "choices": [
        {"name": "side", "type": "categorical", "layer": "deployment", "levels": [4, 8]}],
        "scales": [{"name": "deploy", "input": [3, 8, 8], "classes": 2}],
        "network": [{"op": "conv2d", "channels": 8, "kernel": 3}, {"op": "global_avg_pool"},
                    {"op": "linear", "channels": "classes"}]})",
      "space.json");
  PSCOPE_VERIFY_OK(space);
  const DeviceProfile bare = DeviceProfile::fromJson(Json{{"name", "bare"}}, "").value();
  auto model = createCostModel(bare, systolic(R"({"rows": {"choice": "side"}, "columns": {"choice": "side"},
                                                  "clock_Hz": 1e9, "bandwidth_Bps": 1e15})"));
  PSCOPE_VERIFY_OK(model);
  QVERIFY(model.value()->needsDesign());
  const auto lowered = space.value().lower({0});
  PSCOPE_VERIFY_OK(lowered);
  const Network& network = lowered.value();
  for (const auto& [level, side] : {std::pair(0, 4), {1, 8}}) {
    const auto report = model.value()->estimateDesign({space.value(), {level}, network});
    PSCOPE_VERIFY_OK(report);
    const SystolicCost cost =
        systolicCost({side, side, Dataflow::WeightStationary}, *gemmView(network, network.node(1), 1));
    QVERIFY(std::abs(report.value().layers[1].latencyMs * 1e6 - static_cast<double>(cost.cycles)) < 1e-6);
  }
  auto unknown = createCostModel(bare, systolic(R"({"rows": {"choice": "height"}, "columns": 8, "clock_Hz": 1e9,
                                                    "bandwidth_Bps": 1e15})"));
  PSCOPE_VERIFY_OK(unknown);
  const auto refused = unknown.value()->designLatencyMs({space.value(), {0}, network});
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("\"height\"") != std::string::npos);
}

PSCOPE_TEST(TstSystolic)
#include "tst_systolic.moc"
