// Designs a second on one core, for every built-in family: lowering and static costs, sampling, classes, text.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "core/network/network_class.h"
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

void lowerOnly(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  const auto designs = randomDesigns(space);
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(space.lower(designs[next++ % designs.size()]));
  state.SetItemsProcessed(state.iterations());
}

void sample(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  Rng rng(1);
  for (auto _ : state) benchmark::DoNotOptimize(space.sample(rng));
  state.SetItemsProcessed(state.iterations());
}

/// Key of the isomorphism class of networks that were lowered before.
void classify(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  std::vector<Network> networks;
  Rng rng(1);
  for (int i = 0; i < 64; ++i) networks.push_back(space.lower(space.sample(rng)).value());
  std::size_t next = 0;
  for (auto _ : state) {
    const Network& network = networks[next++ % networks.size()];
    benchmark::DoNotOptimize(space.twinRule() == TwinRule::Graph ? graphClass(network) : expressionClass(network));
  }
  state.SetItemsProcessed(state.iterations());
}

/// Text of a design and back.
void text(benchmark::State& state, const char* family) {
  const Space space = openSpace(family).value();
  const auto designs = randomDesigns(space);
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(space.parse(space.text(designs[next++ % designs.size()])));
  state.SetItemsProcessed(state.iterations());
}

const bool kRegistered = [] {
  static std::vector<FamilyInfo> families = builtInFamilies();
  for (const auto& family : families) {
    const char* name = family.name.c_str();
    const auto each = [&](const char* what, void (*run)(benchmark::State&, const char*)) {
      benchmark::RegisterBenchmark((std::string(what) + "/" + name).c_str(),
                                   [run, name](benchmark::State& state) { run(state, name); });
    };
    each("lowerAndCost", lowerAndCost);
    each("lowerOnly", lowerOnly);
    each("sample", sample);
    each("classify", classify);
    each("text", text);
  }
  return true;
}();

void openFamily(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(openSpace("mobilenetv3-ofa"));
}
BENCHMARK(openFamily)->Unit(benchmark::kMicrosecond);

void openFamilies(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(builtInFamilies());
}
BENCHMARK(openFamilies)->Unit(benchmark::kMicrosecond);

}  // namespace
