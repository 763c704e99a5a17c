#include <QtTest>
#include <array>
#include <cmath>

#include "core/base/rng.h"
#include "core/device/gemm_tiling.h"
#include "core/device/leakage.h"
#include "core/device/serving_pipeline.h"
#include "core/device/split_link.h"
#include "core/device/train_step.h"
#include "core/device/volume_schedule.h"
#include "tests/device/ref_net.h"
#include "tests/support/test_data.h"
#include "tests/support/test_registry.h"

using namespace pscope;

/// Closed forms around a network's cost: links, tiles, training, servers, volumes, leakage.
class TstCostFormulas : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void splitLink();
  void gemmTiles();
  void trainingStep();
  void pipelines();
  void volumes();
  void volumesEqualBruteForce();
  void leakage();
};

// Hardware manual 4.11 [D].
void TstCostFormulas::splitLink() {
  SplitLink link;
  link.splitBytes = 12 * 29 * 29;
  link.inputBytes = 224 * 224 * 3;
  QCOMPARE(link.splitBytes, 10092.0);
  QVERIFY(std::abs(8 * link.splitBytes / 1e6 * 1e3 - 80.7) < 0.05);
  QVERIFY(std::abs(8 * link.inputBytes / 1e6 * 1e3 - 1204) < 0.5);
  QCOMPARE(wireBytes(10092), 10097.0);
  QVERIFY(std::abs(uplinkWatt(kLte, 5e6) - 3.48) < 0.005);
  QVERIFY(std::abs(uplinkWatt(kWifi, 5e6) - 1.55) < 0.005);
  link.headSeconds = 0.01;
  link.tailSeconds = 0.02;
  link.fullDeviceSeconds = 0.2;
  const double rate = breakEvenRate(link);
  QVERIFY(std::abs(splitSeconds(link, rate) - link.fullDeviceSeconds) < 1e-12);
  QVERIFY(splitSeconds(link, 2 * rate) < link.fullDeviceSeconds &&
          splitSeconds(link, rate / 2) > link.fullDeviceSeconds);
  QVERIFY(std::abs(splitSeconds(link, 1e18) - 0.03) < 1e-9);
  link.fullDeviceSeconds = 0.03;
  QVERIFY(std::isinf(breakEvenRate(link)));
  QVERIFY(filteredSeconds(link, 1e6, 0.001, 1) == 0.011);
  QVERIFY(std::abs(filteredSeconds(link, 1e6, 0, 0) - splitSeconds(link, 1e6)) < 1e-15);
  QCOMPARE(effectiveRate(1e6, 0.25), 0.75e6);
  QVERIFY(offloadSeconds(link, 1e6) > splitSeconds(link, 1e6));
}

// Hardware manual 4.14 [D]: 64^3.
void TstCostFormulas::gemmTiles() {
  QCOMPARE(gemmTrafficWords(64, 64, 64, {64, 64}), 12288);
  QCOMPARE(gemmTrafficWords(64, 64, 64, {32, 32}), 20480);
  QCOMPARE(gemmTrafficWords(64, 64, 64, {16, 16}), 36864);
  QCOMPARE(gemmTrafficWords(64, 64, 64, {8, 64}), 40960);
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t words : {3, 100, 1000, 10000}) {
    const GemmTiles tiles = bestTiles(64, 64, 64, words);
    QVERIFY(tiles.rows + tiles.columns + tiles.rows * tiles.columns <= words);
    const std::int64_t traffic = gemmTrafficWords(64, 64, 64, tiles);
    QVERIFY(traffic <= last);
    last = traffic;
  }
  QCOMPARE(last, 12288);
  // Sixteen rows are given: 16 + Tn + 16 Tn words hold 64 columns (1,104) or 32 (560).
  QCOMPARE(gemmTrafficWords(64, 64, 64, bestTiles(64, 64, 64, 1200, {16, 0})), 4096 * (1 + 4 + 1));
  QCOMPARE(gemmTrafficWords(64, 64, 64, bestTiles(64, 64, 64, 600, {16, 0})), 4096 * (2 + 4 + 1));
  QCOMPARE(gemmTrafficWords(64, 64, 64, bestTiles(64, 64, 64, 600, {0, 32})), 4096 * (2 + 4 + 1));
  QCOMPARE(fusionSavesBytes(100), 200);
}

// RefNet: 17,184 + 17,184 + 3,360 = 37,728 MACs (the first layer needs no gradient of its input).
void TstCostFormulas::trainingStep() {
  const TrainStep step = trainStep(test::refNet(), 4, false);
  QCOMPARE(step.forwardMacs, 17184);
  QCOMPARE(step.weightGradientMacs, 17184);
  QCOMPARE(step.inputGradientMacs, 3360);
  QCOMPARE(step.macs(), 37728);
  QCOMPARE(step.memoryBytes, (2 * 586 + 192 + 512 + 128 + 16) * 4);
  QCOMPARE(trainStep(test::refNet(), 2, false).memoryBytes * 2, step.memoryBytes);
}

