#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/text_table.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/run/calibration.h"
#include "core/search/predicted_values.h"
#include "core/study/study.h"

namespace pscope {
namespace {

constexpr std::size_t kFewestWithOrder = 3;

struct PredictionsOptions {
  std::string study, csv;
  bool json = false;
};

/// One expectation of one objective.
struct PredictionRow {
  const Candidate* candidate;
  const Objective* objective;
  const Measurement* predicted;
  double found;  ///< not finite: not known yet
};

std::vector<PredictionRow> predictionRows(std::span<const Candidate> candidates,
                                          std::span<const Objective> objectives) {
  std::vector<PredictionRow> rows;
  for (const auto& candidate : candidates) {
    for (const auto& objective : objectives) {
      const Measurement* m = candidate.measurement(predictedMetric(objective.name));
      if (m == nullptr || !isPrediction(*m)) continue;
      rows.push_back({&candidate, &objective, m, candidate.value(objective.name)});
    }
  }
  return rows;
}

Calibration calibrationFor(std::span<const Candidate> candidates, const Objective& objective) {
  std::vector<PredictedPair> pairs;
  for (const auto& candidate : candidates) {
    if (const auto pair = predictedPairOf(candidate, objective.name)) pairs.push_back(*pair);
  }
  return calibrationOf(pairs);
}

std::string predictionsCsv(std::span<const PredictionRow> rows) {
  std::string text =
      csvLine({"id", "order", "design", "state", "objective", "unit", "predicted", "deviation", "found"});
  for (const auto& row : rows) {
    const std::string id = std::to_string(row.candidate->id.value);
    text += csvLine({id, id, row.candidate->design, stateName(row.candidate->state), row.objective->name,
                     row.predicted->unit, numberText(row.predicted->value),
                     row.predicted->standardError ? numberText(*row.predicted->standardError) : "",
                     std::isfinite(row.found) ? numberText(row.found) : ""});
  }
  return text;
}

Json calibrationJson(const Objective& objective, const Calibration& found) {
  const auto known = [](bool is, double value) { return is ? numberOrNull(value) : Json(nullptr); };
  const bool ordered = found.designs >= kFewestWithOrder, any = found.designs > 0;
  return {{"name", objective.name},
          {"unit", objective.unit},
          {"designs", found.designs},
          {"spearman", known(ordered, found.spearman)},
          {"kendall", known(ordered, found.kendall)},
          {"within_68", known(any, found.within68)},
          {"within_95", known(any, found.within95)}};
}

Json predictionsJson(const std::string& study, std::span<const Objective> objectives,
                     std::span<const Candidate> candidates, std::span<const PredictionRow> rows) {
  Json figures = Json::array(), predictions = Json::array();
  for (const auto& objective : objectives) {
    figures.push_back(calibrationJson(objective, calibrationFor(candidates, objective)));
  }
  for (const auto& row : rows) {
    predictions.push_back(
        {{"id", row.candidate->id.value},
         {"order", row.candidate->id.value},
         {"design", row.candidate->design},
         {"state", stateName(row.candidate->state)},
         {"objective", row.objective->name},
         {"unit", row.predicted->unit},
         {"predicted", numberOrNull(row.predicted->value)},
         {"deviation", row.predicted->standardError ? numberOrNull(*row.predicted->standardError) : Json(nullptr)},
         {"found", numberOrNull(row.found)}});
  }
  return {{"study", study}, {"objectives", std::move(figures)}, {"predictions", std::move(predictions)}};
}

std::string calibrationTable(std::span<const Objective> objectives, std::span<const Candidate> candidates) {
  std::vector<std::vector<std::string>> rows = {
      {"objective", "designs", "Spearman", "Kendall", "in 68 % interval", "in 95 % interval"}};
  for (const auto& objective : objectives) {
    const auto found = calibrationFor(candidates, objective);
    if (found.designs == 0) continue;
    const auto rank = [&](double value) { return found.designs < kFewestWithOrder ? "-" : numberText(value, 3); };
    rows.push_back({objective.name, std::to_string(found.designs), rank(found.spearman), rank(found.kendall),
                    numberText(100 * found.within68, 3) + " %", numberText(100 * found.within95, 3) + " %"});
  }
  if (rows.size() == 1) {
    return "No prediction was put to the test. The strategies \"default\" and \"model\" say what they expect of a "
           "design, from the first one after their random beginning on.\n";
  }
  return textTable(rows, {false, true, true, true, true, true});
}

Result<int> printPredictions(const PredictionsOptions& options) {
  PSCOPE_TRY(const auto study, Study::open(options.study, Study::Mode::ReadOnly));
  PSCOPE_TRY(const auto candidates, study->loadCandidates());
  const auto& objectives = study->config().objectives;
  const auto rows = predictionRows(candidates, objectives);
  if (options.csv == "-") {
    std::cout << predictionsCsv(rows);
  } else if (!options.csv.empty()) {
    PSCOPE_CHECK(writeFileAtomically(options.csv, predictionsCsv(rows)));
  }
  if (options.json) {
    printJson(predictionsJson(options.study, objectives, candidates, rows));
  } else if (options.csv != "-") {
    std::cout << calibrationTable(objectives, candidates);
  }
  return kDone;
}

}  // namespace

void addPredictionsCommand(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<PredictionsOptions>();
  auto* command = app.add_subcommand("predictions", "What the strategy expected of the designs, and what was found");
  command->add_option("STUDY.pscope", options->study, "A study")->required();
  auto* json = command->add_flag("--json", options->json, "One JSON document: figures and every prediction");
  command->add_option("--csv", options->csv, "CSV file of every prediction to write (- for standard output)")
      ->type_name("F")
      ->check([json](const std::string& file) {
        return file == "-" && json->count() > 0 ? std::string("Give --json or --csv -, not both.") : std::string();
      });
  command->footer(
      "Columns: id,order,design,state,objective,unit,predicted,deviation,found. `deviation` is half of the interval\n"
      "that should hold 68 % of the values.\nExample:\n  paretoscope-cli predictions out.pscope");
  command->callback([&chosen, options] { chosen.run = [options] { return printPredictions(*options); }; });
}

}  // namespace pscope
