#include "core/study/import_csv.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/expression.h"
#include "core/base/number_text.h"
#include "core/study/import_csv_designs.h"
#include "core/study/import_sqlite.h"

namespace pscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostAuxiliary = 5'000'000;  // measurements beside the objectives
constexpr std::size_t kMaxRows = 2'000'000;

/// A cell as a number; NaN for an empty one.
Result<double> numberOf(const ImportTable& table, std::size_t row, std::size_t column) {
  const auto text = table.cell(row, column);
  if (text.empty()) return kNaN;
  const auto number = parseNumber(text);
  if (number && std::isfinite(*number)) return *number;
  return table.errorAt(row, number ? ErrorCode::NonFinite : ErrorCode::Parse,
                       PSCOPE_TR_NOOP("Import", "\"%1\" in the column \"%2\" is not a finite number.")
                           .arg(validText(text.substr(0, 40)))
                           .arg(validText(table.columns()[column])),
                       PSCOPE_TR_NOOP("Import", "Leave the cell empty where nothing was measured."));
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
      column.m_budgetColumn = table.find(mapping.expression + "_budget");
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

  /// Nothing: not measured in this row. Cells beside it that are not understood are noted.
  Result<std::optional<Measurement>> value(std::size_t row, std::string& notes) {
    PSCOPE_TRY(const double value, number(row));
    if (std::isnan(value)) return std::optional<Measurement>();
    if (!std::isfinite(value)) {
      return m_table.errorAt(
          row, ErrorCode::NonFinite,
          PSCOPE_TR_NOOP("Import", "\"%1\" gives no finite number here.").arg(m_expression->source()),
          PSCOPE_TR_NOOP("Import", "Use an expression that fits every row."));
    }
    std::optional<Measurement> measurement = m_blank;
    measurement->value = value;
    const auto read = [&](std::optional<std::size_t> column, const auto& take) {
      const std::string text = column ? validText(m_table.cell(row, *column)) : std::string();
      if (text.empty() || take(text)) return;
      notes += validText(m_table.columns()[*column]) + ": " + text + "\n";
    };
    read(m_kindColumn, [&](const std::string& text) {
      const auto kind = kindFromName(text);
      if (kind) measurement->kind = *kind;
      return kind.has_value();
    });
    read(m_budgetColumn, [&](const std::string& text) {
      const auto budget = budgetFromText(text);
      if (budget) measurement->budget = *budget;
      return budget.has_value();
    });
    read(m_errorColumn, [&](const std::string& text) {
      const auto error = parseNumber(text);
      const bool isError = error && std::isfinite(*error) && *error >= 0;
      if (isError) measurement->standardError = *error;
      return isError;
    });
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
  std::optional<std::size_t> m_column, m_kindColumn, m_budgetColumn, m_errorColumn;
  std::optional<Expression> m_expression;
  std::vector<double> m_values;
  std::string m_source;
  Measurement m_blank;
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

/// Makes the candidates of a table.
class CsvImporter {
 public:
  CsvImporter(const ImportTable& table, const CsvMapping& mapping) : m_table(table), m_mapping(mapping) {}

  Result<ImportedStudy> run(std::vector<Message> notes, const JobContext& job) {
    if (m_table.rowCount() > kMaxRows) {
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The table has more than 2,000,000 rows."),
                       {}, m_table.file());
    }
    PSCOPE_TRY(TableDesigns d, readTableDesigns(m_table, m_mapping, job));
    ImportedStudy study;
    study.notes = std::move(notes);
    study.notes.insert(study.notes.end(), d.notes.begin(), d.notes.end());
    PSCOPE_CHECK(describe(*d.space, study));
    chooseOthers(*d.space, study.config.objectives, study.notes);
    for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
      if (row % 1000 == 0) PSCOPE_CHECK(checkNotStopped(job));
      PSCOPE_TRY(Candidate candidate, candidateOf(row, d.named[row]));
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
  void chooseOthers(const Space& space, const std::vector<Objective>& objectives, std::vector<Message>& notes) {
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
            for (const char* end : {"_unit", "_kind", "_budget", "_stderr"}) {
              if (name == objective.expression + end) return true;
            }
            return false;
          });
      if (isDesign || isObjective || belongsToObjective || m_state == c || m_reason == c || m_finished == c) continue;
      Other other;
      other.column = c;
      other.isNumber = m_table.isNumeric(c) && ++numeric * m_table.rowCount() <= kMostAuxiliary;
      other.blank.metric = auxiliaryName(objectiveName(validText(name)), objectives, "column");
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

  Result<Candidate> candidateOf(std::size_t row, bool hasDesign) {
    Candidate candidate;
    candidate.id = CandidateId{static_cast<std::int64_t>(row) + 1};
    candidate.state = CandidateState::Done;
    const auto fail = [&candidate](const std::string& reason) {
      candidate.state = CandidateState::Failed;
      candidate.errorCode = errorCodeName(ErrorCode::NotFound);
      candidate.reason += (candidate.reason.empty() ? "" : " ") + reason;
    };
    if (!hasDesign) fail("No design is named (" + m_table.place(row) + ").");
    for (std::size_t i = 0; i < m_objectives.size(); ++i) {
      PSCOPE_TRY(auto value, m_objectives[i].value(row, candidate.notes));
      if (value) {
        candidate.measurements.push_back(std::move(*value));
      } else {
        fail("\"" + m_mapping.objectives[i].name + "\" was not measured (" + m_table.place(row) + ").");
      }
    }
    addOthers(row, candidate);
    readState(row, candidate);
    return candidate;
  }

  /// What the row itself says of its end; what is not understood, or not needed, is noted.
  void readState(std::size_t row, Candidate& candidate) const {
    const auto textOf = [&](std::optional<std::size_t> column) {
      return column ? validText(m_table.cell(row, *column)) : std::string();
    };
    const std::string finished = textOf(m_finished), stateText = textOf(m_state);
    std::string reason = textOf(m_reason);
    if (const double time = utcSeconds(finished); std::isfinite(time)) {
      candidate.finished = time;
    } else if (!finished.empty()) {
      candidate.notes += "finished: " + finished + "\n";
    }
    const auto state = stateOf(stateText);
    if (!state && !stateText.empty()) candidate.notes += "state: " + stateText + "\n";
    if (state && *state != CandidateState::Done) {
      candidate.state = *state;
      candidate.reason = reason.empty() ? "State in the table: " + stateText + "." : std::exchange(reason, "");
      if (*state != CandidateState::Failed) candidate.errorCode.clear();
    }
    if (!reason.empty()) candidate.notes += "reason: " + reason + "\n";
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
