#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <unordered_map>

#include "core/base/expression.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/space/space.h"
#include "core/study/import_csv.h"
#include "core/study/import_sqlite.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxTableBytes = 1u << 30;
constexpr std::size_t kMaxColumns = 5'000;
constexpr std::size_t kRowsBetweenChecks = 1'000;  // rows
constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool startsWith(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

std::string inSmallLetters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Columns that number or describe rows.
bool describesRow(const std::string& column) {
  const std::string low = inSmallLetters(column);
  return isOneOf(low,
                 {"", "index", "id", "number", "order", "name", "trial", "trial_id", "state", "reason", "finished",
                  "rung", "seed", "duration", "datetime_start", "datetime_complete", "timestamp", "date", "notes"}) ||
         startsWith(low, "user_attrs_") || startsWith(low, "system_attrs_");
}

Error noColumn(const ImportTable& table, const std::string& column) {
  std::string names;
  for (const auto& name : table.columns()) {
    if (names.size() < 400) names += (names.empty() ? "" : ", ") + name;
  }
  return makeError(ErrorCode::NotFound, PSCOPE_TR_NOOP("Csv", "The table has no column \"%1\".").arg(column),
                   PSCOPE_TR_NOOP("Csv", "Its columns are: %1.").arg(names), table.file(), "line 1");
}

/// The unit that a column NAME_unit gives, as in the CSV files that this program writes.
std::string writtenUnit(const ImportTable& table, const std::string& column) {
  const auto unit = table.find(column + "_unit");
  for (std::size_t row = 0; unit && row < table.rowCount(); ++row) {
    if (const auto cell = table.cell(row, *unit); !cell.empty()) return validText(cell);
  }
  return {};
}

/// The columns `params_...` of Optuna's trials_dataframe(), or what was kept of one; "params_m" alone may be a size.
std::vector<std::string> optunaParameters(const ImportTable& table) {
  std::vector<std::string> parameters;
  bool isFrame = table.find("number") || table.find("value") || table.find("datetime_start");
  for (const auto& column : table.columns()) {
    isFrame = isFrame || startsWith(column, "values_");
    if (startsWith(column, "params_")) parameters.push_back(column);
  }
  return isFrame || parameters.size() > 1 ? parameters : std::vector<std::string>{};
}

/// The objectives that names suggest: one of quality, one of time, one of energy; one of size where that makes two.
std::vector<std::string> likelyObjectives(const ImportTable& table) {
  std::vector<std::string> chosen;
  const auto& columns = table.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {  // as this program writes them
    if (table.isNumeric(c) && table.find(columns[c] + "_unit") && table.find(columns[c] + "_kind")) {
      chosen.push_back(columns[c]);
    }
  }
  if (!chosen.empty()) return chosen;
  for (std::size_t c = 0; c < columns.size(); ++c) {  // Optuna's trials_dataframe()
    if (table.isNumeric(c) && (columns[c] == "value" || startsWith(columns[c], "values_")))
      chosen.push_back(columns[c]);
  }
  if (!chosen.empty()) return chosen;
  const auto parameters = optunaParameters(table);
  using Words = std::initializer_list<std::string_view>;
  const auto addFirst = [&](Words words) {
    for (const auto word : words) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool isChosen = std::find(chosen.begin(), chosen.end(), columns[c]) != chosen.end();
        const bool isParameter = std::find(parameters.begin(), parameters.end(), columns[c]) != parameters.end();
        if (isChosen || isParameter || !table.isNumeric(c) || !namesResult(columns[c], word)) continue;
        chosen.push_back(columns[c]);
        return;
      }
    }
  };
  addFirst({"error", "err", "acc", "accuracy", "top1", "loss", "auc", "f1", "score", "perplexity", "rmse", "mse"});
  addFirst({"latency", "runtime", "inference_time", "delay", "cycles"});
  addFirst({"energy"});
  if (chosen.size() < 2) {
    addFirst({"params", "parameters", "param_count", "macs", "mmacs", "gmacs", "flops", "mflops", "gflops", "memory",
              "model_size"});
  }
  return chosen;
}

