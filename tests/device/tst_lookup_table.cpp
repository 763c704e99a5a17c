#include <QtTest>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/csv.h"
#include "core/base/number_text.h"
#include "core/device/device.h"
#include "core/device/operator_table_model.h"
#include "core/device/table_import.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Tables of choices and operators: in a profile, from CSV files, and what they price.
class TstLookupTable : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void fbnetReproducesThePublishedColumns();
  void singlePathSums();
  void haqSums();
  void tableIsTheBestModelForItsSpace();
  void refusesBadImports_data();
  void refusesBadImports();
  void refusesBadTables_data();
  void refusesBadTables();
  void interpolation();
  void fusedKernels();
  void operatorImport();

 private:
  std::string file(const char* text) const;
  std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// A space of `layers` repeats with these choices and a network of one pooling: tables read choices only.
Space layeredSpace(const std::string& name, int layers, const std::string& choices) {
  const auto space =
      Space::fromText(R"({"pscope_space": 1, "name": ")" + name + R"(", "title": "t", "summary": "s", "choices": [
        {"name": "layer", "type": "repeat", "count": )" +
                          std::to_string(layers) + R"(, "choices": [)" + choices + R"(]}],
        "scales": [{"name": "deploy", "input": [3, 4, 4], "classes": 2}],
        "network": [{"op": "global_avg_pool"}, {"op": "linear", "channels": "classes"}]})",
                      "space.json");
  if (!space.ok()) qFatal("%s", space.error().text().c_str());
  return space.value();
}

Json bareProfile() {
  return Json{{"pscope_device", 1}, {"name", "bare"}};
}

DeviceProfile withTable(const Json& table) {
  auto profile = DeviceProfile::fromJson(bareProfile(), "").value().withTable(table);
  if (!profile.ok()) qFatal("%s", profile.error().text().c_str());
  return profile.value();
}

double priced(CostModel& model, const Space& space, const Genome& genome) {
  const auto network = space.lower(genome);
  const auto report = model.estimateDesign({space, genome, network.value()});
  if (!report.ok()) qFatal("%s", report.error().text().c_str());
  return report.value().latencyMs;
}

CostContext tableContext(const Space& space) {
  CostContext context;
  context.space = space.name();
  return context;
}

}  // namespace

void TstLookupTable::init() {
  m_folder = std::make_unique<QTemporaryDir>();
}

std::string TstLookupTable::file(const char* text) const {
  const QString path = m_folder->filePath("table.csv");
  QFile written(path);
  if (!written.open(QIODevice::WriteOnly)) qFatal("cannot write");
  written.write(text);
  return path.toStdString();
}

// HW-NAS-Bench's FBNet figures are sums of a table: all 5,000 networks to the last of the six digits that are printed
// (deltas and base are printed to nine, so that one sum in 5,000 may miss a half by 1e-8).
void TstLookupTable::fbnetReproducesThePublishedColumns() {
  PSCOPE_NEEDS_DATA(lut, "fbnet/fbnet_lut.csv");
  PSCOPE_NEEDS_DATA(hardware, "fbnet/fbnet_hw.csv");
  const Space space = openSpace("fbnet").value();
  const auto published = CsvTable::read(hardware);
  PSCOPE_VERIFY_OK(published);
  const CsvTable& rows = published.value();
  for (const char* device : {"raspi4", "fpga"}) {
    TableImport import;
    import.file = lut;
    import.column = std::string(device) + "_delta_ms";
    import.tag = "C";
    const auto table = importChoiceTable(import, space, {"layer{layer+1}.op={op}"}, "layer", "-1");
    PSCOPE_VERIFY_OK(table);
    const auto bound = BoundChoiceTable::create(withTable(table.value()).tables().choices.front(), space);
    PSCOPE_VERIFY_OK(bound);
    const std::size_t ops = rows.column("ops").value();
    const std::size_t latency = rows.column(std::string(device) + "_latency_ms").value();
    double worst = 0;
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
      const auto genome = space.parse(rows.cell(row, ops));
      PSCOPE_VERIFY_OK(genome);
      const auto sum = bound.value().value(genome.value());
      PSCOPE_VERIFY_OK(sum);
      const double printed = *parseNumber(rows.cell(row, latency));
      const double halfDigit = 0.5 * std::pow(10, std::floor(std::log10(printed)) - 5);
      worst = std::max(worst, std::abs(sum.value() - printed) - halfDigit);
    }
    QVERIFY2(worst < 1e-7, (std::string(device) + " " + numberText(worst)).c_str());
  }
}

