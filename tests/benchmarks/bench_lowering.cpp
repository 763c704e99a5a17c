// Networks a second: lowering and static costs of random designs, one core.
#include <benchmark/benchmark.h>

#include "core/space/space.h"

namespace {

using namespace pscope;

std::vector<Genome> randomDesigns(const Space& space) {
  Rng rng(1);
  std::vector<Genome> designs;
  for (int i = 0; i < 1024; ++i) designs.push_back(space.sample(rng));
  return designs;
}

void lowerAndCost(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  const auto designs = randomDesigns(space);
  std::size_t next = 0;
  std::int64_t nodes = 0;
  for (auto _ : state) {
    const auto network = space.lower(designs[next++ % designs.size()]);
    nodes += static_cast<std::int64_t>(network.value().nodes().size());
    benchmark::DoNotOptimize(staticCosts(network.value()));
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["nodes"] = static_cast<double>(nodes) / static_cast<double>(state.iterations());
}
BENCHMARK_CAPTURE(lowerAndCost, nasbench201, "nasbench201");
BENCHMARK_CAPTURE(lowerAndCost, demo, "demo");

void lowerOnly(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  const auto designs = randomDesigns(space);
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(space.lower(designs[next++ % designs.size()]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(lowerOnly, nasbench201, "nasbench201");
BENCHMARK_CAPTURE(lowerOnly, demo, "demo");

void sample(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  Rng rng(1);
  for (auto _ : state) benchmark::DoNotOptimize(space.sample(rng));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(sample, nasbench201, "nasbench201");
BENCHMARK_CAPTURE(sample, demo, "demo");

void openFamilies(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(builtInFamilies());
}
BENCHMARK(openFamilies)->Unit(benchmark::kMicrosecond);

}  // namespace
