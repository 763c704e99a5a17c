#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/study/import_csv.h"
#include "core/study/import_optuna.h"

namespace pscope {

/// What the import assistant gathers: the file, what its parts mean, and what was made of them.
///
/// open(), prepare() and write() are run in a background job, during which the window leaves the draft alone.
class ImportDraft {
 public:
  enum class Kind { Optuna, Csv };
  /// What a column of a table means.
  enum class Role { Beside, Choice, Design, Objective };

  QString file, joinFile, joinColumn;
  Kind kind = Kind::Csv;
  // Optuna
  std::vector<OptunaStudyInfo> studies;
  std::size_t study = 0;
  // CSV
  std::optional<ImportTable> table;
  std::vector<Role> roles;  ///< one a column
  std::string space;        ///< built-in family of the designs; empty: made from the table
  std::vector<Message> guesses;
  // both
  std::vector<CsvMapping::Objective> objectives;
  std::optional<ImportedStudy> result;
  QString studyPath;

  /// By the name's end; an SQLite file by its first bytes.
  static Kind kindOf(const QString& file);

  /// Reads the studies of a storage, or the table with its second one, and guesses what columns mean.
  Status open(const JobContext& job);
  /// Takes the studies' objectives over (Optuna), or those columns with the role Objective, keeping what was edited.
  void updateObjectives();
  /// Reads everything; nothing is written.
  Status prepare(const JobContext& job);
  Status write(const JobContext& job) const;

 private:
  CsvMapping mapping() const;
};

}  // namespace pscope
