// ONNX files a second: export with seeded weights (and the checker), import of what was written, one core.
#include <benchmark/benchmark.h>

#include <string>

#include "core/network/onnx_export.h"
#include "core/network/onnx_import.h"
#include "core/network/seeded_tensors.h"
#include "core/space/space.h"

namespace {

using namespace pscope;

Network networkOf(const char* family, const char* scale) {
  const Space space = openSpace(family).value();
  Rng rng(1);
  return space.lower(space.sample(rng), scale).value();
}

void exportFile(benchmark::State& state, const char* family, const char* scale) {
  const Network network = networkOf(family, scale);
  const auto tensors = seededTensors(network, 1);
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto file = exportOnnx(network, tensors);
    bytes = file.value().size();
    benchmark::DoNotOptimize(file.value().data());
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  state.counters["nodes"] = static_cast<double>(network.nodes().size());
}

void importFile(benchmark::State& state, const char* family, const char* scale) {
  const Network network = networkOf(family, scale);
  const std::string file = exportOnnx(network, seededTensors(network, 1)).value();
  for (auto _ : state) benchmark::DoNotOptimize(importOnnxBytes(file, "bench.onnx").value());
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
  state.counters["nodes"] = static_cast<double>(network.nodes().size());
}

void seedWeights(benchmark::State& state) {
  const Network network = networkOf("mobilenetv3-ofa", "deploy");
  const auto params = staticCosts(network).params;
  for (auto _ : state) benchmark::DoNotOptimize(seededTensors(network, 1));
  state.SetItemsProcessed(state.iterations() * params);
}

BENCHMARK_CAPTURE(exportFile, nasbench201, "nasbench201", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportFile, mobilenetv3, "mobilenetv3-ofa", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportFile, transformer, "autoformer-vit", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(importFile, nasbench201, "nasbench201", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(importFile, mobilenetv3, "mobilenetv3-ofa", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(importFile, transformer, "autoformer-vit", "deploy")->Unit(benchmark::kMillisecond);
BENCHMARK(seedWeights)->Unit(benchmark::kMillisecond);

}  // namespace
