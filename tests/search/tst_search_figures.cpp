#include <QtTest>

#include "core/run/search_loop.h"
#include "tests/search/table_task.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// The bars of the strategies on published tables; resources/help/search-figures.md shows the whole figure.
class TstSearchFigures : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nsga2OnNasbench201_data();
  void nsga2OnNasbench201();
  void defaultOnNasbench201_data();
  void defaultOnNasbench201();
  void looksWhereItIsTold();
};

void TstSearchFigures::nsga2OnNasbench201_data() {
  QTest::addColumn<QString>("column");
  QTest::addColumn<double>("bar");
  // Optuna 3.1's NSGA-II with its defaults at 300 evaluations: 0.986 and 0.990; random: 0.979 and 0.963.
  QTest::newRow("Raspberry Pi 4") << "raspi4_latency_ms" << 0.986;
  QTest::newRow("FPGA") << "fpga_latency_ms" << 0.985;
  // Other devices of the same table; the defaults were chosen with other seeds over all of them together.
  QTest::newRow("Xeon Gold 6226") << "cpu_gold6226_latency_ms" << 0.983;
  QTest::newRow("Titan RTX, batch 1") << "gpu_titanrtx_b1_latency_ms" << 0.98;
}

void TstSearchFigures::nsga2OnNasbench201() {
  QFETCH(QString, column);
  QFETCH(double, bar);
  PSCOPE_NEEDS_DATA(table, "nb201/nb201_hw.csv");
  const auto task = test::TableTask::open(table.substr(0, table.rfind('/')), {column.toStdString()});
  PSCOPE_VERIFY_OK(task);
  constexpr int kSeeds = 20;
  const auto nsga2 = task.value()->ratiosOfSeeds("nsga2", kSeeds, {300});
  const auto random = task.value()->ratiosOfSeeds("random", kSeeds, {300});
  PSCOPE_VERIFY_OK(nsga2);
  PSCOPE_VERIFY_OK(random);
  const double mean = test::meanOf(nsga2.value(), 0);
  QVERIFY2(mean >= bar, qPrintable(QString("mean %1").arg(mean)));
  for (const auto& row : nsga2.value()) QVERIFY(row[0] <= 1 + 1e-12);
  // Student's t with 19 degrees of freedom, one-sided, 0.5 %: 2.861.
  const double t = test::pairedT(nsga2.value(), random.value(), 0);
  QVERIFY2(t > 2.861, qPrintable(QString("t %1").arg(t)));
}

void TstSearchFigures::defaultOnNasbench201_data() {
  QTest::addColumn<QString>("column");
  QTest::newRow("Raspberry Pi 4") << "raspi4_latency_ms";
  QTest::newRow("FPGA") << "fpga_latency_ms";
  QTest::newRow("Xeon Gold 6226") << "cpu_gold6226_latency_ms";
}

// The bars over 20 seeds are in resources/help/search-figures.md; here two seeds, with a margin for their luck.
// Optuna 3.1's NSGA-II reaches 0.881 to 0.945, 0.927 to 0.967 and 0.957 to 0.977.
void TstSearchFigures::defaultOnNasbench201() {
  QFETCH(QString, column);
  PSCOPE_NEEDS_DATA(table, "nb201/nb201_hw.csv");
  const auto task = test::TableTask::open(table.substr(0, table.rfind('/')), {column.toStdString()});
  PSCOPE_VERIFY_OK(task);
  const auto rows = task.value()->ratiosOfSeeds("default", 2, {50, 100, 150});
  PSCOPE_VERIFY_OK(rows);
  QVERIFY2(test::meanOf(rows.value(), 0) >= 0.95, qPrintable(QString::number(test::meanOf(rows.value(), 0))));
  QVERIFY2(test::meanOf(rows.value(), 1) >= 0.98, qPrintable(QString::number(test::meanOf(rows.value(), 1))));
  QVERIFY2(test::meanOf(rows.value(), 2) >= 0.985, qPrintable(QString::number(test::meanOf(rows.value(), 2))));
  for (const auto& row : rows.value()) QVERIFY(row[2] > 0.975);
}

// Of the table 9.8 % are as fast as 8 ms; resources/help/strategies.md shows what a focus brings.
void TstSearchFigures::looksWhereItIsTold() {
  PSCOPE_NEEDS_DATA(table, "nb201/nb201_hw.csv");
  const auto task = test::TableTask::open(table.substr(0, table.rfind('/')), {"raspi4_latency_ms"});
  PSCOPE_VERIFY_OK(task);
  SearchConfig config = task.value()->config();
  config.candidates = 40;
  config.strategy = "model";
  config.reference = task.value()->reference();
  config.focus.objectives = {{config.objectives[1].name, {}, 8.0}};
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const Space& space = task.value()->space();
  const auto model = createStrategy(config.strategy, "{}", strategyContext(space, config), strategies);
  PSCOPE_VERIFY_OK(model);
  const auto found = runSearchLoop(space, config, *model.value(), task.value()->evaluation());
  PSCOPE_VERIFY_OK(found);
  int inside = 0;
  for (const Candidate& candidate : found.value().candidates) {
    if (candidate.id.value > 15) inside += minimizedValues(candidate, config.objectives)[1] <= 8 ? 1 : 0;
  }
  QVERIFY2(inside > 12, std::to_string(inside).c_str());  // of 25 after the random ones
}

PSCOPE_TEST(TstSearchFigures)
#include "tst_search_figures.moc"
