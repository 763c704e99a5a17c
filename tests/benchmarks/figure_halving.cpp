// Prints the table "Judging on lower rungs" of resources/help/strategies.md: hypervolume of what each strategy found on
// NAS-Bench-201 (error after 200 epochs, latency of a Raspberry Pi 4) over that of the true front, by the epochs that
// it spent, mean over 10 seeds.
//   PSCOPE_TEST_DATA=<reference data> figure_halving
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/pareto/hypervolume.h"
#include "core/run/search_loop.h"
#include "tests/search/table_task.h"

namespace {

using namespace pscope;

constexpr int kSeeds = 10;
constexpr double kWholeEpochs = 200;

struct Row {
  const char* title;
  const char* strategy;
  const char* parameters;
  bool ladder;               ///< 12 epochs below 200
  double epochsOfCandidate;  ///< on average: the strategy's budget follows from it
};

EstimatorSpec column(const EstimatorSpec& like, const std::string& name, int epochs) {
  Json parameters = Json::parse(like.parameters);
  parameters["column"] = name;
  parameters["epochs"] = epochs;
  return {"table", parameters.dump()};
}

/// Epochs that a candidate costs when the levels in `paid` of its design were trained before.
double epochsOf(const Candidate& candidate, std::map<Genome, int>& paid) {
  int& highest = paid.try_emplace(candidate.genome, -1).first->second;
  double epochs = 0;
  int reached = highest;
  for (const Measurement& m : candidate.measurements) {
    if (m.level > highest) epochs += m.budget.epochs;
    reached = std::max(reached, m.level);
  }
  // The latency has a single level: the error's ladder says how far the design got.
  highest = reached;
  return epochs;
}

Result<double> ratio(const test::TableTask& task, const SearchConfig& config, const Evaluation& evaluation,
                     const Row& row, int wholeEvaluations, std::uint64_t seed) {
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const double budget = wholeEvaluations * kWholeEpochs;
  SearchConfig own = config;
  own.seed = seed;
  own.candidates = static_cast<int>(budget / row.epochsOfCandidate);
  PSCOPE_TRY(const auto strategy,
             createStrategy(row.strategy, row.parameters, strategyContext(task.space(), own), strategies));
  own.candidates *= 4;  // the epochs end it
  HypervolumeCurve curve(task.reference());
  std::map<Genome, int> paid;
  double spent = 0;
  std::stop_source stop;
  JobContext job;
  job.stop = stop.get_token();
  const auto note = [&](const Candidate& candidate) {
    spent += epochsOf(candidate, paid);
    if (spent > budget) {
      stop.request_stop();
    } else if (candidate.state == CandidateState::Done) {
      curve.add(minimizedValues(candidate, own.objectives));
    }
  };
  const auto result = runSearchLoop(task.space(), own, *strategy, evaluation, job, note);
  if (!result.ok() && result.error().code != ErrorCode::Cancelled) return result.error();
  return curve.value() / task.trueVolume();
}

Status printRow(const test::TableTask& task, const Row& row) {
  SearchConfig config = task.config();
  config.reference = task.reference();
  const EstimatorSpec like = config.objectives.front().estimators.front();
  config.objectives.front().estimators.clear();
  if (row.ladder) config.objectives.front().estimators.push_back(column(like, "test_acc_12ep_pct", 12));
  config.objectives.front().estimators.push_back(column(like, "test_acc_200ep_pct", 200));
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  PSCOPE_TRY(const Evaluation evaluation, Evaluation::create(task.space(), config, estimators, nullptr));
  std::printf("| %s |", row.title);
  for (const int whole : {30, 50, 100}) {
    double sum = 0, worst = 1;
    for (int seed = 1; seed <= kSeeds; ++seed) {
      PSCOPE_TRY(const double found, ratio(task, config, evaluation, row, whole, static_cast<std::uint64_t>(seed)));
      sum += found;
      worst = std::min(worst, found);
    }
    std::printf(" %.3f (%.3f) |", sum / kSeeds, worst);
    std::fflush(stdout);
  }
  std::printf("\n");
  return {};
}

}  // namespace

int main() {
  const char* data = std::getenv("PSCOPE_TEST_DATA");
  if (data == nullptr) {
    std::fprintf(stderr, "PSCOPE_TEST_DATA is not set: name the folder of the reference data.\n");
    return 2;
  }
  const auto task = test::TableTask::open(std::string(data) + "/nb201", {"raspi4_latency_ms"});
  if (!task.ok()) {
    std::fprintf(stderr, "%s\n", task.error().text().c_str());
    return 1;
  }
  const std::vector<Row> rows = {
      {"random", "random", "{}", false, 200},
      {"default", "default", "{}", false, 200},
      {"successive-halving", "successive-halving", "{}", true, 59},
      {"successive-halving, eta 9", "successive-halving", R"({"eta": 9})", true, 31},
      {"hyperband", "hyperband", "{}", true, 106},
  };
  std::printf("| Strategy | 6,000 epochs | 10,000 epochs | 20,000 epochs |\n| --- | --- | --- | --- |\n");
  for (const Row& row : rows) {
    const Status printed = printRow(*task.value(), row);
    if (!printed.ok()) {
      std::fprintf(stderr, "%s\n", printed.error().text().c_str());
      return 1;
    }
  }
  return 0;
}