Status completeObjectives(const ImportTable& table, CsvMapping& mapping, std::vector<Message>& notes) {
  if (mapping.objectives.empty()) {
    for (const auto& column : likelyObjectives(table)) mapping.objectives.push_back({column, column, std::nullopt, ""});
    for (const auto& objective : mapping.objectives) {
      notes.push_back(PSCOPE_TR_NOOP("Import", "The column \"%1\" was taken as an objective, by its name.")
                          .arg(objective.expression));
    }
  }
  if (mapping.objectives.empty()) {
    return makeError(
        ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "No column of numbers looks like an objective."),
        PSCOPE_TR_NOOP("Import", "Name one: its column, min or max, and its unit."), table.file(), "line 1");
  }
  for (auto& objective : mapping.objectives) {
    const auto column = table.find(objective.expression);
    if (!column) {
      const auto compiled = Expression::compile(objective.expression, table.columns());
      if (!compiled.ok()) {
        auto error = noColumn(table, objective.expression);
        error.detail = compiled.error().text();
        return error;
      }
    }
    if (objective.name.empty()) objective.name = objective.expression;
    objective.name = objectiveName(validText(objective.name));
    if (objective.unit.empty()) {
      objective.unit = column ? writtenUnit(table, objective.expression) : "";
      if (objective.unit.empty()) {
        objective.unit = guessedUnit(objective.name);
        if (objective.unit == kUnknownUnit) objective.unit = guessedUnit(objective.expression);
        notes.push_back(objective.unit == kUnknownUnit
                            ? PSCOPE_TR_NOOP("Import", "The unit of \"%1\" is not known.").arg(objective.name)
                            : PSCOPE_TR_NOOP("Import", "The unit of \"%1\" was guessed from its name: %2.")
                                  .arg(objective.name)
                                  .arg(objective.unit));
      }
    }
    if (objective.direction) continue;
    const auto guessed = guessedDirection(objective.name);
    objective.direction = guessed.value_or(Direction::Minimize);
    notes.push_back((*objective.direction == Direction::Minimize
                         ? PSCOPE_TR_NOOP("Import", "Less of \"%1\" was taken as better.")
                         : PSCOPE_TR_NOOP("Import", "More of \"%1\" was taken as better."))
                        .arg(objective.name));
  }
  return {};
}

/// The built-in family whose text form the first designs have.
std::string familyOf(const ImportTable& table, std::size_t column) {
  for (const auto& family : builtInFamilies()) {
    const auto space = openSpace(family.name);
    bool fits = space.ok() && table.rowCount() > 0;
    for (std::size_t row = 0; fits && row < std::min<std::size_t>(3, table.rowCount()); ++row) {
      fits = space.value().parse(table.cell(row, column)).ok();
    }
    if (fits) return family.name;
  }
  return {};
}

/// The columns that objectives are, or are computed from.
std::set<std::string> objectiveColumns(const ImportTable& table, const CsvMapping& mapping) {
  std::set<std::string> used;
  for (const auto& objective : mapping.objectives) {
    used.insert(objective.expression);
    if (table.find(objective.expression)) continue;
    const auto compiled = Expression::compile(objective.expression, table.columns());
    if (!compiled.ok()) continue;
    for (const int index : compiled.value().usedNames()) used.insert(table.columns()[static_cast<std::size_t>(index)]);
  }
  return used;
}

/// Columns that may be choices: Optuna's `params_...`, else texts, and numbers that nothing else is known of.
void guessChoices(const ImportTable& table, CsvMapping& mapping, std::vector<Message>& notes) {
  const auto& columns = table.columns();
  mapping.choiceColumns = optunaParameters(table);
  if (!mapping.choiceColumns.empty()) return;
  const auto used = objectiveColumns(table, mapping);
  std::string measured;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string& column = columns[c];
    const bool belongsToObjective = std::any_of(
        used.begin(), used.end(), [&](const auto& objective) { return startsWith(column, objective + "_"); });
    if (describesRow(column) || used.contains(column) || belongsToObjective) continue;
    if (table.isNumeric(c) && looksMeasured(column)) {
      measured += (measured.empty() ? "" : ", ") + column;
      continue;
    }
    mapping.choiceColumns.push_back(column);
  }
  if (measured.empty()) return;
  notes.push_back(PSCOPE_TR_NOOP("Import",
                                 "These columns of numbers were taken as results, by their names, and not as choices: "
                                 "%1.")
                      .arg(validText(measured)));
}

