#include <QFile>
#include <QtTest>
#include <memory>
#include <numeric>

#include "core/base/csv.h"
#include "core/device/latency_fit.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Networks of a space that one table measured, with all its columns.
struct Table {
  std::vector<std::string> designs;
  std::vector<Network> networks;
  std::optional<CsvTable> csv;

  std::vector<double> column(const char* name) const {
    const std::size_t index = csv->column(name).value();
    std::vector<double> values;
    for (std::size_t row = 0; row < csv->rowCount(); ++row) {
      values.push_back(QByteArray::fromStdString(std::string(csv->cell(row, index))).toDouble());
    }
    return values;
  }
};

Table readTable(const char* space, const std::string& designs, const char* designColumn, const std::string& measured,
                std::size_t limit) {
  Table table;
  const Space family = openSpace(space).value();
  const CsvTable csv = CsvTable::read(designs).value();
  const std::size_t key = csv.column(designColumn).value();
  for (std::size_t row = 0; row < std::min(limit, csv.rowCount()); ++row) {
    table.designs.emplace_back(csv.cell(row, key));
    table.networks.push_back(family.lower(family.parse(table.designs.back()).value()).value());
  }
  table.csv = CsvTable::read(measured).value();
  return table;
}

/// Means over draws of `count` measured networks, judged on a fifth of the others.
FitQuality meanQuality(const Table& table, const char* column, std::size_t count, int draws) {
  const auto latencies = table.column(column);
  FitQuality mean;
  for (int draw = 0; draw < draws; ++draw) {
    std::vector<std::size_t> order(table.networks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Rng rng(static_cast<std::uint64_t>(draw) + 1);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    std::vector<Network> networks;
    std::vector<double> measured;
    for (std::size_t i = 0; i < count; ++i) {
      networks.push_back(table.networks[order[i]]);
      measured.push_back(latencies[order[i]]);
    }
    LatencyFit::Options options;
    options.folds = 0;
    auto fit = LatencyFit::fit(networks, measured, options);
    if (!fit.ok()) return {};
    std::vector<double> predicted, truth;
    for (std::size_t i = count; i < order.size(); i += 5) {
      predicted.push_back(fit.value().latencyMs(table.networks[order[i]]));
      truth.push_back(latencies[order[i]]);
    }
    const FitQuality quality = fitQuality(predicted, truth);
    mean.spearman += quality.spearman / draws;
    mean.within10Percent += quality.within10Percent / draws;
  }
  return mean;
}

}  // namespace

/// Fits to published tables. Not built under sanitizers: it takes minutes there, and TstLatencyFit runs the same code.
class TstLatencyFigures : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    const std::string designs = test::testData("nb201/nb201_cifar10.csv");
    if (designs.empty()) return;
    constexpr std::size_t kAll = 15'625;
    m_nasbench =
        std::make_unique<Table>(readTable("nasbench201", designs, "arch", test::testData("nb201/nb201_hw.csv"), kAll));
  }

  // Bars of the field: mean of five draws. (On all other cells: resources/help/device-profiles.md.)
  void published_data() {
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("spearman");
    QTest::addColumn<double>("within10");
    QTest::newRow("Xeon 6226") << "cpu_gold6226_latency_ms" << 100 << 0.975 << 90.0;
    QTest::newRow("Titan RTX, batch 1") << "gpu_titanrtx_b1_latency_ms" << 100 << 0.975 << 90.0;
    QTest::newRow("FPGA") << "fpga_latency_ms" << 100 << 0.99 << 99.0;
    QTest::newRow("Raspberry Pi 4") << "raspi4_latency_ms" << 100 << 0.95 << 58.0;
    QTest::newRow("Titan RTX, batch 256") << "gpu_titanrtx_b256_latency_ms" << 100 << 0.99 << 99.0;
    QTest::newRow("Samsung A50") << "phone_samsung_a50_latency_ms" << 100 << 0.975 << 88.0;
    QTest::newRow("Xeon 6226, 30") << "cpu_gold6226_latency_ms" << 30 << 0.92 << 80.0;
    QTest::newRow("Titan RTX, 30") << "gpu_titanrtx_b1_latency_ms" << 30 << 0.92 << 80.0;
    QTest::newRow("FPGA, 30") << "fpga_latency_ms" << 30 << 0.92 << 99.0;
    QTest::newRow("Raspberry Pi 4, 30") << "raspi4_latency_ms" << 30 << 0.92 << 50.0;
  }
  void published() {
    PSCOPE_NEEDS_DATA(file, "nb201/nb201_hw.csv");
    QFETCH(QString, column);
    QFETCH(int, count);
    QFETCH(double, spearman);
    QFETCH(double, within10);
    const auto quality = meanQuality(*m_nasbench, column.toUtf8().constData(), static_cast<std::size_t>(count), 5);
    const auto text =
        QByteArray::number(quality.spearman) + ", within 10 %: " + QByteArray::number(quality.within10Percent);
    QVERIFY2(quality.spearman >= spearman, text.constData());
    QVERIFY2(quality.within10Percent >= within10, text.constData());
  }

  // FBNet's latencies on the Raspberry Pi are sums of a table by layer: the signatures find it.
  void additiveTable() {
    PSCOPE_NEEDS_DATA(file, "fbnet/fbnet_hw.csv");
    const Table table = readTable("fbnet", file, "ops", file, 1'000);
    const auto quality = meanQuality(table, "raspi4_latency_ms", 100, 1);
    QVERIFY2(quality.spearman > 0.998, QByteArray::number(quality.spearman).constData());
    QCOMPARE(quality.within10Percent, 100.0);
  }

  // The floor of the Raspberry Pi's measurements: cells that execute the same operators agree within 10 % in only 71 %
  // of the pairs.
  void repeatabilityFloor() {
    PSCOPE_NEEDS_DATA(file, "nb201/nb201_hw.csv");
    std::vector<std::string> classes;
    for (const Network& network : m_nasbench->networks) {
      classes.push_back(executedOperators(network, DeadCode::Removed));
    }
    const auto floor = repeatability(classes, m_nasbench->column("raspi4_latency_ms"));
    QVERIFY(floor.pairs > 100'000);
    QVERIFY2(std::abs(floor.within10Percent - 71) < 1, QByteArray::number(floor.within10Percent).constData());
  }

 private:
  std::unique_ptr<Table> m_nasbench;
};

PSCOPE_TEST(TstLatencyFigures)
#include "tst_latency_figures.moc"
