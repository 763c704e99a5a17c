#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/candidate_text.h"
#include "app/cli/command_line.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "core/study/import_csv.h"
#include "core/study/import_optuna.h"
#include "core/study/study.h"

namespace pscope {
namespace {

struct ImportOptions {
  std::string kind, file, study, name, design, space, join, measured = "tabulated";
  std::vector<std::string> objectives, choices;
  bool list = false, json = false, noOriginal = false;
};

/// [NAME=]COLUMN[:min|max][:unit]; the rest of the text may hold ':' only when it ends with min or max.
Result<CsvMapping::Objective> parseObjective(const std::string& text) {
  CsvMapping::Objective objective;
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const auto isDirection = [](const std::string& part) { return part == "min" || part == "max"; };
  std::size_t direction = parts.size();
  for (std::size_t i = parts.size() > 2 ? parts.size() - 2 : 1; i < parts.size(); ++i) {
    if (isDirection(parts[i])) direction = std::min(direction, i);
  }
  if (direction < parts.size()) {
    objective.direction = parts[direction] == "min" ? Direction::Minimize : Direction::Maximize;
    if (direction + 1 < parts.size()) objective.unit = parts[direction + 1];
  } else if (parts.size() > 1) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "\"%1\" does not describe an objective.").arg(text),
        PSCOPE_TR_NOOP("CommandLine", "Write --objective COLUMN[:min|max[:unit]], such as latency_ms:min:ms."));
  }
  for (std::size_t i = 0; i < direction; ++i) objective.expression += (i > 0 ? ":" : "") + parts[i];
  const auto equal = objective.expression.find('=');
  if (equal != std::string::npos && equal > 0) {
    objective.name = objective.expression.substr(0, equal);
    objective.expression.erase(0, equal + 1);
  }
  if (objective.expression.empty()) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "\"%1\" does not describe an objective.").arg(text),
        PSCOPE_TR_NOOP("CommandLine", "Write --objective COLUMN[:min|max[:unit]], such as latency_ms:min:ms."));
  }
  return objective;
}

Result<ImportedStudy> readOptuna(const ImportOptions& options, const JobContext& job) {
  OptunaImport import;
  import.file = options.file;
  import.study = options.name;
  import.keepOriginal = !options.noOriginal;
  for (const auto& text : options.objectives) {
    PSCOPE_TRY(const auto objective, parseObjective(text));
    import.objectives.push_back({objective.name.empty() ? objective.expression : objective.name, objective.unit});
  }
  return importOptuna(import, job);
}

Result<ImportedStudy> readCsv(const ImportOptions& options, const JobContext& job) {
  const auto colon = options.join.rfind(':');
  if (!options.join.empty() && (colon == std::string::npos || colon == 0 || colon + 1 == options.join.size())) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("CommandLine", "\"%1\" does not describe a join.").arg(options.join),
                     PSCOPE_TR_NOOP("CommandLine", "Write --join FILE.csv:COLUMN, a column of both tables."));
  }
  const bool joined = !options.join.empty();
  PSCOPE_TRY(const ImportTable table, ImportTable::read(options.file, joined ? options.join.substr(0, colon) : "",
                                                        joined ? options.join.substr(colon + 1) : "", job));
  CsvMapping given;
  given.name = options.name;
  given.designColumn = options.design;
  given.choiceColumns = options.choices;
  given.space = options.space;
  given.keepOriginal = !options.noOriginal;
  const auto kind = kindFromName(options.measured);
  if (!kind) {
    return makeError(
        ErrorCode::InvalidArgument,
        PSCOPE_TR_NOOP("CommandLine", "\"%1\" is not a kind of number.").arg(options.measured),
        PSCOPE_TR_NOOP("CommandLine", "Kinds are: measured, simulated, tabulated, analytic, predicted, proxy."));
  }
  given.kind = *kind;
  for (const auto& text : options.objectives) {
    PSCOPE_TRY(auto objective, parseObjective(text));
    given.objectives.push_back(std::move(objective));
  }
  std::vector<Message> notes;
  PSCOPE_TRY(const CsvMapping mapping, options.kind == "nasbench201" ? nasbench201Mapping(table, given, notes)
                                                                     : completeMapping(table, given, notes));
  return importCsv(table, mapping, std::move(notes), job);
}

Json objectivesJson(const SearchConfig& config) {
  Json list = Json::array();
  for (const auto& objective : config.objectives) {
    list.push_back({{"name", objective.name},
                    {"unit", objective.unit},
                    {"direction", objective.direction == Direction::Minimize ? "minimize" : "maximize"}});
  }
  return list;
}

