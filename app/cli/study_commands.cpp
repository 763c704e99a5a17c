#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/candidate_text.h"
#include "app/cli/command_line.h"
#include "app/cli/search_run.h"
#include "core/base/file.h"
#include "core/estimate/estimator.h"
#include "core/run/random_search_runs.h"
#include "core/run/search_foci.h"
#include "core/search/strategy.h"
#include "viz/figure/figure.h"
#include "viz/figure/front_members.h"
#include "viz/figure/svg_text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxNetworks = 24;  // of a front, in a report

struct StudyOptions {
  std::string study, csv, html;
  bool json = false;
};

Result<int> writeText(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::cout << text;
    return kDone;
  }
  PSCOPE_CHECK(writeFileAtomically(path, text));
  return kDone;
}

Result<int> printFront(const StudyOptions& options) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadOnly));
  PSCOPE_TRY(const auto candidates, study->loadCandidates());
  const auto& config = study->config();
  if (!options.csv.empty()) {
    const auto front = frontMembers(candidates, config.objectives);
    PSCOPE_TRY(const int status, writeText(options.csv, candidatesCsv(candidates, config.objectives, front)));
    if (!options.json) return status;
  }
  if (options.json)
    printJson(frontJson(config, options.study, candidates));
  else
    std::cout << frontTable(candidates, config.objectives) << countsText(candidates) << ".\n";
  return kDone;
}

Result<int> printCandidates(const StudyOptions& options) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadOnly));
  PSCOPE_TRY(const auto candidates, study->loadCandidates());
  return writeText(options.csv, candidatesCsv(candidates, study->config().objectives));
}

std::string networkTitle(const Candidate& candidate, std::span<const Objective> objectives) {
  std::string title = "Candidate " + std::to_string(candidate.id.value);
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    title += (i == 0 ? ": " : ", ") + objectives[i].name + " " + humanNumber(candidate.value(objectives[i].name), 4) +
             " " + objectives[i].unit;
  }
  return title;
}

// Drawings of the front's networks at the scale that runs.
std::vector<std::pair<std::string, std::string>> frontNetworks(const Study& study, const Space& space,
                                                               std::span<const Candidate> candidates) {
  std::vector<std::pair<std::string, std::string>> networks;
  const auto scale = deployScale(space, study.config());
  if (!scale.ok()) return networks;
  LayoutClient client("", 2000);
  for (const auto i : frontMembers(candidates, study.config().objectives)) {
    if (networks.size() == kMaxNetworks) break;
    const auto genome = space.parse(candidates[i].design);
    if (!genome.ok()) continue;
    const auto network = space.lower(genome.value(), scale.value());
    if (!network.ok()) continue;
    const auto view = networkView(network.value());
    const auto layout = client.layout(view.layoutGraph());
    networks.emplace_back(networkTitle(candidates[i], study.config().objectives), networkSvg(view, layout));
  }
  return networks;
}

/// The band of random search; without it, a report is still a report.
void addRandomBand(const Study& study, const Space& space, ReportInput& input) {
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry strategies;
  registerStrategies(strategies);
  const auto comparison = compareWithRandom(space, study.config(), input.candidates, estimators, strategies, {});
  if (!comparison.ok()) {
    std::cerr << "Random search is not compared: " << comparison.error().text() << '\n';
    return;
  }
  if (!comparison.value()) return;
  const auto& random = *comparison.value();
  input.randomBand = HypervolumeBand{random.band.low, random.band.median, random.band.high};
  input.randomNote = random.runs > 0 ? "random search at equal evaluations: " + std::to_string(random.runs) +
                                           " runs, 10th percentile, median and 90th percentile"
                                     : "random search at equal evaluations, estimated from the " +
                                           std::to_string(random.poolDesigns) + " random designs of this study";
}

Result<int> writeReport(const StudyOptions& options) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadOnly));
  PSCOPE_TRY(const Space space, spaceOf(*study));
  ReportInput input;
  input.config = study->config();
  input.spaceTitle = space.title();
  PSCOPE_TRY(input.candidates, study->loadCandidates());
  PSCOPE_TRY(const auto foci, SearchFoci::load(*study));
  for (const auto& [from, focus, candidates] : foci.all()) {
    if (foci.all().size() > 1 || !focus.empty()) {
      input.foci.emplace_back(from, focusText(focus, input.config.objectives));
    }
  }
  addRandomBand(*study, space, input);
  input.networks = frontNetworks(*study, space, input.candidates);
  PSCOPE_TRY(const int status, writeText(options.html, reportHtml(input)));
  if (options.html != "-") std::cout << options.html << std::endl;
  return status;
}

}  // namespace

void addStudyCommands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<StudyOptions>();
  auto* front = app.add_subcommand("front", "The non-dominated candidates of a study");
  front->add_option("STUDY.pscope", options->study, "A study")->required();
  front->add_flag("--json", options->json, "One JSON document instead of a table");
  front->add_option("--csv", options->csv, "CSV file to write (- for standard output)")->type_name("F");
  front->footer("Example:\n  paretoscope-cli front out.pscope --json");
  front->callback([&chosen, options] { chosen.run = [options] { return printFront(*options); }; });

  auto* candidates = app.add_subcommand("candidates", "All candidates of a study as CSV, in the order of asking");
  candidates->add_option("STUDY.pscope", options->study, "A study")->required();
  candidates->add_option("--csv", options->csv, "CSV file to write (- for standard output)")
      ->required()
      ->type_name("F");
  candidates->footer(
      "Columns: id,order,design,state,reason,finished, then per objective NAME,NAME_unit,NAME_kind,NAME_budget,\n"
      "NAME_stderr; last rung: the rung of the ladders up to which it was judged, empty for all of them.\nExample:\n  "
      "paretoscope-cli candidates out.pscope --csv candidates.csv");
  candidates->callback([&chosen, options] { chosen.run = [options] { return printCandidates(*options); }; });

  auto* report =
      app.add_subcommand("report", "One HTML file: what was searched, front, networks, hypervolume, provenance");
  report->add_option("STUDY.pscope", options->study, "A study")->required();
  report->add_option("--html", options->html, "HTML file to write (- for standard output)")->required()->type_name("F");
  report->footer("Example:\n  paretoscope-cli report out.pscope --html report.html");
  report->callback([&chosen, options] { chosen.run = [options] { return writeReport(*options); }; });
}

}  // namespace pscope
