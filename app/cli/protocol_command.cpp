#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "app/cli/text_table.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/run/strategy_comparison.h"
#include "core/run/worker_pool.h"

namespace pscope {
namespace {

constexpr std::uint64_t kMaxSeeds = 10'000;
constexpr std::uint64_t kMaxCandidates = 10'000'000;

struct ProtocolOptions {
  std::string config, strategies, seeds, candidates, csv;
};

std::vector<std::string> splitNames(const std::string& text) {
  std::vector<std::string> names;
  std::istringstream stream(text);
  for (std::string name; std::getline(stream, name, ',');) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string summaryText(const StrategyComparison& comparison, std::size_t candidates) {
  std::vector<std::vector<std::string>> rows = {{"strategy", "evaluations", "mean ratio", "95 % of the mean",
                                                 "std. error", "worst seed", "over random", "p (Wilcoxon)"}};
  const bool random = std::any_of(comparison.runs.begin(), comparison.runs.end(),
                                  [](const auto& run) { return run.strategy == "random"; });
  for (const auto& row : summarise(comparison, comparisonMarks(candidates))) {
    const bool compared = random && row.strategy != "random";
    rows.push_back({row.strategy, std::to_string(row.evaluations), numberText(row.mean, 4),
                    numberText(row.low, 4) + " to " + numberText(row.high, 4), numberText(row.standardError, 2),
                    numberText(row.worst, 4), compared ? numberText(row.improvement, 3) + " %" : "",
                    compared ? numberText(row.probability, 2) : ""});
  }
  return textTable(rows, {false, true, true, true, true, true, true, true});
}

Result<int> protocol(const ProtocolOptions& options) {
  PSCOPE_TRY(SearchConfig config, readSearchConfig(options.config));
  PSCOPE_TRY(const auto seeds, parseCount(options.seeds, "--seeds", 1));
  if (!options.candidates.empty()) {
    PSCOPE_TRY(const auto candidates, parseCount(options.candidates, "--candidates", 1));
    config.candidates = static_cast<int>(std::min(candidates, kMaxCandidates));
  }
  PSCOPE_TRY(const Space space, openSpace(config.space));
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const StopOnInterrupt interrupt;
  ProgressBar bar("Protocol");
  JobContext job;
  job.stop = interrupt.token();
  job.report = [&bar](const Progress& progress) { bar.update(progress.done, progress.total, progress.stage); };
  WorkerPool pool({});  // starts no process until a strategy needs one
  const auto compared =
      compareStrategies(space, config, splitNames(options.strategies), static_cast<int>(std::min(seeds, kMaxSeeds)),
                        estimators, strategies, job, &pool);
  if (!compared.ok()) {
    if (compared.error().code == ErrorCode::Cancelled) return printFailure(compared.error());
    Error error = compared.error();
    if (error.file.empty()) error.file = options.config;
    return error;
  }
  const std::string csv = comparisonCsv(compared.value());
  if (options.csv == "-") {
    std::cout << csv;
    return kDone;
  }
  PSCOPE_CHECK(writeFileAtomically(options.csv, csv));
  std::cout << summaryText(compared.value(), static_cast<std::size_t>(config.candidates))
            << (compared.value().truth ? "Ratio over the hypervolume of the whole space, "
                                       : "Ratio over the hypervolume of all designs that were found, ")
            << numberText(compared.value().volume, 6)
            << ". The interval is the 95 % confidence interval of the mean over the seeds (Student's t).\n";
  return kDone;
}

}  // namespace

void addProtocolCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<ProtocolOptions>();
  auto* command = app.add_subcommand("protocol", "Compare strategies over several seeds on the same evaluations");
  command->add_option("CONFIG.json", options->config, "Description of the search, as for \"search\"")->required();
  command->add_option("--strategies", options->strategies, "Their names; with \"random\" the others are compared to it")
      ->required()
      ->type_name("A,B,...");
  command->add_option("--seeds", options->seeds, "How many each, from the configuration's on")
      ->required()
      ->type_name("N");
  command->add_option("--candidates", options->candidates, "Evaluations of a run, instead of the configuration's")
      ->type_name("N");
  command->add_option("--csv", options->csv, "File for the curves, - for standard output")
      ->required()
      ->type_name("OUT.csv");
  command->footer(
      "Columns: strategy,seed,evaluations,hypervolume_ratio (at most 1,000 rows a run). The ratio is that over the "
      "true\n"
      "front where all estimators are tables, static costs or cost models and the space has at most a million "
      "designs;\n"
      "else over all that was found. \"search --list-strategies\" names the strategies.\n"
      "Example:\n  paretoscope-cli protocol config.json --strategies default,nsga2,random --seeds 20 --csv curves.csv");
  command->callback([&chosen, options] { chosen.run = [options] { return protocol(*options); }; });
}

}  // namespace pscope
