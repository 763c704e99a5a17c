// One step of training (forward, backward, optimiser) and one of evaluation, in images a second, against the floor that
// the arithmetic alone would take: 6 operations a MAC (2 forward, 4 backward) at the peak that a large matrix product
// reaches on this machine, on one thread.
#include <benchmark/benchmark.h>

#include "core/base/rng.h"
#include "core/nn/matrix_peak.h"
#include "core/nn/trainer.h"
#include "core/space/space.h"

namespace {

using namespace pscope;

/// Designs of the demo space from small to large.
const char* const kDesigns[] = {
    "width=4;stage1.depth=0;stage2.depth=0;stage3.depth=0",
    "width=8;stage1.depth=1;stage1.kernel=3;stage1.expansion=2;stage1.skip=true;stage2.depth=1;stage2.kernel=3;"
    "stage2.expansion=2;stage2.skip=true;stage3.depth=1;stage3.kernel=3;stage3.expansion=2;stage3.skip=true",
    "width=16;stage1.depth=2;stage1.kernel=5;stage1.expansion=4;stage1.skip=true;stage2.depth=2;stage2.kernel=5;"
    "stage2.expansion=4;stage2.skip=true;stage3.depth=2;stage3.kernel=5;stage3.expansion=4;stage3.skip=true"};

Dataset randomImages(std::size_t count) {
  Dataset data;
  Rng rng(1);
  for (ImageSet* set : {&data.train, &data.validation}) {
    set->shape = {1, 28, 28};
    for (std::size_t i = 0; i < count * 784; ++i) set->pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
    for (std::size_t i = 0; i < count; ++i) set->labels.push_back(static_cast<std::uint8_t>(i % 10));
  }
  data.name = "random";
  data.classes.resize(10);
  data.mean = {0.5F};
  data.deviation = {0.3F};
  return data;
}

Network networkOf(int design) {
  const auto space = openSpace("demo");
  return space.value().lower(space.value().parse(kDesigns[design]).value()).value();
}

void train(benchmark::State& state) {
  setTrainingThreads(1);
  const Network network = networkOf(static_cast<int>(state.range(0)));
  Dataset data = randomImages(2560);
  data.validation.pixels.resize(784);
  data.validation.labels.resize(1);
  TrainOptions options;
  options.recipe.epochs = 1;
  options.recipe.batchSize = static_cast<int>(state.range(1));
  for (auto _ : state) {
    const auto result = trainNetwork(network, data, options);
    if (!result.ok()) state.SkipWithError(result.error().text().c_str());
  }
  const double images = static_cast<double>(data.train.count()) * static_cast<double>(state.iterations());
  const double operations = 6 * static_cast<double>(staticCosts(network).macs);
  static const double peak = matrixPeakFlops();
  state.counters["images/s"] = benchmark::Counter(images, benchmark::Counter::kIsRate);
  state.counters["floor_images/s"] = peak / operations;
  state.counters["macs"] = operations / 6;
}

void evaluate(benchmark::State& state) {
  setTrainingThreads(1);
  const Dataset data = randomImages(2500);
  auto module = NetworkModule::create(networkOf(static_cast<int>(state.range(0))), 1);
  for (auto _ : state) benchmark::DoNotOptimize(accuracyOf(module.value(), data.train, data, {}).value());
  state.counters["images/s"] =
      benchmark::Counter(2500.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

BENCHMARK(train)->ArgsProduct({{0, 1, 2}, {32, 64, 128}})->ArgNames({"design", "batch"})->Unit(benchmark::kMillisecond);
BENCHMARK(evaluate)->DenseRange(0, 2)->ArgName("design")->Unit(benchmark::kMillisecond);

}  // namespace