Result<int> listStudies(const ImportOptions& options, const JobContext& job) {
  PSCOPE_TRY(const auto studies, listOptunaStudies(options.file, job));
  if (options.json) {
    Json list = Json::array();
    for (const auto& study : studies) {
      list.push_back({{"name", study.name}, {"trials", study.trials}, {"objectives", study.directions.size()}});
    }
    printJson(list);
    return kDone;
  }
  for (const auto& study : studies) {
    std::cout << study.name << ": " << study.trials << " trials, " << study.directions.size() << " objectives\n";
  }
  return kDone;
}

Result<int> import(const ImportOptions& options) {
  const StopOnInterrupt interrupt;
  JobContext job;
  job.stop = interrupt.token();
  if (options.kind == "optuna" && options.list) return listStudies(options, job);
  if (options.study.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("CommandLine", "The new study has no file."),
                     PSCOPE_TR_NOOP("CommandLine", "Name it: --study OUT.pscope."));
  }
  PSCOPE_TRY(const ImportedStudy imported, options.kind == "optuna" ? readOptuna(options, job) : readCsv(options, job));
  PSCOPE_CHECK(writeImportedStudy(imported, options.study, job));
  if (options.json) {
    Json notes = Json::array();
    for (const auto& note : imported.notes) notes.push_back(format(note));
    printJson({{"study", options.study},
               {"space", imported.config.space},
               {"candidates", imported.candidates.size()},
               {"objectives", objectivesJson(imported.config)},
               {"notes", std::move(notes)}});
    return kDone;
  }
  for (const auto& note : imported.notes) std::cout << format(note) << '\n';
  std::cout << frontTable(imported.candidates, imported.config.objectives) << countsText(imported.candidates) << ".\n";
  return kDone;
}

}  // namespace

void addImportCommand(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("import", "A study of trials or tables from elsewhere");
  command->require_subcommand(1);
  const auto add = [&](const char* kind, const char* summary, const char* file, const char* footer) {
    const auto options = std::make_shared<ImportOptions>();
    options->kind = kind;
    auto* sub = command->add_subcommand(kind, summary);
    sub->add_option(file, options->file, "File to read")->required();
    sub->add_option("--study", options->study, "Study file to create")->type_name("OUT.pscope");
    sub->add_option("--objective", options->objectives,
                    options->kind == "optuna" ? "Name and unit of each objective, in order: NAME[:min|max[:unit]]"
                                              : "[NAME=]COLUMN[:min|max[:unit]]; may be an expression over columns")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    sub->add_flag("--no-original", options->noOriginal, "Do not keep the file itself in the study");
    sub->add_flag("--json", options->json, "One JSON document instead of text");
    sub->footer(footer);
    sub->callback([&chosen, options] { chosen.run = [options] { return import(*options); }; });
    return std::pair{sub, options};
  };
  const auto [optuna, optunaOptions] =
      add("optuna", "A study of an SQLite storage of Optuna 3 or 4", "FILE.db",
          "Example:\n  paretoscope-cli import optuna trials.db --name resnet --study resnet.pscope");
  optuna->add_option("--name", optunaOptions->name, "The study, where the storage holds several");
  optuna->add_flag("--list", optunaOptions->list, "Print the studies of the storage, one a line, and end");
  for (const char* kind : {"csv", "nasbench201"}) {
    const bool isCsv = std::string(kind) == "csv";
    const auto [table, options] = add(
        kind, isCsv ? "Any table: one row a design" : "A table of NAS-Bench-201 cells (column arch)", "FILE.csv",
        isCsv ? "What is not said is guessed, and the guesses are printed.\n"
                "Example:\n  paretoscope-cli import csv runs.csv --objective \"error=100-acc:min:%\" --objective "
                "latency_ms:min:ms\n    --choice depth --choice width --study runs.pscope"
              : "Example:\n  paretoscope-cli import nasbench201 nb201_cifar10.csv --join nb201_hw.csv:index --study "
                "nb201.pscope");
    table->add_option("--name", options->name, "Title of the study");
    table->add_option("--design", options->design, "Column that holds the design as text")->type_name("COLUMN");
    table->add_option("--join", options->join, "Second table and the column that both share")
        ->type_name("FILE.csv:COLUMN");
    table->add_option("--kind", options->measured, "Kind of the numbers: tabulated, measured ...")->type_name("KIND");
    if (!isCsv) continue;
    table->add_option("--choice", options->choices, "Column that is a choice (several times)")
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    table->add_option("--space", options->space, "Space that the designs belong to: a family or a JSON file")
        ->type_name("SPACE");
  }
}

}  // namespace pscope
