#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/focus_options.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "app/cli/search_run.h"
#include "app/cli/stop_options.h"
#include "core/run/warm_start.h"

namespace pscope {
namespace {

constexpr std::uint64_t kMaxCount = 10'000'000;

struct SearchOptions {
  std::string config, study, candidates, seed, workers;
  std::vector<std::string> warmStart;
  bool listStrategies = false, async = false;
  StopOptions stop;
  FocusOptions focus;
};

Result<int> listStrategies() {
  StrategyRegistry strategies;
  registerStrategies(strategies);
  std::size_t width = 0;
  for (const auto& entry : strategies.entries()) width = std::max(width, entry.info.name.size());
  for (const auto& entry : strategies.entries()) {
    std::cout << entry.info.name << std::string(width - entry.info.name.size() + 2, ' ') << entry.info.summary;
    if (!entry.info.source.empty()) std::cout << " [" << entry.info.source << "]";
    std::cout << '\n';
  }
  return kDone;
}

Result<int> smallCount(const std::string& text, const std::string& option, std::uint64_t low) {
  PSCOPE_TRY(const auto value, parseCount(text, option, low));
  if (value > kMaxCount) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "%1 cannot be %2.").arg(option).arg(text),
                     PSCOPE_TR_NOOP("CommandLine", "At most %1.").arg(std::to_string(kMaxCount)));
  }
  return static_cast<int>(value);
}

Result<int> workersOf(const SearchOptions& options) {
  if (options.workers.empty()) return 0;
  return smallCount(options.workers, "--workers", 1);
}

Error missing(const char* what, const char* mend) {
  return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "%1 is missing.").arg(what),
                   PSCOPE_TR_NOOP("CommandLine", "%1").arg(mend));
}

/// A new study, with what its search starts from; what was taken over is told on standard error.
Result<std::unique_ptr<Study>> createStudy(const std::string& path, const SearchConfig& config, const Space& space) {
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  if (config.warmStart.empty()) return createSearchStudy(path, config, space, estimators);
  const StopOnInterrupt interrupt;
  JobContext job;
  job.stop = interrupt.token();
  std::unique_ptr<Study> study;
  {
    ProgressBar bar("Warm start");
    job.report = [&bar](const Progress& progress) { bar.update(progress.done, progress.total, progress.stage); };
    PSCOPE_TRY(study, createSearchStudy(path, config, space, estimators, job));
  }
  PSCOPE_TRY(const auto events, study->events());
  for (const auto& event : events) {
    if (event.kind == kWarmStartEvent) std::cerr << event.text << '\n';
  }
  return study;
}

Result<int> search(const SearchOptions& options) {
  if (options.listStrategies) return listStrategies();
  if (options.config.empty())
    return missing("The configuration", "Give CONFIG.json; \"search --help\" shows an example.");
  if (options.study.empty()) return missing("--study", "Name the study file that will hold the results.");
  PSCOPE_TRY(SearchConfig config, readSearchConfig(options.config));
  config = asNewSearch(std::move(config));
  for (const auto& path : options.warmStart) {
    config.warmStart.studies.push_back(std::filesystem::absolute(path).lexically_normal().string());
  }
  if (!options.candidates.empty()) {
    PSCOPE_TRY(config.candidates, smallCount(options.candidates, "--candidates", 1));
  }
  if (!options.seed.empty()) {
    PSCOPE_TRY(config.seed, parseCount(options.seed, "--seed", 0));
  }
  PSCOPE_TRY(config.stop, stopOf(options.stop, config));
  PSCOPE_TRY(const int workers, workersOf(options));
  if (options.async) {
    std::cerr
        << "--async is not supported yet: candidates stay in the order of asking, so the sequence does not depend "
           "on speed.\n";
  }
  PSCOPE_TRY(const auto focus, focusOf(options.focus, config.objectives));
  if (focus) {
    config.focus = *focus;
    PSCOPE_TRY(const Space whole, openSpace(config.space));
    PSCOPE_CHECK(whole.restricted(focus->where, "--focus-where", ""));
  }
  PSCOPE_TRY(const Space space, checkSearch(config, options.config));
  if (config.name.empty()) config.name = std::filesystem::path(options.config).stem().string();
  auto study = createStudy(options.study, config, space);
  if (!study.ok()) {
    if (study.error().code == ErrorCode::Cancelled) return printFailure(study.error());
    return std::move(study).error();
  }
  return runSearch(std::move(study).value(), space, workers, config.stop, std::nullopt);
}

/// @param candidates  wanted; 0: as before    @return the rules that end the search
Result<StopConfig> checkResume(const SearchOptions& options, int candidates) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadOnly));
  PSCOPE_TRY(const Space space, spaceOf(*study));
  PSCOPE_TRY(const auto focus, focusOf(options.focus, study->config().objectives));
  if (focus) PSCOPE_CHECK(space.restricted(focus->where, "--focus-where", ""));
  PSCOPE_TRY(const StopConfig stop, stopOf(options.stop, study->config()));
  PSCOPE_TRY(const auto known, study->candidateCount());
  if (candidates == 0 || candidates >= known) return stop;
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("CommandLine", "The study holds %1 candidates already.").arg(std::to_string(known)),
                   PSCOPE_TR_NOOP("CommandLine", "Give at least as many to --candidates."), options.study);
}