Status completeDesigns(const ImportTable& table, CsvMapping& mapping, std::vector<Message>& notes) {
  for (const auto& column : mapping.choiceColumns) {
    if (!table.find(column)) return noColumn(table, column);
  }
  if (!mapping.designColumn.empty() && !table.find(mapping.designColumn)) return noColumn(table, mapping.designColumn);
  if (mapping.designColumn.empty() && mapping.choiceColumns.empty()) {
    for (const char* name : {"design", "arch", "architecture", "genotype", "config", "ops"}) {
      if (!table.find(name) || !mapping.designColumn.empty()) continue;
      mapping.designColumn = name;
      notes.push_back(PSCOPE_TR_NOOP("Import", "The column \"%1\" was taken as the design, by its name.").arg(name));
    }
  }
  if (mapping.designColumn.empty() && mapping.choiceColumns.empty()) {
    guessChoices(table, mapping, notes);
    std::string names;
    for (const auto& column : mapping.choiceColumns) names += (names.empty() ? "" : ", ") + column;
    if (mapping.choiceColumns.empty()) {
      return makeError(
          ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "No column looks like a design or a choice."),
          PSCOPE_TR_NOOP("Import", "Name the column of the designs, or those of the choices."), table.file(), "line 1");
    }
    notes.push_back(PSCOPE_TR_NOOP("Import", "These columns were taken as choices: %1.").arg(validText(names)));
  }
  if (mapping.space.empty() && !mapping.designColumn.empty()) {
    mapping.space = familyOf(table, *table.find(mapping.designColumn));
    if (!mapping.space.empty()) {
      notes.push_back(PSCOPE_TR_NOOP("Import", "The designs are of the built-in space %1.").arg(mapping.space));
    }
  }
  return {};
}

}  // namespace

Result<ImportTable> ImportTable::read(const std::string& file, const std::string& joinFile, const std::string& on,
                                      const JobContext& job) {
  ImportTable table;
  PSCOPE_TRY(table.m_bytes, readFile(file, kMaxTableBytes));
  table.m_hash = hashText(table.m_bytes);
  PSCOPE_TRY(table.m_main, CsvTable::parse(table.m_bytes, file));
  table.m_columns = table.m_main.columns();
  if (!joinFile.empty()) {
    PSCOPE_TRY(std::string bytes, readFile(joinFile, kMaxTableBytes));
    table.m_hash = hashText(table.m_hash + hashText(bytes));
    PSCOPE_TRY(table.m_other, CsvTable::parse(std::move(bytes), joinFile));
    PSCOPE_TRY(const std::size_t key, table.m_main.column(on));
    PSCOPE_TRY(const std::size_t otherKey, table.m_other->column(on));
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < table.m_other->rowCount(); ++row) {
      if (row % kRowsBetweenChecks == 0) PSCOPE_CHECK(checkNotStopped(job));
      if (rows.emplace(table.m_other->cell(row, otherKey), row).second) continue;
      return makeError(ErrorCode::Parse,
                       PSCOPE_TR_NOOP("Import", "The key \"%1\" is there twice.")
                           .arg(validText(table.m_other->cell(row, otherKey).substr(0, 80))),
                       PSCOPE_TR_NOOP("Import", "Keep one row for each key."), joinFile,
                       "line " + std::to_string(table.m_other->line(row)));
    }
    for (std::size_t row = 0; row < table.m_main.rowCount(); ++row) {
      const auto found = rows.find(table.m_main.cell(row, key));
      table.m_partner.push_back(found == rows.end() ? kNoRow : found->second);
    }
    for (std::size_t c = 0; c < table.m_other->columns().size(); ++c) {
      const std::string& name = table.m_other->columns()[c];
      if (c == otherKey || table.find(name)) continue;
      table.m_otherColumns.push_back(c);
      table.m_columns.push_back(name);
    }
  }
  if (table.m_columns.size() > kMaxColumns) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The table has more than 5,000 columns."),
                     PSCOPE_TR_NOOP("Import", "Leave out those that are not needed."), file, "line 1");
  }
  PSCOPE_CHECK(table.findNumericColumns(job));
  return table;
}

