#include "core/study/import_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/base/expression.h"
#include "core/base/number_text.h"
#include "core/study/import_space.h"
#include "core/study/import_sqlite.h"

namespace pscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostAuxiliary = 5'000'000;  // measurements beside the objectives
constexpr std::size_t kMaxRows = 2'000'000;
constexpr std::size_t kMaxDesignChoices = 1'000;  // of a design "a=1;b=2;..."

Error cellError(ErrorCode code, const ImportTable& table, std::size_t row, Message what, Message mend) {
  return makeError(code, std::move(what), std::move(mend), table.file(), table.place(row));
}

/// A cell as a number; NaN for an empty one.
Result<double> numberOf(const ImportTable& table, std::size_t row, std::size_t column) {
  const auto text = table.cell(row, column);
  if (text.empty()) return kNaN;
  const auto number = parseNumber(text);
  if (number && std::isfinite(*number)) return *number;
  return cellError(number ? ErrorCode::NonFinite : ErrorCode::Parse, table, row,
                   PSCOPE_TR_NOOP("Import", "\"%1\" in the column \"%2\" is not a finite number.")
                       .arg(validText(text.substr(0, 40)))
                       .arg(validText(table.columns()[column])),
                   PSCOPE_TR_NOOP("Import", "Leave the cell empty where nothing was measured."));
}

/// Epochs that a column's name tells ("test_acc_200ep_pct").
double epochsIn(const std::string& column) {
  for (std::size_t at = column.find("ep"); at != std::string::npos; at = column.find("ep", at + 1)) {
    std::size_t first = at;
    while (first > 0 && column[first - 1] >= '0' && column[first - 1] <= '9') --first;
    int number = 0;
    if (first < at && std::from_chars(column.data() + first, column.data() + at, number).ec == std::errc())
      return number;
  }
  return 0;
}

Budget budgetOf(const std::string& column) {
  Budget budget;
  budget.epochs = epochsIn(column);
  if (budget.epochs > 0) budget.weights = WeightsOrigin::Own;
  return budget;
}

/// Values of one objective.
class ObjectiveColumn {
 public:
  static Result<ObjectiveColumn> create(const ImportTable& table, const CsvMapping::Objective& mapping,
                                        MeasurementKind kind, const std::string& spaceHash) {
    ObjectiveColumn column(table);
    column.m_column = table.find(mapping.expression);
    std::string source = mapping.expression;
    if (column.m_column) {
      column.m_blank.budget = budgetOf(mapping.expression);
      column.m_kindColumn = table.find(mapping.expression + "_kind");
      column.m_errorColumn = table.find(mapping.expression + "_stderr");
      source = "column " + mapping.expression;
      source.insert(0, table.fileOf(*column.m_column) + ", ");
    } else {
      PSCOPE_TRY(column.m_expression, Expression::compile(mapping.expression, table.columns()));
      column.m_values.assign(table.columns().size(), kNaN);
      for (const int used : column.m_expression->usedNames()) {
        const std::string& name = table.columns()[static_cast<std::size_t>(used)];
        const Budget budget = budgetOf(name);
        if (budget.epochs > column.m_blank.budget.epochs) column.m_blank.budget = budget;
        source.insert(0, table.fileOf(static_cast<std::size_t>(used)) + ", ");
        break;
      }
    }
    column.m_source = validText(source);
    column.m_blank.metric = mapping.name;
    column.m_blank.unit = mapping.unit;
    column.m_blank.kind = kind;
    column.m_blank.provenance = importedProvenance("csv", column.m_source, table.hash(), spaceHash);
    return column;
  }

  const std::string& source() const { return m_source; }
  std::optional<std::size_t> column() const { return m_column; }

