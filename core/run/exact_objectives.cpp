#include "core/run/exact_objectives.h"

#include <algorithm>
#include <cmath>

namespace pscope {
namespace {

bool isComputed(const Objective& objective) {
  return std::all_of(objective.estimators.begin(), objective.estimators.end(),
                     [](const EstimatorSpec& spec) { return spec.type == "static" || spec.type == "cost-model"; });
}

}  // namespace

ExactObjectives exactObjectives(const Space& space, const SearchConfig& config, const Evaluation& evaluation) {
  const std::size_t count = config.objectives.size();
  ExactObjectives exact;
  exact.known.assign(count, false);
  // Of each objective the highest rung, which decides.
  std::vector<const Evaluation::Rung*> rungs(count, nullptr);
  for (const auto& rung : evaluation.rungs()) {
    const auto& best = rungs[rung.objective];
    if (best == nullptr || rung.level > best->level) rungs[rung.objective] = &rung;
  }
  for (std::size_t i = 0; i < count; ++i) {
    exact.known[i] = rungs[i] != nullptr && isComputed(config.objectives[i]) &&
                     rungs[i]->estimator->costClass() == CostClass::Free && rungs[i]->estimator->deterministic();
  }
  if (std::find(exact.known.begin(), exact.known.end(), true) == exact.known.end()) return exact;
  exact.values = [&space, objectives = config.objectives, known = exact.known,
                  rungs](const Genome& genome) -> std::optional<std::vector<double>> {
    const Subject subject(space, genome, space.text(genome), 0);
    std::vector<double> values(objectives.size(), 0);
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      if (!known[i]) continue;
      const auto measured = rungs[i]->estimator->estimate(subject, {});
      if (!measured.ok() || measured.value().empty() || !std::isfinite(measured.value().front().value)) {
        return std::nullopt;
      }
      values[i] = objectives[i].minimized(measured.value().front().value);
    }
    return values;
  };
  return exact;
}

StrategyContext strategyContext(const Space& space, const SearchConfig& config, const Evaluation& evaluation,
                                TaskRunner* tasks) {
  StrategyContext context = strategyContext(space, config, tasks);
  context.exact = exactObjectives(space, config, evaluation);
  return context;
}

}  // namespace pscope