Status ImportTable::findNumericColumns(const JobContext& job) {
  for (std::size_t c = 0; c < m_columns.size(); ++c) {
    bool isEmpty = true, isNumeric = true;
    for (std::size_t row = 0; row < rowCount() && isNumeric; ++row) {
      if (row % kRowsBetweenChecks == 0) PSCOPE_CHECK(checkNotStopped(job));
      const auto text = cell(row, c);
      if (text.empty()) continue;
      isEmpty = false;
      const auto number = parseNumber(text);
      isNumeric = number && std::isfinite(*number);
    }
    m_numeric.push_back(isNumeric && !isEmpty);
  }
  return {};
}

std::optional<std::size_t> ImportTable::find(std::string_view column) const {
  const auto found = std::find(m_columns.begin(), m_columns.end(), column);
  if (found == m_columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - m_columns.begin());
}

std::string_view ImportTable::cell(std::size_t row, std::size_t column) const {
  const std::size_t own = m_main.columns().size();
  if (column < own) return m_main.cell(row, column);
  return m_partner[row] == kNoRow ? std::string_view() : m_other->cell(m_partner[row], m_otherColumns[column - own]);
}

std::string ImportTable::place(std::size_t row) const {
  return "line " + std::to_string(m_main.line(row));
}

Error ImportTable::errorAt(std::size_t row, ErrorCode code, Message what, Message mend) const {
  return makeError(code, std::move(what), std::move(mend), file(), place(row));
}

std::string ImportTable::fileOf(std::size_t column) const {
  const std::string& path = column < m_main.columns().size() ? m_main.file() : m_other->file();
  return std::filesystem::path(path).filename().string();
}

Result<CsvMapping> completeMapping(const ImportTable& table, const CsvMapping& given, std::vector<Message>& notes) {
  CsvMapping mapping = given;
  if (mapping.name.empty()) mapping.name = std::filesystem::path(table.file()).stem().string();
  if (table.rowCount() == 0) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The table has no rows."),
                     PSCOPE_TR_NOOP("Import", "Choose a table with one row for each design."), table.file());
  }
  PSCOPE_CHECK(completeObjectives(table, mapping, notes));
  PSCOPE_CHECK(completeDesigns(table, mapping, notes));
  return mapping;
}

Result<CsvMapping> nasbench201Mapping(const ImportTable& table, const CsvMapping& given, std::vector<Message>& notes) {
  CsvMapping mapping = given;
  mapping.space = "nasbench201";
  if (mapping.designColumn.empty()) mapping.designColumn = "arch";
  if (!table.find(mapping.designColumn)) return noColumn(table, mapping.designColumn);
  if (mapping.objectives.empty()) {
    std::string accuracy, latency;
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
      const std::string& column = table.columns()[c];
      const bool isTest = startsWith(column, "test_acc") && column.find("seed") == std::string::npos;
      if (isTest && table.isNumeric(c) && (accuracy.empty() || epochsIn(column) > epochsIn(accuracy)))
        accuracy = column;
      if (latency.empty() && table.isNumeric(c) && column.find("latency_ms") != std::string::npos) latency = column;
    }
    if (!accuracy.empty()) mapping.objectives.push_back({"error", "100 - " + accuracy, Direction::Minimize, "%"});
    if (!latency.empty()) {
      mapping.objectives.push_back({latency, latency, Direction::Minimize, "ms"});
    } else if (table.find("params")) {
      mapping.objectives.push_back({"params", "params", Direction::Minimize, "parameters"});
    }
    for (const auto& objective : mapping.objectives) {
      notes.push_back(
          PSCOPE_TR_NOOP("Import", "The objective \"%1\" is %2.").arg(objective.name).arg(objective.expression));
    }
  }
  return completeMapping(table, mapping, notes);
}

}  // namespace pscope
