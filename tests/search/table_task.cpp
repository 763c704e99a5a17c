#include "tests/search/table_task.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/pareto/hypervolume.h"
#include "core/run/exact_objectives.h"
#include "core/run/search_loop.h"

namespace pscope::test {
namespace {

constexpr double kReferenceError = 30;

Objective tableObjective(const std::string& name, const std::string& unit, Json estimator) {
  Objective objective;
  objective.name = name;
  objective.unit = unit;
  objective.estimators.push_back({"table", estimator.dump()});
  return objective;
}

}  // namespace

Result<std::unique_ptr<TableTask>> TableTask::open(const std::string& folder, const std::vector<std::string>& columns,
                                                   Params params) {
  PSCOPE_TRY(Space space, openSpace("nasbench201"));
  auto task = std::unique_ptr<TableTask>(new TableTask(std::move(space)));
  const std::string accuracies = folder + "/nb201_cifar10.csv";
  task->m_config.space = "nasbench201";
  task->m_config.objectives.push_back(tableObjective("error", "%",
                                                     {{"type", "table"},
                                                      {"file", accuracies},
                                                      {"key", "arch"},
                                                      {"column", "test_acc_200ep_pct"},
                                                      {"transform", "100 - x"}}));
  for (const std::string& column : columns) {
    task->m_config.objectives.push_back(
        tableObjective(column, "ms",
                       {{"type", "table"},
                        {"file", folder + "/nb201_hw.csv"},
                        {"key", "index"},
                        {"column", column},
                        {"join", {{"file", accuracies}, {"key", "arch"}, {"on", "index"}}}}));
  }
  if (params == Params::Computed) {
    Objective size;
    size.name = "size";
    size.unit = "parameters";
    size.estimators.push_back({"static", R"({"type": "static", "metric": "params"})"});
    task->m_config.objectives.push_back(std::move(size));
  } else if (params == Params::Tabulated) {
    task->m_config.objectives.push_back(tableObjective(
        "size", "parameters", {{"type", "table"}, {"file", accuracies}, {"key", "arch"}, {"column", "params"}}));
  }
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  registerStrategies(task->m_strategies);
  PSCOPE_TRY(Evaluation evaluation, Evaluation::create(task->m_space, task->m_config, estimators, nullptr));
  task->m_evaluation = std::make_unique<Evaluation>(std::move(evaluation));
  PSCOPE_CHECK(task->judge());
  return task;
}

Status TableTask::judge() {
  std::vector<std::vector<double>> all;
  for (std::uint64_t index = 0; auto genome = m_space.design(index); ++index) {
    Candidate candidate;
    candidate.genome = std::move(*genome);
    m_evaluation->evaluate(m_space, 1, candidate, {});
    if (candidate.state != CandidateState::Done) {
      return makeError(ErrorCode::NotFound,
                       PSCOPE_TR_NOOP("Test", "%1: %2").arg(candidate.design).arg(candidate.reason));
    }
    all.push_back(minimizedValues(candidate, m_config.objectives));
  }
  m_reference.assign(m_config.objectives.size(), kReferenceError);
  for (std::size_t k = 1; k < m_reference.size(); ++k) {
    m_reference[k] =
        (*std::max_element(all.begin(), all.end(), [k](const auto& a, const auto& b) { return a[k] < b[k]; }))[k];
  }
  HypervolumeCurve curve(m_reference);
  for (const auto& point : all) curve.add(point);
  m_trueVolume = curve.value();
  return {};
}

Result<std::vector<double>> TableTask::ratios(const std::string& strategy, std::uint64_t seed,
                                              const std::vector<int>& evaluations) const {
  SearchConfig config = m_config;
  config.seed = seed;
  config.candidates = evaluations.back();
  config.reference = m_reference;
  const StrategyContext context = strategyContext(m_space, config, *m_evaluation);
  PSCOPE_TRY(const auto searcher, createStrategy(strategy, "{}", context, m_strategies));
  HypervolumeCurve curve(m_reference);
  std::vector<double> result;
  int told = 0;
  const auto note = [&](const Candidate& candidate) {
    curve.add(minimizedValues(candidate, config.objectives));
    if (std::find(evaluations.begin(), evaluations.end(), ++told) != evaluations.end()) {
      result.push_back(curve.value() / m_trueVolume);
    }
  };
  PSCOPE_TRY(const LoopResult loop, runSearchLoop(m_space, config, *searcher, *m_evaluation, {}, note));
  if (result.size() != evaluations.size()) {
    return makeError(ErrorCode::External, PSCOPE_TR_NOOP("Test", "The search ended early: %1").arg(loop.endReason));
  }
  return result;
}

Result<std::vector<std::vector<double>>> TableTask::ratiosOfSeeds(const std::string& strategy, int seeds,
                                                                  const std::vector<int>& evaluations) const {
  std::vector<std::vector<double>> rows;
  for (int seed = 1; seed <= seeds; ++seed) {
    PSCOPE_TRY(auto row, ratios(strategy, static_cast<std::uint64_t>(seed), evaluations));
    rows.push_back(std::move(row));
  }
  return rows;
}

double meanOf(const std::vector<std::vector<double>>& rows, std::size_t index) {
  double sum = 0;
  for (const auto& row : rows) sum += row[index];
  return sum / static_cast<double>(rows.size());
}

double pairedT(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b,
               std::size_t index) {
  const double n = static_cast<double>(a.size());
  const double mean = meanOf(a, index) - meanOf(b, index);
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) squares += std::pow(a[i][index] - b[i][index] - mean, 2);
  return mean / std::sqrt(squares / (n - 1) / n);
}

}  // namespace pscope::test