// Blocks of a Pixel 1 from Single-Path NAS: 56.1421 ms of the smallest choice everywhere, 122.85 of the largest.
void TstLookupTable::singlePathSums() {
  PSCOPE_NEEDS_DATA(lut, "lut/singlepath_pixel1_blocks.csv");
  const Space space = layeredSpace(
      "blocks", 22, R"({"name": "block", "type": "categorical", "levels": ["k3_e3", "k3_e6", "k5_e3", "k5_e6"]})");
  TableImport import;
  import.file = lut;
  import.column = "pixel1_runtime_ms";
  const auto table = importChoiceTable(import, space, {"layer{block+1}.block=#{choice}"}, "", "");
  PSCOPE_VERIFY_OK(table);
  auto model = createCostModel(withTable(table.value()), tableContext(space));
  PSCOPE_VERIFY_OK(model);
  QVERIFY(std::abs(priced(*model.value(), space, Genome(22, 0)) - 56.1421) < 1e-9);
  QVERIFY(std::abs(priced(*model.value(), space, Genome(22, 3)) - 122.85) < 1e-9);
}

// Cycles of a bit-flexible accelerator by bits of weights and activations, from HAQ: two choices make one entry.
void TstLookupTable::haqSums() {
  PSCOPE_NEEDS_DATA(lut, "lut/haq_mobilenetv2_bitwidth_cycles.csv");
  const char* bits = R"({"name": "weights", "type": "integer", "low": 1, "high": 8},
                        {"name": "activations", "type": "integer", "low": 1, "high": 8})";
  const Space space = layeredSpace("bits", 53, bits);
  TableImport import;
  import.file = lut;
  import.column = "cycles";
  const std::vector<std::string> patterns = {"layer{layer+1}.weights={weight_bits}",
                                             "layer{layer+1}.activations={activation_bits}"};
  const auto noClock = importChoiceTable(import, space, patterns, "", "");
  QVERIFY(!noClock.ok());
  QVERIFY(noClock.error().text().find("--clock") != std::string::npos);
  import.clockHz = 1e9;
  const auto table = importChoiceTable(import, space, patterns, "", "");
  PSCOPE_VERIFY_OK(table);
  const DeviceProfile profile = withTable(table.value());
  const auto bound = BoundChoiceTable::create(profile.tables().choices.front(), space);
  PSCOPE_VERIFY_OK(bound);
  for (const auto& [wide, cycles] : {std::pair(8, 39'624'933.0), {4, 15'716'150.0}, {2, 7'063'425.0}}) {
    QCOMPARE(bound.value().value(Genome(106, wide - 1)).value(), cycles);
  }
  auto model = createCostModel(profile, tableContext(space));
  PSCOPE_VERIFY_OK(model);
  QVERIFY(std::abs(priced(*model.value(), space, Genome(106, 7)) - 39.624933) < 1e-9);  // at 1 GHz
}

