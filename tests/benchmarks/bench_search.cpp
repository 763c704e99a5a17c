// Tabular evaluations a second in memory: strategy, table look-up, front and hypervolume, one thread.
// PSCOPE_TEST_DATA names the folder of the published tables.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "core/pareto/front.h"
#include "core/pareto/hypervolume.h"
#include "core/run/search_loop.h"
#include "tests/search/table_task.h"

namespace {

using namespace pscope;

const test::TableTask* openTask() {
  static const auto task = []() -> std::unique_ptr<test::TableTask> {
    const char* folder = std::getenv("PSCOPE_TEST_DATA");
    if (folder == nullptr) return nullptr;
    auto opened = test::TableTask::open(std::string(folder) + "/nb201", {"raspi4_latency_ms"});
    if (!opened.ok()) std::fprintf(stderr, "%s\n", opened.error().text().c_str());
    return opened.ok() ? std::move(opened).value() : nullptr;
  }();
  return task.get();
}

/// The whole way of a candidate as a study in memory goes it; `evaluations` of the 15,625 designs.
void searchTable(benchmark::State& state, const std::string& strategyName) {
  const test::TableTask* task = openTask();
  if (task == nullptr) return state.SkipWithError("PSCOPE_TEST_DATA is not set");
  StrategyRegistry strategies;
  registerStrategies(strategies);
  SearchConfig config = task->config();
  config.candidates = static_cast<int>(state.range(0));
  for (auto _ : state) {
    ++config.seed;
    const StrategyContext context = strategyContext(task->space(), config);
    const auto strategy = createStrategy(strategyName, "{}", context, strategies);
    IncrementalFront front(config.objectives.size());
    HypervolumeCurve curve(task->reference());
    const auto take = [&](const Candidate& candidate) {
      auto values = minimizedValues(candidate, config.objectives);
      curve.add(values);
      front.insert(candidate.id, std::move(values));
    };
    const auto result = runSearchLoop(task->space(), config, *strategy.value(), task->evaluation(), {}, take);
    if (!result.ok()) return state.SkipWithError("the search failed");
    benchmark::DoNotOptimize(front.size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// The strategy alone, with made-up outcomes.
void askAndTell(benchmark::State& state, const std::string& strategyName) {
  const auto space = openSpace("demo");
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const int candidates = static_cast<int>(state.range(0));
  const auto objectives = static_cast<std::size_t>(state.range(1));
  std::uint64_t seed = 0;
  for (auto _ : state) {
    const auto strategy =
        createStrategy(strategyName, "{}", {&space.value(), objectives, ++seed, candidates}, strategies);
    for (int id = 1; id <= candidates; ++id) {
      const auto proposal = strategy.value()->ask();
      Outcome outcome;
      outcome.id = {id};
      outcome.genome = proposal->genome;
      for (std::size_t k = 0; k < objectives; ++k) {
        double value = 0;
        for (std::size_t i = 0; i < outcome.genome.size(); ++i) {
          value += outcome.genome[i] * (i % objectives == k ? -1.0 : 0.3) + 0.01 * static_cast<double>(i * k);
        }
        outcome.values.push_back(value);
      }
      if (!strategy.value()->tell(outcome).ok()) return state.SkipWithError("tell failed");
    }
  }
  state.SetItemsProcessed(state.iterations() * candidates);
}

BENCHMARK_CAPTURE(searchTable, random, "random")->Arg(300)->Arg(5000)->Arg(15625)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchTable, nsga2, "nsga2")->Arg(300)->Arg(5000)->Arg(15625)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askAndTell, random, "random")->Args({20000, 2})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askAndTell, nsga2, "nsga2")
    ->Args({20000, 2})
    ->Args({20000, 3})
    ->Args({20000, 4})
    ->Unit(benchmark::kMillisecond);

}  // namespace