  /// Nothing: not measured in this row.
  Result<std::optional<Measurement>> value(std::size_t row) {
    PSCOPE_TRY(const double value, number(row));
    if (std::isnan(value)) return std::optional<Measurement>();
    if (!std::isfinite(value)) {
      return cellError(ErrorCode::NonFinite, m_table, row,
                       PSCOPE_TR_NOOP("Import", "\"%1\" gives no finite number here.").arg(m_expression->source()),
                       PSCOPE_TR_NOOP("Import", "Use an expression that fits every row."));
    }
    std::optional<Measurement> measurement = m_blank;
    measurement->value = value;
    if (m_kindColumn) {
      if (const auto kind = kindFromName(std::string(m_table.cell(row, *m_kindColumn)))) measurement->kind = *kind;
    }
    if (m_errorColumn && m_table.isNumeric(*m_errorColumn)) {
      PSCOPE_TRY(const double error, numberOf(m_table, row, *m_errorColumn));
      if (error >= 0) measurement->standardError = error;
    }
    return measurement;
  }

 private:
  explicit ObjectiveColumn(const ImportTable& table) : m_table(table) {}

  Result<double> number(std::size_t row) {
    if (m_column) return numberOf(m_table, row, *m_column);
    for (const int used : m_expression->usedNames()) {
      const auto index = static_cast<std::size_t>(used);
      PSCOPE_TRY(m_values[index], numberOf(m_table, row, index));
      if (std::isnan(m_values[index])) return kNaN;
    }
    const double value = m_expression->evaluate(std::span<const double>(m_values));
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;  // all its cells are there
  }

  const ImportTable& m_table;
  std::optional<std::size_t> m_column, m_kindColumn, m_errorColumn;
  std::optional<Expression> m_expression;
  std::vector<double> m_values;
  std::string m_source;
  Measurement m_blank;
};

/// Designs of a space that is given or made.
struct Designs {
  std::optional<Space> space;
  std::vector<Genome> genomes;
  std::vector<std::string> exact;
  std::vector<Message> notes;
};

ImportedParameter parameterOf(const std::string& name, const std::vector<std::string>& cells) {
  ImportedParameter parameter;
  parameter.name = name;
  bool areNumbers = true;
  for (const auto& cell : cells) {
    const auto number = cell.empty() ? std::optional<double>(0) : parseNumber(cell);
    areNumbers = areNumbers && number && std::isfinite(*number);
  }
  if (areNumbers) {
    for (const auto& cell : cells) parameter.values.push_back(cell.empty() ? kNaN : *parseNumber(cell));
    return parameter;
  }
  parameter.kind = ImportedParameter::Kind::Text;
  std::map<std::string, double> levels;
  for (const auto& cell : cells) {
    if (!cell.empty()) levels.emplace(cell, 0);
  }
  for (auto& [text, index] : levels) {
    index = static_cast<double>(parameter.texts.size());
    parameter.texts.push_back(text);
  }
  for (const auto& cell : cells) parameter.values.push_back(cell.empty() ? kNaN : levels[cell]);
  return parameter;
}

/// "a=1;b=2" as pairs; nothing for another text.
std::optional<std::vector<std::pair<std::string, std::string>>> pairsOf(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string part = text.substr(at, end - at);
    const auto equal = part.find('=');
    if (equal == std::string::npos || equal == 0 || pairs.size() > kMaxDesignChoices) return std::nullopt;
    pairs.emplace_back(part.substr(0, equal), part.substr(equal + 1));
    at = end + 1;
  }
  return pairs;
}

class DesignReader {
 public:
  DesignReader(const ImportTable& table, const CsvMapping& mapping) : m_table(table), m_mapping(mapping) {}

  Result<Designs> read(const JobContext& job) {
    if (!m_mapping.space.empty()) return inSpace(job);
    PSCOPE_TRY(const auto parameters, m_mapping.designColumn.empty() ? fromChoices() : fromDesigns());
    PSCOPE_TRY(ImportedSpace made,
               makeImportedSpace(m_mapping.name, "Choices of the table " + m_mapping.name, m_table.fileOf(0),
                                 parameters, std::vector<bool>(m_table.rowCount(), true)));
    return Designs{std::move(made.space), std::move(made.genomes), std::move(made.exact), std::move(made.notes)};
  }