Result<int> resume(const SearchOptions& options) {
  PSCOPE_TRY(const int workers, workersOf(options));
  int candidates = 0;
  if (!options.candidates.empty()) {
    PSCOPE_TRY(candidates, smallCount(options.candidates, "--candidates", 1));
  }
  // Opening it for writing may bring it to a newer form: what is asked for is checked before.
  PSCOPE_TRY(const StopConfig stop, checkResume(options, candidates));
  PSCOPE_TRY(auto study, Study::open(options.study, Study::Mode::ReadWrite));
  PSCOPE_TRY(const Space space, spaceOf(*study));
  PSCOPE_TRY(auto focus, focusOf(options.focus, study->config().objectives));
  if (candidates > 0) PSCOPE_CHECK(study->setCandidates(candidates));
  return runSearch(std::move(study), space, workers, stop, std::move(focus));
}

constexpr const char* kSearchFooter =
    "CONFIG.json describes the search (paths in it are relative to the file):\n"
    "  {\"space\": \"nasbench201\",\n"
    "   \"objectives\": [\n"
    "     {\"name\": \"size\", \"unit\": \"parameters\", \"direction\": \"minimize\",\n"
    "      \"estimators\": [{\"type\": \"static\", \"metric\": \"params\"}]},\n"
    "     {\"name\": \"latency\", \"unit\": \"ms\", \"direction\": \"minimize\", \"bound\": 40.0,\n"
    "      \"estimators\": [{\"type\": \"cost-model\", \"device\": \"raspberry-pi-4\", \"metric\": \"latency\"}]}],\n"
    "   \"strategy\": {\"name\": \"default\"}, \"candidates\": 300, \"seed\": 1}\n"
    "Same configuration and seed give the same candidates in the same order, whatever --workers is.\n"
    "\"focus\": {\"where\": \"e01 != 'none'\", \"objectives\": {\"latency\": {\"max\": 20}}} searches in a region, as "
    "do the options below.\n"
    "\"stop\": {\"seconds\": 3600, \"target\": {\"latency\": 20}, \"plateau\": {}} ends it earlier, as do the options "
    "below.\n"
    "\"warm_start\": {\"studies\": [\"old.pscope\"], \"evaluate\": \"front\"} starts it from earlier studies, as "
    "--warm-start "
    "does:\n"
    "what they know of the objectives is taken over, what costs nothing is computed anew.\n"
    "Ctrl-C stops cleanly; \"resume\" goes on.\n"
    "Example:\n  paretoscope-cli search config.json --study out.pscope --candidates 100 --workers 4";

}  // namespace

void addSearchCommands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<SearchOptions>();
  auto* searching = app.add_subcommand("search", "Run a search into a new study, then print its front");
  searching->add_option("CONFIG.json", options->config, "Description of the search");
  searching->add_option("--study", options->study, "Study file to create")->type_name("OUT.pscope");
  searching->add_option("--candidates", options->candidates, "How many, instead of the configuration's")
      ->type_name("N");
  searching->add_option("--seed", options->seed, "Seed, instead of the configuration's")->type_name("S");
  searching
      ->add_option("--workers", options->workers, "Worker processes and threads (changes the time, never the sequence)")
      ->type_name("K");
  searching
      ->add_option("--warm-start", options->warmStart,
                   "Start from this earlier study (may be given again); --candidates are evaluated besides")
      ->type_name("OLD.pscope");
  addStopOptions(*searching, options->stop);
  addFocusOptions(*searching, options->focus);
  searching->add_flag("--list-strategies", options->listStrategies, "Print the strategies, one a line, and end");
  searching->add_flag("--async", options->async, "Give up the order of asking for speed (not supported yet)");
  searching->footer(kSearchFooter);
  searching->callback([&chosen, options] { chosen.run = [options] { return search(*options); }; });

  auto* resuming = app.add_subcommand("resume", "Go on with the search of a study, then print its front");
  resuming->add_option("STUDY.pscope", options->study, "Study of an earlier search")->required();
  resuming->add_option("--candidates", options->candidates, "New total, to search for longer than was asked at first")
      ->type_name("N");
  resuming->add_option("--workers", options->workers, "Worker processes and threads")->type_name("K");
  addStopOptions(*resuming, options->stop);
  resuming->add_flag("--ignore-stop", options->stop.ignore, "Go on although a rule of the search says stop");
  addFocusOptions(*resuming, options->focus);
  resuming->add_flag("--no-focus", options->focus.none, "Look at the whole space again");
  resuming->footer(
      "Example:\n  paretoscope-cli resume out.pscope --candidates 500\n"
      "  paretoscope-cli resume out.pscope --candidates 600 --focus \"latency<=20\" --focus \"error in 5..10\"");
  resuming->callback([&chosen, options] { chosen.run = [options] { return resume(*options); }; });
}

}  // namespace pscope
