#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/base/csv.h"
#include "core/network/network.h"
#include "core/space/space.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

namespace {

/// Ranks from 0, ties at their mean.
std::vector<double> ranksOf(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + end - 1) / 2;
    i = end;
  }
  return ranks;
}

/// Spearman's rank correlation.
double rankCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto x = ranksOf(a);
  const auto y = ranksOf(b);
  const double mean = static_cast<double>(x.size() - 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) * (x[i] - mean);
    yy += (y[i] - mean) * (y[i] - mean);
  }
  return xy / std::sqrt(xx * yy);
}

}  // namespace

/// Published measurements of designs of the families: their texts are read, and costs order as devices do.
class TstFamilyTables : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void fbnetReadsTheCodesOfItsTable();
  void onceForAllOrdersAsTheMeasuredLatencies();
};

void TstFamilyTables::fbnetReadsTheCodesOfItsTable() {
  PSCOPE_NEEDS_DATA(path, "fbnet/fbnet_hw.csv");
  const auto table = CsvTable::read(path);
  PSCOPE_VERIFY_OK(table);
  const auto space = openSpace("fbnet").value();
  const std::size_t ops = table.value().column("ops").value();
  const std::size_t fpga = table.value().column("fpga_latency_ms").value();
  QCOMPARE(table.value().rowCount(), std::size_t{5'000});
  std::set<Genome> seen;
  std::vector<double> macs, latencies;
  for (std::size_t row = 0; row < table.value().rowCount(); ++row) {
    const auto text = table.value().cell(row, ops);
    const auto genome = space.parse(text);
    PSCOPE_VERIFY_OK(genome);
    QCOMPARE(space.text(genome.value()), std::string(text));
    QVERIFY(seen.insert(genome.value()).second);
    if (row >= 500) continue;
    const auto network = space.lower(genome.value(), "cifar100");
    PSCOPE_VERIFY_OK(network);
    macs.push_back(static_cast<double>(staticCosts(network.value()).macs));
    latencies.push_back(std::stod(std::string(table.value().cell(row, fpga))));
  }
  // The published FPGA figures follow the work of each layer: a wrong stride or width would show here.
  QVERIFY(rankCorrelation(macs, latencies) > 0.97);
}

void TstFamilyTables::onceForAllOrdersAsTheMeasuredLatencies() {
  PSCOPE_NEEDS_DATA(path, "ofa/ofa_gpu_latency.csv");
  const auto table = CsvTable::read(path);
  PSCOPE_VERIFY_OK(table);
  const auto space = openSpace("mobilenetv3-ofa").value();
  const auto list = [&](std::size_t row, const char* column) {
    const auto cell = table.value().cell(row, table.value().column(column).value());
    return QByteArray(cell.data(), static_cast<qsizetype>(cell.size())).split('-');
  };
  std::vector<double> macs, latencies;
  for (std::size_t row = 0; row < 500; ++row) {
    const auto kernels = list(row, "kernel_sizes");
    const auto expansions = list(row, "expand_ratios");
    const auto depths = list(row, "depths");
    QByteArray text = "resolution=" + list(row, "resolution").first();
    for (int stage = 0; stage < 5; ++stage) {
      const QByteArray place = ";stage" + QByteArray::number(stage + 1);
      text += place + ".depth=" + depths[stage];
      for (int block = 0; block < depths[stage].toInt(); ++block) {
        const QByteArray inside = place + ".block" + QByteArray::number(block + 1);
        text +=
            inside + ".kernel=" + kernels[4 * stage + block] + inside + ".expansion=" + expansions[4 * stage + block];
      }
    }
    const auto genome = space.parse(text.toStdString());
    PSCOPE_VERIFY_OK(genome);
    const auto network = space.lower(genome.value());
    PSCOPE_VERIFY_OK(network);
    macs.push_back(static_cast<double>(staticCosts(network.value()).macs));
    latencies.push_back(list(row, "gpu_titanrtx_b64_latency_ms").first().toDouble());
  }
  QVERIFY(rankCorrelation(macs, latencies) > 0.99);
}

PSCOPE_TEST(TstFamilyTables)
#include "tst_family_tables.moc"