 private:
  Result<Designs> inSpace(const JobContext& job) {
    PSCOPE_TRY(Space space, openSpace(m_mapping.space));
    Designs designs;
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      if (row % 1000 == 0) {
        if (job.stop.stop_requested()) {
          return makeError(ErrorCode::Cancelled,
                           PSCOPE_TR_NOOP("Import", "The import was stopped; nothing was written."));
        }
        job.report({static_cast<std::int64_t>(row), static_cast<std::int64_t>(m_table.rowCount()), "designs"});
      }
      auto genome = space.parse(textOf(row));
      if (!genome.ok()) {
        return cellError(ErrorCode::Parse, m_table, row,
                         PSCOPE_TR_NOOP("Import", "This is not a design of the space %1: %2")
                             .arg(space.name())
                             .arg(genome.error().text()),
                         PSCOPE_TR_NOOP("Import", "Name the space that the designs belong to, or the right column."));
      }
      designs.genomes.push_back(std::move(genome).value());
    }
    designs.exact.resize(m_table.rowCount());
    designs.space = std::move(space);
    return designs;
  }

  std::string textOf(std::size_t row) const {
    if (!m_mapping.designColumn.empty()) return validText(m_table.cell(row, *m_table.find(m_mapping.designColumn)));
    std::string text;
    for (const auto& column : m_mapping.choiceColumns) {
      const auto cell = m_table.cell(row, *m_table.find(column));
      if (!cell.empty()) text += (text.empty() ? "" : ";") + column + "=" + validText(cell);
    }
    return text;
  }

  Result<std::vector<ImportedParameter>> fromChoices() const {
    std::vector<ImportedParameter> parameters;
    for (const auto& column : m_mapping.choiceColumns) {
      const auto index = m_table.find(column);
      std::vector<std::string> cells;
      for (std::size_t row = 0; row < m_table.rowCount(); ++row) cells.push_back(validText(m_table.cell(row, *index)));
      const bool isOptuna = column.rfind("params_", 0) == 0 && column.size() > 7;
      parameters.push_back(parameterOf(validText(isOptuna ? column.substr(7) : column), cells));
    }
    return parameters;
  }

  Result<std::vector<ImportedParameter>> fromDesigns() const {
    const std::size_t column = *m_table.find(m_mapping.designColumn);
    std::vector<std::string> names;
    std::unordered_map<std::string, std::vector<std::string>> cells;
    std::vector<std::string> whole;
    bool arePairs = true;
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      whole.push_back(validText(m_table.cell(row, column)));
      const auto pairs = arePairs ? pairsOf(whole.back()) : std::nullopt;
      arePairs = pairs.has_value();
      if (!pairs) continue;
      for (const auto& [name, value] : *pairs) {
        auto& list = cells[name];
        if (list.empty()) {
          if (names.size() >= kMaxDesignChoices) {
            return cellError(ErrorCode::InvalidArgument, m_table, row,
                             PSCOPE_TR_NOOP("Import", "The designs have more than 1,000 choices."),
                             PSCOPE_TR_NOOP("Import", "Name the space that they belong to."));
          }
          names.push_back(name);
          list.resize(m_table.rowCount());
        }
        list[row] = value;
      }
    }
    std::vector<ImportedParameter> parameters;
    if (!arePairs) {
      parameters.push_back(parameterOf(m_mapping.designColumn, whole));
      return parameters;
    }
    for (const auto& name : names) parameters.push_back(parameterOf(name, cells[name]));
    return parameters;
  }

  const ImportTable& m_table;
  const CsvMapping& m_mapping;
};

/// States as this program and Optuna's tables of trials write them.
std::optional<CandidateState> stateOf(std::string_view text) {
  if (const auto own = stateFromName(std::string(text))) return own;
  if (text == "COMPLETE") return CandidateState::Done;
  if (text == "PRUNED" || text == "FAIL") return CandidateState::Failed;
  if (text == "RUNNING") return CandidateState::Running;
  if (text == "WAITING") return CandidateState::Queued;
  return std::nullopt;
}

