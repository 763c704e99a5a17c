// Prints the table of "Focus" in resources/help/strategies.md: what a focus brings on NAS-Bench-201 (error after 200
// epochs, latency of a Raspberry Pi 4) within a region of latencies, at 50 evaluations, mean over 20 seeds: share of
// the designs asked that do not exceed the region, and hypervolume of what was found there over that of the whole table
// there (a latency below the region counts as its lower end, for both).
//   PSCOPE_TEST_DATA=<reference data> figure_focus
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/pareto/hypervolume.h"
#include "core/run/exact_objectives.h"
#include "core/run/search_loop.h"
#include "tests/search/table_task.h"

namespace {

using namespace pscope;

constexpr int kFocusSeeds = 20;
constexpr int kEvaluations = 50;
constexpr int kNever = kEvaluations;

struct Found {
  double share = 0;   ///< of the designs asked under the focus (or at the same places without), in the region
  double volume = 0;  ///< over that of the table
};

class FocusTask {
 public:
  FocusTask(const test::TableTask& task, const FocusRange& range) : m_task(task), m_range(range) {
    registerStrategies(m_strategies);
    std::vector<std::vector<double>> all;
    for (std::uint64_t i = 0; auto genome = task.space().design(i); ++i) all.push_back(valuesOf(evaluated(*genome)));
    m_whole = volumeOf(all);
  }

  /// A search that looks at the region from this evaluation on (0: from the first).
  Result<Found> run(const std::string& name, std::uint64_t seed, int from) const {
    SearchConfig config = m_task.config();
    config.seed = seed;
    config.candidates = kEvaluations;
    config.reference = m_task.reference();
    StrategyContext context = strategyContext(m_task.space(), config, m_task.evaluation());
    PSCOPE_TRY(auto strategy, createStrategy(name, "{}", context, m_strategies));
    std::vector<Candidate> all;
    std::size_t told = 0;
    for (int n = 0; n < kEvaluations; ++n) {
      for (; static_cast<int>(all.size() - told) >= strategy->window(); ++told) {
        PSCOPE_CHECK(strategy->tell(outcomeOf(all[told], config.objectives)));
      }
      if (n == from) {
        context.region = focusRegion({"", {m_range}}, config.objectives);
        context.region.number = 1;
        context.region.candidatesBefore = n;
        PSCOPE_TRY(strategy, createStrategy(name, "{}", context, m_strategies));
        std::vector<Outcome> known;
        for (std::size_t i = 0; i < told; ++i) known.push_back(outcomeOf(all[i], config.objectives));
        PSCOPE_CHECK(strategy->takePast(known));
        for (std::size_t i = told; i < all.size(); ++i) strategy->expect(all[i].genome);
      }
      const auto proposal = strategy->ask();
      if (!proposal) return makeError(ErrorCode::External, PSCOPE_TR_NOOP("Test", "No more designs."));
      all.push_back(evaluated(proposal->genome));
      all.back().id = {n + 1};
    }
    Found found;
    std::vector<std::vector<double>> values;
    for (const Candidate& candidate : all) values.push_back(valuesOf(candidate));
    found.volume = volumeOf(values) / m_whole;
    const int begin = std::min(from, m_countFrom);
    for (std::size_t i = static_cast<std::size_t>(begin); i < values.size(); ++i)
      found.share += inside(values[i]) ? 1 : 0;
    found.share /= kEvaluations - begin;
    return found;
  }

  /// Shares are those of the evaluations from here on.
  void countFrom(int evaluation) { m_countFrom = evaluation; }

 private:
  Candidate evaluated(const Genome& genome) const {
    Candidate candidate;
    candidate.genome = genome;
    candidate.design = m_task.space().text(genome);
    evaluateSafely(m_task.evaluation(), m_task.space(), m_task.config(), candidate, {});
    return candidate;
  }
  std::vector<double> valuesOf(const Candidate& candidate) const {
    return minimizedValues(candidate, m_task.config().objectives);
  }
  bool inside(const std::vector<double>& values) const { return values[1] <= *m_range.max; }
  double volumeOf(const std::vector<std::vector<double>>& points) const {
    HypervolumeCurve curve({m_task.reference()[0], *m_range.max});
    for (const auto& point : points) {
      if (inside(point)) curve.add({point[0], std::max(point[1], m_range.min.value_or(point[1]))});
    }
    return curve.value();
  }

  const test::TableTask& m_task;
  const FocusRange m_range;
  StrategyRegistry m_strategies;
  double m_whole = 0;
  int m_countFrom = 0;
};

/// Latencies of the table, ascending.
std::vector<double> latencies(const test::TableTask& task) {
  std::vector<double> all;
  for (std::uint64_t i = 0; auto genome = task.space().design(i); ++i) {
    Candidate candidate;
    candidate.genome = *genome;
    task.evaluation().evaluate(task.space(), 1, candidate, {});
    all.push_back(minimizedValues(candidate, task.config().objectives)[1]);
  }
  std::sort(all.begin(), all.end());
  return all;
}

Status print(const test::TableTask& task) {
  const auto sorted = latencies(task);
  const auto quantile = [&](double share) {
    const double value = sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    return std::round(10 * value) / 10;
  };
  const std::string& latency = task.config().objectives[1].name;
  const FocusRange ranges[] = {{latency, {}, quantile(0.1)}, {latency, quantile(0.4), quantile(0.5)}};
  std::printf(
      "| Region | Strategy | Inside, without | from the start | from the 26th | Hypervolume there, without | from "
      "the start | from the 26th |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const FocusRange& range : ranges) {
    FocusTask focus(task, range);
    for (const char* strategy : {"default", "nsga2", "local", "random"}) {
      Found mean[3];
      const int froms[] = {kNever, 0, 25};
      for (int k = 0; k < 3; ++k) {
        focus.countFrom(k == 2 ? 25 : 0);
        for (std::uint64_t seed = 1; seed <= kFocusSeeds; ++seed) {
          PSCOPE_TRY(const Found found, focus.run(strategy, seed, froms[k]));
          mean[k].share += 100 * found.share / kFocusSeeds;
          mean[k].volume += found.volume / kFocusSeeds;
        }
      }
      const std::string low = range.min ? std::to_string(*range.min).substr(0, 5) + " to " : "up to ";
      std::printf("| %s%.1f ms | `%s` | %.0f %% | %.0f %% | %.0f %% | %.3f | %.3f | %.3f |\n", low.c_str(), *range.max,
                  strategy, mean[0].share, mean[1].share, mean[2].share, mean[0].volume, mean[1].volume,
                  mean[2].volume);
      std::fflush(stdout);
    }
  }
  return {};
}

}  // namespace

int main() {
  const char* data = std::getenv("PSCOPE_TEST_DATA");
  if (data == nullptr) {
    std::fprintf(stderr, "PSCOPE_TEST_DATA names the folder of the reference data.\n");
    return 1;
  }
  const auto task = test::TableTask::open(std::string(data) + "/nb201", {"raspi4_latency_ms"});
  const Status printed = task.ok() ? print(*task.value()) : Status(task.error());
  if (!printed.ok()) std::fprintf(stderr, "%s\n", printed.error().text().c_str());
  return printed.ok() ? 0 : 1;
}
