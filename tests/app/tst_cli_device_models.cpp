#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <memory>

#include "tests/app/cli_process.h"
#include "tests/support/test_registry.h"

using namespace pscope::test;

/// The worked cases of the hardware manual through `device estimate --json`: a profile's file, a space's file, a model.
class TstCliDeviceModels : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    // 8 GMAC/s, 2 GB/s, no losses; int8 values are bytes.
    writeFile(path("chip.json"), R"({"name": "chip", "units": [{
      "peak_mac_s": {"int8": {"v": 8e9, "unit": "MAC/s", "tag": "D"}},
      "eff": {"conv": {"v": 1, "unit": "1", "tag": "D"}, "dw": {"v": 1, "unit": "1", "tag": "D"},
              "gemm": {"v": 1, "unit": "1", "tag": "D"}},
      "launch_s": {"v": 0, "unit": "s", "tag": "D"}}],
      "mem": [{"bw_Bps": {"v": 2e9, "unit": "B/s", "tag": "D"}, "eff": {"v": 1, "unit": "1", "tag": "D"}}],
      "tables": [{"kind": "operators", "name": "t", "metric": "latency", "unit": "ms", "tag": "user", "source": "test",
        "rows": [{"op": "conv2d", "kernel": 1, "hw": 1, "cin": 64, "cout": 64, "v": 3}]}]})");
    // 64 x 64 x 64: one pixel of 64 inputs, 64 channels in and out; the tile's sides are choices.
    writeFile(path("product.json"), space(R"("text": "{rows} x {columns}", "choices": [
      {"name": "rows", "type": "categorical", "levels": [8, 16, 32, 64]},
      {"name": "columns", "type": "categorical", "levels": [16, 32, 64]}])",
                                          "64, 1, 1", 64, R"({"op": "conv2d", "channels": 64, "kernel": 1})"));
  }

  // 4.12, graph P: x(2) -> a(4); a -> b1(8) -> c1(1); a -> b2(8) -> c2(1); (c1, c2) -> d(1). Compulsory: 2 + 1 bytes
  // and 88 weights.
  void schedule() {
    writeFile(path("p.json"), space(kOne, "2, 1, 1", 1, R"({"op": "conv2d", "channels": 4, "kernel": 1, "out": "a"},
      {"op": "conv2d", "in": "a", "channels": 8, "kernel": 1}, {"op": "conv2d", "channels": 1, "kernel": 1, "out": "c1"},
      {"op": "conv2d", "in": "a", "channels": 8, "kernel": 1}, {"op": "conv2d", "channels": 1, "kernel": 1, "out": "c2"},
      {"op": "add", "in": ["c1", "c2"]})"));
    const auto moved = [&](int memory) {
      return estimate("p.json", "0",
                      QStringLiteral(R"({"name": "schedule", "of": "roofline", "memory_B": %1})").arg(memory));
    };
    for (const auto& [memory, extra] : {std::pair(20, 0), std::pair(13, 0), std::pair(12, 10)}) {
      const auto result = moved(memory);
      PSCOPE_STATUS(result, 0);
      const auto cost = result.json().object();
      QCOMPARE(cost["traffic_bytes"].toDouble(), 2.0 + 1 + 88 + extra);
      QVERIFY(cost["peak_memory_bytes"].toInt() <= memory);
      QCOMPARE(cost["plan"].toObject()["steps"].toArray().size(), 6);
    }
    PSCOPE_REFUSED(moved(11), "scratchpad of 11 bytes", "needs 12");
  }

  // Graph Q: x(1) -> s -> p -> q -> r; (r, s) -> y, with ends of 2 and a middle of 8, as a sum is as wide as what it
  // adds. Beside p and q (16) there is room for s (2) from 18 on; below, it is stored and loaded again: 4 bytes at
  // 2 GB/s. Compulsory: 1 + 2 bytes and 98 weights.
  void residual() {
    writeFile(path("q.json"), space(kOne, "1, 1, 1", 2, R"({"op": "conv2d", "channels": 2, "kernel": 1, "out": "s"},
      {"op": "conv2d", "channels": 8, "kernel": 1}, {"op": "conv2d", "channels": 8, "kernel": 1},
      {"op": "conv2d", "channels": 2, "kernel": 1, "out": "r"}, {"op": "add", "in": ["r", "s"]})"));
    const auto moved = [&](int memory) {
      return estimate("q.json", "0",
                      QStringLiteral(R"({"name": "schedule", "of": "roofline", "memory_B": %1})").arg(memory));
    };
    const double free = moved(18).json().object()["latency_ms"].toDouble();
    for (const auto& [memory, extra] : {std::pair(18, 0), std::pair(17, 4), std::pair(16, 4)}) {
      const auto result = moved(memory);
      PSCOPE_STATUS(result, 0);
      const auto cost = result.json().object();
      QCOMPARE(cost["traffic_bytes"].toDouble(), 1.0 + 2 + 98 + extra);
      QVERIFY(std::abs(cost["latency_ms"].toDouble() - free - extra / 2e9 * 1e3) < 1e-15);
      QVERIFY(cost["peak_memory_bytes"].toInt() <= memory);
    }
    PSCOPE_REFUSED(moved(15), "scratchpad of 15 bytes", "needs 16");
  }

  // 4.14: 64^3 with tiles 64 x 64, 32 x 32, 16 x 16 and 8 x 64; the best fits all of it.
  void tilesAreChoices() {
    const QString model = R"({"name": "compiler", "memory_B": 100000, "tile_rows": {"choice": "rows"},
                              "tile_columns": {"choice": "columns"}})";
    for (const auto& [design, bytes] : {std::pair("64 x 64", 12'288), std::pair("32 x 32", 20'480),
                                        std::pair("16 x 16", 36'864), std::pair("8 x 64", 40'960)}) {
      const auto result = estimate("product.json", design, model, "64");
      PSCOPE_STATUS(result, 0);
      QCOMPARE(result.json().object()["traffic_bytes"].toDouble(), static_cast<double>(bytes));
    }
    const auto best = estimate("product.json", "8 x 16", R"({"name": "compiler", "memory_B": 100000})", "64");
    QCOMPARE(best.json().object()["traffic_bytes"].toDouble(), 12'288.0);
  }

  // 4.13: work of 10 each, 10 per ms; 8 MB and 1 MB between, 4 MB on the chip, 2 MB/ms, 0.2 ms a hand-over: 3.2 ms. A
  // megabyte is 50,000 bytes here, one for each input.
  void volumes() {
    writeFile(path("chain.json"), space(kOne, "1, 1, 1", 8, R"({"op": "conv2d", "channels": 8, "kernel": 1},
      {"op": "conv2d", "channels": 1, "kernel": 1}, {"op": "conv2d", "channels": 8, "kernel": 1})"));
    const auto result = estimate("chain.json", "0", R"({"name": "intar", "on_chip_B": 200000, "fill_s": 2e-4,
                                                        "bandwidth_Bps": 1e8, "macs_per_s": 4e8})",
                                 "50000");
    PSCOPE_STATUS(result, 0);
    const auto cost = result.json().object();
    QVERIFY(std::abs(cost["latency_ms"].toDouble() - 3.2) < 1e-9);
    const QString note = cost["notes"].toArray().first().toString();
    QVERIFY2(note.contains("11 ms") && note.contains("3.4 ms"), qPrintable(note));
  }

  // 4.15: decoding 4 ms on two cores, 1 ms, inference 3 ms: 333 a second, 8 ms, 37.5 % of it inference.
  void pipeline() {
    const auto served = [&](const QString& inference) {
      return estimate(
                 "product.json", "8 x 16",
                 R"({"name": "pipeline", "of": "operators", "stages": [{"name": "decode", "s": 0.004, "servers": 2},
                          {"name": "preprocess", "s": 0.001}, )" +
                     inference + "]}")
          .json()
          .object();
    };
    const auto cost = served(R"({"name": "inference"})");
    QVERIFY(std::abs(cost["latency_ms"].toDouble() - 8) < 1e-9);
    QVERIFY(std::abs(cost["throughput_per_s"].toDouble() - 1000.0 / 3) < 1e-9);
    QVERIFY(cost["notes"].toArray().at(1).toString().contains("37.5 %"));
    // Twice the accelerators: decoding is the narrow place now.
    QVERIFY(std::abs(served(R"({"name": "inference", "servers": 2})")["throughput_per_s"].toDouble() - 500) < 1e-9);
  }

  // 4.18: told apart without noise, a design among 15 others gives four bits away.
  void leakage() {
    const auto result = cli({"device", "estimate", "raspberry-pi-4", "--space", "nasbench-macro", "--design",
                             "22222222", "--model", R"({"name": "leakage", "noise": 0})", "--json"});
    PSCOPE_STATUS(result, 0);
    QVERIFY(std::abs(result.json().object()["leakage_bits"].toDouble() - 4) < 1e-9);
  }

  // What is not known of a context is refused, not ignored.
  void contexts() {
    const QStringList pi = {"device",         "estimate", "raspberry-pi-4", "--space",
                            "nasbench-macro", "--design", "22222222"};
    PSCOPE_REFUSED(cli(pi + QStringList{"--statistic", "p95"}), "p95", "measure the device");
    PSCOPE_REFUSED(cli(pi + QStringList{"--threads", "3000"}), "3000 threads", "1, 2, 3, 4");
    PSCOPE_REFUSED(cli(pi + QStringList{"--batch", "100000"}), "--batch", "65536");
    PSCOPE_STATUS(cli(pi + QStringList{"--threads", "2"}), 0);
  }

  // Both statistics of one measurement are fitted; each serves its own, and an objective of percentiles asks for them.
  void percentiles() {
    QByteArray csv = "design,median_ms,p95_ms\n";
    for (int i = 0; i < 12; ++i) {
      csv += "2222222" + QByteArray::number(i % 3) + "," + QByteArray::number(10 + i) + "," +
             QByteArray::number(20 + i) + "\n";
    }
    writeFile(path("measured.csv"), csv);
    writeFile(path("mine.json"), R"({"name": "mine"})");
    const auto fit = [&](const char* statistic, const char* column) {
      return cli({"device", "fit", path("mine.json"), "--space", "nasbench-macro", "--measurements",
                  path("measured.csv"), "--column", column, "--statistic", statistic, "--folds", "0", "--out",
                  path("mine.json")});
    };
    const auto latency = [&](const char* statistic) {
      return cli({"device", "estimate", path("mine.json"), "--space", "nasbench-macro", "--design", "22222222",
                  "--statistic", statistic, "--json"});
    };
    PSCOPE_STATUS(fit("median", "median_ms"), 0);
    PSCOPE_REFUSED(latency("p95"), "batch 1, p95", "batch 1, median");
    PSCOPE_STATUS(fit("p95", "p95_ms"), 0);
    const double median = latency("median").json().object()["latency_ms"].toDouble();
    const double high = latency("p95").json().object()["latency_ms"].toDouble();
    QVERIFY(median > 9 && median < 22 && high > median + 5);
  }

 private:
  static constexpr const char* kOne =
      R"("text": "{same}", "choices": [{"name": "same", "type": "categorical", "levels": [0]}])";
  static QByteArray space(const QByteArray& choices, const QByteArray& input, int classes, const QByteArray& network) {
    return R"({"pscope_space": 1, "name": "case", )" + choices + R"(, "scales": [{"name": "deploy", "input": [)" +
           input + R"(], "classes": )" + QByteArray::number(classes) + R"(}], "network": [)" + network + "]}";
  }
  QString path(const char* name) const { return m_folder->filePath(name); }
  CliResult estimate(const char* spaceFile, const char* design, const QString& model, const char* batch = "1") const {
    return cli({"device", "estimate", path("chip.json"), "--space", path(spaceFile), "--design", design, "--model",
                model, "--batch", batch, "--json"});
  }

  std::unique_ptr<QTemporaryDir> m_folder;
};

PSCOPE_TEST(TstCliDeviceModels)
#include "tst_cli_device_models.moc"
