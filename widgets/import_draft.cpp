#include "widgets/import_draft.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace pscope {

ImportDraft::Kind ImportDraft::kindOf(const QString& file) {
  QFile in(file);
  const bool isDatabase = in.open(QIODevice::ReadOnly) && in.read(15) == QByteArrayLiteral("SQLite format 3");
  const QString suffix = QFileInfo(file).suffix().toLower();
  const bool isNamedSo = suffix == QLatin1String("db") || suffix == QLatin1String("sqlite3");
  return isDatabase || isNamedSo ? Kind::Optuna : Kind::Csv;
}

Status ImportDraft::open(const JobContext& job) {
  result.reset();
  guesses.clear();
  objectives.clear();
  kind = kindOf(file);
  if (kind == Kind::Optuna) {
    PSCOPE_TRY(studies, listOptunaStudies(file.toStdString(), job));
    if (studies.empty()) {
      return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "The storage holds no study."), {},
                       file.toStdString());
    }
    study = 0;
    return {};
  }
  PSCOPE_TRY(table, ImportTable::read(file.toStdString(), joinFile.toStdString(), joinColumn.toStdString(), job));
  const auto guessed = completeMapping(*table, {}, guesses);
  const CsvMapping mapping = guessed.ok() ? guessed.value() : CsvMapping{};
  roles.assign(table->columns().size(), Role::Beside);
  for (std::size_t c = 0; c < roles.size(); ++c) {
    const std::string& name = table->columns()[c];
    const auto isColumn = [&name](const auto& objective) { return objective.expression == name; };
    if (name == mapping.designColumn) {
      roles[c] = Role::Design;
    } else if (std::find(mapping.choiceColumns.begin(), mapping.choiceColumns.end(), name) !=
               mapping.choiceColumns.end()) {
      roles[c] = Role::Choice;
    } else if (std::any_of(mapping.objectives.begin(), mapping.objectives.end(), isColumn)) {
      roles[c] = Role::Objective;
    }
  }
  objectives = mapping.objectives;
  space = mapping.space;
  return {};
}

void ImportDraft::updateObjectives() {
  std::vector<CsvMapping::Objective> wanted;
  const auto add = [&](const std::string& expression, std::optional<Direction> direction) {
    const auto known = std::find_if(objectives.begin(), objectives.end(),
                                    [&](const auto& objective) { return objective.expression == expression; });
    if (known != objectives.end()) {
      wanted.push_back(*known);
      return;
    }
    wanted.push_back({objectiveName(expression), expression,
                      direction ? direction : guessedDirection(expression).value_or(Direction::Minimize),
                      guessedUnit(expression)});
  };
  if (kind == Kind::Optuna) {
    const auto& chosen = studies[study];
    for (std::size_t i = 0; i < chosen.metrics.size(); ++i) add(chosen.metrics[i], chosen.directions[i]);
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i].direction = chosen.directions[i];
  } else {
    for (std::size_t c = 0; c < roles.size(); ++c) {
      if (roles[c] == Role::Objective) add(table->columns()[c], std::nullopt);
    }
  }
  objectives = std::move(wanted);
}

CsvMapping ImportDraft::mapping() const {
  CsvMapping made;
  made.objectives = objectives;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == Role::Design) made.designColumn = table->columns()[c];
    if (roles[c] == Role::Choice) made.choiceColumns.push_back(table->columns()[c]);
  }
  if (!made.designColumn.empty()) {
    made.choiceColumns.clear();
    made.space = space;
  }
  return made;
}

Status ImportDraft::prepare(const JobContext& job) {
  result.reset();
  if (kind == Kind::Optuna) {
    OptunaImport options;
    options.file = file.toStdString();
    options.study = studies[study].name;
    for (const auto& objective : objectives) options.objectives.push_back({objective.name, objective.unit});
    PSCOPE_TRY(result, importOptuna(options, job));
    return {};
  }
  if (objectives.empty()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Import", "No column is an objective."),
                     PSCOPE_TR_NOOP("Import", "Choose at least one column that says how good a design is."),
                     file.toStdString());
  }
  std::vector<Message> notes;
  PSCOPE_TRY(const CsvMapping complete, completeMapping(*table, mapping(), notes));
  PSCOPE_TRY(result, importCsv(*table, complete, notes, job));
  return {};
}

Status ImportDraft::write(const JobContext& job) const {
  return writeImportedStudy(*result, studyPath.toStdString(), job);
}

}  // namespace pscope
