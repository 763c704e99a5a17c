// Tabular evaluations a second in memory: strategy, table look-up, front and hypervolume, one thread.
// PSCOPE_TEST_DATA names the folder of the published tables.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "core/pareto/front.h"
#include "core/pareto/hypervolume.h"
#include "core/run/exact_objectives.h"
#include "core/run/search_loop.h"
#include "core/search/model_search.h"
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

/// Batches of `model` with as many evaluated designs as the argument says and three objectives: one is learned, the
/// other two (parameters, and latency on a Raspberry Pi 4) are learned as well, or computed for every design that is
/// considered.
void proposeByModel(benchmark::State& state, const std::string& family, bool computed) {
  constexpr int kBatch = 8;
  const auto evaluated = static_cast<int>(state.range(0));
  const auto space = openSpace(family);
  SearchConfig config;
  config.space = family;
  struct Quantity {
    const char *unit, *type, *parameters;
  };
  for (const Quantity& quantity :
       {Quantity{"bytes", "static", R"({"type": "static", "metric": "peak_activation_bytes"})"},
        Quantity{"parameters", "static", R"({"type": "static", "metric": "params"})"},
        Quantity{"ms", "cost-model", R"({"type": "cost-model", "device": "raspberry-pi-4", "metric": "latency"})"}}) {
    Objective objective;
    objective.name = std::to_string(config.objectives.size());
    objective.unit = quantity.unit;
    objective.estimators.push_back({quantity.type, quantity.parameters});
    config.objectives.push_back(std::move(objective));
  }
  config.candidates = evaluated;
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  const auto evaluation = Evaluation::create(space.value(), config, estimators, nullptr);
  if (!evaluation.ok()) return state.SkipWithError("no evaluation");
  StrategyContext context = strategyContext(space.value(), config);
  if (computed) {
    context.exact = exactObjectives(space.value(), config, evaluation.value());
    context.exact.known[0] = false;
  }
  ModelSearch search({2, kBatch}, context);
  Rng rng(1);
  std::int64_t id = 0;
  const auto tell = [&](Genome genome) {
    Candidate candidate;
    candidate.id = {++id};
    candidate.genome = std::move(genome);
    evaluateSafely(evaluation.value(), space.value(), config, candidate, {});
    return search.tell(outcomeOf(candidate, config.objectives)).ok();
  };
  for (int i = 0; i < evaluated; ++i) {
    if (!tell(space.value().sample(rng))) return state.SkipWithError("tell failed");
  }
  while (search.ask()->parents.empty() && ++id < evaluated + 40) {
  }  // the random beginning, and the first models
  for (auto _ : state) {
    std::vector<Genome> batch;
    for (int i = 0; i < kBatch; ++i) batch.push_back(search.ask()->genome);
    for (Genome& genome : batch) {
      if (!tell(std::move(genome))) return state.SkipWithError("tell failed");
    }
  }
  state.SetItemsProcessed(state.iterations() * kBatch);
}

BENCHMARK_CAPTURE(proposeByModel, learned, "nasbench201", false)
    ->Arg(1000)
    ->Arg(5000)
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(proposeByModel, computed, "nasbench201", true)
    ->Arg(1000)
    ->Arg(5000)
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(proposeByModel, learned_ofa, "mobilenetv3-ofa", false)
    ->Arg(1000)
    ->Arg(5000)
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(proposeByModel, computed_ofa, "mobilenetv3-ofa", true)
    ->Arg(1000)
    ->Arg(5000)
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchTable, random, "random")->Arg(300)->Arg(5000)->Arg(15625)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchTable, nsga2, "nsga2")->Arg(300)->Arg(5000)->Arg(15625)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askAndTell, random, "random")->Args({20000, 2})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(askAndTell, nsga2, "nsga2")
    ->Args({20000, 2})
    ->Args({20000, 3})
    ->Args({20000, 4})
    ->Unit(benchmark::kMillisecond);

}  // namespace