/// "2026-01-31T12:00:00.250Z" or with a blank, as seconds since 1970; 0 for anything else.
double timeOf(const std::string& text) {
  std::tm parts{};
  const char* rest = ::strptime(text.c_str(), "%Y-%m-%d", &parts);
  if (rest == nullptr || (*rest != 'T' && *rest != ' ')) return 0;
  rest = ::strptime(rest + 1, "%H:%M:%S", &parts);
  return rest == nullptr ? 0 : static_cast<double>(::timegm(&parts));
}

/// Makes the candidates of a table.
class CsvImporter {
 public:
  CsvImporter(const ImportTable& table, const CsvMapping& mapping) : m_table(table), m_mapping(mapping) {}

  Result<ImportedStudy> run(std::vector<Message> notes, const JobContext& job) {
    if (m_table.rowCount() > kMaxRows) {
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The table has more than 2,000,000 rows."),
                       {}, m_table.file());
    }
    DesignReader reader(m_table, m_mapping);
    auto designs = reader.read(job);
    if (!designs.ok()) {
      auto error = std::move(designs).error();
      if (error.file.empty()) error.file = m_table.file();
      return error;
    }
    Designs& d = designs.value();
    ImportedStudy study;
    study.notes = std::move(notes);
    study.notes.insert(study.notes.end(), d.notes.begin(), d.notes.end());
    PSCOPE_CHECK(describe(*d.space, study));
    chooseOthers(*d.space, study.notes);
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      if (row % 1000 == 0 && job.stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled,
                         PSCOPE_TR_NOOP("Import", "The import was stopped; nothing was written."));
      }
      PSCOPE_TRY(Candidate candidate, candidateOf(row));
      candidate.genome = std::move(d.genomes[row]);
      candidate.design = d.space->text(candidate.genome);
      candidate.notes += d.exact[row];
      study.candidates.push_back(std::move(candidate));
    }
    study.notes.push_back(PSCOPE_TR_NOOP("Import", "%1 rows were read from %2.")
                              .arg(std::to_string(m_table.rowCount()))
                              .arg(m_table.fileOf(0)));
    if (m_mapping.keepOriginal) study.originals.push_back({"csv", m_table.bytes()});
    return study;
  }

 private:
  Status describe(const Space& space, ImportedStudy& study) {
    study.config.name = validText(m_mapping.name);
    study.config.space = space.name();
    study.config.strategy = kImportedStrategy;
    study.config.candidates = static_cast<int>(m_table.rowCount());
    study.spaceDocument = space.document().dump();
    for (const auto& mapping : m_mapping.objectives) {
      PSCOPE_TRY(ObjectiveColumn column, ObjectiveColumn::create(m_table, mapping, m_mapping.kind, space.hash()));
      Objective objective;
      objective.name = mapping.name;
      objective.unit = mapping.unit;
      objective.direction = mapping.direction.value_or(Direction::Minimize);
      objective.estimators = {importedEstimator(column.source())};
      for (const auto& other : study.config.objectives) {
        if (other.name != objective.name) continue;
        return makeError(ErrorCode::InvalidArgument,
                         PSCOPE_TR_NOOP("Config", "Two objectives are named \"%1\".").arg(objective.name),
                         PSCOPE_TR_NOOP("Config", "Give each a name of its own."), m_table.file());
      }
      study.config.objectives.push_back(std::move(objective));
      m_objectives.push_back(std::move(column));
    }
    return {};
  }

  /// Columns that are neither design nor objective.
  void chooseOthers(const Space& space, std::vector<Message>& notes) {
    m_state = m_table.find("state");
    m_reason = m_table.find("reason");
    m_finished = m_table.find("finished");
    std::size_t numeric = 0;
    for (std::size_t c = 0; c < m_table.columns().size(); ++c) {
      const std::string& name = m_table.columns()[c];
      const bool isDesign = name == m_mapping.designColumn ||
                            std::find(m_mapping.choiceColumns.begin(), m_mapping.choiceColumns.end(), name) !=
                                m_mapping.choiceColumns.end();
      const bool isObjective = std::any_of(m_objectives.begin(), m_objectives.end(),
                                           [c](const auto& objective) { return objective.column() == c; });
      const bool belongsToObjective =
          std::any_of(m_mapping.objectives.begin(), m_mapping.objectives.end(), [&name](const auto& objective) {
            for (const char* end : {"_unit", "_kind", "_stderr"}) {
              if (name == objective.expression + end) return true;
            }
            return false;
          });
      if (isDesign || isObjective || belongsToObjective || m_state == c || m_reason == c || m_finished == c) continue;
      Other other;
      other.column = c;
      other.isNumber = m_table.isNumeric(c) && ++numeric * m_table.rowCount() <= kMostAuxiliary;
      other.blank.metric = objectiveName(validText(name));
      other.blank.unit = guessedUnit(name);
      other.blank.kind = m_mapping.kind;
      other.blank.budget = budgetOf(name);
      other.blank.level = -1;
      other.blank.provenance =
          importedProvenance("csv", m_table.fileOf(c) + ", column " + validText(name), m_table.hash(), space.hash());
      m_others.push_back(std::move(other));
    }
    if (numeric > 0) {
      notes.push_back(PSCOPE_TR_NOOP("Import", "%1 other columns of numbers are kept beside the objectives.")
                          .arg(std::to_string(numeric)));
    }
  }

  Result<Candidate> candidateOf(std::size_t row) {
    Candidate candidate;
    candidate.id = CandidateId{static_cast<std::int64_t>(row) + 1};
    candidate.state = CandidateState::Done;
    for (std::size_t i = 0; i < m_objectives.size(); ++i) {
      PSCOPE_TRY(auto value, m_objectives[i].value(row));
      if (value) {
        candidate.measurements.push_back(std::move(*value));
        continue;
      }
      candidate.state = CandidateState::Failed;
      candidate.errorCode = errorCodeName(ErrorCode::NotFound);
      if (!candidate.reason.empty()) candidate.reason += ' ';
      candidate.reason += "\"" + m_mapping.objectives[i].name + "\" was not measured (" + m_table.place(row) + ").";
    }
    addOthers(row, candidate);
    if (m_finished) candidate.finished = timeOf(std::string(m_table.cell(row, *m_finished)));
    if (m_state) {
      const auto state = stateOf(m_table.cell(row, *m_state));
      if (state && *state != CandidateState::Done) {
        candidate.state = *state;
        candidate.reason = m_reason ? validText(m_table.cell(row, *m_reason)) : "";
        if (candidate.reason.empty())
          candidate.reason = "State in the table: " + validText(m_table.cell(row, *m_state)) + ".";
        if (*state != CandidateState::Failed) candidate.errorCode.clear();
      }
    }
    return candidate;
  }

  void addOthers(std::size_t row, Candidate& candidate) const {
    for (const auto& other : m_others) {
      const auto text = m_table.cell(row, other.column);
      if (text.empty()) continue;
      if (!other.isNumber) {
        candidate.notes += validText(m_table.columns()[other.column]) + ": " + validText(text) + "\n";
        continue;
      }
      candidate.measurements.push_back(other.blank);
      candidate.measurements.back().value = parseNumber(text).value_or(0);
    }
  }

  struct Other {
    std::size_t column = 0;
    bool isNumber = false;
    Measurement blank;
  };
  const ImportTable& m_table;
  const CsvMapping& m_mapping;
  std::vector<ObjectiveColumn> m_objectives;
  std::vector<Other> m_others;
  std::optional<std::size_t> m_state, m_reason, m_finished;
};

}  // namespace

Result<ImportedStudy> importCsv(const ImportTable& table, const CsvMapping& mapping, std::vector<Message> notes,
                                const JobContext& job) {
  return CsvImporter(table, mapping).run(std::move(notes), job);
}

}  // namespace pscope
