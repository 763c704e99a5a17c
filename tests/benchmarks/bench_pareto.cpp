// Front insertion, ranks and exact hypervolume; beside pagmo's hypervolume where libpagmo-dev is installed.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/base/rng.h"
#include "core/pareto/dominance.h"
#include "core/pareto/front.h"
#include "core/pareto/hypervolume.h"
#ifdef PSCOPE_HAVE_PAGMO
#include <pagmo/utils/hypervolume.hpp>
#endif

namespace {

using namespace pscope;

/// Points on the unit sphere in the positive orthant, seen from outside: none dominates another.
std::vector<std::vector<double>> sphere(std::size_t count, std::size_t objectives) {
  Rng rng(1);
  std::vector<std::vector<double>> points(count, std::vector<double>(objectives));
  for (auto& point : points) {
    double squares = 0;
    for (double& value : point) {
      value = std::abs(rng.normal());
      squares += value * value;
    }
    for (double& value : point) value = 1 - value / std::sqrt(squares);
  }
  return points;
}

std::vector<std::vector<double>> cloud(std::size_t count, std::size_t objectives) {
  Rng rng(2);
  std::vector<std::vector<double>> points(count, std::vector<double>(objectives));
  for (auto& point : points) {
    for (double& value : point) value = rng.uniform();
  }
  return points;
}

void insertFront(benchmark::State& state, bool allOnFront) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto objectives = static_cast<std::size_t>(state.range(1));
  const auto points = allOnFront ? sphere(count, objectives) : cloud(count, objectives);
  for (auto _ : state) {
    IncrementalFront front(objectives);
    std::int64_t id = 0;
    for (const auto& point : points) front.insert({++id}, point);
    benchmark::DoNotOptimize(front.size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void ranks(benchmark::State& state) {
  const auto points = cloud(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  for (auto _ : state) benchmark::DoNotOptimize(nonDominatedRanks(points));
}

void volume(benchmark::State& state) {
  const auto objectives = static_cast<std::size_t>(state.range(1));
  const auto points = sphere(static_cast<std::size_t>(state.range(0)), objectives);
  const std::vector<double> reference(objectives, 1.1);
  for (auto _ : state) benchmark::DoNotOptimize(hypervolume(points, reference).value());
}

#ifdef PSCOPE_HAVE_PAGMO
void volumePagmo(benchmark::State& state) {
  const auto objectives = static_cast<std::size_t>(state.range(1));
  const auto points = sphere(static_cast<std::size_t>(state.range(0)), objectives);
  const std::vector<double> reference(objectives, 1.1);
  for (auto _ : state) benchmark::DoNotOptimize(pagmo::hypervolume(points, true).compute(reference));
}
#endif

void contributions(benchmark::State& state) {
  const auto objectives = static_cast<std::size_t>(state.range(1));
  const auto points = sphere(static_cast<std::size_t>(state.range(0)), objectives);
  const std::vector<double> reference(objectives, 1.1);
  for (auto _ : state) benchmark::DoNotOptimize(hypervolumeContributions(points, reference).value());
}

#ifdef PSCOPE_HAVE_PAGMO
void contributionsPagmo(benchmark::State& state) {
  const auto objectives = static_cast<std::size_t>(state.range(1));
  const auto points = sphere(static_cast<std::size_t>(state.range(0)), objectives);
  const std::vector<double> reference(objectives, 1.1);
  for (auto _ : state) benchmark::DoNotOptimize(pagmo::hypervolume(points, true).contributions(reference));
}
#endif

void contributionSizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({100, 2})->Args({1000, 2})->Args({100, 3})->Args({1000, 3})->Args({50, 5})->Args({100, 5});
  benchmark->Unit(benchmark::kMicrosecond);
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({100, 2})->Args({1000, 2})->Args({10000, 2})->Args({100, 3})->Args({1000, 3})->Args({10000, 3});
  benchmark->Args({100, 4})->Args({100, 5})->Args({300, 5})->Args({50, 6})->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(insertFront, cloud, false)->Args({100000, 2})->Args({100000, 3});
BENCHMARK_CAPTURE(insertFront, all_on_front, true)->Args({100000, 2})->Args({2000, 3});
BENCHMARK(ranks)->Args({100, 2})->Args({10000, 2})->Args({100, 3})->Args({2000, 3})->Unit(benchmark::kMicrosecond);
BENCHMARK(volume)->Apply(sizes);
BENCHMARK(contributions)->Apply(contributionSizes);
#ifdef PSCOPE_HAVE_PAGMO
BENCHMARK(volumePagmo)->Apply(sizes);
BENCHMARK(contributionsPagmo)->Apply(contributionSizes);
#endif

}  // namespace