void TstLookupTable::tableIsTheBestModelForItsSpace() {
  const Space space = layeredSpace("tiny", 2, R"({"name": "op", "type": "categorical", "levels": ["a", "b"]})");
  const Json table = Json::parse(R"({"kind": "choices", "name": "t", "space": "tiny", "metric": "latency", "unit": "ms",
      "tag": "V", "source": "here", "base": 1,
      "groups": [{"choices": ["layer1.op"], "rows": [["a", 0.5], ["b", 2]]}]})");
  const auto profile = openDevice("raspberry-pi-4").value().withTable(table);
  PSCOPE_VERIFY_OK(profile);
  const auto best = createCostModel(profile.value(), tableContext(space));
  PSCOPE_VERIFY_OK(best);
  QVERIFY(best.value()->needsDesign());
  QCOMPARE(priced(*best.value(), space, {1, 0}), 3.0);
  const auto network = space.lower({1, 0});
  QVERIFY(std::isnan(best.value()->estimate(network.value()).latencyMs));
  // Another space, another batch: the roofline.
  QVERIFY(!createCostModel(profile.value(), {}).value()->needsDesign());
  CostContext two = tableContext(space);
  two.batch = 2;
  QVERIFY(!createCostModel(profile.value(), two).value()->needsDesign());
  CostContext named = tableContext(space);
  named.model = "roofline";
  QVERIFY(!createCostModel(profile.value(), named).value()->needsDesign());
  named.model = "oracle";
  const auto unknown = createCostModel(profile.value(), named);
  QVERIFY(!unknown.ok());
  QVERIFY(unknown.error().text().find("roofline, table, operators, fitted") != std::string::npos);
}

void TstLookupTable::refusesBadImports_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("pattern");
  QTest::addColumn<QString>("mentions");
  const QString good = "layer{l+1}.op={op}";
  QTest::newRow("no choice") << QByteArray("l,op,c_ms\n9,a,1\n") << good << "line 2: tiny has no choice \"layer10.op\"";
  QTest::newRow("no level") << QByteArray("l,op,c_ms\n0,a,1\n0,z,1\n") << good
                            << "line 3: \"layer1.op\" has no level \"z\"";
  QTest::newRow("not a number") << QByteArray("l,op,c_ms\n0,a,fast\n") << good << "line 2: \"fast\"";
  QTest::newRow("twice") << QByteArray("l,op,c_ms\n0,a,1\n0,a,2\n") << good << "line 3";
  QTest::newRow("column") << QByteArray("l,op,c_ms\n0,a,1\n") << "layer{n}.op={op}" << "\"n\"";
  QTest::newRow("pattern") << QByteArray("l,op,c_ms\n0,a,1\n") << "layer" << "layer{layer+1}.op={op}";
  QTest::newRow("brace") << QByteArray("l,op,c_ms\n0,a,1\n") << "layer{l=a" << "not closed";
  QTest::newRow("empty") << QByteArray("l,op,c_ms\n0,a,\n") << good << "holds no costs";
  QTest::newRow("level number") << QByteArray("l,op,c_ms\n0,7,1\n") << "layer{l+1}.op=#{op}" << "no level \"7\"";
  QTest::newRow("infinite") << QByteArray("l,op,c_ms\n0,a,inf\n") << good << "line 2";
}

void TstLookupTable::refusesBadImports() {
  QFETCH(QByteArray, text);
  QFETCH(QString, pattern);
  QFETCH(QString, mentions);
  const Space space = layeredSpace("tiny", 2, R"({"name": "op", "type": "categorical", "levels": ["a", "b"]})");
  TableImport import;
  import.file = file(text.constData());
  import.column = "c_ms";
  const auto table = importChoiceTable(import, space, {pattern.toStdString()}, "", "");
  QVERIFY(!table.ok());
  const QString said = QString::fromStdString(table.error().text());
  QVERIFY2(said.contains(mentions), qPrintable(said));
}

void TstLookupTable::refusesBadTables_data() {
  QTest::addColumn<QString>("pointer");
  QTest::addColumn<QString>("value");
  QTest::addColumn<QString>("place");
  QTest::newRow("no unit") << "/tables/0/unit" << "null" << "/tables/0/unit";
  QTest::newRow("unit") << "/tables/0/unit" << "\"hours\"" << "/tables/0/unit";
  QTest::newRow("kind") << "/tables/0/kind" << "\"oracle\"" << "/tables/0/kind";
  QTest::newRow("tag") << "/tables/0/tag" << "\"guess\"" << "/tables/0/tag";
  QTest::newRow("operator") << "/tables/0/rows/0/op" << "\"conv9d\"" << "/tables/0/rows/0/op";
  QTest::newRow("negative") << "/tables/0/rows/0/v" << "-1" << "/tables/0/rows/0/v";
  QTest::newRow("side") << "/tables/0/rows/0/hw" << "0" << "/tables/0/rows/0/hw";
  QTest::newRow("misspelt") << "/tables/0/rows/0/widht" << "3" << "/tables/0/rows/0/widht";
  QTest::newRow("no rows") << "/tables/0/rows" << "[]" << "/tables/0/rows";
  QTest::newRow("batch") << "/tables/0/batch" << "0" << "/tables/0/batch";
  QTest::newRow("cycles without clock") << "/tables/0/unit" << "\"cycles\"" << "/tables/0";
}

