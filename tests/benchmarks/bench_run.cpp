#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "core/run/runner.h"
#include "core/run/search_loop.h"
#include "tests/run/fakes.h"

namespace pscope {
namespace {

constexpr int kCandidates = 10'000;

SearchConfig benchConfig(const benchmark::State& state) {
  auto config = test::fakeConfig("free", kCandidates);
  config.strategy = state.range(0) == 0 ? "random" : "nsga2";
  return config;
}

/// A free evaluation (a hash) of 10,000 designs in memory: what the order, the strategy and the records cost.
void searchInMemory(benchmark::State& state) {
  const auto space = openSpace("nasbench201");
  test::Journal journal;
  const auto config = benchConfig(state);
  for (auto _ : state) {
    const auto result =
        runSearchLoop(space.value(), config, test::fakeEstimators(journal), test::fakeStrategies(journal));
    if (!result.ok()) return state.SkipWithError(result.error().text().c_str());
  }
  state.SetItemsProcessed(state.iterations() * kCandidates);
}
BENCHMARK(searchInMemory)->ArgName("nsga2")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The same into a study, until everything is committed.
void searchWithStudy(benchmark::State& state) {
  const auto space = openSpace("nasbench201");
  const auto path = (std::filesystem::temp_directory_path() / "paretoscope_bench_run.pscope").string();
  test::Journal journal;
  const auto config = benchConfig(state);
  for (auto _ : state) {
    std::filesystem::remove(path);
    auto study = Study::create(path, config, "{}");
    if (!study.ok()) return state.SkipWithError(study.error().text().c_str());
    auto runner =
        Runner::create(*study.value(), space.value(), test::fakeEstimators(journal), test::fakeStrategies(journal), {});
    if (!runner.ok()) return state.SkipWithError(runner.error().text().c_str());
    runner.value()->start();
    runner.value()->wait();
    if (runner.value()->state() != RunState::Finished) return state.SkipWithError("not finished");
  }
  state.SetItemsProcessed(state.iterations() * kCandidates);
  std::filesystem::remove(path);
}
BENCHMARK(searchWithStudy)->ArgName("nsga2")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace pscope