// Hardware manual 4.15 [D]: decode on two cores, preprocessing, inference: 333 a second, 8 ms.
void TstCostFormulas::pipelines() {
  std::vector<PipelineStage> stages = {{"decode", 4e-3, 1, 2}, {"preprocess", 1e-3, 1, 1}, {"infer", 3e-3, 1, 1}};
  QVERIFY(std::abs(pipelineThroughput(stages) - 1e3 / 3) < 1e-9);
  QVERIFY(std::abs(zeroLoadSeconds(stages) - 8e-3) < 1e-12);
  QVERIFY(std::abs(stages[2].seconds / zeroLoadSeconds(stages) - 0.375) < 1e-12);
  stages[2].seconds /= 2;
  QVERIFY(std::abs(pipelineThroughput(stages) - 500) < 1e-9);  // decoding is the bottleneck now, not 667
  // M/M/1: 1 / (mu - lambda), and Little's law.
  const std::vector<PipelineStage> one = {{"serve", 1e-2, 1, 1}};
  const auto run = simulatePipeline(one, 50, 100'000, true, 1);
  PSCOPE_VERIFY_OK(run);
  QVERIFY(std::abs(run.value().meanSeconds / queueSeconds(100, 50) - 1) < 0.05);
  QVERIFY(std::abs(run.value().meanInSystem - run.value().arrivalsPerSecond * run.value().meanSeconds) < 1e-9);
  QVERIFY(run.value().p95Seconds > run.value().meanSeconds);
  const auto again = simulatePipeline(one, 50, 1000, true, 1), other = simulatePipeline(one, 50, 1000, true, 2);
  QCOMPARE(simulatePipeline(one, 50, 1000, true, 1).value().meanSeconds, again.value().meanSeconds);
  QVERIFY(other.value().meanSeconds != again.value().meanSeconds);
  QVERIFY(!simulatePipeline(one, 100, 10, true, 1).ok());
  QVERIFY(!simulatePipeline({}, 1, 10, true, 1).ok());
}

// Hardware manual 4.13, worked case [D]: 11 ms one after the other, 3.4 ms all at once, 3.2 ms at best.
void TstCostFormulas::volumes() {
  const std::vector<VolumeTask> tasks = {{10, 8e6}, {10, 1e6}, {10, 0}};
  const VolumeHardware hardware{10e3, 4e6, 2e9, 0.2e-3};
  QVERIFY(std::abs(volumeSeconds(tasks, hardware, std::array<std::size_t, 3>{0, 1, 2}) - 11e-3) < 1e-12);
  QVERIFY(std::abs(volumeSeconds(tasks, hardware, std::array<std::size_t, 1>{0}) - 3.4e-3) < 1e-12);
  const VolumeSchedule best = volumeSchedule(tasks, hardware);
  QVERIFY(std::abs(best.seconds - 3.2e-3) < 1e-12);
  QCOMPARE(best.segmentStarts, (std::vector<std::size_t>{0, 2}));
  QVERIFY(std::abs(volumeVariation(tasks) - 8 / 4.5) < 1e-12);
  // Small volumes: sequential.
  const std::vector<VolumeTask> small = {{10, 1e6}, {10, 1e6}, {10, 0}};
  QCOMPARE(volumeSchedule(small, hardware).segmentStarts.size(), std::size_t{3});
}

void TstCostFormulas::volumesEqualBruteForce() {
  Rng rng(5);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<VolumeTask> tasks(1 + rng.below(8));
    for (VolumeTask& task : tasks) task = {1 + 10 * rng.uniform(), 10 * rng.uniform()};
    const VolumeHardware hardware{10, 5, 4, 0.1 + rng.uniform()};
    double least = 1e9;
    for (unsigned cuts = 0; cuts < 1u << (tasks.size() - 1); ++cuts) {
      std::vector<std::size_t> starts = {0};
      for (std::size_t i = 1; i < tasks.size(); ++i) {
        if ((cuts >> (i - 1) & 1u) != 0) starts.push_back(i);
      }
      least = std::min(least, volumeSeconds(tasks, hardware, starts));
    }
    QVERIFY(std::abs(volumeSchedule(tasks, hardware).seconds - least) < 1e-9);
  }
}

// Hardware manual 4.18 [D].
void TstCostFormulas::leakage() {
  const std::vector<Trace> same(4, Trace{1, 2});
  QVERIFY(std::abs(leakageOf(same, 0, 20, 1).bits) < 1e-12);
  const std::vector<Trace> distinct = {{1, 0}, {2, 0}, {3, 0}, {4, 0}};
  const Leakage all = leakageOf(distinct, 0, 20, 1);
  QVERIFY(std::abs(all.bits - 2) < 1e-12);
  QVERIFY(std::abs(all.normalised - 1) < 1e-12);
  QVERIFY(std::abs(all.identifiedShare - 1) < 1e-12);
  const Leakage noisy = leakageOf(distinct, 2, 200, 1);
  QVERIFY(noisy.bits < all.bits && noisy.bits >= 0);
  QCOMPARE(leakageOf(distinct, 2, 200, 1).bits, noisy.bits);
  QVERIFY(leakageOf(distinct, 2, 200, 2).bits != noisy.bits);
  QCOMPARE(leakageOf({}, 1, 20, 1).bits, 0.0);
}

PSCOPE_TEST(TstCostFormulas)
#include "tst_cost_formulas.moc"