namespace {

Json operatorTable(const Json& rows) {
  return {{"kind", "operators"}, {"name", "t"},      {"metric", "latency"}, {"unit", "ms"},
          {"tag", "user"},       {"source", "here"}, {"rows", rows}};
}

Json convRow(int kernel, int hw, int in, int out, double ms) {
  return {{"op", "conv2d"}, {"kernel", kernel}, {"hw", hw}, {"cin", in}, {"cout", out}, {"v", ms}};
}

}  // namespace

void TstLookupTable::refusesBadTables() {
  QFETCH(QString, pointer);
  QFETCH(QString, value);
  QFETCH(QString, place);
  Json document = bareProfile();
  document["tables"] = Json::array({operatorTable(Json::array({convRow(3, 8, 4, 4, 1)}))});
  PSCOPE_VERIFY_OK(DeviceProfile::fromJson(document, ""));
  document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
  const auto profile = DeviceProfile::fromJson(document, "device.json");
  QVERIFY(!profile.ok());
  QCOMPARE(QString::fromStdString(profile.error().place), place);
}

// Costs that are a product of powers lie on a plane in logarithms: any point of it is found again, on a grid or not.
void TstLookupTable::interpolation() {
  const auto cost = [](double hw, double in, double out) { return 0.01 * std::pow(hw, 1.8) * std::pow(in, 0.9) * out; };
  KernelRows grid({2, 1, 1});
  for (const double hw : {8, 32}) {
    for (const double in : {4, 16}) {
      for (const double out : {4, 64}) grid.add({hw, in, out}, cost(hw, in, out));
    }
  }
  const auto known = grid.value({32, 4, 64});
  QVERIFY(known.kind == TablePrice::Measured);
  QVERIFY(std::abs(known.value - cost(32, 4, 64)) < 1e-9);
  const auto between = grid.value({16, 8, 16});
  QVERIFY(between.kind == TablePrice::Interpolated);
  QVERIFY(std::abs(between.value / cost(16, 8, 16) - 1) < 1e-9);
  const auto outside = grid.value({64, 8, 16});
  QVERIFY(outside.kind == TablePrice::Extrapolated);
  QVERIFY(std::abs(outside.value / cost(64, 8, 16) - 1) < 0.05);
  // A single row grows with the arithmetic.
  KernelRows single({2, 1, 1});
  single.add({8, 4, 4}, 1);
  QVERIFY(std::abs(single.value({16, 8, 4}).value - 8) < 1e-9);
  // Hand case: half way in log Cin between 1 ms and 4 ms are 2 ms.
  KernelRows line({2, 1, 1});
  line.add({8, 4, 4}, 1);
  line.add({8, 16, 4}, 4);
  QVERIFY(std::abs(line.value({8, 8, 4}).value - 2) < 1e-9);
}

// conv + bn + relu runs as one kernel; a chain that somebody else reads is not fused.
void TstLookupTable::fusedKernels() {
  Json table = operatorTable(Json::array(
      {convRow(1, 4, 4, 4, 5), Json{{"op", "conv2d+batch_norm+relu"}, {"hw", 4}, {"cin", 4}, {"cout", 4}, {"v", 3}},
       Json{{"op", "relu"}, {"hw", 4}, {"cin", 4}, {"cout", 4}, {"v", 1}}}));
  table["fusion"] = {"conv2d+batch_norm+relu"};
  const DeviceProfile profile = withTable(table);
  auto model = createCostModel(profile, {});
  PSCOPE_VERIFY_OK(model);
  Network network({4, 4, 4});
  OpAttributes conv;
  conv.outChannels = 4;
  NodeIndex x = network.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, conv).value();
  const NodeIndex normed = network.add(Op::BatchNorm, std::array{x}).value();
  x = network.add(Op::Relu, std::array{normed}).value();
  QCOMPARE(model.value()->latencyMs(network), 3.0);
  const auto fused = model.value()->estimate(network);
  QCOMPARE(fused.layers[1].latencyMs, 3.0);
  QCOMPARE(fused.layers[3].latencyMs, 0.0);
  // A second reader of the norm: the convolution (5 ms), the norm for nothing, the relu (1 ms), and an add without
  // rows.
  (void)network.add(Op::Add, std::array{x, normed}).value();
  const auto report = model.value()->estimate(network);
  QCOMPARE(report.latencyMs, 6.0);
  QCOMPARE(report.unseenOperators, std::size_t{1});
  QVERIFY(format(report.notes.back()).find("add") != std::string::npos);
  QCOMPARE(model.value()->unseenOperators(network), std::size_t{1});
  // Twice the channels are no row of the table: no longer what was measured.
  QCOMPARE(fused.evidence, table["tag"].get<std::string>());
  Network wider({8, 4, 4});
  (void)wider.add(Op::Conv2d, std::array<NodeIndex, 1>{0}, conv).value();
  QCOMPARE(model.value()->estimate(wider).evidence, std::string("E"));
}

void TstLookupTable::operatorImport() {
  TableImport import;
  import.column = "latency_ms";
  import.file = file("op,kernel,stride,groups,hw,cin,cout,latency_ms\nconv2d,3,1,1,32,16,16,2.5\nadd,,,,32,16,,0.1\n");
  const DeviceProfile pi = openDevice("raspberry-pi-4").value();
  const auto table = importOperatorTable(import, pi, {"conv2d+relu"});
  PSCOPE_VERIFY_OK(table);
  QCOMPARE(table.value()["rows"].size(), std::size_t{2});
  PSCOPE_VERIFY_OK(pi.withTable(table.value()));
  const auto refused = [&](const char* text, const char* mentions) {
    import.file = file(text);
    const auto result = importOperatorTable(import, pi, {});
    QVERIFY(!result.ok());
    QVERIFY2(result.error().text().find(mentions) != std::string::npos, result.error().text().c_str());
  };
  refused("op,kernel,hw,cin,cout,latency_ms\nconv2d,3,32,16,16,1\nconv9d,3,32,16,16,1\n", "line 3");
  refused("op,kernel,hw,cin,cout,latency_ms\nconv2d,2.5,32,16,16,1\n", "line 2");
  refused("op,kernel,hw,cin,cout,latency_ms\nconv2d,3,32,16,16,-1\n", "line 2");
  refused("op,kernel,hw,cin,cout,latency_ms\nconv2d,3,32,16,16,1e300\nconv2d,1e300,32,16,16,1\n", "line 3");
  // 2.5 ms at 1 GHz are as plausible in cycles; energies are no latencies.
  import.column = "cycles";
  import.clockHz = 1e9;
  import.file = file("op,kernel,kernel_w,hw,cin,cout,cycles\nconv2d,1,7,32,16,16,2500000\n");
  const auto cycles = importOperatorTable(import, pi, {});
  PSCOPE_VERIFY_OK(cycles);
  QCOMPARE(cycles.value()["rows"][0]["kernel_w"], 7);
  import.column = "energy_mJ";
  refused("op,kernel,hw,cin,cout,energy_mJ\nconv2d,3,32,16,16,2.5\n", "energies");
  import.column = "latency_ms";
  // Seconds that were called milliseconds: a thousand times too fast.
  refused("op,kernel,hw,cin,cout,latency_ms\nconv2d,3,32,16,16,0.0000025\n", "Check the unit");
}

PSCOPE_TEST(TstLookupTable)
#include "tst_lookup_table.moc"
